"""Records of a target and of the plan that holds it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from attrs import frozen

from gangyao.core.document.document import Anchor, Source
from gangyao.core.indicator.indicator import Direction
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.entity import Entity
from gangyao.core.plan.project import Project
from gangyao.core.plan.statement import Measure, Statement
from gangyao.core.plan.term import Term
from gangyao.core.quantity.quantity import Quantity


class Nature(StrEnum):
    """Legal weight of a target: 约束性 or 预期性, where the plan says so."""

    BINDING = "binding"
    ANTICIPATORY = "anticipatory"


@frozen
class Baseline:
    """The value a target starts from.

    Attributes:
        quantity: as printed, e.g. 83.2 %.
        horizon: the year or period it is reported for, e.g. "2020".
        statement: id of the statement it is taken from.
    """

    quantity: Quantity
    horizon: str
    statement: str


@frozen
class Target:
    """Statements about one and the same commitment, seen as one.

    Attributes:
        id: readable slug name-areacode-horizon, e.g. "森林覆盖率-510302-2025".
        name: name of the indicator as the plan mostly writes it.
        indicator: id in the vocabulary, or None where the vocabulary has no such indicator.
        area: code of the plan's area, e.g. "510302"; empty where unknown.
        scope: narrowest population or area written.
        horizon: "2025", "十四五" or "other".
        measure: what kind of number it is.
        quantity: the committed value (of a two-step target the lower step).
        stretch: the further step of 增长10%,力争11.5%, else None.
        relation: what the value is compared with where it is relative (高于全市平均水平), else empty.
        direction: which way is better or written.
        nature: binding or anticipatory where the plan or box says so, else None.
        field: subject field 类别 from the vocabulary or the box; empty where unknown.
        baseline: where it starts from, else None.
        statements: ids of the statements it rests on, first the one it is read from.
        anchors: their places.
        inferred: names of fields a rule filled in.
        doubts: codes of what is uncertain.
    """

    id: str
    name: str
    indicator: str | None
    area: str
    scope: str
    horizon: str
    measure: Measure
    quantity: Quantity
    direction: Direction
    statements: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    stretch: Quantity | None = None
    relation: str = ""
    nature: Nature | None = None
    field: str = ""
    baseline: Baseline | None = None
    inferred: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


Item = Commitment | Project | Entity | Term
Record = Statement | Target | Item
Found = Statement | Item  # what a compiler reads from a text; targets are built from statements


def places_of(item: Item) -> tuple[Anchor, ...]:
    """Where an item stands, first the place that it was read from."""
    if isinstance(item, Commitment):
        return (item.anchor,)
    if isinstance(item, Term):
        return (*item.anchors, *((item.body,) if item.body else ()), *item.member_anchors)
    return item.anchors


def sort_items(items: Iterable[Item]) -> dict[str, Any]:
    """Items as the fields of a plan that hold them, each in the order given."""
    some = tuple(items)
    return {
        "commitments": tuple(item for item in some if isinstance(item, Commitment)),
        "projects": tuple(item for item in some if isinstance(item, Project)),
        "entities": tuple(item for item in some if isinstance(item, Entity)),
        "terms": tuple(item for item in some if isinstance(item, Term)),
    }


@frozen
class Area:
    """A territory.

    Attributes:
        code: GB/T 2260 code, e.g. "510302"; empty where unknown.
        name: e.g. "自贡市自流井区".
    """

    code: str
    name: str


@frozen
class OutlineEntry:
    """A heading of the plan with its place, as bundles and pages need it.

    Attributes:
        kind: "part", "chapter", "section", "item", "lead" or "box".
        level: depth, 1 for the outermost.
        label: e.g. "第三章".
        title: e.g. "主要目标".
        anchor: where the heading stands.
        end: one past the last character of what it heads.
    """

    kind: str
    level: int
    label: str
    title: str
    anchor: Anchor
    end: int


@frozen
class Plan:
    """A plan compiled from its text.

    Attributes:
        id: ASCII, `<area code>-<period>` by default, e.g. "ziliujing-14".
        title: as printed on the document.
        kind: "outline" 规划纲要, "special" 专项规划, "report" 政府工作报告 or "other".
        area: whose plan it is.
        period: first and last year, e.g. (2021, 2025).
        sources: the texts it was compiled from; the first is the one shown.
        outline: headings in order.
        statements: in order of place.
        targets: in order of first place.
        commitments: promises, in order of place.
        projects: in order of first place.
        entities: bodies, places and higher plans, in order of first place.
        terms: in order of first place.
    """

    id: str
    title: str
    kind: str
    area: Area
    period: tuple[int, int]
    sources: tuple[Source, ...]
    outline: tuple[OutlineEntry, ...] = ()
    statements: tuple[Statement, ...] = ()
    targets: tuple[Target, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    projects: tuple[Project, ...] = ()
    entities: tuple[Entity, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Its records that are no quantities."""
        return (*self.commitments, *self.projects, *self.entities, *self.terms)

    @property
    def records(self) -> tuple[Record, ...]:
        """All of them."""
        return (*self.statements, *self.targets, *self.items)
