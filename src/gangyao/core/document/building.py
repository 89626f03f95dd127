"""From recognised lines to the nodes of a document, each below the heading it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field, frozen

from gangyao.core.document.document import Node, NodeKind
from gangyao.core.document.folding import Folded
from gangyao.core.document.leads import lead_label, lead_title
from gangyao.core.document.line_kinds import UPPER
from gangyao.core.document.lines import Line
from gangyao.core.document.sentences import split_sentences

_MARK = re.compile(r"(?<![\d.%〔\[])(?:\[\d{1,3}\]|[①-⑳])")
_INSIDE_BOX = 9  # levels of numbers inside a box lie below that of the box
_HAN = re.compile(r"[\u4e00-\u9fff]")


def build_nodes(lines: Sequence[Line], folded: Folded, source: str) -> list[Node]:
    """The nodes of a document in order of start; its leaves cover the source."""
    notes = frozenset(line.label for line in lines if line.kind is NodeKind.FOOTNOTE)
    builder = _Builder(folded, source, notes)
    for line in lines:
        builder.add(line)
    return builder.finish()


@frozen
class _Open:
    """A heading that the next lines stand under, up to a source position where that is known."""

    level: int
    node: int
    kind: NodeKind
    reach: int = 0


@define
class _Builder:
    """Collects nodes in order and keeps the headings above."""

    folded: Folded
    source: str
    notes: frozenset[str]
    nodes: list[Node] = field(factory=list)
    above: list[_Open] = field(factory=list)
    table: int | None = None

    def add(self, line: Line) -> None:
        """Adds one line as the nodes it holds."""
        start, end = self.folded.origins[line.start], self.folded.origins[line.end]
        self._leave_boxes(start)
        if line.kind is NodeKind.ROW:
            self._open_table(start)
            self.nodes.append(Node(NodeKind.ROW, start, end, self.table))
            return
        self._close_table(start)
        if line.kind in (*UPPER, NodeKind.ITEM):
            self._add_heading(line, start, end)
        elif line.kind is NodeKind.FOOTNOTE:
            self.nodes.append(Node(NodeKind.FOOTNOTE, start, end, label=line.label))
        elif line.kind is not None:
            self.nodes.append(Node(line.kind, start, end, self.parent))
        else:
            self._add_paragraph(line, start, end)

    @property
    def parent(self) -> int | None:
        """The nearest heading above."""
        return self.above[-1].node if self.above else None

    def finish(self) -> list[Node]:
        """The nodes, with the white space before the first line as furniture."""
        self._close_table(len(self.source))
        first = self.nodes[0].start if self.nodes else len(self.source)
        if first > 0:
            shifted = (node if node.parent is None else evolve(node, parent=node.parent + 1) for node in self.nodes)
            return [Node(NodeKind.FURNITURE, 0, first), *shifted]
        return self.nodes

    def _leave_boxes(self, start: int) -> None:
        place = next((i for i, heading in enumerate(self.above) if 0 < heading.reach <= start), None)
        if place is not None:
            del self.above[place:]

    def _close_headings(self, level: int) -> None:
        while self.above and self.above[-1].level >= level:
            self.above.pop()

    def _add_heading(self, line: Line, start: int, end: int) -> None:
        level = line.level + (_INSIDE_BOX if line.inside else 0)
        self._close_headings(level)
        kind = line.kind or NodeKind.ITEM
        label = line.number.label if line.number else ""
        title = self._title(line, line.number.end if line.number else 0)
        self.nodes.append(Node(kind, start, end, self.parent, len(self.above) + 1, label, title))
        self.above.append(_Open(level, len(self.nodes) - 1, kind, line.reach))

    def _title(self, line: Line, skipped: int) -> str:
        """Its words; an ideographic space between them stays as one space."""
        text, origins = self.folded.text, self.folded.origins
        begin = text.find(line.text, line.start) + skipped
        words = text[begin : line.start + len(text[line.start : line.end].rstrip())]
        if "\u3000" in self.source[origins[begin] : origins[begin + len(words)]] and len(words) > 4:
            words = "".join(self._parted(begin + i, char) for i, char in enumerate(words))
        return words.strip().rstrip("。")

    def _parted(self, place: int, char: str) -> str:
        before = self.source[self.folded.origins[place - 1] + 1 : self.folded.origins[place]] if place else ""
        return " " + char if "\u3000" in before and _HAN.match(char) else char

    def _add_paragraph(self, line: Line, start: int, end: int) -> None:
        level = 0
        if line.number and line.number.kind is NodeKind.ITEM:
            level = line.number.level + (_INSIDE_BOX if line.inside else 0)
            if self.above and self.above[-1].kind in (NodeKind.ITEM, NodeKind.LEAD):
                self._close_headings(level)
        paragraph = len(self.nodes)
        label = line.number.label if line.number else ""
        self.nodes.append(Node(NodeKind.PARAGRAPH, start, end, self.parent, label=label))
        for index, (first, last, a, b) in enumerate(self._sentences(line, start, end)):
            sentence = self.folded.text[a:b].strip()
            if index == 0 and line.lead:
                names = lead_label(sentence), lead_title(sentence)
                self.nodes.append(Node(NodeKind.LEAD, first, last, paragraph, len(self.above) + 1, *names))
                if level:
                    self.above.append(_Open(level, len(self.nodes) - 1, NodeKind.LEAD))
            else:
                self.nodes.append(Node(NodeKind.SENTENCE, first, last, paragraph))
            self._add_marks(a, b)

    def _sentences(self, line: Line, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Source and folded spans of the sentences of a paragraph, covering it."""
        text = self.folded.text[line.start : line.end].rstrip("\n")
        spans = [(a + line.start, b + line.start) for a, b in split_sentences(text)]
        starts = [start, *(self.folded.origins[a] for a, _ in spans[1:]), end]
        return ((starts[i], starts[i + 1], a, b) for i, (a, b) in enumerate(spans))

    def _add_marks(self, start: int, end: int) -> None:
        """Marks of footnotes; ①② count only where a note has that label."""
        text = self.folded.text
        sentence = len(self.nodes) - 1
        if "[" not in text[start:end] and not self.notes:
            return
        for mark in _MARK.finditer(text, start, end):
            if mark[0][0] == "[" or (mark[0] in self.notes and mark.start() > start):
                span = self.folded.to_source(mark.start(), mark.end())
                self.nodes.append(Node(NodeKind.MARK, *span, sentence, label=mark[0]))

    def _open_table(self, start: int) -> None:
        if self.table is None:
            self.table = len(self.nodes)
            self.nodes.append(Node(NodeKind.TABLE, start, start, self.parent))

    def _close_table(self, end: int) -> None:
        if self.table is not None:
            self.nodes[self.table] = evolve(self.nodes[self.table], end=end)
            self.table = None
