"""Tables and frames from the lines that are drawn around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, field

from gangyao.ingest.pdf.geometry import Box, Glyph, Page, Rule

_NEAR = 3.0  # points by which lines that should meet may miss
_MOST_RULES = 4000
_SMALLEST = 8.0  # a frame smaller than this is an ornament


@define
class Cell:
    """One cell of a table.

    Attributes:
        box: where it is.
        row: its first row, from 0.
        column: its first column.
        rows: how many it spans.
        columns: how many it spans.
        glyphs: what is written in it.
        tables: tables drawn inside.
    """

    box: Box
    row: int
    column: int
    rows: int
    columns: int
    glyphs: list[Glyph] = field(factory=list)
    tables: list[Table] = field(factory=list)


@define
class Table:
    """A drawn table; one with a single cell is a frame.

    Attributes:
        box: where it is.
        page: number of its page.
        cells: by row, then by column.
        columns: places of the lines between its columns, the outer ones included.
        open_end: no line is drawn below it.
    """

    box: Box
    page: int
    cells: list[Cell]
    columns: list[float]

    @property
    def is_frame(self) -> bool:
        """Whether every row is a single cell: a frame around prose."""
        return all(cell.columns == len(self.columns) - 1 for cell in self.cells)


def tables_of(page: Page) -> list[Table]:
    """The tables of a page with what is written in them; their characters are taken off the page."""
    if not page.across or not page.down or len(page.across) + len(page.down) > _MOST_RULES:
        return []
    across, down = _merged(page.across), _merged(page.down)
    tables = []
    for rows, columns in _groups(across, down):
        table = _table(rows, columns, page.number)
        if table and not _is_border(table, page):
            tables.append(table)
    tables.sort(key=lambda table: table.box.width * table.box.height)
    rest = _filled(page.glyphs, tables)
    outer = _nested(tables)
    page.glyphs = rest
    return [table for table in outer if any(cell.glyphs or cell.tables for cell in table.cells)]


def _is_border(table: Table, page: Page) -> bool:
    """A frame around nearly the whole page decorates it."""
    large = table.box.width > 0.9 * page.box.width and table.box.height > 0.9 * page.box.height
    return large and len(table.cells) == 1


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that go on from each other, or lie on each other, as one."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.place):
        if lanes and rule.place - lanes[-1][-1].place < _NEAR and rule.place - lanes[-1][0].place < 2 * _NEAR:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    merged: list[Rule] = []
    for lane in lanes:
        place = sum(rule.place for rule in lane) / len(lane)
        start, end = None, 0.0
        for rule in sorted(lane, key=lambda rule: rule.start):
            if start is not None and rule.start <= end + _NEAR:
                end = max(end, rule.end)
                continue
            if start is not None:
                merged.append(Rule(start, end, place))
            start, end = rule.start, rule.end
        if start is not None:
            merged.append(Rule(start, end, place))
    return merged


def _meet(row: Rule, column: Rule) -> bool:
    return (
        row.start - _NEAR <= column.place <= row.end + _NEAR and column.start - _NEAR <= row.place <= column.end + _NEAR
    )


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or through others; every group has two horizontal ones and a vertical one."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, row in enumerate(across):
        for j, column in enumerate(down, len(across)):
            if _meet(row, column):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*across, *down]):
        groups.setdefault(root(index), ([], []))[index >= len(across)].append(rule)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _places(rules: Iterable[float]) -> list[float]:
    """Distinct places, those within reach of each other as one."""
    found: list[float] = []
    for place in sorted(rules):
        if not found or place - found[-1] > 1.5 * _NEAR:
            found.append(place)
    return found


def _table(across: list[Rule], down: list[Rule], page: int) -> Table | None:
    """The cells between rules that meet; the outer lines may be missing at the sides."""
    xs = _places([rule.place for rule in down] + [min(r.start for r in across), max(r.end for r in across)])
    ys = _places([rule.place for rule in across] + [min(r.start for r in down), max(r.end for r in down)])
    if len(xs) < 2 or len(ys) < 2 or xs[-1] - xs[0] < _SMALLEST or ys[-1] - ys[0] < _SMALLEST:
        return None
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    cells: list[Cell] = []
    for i in range(len(ys) - 1):
        for j in range(len(xs) - 1):
            if (i, j) in owner:
                continue
            right = j + 1
            while right < len(xs) - 1 and (i, right) not in owner and not _drawn(down, xs[right], ys[i], ys[i + 1]):
                right += 1
            low = i + 1
            while (
                low < len(ys) - 1
                and not _drawn(across, ys[low], xs[j], xs[right])
                and _open(down, xs, ys, low, j, right)
            ):
                low += 1
            owner.update(((a, b), (i, j)) for a in range(i, low) for b in range(j, right))
            cells.append(Cell(Box(xs[j], ys[i], xs[right], ys[low]), i, j, low - i, right - j))
    return Table(Box(xs[0], ys[0], xs[-1], ys[-1]), page, cells, xs)


def _open(down: Sequence[Rule], xs: Sequence[float], ys: Sequence[float], row: int, left: int, right: int) -> bool:
    """Whether no line parts the columns of a cell in the row below it."""
    return not any(_drawn(down, xs[column], ys[row], ys[row + 1]) for column in range(left + 1, right))


def _drawn(rules: Iterable[Rule], place: float, start: float, end: float) -> bool:
    """Whether a line is drawn along most of a stretch."""
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.place - place) < 1.5 * _NEAR
    )
    return covered > 0.6 * (end - start)


def _filled(glyphs: Iterable[Glyph], tables: Sequence[Table]) -> list[Glyph]:
    """Gives characters to the innermost cell around them; those outside of all tables are returned."""
    outside = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        table = next((table for table in tables if table.box.holds(x, y)), None)
        cell = table and next((cell for cell in table.cells if cell.box.holds(x, y)), None)
        if cell:
            cell.glyphs.append(glyph)
        else:
            outside.append(glyph)
    return outside


def _nested(tables: Sequence[Table]) -> list[Table]:
    """Puts tables into the cells around them; returns the outermost. The smallest comes first."""
    outer = []
    for index, table in enumerate(tables):
        x, y = (table.box.x0 + table.box.x1) / 2, (table.box.top + table.box.bottom) / 2
        around = next((t for t in tables[index + 1 :] if t.box.holds(x, y) and t.box.width > table.box.width), None)
        cell = around and next((cell for cell in around.cells if cell.box.holds(x, y)), None)
        if cell:
            cell.tables.append(table)
        else:
            outer.append(table)
    return outer
