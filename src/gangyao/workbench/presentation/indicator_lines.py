"""The targets of a plan as the lines of a table of main indicators: one line a thing, its values in their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field

from gangyao.core.indicator.indicator import Direction
from gangyao.core.period import last_year
from gangyao.core.plan.plan import Plan, Target
from gangyao.core.plan.statement import Measure
from gangyao.core.quantity.quantity import Comparator, Quantity
from gangyao.report.indicator_table import Group, IndicatorTable, Line, Value
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.figures import Figure, baseline_figure, figure_of
from gangyao.workbench.presentation.outline import place_of
from gangyao.workbench.presentation.review_notes import Note, ReviewNotes
from gangyao.workbench.presentation.words import NATURES, period_words, scope_words

MISSING = "缺"
WITHDRAWN = "已剔除"
_NO_FIELD = "未归类"
_MAIN = re.compile("主要指标|主要目标|发展目标|指标体系|预期目标|目标要求|总体目标")
# What a name takes on where its value is a growth or a change; the thing is the same without it.
_OF_CHANGE = re.compile("(?:年均)?(?:增速|增长率?|增幅)$|累计(?:提高|增加|下降|降低)$|降幅$|累计$")
_SAYS_FALL = re.compile("降幅|下降|减少|降低|削减")
_FLOWS = (Measure.ANNUAL_GROWTH, Measure.CUMULATIVE, Measure.CHANGE)
_AFTER = {Comparator.ABOUT: "左右"}


@define
class _Growing:
    """A line while its values are found."""

    name: str
    scope: str
    targets: list[Target] = field(factory=list)

    def of(self, *measures: Measure) -> Target | None:
        return next((target for target in self.targets if target.measure in measures), None)

    @property
    def level(self) -> Target | None:
        return next((target for target in self.targets if target.measure not in _FLOWS), None)


def read_indicator_table(stored: StoredPlan, *, everything: bool = False) -> IndicatorTable:
    """The table of a plan.

    Args:
        stored: the plan.
        everything: all targets of the plan's last year, not only its main indicators.
    """
    plan, reader = stored.plan, _Reader(stored)
    due = [target for target in plan.targets if last_year(target.horizon) == str(plan.period[1])]
    chosen, which = (due, "") if everything else _main(plan, due)
    lines = _collect(chosen)
    groups: dict[str, list[Line]] = {}
    for line in lines:
        name = next((target.field for target in line.targets if target.field), _NO_FIELD)
        groups.setdefault(name, []).append(reader.line(line))
    title = plan.title + ("目标表" if everything or not which else "主要指标")
    return IndicatorTable(
        title=title, base=f"{_base_year(plan)}年", target=f"{plan.period[1]}年",
        groups=tuple(Group(name, tuple(found)) for name, found in groups.items()),
        notes=tuple(_notes(stored, chosen, which, groups)), corrections=tuple(reader.corrections),
    )  # fmt: skip


def _base_year(plan: Plan) -> int:
    """The last year before the plan begins."""
    return plan.period[0] - 1


def _main(plan: Plan, targets: Sequence[Target]) -> tuple[Sequence[Target], str]:
    """The main indicators, and how they are known: by their legal weight, else by their section; else all."""
    if weighed := [target for target in targets if target.nature is not None]:
        return weighed, "规划文本标明约束性或预期性的指标"
    placed = [target for target in targets if _in_main_section(plan, target)]
    return (placed, "规划文本主要目标各节中的指标") if placed else (targets, "")


def _in_main_section(plan: Plan, target: Target) -> bool:
    return any(_MAIN.search(entry.title) for entry in place_of(plan, target.anchors[0].start))


def _collect(targets: Sequence[Target]) -> list[_Growing]:
    """One line a thing: its level with its growth, where both are targets."""
    lines: dict[tuple[str, str], _Growing] = {}
    for target in targets:
        name = _OF_CHANGE.sub("", target.name) if target.measure in _FLOWS else target.name
        key = (name or target.name, target.scope)
        taken = lines.get(key)
        if taken and any(_column(other) == _column(target) for other in taken.targets):
            key = (target.id, target.scope)
        line = lines.setdefault(key, _Growing(target.name, target.scope))
        line.targets.append(target)
        if len(line.targets) > 1:
            line.name = name or target.name
    return list(lines.values())


def _column(target: Target) -> str:
    return "growth" if target.measure in _FLOWS else "target"


class _Reader:
    """Reads the lines of one plan, and collects what people changed in their values."""

    def __init__(self, stored: StoredPlan) -> None:
        self.corrections: list[tuple[str, ...]] = []
        self._plan, self._text = stored.plan, stored.document.text
        self._notes = ReviewNotes(stored)
        self._statements = {statement.id: statement for statement in stored.plan.statements}
        self._base_year = _base_year(stored.plan)

    def line(self, line: _Growing) -> Line:
        level, flow = line.level, line.of(*_FLOWS)
        first = level or line.targets[0]
        grown_from = _level_it_grows_from(first) if level is None else None
        nature = next((NATURES[target.nature] for target in line.targets if target.nature), "")
        unit = (first.quantity.unit or "") if first.quantity.value is not None else ""
        whole = scope_words(first.scope, self._plan.area, "scope" in first.inferred)
        name = line.name if grown_from is None else _OF_CHANGE.sub("", line.name)
        unit = unit if grown_from is None else grown_from.unit or ""
        name = name if "scope" in first.inferred or name.startswith(whole) else f"{name}（{whole}）"
        base = self._base(first, unit, name)
        target, growth = Value("—"), Value("—")
        if level:
            noted = self._noted(name, f"{self._plan.period[1]}年", self._notes.of_value(level))
            target = evolve(_value(figure_of(level, self._text), level.quantity, unit), marked=noted)
        if flow:
            noted = self._noted(name, "年均增长[累计]", self._notes.of_value(flow))
            growth = evolve(_flow(figure_of(flow, self._text), flow, unit), marked=noted)
        return Line(name=name, unit=unit, base=base, target=target, growth=growth, nature=nature)

    def _base(self, target: Target, unit: str, name: str) -> Value:
        baseline, column = target.baseline, f"{self._base_year}年"
        if baseline is None:
            gone = self._notes.withdrawn_baseline(target, self._base_year)
            return Value(WITHDRAWN if self._noted(name, column, (gone,) if gone else ()) else MISSING)
        found = _value(baseline_figure(baseline, self._statements, self._text), baseline.quantity, unit)
        if last_year(baseline.horizon) != str(self._base_year):
            found = Value(f"{found.words}（{baseline.horizon}{'年' if baseline.horizon.isdigit() else ''}）")
        return evolve(found, marked=self._noted(name, column, self._notes.of_base_value(target)))

    def _noted(self, name: str, column: str, notes: Sequence[Note]) -> bool:
        """Lists changes of a value; whether there are any."""
        self.corrections += ((name, column, n.what, n.old, n.new, n.who, n.when, n.reason) for n in notes)
        return bool(notes)


def _level_it_grows_from(target: Target) -> Quantity | None:
    """The level that a growth is counted from, where the text gives it: 41086元 for a growth of 8% a year."""
    base = target.baseline.quantity if target.baseline else None
    grows = target.measure is Measure.ANNUAL_GROWTH and base is not None and base.value is not None
    return base if grows and base is not None and base.unit not in (None, "%", target.quantity.unit) else None


def _value(shown: Figure, quantity: Quantity, unit: str) -> Value:
    """A quantity as tables print it: bounds as signs, its unit only where the line's is another."""
    if not shown.number:
        return Value(shown.words)
    own = shown.unit if shown.unit != unit else ""
    after = _AFTER.get(quantity.comparator, "")
    lead = "" if after else shown.sign or shown.before
    words = f"{shown.words if shown.words != '下降' else ''}{lead}{shown.number}{own}{after}"
    return Value(words, quantity.value if words == shown.number and quantity.value_high is None else None)


