"""Who does a promise: confirmed by a person, one lead each, many in one act, taken back, kept at the next compile."""

from __future__ import annotations

import pytest

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions import review
from gangyao.actions.deciding import DoesNotFit
from gangyao.actions.duties import Duty, assign
from gangyao.actions.plans import add_plan, read_again
from gangyao.store import plans

pytestmark = pytest.mark.django_db

_TEXT = """云溪县国民经济和社会发展第十五个五年规划纲要
第一章 乡村建设
新建三座乡镇水厂，推进河道生态修复。
第二章 公共服务
建设县级图书馆新馆，支持社区开办食堂。
"""


@pytest.fixture
def plan_id() -> str:
    return add_plan(by=COMMAND_LINE, data=_TEXT.encode(), name="云溪.txt").plan_id


def _first(plan_id: str) -> str:
    return plans.read(plan_id).plan.commitments[0].id


def _duty(plan_id: str, id_: str) -> tuple[str, tuple[str, ...]]:
    record = plans.read(plan_id).holding[id_]
    return record.lead, record.cooperating


def test_nothing_is_decided_until_a_person_says_so(plan_id: str) -> None:
    assert {(one.lead, one.cooperating) for one in plans.read(plan_id).plan.commitments} == {("", ())}


def test_many_are_assigned_in_one_act_and_taken_back_in_one(plan_id: str) -> None:
    ids = [one.id for one in plans.read(plan_id).plan.commitments]
    batch = assign(by=COMMAND_LINE, plan_id=plan_id, duties=dict.fromkeys(ids, Duty("水务局", ("财政局",))))
    assert {_duty(plan_id, id_) for id_ in ids} == {("水务局", ("财政局",))}
    review.undo(by=COMMAND_LINE, plan_id=plan_id, batch=batch)
    assert {_duty(plan_id, id_) for id_ in ids} == {("", ())}


def test_a_later_act_goes_on_top_of_an_earlier_one_and_a_further_compile_keeps_it(plan_id: str) -> None:
    id_ = _first(plan_id)
    assign(by=COMMAND_LINE, plan_id=plan_id, duties={id_: Duty("水务局")})
    assign(by=COMMAND_LINE, plan_id=plan_id, duties={id_: Duty("住建局", ("水务局", "住建局"))})
    read_again(by=COMMAND_LINE, plan_id=plan_id)
    assert _duty(plan_id, id_) == ("住建局", ("水务局",))


@pytest.mark.parametrize("lead", ["水务局、财政局", "水务局,财政局", "局" * 61])
def test_a_promise_has_one_lead(plan_id: str, lead: str) -> None:
    with pytest.raises(DoesNotFit, match="只有一个牵头单位"):
        assign(by=COMMAND_LINE, plan_id=plan_id, duties={_first(plan_id): Duty(lead)})


def test_what_changes_nothing_is_said_to(plan_id: str) -> None:
    assign(by=COMMAND_LINE, plan_id=plan_id, duties={_first(plan_id): Duty("水务局")})
    with pytest.raises(DoesNotFit, match="没有要保存的内容"):
        assign(by=COMMAND_LINE, plan_id=plan_id, duties={_first(plan_id): Duty("水务局")})


def test_who_does_it_is_no_correction_of_what_was_read(plan_id: str) -> None:
    id_ = _first(plan_id)
    review.accept(by=COMMAND_LINE, plan_id=plan_id, records=[id_])
    assign(by=COMMAND_LINE, plan_id=plan_id, duties={id_: Duty("水务局")})
    assert not plans.read(plan_id).unapplied
    with pytest.raises(DoesNotFit, match="分工"):
        review.correct(by=COMMAND_LINE, plan_id=plan_id, record=id_, changes={"lead": "财政局"}, reason="")


def test_only_promises_are_assigned() -> None:
    text = "云溪县国民经济和社会发展第十五个五年规划纲要\n第一章 主要目标\n到2030年，茶园面积达到3万亩。\n"
    plan_id = add_plan(by=COMMAND_LINE, data=text.encode(), name="云溪.txt").plan_id
    with pytest.raises(DoesNotFit, match="不是任务"):
        assign(by=COMMAND_LINE, plan_id=plan_id, duties={plans.read(plan_id).plan.targets[0].id: Duty("统计局")})
