"""The record of a quantitative statement; docs/method/statements.md is its definition."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from gangyao.core.document.document import Anchor
from gangyao.core.indicator.indicator import Direction
from gangyao.core.quantity.quantity import Quantity


class Role(StrEnum):
    """Who is bound by the value."""

    TARGET = "target"  # the plan commits its area to it
    ACHIEVED = "achieved"  # reported result or baseline
    STANDARD = "standard"  # limit set by others


class Measure(StrEnum):
    """What kind of number it is."""

    LEVEL = "level"
    ANNUAL_GROWTH = "annual_growth"
    CUMULATIVE = "cumulative"
    SHARE = "share"
    CHANGE = "change"
    COUNT = "count"
    RANK = "rank"


class Tier(StrEnum):
    """How firmly the statement can be measured."""

    CORE = "core"  # number and unit of a measured indicator
    LEVEL = "level"  # no number but checkable: 全覆盖, Ⅲ类, 翻番
    RANK = "rank"  # a position: 全市第一, 前列
    BORDERLINE = "borderline"  # magnitudes in names, unmeasured superlatives, completion words


@frozen
class Statement:
    """One indicator with one value, anchored to its place.

    Attributes:
        id: readable slug, e.g. "森林覆盖率-2025"; unique in its plan.
        indicator: phrase naming what is measured, elided subject restored, e.g. "城镇居民人均可支配收入增速".
        quantity: the value as printed.
        measure: what kind of number it is.
        direction: which way the text says it moves.
        role: target, achieved or standard.
        horizon: "2025", "十四五" or "other".
        scope: narrowest population or area written, e.g. "城镇", else "全区".
        tier: how firmly it can be measured.
        modality: words such as "力争", "争取", "基本"; empty otherwise.
        nature: "约束性" or "预期性" where a table says so; empty otherwise.
        inferred: names of the fields that the text does not write and a rule filled in, e.g. ("horizon",).
        doubts: codes of what is uncertain, e.g. ("subject-far",).
        anchor: where it stands.
        node: index of the sentence or table row in Document.nodes.
    """

    id: str
    indicator: str
    quantity: Quantity
    measure: Measure
    role: Role
    horizon: str
    scope: str
    tier: Tier
    anchor: Anchor
    node: int
    direction: Direction = Direction.NONE
    modality: str = ""
    nature: str = ""
    inferred: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
