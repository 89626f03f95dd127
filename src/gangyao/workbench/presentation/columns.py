"""Columns of the table of targets: which are worth showing, and what a click on each sorts by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from attrs import frozen

from gangyao.workbench.presentation.target_rows import Filter, TargetRow


@frozen
class Column:
    """One column.

    Attributes:
        name: key it sorts by.
        title: as shown.
        query: of the table sorted by it, e.g. "field=生态环境&sort=name".
        state: "ascending", "descending" or "none", as aria-sort says.
        number: its cells are set flush right.
    """

    name: str
    title: str
    query: str
    state: str
    number: bool


_TITLES = (
    ("name", "指标", False),
    ("value", "目标值", True),
    ("unit", "单位", False),
    ("baseline", "基期值", True),
    ("horizon", "完成时限", False),
    ("measure", "口径", False),
    ("scope", "范围", False),
    ("field", "类别", False),
    ("nature", "属性", False),
    ("doubts", "存疑", False),
)


def read_columns(rows: Sequence[TargetRow], asked: Filter, query: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns to show: 类别, 属性 and 存疑 only where at least one target of the plan fills them."""
    filled = {
        "field": any(row.field for row in rows),
        "nature": any(row.nature for row in rows),
        "doubts": any(row.doubts for row in rows),
    }
    shown = [item for item in _TITLES if filled.get(item[0], True)]
    return tuple(_column(name, title, number, asked, query) for name, title, number in shown)


def _column(name: str, title: str, number: bool, asked: Filter, query: Mapping[str, str]) -> Column:
    up, down = asked.sort == name, asked.sort == f"-{name}"
    state = "ascending" if up else "descending" if down else "none"
    following = {**query, "sort": f"-{name}" if up else name}
    if down:
        following.pop("sort")
    return Column(name, title, urlencode(following), state, number)
