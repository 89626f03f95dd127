"""Lines, frames and pictures that are drawn on a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium
from attrs import define, field
from pypdfium2 import PdfPage

from gangyao.ingest.pdf.geometry import Box, Page, Rule
from gangyao.ingest.pdf.glyphs import turned_box

_THIN = 3.0  # points; a rectangle as thin as this is a line
_SHORTEST = 4.0
_DEEPEST = 6  # forms inside forms
_MOST = 30_000  # drawn things of a page that are looked at; a map has more, and no table
_MOST_SEGMENTS = 60
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


@define
class Drawing:
    """What is drawn on one page, collected.

    Attributes:
        page: the record that takes it.
        seen: things looked at so far.
        covered: area of the pictures.
    """

    page: Page
    seen: int = 0
    covered: float = 0.0
    boxes: list[Box] = field(factory=list)

    def read(self, page: PdfPage) -> None:
        """Adds the rules and the share of pictures of a page to its record."""
        count = pdfium.FPDFPage_CountObjects(page)
        self._objects((pdfium.FPDFPage_GetObject(page, index) for index in range(min(count, _MOST))), _IDENTITY, 0)
        area = self.page.box.width * self.page.box.height
        self.page.pictured = min(self.covered / area, 1.0) if area else 0.0

    def _objects(self, objects: Iterator[Any], matrix: Matrix, depth: int) -> None:
        for drawn in objects:
            self.seen += 1
            if self.seen > _MOST:
                return
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(drawn, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(drawn, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = min(max(pdfium.FPDFFormObj_CountObjects(drawn), 0), _MOST)
                inner = (pdfium.FPDFFormObj_GetObject(drawn, index) for index in range(count))
                self._objects(inner, _product(_matrix(drawn), matrix), depth + 1)

    def _picture(self, drawn: Any, matrix: Matrix) -> None:
        box = self._placed(_bounds(drawn), matrix)
        seen = self.page.box
        width = min(box.x1, seen.x1) - max(box.x0, seen.x0)
        height = min(box.bottom, seen.bottom) - max(box.top, seen.top)
        self.covered += max(width, 0.0) * max(height, 0.0)

    def _path(self, drawn: Any, matrix: Matrix) -> None:
        """Straight lines of a path; a curve or a long path is a picture."""
        count = pdfium.FPDFPath_CountSegments(drawn)
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(drawn, filled, stroked)
        if count > _MOST_SEGMENTS or not (filled.value or stroked.value):
            return
        whole = self._placed(_bounds(drawn), matrix)
        if min(whole.width, whole.height) <= _THIN:
            self._rule(whole)
            return
        own = _product(_matrix(drawn), matrix)
        for a, b in _strokes(drawn, count):
            (ax, ay), (bx, by) = _moved(a, own), _moved(b, own)
            self._rule(turned_box((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), self.page.turn))

    def _rule(self, box: Box) -> None:
        """A thin box as a line; a page's own edge is none."""
        inside = self.page.box
        box = Box(
            max(box.x0, inside.x0), max(box.top, inside.top), min(box.x1, inside.x1), min(box.bottom, inside.bottom)
        )
        if box.height <= _THIN and box.width > max(_SHORTEST, box.height):
            middle = (box.top + box.bottom) / 2
            if inside.top + 2 < middle < inside.bottom - 2:
                self.page.across.append(Rule(box.x0, box.x1, middle))
        elif box.width <= _THIN and box.height > _SHORTEST:
            middle = (box.x0 + box.x1) / 2
            if inside.x0 + 2 < middle < inside.x1 - 2:
                self.page.down.append(Rule(box.top, box.bottom, middle))

    def _placed(self, box: tuple[float, float, float, float], matrix: Matrix) -> Box:
        (ax, ay), (bx, by) = _moved(box[:2], matrix), _moved(box[2:], matrix)
        return turned_box((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), self.page.turn)


def _bounds(drawn: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _matrix(drawn: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(point: tuple[float, ...], matrix: Matrix) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _strokes(drawn: Any, count: int) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Ends of the straight strokes of a path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind, there = pdfium.FPDFPathSegment_GetType(segment), (x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = there
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield here, there
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield there, start
        here = there
