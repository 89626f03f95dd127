"""The queue: one worker at a time has a piece of work, and silence gives it to the next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from gangyao.store import jobs
from gangyao.store.jobs import ATTEMPTS, SILENT, Claim, LostClaim
from gangyao.store.models import Job, JobState

pytestmark = pytest.mark.django_db
_NOW = timezone.now()


def _claimed(worker: str = "one") -> Claim:
    jobs.queue("read-upload", {"upload": "x"}, actor="someone", at=_NOW)
    claim = jobs.claim(worker, at=_NOW)
    assert claim is not None
    return claim


def _row() -> Job:
    return Job.objects.get()


def test_the_oldest_work_is_taken_first_and_once() -> None:
    older = jobs.queue("read-upload", {"upload": "a"}, actor="someone", at=_NOW - timedelta(minutes=1))
    newer = jobs.queue("read-upload", {"upload": "b"}, actor="someone", at=_NOW)
    taken = [jobs.claim(worker, at=_NOW) for worker in ("one", "two", "three")]
    assert [claim and claim.key for claim in taken] == [older.key, newer.key, None]


def test_done_work_says_what_it_gave() -> None:
    claim = _claimed()
    jobs.say(claim, "正在编译", at=_NOW)
    assert (_row().state, _row().step) == (JobState.RUNNING, "正在编译")
    jobs.finish(claim, {"plan": "510302-14"}, at=_NOW)
    assert (_row().state, _row().outcome, _row().finished_at) == (JobState.DONE, {"plan": "510302-14"}, _NOW)


def test_a_silent_worker_loses_its_work_and_can_store_nothing_more() -> None:
    lost = _claimed()
    jobs.begin_silent_again(at=_NOW + SILENT / 2, is_gone=lambda _: False)
    assert _row().state == JobState.RUNNING
    jobs.begin_silent_again(at=_NOW + 2 * SILENT, is_gone=lambda _: False)
    second = jobs.claim("two", at=_NOW + 2 * SILENT)
    assert second is not None and second.attempt == 2
    for act in (jobs.finish, jobs.ask):
        with pytest.raises(LostClaim):
            act(lost, {}, at=_NOW)
    jobs.finish(second, {"plan": "510302-14"}, at=_NOW)


def test_a_worker_known_to_be_gone_is_not_waited_for() -> None:
    _claimed("gone")
    jobs.begin_silent_again(at=_NOW, is_gone=lambda name: name == "gone")
    assert _row().state == JobState.WAITING


def test_work_that_breaks_off_is_begun_three_times_and_then_fails_with_words() -> None:
    jobs.queue("read-upload", {}, actor="someone", at=_NOW)
    for _ in range(ATTEMPTS):
        claim = jobs.claim("one", at=_NOW)
        assert claim is not None
        jobs.begin_again(claim, at=_NOW)
    assert jobs.claim("one", at=_NOW) is None
    assert _row().state == JobState.FAILED
    assert "没有丢失" in _row().outcome["message"]


def test_work_given_back_does_not_count_as_an_attempt() -> None:
    jobs.give_back(_claimed())
    assert (_row().state, _row().attempts) == (JobState.WAITING, 0)


def test_a_question_halts_the_work_without_ending_it() -> None:
    jobs.ask(_claimed(), {"unsure": "area"}, at=_NOW)
    assert (_row().state, _row().finished_at) == (JobState.ASKING, None)
    assert jobs.claim("two", at=_NOW) is None
