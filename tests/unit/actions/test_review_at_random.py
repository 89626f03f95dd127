"""Whatever people decide in whatever order: each decision holds or is listed, and a compile gives what is stored."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from uuid import UUID

import pytest

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions import review
from gangyao.actions.deciding import DoesNotFit
from gangyao.actions.plans import add_plan
from gangyao.core.plan.plan import Target
from gangyao.pipeline import compile_document
from gangyao.store import corrections, plans
from gangyao.store.models import RecordId

pytestmark = pytest.mark.django_db
_PLAN = "yunxi-14"
_TEXT = (
    "云溪县国民经济和社会发展第十四个五年规划纲要\n第二章 总体要求\n第一节 主要目标\n"
    "到2025年，森林覆盖率达到46.5%，标准茶园面积达到3.4万亩，绿茶种植面积达到2.8万亩，红茶种植面积达到1.8万亩。\n"
    "第二节 农业\n到2025年，标准茶园面积达到3.4万亩，森林覆盖率达到46.5%，茶园机耕道若干条，茶叶加工厂数座。\n"
    "2020年，森林覆盖率达到43%。\n"
)
_OTHER_TEXT = _TEXT.replace("1.8万亩", "1.9万亩").replace("若干条", "12条")
_MISSED = ("茶园机耕道若干条", "茶叶加工厂数座")
_STEPS = 15


class _Person:
    """Decides at random about one plan."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.batches: list[UUID] = []

    def act(self) -> None:
        stored = plans.read(_PLAN)
        targets = list(stored.plan.targets)
        anything = self.random.choice([*stored.plan.statements, *targets])
        one, other = self.random.choice(targets), self.random.choice(targets)
        here = {"by": COMMAND_LINE, "plan_id": _PLAN}
        ways: list[Callable[[], UUID | None]] = [
            lambda: review.accept(**here, records=[anything.id]),
            lambda: review.correct(**here, record=anything.id, changes=self._changes(anything), reason=""),
            lambda: review.reject(**here, records=[anything.id], reason="重复"),
            lambda: review.merge(**here, target=one.id, into=other.id, reason=""),
            lambda: review.split(**here, target=one.id, statement=one.statements[-1], reason=""),
            lambda: self._add(here),
            lambda: review.undo(**here, batch=self.random.choice(self.batches or [UUID(int=0)])),
            lambda: self._open_a_text(),
        ]
        batch = self.random.choice(ways)()
        if batch:
            self.batches.append(batch)

    def _changes(self, record: object) -> dict[str, str]:
        name = "name" if isinstance(record, Target) else "indicator"
        return self.random.choice([{"horizon": "2030"}, {"quantity.value": "3.4"}, {name: "标准茶园面积"}])

    def _add(self, here: dict[str, object]) -> UUID:
        start = _TEXT.index(words := self.random.choice(_MISSED))
        fields = {"indicator": "标准茶园面积", "quantity.value": "12", "horizon": self.random.choice(["2025", "2030"])}
        return review.add_statement(**here, start=start, end=start + len(words), fields=fields, reason="")

    def _open_a_text(self) -> None:
        text = self.random.choice([_TEXT, _OTHER_TEXT])
        add_plan(by=COMMAND_LINE, data=text.encode(), name="云溪县.txt", plan_id=_PLAN)


@pytest.mark.parametrize("seed", range(6))
def test_every_decision_holds_or_is_listed_and_a_compile_gives_what_is_stored(seed: int) -> None:
    add_plan(by=COMMAND_LINE, data=_TEXT.encode(), name="云溪县.txt", plan_id=_PLAN)
    person = _Person(seed)
    for _ in range(_STEPS):
        try:
            person.act()
        except DoesNotFit:
            continue
        stored, held = plans.read(_PLAN), tuple(corrections.holding(_PLAN).values())
        shown = [one for some in stored.decisions.values() for one in some]
        assert sorted(map(repr, [*shown, *stored.unapplied])) == sorted(map(repr, held))
        known = plans.register_of(_PLAN)
        again = compile_document(stored.document, plan_id=_PLAN, ids=known, corrections=held)
        assert (again.plan.statements, again.plan.targets) == (stored.plan.statements, stored.plan.targets)
        assert again.revision.unapplied == stored.unapplied
        registered = set(RecordId.objects.filter(plan_id=_PLAN).values_list("record_id", flat=True))
        assert registered >= {record.id for record in (*stored.plan.statements, *stored.plan.targets)}
