"""The text of a plan as blocks that a template sets: headings, paragraphs, tables, boxes, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from types import MappingProxyType

from attrs import frozen
from django.utils.safestring import SafeString

from gangyao.core.document.document import Document, Node, NodeKind
from gangyao.core.plan.plan import Plan
from gangyao.workbench.presentation.inline import Inline
from gangyao.workbench.presentation.review_decisions import Decisions
from gangyao.workbench.presentation.spots import find_spots

LONGEST_PAGE = 400_000  # characters; a longer text is shown part by part
_HEADINGS = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION, NodeKind.ITEM, NodeKind.BOX)
_BLOCKS = (
    *_HEADINGS,
    NodeKind.TITLE,
    NodeKind.CONTENTS,
    NodeKind.FURNITURE,
    NodeKind.PARAGRAPH,
    NodeKind.TABLE,
    NodeKind.FOOTNOTE,
)


@frozen
class Block:
    """One block of the text.

    Attributes:
        kind: "heading", "title", "contents", "furniture", "paragraph", "table" or "footnote".
        anchor: the id of the element, e.g. "h-396"; empty where nothing leads to it.
        html: its words as markup; empty for a table.
        level: of a heading, 2-6 as in h2-h6; 0 otherwise.
        boxed: it belongs to a box 专栏.
        back: of a footnote: the id of its first mark; empty where no mark leads to it.
        rows: of a table: cells as markup.
        lines: of the contents page: its lines as markup.
        blank: it holds white space alone.
    """

    kind: str
    html: SafeString | str = ""
    anchor: str = ""
    level: int = 0
    boxed: bool = False
    back: str = ""
    rows: tuple[tuple[SafeString, ...], ...] = ()
    lines: tuple[SafeString, ...] = ()
    blank: bool = False


@frozen
class Part:
    """A stretch from one outermost heading to the next, or what stands before the first.

    Attributes:
        anchor: id of its heading, e.g. "h-396"; "front" before the first heading.
        title: the heading's words.
        start: first character.
        end: one past the last character.
        blocks: what it holds, in order.
    """

    anchor: str
    title: str
    start: int
    end: int
    blocks: tuple[Block, ...]


def read_parts(
    plan: Plan,
    document: Document,
    address: Callable[[str], str],
    shown: tuple[int, int] | None = None,
    decisions: Decisions = MappingProxyType({}),
) -> tuple[Part, ...]:
    """The text in its parts; joining the text of all blocks gives the document again.

    Args:
        plan: gives the statements to mark.
        document: the text they were read from.
        address: gives the address of a statement's record by its id.
        shown: a stretch to be seen among the others, or None.
        decisions: id of a statement → what people decided about it.
    """
    here = [s for s in plan.statements if s.anchor.source == document.source.id]
    inline = Inline(document, find_spots(here), address, shown, decisions)
    parts: list[Part] = []
    for anchor, title, nodes, end in _parted(document):
        start = nodes[0][1].start if nodes else end
        parts.append(Part(anchor, title, start, end, tuple(_blocks(document, nodes, inline))))
    return tuple(parts)


def _parted(document: Document) -> Iterator[tuple[str, str, list[tuple[int, Node]], int]]:
    """Anchor, title, block nodes and end of each part."""
    anchor, title, nodes = "front", "卷首", list[tuple[int, Node]]()
    for index, node in document.of_kind(*_BLOCKS):
        if node.kind in _HEADINGS and node.level == 1:
            if nodes:
                yield anchor, title, nodes, node.start
            anchor, title, nodes = f"h-{node.start}", f"{node.label} {node.title}".strip(), []
        nodes.append((index, node))
    if nodes:
        yield anchor, title, nodes, len(document.text)


def _blocks(document: Document, nodes: Sequence[tuple[int, Node]], inline: Inline) -> Iterator[Block]:
    """Blocks of consecutive nodes; the lines of the contents page are one block."""
    for kind, group in groupby(nodes, key=lambda item: item[1].kind):
        if kind is NodeKind.CONTENTS:
            yield Block("contents", lines=tuple(inline.write(node.start, node.end) for _, node in group))
        else:
            yield from (_block(document, index, node, inline) for index, node in group)


def _block(document: Document, index: int, node: Node, inline: Inline) -> Block:
    boxed = node.kind is NodeKind.BOX or any(document.nodes[i].kind is NodeKind.BOX for i in document.path(index))
    if node.kind is NodeKind.TABLE:
        return Block("table", anchor=f"t-{node.start}", rows=tuple(_rows(document, index, inline)), boxed=boxed)
    html = inline.write(node.start, node.end)
    if node.kind in _HEADINGS:
        return Block("heading", html, f"h-{node.start}", min(node.level + 1, 6), boxed)
    if node.kind is NodeKind.FOOTNOTE:
        mark = inline.marks_of.get(node.start)
        return Block("footnote", html, f"n-{node.start}", boxed=boxed, back=f"m-{mark}" if mark is not None else "")
    return Block(node.kind.value, html, boxed=boxed, blank=not document.text[node.start : node.end].strip())


def _rows(document: Document, table: int, inline: Inline) -> Iterator[tuple[SafeString, ...]]:
    """Rows of a table, each cell with the tab that ends it."""
    for node in document.nodes[table + 1 :]:
        if node.parent != table:
            return
        cells, start = [], node.start
        for piece in document.text[node.start : node.end].split("\t"):
            end = min(start + len(piece) + 1, node.end)
            cells.append(inline.write(start, end))
            start = end
        yield tuple(cells)


def is_parted(document: Document) -> bool:
    """The text is too long for one page of a browser."""
    return len(document.text) > LONGEST_PAGE


def choose_parts(parts: Sequence[Part], asked: str, place: int | None) -> tuple[Part, ...]:
    """The parts to show of a parted text: all where asked, else the one asked for, or the first.

    Args:
        parts: of the text.
        asked: anchor of a part, "all", or empty.
        place: a position that must be shown, e.g. of a statement; None where none must.
    """
    if asked == "all":
        return tuple(parts)
    chosen = [part for part in parts if part.anchor == asked]
    if place is not None:
        chosen = [part for part in parts if part.start <= place < part.end]
    return tuple(chosen or parts[:1])
