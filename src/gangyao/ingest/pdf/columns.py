"""In which order what stands on a page is read: columns one after the other, below what runs over all of them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from gangyao.ingest.pdf.geometry import Line
from gangyao.ingest.pdf.grids import Table

_FEWEST = 4  # lines of a column
_GUTTER = 8.0  # points between two columns at least
_FILLED = 0.4  # share of a column's lines that reach its edge: prose does, cells of a table do not
_NARROWEST = 8  # characters to a line of prose at least
_WIDE = 0.62  # of the page's text; what is wider stands in no column
_STRAY = 12  # one line in so many may cross the stripe between columns
_DEEPEST = 3

Piece = Line | Table


@frozen
class Region:
    """What is read from top to bottom between two edges.

    Attributes:
        pieces: lines, maybe several side by side, and tables.
        x0: left edge of the text.
        x1: right edge.
        column: it is one of several columns.
    """

    pieces: list[Piece]
    x0: float
    x1: float
    column: bool = False


def edges(piece: Piece) -> tuple[float, float, float, float]:
    """Left, top, right and bottom edge."""
    if isinstance(piece, Table):
        return piece.box.x0, piece.box.top, piece.box.x1, piece.box.bottom
    return piece.x0, piece.top, piece.x1, piece.bottom


def regions_of(pieces: Sequence[Piece], depth: int = 0) -> list[Region]:
    """The regions of a page in the order in which they are read."""
    if not pieces:
        return []
    x0, x1 = min(edges(p)[0] for p in pieces), max(edges(p)[2] for p in pieces)
    gutter = _gutter(pieces, x0, x1) if depth < _DEEPEST else None
    if gutter is None:
        return [Region(sorted(pieces, key=lambda piece: edges(piece)[1]), x0, x1, depth > 0)]
    regions: list[Region] = []
    for band in _bands(pieces, gutter):
        left = [piece for piece in band if edges(piece)[2] <= gutter]
        right = [piece for piece in band if edges(piece)[0] >= gutter]
        if len(left) + len(right) < len(band):
            regions.append(Region(band, x0, x1))
        else:
            regions.extend(regions_of(left, depth + 1) + regions_of(right, depth + 1))
    return regions


def _bands(pieces: Sequence[Piece], gutter: float) -> list[list[Piece]]:
    """Stretches from top to bottom that cross the gutter, or keep clear of it."""
    bands: list[list[Piece]] = []
    crossed = False
    for piece in sorted(pieces, key=lambda piece: edges(piece)[1]):
        left, _, right, _ = edges(piece)
        crosses = left < gutter < right
        if bands and crossed == crosses:
            bands[-1].append(piece)
        else:
            bands.append([piece])
        crossed = crosses
    return bands


def _gutter(pieces: Sequence[Piece], x0: float, x1: float) -> float | None:
    """The middle of the white stripe between two columns of prose."""
    narrow = [p for p in pieces if isinstance(p, Line) and p.x1 - p.x0 < _WIDE * (x1 - x0)]
    if len(narrow) < 2 * _FEWEST or len(narrow) < 0.5 * len(pieces):
        return None
    for start, end in _stripes(narrow, len(narrow) // _STRAY):
        middle = (start + end) / 2
        left = [line for line in narrow if line.x1 <= middle]
        right = [line for line in narrow if line.x0 >= middle]
        if _is_prose(left) and _is_prose(right) and _side_by_side(left, right):
            return middle
    return None


def _stripes(lines: Sequence[Line], stray: int) -> list[tuple[float, float]]:
    """White stripes between lines, the widest first; a few lines, such as centred headings, may cross one."""
    steps = sorted([(line.x0, 1) for line in lines] + [(line.x1, -1) for line in lines])
    stripes: list[tuple[float, float]] = []
    covering = 0
    since: float | None = None
    for place, step in steps[:-1]:
        covering += step
        if covering <= stray and since is None:
            since = place
        elif covering > stray and since is not None:
            stripes.append((since, place))
            since = None
    inner = [stripe for stripe in stripes if stripe[1] - stripe[0] > _GUTTER]
    return sorted(inner, key=lambda stripe: stripe[0] - stripe[1])


def _is_prose(lines: Sequence[Line]) -> bool:
    if len(lines) < _FEWEST:
        return False
    edge = max(line.x1 for line in lines)
    widths = sorted((line.x1 - line.x0) / line.size for line in lines)
    if widths[len(widths) // 2] < _NARROWEST:
        return False
    return sum(edge - line.x1 < 2 * line.size for line in lines) >= _FILLED * len(lines)


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Two columns stand beside each other for some lines."""
    top = max(min(line.top for line in left), min(line.top for line in right))
    bottom = min(max(line.bottom for line in left), max(line.bottom for line in right))
    return bottom - top > _FEWEST * left[0].size