def _flow(shown: Figure, target: Target, unit: str) -> Value:
    """Growth a year as it is; what is summed or changed over the period in brackets, a fall with a minus."""
    yearly = target.measure is Measure.ANNUAL_GROWTH
    found = _value(shown, target.quantity, "%" if yearly else unit)
    if not found.words or target.quantity.value is None:
        return found
    falls = target.direction is Direction.DOWN and not _SAYS_FALL.search(target.name)
    minus = "-" if falls and not found.words.startswith(("≥", "≤", ">", "<")) else "下降" if falls else ""
    if yearly:
        number = found.number if found.number is None or not falls else -found.number
        return Value(minus + found.words, number)
    return Value(f"[{minus}{found.words}]")


def _notes(stored: StoredPlan, chosen: Sequence[Target], which: str, groups: dict[str, list[Line]]) -> Iterator[str]:
    plan, source = stored.plan, stored.source
    lines = [line for found in groups.values() for line in found]
    years = plan.period[1] - plan.period[0] + 1
    if any(line.growth.words.startswith("[") for line in lines):
        yield f"注：[ ]内为{'五年' if years == 5 else f'{years}年'}累计数；其余为年均增长，单位为%。"
    if any(line.base.words == MISSING for line in lines):
        yield f"“{MISSING}”表示规划文本中没有找到{_base_year(plan)}年的基期值。"
    if any(line.base.words == WITHDRAWN for line in lines):
        yield f"“{WITHDRAWN}”表示规划文本中读出的{_base_year(plan)}年基期值经人工核对后剔除，见“更正说明”。"
    marked = any(value.marked for line in lines for value in (line.base, line.target, line.growth))
    if marked:
        yield "带*的数值经人工更正或补录，见“更正说明”。"
    if any(not line.nature for line in lines):
        yield "属性空白的，规划文本没有写明是约束性还是预期性。"
    if which:
        yield f"本表列{which}，共{len(lines)}项；全部目标{len(plan.targets)}项，见“目标”页。"
    other = len(plan.targets) - sum(last_year(t.horizon) == str(plan.period[1]) for t in plan.targets)
    if other:
        yield f"另有{other}项目标的完成时限不是{plan.period[1]}年，未列入本表。"
    if doubtful := sum(bool(target.doubts) for target in chosen):
        yield f"其中{doubtful}项存疑，使用前请到“核对”页核对原文。"
    text = "摘要，非正式文本" if source.digest else "所载入的文本"
    kept = "除带*的外，数值照录" if marked else "数值照录"
    yield f"{kept}规划文本，不换算。规划期{period_words(plan)}；依据“{source.name}”（{text}）编制，第{stored.reading}次编译。"
