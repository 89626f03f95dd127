"""Rows of a reading after decisions of people: those that differ are written, and they say what a new reading would."""

from __future__ import annotations

from typing import Any

import pytest

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions import review
from gangyao.actions.plans import add_plan
from gangyao.core.plan.identifier import IdRegister
from gangyao.core.plan.revision import revise
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.store import corrections, plans, rows
from gangyao.store.models import Reading, StatementRow, TargetRow

pytestmark = pytest.mark.django_db
_HERE: dict[str, Any] = {"by": COMMAND_LINE, "plan_id": "yunxi-14"}
_TEXT = (
    "云溪县国民经济和社会发展第十四个五年规划纲要\n第二章 总体要求\n第一节 主要目标\n"
    "到2025年，森林覆盖率达到46.5%，标准茶园面积达到3.4万亩，绿茶种植面积达到2.8万亩，红茶种植面积达到1.8万亩。\n"
)


@pytest.fixture(autouse=True)
def plan() -> None:
    add_plan(data=_TEXT.encode(), name="云溪县.txt", **_HERE)


def _columns(row: StatementRow | TargetRow) -> dict[str, Any]:
    names = [one.attname for one in row._meta.concrete_fields if one.name != "id"]
    return {name: getattr(row, name) for name in names}


def _as_a_new_reading_would_store() -> list[dict[str, Any]]:
    stored, held = plans.read("yunxi-14"), corrections.holding("yunxi-14")
    lexicon = load_vocabulary().lexicon
    register = IdRegister(plans.register_of("yunxi-14"), canonical=lexicon.key)
    revision = revise(
        stored.read, tuple(held.values()), document=stored.document, lexicon=lexicon, area=stored.plan.area,
        register=register,
    )  # fmt: skip
    made = rows.rows_of(Reading.objects.get(), stored.read, revision, held)
    return [_columns(row) for row in (*made.statements, *made.targets)]


def test_after_every_kind_of_decision_the_rows_are_those_of_a_new_reading() -> None:
    first, second, third, fourth = plans.read("yunxi-14").plan.targets
    batches = [
        review.accept(records=[first.id], **_HERE),
        review.correct(record=second.statements[0], changes={"quantity.value": "3.5"}, reason="", **_HERE),
        review.reject(records=[third.id, first.statements[0]], reason="重复", **_HERE),
        review.merge(target=fourth.id, into=second.id, reason="", **_HERE),
    ]
    for batch in (None, *batches):
        if batch:
            review.undo(batch=batch, **_HERE)
        stored = [*StatementRow.objects.order_by("position"), *TargetRow.objects.order_by("position")]
        assert [_columns(row) for row in stored] == _as_a_new_reading_would_store()


def test_a_decision_writes_the_row_of_its_record_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    store = rows._store

    def watch(table: Any, *, gone: list[int], fresh: list[Any], changed: list[Any]) -> None:
        written.extend([*map(str, gone), *(row.record_id for row in (*fresh, *changed))])
        store(table, gone=gone, fresh=fresh, changed=changed)

    monkeypatch.setattr(rows, "_store", watch)
    statement = plans.read("yunxi-14").plan.statements[2].id
    review.accept(records=[statement], **_HERE)
    assert written == [statement]


def test_records_that_no_decision_touched_are_not_built_again() -> None:
    before = plans.read("yunxi-14")
    review.correct(record=before.plan.statements[2].id, changes={"quantity.value": "2.9"}, reason="", **_HERE)
    after = plans.read("yunxi-14")
    same = [one is other for one, other in zip(before.plan.statements, after.plan.statements, strict=True)]
    assert same == [True, True, False, True]
    plans.forget()
    assert plans.read("yunxi-14") == after
