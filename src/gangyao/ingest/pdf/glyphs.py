"""From the pages of a PDF to characters with their places, in the direction in which each page is read."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from itertools import pairwise

import pypdfium2.raw as pdfium
from attrs import define, frozen
from pypdfium2 import PdfPage, PdfTextPage

from gangyao.ingest.apart import Refused
from gangyao.ingest.pdf.geometry import Box, Glyph, Page

_UPRIGHT, _VERTICAL, _SLANTED = 0, 4, 5
_RADICALS = {  # without a decomposition in Unicode; fonts made on some systems map characters to them
    "⺁": "厂", "⺠": "民", "⺴": "罒", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长",
    "⻔": "门", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻥": "鱼",
    "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟", "⻡": "首", "⻖": "阜",
}  # fmt: skip
_SPACE = 0x20
_MOST = 60_000  # characters of one page; the smallest print has a tenth of it
_SOFT_HYPHEN = 2  # what the library writes for a hyphen at the end of a line


@frozen
class _Raw:
    """A character as the library gives it: page space, y upwards."""

    code: int
    x: float
    y: float
    box: tuple[float, float, float, float]
    size: float
    turn: int
    spaced: bool
    drawn: int  # which stretch it was written with; two at one place in one stretch are one shape, fi or a long dash


@define
class _Probe:
    """Asks the library for one character after the other."""

    text: PdfTextPage

    def read(self) -> list[_Raw]:
        """Visible characters in the order of the content."""
        x, y = ctypes.c_double(), ctypes.c_double()
        box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        raw: list[_Raw] = []
        spaced = False
        for index in range(self.text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(self.text, index)
            if pdfium.FPDFText_IsGenerated(self.text, index):  # a space guessed by the gap, or a line end
                spaced = spaced or code == _SPACE
                continue
            if pdfium.FPDFText_HasUnicodeMapError(self.text, index) or code == 0:
                code = 0xFFFD
            if chr(code).isspace() or code in (0xAD, 0x200B, 0xFEFF):
                spaced = True
                continue
            pdfium.FPDFText_GetCharOrigin(self.text, index, x, y)
            pdfium.FPDFText_GetLooseCharBox(self.text, index, box)
            pdfium.FPDFText_GetMatrix(self.text, index, matrix)
            size = abs(pdfium.FPDFText_GetFontSize(self.text, index)) * math.hypot(matrix.c, matrix.d)
            edges = (box.left, box.bottom, box.right, box.top)
            raw.append(_Raw(code, x.value, y.value, edges, round(size, 1), _turn(matrix), spaced, self._stretch(index)))
            spaced = False
        return raw

    def _stretch(self, index: int) -> int:
        """Address of what a character was drawn with."""
        return ctypes.cast(pdfium.FPDFText_GetTextObject(self.text, index), ctypes.c_void_p).value or 0


def _turn(matrix: pdfium.FS_MATRIX) -> int:
    """Quarter turns of a character against the page, counter-clockwise; _SLANTED for any other angle."""
    angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    return round(angle) % 4 if abs(angle - round(angle)) < 0.05 else _SLANTED


def read_glyphs(page: PdfPage, number: int) -> list[Page]:
    """What is written on a page: one record for every direction of writing, that of most characters first.

    Text at a slant is a watermark and is left out.
    """
    text = page.get_textpage()
    if text.count_chars() > _MOST:
        raise Refused("too-complex")
    try:
        raw = _Probe(text).read()
    finally:
        text.close()
    box = _seen(page)
    raw = [char for char in raw if box[0] <= _middle(char)[0] <= box[2] and box[1] <= _middle(char)[1] <= box[3]]
    upright = [char for char in raw if char.turn == _UPRIGHT]
    vertical = _is_vertical(upright)
    turns: dict[int, list[_Raw]] = {}
    for char in raw:
        turn = _VERTICAL if vertical and char.turn == _UPRIGHT else char.turn
        turns.setdefault(turn, []).append(char)
    turns.pop(_SLANTED, None)
    ordered = sorted(turns, key=lambda turn: -len(turns[turn])) or [_UPRIGHT]
    return [_written(turns.get(turn, []), turn, number, box) for turn in ordered]


def quarter(turn: int) -> int:
    """By how many quarter turns the page is to be turned back; vertical text runs down, as text turned by three does."""
    return 3 if turn == _VERTICAL else turn


def turned(x: float, y: float, quarters: int) -> tuple[float, float]:
    """A point of page space in reading space, y downwards."""
    if quarters == 0:
        return x, -y
    if quarters == 1:
        return y, x
    if quarters == 2:
        return -x, y
    return -y, -x


def turned_box(box: tuple[float, float, float, float], quarters: int) -> Box:
    """A rectangle (left, bottom, right, top) of page space in reading space."""
    (a, b), (c, d) = turned(box[0], box[1], quarters), turned(box[2], box[3], quarters)
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def _written(raw: list[_Raw], turn: int, number: int, box: tuple[float, float, float, float]) -> Page:
    quarters = quarter(turn)
    page = Page(number, turned_box(box, quarters), turn=quarters)
    for order, char in enumerate(raw):
        text = usual_character(char.code)
        page.unmapped += text == "\ufffd" or unicodedata.category(text[0]) == "Co"
        place = turned_box(char.box, quarters)
        x, y = turned(char.x, char.y, quarters)
        if turn == _VERTICAL:
            x, y = place.x0, (place.top + place.bottom) / 2 + 0.35 * char.size
        wide = unicodedata.east_asian_width(text[0]) in "WF"
        end = max(place.x1, x + char.size) if wide else max(place.x1, x + 0.2 * char.size)
        before = raw[order - 1] if order else None
        if before and (before.x, before.y) == (char.x, char.y) and before.drawn == char.drawn:
            page.glyphs[-1].char += text
            page.glyphs[-1].x1 = max(page.glyphs[-1].x1, place.x1)
            continue
        page.glyphs.append(Glyph(text, x, min(end, x + 1.5 * char.size * len(text)), y, char.size, char.spaced, order))
    return page


def usual_character(code: int) -> str:
    """The usual character for one that fonts take for it: radicals, compatibility ideographs, ligatures."""
    if code == _SOFT_HYPHEN:
        return "-"
    char = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFB06:
        return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return char


def _middle(char: _Raw) -> tuple[float, float]:
    left, bottom, right, top = char.box
    return (left + right) / 2, (bottom + top) / 2


def _seen(page: PdfPage) -> tuple[float, float, float, float]:
    """The part of the page that is seen: the crop box inside the media box."""
    crop, media = page.get_cropbox(), page.get_mediabox()
    box = (max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3]))
    return box if box[0] < box[2] and box[1] < box[3] else media


def _is_vertical(raw: list[_Raw]) -> bool:
    """Whether upright characters follow one another downwards."""
    steps: Counter[str] = Counter()
    for before, after in pairwise(raw):
        across, down = after.x - before.x, before.y - after.y
        if abs(across) < 0.3 * before.size and 0.5 * before.size < down < 1.6 * before.size:
            steps["down"] += 1
        elif abs(down) < 0.3 * before.size and 0 < across < 2 * before.size:
            steps["across"] += 1
    return steps["down"] > 3 * steps["across"] and steps["down"] > 0.5 * len(raw)
