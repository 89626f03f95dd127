"""Files given in the browser: acknowledged ones stay, one piece of work gives one reading, uncertain ones are asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from gangyao.accounts.actor import COMMAND_LINE, Actor, Refused
from gangyao.actions import plans as acts
from gangyao.actions.plans import add_plan
from gangyao.actions.uploads import (
    Answer,
    NotAnAnswer,
    answer_which_plan,
    give_up_upload,
    queue_reading_again,
    queue_upload,
    receive_upload,
)
from gangyao.jobs import kinds
from gangyao.store import jobs, plans, uploads
from gangyao.store.history import verify_history
from gangyao.store.jobs import LostClaim
from gangyao.store.models import Event, Job, JobState, PlanRow, Reading, Upload

pytestmark = pytest.mark.django_db(transaction=True)
_TITLE = "云溪县国民经济和社会发展第十四个五年规划纲要（编造的示例）"
_PLAN = f"{_TITLE}\n第一章 目标\n到2025年，茶园面积达到12万亩以上。\n".encode()
_OTHER = f"{_TITLE}\n第一章 目标\n到2025年，茶园面积达到13万亩以上，新建公路8公里。\n".encode()
_SPECIAL = "云溪县“十四五”茶产业发展规划（编造的示例）\n第一章 目标\n到2025年，茶园面积达到12万亩以上。\n".encode()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.GANGYAO_HOME = tmp_path
    return tmp_path


def _give(data: bytes = _PLAN, name: str = "云溪.txt", plan_id: str | None = None) -> Job:
    incoming = uploads.Incoming()
    incoming.write(data)
    upload = receive_upload(by=COMMAND_LINE, received=incoming.keep(), name=name, digest=False, plan_id=plan_id)
    return queue_upload(by=COMMAND_LINE, upload=upload, digest=False, plan_id=plan_id)


def _work() -> Job:
    claim = jobs.claim("worker", at=timezone.now())
    assert claim is not None
    kinds.do(claim)
    return Job.objects.get(pk=claim.key)


def test_a_received_file_is_on_the_disk_under_its_hash_and_in_the_history(home: Path) -> None:
    _give()
    upload = Upload.objects.get()
    assert (home / "uploads" / upload.sha256).read_bytes() == _PLAN
    event = Event.objects.get()
    assert (event.act, event.detail["sha256"], event.detail["size"]) == ("upload.receive", upload.sha256, len(_PLAN))
    assert "云溪" not in str(event.detail)


def test_a_file_on_its_way_that_is_given_up_leaves_nothing(home: Path) -> None:
    incoming = uploads.Incoming()
    incoming.write(_PLAN)
    incoming.discard()
    assert list((home / "uploads").iterdir()) == []


def test_the_work_makes_the_file_a_plan_and_says_which() -> None:
    _give()
    job = _work()
    assert (job.state, job.outcome["reading"], job.outcome["fresh"]) == (JobState.DONE, 1, True)
    assert plans.read(job.outcome["plan"]).source.name == "云溪.txt"
    verify_history()


def test_a_file_that_cannot_be_read_ends_the_work_with_what_to_do() -> None:
    _give(b"%PDF-1.4 nothing", "云溪.pdf")
    job = _work()
    assert job.state == JobState.FAILED
    assert "云溪.pdf" in job.outcome["message"] and job.outcome["code"]
    assert not PlanRow.objects.exists()


def test_the_same_bytes_twice_at_once_are_one_piece_of_work() -> None:
    assert _give().pk == _give().pk
    assert Job.objects.count() == 1
    assert Upload.objects.count() == 2


def test_bytes_that_are_gone_are_named_as_such(home: Path) -> None:
    _give()
    (home / "uploads" / Upload.objects.get().sha256).unlink()
    assert "找不到" in _work().outcome["message"]


def test_work_begun_again_after_its_reading_was_stored_adds_no_second_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker is killed after the commit: the same commit has ended the job, so nobody begins it again."""
    _give()
    claim = jobs.claim("worker", at=timezone.now())
    assert claim is not None
    kinds.do(claim)
    jobs.begin_silent_again(at=timezone.now(), is_gone=lambda _: True)
    assert jobs.claim("other", at=timezone.now()) is None
    assert Reading.objects.count() == 1


