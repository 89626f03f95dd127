"""The head of an indicator table: what its columns hold, and which of its years are past.

A column is known by the words above it: category, indicator, unit, the years, growth or change over the period, and
whether a target is binding (约束性) or anticipatory (预期性).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from gangyao.core.period import PLAN_PERIOD_NAME, PlanPeriod

_ROLES = (
    ("other", re.compile(r"序号|责任|牵头|部门|备注|来源|依据|说明")),
    ("nature", re.compile(r"属性|性质|指标类型|^类型")),
    ("category", re.compile(r"类别|领域|分类|方面|维度|大类|一级指标")),
    ("growth", re.compile(r"年均|年增")),
    ("unit", re.compile(r"^(?:计量)?单位$")),
)
_CHANGE = re.compile(r"累计|增[减长幅加]|变化|提高|降低|下降|〔|\[")
NAME_COLUMN = re.compile(r"指标|名称|项目")
_REPORTED = re.compile(r"实际|完成|实现|现状|基期|基数|预计|初值|基准|期初")
_PROMISED = re.compile(r"目标|规划|期末")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(rf"({PLAN_PERIOD_NAME})")
_YEARS_OF_A_PLAN = 5


@frozen
class Column:
    """What a column holds.

    Attributes:
        role: "name", "unit", "nature", "category", "base", "target", "growth", "change" or "other".
        year: of a value column.
    """

    role: str
    year: int | None = None

    @property
    def holds_values(self) -> bool:
        """Figures stand in it."""
        return self.role in ("base", "target", "growth", "change")


def read_columns(titles: Sequence[str], period: PlanPeriod | None = None) -> list[Column]:
    """The columns under the words above them.

    Args:
        titles: the words over each column, from left to right.
        period: that the plan is for; a column 现状 without a year is its base, 目标 its end.
    """
    columns: list[Column] = []
    for title in titles:
        named = any(column.role == "name" for column in columns)
        before = columns[-1].role if columns else ""
        columns.append(_column(title.replace(" ", ""), named=named, before=before, period=period))
    return _with_past_years(columns, titles, period)


def is_dated(titles: Sequence[str]) -> bool:
    """The head itself names a year or a plan period."""
    return any(_YEAR.search(title) or _PERIOD.search(title) for title in titles)


def _column(title: str, *, named: bool, before: str, period: PlanPeriod | None) -> Column:
    for role, pattern in _ROLES:
        if pattern.search(title):
            return Column(role)
    year = _YEAR.search(title)
    if year:
        return Column("base" if _REPORTED.search(title) else "target", int(year[0]))
    if _CHANGE.search(title):
        return Column("change")
    if NAME_COLUMN.search(title) and not named:
        return Column("name")
    named_period = _PERIOD.search(title)
    if named_period and "期间" not in title:
        return Column("base" if _REPORTED.search(title) else "target", PlanPeriod.from_name(named_period[1]).end)
    if period and _REPORTED.search(title):
        return Column("base", period.base)
    if period and _PROMISED.search(title):
        return Column("target", period.end)
    return Column("name" if not title and before == "name" else "other")


def _with_past_years(columns: list[Column], titles: Sequence[str], period: PlanPeriod | None) -> list[Column]:
    """Of several plain years those up to the base year of the plan are reported, the others targets."""
    plain = [
        (i, column.year)
        for i, column in enumerate(columns)
        if column.role == "target" and column.year and not _PROMISED.search(titles[i])
    ]
    latest = max((column.year or 0 for column in columns if column.role == "target"), default=0)
    base = _base_year([year for _, year in plain], latest, period)
    for i, year in plain:
        if year <= base and year < latest:
            columns[i] = evolve(columns[i], role="base")
    return columns


def _base_year(years: Sequence[int], latest: int, period: PlanPeriod | None) -> int:
    """The last reported year: the plan's base, else the first that ends a plan period, else the first of two."""
    earlier = sorted({year for year in years if year < latest})
    if not earlier:
        return 0
    if period and earlier[0] <= period.base < latest:
        return period.base
    ending = [year for year in earlier if year % _YEARS_OF_A_PLAN == 0]
    if ending:
        return ending[0]
    return earlier[0] if len(earlier) == 1 else 0
