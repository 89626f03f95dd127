"""From the tree of a page to its lines: paragraphs, headings, rows of tables, boxes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from gangyao.core.document.document import NodeKind
from gangyao.ingest.html.main_content import BLOCKS, is_link
from gangyao.ingest.html.page import Element
from gangyao.ingest.html.tables import BOX_LEVEL, Cell, Grid, grid_of, is_box_title

_WHITE = re.compile(r"[ \t\r\n\f]+")
_BLANK = " \t\n\r\u3000\u00a0\u200b"
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LONGEST_HEADING = 80
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_NOTE_TARGET = re.compile(r"#.*(?:ftn|edn|note|cite|fn)", re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"\[?\s*(\d{1,3})\s*\]?")
_AFTER_UNIT = re.compile(r"[A-Za-z米](?:\s*)$")


@define
class Line:
    """One line of the page.

    Attributes:
        words: without white space around them; cells joined by tabs.
        kind: what the page states about it; None for a paragraph.
        level: of a heading.
        linked: characters of it that are links.
        looks: "bold", "centred", both or nothing, where all of it does.
        reach: number of the line up to which a box heads others; 0 for none.
    """

    words: str
    kind: NodeKind | None = None
    level: int = 0
    linked: int = 0
    looks: str = ""
    reach: int = 0


@define
class _Run:
    """Words since the last break.

    Attributes:
        pieces: as they came.
        linked: characters of links.
        bold: characters in bold type.
        level: of the heading around them.
        centred: they stand in the middle.
        note: they are the body of a note.
    """

    pieces: list[str] = field(factory=list)
    linked: int = 0
    bold: int = 0
    level: int = 0
    centred: bool = False
    note: bool = False


@define
class Blocks:
    """Walks a tree and collects its lines."""

    lines: list[Line] = field(factory=list)
    run: _Run = field(factory=_Run)
    preserved: bool = False

    def walk(self, element: Element, link: bool = False, bold: bool = False, centred: bool = False) -> None:
        """Adds what an element holds; depth is bounded by the parser."""
        tag = element.tag
        style = element.get("style") or ""
        link = link or is_link(element)
        bold = bold or tag in ("b", "strong", "th") or bool(_BOLD.search(style))
        centred = centred or tag == "center" or element.get("align") == "center" or bool(_CENTRED.search(style))
        if tag == "table":
            self.flush()
            self._table(grid_of(element))
        elif tag in ("br", "hr"):
            self.flush()
        elif tag == "sup":
            self._raised(element)
        elif tag in BLOCKS:
            self.flush()
            self._block(element, link, bold, centred)
        else:
            self._inside(element, link, bold, centred)

    def _block(self, element: Element, link: bool, bold: bool, centred: bool) -> None:
        self.run.level, self.run.centred = _LEVELS.get(str(element.tag), 0), centred
        preserved, self.preserved = self.preserved, self.preserved or element.tag == "pre"
        self._inside(element, link, bold, centred)
        self.preserved = preserved
        self.flush()

    def _inside(self, element: Element, link: bool, bold: bool, centred: bool) -> None:
        self._words(element.text, link, bold)
        for child in element:
            level, middle = self.run.level, centred
            if child.tag == "a" and _is_note_mark(child):
                self._mark(child)
            else:
                self.walk(child, link, bold, centred)
                self.run.level, self.run.centred = self.run.level or level, self.run.centred or middle
            self._words(child.tail, link, bold)

    def _words(self, words: str | None, link: bool, bold: bool) -> None:
        if not words:
            return
        if self.preserved and "\n" in words:
            for line in words.split("\n"):
                self.run.pieces.append(line)
                self.flush()
            return
        self.run.pieces.append(words)
        size = len(words.strip(_BLANK))
        self.run.linked += size if link else 0
        self.run.bold += size if bold else 0

    def _raised(self, element: Element) -> None:
        """A raised number is the mark of a note, unless it is the power of a unit."""
        words = "".join(element.itertext()).strip()
        number = _NOTE_NUMBER.fullmatch(words)
        before = "".join(self.run.pieces[-3:])
        if number and not (_AFTER_UNIT.search(before) and not words.startswith("[")):
            words = f"[{number[1]}]" + ("" if before.strip(_BLANK) else " ")
        self.run.pieces.append(words)

    def _mark(self, element: Element) -> None:
        """A link between a note and its mark; at the start of a line it heads the body of the note."""
        number = _NOTE_NUMBER.fullmatch("".join(element.itertext()).strip())
        starts = not "".join(self.run.pieces).strip(_BLANK)
        self.run.note = self.run.note or starts
        self.run.pieces.append(f"[{number[1]}]{' ' if starts else ''}" if number else "")

    def flush(self) -> None:
        """Ends a line."""
        run, self.run = self.run, _Run()
        words = plain("".join(run.pieces))
        if not words:
            return
        shown = sum(len(piece.strip(_BLANK)) for piece in run.pieces)
        looks = ("bold" if run.bold >= 0.9 * shown else "") + ("centred" if run.centred else "")
        line = Line(words, linked=run.linked, looks=looks)
        if run.note:
            line.kind = NodeKind.FOOTNOTE
        elif run.level and is_heading(words):
            line.kind, line.level, line.words = NodeKind.ITEM, run.level, words.replace("\t", " ")
        self.lines.append(line)

    def _table(self, grid: Grid) -> None:
        """A row a line; what a page lays out in a table is read cell by cell."""
        if grid.is_layout:
            for cell in (cell for row in grid.rows for cell in row):
                self._block(cell.element, False, False, False)
            return
        first = len(self.lines)
        titled = False
        if first and self.lines[-1].kind is NodeKind.TABLE:
            self.lines.append(Line(""))  # keeps two tables apart
        for row in grid.rows:
            if len(row) == 1 and row[0].columns >= grid.width:
                titled = self._wide(row[0].element, grid.is_frame, titled)
            elif self._row(row, grid.width):
                titled = True
        for line in self.lines[first:]:
            if line.kind is NodeKind.BOX and not line.reach:
                line.reach = len(self.lines)

    def _row(self, row: list[Cell], width: int) -> bool:
        """Cells joined by tabs, each written once; says whether there is anything in them."""
        words = [""] * width
        for cell in row:
            words[cell.column] = _joined(cell.element)
        if any(words):
            self.lines.append(Line("\t".join(words), NodeKind.TABLE))
        return any(words)

    def _wide(self, cell: Element, frame: bool, titled: bool) -> bool:
        """A single cell over the whole width: its paragraphs are lines of their own."""
        first = len(self.lines)
        self._block(cell, False, False, False)
        for line in self.lines[first:]:
            if not titled and is_box_title(line.words):
                line.words, line.kind, line.level = line.words.replace("\t", " "), NodeKind.BOX, BOX_LEVEL
            elif line.kind is None and not frame:
                line.kind = NodeKind.TABLE
            titled = True
        return titled


def lines_of(content: Element) -> list[Line]:
    """The lines of a part of a page."""
    blocks = Blocks()
    if content.tag in ("table", "tbody", "tr"):
        content.tag = "div"  # only its one cell is read; the rest of it is the page's layout
    blocks.walk(content)
    blocks.flush()
    return blocks.lines


def plain(words: str) -> str:
    """Words as a browser shows them: white space is one space, and none where only the source broke a line."""
    return _WHITE.sub(_space, words).strip(_BLANK)


def _space(found: re.Match[str]) -> str:
    words, start, end = found.string, found.start(), found.end()
    broken = "\n" in found[0] or "\r" in found[0]
    beside = words[max(start - 1, 0) : start] + words[end : end + 1]
    return "" if broken and not beside.isascii() else " "


def is_heading(words: str) -> bool:
    """Short and without a sentence."""
    return len(words) <= _LONGEST_HEADING and not re.search("[。；;]", words[:-1])


def _is_note_mark(element: Element) -> bool:
    words = "".join(element.itertext()).strip()
    return bool(_NOTE_TARGET.search(element.get("href") or "") and _NOTE_NUMBER.fullmatch(words))


def _joined(cell: Element) -> str:
    """All words of a cell on one line."""
    return " ".join(re.sub(r"\t+", " ", line) for line in _cell_lines(cell) if line)


def _cell_lines(cell: Element) -> Iterator[str]:
    inner = Blocks()
    inner._block(cell, False, False, False)
    return (line.words for line in inner.lines)
