"""From decoded text to its parts: headings, paragraphs, sentences, boxes, tables, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import define, field

from gangyao.core.document.document import Document, Hint, Node, NodeKind, RawText
from gangyao.core.document.folding import Folded, fold
from gangyao.core.document.numbering import INLINE_HEADING, Number, read_number
from gangyao.core.document.sentences import split_sentences

_LONGEST_HEADING = 46
_LONGEST_LEAD = 26
_CONTENTS_HEAD = re.compile(r"目录|目次|CONTENTS")
_LEADER = re.compile(r"[.…·]{3,}\s*\d*$|\s\d{1,3}$")
_PAGE_NUMBER = re.compile(r"[-—]?\d{1,4}[-—]?|第\d+页(?:共\d+页)?|\d+/\d+")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]|[①-⑳]|注[:\d]")
_MARK = re.compile(r"\[\d{1,3}\]|[①-⑳]")
_STOP = re.compile(r"[。!?;,]")
_UPPER = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION, NodeKind.BOX)


@define
class _Line:
    """One stretch of the folded text that is a heading or a paragraph of its own."""

    start: int
    end: int
    text: str
    number: Number | None
    kind: NodeKind | None = None
    level: int = 0


def parse_document(raw: RawText) -> Document:
    """Parses a text into its parts.

    Leaves (headings, sentences, rows, footnotes, furniture) follow one another without gap or overlap, so that
    joining them gives the text again; paragraphs and tables span several leaves.
    """
    folded = fold(raw.text)
    lines = list(_lines(folded))
    _mark_hints(lines, raw.hints, folded)
    _mark_contents(lines)
    _mark_furniture(lines)
    _mark_headings(lines)
    builder = _Builder(folded, len(raw.text))
    for line in lines:
        builder.add(line)
    return Document(raw.source, raw.text, tuple(builder.finish()))


def _lines(folded: Folded) -> Iterator[_Line]:
    """Lines of the folded text; hard-wrapped ones joined, headings inside long ones parted."""
    text = folded.text
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\n|[^\n]+$", text)]
    for start, end in _unwrap(text, spans):
        for a, b in _part_inline(folded, start, end):
            stripped = text[a:b].strip()
            yield _Line(a, b, stripped, read_number(stripped))


def _unwrap(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Joins the lines of a paragraph that a copy broke at a fixed width."""
    widths = sorted(end - start - 1 for start, end in spans if end - start > 2)
    if len(widths) < 30 or not 12 <= widths[int(len(widths) * 0.9)] <= 60:
        yield from spans
        return
    full = widths[int(len(widths) * 0.9)] - 3
    begin: int | None = None
    for index, (start, end) in enumerate(spans):
        begin = start if begin is None else begin
        content = text[start:end].strip()
        following = text[spans[index + 1][0] : spans[index + 1][1]].strip() if index + 1 < len(spans) else ""
        breaks = len(content) < full or content[-1:] in "。!?;:" or not following or read_number(following) is not None
        if breaks:
            yield begin, end
            begin = None
    if begin is not None:
        yield begin, spans[-1][1]


