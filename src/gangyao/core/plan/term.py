"""The record of a term that a plan explains, or marks and leaves unexplained."""

from __future__ import annotations

from attrs import frozen

from gangyao.core.document.document import Anchor


@frozen
class Term:
    """A term with a footnote mark, or a named bundle such as 五大工程.

    Attributes:
        id: readable slug, unique among the plan's terms, e.g. "四上企业".
        name: as the plan writes it, without quotation marks.
        mark: footnote number as printed, e.g. "[1]"; empty without one.
        anchors: every place where it is named; first the one that bears the mark.
        body: where its explanation stands; None where the text has none (rule 1: nothing is invented).
        cardinality: how many members the name announces (五大工程: 5); None where it announces none.
        members: names of the members, only where the text gives them.
        member_anchors: where the members stand, in the same order.
        inferred: names of the fields that a rule filled in.
        doubts: codes of what is uncertain: "mark-double", "mark-out-of-order", "unexplained", "members-missing".
    """

    id: str
    name: str
    anchors: tuple[Anchor, ...]
    mark: str = ""
    body: Anchor | None = None
    cardinality: int | None = None
    members: tuple[str, ...] = ()
    member_anchors: tuple[Anchor, ...] = ()
    inferred: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
