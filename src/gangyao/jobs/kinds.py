"""What each kind of work does, and what is said where it cannot be done."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial

from django.utils import timezone

from gangyao.accounts.actor import COMMAND_LINE, Actor, Refused
from gangyao.accounts.models import User
from gangyao.actions.plans import AddedPlan, NotReadIn, Watch, read_again
from gangyao.actions.uploads import READ_AGAIN, READ_UPLOAD, Answer, WhichPlan, read_upload
from gangyao.core.plan.identity.identity import readable_id
from gangyao.ingest.errors import UnreadableFile
from gangyao.pipeline import bundled_plans
from gangyao.store import jobs, plans
from gangyao.store.jobs import Claim
from gangyao.store.models import Upload
from gangyao.store.plans import UnknownPlan

_LOG = logging.getLogger(__name__)
_NO_MEMORY = "这份文件太大或太复杂，在限定的内存里读不完，没有读入。请删去图片和附件，另存为 docx 或 txt 再打开。"


def do(claim: Claim) -> None:
    """Does one piece of work to its end: done, failed with words, or halted at a question.

    Raises:
        gangyao.store.jobs.LostClaim: another worker has begun it again; nothing was stored.
    """
    try:
        _KINDS[claim.kind](claim)
    except WhichPlan as open_question:
        jobs.ask(claim, _question(open_question), at=timezone.now())
    except UnreadableFile as error:
        jobs.fail(claim, error.message, at=timezone.now(), code=error.code)
    except (NotReadIn, Refused) as error:
        jobs.fail(claim, str(error), at=timezone.now())
    except UnknownPlan as error:
        jobs.fail(claim, f"{error}，没有编译。它可能刚刚归档；请从规划列表重新找", at=timezone.now())
    except MemoryError:
        _LOG.warning("job %s ran out of memory", claim.key)
        jobs.fail(claim, _NO_MEMORY, at=timezone.now(), code="no-memory")


def _read_upload(claim: Claim) -> None:
    given = claim.arguments
    read_upload(
        by=_actor(claim.actor), upload=Upload.objects.get(pk=given["upload"]), digest=given["digest"],
        answer=Answer(
            given.get("plan") or "", given.get("new") or "",
            identified=given.get("identified", False), warned=given.get("warned", False),
        ),
        watch=_watch(claim),
    )  # fmt: skip


def _read_again(claim: Claim) -> None:
    given = claim.arguments
    read_again(by=_actor(claim.actor), plan_id=given["plan"], reading=given["reading"], watch=_watch(claim))


_KINDS: Mapping[str, Callable[[Claim], None]] = {READ_UPLOAD: _read_upload, READ_AGAIN: _read_again}


def _watch(claim: Claim) -> Watch:
    return Watch(say=lambda step: jobs.say(claim, step, at=timezone.now()), finish=partial(_finish, claim))


def _finish(claim: Claim, added: AddedPlan) -> None:
    outcome = {"plan": added.plan_id, "reading": added.reading, "fresh": added.fresh}
    jobs.finish(claim, outcome, at=timezone.now())


def _question(asked: WhichPlan) -> dict[str, object]:
    identity, recognition, doubt = asked.identity, asked.recognition, asked.doubt
    question: dict[str, object] = {
        "unsure": str(recognition.unsure or ""), "candidates": list(recognition.candidates),
        "new": readable_id(identity, plans.known_ids() | {plan.id for plan in bundled_plans()}),
        "title": identity.profile.title, "area": identity.area.name, "period": list(identity.period), "kind": identity.kind,
    }  # fmt: skip
    if doubt:
        question["doubt"] = {
            "plan": doubt.plan_id, "differs": [str(field) for field in doubt.differs],
            "found": doubt.loss.found, "shown": doubt.loss.shown, "gone": doubt.loss.gone,
        }  # fmt: skip
    return question


def _actor(key: str) -> Actor:
    """Who asked for the work, with what they may do today."""
    if key == COMMAND_LINE.key:
        return COMMAND_LINE
    user = User.objects.filter(key=key).first()
    return Actor.of(user, on=timezone.localdate()) if user else Actor(key, frozenset())
