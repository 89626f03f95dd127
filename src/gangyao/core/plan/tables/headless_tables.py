"""Rows of an indicator table whose head a copy lost: lines of name, unit, figures and a nature, one below another.

The years are those of the plan, which nothing near by says; the table is marked as undated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gangyao.core.document.document import Document
from gangyao.core.period import PlanPeriod
from gangyao.core.plan.tables.heads import Column
from gangyao.core.plan.tables.loose_pieces import read_pieces
from gangyao.core.plan.tables.loose_rows import UNIT, RowReader
from gangyao.core.plan.tables.table import Row, Table

_LINE = re.compile(r"^[^\n。；;]{4,120}?(?:约束性|预期性)[ \t\u3000|]*$", re.MULTILINE)
_ROW = re.compile(rf"[^\d|].*[\s|（(]{UNIT}[)）]?(?P<figures>[\s|]+.*?)(?:约束性|预期性)[\s|]*", re.DOTALL)
_FIGURE = re.compile(r"[^\s|]+")
_FEWEST_ROWS = 3


def find_headless_tables(document: Document, period: PlanPeriod | None) -> Iterator[Table]:
    """Runs of three and more such lines with one figure each (the target) or two (base and target).

    Args:
        document: the text.
        period: that the plan is for; without it the figures have no year and nothing is read.
    """
    if period is None:
        return
    run: list[re.Match[str]] = []
    for match in _LINE.finditer(document.text):
        if run and document.text[run[-1].end() : match.start()].strip():
            yield from _table(document, run, period)
            run = []
        run.append(match)
    yield from _table(document, run, period)


def _table(document: Document, run: list[re.Match[str]], period: PlanPeriod) -> Iterator[Table]:
    counts = {_figures(match[0]) for match in run}
    if len(run) < _FEWEST_ROWS or counts not in ({1}, {2}):
        return
    base, target = Column("base", period.base), Column("target", period.end)
    values = (target,) if counts == {1} else (base, target)
    bracketed = all(re.search(rf"[(（]{UNIT}[)）]", match[0]) for match in run)
    unit = () if bracketed else (Column("unit"),)
    columns = (Column("name"), *unit, *values, Column("nature"))
    rows: list[Row] = []
    for match in run:
        reader = RowReader(document.folded, columns, by_line=True)
        rows += reader.read(read_pieces(document.text, document.folded, match.span(), thin=True))
    if len(rows) < _FEWEST_ROWS:
        return
    start, end = document.folded.from_source(run[0].start()), document.folded.from_source(run[-1].end())
    yield Table(start, end, period.base, period.end, growth=False, rows=tuple(rows), dated=False)


def _figures(line: str) -> int:
    """How many figures stand between the unit and the nature; 0 where the line is no row."""
    row = _ROW.search(line)
    return len(_FIGURE.findall(row["figures"])) if row else 0
