"""Indicator tables with cells (指标表), from Word tables, tab-separated and piped lines, read by their columns.

The head of one to three rows says what a column holds. Values in 〔 〕 or [ ] are sums of five years. What is no number
(达到国家要求, —) gives no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, frozen

from gangyao.core.document.document import Document, Node, NodeKind
from gangyao.core.document.folding import Folded
from gangyao.core.period import PlanPeriod
from gangyao.core.plan.tables.heads import NAME_COLUMN, Column, is_dated, read_columns
from gangyao.core.plan.tables.table import Cell, Row, Table, span_of_value
from gangyao.core.plan.tables.values import NATURE, UNIT_IN_NAME, clean_name, join_names, name_of_part, read_values

_MOST_HEAD_ROWS = 3
_MOST_COLUMNS = 40
_HEAD_WORD = re.compile(
    r"指标|名称|项目|单位|属性|性质|类型|类别|领域|序号|目标|规划|实际|预计|完成|实现|现状|基期|情况|年均|累计|增[长速减幅]"
    r"|变化|[十一二三四五六]+五|责任|备注|值|末|(?:19|20)\d\d年?"
)
_NO_UNIT = re.compile(r"[/—–-]*|无")
_CORNER = re.compile(r"单位:([^\s\t\n;,)]{1,10})")
_PIPED_LINE = re.compile(r"^[^|\n]*(?:\|[^|\n]*){2,}$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+")
_OF_WHOLE = re.compile(r"^[(\d).、\s]*其中")


@frozen
class _Text:
    """The words of one cell with their folded position."""

    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


_Rows = Sequence[Sequence[_Text]]


@define
class _Carried:
    """What merged cells hand on to the rows below, and what a part is a part of."""

    name: str = ""
    unit: str | None = None
    nature: str = ""
    whole: str = ""
    field: str = ""


def read_tables(document: Document, period: PlanPeriod | None = None) -> Iterator[Table]:
    """The indicator tables among the tables of a document, with folded positions of `Document.folded`.

    Tables whose head names no indicator or no year, such as lists of projects, are left alone.

    Args:
        document: the text with its rows.
        period: that the plan is for, where it is known; it tells past years from planned ones.
    """
    rows: dict[int, list[Node]] = {}
    for _, node in document.of_kind(NodeKind.ROW):
        if node.parent is not None:
            rows.setdefault(node.parent, []).append(node)
    for index, members in rows.items():
        caption = _caption(document, document.nodes[index].start)
        table = _read_table([_texts(document.folded, n.start, n.end, "\t") for n in members], caption, period)
        if table is not None:
            yield table
    for begin, piped in _piped_rows(document):
        table = _read_table(piped, _caption(document, begin), period) if piped else None
        if table is not None:
            yield table


def _piped_rows(document: Document) -> Iterator[tuple[int, list[list[_Text]]]]:
    """Runs of lines whose cells are parted by |, with where each run begins."""
    rows: list[list[_Text]] = []
    begin = end = 0
    for match in _PIPED_LINE.finditer(document.text):
        if document.text[end : match.start()].strip():
            yield begin, rows
            rows = []
        begin = begin if rows else match.start()
        end = match.end()
        if not _RULE.fullmatch(match[0]):
            rows.append(_texts(document.folded, match.start(), match.end(), "|"))
    yield begin, rows


def _texts(folded: Folded, begin: int, after: int, between: str) -> list[_Text]:
    start, end = folded.from_source(begin), folded.from_source(after)
    cells: list[_Text] = []
    for words in folded.text[start:end].rstrip("\n").split(between):
        stripped = words.strip()
        cells.append(_Text(stripped, start + (words.find(stripped) if stripped else 0)))
        start += len(words) + 1
    return cells


def _caption(document: Document, start: int) -> str:
    """The words before a table, where the unit of all its rows often stands."""
    return document.folded.text[document.folded.from_source(max(start - 60, 0)) : document.folded.from_source(start)]


def _read_table(rows: _Rows, caption: str, period: PlanPeriod | None) -> Table | None:
    first = next(
        (i for i, row in enumerate(rows[:_MOST_HEAD_ROWS]) if any(NAME_COLUMN.search(c.words) for c in row)), None
    )
    head = _head_rows(rows[first:]) if first is not None else 0
    if first is None or max(len(row) for row in rows[first : first + head]) > _MOST_COLUMNS:
        return None
    titles = _titles(rows[first : first + head])
    columns = read_columns(titles, period)
    years = [column.year for column in columns if column.role in ("base", "target") and column.year]
    if not years or not any(column.role == "name" for column in columns):
        return None
    corner = _CORNER.search(caption + "\t" + "\t".join(cell.words for row in rows[: first + head] for cell in row))
    carried = _Carried()
    read = [_row(row, columns, carried, corner[1] if corner else None) for row in rows[first + head :]]
    found = tuple(row for row in read if row is not None)
    if not found:
        return None
    growth = any(column.role == "growth" for column in columns)
    targets = [column.year for column in columns if column.role == "target" and column.year]
    end = max(cell.end for cell in rows[-1])
    return Table(rows[first][0].start, end, min(years), max(targets or years), growth, found, is_dated(titles))


def _head_rows(rows: _Rows) -> int:
    """How many rows make up the head: those whose words all name columns."""
    count = 1
    while count < min(_MOST_HEAD_ROWS, len(rows) - 1):
        words = [cell.words for cell in rows[count] if cell.words]
        if not words or not all(_HEAD_WORD.search(word) and not re.fullmatch(r"[\d.]+", word) for word in words):
            break
        if any(NATURE.fullmatch(word) for word in words):
            break
        count += 1
    return count


def _titles(head: _Rows) -> list[str]:
    """The words above each column; a head cell over several columns names all of them."""
    width = max(len(row) for row in head)
    words = [[row[j].words if j < len(row) else "" for j in range(width)] for row in head]
    titles = []
    for j in range(width):
        above = [_above(words, i, j) for i in range(len(head))]
        titles.append("".join(dict.fromkeys(filter(None, above))))
    return titles


def _above(words: Sequence[Sequence[str]], i: int, j: int) -> str:
    """The head cell of a row over a column; the cell to its left where that spans and something stands below."""
    if words[i][j] or i == len(words) - 1 or not words[i + 1][j]:
        return words[i][j]
    left = next((k for k in range(j, -1, -1) if words[i][k]), None)
    return words[i][left] if left is not None and words[i + 1][left] else ""


def _row(cells: Sequence[_Text], columns: Sequence[Column], carried: _Carried, corner: str | None) -> Row | None:
    by_role: dict[str, list[tuple[_Text, Column]]] = {}
    for cell, column in zip(cells, columns, strict=False):
        if cell.words:
            by_role.setdefault(column.role, []).append((cell, column))
    named = [cell for cell, _ in by_role.get("name", ())]
    name, unit = _name(named, carried, first_empty=_first_name_is_empty(cells, columns))
    unit = _unit(by_role, unit, carried) or corner
    written = (NATURE.search(cell.words) for cell, _ in by_role.get("nature", ()))
    carried.nature = nature = next((match[0] for match in written if match), carried.nature)
    carried.field = field = next((cell.words for cell, _ in by_role.get("category", ())), carried.field)
    values = [pair for role in ("base", "target", "change", "growth") for pair in by_role.get(role, ())]
    if not values or not name:
        return None
    start = named[0].start if named else min(cell.start for cell in cells if cell.words)
    found: list[Cell] = []
    for cell, column in values:
        span = span_of_value(start, cell.end)
        found.extend(evolve(read, span=span) for read in read_values(cell.words, column, unit))
    if not found:
        return None
    end = max(cell.end for cell, _ in values)
    dated = [cell.year for cell in found if cell.column == "base"]
    return Row(name, start, max(end, start), tuple(found), nature, dated[-1] if dated else None, field)


def _first_name_is_empty(cells: Sequence[_Text], columns: Sequence[Column]) -> bool:
    first = next((i for i, column in enumerate(columns) if column.role == "name"), 0)
    return first >= len(cells) or not cells[first].words


def _name(named: Sequence[_Text], carried: _Carried, *, first_empty: bool) -> tuple[str, str | None]:
    """The indicator of a row and the unit in its brackets; a merged first cell is carried down to its parts."""
    of_whole = bool(named) and bool(_OF_WHOLE.match(named[0].words))
    words = [name_of_part(carried.whole, c.words) if of_whole else clean_name(c.words) for c in named]
    units = [m[1] for word in words if (m := UNIT_IN_NAME.search(word))]
    words = [UNIT_IN_NAME.sub("", word) if units else word for word in words]
    unit = units[-1] if units else None
    if first_empty:
        return join_names(carried.name, words[0]) if words else carried.name, unit
    carried.name, carried.unit = (words[0] if words else ""), None
    carried.whole = carried.whole if of_whole else carried.name
    return join_names(words[0], words[1]) if len(words) > 1 else carried.name, unit


def _unit(by_role: dict[str, list[tuple[_Text, Column]]], in_name: str | None, carried: _Carried) -> str | None:
    """The unit column, else the name's brackets; an empty unit cell below a merged one keeps the unit."""
    written = next((cell.words for cell, _ in by_role.get("unit", ())), None)
    if written is not None:
        carried.unit = None if _NO_UNIT.fullmatch(written) else written
    elif in_name is not None:
        return in_name
    return carried.unit
