"""A statement in its paragraph: what stands before it, the sentence, its own words, and what follows."""

from __future__ import annotations

from attrs import frozen

from gangyao.core.document.document import Anchor, Document, NodeKind
from gangyao.core.plan.plan import Plan
from gangyao.workbench.presentation.outline import place_of

_AROUND = 160  # characters of the paragraph shown on either side of the sentence at most
_LONGEST = 400  # characters of the sentence itself on either side
_CUT = "……"


@frozen
class Passage:
    """A stretch of text with what stands around it.

    Attributes:
        statement: id of the statement that it is the place of; empty where it is of none.
        lead: the paragraph before the sentence; of a row its table's head.
        before: the sentence before the stretch.
        hit: the stretch itself.
        after: the sentence after it.
        tail: the paragraph after the sentence.
        path: headings above it, outermost first.
        row: it is a row of a table.
        at: the place of the stretch, as an address has it, e.g. "120-148".
    """

    statement: str
    lead: str
    before: str
    hit: str
    after: str
    tail: str
    path: tuple[str, ...]
    row: bool = False
    at: str = ""


def read_passage(plan: Plan, document: Document, anchor: Anchor, node: int, statement: str = "") -> Passage:
    """The passage of a place.

    Args:
        plan: gives the headings.
        document: the text.
        anchor: the place.
        node: index of the sentence or row that holds it.
        statement: id of the statement that stands there.
    """
    text = document.text
    start, end = sentence_around(document, anchor, node)
    lead, tail, row = _around(document, node, start, end)
    return Passage(
        statement, lead, _last(text[start : anchor.start], _LONGEST).lstrip(), text[anchor.start : anchor.end],
        _first(text[anchor.end : end], _LONGEST).rstrip(), tail,
        tuple(f"{e.label} {e.title}".strip() for e in place_of(plan, anchor.start)), row, f"{anchor.start}-{anchor.end}",
    )  # fmt: skip


def sentence_around(document: Document, anchor: Anchor, index: int) -> tuple[int, int]:
    """The sentence or row that holds a place; the place itself where none does."""
    if 0 <= index < len(document.nodes):
        node = document.nodes[index]
        if node.start <= anchor.start and anchor.end <= node.end and node.kind is not NodeKind.MARK:
            return node.start, node.end
    return anchor.start, anchor.end


def _around(document: Document, index: int, start: int, end: int) -> tuple[str, str, bool]:
    """What stands before and after a sentence in its paragraph; of a row of a table the head of the table."""
    node = document.nodes[index] if 0 <= index < len(document.nodes) else None
    above = document.nodes[node.parent] if node and node.parent is not None else None
    if node is None or above is None or not above.start <= start <= end <= above.end:
        return "", "", False
    text = document.text
    if node.kind is NodeKind.ROW:
        head = next(n for n in document.nodes if n.parent == node.parent and n.kind is NodeKind.ROW)
        return ("" if head is node else _first(text[head.start : head.end].strip(), _LONGEST)), "", True
    if above.kind is not NodeKind.PARAGRAPH:
        return "", "", False
    return _last(text[above.start : start], _AROUND).lstrip(), _first(text[end : above.end], _AROUND).rstrip(), False


def _last(words: str, most: int) -> str:
    return words if len(words) <= most else _CUT + words[-most:]


def _first(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most] + _CUT
