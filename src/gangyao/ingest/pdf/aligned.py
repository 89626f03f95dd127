"""Tables without lines: rows of words that stand under one another."""

from __future__ import annotations

from collections.abc import Sequence

from gangyao.ingest.pdf.geometry import Line
from gangyao.ingest.pdf.lines import joined, words_of
from gangyao.ingest.pdf.sheets import Row, Sheet

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_WHITE = 0.4  # in sizes of the font: between two columns of words
_SPARSE = 2  # rows with a single piece, one after the other, end a table

Rows = Sequence[Sequence[Line]]


def parted(rows: Rows) -> list[Rows | Sheet]:
    """Rows of prose and tables among them, in order."""
    parts: list[Rows | Sheet] = []
    done = place = 0
    while place < len(rows):
        end = _reach(rows, place)
        sheet = _sheet(rows[place:end]) if end - place >= _FEWEST_ROWS else None
        if sheet:
            if done < place:
                parts.append(rows[done:place])
            parts.append(sheet)
            done = place = end
        else:
            place = max(end, place + 1)
    if done < len(rows):
        parts.append(rows[done:])
    return parts


def _reach(rows: Rows, start: int) -> int:
    """Up to where rows have several pieces; one that holds the rest of a cell may stand between."""
    end, sparse = start, 0
    for index in range(start, len(rows)):
        sparse = 0 if len(rows[index]) > 1 else sparse + 1
        if sparse == _SPARSE or (index == start and sparse):
            break
        if not sparse:
            end = index + 1
    return end


def _sheet(rows: Rows) -> Sheet | None:
    """A table where white stripes run down between its columns."""
    edges = _edges(rows)
    if len(edges) < _FEWEST_COLUMNS + 1:
        return None
    table: list[list[str]] = []
    for row in rows:
        cells = [""] * (len(edges) - 1)
        for piece in row:
            middle = (piece.x0 + piece.x1) / 2
            column = next(c for c in range(len(cells)) if middle <= edges[c + 1])
            cells[column] = joined(cells[column], words_of(piece))
        table.append(cells)
    filled = sum(bool(cell) for cells in table for cell in cells)
    if filled < 0.6 * len(table) * len(table[0]):
        return None
    page = rows[0][0].page
    return Sheet([Row(tuple(cells)) for cells in _whole_rows(table)], tuple(edges), False, page, page)


def _edges(rows: Rows) -> list[float]:
    """Left edge, the middles of the white stripes, right edge."""
    pieces = sorted((piece for row in rows for piece in row), key=lambda piece: piece.x0)
    edges = [pieces[0].x0]
    reach = pieces[0].x1
    for piece in pieces:
        if piece.x0 - reach > _WHITE * piece.size:
            edges.append((reach + piece.x0) / 2)
        reach = max(reach, piece.x1)
    return [*edges, reach]


def _whole_rows(table: list[list[str]]) -> list[list[str]]:
    """Rows whose first cell is empty though hardly any is go on with the row above."""
    first = sum(bool(cells[0]) for cells in table)
    if first < 0.6 * len(table):
        return table
    rows: list[list[str]] = []
    for cells in table:
        if rows and not cells[0] and sum(map(bool, cells)) == 1:
            rows[-1] = [joined(above, below) for above, below in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows
