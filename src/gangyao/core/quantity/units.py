"""Units as a vocabulary: which words are units, which of them count things."""

from __future__ import annotations

import re
from functools import cached_property

from attrs import frozen


@frozen
class Unit:
    """A unit of measure or a classifier 量词.

    Attributes:
        name: as usually printed, e.g. "平方公里".
        dimension: units of one dimension may be compared, e.g. "area".
        factor: times the dimension's first unit, as decimal text, e.g. "1000000".
        aliases: other spellings, e.g. ("平方千米", "km2").
        counts: True for classifiers, which count things of their own.
    """

    name: str
    dimension: str
    factor: str
    aliases: tuple[str, ...] = ()
    counts: bool = False


@frozen(slots=False)
class UnitTable:
    """All known units.

    Attributes:
        units: in the order of the vocabulary file.
    """

    units: tuple[Unit, ...]

    @cached_property
    def by_spelling(self) -> dict[str, Unit]:
        """Every spelling with its unit."""
        return {spelling: unit for unit in self.units for spelling in (unit.name, *unit.aliases)}

    @cached_property
    def pattern(self) -> str:
        """Alternation over all spellings, longest first, with an optional denominator (万元/人, 微克/立方米)."""
        spellings = sorted(self.by_spelling, key=len, reverse=True)
        one = "(?:" + "|".join(map(re.escape, spellings)) + ")"
        return f"{one}(?:/(?:日|[十百千万亿]*{one}))?"

    def find(self, printed: str) -> Unit | None:
        """The unit of a printed unit with magnitude and denominator removed, e.g. "万元/人" → 元."""
        head = printed.partition("/")[0]
        while head:
            if head in self.by_spelling:
                return self.by_spelling[head]
            if head[0] not in "十百千万亿":
                return None
            head = head[1:]
        return None