def test_work_that_another_worker_has_begun_again_stores_nothing() -> None:
    _give()
    slow = jobs.claim("slow", at=timezone.now())
    assert slow is not None
    jobs.begin_silent_again(at=timezone.now(), is_gone=lambda _: True)
    quick = jobs.claim("quick", at=timezone.now())
    assert quick is not None
    with pytest.raises(LostClaim):
        kinds.do(slow)
    assert not Reading.objects.exists()
    kinds.do(quick)
    assert Reading.objects.count() == 1


def test_a_plan_changed_by_others_during_a_compile_is_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    compile_ = acts._compile
    compiled: list[str] = []

    def slowly(*given: Any) -> Any:
        result = compile_(*given)
        compiled.append(given[1])
        if len(compiled) == 1:
            monkeypatch.setattr(acts, "_compile", compile_)
            add_plan(by=COMMAND_LINE, data=_OTHER, name="别人.txt")
            monkeypatch.setattr(acts, "_compile", slowly)
        return result

    monkeypatch.setattr(acts, "_compile", slowly)
    _give()
    assert _work().outcome["reading"] == 2
    assert len(compiled) == 2
    assert plans.read(PlanRow.objects.get().plan_id).source.name == "云溪.txt"


def test_where_it_is_unsure_which_plan_a_file_is_the_work_asks_and_goes_on_with_the_answer() -> None:
    first = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    _give(_SPECIAL, "专项.txt")
    job = _work()
    assert (job.state, job.outcome["question"]["unsure"]) == (JobState.ASKING, "kind")
    assert job.outcome["question"]["candidates"] == [first.plan_id]
    answer_which_plan(by=COMMAND_LINE, job_key=job.key, answer=Answer(new_id="yunxi-tea"))
    assert _work().outcome["plan"] == "yunxi-tea"
    assert Event.objects.filter(act="upload.identify").count() == 1


def test_an_answer_can_make_the_file_a_further_reading_of_a_known_plan() -> None:
    first = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    _give(_SPECIAL, "专项.txt")
    answer_which_plan(by=COMMAND_LINE, job_key=_work().key, answer=Answer(plan_id=first.plan_id))
    assert (_work().outcome["plan"], PlanRow.objects.get().current_reading) == (first.plan_id, 2)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(), "请选择"),
        (Answer(plan_id="nowhere-14"), "没有编号"),
        (Answer(new_id="../x"), "字母、数字"),
    ],
)
def test_an_answer_that_names_no_plan_is_not_taken(answer: Answer, said: str) -> None:
    add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    _give(_SPECIAL, "专项.txt")
    job = _work()
    with pytest.raises(NotAnAnswer, match=said):
        answer_which_plan(by=COMMAND_LINE, job_key=job.key, answer=answer)
    assert Job.objects.get(pk=job.key).state == JobState.ASKING


def test_the_id_of_another_plan_is_not_taken_for_a_new_one() -> None:
    first = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    _give(_SPECIAL, "专项.txt")
    with pytest.raises(NotAnAnswer, match="已经用于"):
        answer_which_plan(by=COMMAND_LINE, job_key=_work().key, answer=Answer(new_id=first.plan_id))


def _answer(job: Job, **answer: Any) -> Job:
    answer_which_plan(by=COMMAND_LINE, job_key=job.key, answer=Answer(**answer))
    return _work()


def test_a_plan_named_beforehand_is_not_asked_for_where_the_text_is_its() -> None:
    first = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    _give(_OTHER, "送审稿.txt", plan_id=first.plan_id)
    assert _work().outcome["plan"] == first.plan_id


def test_a_file_that_is_something_else_does_not_take_the_place_of_the_plan_it_was_given_for() -> None:
    first = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    _give("关于中秋放假的通知\n全体人员放假三天。\n".encode(), "通知.txt", plan_id=first.plan_id)
    job = _work()
    assert job.state == JobState.ASKING
    assert job.outcome["question"]["doubt"] == {
        "plan": first.plan_id, "differs": ["area", "period", "kind", "title"], "found": 0, "shown": 1, "gone": 1,
    }  # fmt: skip
    assert plans.read(first.plan_id).reading == 1


def test_a_text_of_the_plan_that_would_lose_more_than_half_of_its_targets_is_asked_for() -> None:
    first = add_plan(by=COMMAND_LINE, data=_OTHER, name="云溪.txt")
    _give(f"{_TITLE}\n第一章 目标\n到2025年，养老床位达到300张以上。\n".encode(), "另一稿.txt")
    question = _work().outcome["question"]
    assert (question["candidates"], question["new"]) == ([first.plan_id], "plan-1")
    assert question["doubt"] == {"plan": first.plan_id, "differs": [], "found": 1, "shown": 2, "gone": 2}


