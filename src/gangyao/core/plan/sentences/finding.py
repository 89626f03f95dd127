"""A statement before it has an id and a place in the source."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from gangyao.core.plan.sentences.context import Context
from gangyao.core.plan.statement import Measure, Tier
from gangyao.core.quantity.quantity import Comparator


@frozen
class Finding:
    """What was read at one place of the folded text.

    Attributes:
        name: phrase naming what is measured.
        start: folded position.
        end: folded position.
        node: index of the sentence.
        measure, context, tier: what kind, when and for whom.
        value, value_high, unit, comparator, words: as in Quantity.
        falls, rises: which way the text says it moves.
        modality: words such as "力争"; empty otherwise.
        scope: narrowest population or area written, else empty.
        nature: "约束性" or "预期性" where a table says so, else empty.
        inferred: names of fields a rule filled in.
        doubts: codes of what is uncertain (gangyao.core.plan.doubt).
        value_at: folded span of the value or level itself; None in tables.
    """

    name: str
    start: int
    end: int
    node: int
    measure: Measure
    context: Context
    tier: Tier = Tier.CORE
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = Comparator.EQUAL
    words: str | None = None
    falls: bool = False
    rises: bool = False
    modality: str = ""
    scope: str = ""
    nature: str = ""
    inferred: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    value_at: tuple[int, int] | None = None
