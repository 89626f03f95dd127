"""What differs between two readings of a plan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from gangyao.core.document.document import Anchor
from gangyao.core.indicator.indicator import Direction
from gangyao.core.plan.changes import compare
from gangyao.core.plan.plan import Baseline, Target
from gangyao.core.plan.statement import Measure, Role, Statement, Tier
from gangyao.core.quantity.quantity import Quantity

_TEA = Statement(
    id="茶园面积-2025", indicator="茶园面积", quantity=Quantity(Decimal(12), unit="万亩"), measure=Measure.LEVEL,
    role=Role.TARGET, horizon="2025", scope="全区", tier=Tier.CORE, anchor=Anchor("a" * 16, 3, 9), node=1,
)  # fmt: skip
_ROAD = evolve(_TEA, id="公路-2025", indicator="公路")
_BASE = Baseline(Quantity(Decimal(10), unit="万亩"), "2020", "茶园面积-2020")
_TARGET = Target(
    id="茶园面积-510302-2025", name="茶园面积", indicator=None, area="510302", scope="全区", horizon="2025",
    measure=Measure.LEVEL, quantity=_TEA.quantity, direction=Direction.UP, statements=("茶园面积-2025",),
    anchors=(_TEA.anchor,), baseline=_BASE,
)  # fmt: skip


def test_records_are_compared_by_their_ids() -> None:
    changes = compare([_TEA], [_ROAD])
    assert (changes.new, changes.changed, changes.vanished) == ((_ROAD,), (), (_TEA,))


def test_another_place_in_another_text_is_no_difference() -> None:
    assert not compare([_TEA], [evolve(_TEA, anchor=Anchor("b" * 16, 90, 96), node=7)])


@pytest.mark.parametrize(
    ("field", "after"),
    [
        ("quantity.value", evolve(_TEA, quantity=Quantity(Decimal(13), unit="万亩"))),
        ("horizon", evolve(_TEA, horizon="十四五")),
        ("doubts", evolve(_TEA, doubts=("subject-far",))),
    ],
)
def test_what_a_record_says_otherwise_is_named_by_its_field(field: str, after: Statement) -> None:
    (changed,) = compare([_TEA], [after]).changed
    assert (changed.before, changed.after, changed.fields) == (_TEA, after, (field,))


def test_a_baseline_differs_by_its_value_and_not_by_where_it_is_taken_from() -> None:
    elsewhere = evolve(_TARGET, baseline=evolve(_BASE, statement="茶园面积-2020-2"))
    assert not compare([_TARGET], [elsewhere])
    (changed,) = compare([_TARGET], [evolve(_TARGET, baseline=None)]).changed
    assert changed.fields == ("baseline",)
