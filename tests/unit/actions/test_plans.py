"""Adding plans: who may, which plan a file belongs to, and what the history says."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from gangyao.accounts.actor import COMMAND_LINE, Actor, Refused
from gangyao.actions import plans as actions
from gangyao.actions import review
from gangyao.actions.plans import add_plan, read_again
from gangyao.actions.start import prepare_plans
from gangyao.ingest.errors import UnreadableFile
from gangyao.pipeline import Compilation
from gangyao.store import plans
from gangyao.store.history import verify_history
from gangyao.store.models import Event, PlanRow

pytestmark = pytest.mark.django_db(transaction=True)
_TITLE = "云溪县国民经济和社会发展第十四个五年规划纲要（编造的示例）"
_PLAN = f"{_TITLE}\n第一章 目标\n到2025年，茶园面积达到12万亩以上。\n".encode()
_OTHER_TEXT = f"{_TITLE}\n第一章 目标\n（征求意见稿）\n到2025年，茶园面积达到12万亩以上，新建公路8公里。\n".encode()
_NEXT_PERIOD = _PLAN.replace("十四".encode(), "十五".encode()).replace(b"2025", b"2030")


def test_a_file_becomes_a_plan_with_an_entry_in_the_history() -> None:
    added = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    assert added.fresh
    assert plans.read(added.plan_id).plan.targets
    event = Event.objects.get()
    assert (event.act, event.actor, event.subject) == ("plan.read", "command-line", f"plan:{added.plan_id}")
    assert event.detail["targets"] == 1
    verify_history()


def test_the_same_file_twice_changes_nothing() -> None:
    first = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    second = add_plan(by=COMMAND_LINE, data=_PLAN, name="改了名.txt")
    assert (second.plan_id, second.reading, second.fresh) == (first.plan_id, 1, False)
    assert Event.objects.count() == 1


def test_another_text_of_the_same_area_period_and_kind_is_another_reading_of_the_plan() -> None:
    first = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    second = add_plan(by=COMMAND_LINE, data=_OTHER_TEXT, name="送审稿.txt")
    assert (second.plan_id, second.reading) == (first.plan_id, 2)


def test_the_next_period_is_another_plan() -> None:
    first = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    second = add_plan(by=COMMAND_LINE, data=_NEXT_PERIOD, name="云溪十五五.txt")
    assert second.plan_id != first.plan_id


def test_one_who_may_not_add_plans_is_told_whom_to_ask() -> None:
    with pytest.raises(Refused, match="导入规划"):
        add_plan(by=Actor("someone", frozenset()), data=_PLAN, name="云溪.txt")
    assert not PlanRow.objects.exists()


def test_a_file_that_cannot_be_read_stores_nothing() -> None:
    with pytest.raises(UnreadableFile, match="空的"):
        add_plan(by=COMMAND_LINE, data=b"", name="云溪.txt")
    assert not PlanRow.objects.exists()
    assert not Event.objects.exists()


def test_reading_again_keeps_the_ids() -> None:
    added = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    before = [target.id for target in plans.read(added.plan_id).plan.targets]
    again = read_again(by=COMMAND_LINE, plan_id=added.plan_id)
    assert again.reading == 2
    assert [target.id for target in plans.read(added.plan_id).plan.targets] == before


def test_a_plan_that_others_change_during_every_compile_is_compiled_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan_id = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt").plan_id
    record = plans.read(plan_id).plan.statements[0].id
    kept_out = []

    def compile_beside_a_reviewer(*given: Any) -> Compilation:
        kept_out.append(connection.in_atomic_block)
        if not kept_out[-1]:
            changes = {"quantity.value": str(len(kept_out))}
            review.correct(by=COMMAND_LINE, plan_id=plan_id, record=record, changes=changes, reason="")
        return compile_once(*given)

    compile_once = actions._compile
    monkeypatch.setattr(actions, "_compile", compile_beside_a_reviewer)
    assert read_again(by=COMMAND_LINE, plan_id=plan_id).reading == 2
    assert (kept_out[0], kept_out[-1]) == (False, True)
    assert str(plans.read(plan_id).plan.statements[0].quantity.value) == str(len(kept_out) - 1)


def test_the_bundled_plan_is_there_after_the_first_start_and_read_once() -> None:
    first = list(prepare_plans(by=COMMAND_LINE))
    assert [added.plan_id for added in first] == ["ziliujing-14"]
    assert plans.read("ziliujing-14").source.digest
    assert not any(added.fresh for added in prepare_plans(by=COMMAND_LINE))


def test_a_plan_read_by_an_older_compiler_is_read_again_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gangyao.actions.plans.compiler_state", lambda: "0.0.1+older")
    added = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    monkeypatch.undo()
    done = [done for done in prepare_plans(by=COMMAND_LINE) if done.plan_id == added.plan_id]
    assert [(one.reading, one.fresh) for one in done] == [(2, True)]


def test_an_official_text_is_never_replaced_by_the_bundled_digest() -> None:
    list(prepare_plans(by=COMMAND_LINE))
    area = plans.read("ziliujing-14").plan.area.name
    official = f"{area}国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要\n第一章 目标\n到2025年，茶园面积达到12万亩。\n"
    added = add_plan(by=COMMAND_LINE, data=official.encode(), name="纲要.txt")
    assert added.plan_id == "ziliujing-14"
    list(prepare_plans(by=COMMAND_LINE))
    assert not plans.read("ziliujing-14").source.digest


def test_a_file_name_that_is_no_utf8_is_read_as_gbk() -> None:
    name = "云溪\n规划.txt".encode("gbk").decode("utf-8", "surrogateescape")
    added = add_plan(by=COMMAND_LINE, data=_PLAN, name="文件夹/" + name)
    assert plans.read(added.plan_id).source.name == "云溪规划.txt"


def test_a_bundled_plan_that_was_archived_is_not_brought_back() -> None:
    list(prepare_plans(by=COMMAND_LINE))
    PlanRow.objects.update(archived_at=timezone.now())
    assert list(prepare_plans(by=COMMAND_LINE)) == []