def _part_inline(folded: Folded, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts a long line at the headings written inside it."""
    text = folded.text
    cuts = {start, end}
    if end - start > _LONGEST_HEADING:
        for match in INLINE_HEADING.finditer(text, start, end):
            if match.start() > start and not _opens(folded, match.start()):
                continue
            cuts.update((match.start(), _title_end(folded, match.end(), end)))
    ordered = sorted(cuts)
    yield from zip(ordered, ordered[1:], strict=False)


def _opens(folded: Folded, position: int) -> bool:
    """A heading inside a line follows a stop or white space."""
    return folded.text[position - 1] in "。!?;”)" or _space_before(folded, position)


def _space_before(folded: Folded, position: int) -> bool:
    return folded.origins[position] - folded.origins[position - 1] > 1


def _title_end(folded: Folded, start: int, end: int) -> int:
    """Where the title of an inline heading ends: at the next white space after its first words, or a stop."""
    for position in range(start + 2, min(end, start + _LONGEST_HEADING)):
        if _space_before(folded, position) or INLINE_HEADING.match(folded.text, position):
            return position
        if folded.text[position] in "。;,\n":
            return start if folded.text[position] == "," else position + 1
    return min(end, start + _LONGEST_HEADING) if end - start <= _LONGEST_HEADING else start


def _mark_hints(lines: list[_Line], hints: Iterable[Hint], folded: Folded) -> None:
    """Takes over what the file format itself states."""
    hints = sorted(hints, key=lambda hint: hint.start)
    position = 0
    for line in lines:
        start = folded.origins[line.start]
        while position < len(hints) and hints[position].end <= start:
            position += 1
        if position < len(hints) and hints[position].start <= start and line.text:
            hint = hints[position]
            line.kind, line.level = (NodeKind.ROW if hint.kind is NodeKind.TABLE else hint.kind), hint.level


def _mark_contents(lines: list[_Line]) -> None:
    """The table of contents runs from its head to where its first entry comes again."""
    for index, line in enumerate(lines[:200]):
        inline = line.text[:20].startswith("目录") and len(line.text) > 40
        if not (_CONTENTS_HEAD.fullmatch(line.text.replace(" ", "")) or inline):
            continue
        line.kind = NodeKind.CONTENTS
        entries = [entry for entry in lines[index + 1 :] if entry.text]
        first = next((entry for entry in entries if entry.number), None)
        if first is None:
            return
        label = first.number.label if first.number else ""
        again = next((e for e in entries if e is not first and e.number and e.number.label == label and not _LEADER.search(e.text)), None)
        for entry in lines[index + 1 :]:
            if entry is again or (again is None and len(entry.text) > 60):
                return
            entry.kind = NodeKind.CONTENTS
        return


def _mark_furniture(lines: list[_Line]) -> None:
    """Blank lines, page numbers, and short lines that come back on many pages."""
    repeated = Counter(line.text for line in lines if 0 < len(line.text) <= 30 and not line.number)
    for line in lines:
        if line.kind is None and (not line.text or _PAGE_NUMBER.fullmatch(line.text) or (repeated[line.text] >= 5 and not _STOP.search(line.text))):
            line.kind = NodeKind.FURNITURE


def _mark_headings(lines: list[_Line]) -> None:
    titled = False
    for line in lines:
        if line.kind is NodeKind.ITEM or (line.kind in _UPPER and line.number):
            line.kind, line.level = (line.number.kind, line.number.level) if line.number else (NodeKind.ITEM, 3 + line.level)
        if line.kind is not None:
            continue
        if line.number and _is_heading(line, line.number):
            line.kind, line.level = line.number.kind, line.number.level
            titled = True
        elif _FOOTNOTE.match(line.text) and _MARK.match(line.text):
            line.kind = NodeKind.FOOTNOTE
        elif "\t" in line.text:
            line.kind = NodeKind.ROW
        elif not titled and len(line.text) <= 80 and not re.search("[。;!]$|,", line.text):
            line.kind = NodeKind.TITLE
        else:
            titled = titled or len(line.text) > 120


def _is_heading(line: _Line, number: Number) -> bool:
    """A numbered line is a heading when it is short and holds no sentence."""
    title = line.text[number.end :].strip()
    if number.kind is NodeKind.BOX:
        return len(title) <= 40
    if number.kind in _UPPER:
        return len(title) <= _LONGEST_HEADING and not title.startswith(("的", "规定", "至", "到"))
    return 0 < len(title) <= 36 and not re.search("[。;:]", title[:-1]) and title[-1] not in ";:,"


@define
class _Builder:
    """Collects nodes in order and keeps the headings above."""

    folded: Folded
    length: int
    nodes: list[Node] = field(factory=list)
    above: list[tuple[int, int]] = field(factory=list)
    table: int | None = None

    def add(self, line: _Line) -> None:
        """Adds one line as the nodes it holds."""
        start, end = self.folded.origins[line.start], self.folded.origins[line.end] if line.end < len(self.folded.origins) else self.length
        if line.kind is NodeKind.ROW:
            self._open_table(start)
            self.nodes.append(Node(NodeKind.ROW, start, end, self.table))
            return
        self._close_table(start)
        if line.kind in (*_UPPER, NodeKind.ITEM):
            self._add_heading(line, start, end)
        elif line.kind is not None:
            self.nodes.append(Node(line.kind, start, end, self.parent))
        else:
            self._add_paragraph(line, start, end)

    @property
    def parent(self) -> int | None:
        """The nearest heading above."""
        return self.above[-1][1] if self.above else None

    def finish(self) -> list[Node]:
        """The nodes, with the text before the first line as furniture."""
        self._close_table(self.length)
        first = self.nodes[0].start if self.nodes else self.length
        if first > 0:
            return [Node(NodeKind.FURNITURE, 0, first), *(_shifted(node) for node in self.nodes)]
        return self.nodes

    def _add_heading(self, line: _Line, start: int, end: int) -> None:
        while self.above and self.above[-1][0] >= line.level:
            self.above.pop()
        number = line.number
        title = line.text[number.end :].strip() if number else line.text
        kind = line.kind or NodeKind.ITEM
        self.nodes.append(Node(kind, start, end, self.parent, len(self.above) + 1, number.label if number else "", title.rstrip("。")))
        self.above.append((line.level, len(self.nodes) - 1))

    def _add_paragraph(self, line: _Line, start: int, end: int) -> None:
        paragraph = len(self.nodes)
        self.nodes.append(Node(NodeKind.PARAGRAPH, start, end, self.parent, label=line.number.label if line.number else ""))
        text = self.folded.text[line.start : line.end].rstrip("\n")
        spans = [(a + line.start, b + line.start) for a, b in split_sentences(text)]
        starts = [start, *(self.folded.origins[a] for a, _ in spans[1:]), end]
        for index, (a, b) in enumerate(spans):
            sentence = self.folded.text[a:b].strip()
            lead = index == 0 and len(spans) > 1 and _is_lead(sentence)
            self.nodes.append(
                Node(NodeKind.LEAD if lead else NodeKind.SENTENCE, starts[index], starts[index + 1], paragraph,
                     len(self.above) + 1 if lead else 0, line.number.label if lead and line.number else "",
                     _lead_title(sentence) if lead else "")
            )  # fmt: skip
            for mark in _MARK.finditer(self.folded.text, a, b) if "[" in sentence or "①" in sentence else ():
                self.nodes.append(Node(NodeKind.MARK, *self.folded.to_source(mark.start(), mark.end()), len(self.nodes) - 1, label=mark[0]))

    def _open_table(self, start: int) -> None:
        if self.table is None:
            self.table = len(self.nodes)
            self.nodes.append(Node(NodeKind.TABLE, start, start, self.parent))

    def _close_table(self, end: int) -> None:
        if self.table is not None:
            opened = self.nodes[self.table]
            self.nodes[self.table] = Node(NodeKind.TABLE, opened.start, end, opened.parent)
            self.table = None


def _is_lead(sentence: str) -> bool:
    """A short first sentence that names its paragraph: 构建公路大通道。"""
    return len(sentence) <= _LONGEST_LEAD and sentence.endswith("。") and sentence.count(",") <= 1 and not sentence.startswith(("到20", "目前"))


def _lead_title(sentence: str) -> str:
    number = read_number(sentence)
    return sentence[number.end if number else 0 :].strip().rstrip("。")


def _shifted(node: Node) -> Node:
    parent = None if node.parent is None else node.parent + 1
    return Node(node.kind, node.start, node.end, parent, node.level, node.label, node.title)
