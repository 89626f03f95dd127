"""What a page of an OFD file draws: characters with their places, rules, pictures (chapters 8 to 13 of the standard).

Lengths are millimetres, y runs downwards; what comes out is points, as of a PDF.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence

from attrs import define, field

from gangyao.ingest.apart import Refused
from gangyao.ingest.container import Element
from gangyao.ingest.ofd.package import Document, inner, local, words
from gangyao.ingest.pdf.geometry import Box, Glyph, Page, Rule
from gangyao.ingest.pdf.glyphs import usual_character

_POINTS = 72 / 25.4
_DEEPEST = 16  # blocks and composite objects inside one another; one that holds itself ends here
_MOST_OBJECTS = 300_000
_MOST_GLYPHS = 1_000_000
_NUMBER = re.compile(r"[-+]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][-+]?\d{1,2})?")
_PATH = re.compile(rf"[A-Za-z]|{_NUMBER.pattern}")
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_THIN = 3.0  # points; a rectangle as thin as this is a line
_SHORTEST = 4.0
_LONGEST_PATH = 4000  # characters; a longer one is a picture
_UNMAPPED = frozenset("\ufffd\u00a4\u25a1")  # what programs write for a glyph without a character

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@define
class Reader:
    """Reads the pages of a document.

    Attributes:
        document: whose pages are read.
        seen: objects so far, over all pages.
        written: characters so far.
        covered: area of the pictures of this page.
    """

    document: Document
    seen: int = 0
    written: int = 0
    covered: float = 0.0
    turned: dict[int, Page] = field(factory=dict)

    def read(self, root: Element, number: int) -> list[Page]:
        """A page, one record for every direction of its text, the upright one first."""
        written = words(inner(root, "Area", "PhysicalBox")) or self.document.box
        x, y, width, height = box_of(written)
        page = Page(number, Box(x, y, x + width, y + height))
        self.covered, self.turned = 0.0, {0: page}
        self.draw(inner(root, "Content"), _IDENTITY, 0)
        for template in (child for child in root if local(child) == "Template"):
            part = self.document.package.part(self.document.templates.get(template.get("TemplateID") or "", ""))
            self.draw(inner(part, "Content"), _IDENTITY, 0)
        page.pictured = min(self.covered / max(width * height, 1.0), 1.0)
        return list(self.turned.values())

    def draw(self, content: Element | None, matrix: Matrix, depth: int) -> None:
        """Draws layers, blocks and objects."""
        if content is None or depth > _DEEPEST:
            return
        for drawn in content:
            self.seen += 1
            if self.seen > _MOST_OBJECTS:
                raise Refused("too-complex")
            kind = local(drawn)
            if drawn.get("Visible") == "false" or drawn.get("Alpha") == "0":
                continue
            if kind in ("Layer", "PageBlock"):
                self.draw(drawn, matrix, depth + 1)
            elif kind == "TextObject":
                self._text(drawn, _product(_placing(drawn), matrix))
            elif kind == "PathObject":
                self._path(drawn, _product(_placing(drawn), matrix))
            elif kind == "ImageObject":
                self._picture(drawn, matrix)
            elif kind == "CompositeObject":
                unit = self.document.unit(drawn.get("ResourceID") or "")
                self.draw(unit, _product(_placing(drawn), matrix), depth + 1)

    def _picture(self, drawn: Element, matrix: Matrix) -> None:
        x, y, width, height = box_of(drawn.get("Boundary") or "")
        seen = self.turned[0].box
        across = min(x + width, seen.x1) - max(x, seen.x0)
        down = min(y + height, seen.bottom) - max(y, seen.top)
        self.covered += max(across, 0.0) * max(down, 0.0)

    def _text(self, drawn: Element, matrix: Matrix) -> None:
        """Characters at their places; text at a slant is a watermark and is left out."""
        angle = math.atan2(matrix[1], matrix[0]) / (math.pi / 2)
        if abs(angle - round(angle)) > 0.05:
            return
        turn = round(angle) % 4
        size = round(number_of(drawn.get("Size"), 0.0) * math.hypot(matrix[2], matrix[3]) * _POINTS, 1)
        scale = number_of(drawn.get("HScale"), 1.0) * math.hypot(matrix[0], matrix[1])
        spaced = False
        for code in (child for child in drawn if local(child) == "TextCode"):
            for char, x, y, advance in _placed(code, number_of(drawn.get("Size"), 0.0)):
                if char.isspace() or char in "\u200b\ufeff\0":
                    spaced = True
                    continue
                place = _back(_moved((x, y), matrix), turn)
                self._add(char, place, size, advance * scale * _POINTS, turn, spaced)
                spaced = False

    def _add(self, char: str, place: tuple[float, float], size: float, advance: float, turn: int, spaced: bool) -> None:
        self.written += 1
        if self.written > _MOST_GLYPHS:
            raise Refused("too-complex")
        page = self.turned.get(turn)
        if page is None:
            seen = self.turned[0].box
            a, b = (
                _back((seen.x0 / _POINTS, seen.top / _POINTS), turn),
                _back((seen.x1 / _POINTS, seen.bottom / _POINTS), turn),
            )
            box = Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            page = self.turned[turn] = Page(self.turned[0].number, box, turn=turn)
        x, y = place
        if not page.box.holds(x, y - 0.3 * size) or size <= 0:
            return
        char = usual_character(ord(char))
        page.unmapped += char in _UNMAPPED or unicodedata.category(char[0]) == "Co"
        page.glyphs.append(Glyph(char, x, x + max(advance, 0.1 * size), y, size, spaced, len(page.glyphs)))

    def _path(self, drawn: Element, matrix: Matrix) -> None:
        """Straight lines of a path; a curve or a long path is a picture."""
        data = words(inner(drawn, "AbbreviatedData"))
        if len(data) > _LONGEST_PATH or (drawn.get("Stroke") == "false" and drawn.get("Fill") != "true"):
            return
        points = [(_moved(a, matrix), _moved(b, matrix)) for a, b in _strokes(data)]
        if not points:
            return
        xs = [x * _POINTS for pair in points for x, _ in pair]
        ys = [y * _POINTS for pair in points for _, y in pair]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            self._rule(Box(min(xs), min(ys), max(xs), max(ys)))
            return
        for (ax, ay), (bx, by) in points:
            x0, x1, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
            self._rule(Box(x0 * _POINTS, top * _POINTS, x1 * _POINTS, bottom * _POINTS))

    def _rule(self, box: Box) -> None:
        page = self.turned[0]
        if box.height <= _THIN and box.width > max(_SHORTEST, box.height):
            page.across.append(Rule(box.x0, box.x1, (box.top + box.bottom) / 2))
        elif box.width <= _THIN and box.height > _SHORTEST:
            page.down.append(Rule(box.top, box.bottom, (box.x0 + box.x1) / 2))


def _placed(code: Element, size: float) -> Iterator[tuple[str, float, float, float]]:
    """Characters of a text code with their places and their widths, in the object's own lengths."""
    text = code.text or ""
    x, y = number_of(code.get("X"), 0.0), number_of(code.get("Y"), 0.0)
    across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
    for index, char in enumerate(text):
        width = size if unicodedata.east_asian_width(char) in "WFA" else 0.5 * size
        step = across[index] if index < len(across) else (0.0 if down else width)
        yield char, x, y, min(width, step) if step > 0 else width
        x += step
        y += down[index] if index < len(down) else 0.0


