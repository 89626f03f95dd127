"""The queue: work that waits, who runs it, and how far it is.

One row is one piece of work. A worker claims it, says that it is alive, and ends it; a claim names the worker and the
attempt, and only the claim that holds may end the work (docs/decisions/0020-work-in-the-background.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from attrs import frozen
from django.db import transaction
from django.db.models import QuerySet

from gangyao.store.models import Job, JobState

SILENT = timedelta(seconds=30)  # a worker gives a sign each second
ATTEMPTS = 3
_GIVEN_UP = (
    f"程序试了 {ATTEMPTS} 次都中断了，多半是这台机器的内存不够，或者文件过于复杂。已收到的文件没有丢失，原有的规划没有改动。"
    "请系统管理人员查看服务日志；也可以把文件另存为 txt 再打开。"
)


class LostClaim(Exception):
    """The work was begun again by another worker, or has ended: what this one did must not be stored."""


@frozen
class Claim:
    """The right to do one piece of work.

    Attributes:
        key: of the job.
        kind: which work.
        arguments: what it works on.
        actor: key of who asked for it.
        worker: name of the worker that holds the claim.
        attempt: 1 for the first run.
    """

    key: UUID
    kind: str
    arguments: Mapping[str, Any]
    actor: str
    worker: str
    attempt: int

    def held(self) -> QuerySet[Job]:
        """The row while the claim holds, else nothing."""
        return Job.objects.filter(pk=self.key, state=JobState.RUNNING, worker=self.worker, attempts=self.attempt)


def queue(kind: str, arguments: Mapping[str, Any], *, actor: str, at: datetime) -> Job:
    """Adds work; runs in the transaction of the act that asks for it."""
    return Job.objects.create(kind=kind, arguments=dict(arguments), actor=actor, created_at=at)


def claim(worker: str, *, at: datetime) -> Claim | None:
    """Takes the oldest work that waits; two workers never take the same."""
    waiting = Job.objects.filter(state=JobState.WAITING)
    if not waiting.exists():  # asked without a lock, since it is asked all day
        return None
    with transaction.atomic():
        job = waiting.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.state, job.worker, job.attempts, job.alive_at = JobState.RUNNING, worker, job.attempts + 1, at
        job.save(update_fields=["state", "worker", "attempts", "alive_at"])
    return Claim(job.key, job.kind, job.arguments, job.actor, worker, job.attempts)


def say(held: Claim, step: str, *, at: datetime) -> None:
    """Writes down what is being done; raises LostClaim."""
    _change(held, step=step, alive_at=at)


def give_sign(held: Claim, *, at: datetime) -> None:
    """Says that the worker is alive; raises LostClaim."""
    _change(held, alive_at=at)


def finish(held: Claim, outcome: Mapping[str, Any], *, at: datetime) -> None:
    """Ends the work as done, in the transaction that stores what it gave; raises LostClaim, and nothing is stored."""
    _change(held, state=JobState.DONE, step="", outcome=dict(outcome), finished_at=at)


def fail(held: Claim, message: str, *, at: datetime, code: str = "") -> None:
    """Ends the work with the words that say why not; raises LostClaim."""
    outcome = {"message": message, "code": code}
    _change(held, state=JobState.FAILED, outcome=outcome, finished_at=at)


def ask(held: Claim, question: Mapping[str, Any], *, at: datetime) -> None:
    """Halts the work until a person has answered; raises LostClaim."""
    _change(held, state=JobState.ASKING, step="", outcome={"question": dict(question)}, alive_at=at)


def give_back(held: Claim) -> None:
    """Lets another worker begin the work, without counting this attempt: the worker is told to stop."""
    held.held().update(state=JobState.WAITING, attempts=held.attempt - 1, step="")


def begin_again(held: Claim, *, at: datetime) -> None:
    """Puts work whose run broke off back into the queue, or ends it after too many attempts."""
    _begin_again(held.held(), held.attempt, at)


def begin_silent_again(*, at: datetime, is_gone: Callable[[str], bool]) -> None:
    """Puts work back into the queue whose worker has been silent too long, or is known to be gone.

    Args:
        at: now.
        is_gone: whether a worker of this name is known to have ended.
    """
    for key, worker, attempt, alive_at in Job.objects.filter(state=JobState.RUNNING).values_list(
        "key", "worker", "attempts", "alive_at"
    ):
        if alive_at < at - SILENT or is_gone(worker):
            held = Job.objects.filter(pk=key, state=JobState.RUNNING, worker=worker, attempts=attempt)
            _begin_again(held, attempt, at)


def _begin_again(held: QuerySet[Job], attempt: int, at: datetime) -> None:
    if attempt < ATTEMPTS:
        held.update(state=JobState.WAITING, step="")
    else:
        held.update(state=JobState.FAILED, outcome={"message": _GIVEN_UP, "code": "given-up"}, finished_at=at)


def _change(held: Claim, **facts: Any) -> None:
    if not held.held().update(**facts):
        raise LostClaim(f"job {held.key}, attempt {held.attempt}")
