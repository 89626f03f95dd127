"""The text of a PDF, line by line, with what its layout states about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, evolve, field

from gangyao.core.document.document import Hint, NodeKind
from gangyao.core.document.numbering import read_number
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.pdf.lines import LEVEL, RAISED
from gangyao.ingest.pdf.paragraphs import Paragraph, Style
from gangyao.ingest.pdf.sheets import Block, Sheet

_LONGEST_HEADING = 80
_LARGER = 1.08  # than the body: set as a heading
_DEEPEST = 8
_BOX_TITLE = re.compile(r"专\s*栏\s*[\d０-９一二三四五六七八九十ⅰ]")
_BOX_LEVEL = 9
_LEADER = re.compile(r"\s*(?:…+|[.·．․‥]{3,}|(?:[.·．] ){3,})[\s.·．…-]*([ivxIVX\d]{1,4})$")
_RAISED = re.compile(f"(.?){RAISED}([^{LEVEL}]*){LEVEL}?|{LEVEL}")
_POWERS = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")


@define
class Writer:
    """Collects lines and hints.

    Attributes:
        style: of the document.
        sizes: of headings, from the largest.
        titled: the title has passed.
        lines: the text so far, each with its line end.
        hints: in order.
        position: length of the lines so far.
    """

    style: Style
    sizes: list[float]
    titled: bool = False
    lines: list[str] = field(factory=list)
    hints: list[Hint] = field(factory=list)
    position: int = 0

    @classmethod
    def of(cls, blocks: Sequence[Block], style: Style) -> Writer:
        """A writer that knows which sizes the headings have."""
        sizes: list[float] = []
        for size in sorted({block.size for block in blocks if _is_heading(block, style)}, reverse=True):
            if not sizes or sizes[-1] - size > 0.6:
                sizes.append(size)
        return cls(style, sizes)

    def write(self, blocks: Sequence[Block], notes: Sequence[str]) -> Extracted:
        """The whole text, notes at its end."""
        after_table = False
        for block in blocks:
            if isinstance(block, Sheet):
                if after_table:
                    self._line("")
                self._sheet(block)
            else:
                self._paragraph(block)
            after_table = isinstance(block, Sheet)
        for number, words in enumerate(notes, 1):
            self._line(f"[{number}] {words}", NodeKind.FOOTNOTE)
        return Extracted("".join(self.lines), tuple(self.hints))

    def _line(self, words: str, kind: NodeKind | None = None, level: int = 0) -> None:
        words = _RAISED.sub(_power_or_mark, words)
        if kind is not None and words:
            self.hints.append(Hint(kind, self.position, self.position + len(words), level))
        self.lines.append(words + "\n")
        self.position += len(words) + 1

    def _paragraph(self, paragraph: Paragraph) -> None:
        words = paragraph.words
        if paragraph.is_contents:
            self._line(_LEADER.sub(r"\t\1", words), NodeKind.CONTENTS)
        elif _is_heading(paragraph, self.style):
            if self.titled or read_number(words):
                self.titled = True
                self._line(words, NodeKind.ITEM, self._level(paragraph.size))
            else:
                self._line(words, NodeKind.TITLE)
        else:
            self.titled = self.titled or len(words) > _LONGEST_HEADING
            self._line(words)

    def _level(self, size: float) -> int:
        return 1 + min(sum(size < other - 0.6 for other in self.sizes), _DEEPEST - 1)

    def _sheet(self, sheet: Sheet) -> None:
        """A row a line; the title of a box heads what its frame holds."""
        before = len(self.hints)
        titled = False
        for row in sheet.rows:
            if row.cells:
                self._line("\t".join(row.cells), NodeKind.TABLE)
                titled = True
            for block in row.wide:
                if isinstance(block, Sheet):
                    self._sheet(block)
                elif not titled and _BOX_TITLE.match(block.words):
                    self._line(block.words, NodeKind.BOX, _BOX_LEVEL)
                else:
                    self._line(block.words, None if sheet.frame else NodeKind.TABLE)
                titled = True
        for index in range(before, len(self.hints)):
            if self.hints[index].kind is NodeKind.BOX and not self.hints[index].reach:
                self.hints[index] = evolve(self.hints[index], reach=self.position)


def _is_heading(block: Block, style: Style) -> bool:
    """A short paragraph in larger type without a sentence."""
    if isinstance(block, Sheet) or block.size < _LARGER * style.size or block.is_contents:
        return False
    return len(block.words) <= _LONGEST_HEADING and not re.search("[。；;]", block.words[:-1])


def _power_or_mark(match: re.Match[str]) -> str:
    """Raised digits: a power after a unit or a number, else the mark of a note that stands elsewhere."""
    before, raised = match[1] or "", (match[2] or "").strip()
    if not re.fullmatch(r"[-+]?\d{1,3}", raised):
        return before + raised
    if (before.isascii() and before.isalnum()) or before in ("米", "里"):
        return before + raised.translate(_POWERS)
    return f"{before}[{raised}]"
