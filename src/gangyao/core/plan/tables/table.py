"""Indicator tables (指标表): their records, and what kind of number a cell is.

Tables with cells are read in cells.py, those that a copy flattened into one line in flat_tables.py.
"""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import frozen

from gangyao.core.plan.statement import Measure
from gangyao.core.quantity.quantity import Comparator


@frozen
class Cell:
    """One value of a table row.

    Attributes:
        column: "base", "target" or "change".
        value: as printed.
        comparator: how it bounds.
        unit: its own unit, else the row's.
        summed: in 〔 〕, a five-year sum or change.
        falls: printed with a minus.
        glued: parted from figures that a copy ran together.
        year: of its column, where a table has more of them than base and target, or of the cell itself.
        span: folded span from the row's name to this value, where that is known.
    """

    column: str
    value: Decimal
    comparator: Comparator
    unit: str | None
    summed: bool = False
    falls: bool = False
    glued: bool = False
    year: int | None = None
    span: tuple[int, int] | None = None


@frozen
class Row:
    """One indicator of a table.

    Attributes:
        name: the indicator.
        start, end: folded span from the name to the last value.
        cells: its values.
        nature: "约束性", "预期性" or empty.
        base_year: of its base value, where a note says another than the header.
        field: the group it stands in (经济发展), empty where the table has none.
    """

    name: str
    start: int
    end: int
    cells: tuple[Cell, ...]
    nature: str = ""
    base_year: int | None = None
    field: str = ""


@frozen
class Table:
    """An indicator table with its years.

    Attributes:
        start, end: folded span.
        base, target: years of the value columns.
        growth: its change column holds yearly growth rates (年均增长), not changes over the period.
        rows: its indicators.
        dated: its years are written; else they are those of the plan.
    """

    start: int
    end: int
    base: int
    target: int
    growth: bool
    rows: tuple[Row, ...]
    dated: bool = True


_LONGEST_SPAN = 100


def span_of_value(start: int, end: int) -> tuple[int, int]:
    """The folded span from a row's name to a value; of a wide row, what stands before the value."""
    return max(start, end - _LONGEST_SPAN), end


FALLING = re.compile("(?:下降|减少|降低|削减)(?:率|幅度|量)?$")
_FLOWING = re.compile("新增|累计|治理面积|新建|建设|改造")
_SUMMED = re.compile("投资|投入|供应")


def measure_in_table(name: str, cell: Cell, *, growth: bool) -> Measure:
    """The kind of number of a cell, from its column and its indicator's name."""
    if cell.column == "change":
        if growth and cell.unit in ("%", "‰") and not cell.summed and _is_held_below(name, cell):
            return Measure.SHARE
        if growth and cell.unit == "%" and not cell.summed:
            return Measure.ANNUAL_GROWTH
        flowing = _FLOWING.search(name) or (cell.summed and cell.unit != "%" and _SUMMED.search(name))
        return Measure.CUMULATIVE if flowing else Measure.CHANGE
    if cell.unit in ("%", "‰"):
        if re.search("增速|增长率?$|增幅", name):
            return Measure.ANNUAL_GROWTH
        return Measure.CHANGE if FALLING.search(name) else Measure.SHARE
    return Measure.CUMULATIVE if _FLOWING.search(name) else Measure.LEVEL


def _is_held_below(name: str, cell: Cell) -> bool:
    """城镇调查失业率 <5.5 in a column 年均/累计 is the rate itself, held below a bound in every year."""
    return name.endswith("率") and cell.comparator in (Comparator.BELOW, Comparator.AT_MOST)


def name_in_table(name: str, cell: Cell, measure: Measure) -> str:
    """The indicator's name for a cell: changes say so."""
    if measure is Measure.CHANGE and FALLING.search(name):
        return FALLING.sub("", name) + "降幅"
    if cell.column != "change" or measure in (Measure.CUMULATIVE, Measure.SHARE):
        return name
    if measure is Measure.ANNUAL_GROWTH:
        return name if name.endswith(("增长", "增速")) else name + "年均增速"
    return name + ("降幅" if cell.falls else "累计提高" if cell.unit == "%" else "累计增加")
