"""Baseline against target, so that different units can stand on one page without misleading.

Rates keep their own scale of 0 to 100; everything else is shown as an index whose baseline is 100. A baseline that is a
sum over a period is not compared with a value of a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import frozen

from gangyao.core.plan.plan import Baseline, Target
from gangyao.core.plan.statement import Measure, Statement
from gangyao.core.quantity.quantity import Comparator
from gangyao.workbench.presentation.figures import SIGNS, Figure, baseline_figure, figure_of, plain
from gangyao.workbench.presentation.words import horizon_words

_HUNDRED = Decimal(100)
_LOWER = (SIGNS[Comparator.AT_LEAST], SIGNS[Comparator.ABOVE])
# A bound that includes its number, and one that does not, say so of the change as well.
_AT_LEAST = {"≥": "至少 ", "≤": "至少 ", ">": "超过 ", "<": "超过 "}
_AT_MOST = {"≥": "至多 ", "≤": "至多 ", ">": "不足 ", "<": "不足 "}
_STATES = (Measure.LEVEL, Measure.SHARE, Measure.COUNT)


@frozen
class Pair:
    """A target beside the value it starts from.

    Attributes:
        id: of the target.
        name: of the indicator.
        baseline: as printed.
        baseline_when: e.g. "2020年".
        target: as printed.
        target_when: e.g. "2025年".
        change: in words, e.g. "+1.8 个百分点", "至少 +55.6%".
        start: on the chart's scale.
        end: on the chart's scale.
        rate: the scale is per cent itself; otherwise an index with baseline 100.
    """

    id: str
    name: str
    baseline: Figure
    baseline_when: str
    target: Figure
    target_when: str
    change: str
    start: float
    end: float
    rate: bool


def pairs(
    targets: Iterable[Target], statements: Mapping[str, Statement] = MappingProxyType({}), text: str = ""
) -> tuple[Pair, ...]:
    """The targets that can be compared with their baseline.

    Args:
        targets: of the plan.
        statements: of the plan by their ids.
        text: of the plan; both give the words of bounds.
    """
    found = []
    for target in targets:
        baseline = target.baseline
        if baseline is not None and _comparable(target, baseline):
            found.append(_pair(target, baseline, baseline_figure(baseline, statements, text), figure_of(target, text)))
    return tuple(found)


def _comparable(target: Target, baseline: Baseline) -> bool:
    """Both are numbers of one unit at a date, and the baseline can serve as 100."""
    if target.measure not in _STATES or not baseline.horizon.isdigit():
        return False
    start, end = baseline.quantity, target.quantity
    if start.value is None or end.value is None or start.unit != end.unit:
        return False
    return start.unit == "%" or start.value > 0


def _pair(target: Target, baseline: Baseline, based: Figure, aimed: Figure) -> Pair:
    start, end = baseline.quantity.value or Decimal(0), target.quantity.value or Decimal(0)
    rate = target.quantity.unit == "%"
    return Pair(
        id=target.id,
        name=target.name,
        baseline=based,
        baseline_when=horizon_words(baseline.horizon),
        target=aimed,
        target_when=horizon_words(target.horizon),
        change=_bound(based.sign, aimed.sign, end > start) + _change(start, end, rate)
        if start != end
        else _kept(aimed),
        start=float(start if rate else _HUNDRED),
        end=float(end if rate else end / start * _HUNDRED),
        rate=rate,
    )


def _change(start: Decimal, end: Decimal, rate: bool) -> str:
    sign = "+" if end > start else "−"
    if rate:
        return f"{sign}{plain(abs(end - start))} 个百分点"
    return f"{sign}{abs(end - start) / start * _HUNDRED:.1f}%"


def _bound(start: str, end: str, rises: bool) -> str:
    """How far the difference of two numbers bounds the change, by the signs of the two; about applies to about alone.

    A target of at least 38 is a rise by at least so much, and a target of at most 27 a fall by at least so much. A bound
    of the baseline works the other way round. Of two bounds nothing follows, so only the numbers are compared.
    """
    signs = {start, end} - {""}
    if not signs:
        return ""
    if signs == {SIGNS[Comparator.ABOUT]}:
        return "约 "
    if start and end:
        return "数字相差 "
    at_least = ((start or end) in _LOWER) == (bool(end) == rises)
    return _AT_LEAST[start or end] if at_least else _AT_MOST[start or end]


def _kept(aimed: Figure) -> str:
    """Where the target's number is the baseline's: what its bound asks for."""
    if aimed.after:
        return f"基期值{aimed.after}"
    return f"{aimed.bound}基期值" if aimed.bound else "持平"


def chart_rows(compared: Iterable[Pair], rate: bool) -> list[dict[str, Any]]:
    """What the chart's script draws: one object per pair of one scale, the widest change first."""
    chosen = sorted((pair for pair in compared if pair.rate is rate), key=lambda pair: -abs(pair.end - pair.start))
    return [
        {
            "id": pair.id,
            "name": pair.name,
            "start": round(pair.start, 2),
            "end": round(pair.end, 2),
            "from": f"{pair.baseline.text}（{pair.baseline_when}）",
            "to": f"{pair.target.text}（{pair.target_when}）",
            "change": pair.change,
        }
        for pair in chosen
    ]
