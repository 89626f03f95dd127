"""The record of a level or rank found in words, before anybody asks whose it is."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from gangyao.core.plan.statement import Measure, Tier
from gangyao.core.quantity.quantity import Comparator


@frozen
class LevelMatch:
    """A level or rank in words.

    Attributes:
        start: where its words begin (folded).
        end: one past them.
        words: as printed, e.g. "全覆盖".
        measure: what kind of level.
        tier: level or rank.
        comparator: how it bounds.
        value: the position of a rank, e.g. 1; None otherwise.
        unit: "位" for a position.
        suffix: what the indicator's name takes on, e.g. "全省位次".
        name: the indicator where it stands right of the words (消除黑臭水体).
        shared: subjects joined before it each get it.
        values: positions that are shared out over as many subjects (分别居第5、第6位); empty where there is one.
    """

    start: int
    end: int
    words: str
    measure: Measure
    tier: Tier = Tier.LEVEL
    comparator: Comparator = Comparator.EQUAL
    value: Decimal | None = None
    unit: str | None = None
    suffix: str = ""
    name: str = ""
    shared: bool = False
    values: tuple[Decimal, ...] = ()

    def named(self, subject: str) -> str:
        """The indicator's name for a subject."""
        name = self.name or subject
        return name if name.endswith(self.suffix) else name + self.suffix


def about(basic: object) -> Comparator:
    """基本 before a level says about."""
    return Comparator.ABOUT if basic else Comparator.EQUAL