def _deltas(written: str | None, most: int) -> list[float]:
    """Steps between characters; "g 3 4.2" is three times 4.2."""
    found: list[float] = []
    parts = iter((written or "").split()[: 4 * most + 4])
    for part in parts:
        if part != "g":
            found.append(number_of(part, 0.0))
            continue
        times, step = number_of(next(parts, ""), 0.0), number_of(next(parts, ""), 0.0)
        found.extend([step] * int(min(max(times, 0), most)))
        if len(found) > most:
            break
    return found


def _strokes(data: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Ends of the straight strokes of abbreviated path data; nothing where it has curves."""
    tokens = _PATH.findall(data)
    found: list[tuple[tuple[float, float], tuple[float, float]]] = []
    start = here = (0.0, 0.0)
    index = 0
    while index < len(tokens):
        command = tokens[index]
        count = _ARGUMENTS.get(command, -1)
        if count < 0 or count > 2:
            return []
        values = [number_of(token, 0.0) for token in tokens[index + 1 : index + 1 + count]]
        index += 1 + count
        there = (values[0], values[1]) if len(values) == 2 else start
        if command in ("L", "C"):
            found.append((here, there))
        else:
            start = there
        here = there
    return found


def box_of(written: str) -> tuple[float, float, float, float]:
    """Left, top, width and height in points; that of A4 where nothing sensible is written."""
    values = [number_of(part, math.nan) for part in written.split()[:4]]
    if len(values) < 4 or any(math.isnan(value) or abs(value) > 1e5 for value in values):
        values = [0.0, 0.0, 210.0, 297.0]
    x, y, width, height = (value * _POINTS for value in values)
    return x, y, width, height


def number_of(written: str | None, default: float) -> float:
    """A number as written; the default for anything else."""
    return float(written) if written and _NUMBER.fullmatch(written.strip()) else default


def _placing(drawn: Element) -> Matrix:
    """From an object's own space to that around it: its matrix, then its boundary's corner."""
    a, b, c, d, e, f = _IDENTITY
    written = [number_of(part, 0.0) for part in (drawn.get("CTM") or "").split()[:6]]
    if len(written) == 6:
        a, b, c, d, e, f = written
    corner: Sequence[str] = (drawn.get("Boundary") or "").split()
    x, y = (number_of(part, 0.0) for part in corner[:2]) if len(corner) >= 2 else (0.0, 0.0)
    return a, b, c, d, e + x, f + y


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _back(point: tuple[float, float], turn: int) -> tuple[float, float]:
    """A point in millimetres of the page, in points of the direction in which turned text is read."""
    x, y = point[0] * _POINTS, point[1] * _POINTS
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]
