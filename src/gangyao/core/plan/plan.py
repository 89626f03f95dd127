"""Records of a target and of the plan that holds it."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from gangyao.core.document.document import Anchor, Source
from gangyao.core.indicator.indicator import Direction
from gangyao.core.plan.statement import Measure, Statement
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
