"""Where a target starts from: the reported value that the plan itself gives for the same thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.period import last_year
from gangyao.core.plan.plan import Baseline
from gangyao.core.plan.statement import Measure, Statement
from gangyao.core.plan.targets.merging import Group, kind, population

_STATES = (Measure.LEVEL, Measure.SHARE)
_MAGNITUDE = re.compile("^[十百千万亿]+(?=.)")
_FLOW = re.compile("新[增建设开培引认登]|再就业|建成|建设|改造|培育|引进|完成|实施|开工|培训")
_CLASS = re.compile("类")


class BaselineIndex:
    """The reported values of a plan by the things they are about."""

    def __init__(self, reported: Sequence[Statement], lexicon: Lexicon) -> None:
        """Indexes reported statements.

        Args:
            reported: those with the role achieved, in order of place.
            lexicon: knows which names are one indicator.
        """
        self._by_thing: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in reported:
            indicator = lexicon.find(statement.indicator)
            name = indicator.name if indicator else statement.indicator
            self._by_thing[lexicon.key(statement.indicator), population(statement, name)].append(statement)

    def find(self, group: Group) -> Baseline | None:
        """The value in the target's own table row, else the latest reported value that can be its start."""
        first = group.first
        name = group.indicator.name if group.indicator else first.indicator
        same = self._by_thing.get((group.name, population(first, name)), ())
        in_row = [s for s in same if s.anchor.start == first.anchor.start and s.measure is first.measure]
        stock = group.indicator is not None and not _FLOW.search(first.indicator)
        usable = in_row or [s for s in same if _starts(s, first, stock=stock) and _year(s) <= _year(first)]
        latest = max(usable, key=lambda s: (_year(s), s.anchor.start), default=None)
        return Baseline(latest.quantity, latest.horizon, latest.id) if latest else None


def _year(statement: Statement) -> int:
    """The year a statement is for; undated targets lie after all, undated results before."""
    year = last_year(statement.horizon)
    return int(year) if year.isdigit() else (9999 if statement.role.value == "target" else 0)


def _starts(reported: Statement, target: Statement, *, stock: bool) -> bool:
    """Whether a reported value can be what a target starts from.

    A level starts from a level in the same unit, a growth or change from the level that is to grow, a number of
    things that there are (高新技术企业数) from such a number, a rank from a rank in the same field, a class (Ⅲ类) from
    a class. Sums of past years start nothing, and what was built or added before starts no further building.
    """
    if reported.quantity.value is None or target.quantity.value is None:
        return _words_start(reported, target)
    what = kind(target)
    if what == "state":
        return reported.measure in (*_STATES, Measure.COUNT) and _unit(reported) == _unit(target)
    if what == "amount":
        counted = reported.measure in (Measure.COUNT, Measure.LEVEL) and target.measure is Measure.COUNT
        return stock and counted and _unit(reported) == _unit(target)
    if target.measure in (Measure.ANNUAL_GROWTH, Measure.CHANGE):
        in_points = (target.quantity.unit or "").endswith("百分点")
        return reported.measure in _STATES and in_points == (reported.quantity.unit == "%")
    return what == kind(reported)


def _words_start(reported: Statement, target: Statement) -> bool:
    if kind(target).startswith("rank"):
        return kind(reported) == kind(target)
    return all(s.quantity.value is None and _CLASS.search(s.quantity.words or "") for s in (reported, target))


def _unit(statement: Statement) -> str:
    """The unit without 万 and 亿, which scale a value and change nothing else."""
    return _MAGNITUDE.sub("", statement.quantity.unit or "")