def test_who_says_that_it_is_the_plan_all_the_same_is_asked_no_more_and_the_plan_stays_what_it_is() -> None:
    first = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    _give("第一章 目标\n养老床位达到300张以上。\n".encode(), "片段.txt", plan_id=first.plan_id)
    before = plans.listed()[0]
    job = _answer(_work(), plan_id=first.plan_id)
    assert (job.state, job.outcome["reading"]) == (JobState.DONE, 2)
    after = plans.listed()[0]
    assert (after.title, after.kind, after.area.name, after.period) == (before.title, "outline", "云溪县", (2021, 2025))


def test_who_named_the_plan_when_asked_is_warned_of_what_it_would_lose_alone() -> None:
    first = add_plan(by=COMMAND_LINE, data=_OTHER, name="云溪.txt")
    _give("关于中秋放假的通知\n全体人员放假三天。\n".encode(), "通知.txt")
    job = _answer(_work(), plan_id=first.plan_id)
    assert (job.state, job.outcome["question"]["doubt"]["differs"]) == (JobState.ASKING, [])
    assert job.outcome["question"]["doubt"]["gone"] == 2


def test_a_file_that_was_given_for_the_wrong_plan_can_become_a_plan_of_its_own() -> None:
    first = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    _give(_SPECIAL, "专项.txt", plan_id=first.plan_id)
    job = _work()
    assert _answer(job, new_id=job.outcome["question"]["new"]).outcome["plan"] == "plan-1"
    assert plans.read(first.plan_id).reading == 1


def test_who_gives_up_ends_the_work_and_the_file_is_kept(home: Path) -> None:
    add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    _give(_SPECIAL, "专项.txt")
    job = _work()
    give_up_upload(by=COMMAND_LINE, job_key=job.key)
    job.refresh_from_db()
    assert (job.state, "放弃" in job.outcome["message"]) == (JobState.FAILED, True)
    assert (home / "uploads" / Upload.objects.get().sha256).read_bytes() == _SPECIAL
    assert (Reading.objects.count(), Event.objects.filter(act="upload.give-up").count()) == (1, 1)
    with pytest.raises(NotAnAnswer, match="已经有人回答"):
        give_up_upload(by=COMMAND_LINE, job_key=job.key)
    _give(_SPECIAL, "专项.txt")
    assert _work().state == JobState.ASKING


def test_a_file_of_an_archived_plan_is_not_read_in() -> None:
    add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    PlanRow.objects.update(archived_at=timezone.now())
    _give(_OTHER, "送审稿.txt")
    assert "归档" in _work().outcome["message"]
    assert Reading.objects.count() == 1


def test_a_plan_is_compiled_again_in_the_background_from_any_of_its_texts() -> None:
    added = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    add_plan(by=COMMAND_LINE, data=_OTHER, name="送审稿.txt")
    queue_reading_again(by=COMMAND_LINE, plan_id=added.plan_id, reading=1)
    assert _work().outcome["reading"] == 3
    assert plans.read(added.plan_id).source.name == "云溪.txt"


def test_one_who_may_not_add_plans_can_give_and_ask_for_nothing() -> None:
    nobody = Actor("someone", frozenset())
    added = add_plan(by=COMMAND_LINE, data=_PLAN, name="云溪.txt")
    with pytest.raises(Refused):
        queue_reading_again(by=nobody, plan_id=added.plan_id)
    with pytest.raises(Refused):
        receive_upload(by=nobody, received=uploads.Received("0" * 64, 1), name="x", digest=False)
    assert not Job.objects.exists()


def test_work_of_one_who_has_lost_the_permission_meanwhile_fails_with_words() -> None:
    _give()
    Job.objects.update(actor="00000000-0000-0000-0000-000000000000")
    assert "权限" in _work().outcome["message"]


def test_the_file_that_a_plan_was_read_from_is_known() -> None:
    _give()
    job = _work()
    known = uploads.known_as(Upload.objects.get().sha256, digest=False)
    assert known is not None
    assert (known.plan_id, known.reading, known.current) == (job.outcome["plan"], 1, True)
    assert uploads.known_as(Upload.objects.get().sha256, digest=True) is None
