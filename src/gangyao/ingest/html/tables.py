"""Tables of a page: which cell stands in which column, and which of them only lay out the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from gangyao.ingest.html.page import Element

BOX_LEVEL = 9
_BOX_TITLE = re.compile(r"专\s*栏\s*[\d０-９一二三四五六七八九十ⅰ]")
_WIDEST = 200  # columns
_SPAN = re.compile(r"\d{1,4}")
_LAID_OUT = 0.6  # share of a table's characters in one of its cells: then it lays out a page
_FEWEST_BLOCKS = 4
_PARTS = frozenset({"p", "div", "br", "li", "table", "h1", "h2", "h3", "h4"})


@frozen
class Cell:
    """One cell.

    Attributes:
        element: that holds it.
        column: the first column it stands in, from 0.
        columns: how many it covers.
    """

    element: Element
    column: int
    columns: int


@frozen
class Grid:
    """A table.

    Attributes:
        rows: their cells; where a cell of a row above reaches down, none stands.
        width: columns.
        is_layout: it lays out a page.
    """

    rows: list[list[Cell]]
    width: int
    is_layout: bool

    @property
    def is_frame(self) -> bool:
        """Every row is a single cell: it stands around prose."""
        return all(len(row) <= 1 for row in self.rows)


def is_box_title(words: str) -> bool:
    """The title of a 专栏."""
    return bool(_BOX_TITLE.match(words))


def grid_of(table: Element) -> Grid:
    """The cells of a table in their columns."""
    rows: list[list[Cell]] = []
    covered: dict[int, int] = {}  # column → how many rows more a cell reaches down
    width = 0
    for row in _rows(table):
        cells, column, reach = [], 0, dict(covered)
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            while covered.get(column):
                column += 1
            columns = min(_span(element, "colspan"), max(_WIDEST - column, 1))
            cells.append(Cell(element, min(column, _WIDEST - 1), columns))
            for place in range(column, column + columns):
                reach[place] = _span(element, "rowspan")
            column += columns
        width = max(width, min(column, _WIDEST), *(place + 1 for place in reach)) if reach else max(width, column)
        covered = {place: left - 1 for place, left in reach.items() if left > 1}
        rows.append(cells)
    return Grid(rows, width, _is_layout(table, rows))


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in part if row.tag == "tr")
        elif part.tag == "caption":
            continue


def _span(element: Element, name: str) -> int:
    written = _SPAN.match((element.get(name) or "1").strip())
    return max(int(written[0]), 1) if written else 1


def _is_layout(table: Element, rows: list[list[Cell]]) -> bool:
    """One cell among others holds most of the words, in many paragraphs."""
    if table.get("role") == "presentation":
        return True
    if all(len(row) <= 1 for row in rows):
        return False
    sizes = [(_size(cell.element), cell.element) for row in rows for cell in row]
    total = sum(size for size, _ in sizes)
    largest, element = max(sizes, key=lambda pair: pair[0], default=(0, table))
    if not total or largest < _LAID_OUT * total:
        return False
    return sum(1 for inner in element.iter() if inner.tag in _PARTS) >= _FEWEST_BLOCKS


def _size(element: Element) -> int:
    return sum(len(words.strip()) for words in element.itertext())
