"""Plans in the database give back the records that went in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from attrs import evolve
from django.db import DatabaseError, connection, transaction

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions.plans import add_plan
from gangyao.actions.review import reject
from gangyao.core.document.document import Hint, NodeKind
from gangyao.core.document.parse import parse_document
from gangyao.ingest.readers import read_file
from gangyao.pipeline import Compilation, compile_document
from gangyao.store import plans, readings
from gangyao.store.models import Reading, StatementRow

pytestmark = pytest.mark.django_db(transaction=True)
_TEXT = (
    "云溪县国民经济和社会发展第十四个五年规划纲要（编造的示例）\n第一章 发展基础\n2020年，茶园面积达到9万亩。\n"
    "第二章 主要目标\n到2025年，茶园面积达到12万亩以上，茶叶产量力争达到3.50万吨，农村公路新建120公里。\n"
)
_AT = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)


def _store(text: str = _TEXT, digest: bool = False) -> Compilation:
    raw = read_file(text.encode(), "云溪.txt", digest=digest)
    compiled = compile_document(parse_document(raw), plan_id="yunxi-14", ids=plans.register_of("yunxi-14"))
    with transaction.atomic():
        plans.add_reading(compiled, raw, {}, compiler="0+test", actor="command-line", at=_AT)
    return compiled


def test_a_plan_comes_back_as_it_was_compiled() -> None:
    compiled = _store()
    stored = plans.read("yunxi-14")
    assert stored.plan == compiled.plan
    assert stored.document == compiled.document
    assert (stored.reading, stored.compiled_at) == (1, _AT)


def test_what_a_file_states_about_its_parts_comes_back_too() -> None:
    hints = (Hint(NodeKind.ITEM, 0, 4, level=2), Hint(NodeKind.BOX, 5, 9, level=9, reach=30))
    raw = evolve(read_file(_TEXT.encode(), "云溪.txt"), hints=hints)
    compiled = compile_document(parse_document(raw), plan_id="yunxi-14")
    with transaction.atomic():
        plans.add_reading(compiled, raw, {}, compiler="0+test", actor="command-line", at=_AT)
    assert readings.source_of("yunxi-14").hints == hints
    assert plans.read("yunxi-14").document == compiled.document


def test_a_second_text_is_a_second_reading_and_the_first_stays() -> None:
    _store()
    compiled = _store(_TEXT.replace("12万亩", "13万亩"))
    assert plans.read("yunxi-14").plan == compiled.plan
    assert [reading.number for reading in Reading.objects.order_by("number")] == [1, 2]


def test_records_keep_their_ids_when_a_number_changes() -> None:
    before = {statement.id for statement in _store().plan.statements}
    after = {statement.id for statement in _store(_TEXT.replace("12万亩", "13万亩")).plan.statements}
    assert before == after


def test_lists_say_whether_the_text_is_a_digest_and_how_much_was_read() -> None:
    compiled = _store(digest=True)
    (summary,) = plans.listed()
    assert summary.digest
    assert (summary.targets, summary.statements) == (len(compiled.plan.targets), len(compiled.plan.statements))


def test_an_unknown_plan_is_named() -> None:
    with pytest.raises(plans.UnknownPlan, match="nowhere-14"):
        plans.read("nowhere-14")


@pytest.mark.parametrize("table", ["store_sourcetext", "store_reading", "store_recordid"])
def test_texts_readings_and_the_register_of_ids_refuse_changes(table: str) -> None:
    _store()
    with pytest.raises(DatabaseError, match="history is only added to"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")


def test_a_span_that_runs_backwards_is_refused() -> None:
    _store()
    row = StatementRow.objects.first()
    assert row is not None
    row.end = row.start
    with pytest.raises(DatabaseError, match=r"(?i)check"), transaction.atomic():
        row.save()


def test_what_is_stored_is_internal_until_somebody_publishes_it() -> None:
    _store()
    assert set(StatementRow.objects.values_list("visibility", flat=True)) == {"internal"}


def test_the_list_of_plans_counts_what_holds_and_asks_once_however_many_there_are(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    data = _TEXT.encode()
    for plan_id in ("yunxi-14", "chaxi-14", "heyi-14"):
        add_plan(by=COMMAND_LINE, data=data, name="云溪.txt", plan_id=plan_id)
    plan = plans.read("chaxi-14").plan
    reject(by=COMMAND_LINE, plan_id="chaxi-14", records=[plan.targets[0].id], reason="不是目标")
    with django_assert_num_queries(1):
        listed = plans.listed()
    counts = {summary.id: (summary.targets, summary.statements) for summary in listed}
    assert list(counts) == ["chaxi-14", "heyi-14", "yunxi-14"]
    assert counts["yunxi-14"] == (len(plan.targets), len(plan.statements))
    assert counts["chaxi-14"] == (len(plan.targets) - 1, len(plan.statements))
