"""Footnotes: small print at the foot of a page whose marks stand in the lines above; they move to the end of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, evolve, field

from gangyao.ingest.pdf.geometry import Glyph, Line, Page
from gangyao.ingest.pdf.grids import Table
from gangyao.ingest.pdf.lines import LEVEL, RAISED, is_raised, joined, pieces_of, rows_of, whole, words_of

_SMALLER = 0.95  # than the body
_SHORT = 0.5  # of the page: the line above footnotes
_RAISED = re.compile(f"[{RAISED}{LEVEL}]")
_MARK = re.compile(r"[①-⑳]|[\[［〔]\d{1,3}[\]］〕]|\*{1,3}(?!\*)|注\d{1,2}(?=[：:、.])|\d{1,3}(?![\d.%％])")


@define
class Notes:
    """The footnotes of a document as they are met.

    Attributes:
        size: of the body's font.
        bodies: their words, without marks; their numbers count from 1 through the document.
    """

    size: float
    bodies: list[str] = field(factory=list)

    def take(self, pieces: Sequence[Line], page: Page, tables: Sequence[Table]) -> list[Line]:
        """The lines of a page without its footnotes, their marks written as [n]."""
        rows = rows_of(pieces)
        start = self._start(rows, page, tables)
        marks = self._read(rows[start:])
        above = [piece for row in rows[:start] for piece in row]
        if not marks:
            return above
        for table in tables:
            for cell in table.cells:
                lines = pieces_of(cell.glyphs, page.number)
                cell.glyphs = [glyph for line in lines for glyph in marked(line, marks).glyphs]
        return [marked(piece, marks) for piece in above]

    def _start(self, rows: Sequence[Sequence[Line]], page: Page, tables: Sequence[Table]) -> int:
        """Index of the first row that is a footnote: below a short line, or small print that begins with a mark."""
        small = len(rows)
        while small and max(piece.size for piece in rows[small - 1]) < _SMALLER * self.size:
            small -= 1
        lowest = max((table.box.bottom for table in tables), default=page.box.top)
        below = [i for i in range(small, len(rows)) if rows[i][0].baseline > lowest]
        for rule in page.across:
            short = rule.end - rule.start < _SHORT * page.box.width
            under = [i for i in below if rows[i][0].top > rule.place - 2]
            if short and rule.place > lowest and under and under[0] == small:
                return under[0]
        return next((i for i in below if _MARK.match(_words(rows[i]))), len(rows))

    def _read(self, rows: Sequence[Sequence[Line]]) -> dict[str, int]:
        """Takes the notes of a page; their marks with their numbers. What comes before a mark goes on from before."""
        marks: dict[str, int] = {}
        due = 0
        for row in rows:
            words = _words(row)
            mark = _MARK.match(words)
            if mark and self._begins(mark[0], row, due):
                self.bodies.append(words[mark.end() :].lstrip(" .、：:\u3000"))
                marks[_bare(mark[0])] = len(self.bodies)
                due = int(mark[0]) + 1 if mark[0].isdecimal() else 0
            elif self.bodies:
                self.bodies[-1] = joined(self.bodies[-1], words)
            else:
                self.bodies.append(words)
        return marks

    def _begins(self, mark: str, row: Sequence[Line], due: int) -> bool:
        """A plain number is a mark where it is raised, or counts on."""
        if not mark.isdecimal():
            return True
        line = whole(row)
        return is_raised(line.glyphs[0], line) or due in (0, int(mark))


def _words(row: Sequence[Line]) -> str:
    return _RAISED.sub("", words_of(whole(row)))


def _bare(mark: str) -> str:
    return mark.strip("[]［］〔〕")


def marked(line: Line, marks: dict[str, int]) -> Line:
    """A line whose marks are written [n]: raised ones, and those in brackets or circles inside it."""
    glyphs: list[Glyph] = []
    held = list(line.glyphs)
    while held:
        count, number = _mark_at(held, line, marks, first=not glyphs)
        if count:
            first, last = held[0], held[count - 1]
            glyphs.append(evolve(first, char=f"[{number}]", x1=last.x1, size=line.size, baseline=line.baseline))
        else:
            glyphs.append(held[0])
            count = 1
        held = held[count:]
    return Line(tuple(glyphs), line.page)


def _mark_at(held: Sequence[Glyph], line: Line, marks: dict[str, int], *, first: bool) -> tuple[int, int]:
    """How many characters the mark at this place has, and its number; zero where there is none."""
    up = is_raised(held[0], line)
    if first and not up:
        return 0, 0
    run = 0
    while run < min(len(held), 5) and is_raised(held[run], line) == up:
        run += 1
    words = "".join(glyph.char for glyph in held[:run])
    found = _MARK.match(words)
    if not found or _bare(found[0]) not in marks:
        return 0, 0
    if not up and found[0][0] not in "[［〔①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return 0, 0
    return len(found[0]), marks[_bare(found[0])]
