"""From lines to paragraphs: a print breaks a paragraph at every line, and only the places say where one ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import define, frozen

from gangyao.core.document.document import HEADINGS, NodeKind
from gangyao.core.document.numbering import read_number
from gangyao.ingest.pdf.geometry import Line
from gangyao.ingest.pdf.lines import first_token, joined, words_of

_SLACK = 0.6  # in sizes of the font: by how much a full line may fall short of what did not fit
_SHIFT = 0.7  # by how much two lines of one paragraph may begin apart
_SAME_SIZE = 0.08
_LEADING = 1.22  # of the usual distance of lines; a wider one parts paragraphs
_SENTENCE_END = tuple("。！？；：!?;:")
_LEADER = re.compile(r"(?:…{1,}|[.·．․‥]{3,}|(?:[.·．] ){3,})[\s.·．…-]*[ivxIVX\d]{1,4}$")
_MARKER = re.compile(
    r"[•●■◆▪·]|[—-]{2}|[①-⑳]|\[\d+\]|注[\d：:]|[(（]\d{1,2}[)）]|\d{1,2}(?:[)）、]|[.．](?!\d))"
    r"|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、"
)


@frozen
class Style:
    """How the paragraphs of a document are set.

    Attributes:
        size: of the body's font in points.
        indented: paragraphs begin with an indent.
        leading: usual distance of two lines, in sizes of the font.
    """

    size: float
    indented: bool
    leading: float

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Style:
        """What most lines of a document show."""
        sizes: dict[float, int] = {}
        for column in columns:
            for line in column.lines:
                sizes[line.size] = sizes.get(line.size, 0) + len(line.glyphs)
        size = max(sizes, key=lambda size: sizes[size], default=12.0)
        indents = flush = 0
        for column in columns:
            for before, line in pairwise(column.lines):
                if _alike(line.size, size) and not column.is_full(before, line):
                    indents += column.x0 + 1.2 * size < line.x0 < column.x0 + 3 * size
                    flush += line.x0 < column.x0 + 0.5 * size
        steps = [
            (after.baseline - before.baseline) / size
            for column in columns
            for before, after in pairwise(column.lines)
            if _alike(before.size, size) and _alike(after.size, size) and column.is_full(before, after)
        ]
        ordered = sorted(step for step in steps if 0.8 < step < 4)
        return cls(size, indents > flush, ordered[len(ordered) // 2] if ordered else 1.6)


@frozen
class Column:
    """Lines between two edges.

    Attributes:
        lines: from top to bottom, one a row.
        x0: where lines begin.
        x1: where full lines end.
    """

    lines: tuple[Line, ...]
    x0: float
    x1: float

    @property
    def is_sure(self) -> bool:
        """Whether more than one line reaches the right edge; the longest of a few short lines is not full."""
        return sum(self.x1 - line.x1 < line.size for line in self.lines) > 1

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether a line ends because what comes after did not fit."""
        return self.x1 - line.x1 < first_token(after) + _SLACK * line.size

    def is_centred(self, line: Line) -> bool:
        """Whether the white on both sides is alike."""
        left, right = line.x0 - self.x0, self.x1 - line.x1
        return abs(left - right) < 1.5 * line.size and left > line.size


@define
class Paragraph:
    """A paragraph, maybe a part of it that a page ends.

    Attributes:
        words: its text.
        first: its first line.
        last: its last line.
        column: where the last line stands.
        begins: where the column of the first line begins.
        centred: all of its lines are centred.
        lines: how many.
    """

    words: str
    first: Line
    last: Line
    column: Column
    begins: float
    centred: bool
    lines: int = 1

    @property
    def size(self) -> float:
        """Of its font."""
        return self.first.size

    @property
    def is_contents(self) -> bool:
        """An entry of a table of contents with dots up to its page."""
        return bool(_LEADER.search(self.words))


def paragraphs_of(column: Column, style: Style) -> list[Paragraph]:
    """The paragraphs of a column."""
    found: list[Paragraph] = []
    for line in column.lines:
        words = words_of(line)
        part = Paragraph(words, line, line, column, column.x0, column.is_centred(line))
        before = found[-1] if found else None
        if before and _is_near(before.last, line, style) and goes_on(before, part, style):
            extend(before, part)
        else:
            found.append(part)
    return found


def extend(paragraph: Paragraph, part: Paragraph) -> None:
    """Adds what goes on elsewhere."""
    paragraph.words = joined(paragraph.words, part.words)
    paragraph.last, paragraph.column = part.last, part.column
    paragraph.lines += part.lines
    paragraph.centred = paragraph.centred and part.centred


def _is_near(before: Line, after: Line, style: Style) -> bool:
    step = after.baseline - before.baseline
    return step < _LEADING * style.leading * max(before.size, after.size, 0.9 * style.size) + 1


def goes_on(before: Paragraph, part: Paragraph, style: Style) -> bool:
    """Whether a line goes on with the paragraph before, by its size, its place and the fullness of the last line."""
    if not _alike(before.last.size, part.first.size) or before.is_contents:
        return False
    if _is_title_of_lines(before, part, style):
        return True
    if not before.column.is_full(before.last, part.first):
        return False
    ended = before.words.endswith(_SENTENCE_END)
    if _opens_part(part.words) and (part.centred or ended or _opens_part(before.words)):
        return False
    size = part.first.size
    here, there = before.last.x0 - before.column.x0, part.first.x0 - part.begins
    if there > here + _SHIFT * size:
        hangs = before.lines == 1 and _MARKER.match(before.words) and there < here + 6 * size
        return bool(hangs) and not _MARKER.match(part.words) and not ended
    if there < here - _SHIFT * size:
        return before.lines == 1  # the first line was indented
    if style.indented:
        return there < 1.2 * size or before.lines > 1
    return not _MARKER.match(part.words) and (before.column.is_sure or not ended)


def _is_title_of_lines(before: Paragraph, part: Paragraph, style: Style) -> bool:
    """A title in large type may be set in several centred lines."""
    large = part.size > 1.12 * style.size or _opens_part(before.words)
    ended = before.words.endswith(("）", ")", "》", "纲要", "报告")) or read_number(part.words)
    lines = before.centred or before.column.is_full(before.last, part.first)
    return large and lines and part.centred and before.last.page == part.first.page and not ended


def _opens_part(words: str) -> bool:
    number = read_number(words)
    return number is not None and number.kind in HEADINGS and number.kind is not NodeKind.ITEM


def _alike(size: float, other: float) -> bool:
    return abs(size - other) <= _SAME_SIZE * max(size, other)


def one_line(lines: Iterable[Line]) -> str:
    """Lines of a cell or a note as one."""
    words = ""
    for line in lines:
        words = joined(words, words_of(line))
    return words
