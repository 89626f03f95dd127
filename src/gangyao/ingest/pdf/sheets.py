"""Tables as rows of words, joined over the pages that break them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, field

from gangyao.ingest.pdf.grids import Cell, Table
from gangyao.ingest.pdf.lines import pieces_of, plain, right_edge, rows_of, whole
from gangyao.ingest.pdf.paragraphs import Column, Paragraph, Style, extend, goes_on, one_line, paragraphs_of

_PADDING = 12.0  # points between the text of a cell and its right line at most
_SAME_COLUMN = 8.0
_HEAD_ROWS = 4  # that a table may repeat on every page


@define
class Row:
    """One row: cells, or what a single cell over the whole width holds.

    Attributes:
        cells: words of every column; a cell over several is written in its first.
        wide: paragraphs and tables of a single cell; empty for other rows.
    """

    cells: tuple[str, ...] = ()
    wide: list[Block] = field(factory=list)


@define
class Sheet:
    """A table.

    Attributes:
        rows: from top to bottom.
        columns: places of its columns' edges.
        frame: every row is a single cell: it stands around prose.
        first_page: where it begins.
        last_page: where it ends.
    """

    rows: list[Row]
    columns: tuple[float, ...]
    frame: bool
    first_page: int
    last_page: int


Block = Paragraph | Sheet


def sheet_of(table: Table, style: Style) -> Sheet:
    """The words of a drawn table."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    width = len(table.columns) - 1
    lines = [_row(rows[number], width, table, style) for number in sorted(rows)]
    filled = [row for row in lines if row.wide or any(row.cells)]
    return Sheet(filled, tuple(table.columns), table.is_frame, table.page, table.page)


def _row(cells: Sequence[Cell], width: int, table: Table, style: Style) -> Row:
    if len(cells) == 1 and cells[0].columns == width:
        return Row(wide=_blocks(cells[0], table, style))
    words = [""] * width
    for cell in cells:
        lines = [whole(row) for row in rows_of(pieces_of(cell.glyphs, table.page))]
        inner = [_flat(sheet_of(inside, style)) for inside in cell.tables]
        words[cell.column] = " ".join(filter(None, [one_line(lines), *inner]))
    return Row(tuple(words))


def _flat(sheet: Sheet) -> str:
    """A table inside a cell of a table as words."""
    words: list[str] = []
    for row in sheet.rows:
        words.extend(row.cells)
        words.extend(block.words if isinstance(block, Paragraph) else _flat(block) for block in row.wide)
    return " ".join(filter(None, words))


def _blocks(cell: Cell, table: Table, style: Style) -> list[Block]:
    """Paragraphs of a cell, in order with the tables in it."""
    lines = [whole(row) for row in rows_of(pieces_of(cell.glyphs, table.page))]
    if not lines:
        return [sheet_of(inside, style) for inside in cell.tables]
    x0 = min(line.x0 for line in lines)
    x1 = max(cell.box.x1 - _PADDING, right_edge(lines))
    placed: list[tuple[float, Block]] = [(inside.box.top, sheet_of(inside, style)) for inside in cell.tables]
    tops = sorted(top for top, _ in placed)
    for start, end in zip([float("-inf"), *tops], [*tops, float("inf")], strict=True):
        part = tuple(line for line in lines if start <= line.top < end)
        found = paragraphs_of(Column(part, x0, x1), style)
        placed.extend((paragraph.first.top, paragraph) for paragraph in found)
    return [block for _, block in sorted(placed, key=lambda pair: pair[0])]


def over_pages(blocks: Sequence[Block], style: Style) -> list[Block]:
    """Joins what a page or a column broke: paragraphs, and tables with their repeated heads."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Paragraph) and isinstance(before, Paragraph):
            if before.column is not block.column and goes_on(before, block, style):
                extend(before, block)
                continue
        elif isinstance(block, Sheet) and isinstance(before, Sheet) and _is_rest(before, block):
            _append(before, block, style)
            continue
        found.append(block)
    return found


def _is_rest(before: Sheet, rest: Sheet) -> bool:
    """The same columns on the next page."""
    same = len(before.columns) == len(rest.columns) and before.frame == rest.frame
    shift = rest.columns[0] - before.columns[0]  # the margins of left and right pages may differ
    return (
        same
        and rest.first_page == before.last_page + 1
        and all(abs(b - a - shift) < _SAME_COLUMN for a, b in zip(before.columns, rest.columns, strict=True))
    )


def _append(before: Sheet, rest: Sheet, style: Style) -> None:
    """Adds the rows of the next page, without a head that comes again, and joins a row that the page broke."""
    rows = list(rest.rows)
    for head in before.rows[:_HEAD_ROWS]:
        if len(rows) > 1 and _key(rows[0]) == _key(head):
            rows.pop(0)
        else:
            break
    if before.rows and rows:
        last, first = before.rows[-1], rows[0]
        if last.wide and first.wide:
            last.wide[:] = over_pages([*last.wide, *first.wide], style)
            rows.pop(0)
        elif _is_lower_half(first, before.rows + rows[1:]):
            last.cells = tuple(a + b for a, b in zip(last.cells, first.cells, strict=True))
            rows.pop(0)
    before.rows.extend(rows)
    before.last_page = rest.last_page


def _key(row: Row) -> str:
    words: Callable[[Block], str] = lambda block: block.words if isinstance(block, Paragraph) else _flat(block)  # noqa: E731
    return plain("|".join(row.cells) or "".join(map(words, row.wide)))


def _is_lower_half(row: Row, others: Sequence[Row]) -> bool:
    """A row without most of what nearly all rows have is the rest of the one before."""
    table = [other.cells for other in others if other.cells]
    if not row.cells or len(table) < 3:
        return False
    always = [c for c in range(len(row.cells)) if sum(bool(cells[c]) for cells in table) >= 0.9 * len(table)]
    return 2 * sum(bool(row.cells[c]) for c in always) <= len(always) and len(always) > 1
