"""The targets of a plan as rows of a table: filtered, sorted, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import evolve, frozen

from gangyao.core.plan.plan import Plan, Target
from gangyao.core.plan.statement import Statement
from gangyao.workbench.presentation.figures import Figure, baseline_figure, figure, figure_of, quote_of
from gangyao.workbench.presentation.review_decisions import OPEN, SIGNS, Decisions, target_state
from gangyao.workbench.presentation.words import (
    MEASURES,
    NATURES,
    doubt_words,
    horizon_order,
    horizon_words,
    inferred_label,
    inferred_rule,
    scope_words,
)


@frozen
class TargetRow:
    """One target as a row.

    Attributes:
        id: of the target.
        statement: id of the statement it is read from, the place in the text.
        name: of the indicator.
        figure: the committed value.
        stretch: the further step (力争), else None.
        baseline: the value it starts from, else None.
        baseline_when: e.g. "2020年"; empty without baseline.
        when: completion, e.g. "2025年".
        nature: 约束性, 预期性 or empty.
        field: 类别, or empty.
        measure: 口径 in words.
        scope: 范围 in words.
        modality: 力争, 争取, 基本 or empty.
        inferred: codes of inferred fields.
        doubts: doubts in words.
        places: how many statements it rests on.
        order: place among the targets, from 1.
        target: the record itself, for sorting and downloads.
        state: how far its review is: open, accepted, corrected or added.
    """

    id: str
    statement: str
    name: str
    figure: Figure
    stretch: Figure | None
    baseline: Figure | None
    baseline_when: str
    when: str
    nature: str
    field: str
    measure: str
    scope: str
    modality: str
    inferred: tuple[str, ...]
    doubts: tuple[str, ...]
    places: int
    order: int
    target: Target
    state: str = OPEN

    @property
    def sign(self) -> str:
        """That it was reviewed, e.g. "已更正"; empty where it was not."""
        return SIGNS.get(self.state, "")

    @property
    def rules(self) -> Mapping[str, str]:
        """Inferred field → its rule, for the tooltip of the cell."""
        return {code: f"推定：{inferred_rule(code)}" for code in self.inferred}

    @property
    def inferred_words(self) -> str:
        """Names of the inferred fields, e.g. "完成时限、范围"."""
        return "、".join(inferred_label(code) for code in self.inferred)


def target_rows(plan: Plan, decisions: Decisions = MappingProxyType({}), text: str = "") -> tuple[TargetRow, ...]:
    """All targets of a plan, in order of place, with how far the review of each is.

    Args:
        plan: with the decisions of people laid over.
        decisions: id of a record → what people decided about it.
        text: of the plan, for the words of bounds.
    """
    statements = {statement.id: statement for statement in plan.statements}
    rows = (_row(plan, target, order, statements, text) for order, target in enumerate(plan.targets, 1))
    return tuple(evolve(row, state=target_state(row.target, decisions)) for row in rows)


def _row(plan: Plan, target: Target, order: int, statements: Mapping[str, Statement], text: str) -> TargetRow:
    baseline, first = target.baseline, statements.get(target.statements[0])
    return TargetRow(
        id=target.id,
        statement=target.statements[0],
        name=target.name,
        figure=figure_of(target, text),
        stretch=figure(target.stretch, quote_of(target, text)) if target.stretch else None,
        baseline=baseline_figure(baseline, statements, text) if baseline else None,
        baseline_when=horizon_words(baseline.horizon) if baseline else "",
        when=horizon_words(target.horizon),
        nature=NATURES[target.nature] if target.nature else "",
        field=target.field,
        measure=MEASURES[target.measure],
        scope=scope_words(target.scope, plan.area, "scope" in target.inferred),
        modality=first.modality if first else "",
        inferred=target.inferred,
        doubts=tuple(map(doubt_words, target.doubts)),
        places=len(target.statements),
        order=order,
        target=target,
    )


@frozen
class Filter:
    """What a reader asked for; empty fields ask for nothing.

    Attributes:
        words: each must stand in the name, field or scope.
        field: 类别; "-" asks for targets without one.
        horizon: as recorded, e.g. "2025".
        measure: as recorded, e.g. "share".
        nature: "binding", "anticipatory" or "-" for unknown.
        baseline: "yes" or "no".
        doubts: "any", or the code of one.
        inferred: code of an inferred field.
        checked: "yes" for those that were reviewed, "no" for the others.
        sort: a key of SORTS, with "-" in front for downwards.
    """

    words: str = ""
    field: str = ""
    horizon: str = ""
    measure: str = ""
    nature: str = ""
    baseline: str = ""
    doubts: str = ""
    inferred: str = ""
    checked: str = ""
    sort: str = ""

    @property
    def narrows(self) -> bool:
        """Anything but the order is asked for."""
        return evolve(self, sort="") != Filter()

    def admits(self, row: TargetRow) -> bool:
        """Whether a row fits all that is asked."""
        target = row.target
        text = f"{row.name} {row.field} {row.scope} {row.measure} {row.figure.text}".casefold()
        return (
            all(word in text for word in self.words.casefold().split())
            and (not self.field or (target.field or "-") == self.field)
            and (not self.horizon or target.horizon == self.horizon)
            and (not self.measure or target.measure.value == self.measure)
            and (not self.nature or (target.nature.value if target.nature else "-") == self.nature)
            and (not self.baseline or (target.baseline is not None) == (self.baseline == "yes"))
            and (not self.doubts or self.doubts in target.doubts or (self.doubts == "any" and bool(target.doubts)))
            and (not self.inferred or self.inferred in target.inferred)
            and (not self.checked or (row.state != OPEN) == (self.checked == "yes"))
        )


def _by_name(row: TargetRow) -> bytes:
    """GB 2312 lists its first level of characters by pinyin, which is the order people expect of names."""
    return row.name.encode("gb18030")


def _number(value: Decimal | None) -> tuple[bool, Decimal]:
    return (value is None, value if value is not None else Decimal(0))


SORTS: Mapping[str, Callable[[TargetRow], Any]] = {
    "place": lambda row: row.order,
    "name": _by_name,
    "value": lambda row: (*_number(row.target.quantity.value), row.figure.unit),
    "unit": lambda row: (not row.figure.unit, row.figure.unit.encode("gb18030")),
    "baseline": lambda row: _number(row.target.baseline.quantity.value if row.target.baseline else None),
    "horizon": lambda row: horizon_order(row.target.horizon),
    "measure": lambda row: row.measure.encode("gb18030"),
    "scope": lambda row: row.scope.encode("gb18030"),
    "field": lambda row: (not row.field, row.field.encode("gb18030")),
    "nature": lambda row: (not row.nature, row.nature),
    "doubts": lambda row: -len(row.doubts),
}


def select(rows: Iterable[TargetRow], asked: Filter) -> tuple[TargetRow, ...]:
    """The rows that fit, in the order asked; rows without the value sorted by come last either way."""
    fitting = [row for row in rows if asked.admits(row)]
    name = asked.sort.removeprefix("-")
    key = SORTS.get(name, SORTS["place"])
    ordered = sorted(fitting, key=key)
    if not asked.sort.startswith("-"):
        return tuple(ordered)
    missing = [row for row in ordered if _lacks(row, name)]
    return (*(row for row in reversed(ordered) if not _lacks(row, name)), *missing)


def _lacks(row: TargetRow, name: str) -> bool:
    if name == "value":
        return row.target.quantity.value is None
    if name == "baseline":
        return row.target.baseline is None or row.target.baseline.quantity.value is None
    words = {"field": row.field, "nature": row.nature, "unit": row.figure.unit}
    return not words.get(name, "-")


_NATURES = {"-": "未写明", **{nature.value: words for nature, words in NATURES.items()}}


@frozen
class Choice:
    """One value that a filter offers.

    Attributes:
        value: as sent.
        label: as shown.
        count: targets that have it.
        chosen: it is asked for.
    """

    value: str
    label: str
    count: int
    chosen: bool = False


def choices(rows: Sequence[TargetRow], asked: Filter) -> Mapping[str, tuple[Choice, ...]]:
    """What each filter can offer for these rows: only values that occur."""
    fields = Counter(row.field or "-" for row in rows)
    horizons = Counter(row.target.horizon for row in rows)
    measures = Counter(row.target.measure for row in rows)
    natures = Counter(row.target.nature.value if row.target.nature else "-" for row in rows)
    doubts = Counter(code for row in rows for code in row.target.doubts)
    inferred = Counter(code for row in rows for code in row.inferred)
    based = sum(row.baseline is not None for row in rows)
    doubtful = sum(bool(row.doubts) for row in rows)
    checked = sum(row.state != OPEN for row in rows)
    return {
        "field": _mark([(f, "未归类" if f == "-" else f, n) for f, n in fields.most_common()], asked.field),
        "horizon": _mark(
            [(h, horizon_words(h), horizons[h]) for h in sorted(horizons, key=horizon_order)], asked.horizon
        ),
        "measure": _mark([(m.value, MEASURES[m], n) for m, n in measures.most_common()], asked.measure),
        "nature": _mark([(k, _NATURES[k], n) for k, n in natures.most_common()], asked.nature),
        "baseline": _mark([("yes", "有基期值", based), ("no", "无基期值", len(rows) - based)], asked.baseline),
        "doubts": _mark([("any", "有存疑", doubtful), *_worded(doubts)], asked.doubts),
        "checked": _mark([("yes", "已核对", checked), ("no", "未核对", len(rows) - checked)], asked.checked),
        "inferred": _mark([(c, f"推定{inferred_label(c)}", n) for c, n in inferred.most_common()], asked.inferred),
    }


def _worded(doubts: Counter[str]) -> list[tuple[str, str, int]]:
    return [(code, doubt_words(code), count) for code, count in doubts.most_common()]


def _mark(offers: Iterable[tuple[str, str, int]], asked: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, count, value == asked) for value, label, count in offers if count)
