"""The record of a named project, facility or programme."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from gangyao.core.document.document import Anchor


@frozen
class Project:
    """A named thing that can be set up, opened or accepted on its own: works, facility, park, platform, line, plan, event.

    Attributes:
        id: readable slug, e.g. "临江污水处理厂"; unique in its plan.
        name: as the plan writes it, e.g. "临江污水处理厂提质改造".
        type: id in vocabulary/project_types.yaml, e.g. "water-works".
        count: how many where the text says so, e.g. 3 of 普惠性幼儿园3所.
        unit: of the count, e.g. "所"; empty without one.
        place: where, as far as its name or clause says, e.g. "老城区"; empty otherwise.
        existing: the plan reports it as there already (a baseline), rather than promising it.
        anchors: every place where it is named, first the one it is read from.
        inferred: names of the fields that a rule filled in.
        doubts: codes of what is uncertain.
    """

    id: str
    name: str
    type: str
    anchors: tuple[Anchor, ...]
    count: Decimal | None = None
    unit: str = ""
    place: str = ""
    existing: bool = False
    inferred: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
