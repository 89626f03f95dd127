"""Makes PDFs for tests: characters at places, as a print shop's program writes them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from attrs import define, field
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
LEFT, RIGHT, TOP, BOTTOM = 72.0, 72.0 + 30 * 15, 760.0, 90.0  # thirty characters of 15 points a line
SIZE, LEADING = 15.0, 24.0


def _width(text: str) -> float:
    """In sizes of the font."""
    return sum(pdfmetrics.stringWidth(char, FONT, 1) for char in text)


@define
class Print:
    """A document that is written from top to bottom.

    Attributes:
        head: line at the top of every page.
        numbered: pages carry their number at the foot.
        size: of the page in points.
        left: where lines begin.
        right: where they end.
    """

    head: str = ""
    numbered: bool = False
    size: tuple[float, float] = A4
    left: float = LEFT
    right: float = RIGHT
    out: io.BytesIO = field(factory=io.BytesIO)
    canvas: Canvas = field(init=False)
    y: float = TOP
    foot: list[str] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.canvas = Canvas(self.out, pagesize=self.size, invariant=True)

    def at(self, x: float, y: float, text: str, size: float = SIZE) -> float:
        """Writes characters at a place, y upwards from the bottom; returns where they end."""
        for char in text:
            self.canvas.setFont(FONT, size)
            self.canvas.drawString(x, y, char)
            x += size * _width(char)
        return x

    def line(self, text: str, size: float = SIZE, indent: float = 0.0) -> None:
        """The next line; below the last one of a page comes a new page."""
        if self.y < BOTTOM + LEADING * 0.9 * len(self.foot):
            self.page()
        self.at(self.left + indent, self.y, text, size)
        self.y -= LEADING * max(1.0, size / SIZE)

    def centred(self, text: str, size: float = SIZE) -> None:
        """A line in the middle."""
        self.line(text, size, (self.right - self.left - size * _width(text)) / 2)

    def prose(self, text: str, size: float = SIZE, indent: float = 2.0) -> None:
        """A paragraph, its first line indented, broken wherever the line is full, numbers and words included."""
        room = (self.right - self.left) / size
        line, shift = "", indent
        for char in text:
            if _width(line) + shift + _width(char) > room:
                self.line(line, size, shift * size)
                line, shift = "", 0.0
            line += char
        self.line(line, size, shift * size)

    def note(self, text: str) -> None:
        """A footnote at the foot of this page."""
        self.foot.append(text)

    def grid(self, rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 12.0) -> None:
        """A table with all its lines; a cell that is too narrow breaks its words."""
        for row in rows:
            cells = [_broken(text, int(width / size) - 1) for text, width in zip(row, widths, strict=True)]
            height = 8 + 1.3 * size * max(map(len, cells))
            if self.y - height < BOTTOM:
                self.page()
            top, x = self.y + size, self.left
            for lines, width in zip(cells, widths, strict=True):
                self.canvas.rect(x, top - height, width, height)
                for number, words in enumerate(lines):
                    self.at(x + 5, top - size - 4 - 1.3 * size * number, words, size)
                x += width
            self.y -= height

    @contextmanager
    def framed(self) -> Iterator[None]:
        """A frame around what is written inside; it must fit on the page."""
        if self.y < BOTTOM + 200:
            self.page()
        top = self.y + SIZE + 4
        self.left, self.right = self.left + 12, self.right - 12
        yield
        self.left, self.right = self.left - 12, self.right + 12
        self.canvas.rect(self.left, self.y + 8, self.right - self.left, top - self.y - 8)
        self.y -= 20

    def page(self) -> None:
        """Ends the page."""
        number = self.canvas.getPageNumber()
        if self.head:
            self.at(self.left, 800, self.head, 10)
        if self.numbered:
            self.at(self.size[0] / 2 - 20, 40, f"— {number} —", 12)
        for index, text in enumerate(reversed(self.foot)):
            self.at(self.left, 64 + 14 * index, text, 10)
        self.foot.clear()
        self.canvas.showPage()
        self.y = TOP

    def data(self) -> bytes:
        """The file."""
        self.page()
        self.canvas.save()
        return self.out.getvalue()


def _broken(text: str, room: int) -> list[str]:
    return [text[start : start + room] for start in range(0, len(text), room)] or [""]


def written(*objects: bytes) -> bytes:
    """A PDF of raw objects, numbered from 1; the first is the catalog."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(out))
    )


def one_page(content: bytes, resources: bytes = b"<<>>", *more: bytes) -> bytes:
    """A PDF of one page with the given content; further objects are numbered from 5."""
    packed = zlib.compress(content, 9)
    return written(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources %s>>" % resources,
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        *more,
    )
