"""Records of a text and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

from attrs import define, field, frozen

from gangyao.core.document.folding import Folded, fold


@frozen(order=True)
class Anchor:
    """A place in a source text.

    Attributes:
        source: id of the document, the first 16 hex digits of its file's sha256, e.g. "c5a1d2e3f4a5b6c7".
        start: first character, in Unicode code points of the decoded text (BOM removed, line ends unchanged).
        end: one past the last character.
    """

    source: str
    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"an anchor runs forward from zero, not from {self.start} to {self.end}")


class NodeKind(StrEnum):
    """What a stretch of text is."""

    TITLE = "title"  # of the whole document, with its date and number lines
    CONTENTS = "contents"  # the table of contents 目录
    FURNITURE = "furniture"  # page numbers, running heads, blank stretches
    PART = "part"  # 篇
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 节
    ITEM = "item"  # 一、（一）1.（1） standing as a heading
    LEAD = "lead"  # run-in heading: the short first sentence that names its paragraph
    PARAGRAPH = "paragraph"  # 段
    SENTENCE = "sentence"  # 句
    BOX = "box"  # 专栏
    TABLE = "table"  # a table, also one that a copy flattened into a line
    ROW = "row"  # one row of a table
    FOOTNOTE = "footnote"  # body of a footnote
    MARK = "mark"  # footnote mark inside a sentence


HEADINGS = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION, NodeKind.ITEM, NodeKind.LEAD, NodeKind.BOX)


@frozen
class Node:
    """One part of a document.

    Attributes:
        kind: what it is, e.g. NodeKind.CHAPTER.
        start: first character in the document's text. A heading node spans the heading itself, not what it heads.
        end: one past the last character.
        parent: index in Document.nodes of the heading (or paragraph, table) it belongs to; None at the top.
        level: depth in the outline, 1 for the outermost headings; 0 where it is no heading.
        label: number as printed, e.g. "第三章", "（一）", "[4]"; empty where there is none.
        title: wording without number and stray spaces, e.g. "主要目标"; empty where it is no heading.
    """

    kind: NodeKind
    start: int
    end: int
    parent: int | None = None
    level: int = 0
    label: str = ""
    title: str = ""


@frozen
class Source:
    """Where a text came from.

    Attributes:
        id: first 16 hex digits of the sha256, e.g. "c5a1d2e3f4a5b6c7".
        sha256: of the file's bytes, 64 hex digits.
        name: file name without folders, e.g. "纲要.docx".
        format: how it was read, e.g. "txt", "docx".
        encoding: of a text file, e.g. "utf-8", "gb18030"; empty for others.
        characters: length of the decoded text.
        digest: True where the text is a summary in other words (摘要), not the official text.
    """

    id: str
    sha256: str
    name: str
    format: str
    encoding: str = ""
    characters: int = 0
    digest: bool = False


@frozen(slots=False)
class Document:
    """A text with its parts, in order of start; leaves (all but paragraphs, tables and marks) cover it without gaps.

    Attributes:
        source: where the text came from.
        text: as decoded or extracted.
        nodes: its parts.
        wraps: spans between two lines of one sentence where a copy broke it at a fixed width, page numbers and
            running heads in between included; the folded text leaves them out.
    """

    source: Source
    text: str
    nodes: tuple[Node, ...]
    wraps: tuple[tuple[int, int], ...] = ()

    @cached_property
    def folded(self) -> Folded:
        """The text as rules read it: folded, and whole sentences where a copy broke them at a fixed width."""
        return fold(self.text).without(self.wraps)

    def quote(self, start: int, end: int) -> str:
        """The text between two positions."""
        return self.text[start:end]

    def path(self, index: int) -> tuple[int, ...]:
        """Indexes of the nodes above a node (headings, its paragraph or table), outermost first, itself excluded."""
        above: list[int] = []
        parent = self.nodes[index].parent
        while parent is not None:
            above.append(parent)
            parent = self.nodes[parent].parent
        return tuple(reversed(above))

    @cached_property
    def headings(self) -> tuple[int, ...]:
        """Indexes of the nodes that head others."""
        return tuple(i for i, node in enumerate(self.nodes) if node.kind in HEADINGS)

    def of_kind(self, *kinds: NodeKind) -> Iterator[tuple[int, Node]]:
        """Nodes of the given kinds with their indexes."""
        return ((i, node) for i, node in enumerate(self.nodes) if node.kind in kinds)


@define
class RawText:
    """What a reader hands to the parser: decoded text and the structure the file itself states.

    Attributes:
        source: where it came from.
        text: the decoded or extracted text.
        hints: stretches whose kind the file states (a docx heading, table, footnote), in order.
    """

    source: Source
    text: str
    hints: tuple[Hint, ...] = field(factory=tuple)


@frozen
class Hint:
    """A stretch whose kind the file format itself states.

    Attributes:
        kind: what the file says it is, e.g. NodeKind.TABLE.
        start: first character.
        end: one past the last character.
        level: heading level 1-9 from the file's styles; 0 otherwise.
        reach: up to where it heads others, for a box that the file frames; 0 where the file does not say.
    """

    kind: NodeKind
    start: int
    end: int
    level: int = 0
    reach: int = 0
