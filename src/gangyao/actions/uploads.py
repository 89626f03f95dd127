"""Acts on files that people gave in the browser: receiving one, reading it as a plan, saying which plan it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from attrs import evolve, frozen
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.roles import Permission
from gangyao.actions.plans import NOBODY_WATCHES, AddedPlan, NotReadIn, Watch, read_in, refuse_archived
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.identity.identity import Identified, Identity, identify
from gangyao.core.plan.identity.mismatch import Differs, Loss, differences, loss
from gangyao.core.plan.identity.recognition import Recognition, recognise
from gangyao.core.plan.plan import Plan
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.pipeline import bundled_plans
from gangyao.store import archive, jobs, plans, readings, uploads
from gangyao.store.history import record_event
from gangyao.store.models import Job, JobState, Upload
from gangyao.store.uploads import Received

READ_UPLOAD = "read-upload"
READ_AGAIN = "read-again"
GIVEN_UP = "given-up-by-person"
_GIVEN_UP = "已放弃，没有读入。收到的文件还保存着；需要时重新打开它，再选定它属于哪份规划。"
PLAN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")


@frozen
class Doubt:
    """Why a text should not become the current one of a plan before a person has looked.

    Attributes:
        plan_id: of the plan.
        differs: in what the text is not the plan, or does not say that it is.
        loss: how many targets would go.
    """

    plan_id: str
    differs: tuple[Differs, ...]
    loss: Loss


class WhichPlan(Exception):
    """A file is read, but a person has to say which plan it is.

    Attributes:
        identity: what the file says it is.
        recognition: the plans it may be, and why that is unsure.
        doubt: it was named or recognised as a plan, but does not look like it; None where the plan is open.
    """

    def __init__(self, identity: Identity, recognition: Recognition, doubt: Doubt | None = None) -> None:
        self.identity, self.recognition, self.doubt = identity, recognition, doubt
        super().__init__(identity.profile.title)


class NotAnAnswer(Exception):
    """What was answered cannot be followed; the message is Chinese and says what to do."""


@frozen
class Answer:
    """Which plan a file is, as a person said.

    Attributes:
        plan_id: of the plan that it is a further reading of; empty where it is a new plan.
        new_id: of the new plan; empty where it is a known one.
        identified: the person was asked which plan it is, and named this one.
        warned: the person was told what differs from the plan.
    """

    plan_id: str = ""
    new_id: str = ""
    identified: bool = False
    warned: bool = False


def receive_upload(*, by: Actor, received: Received, name: str, digest: bool, plan_id: str | None = None) -> Upload:
    """Acknowledges a file whose bytes are on the disk; from here on it is never lost.

    Args:
        by: who gives it; needs the permission to add plans.
        received: its bytes.
        name: its name, shown to people.
        digest: it is a summary in other words (摘要), not the official text.
        plan_id: the plan it belongs to where the person said so.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
    """
    by.require(Permission.ADD_PLANS)
    at = timezone.now()
    with uploads.durable():
        upload = Upload.objects.create(
            sha256=received.sha256, size=received.size, name=name[-200:], actor=by.key, at=at
        )
        record_event(
            at=at, actor=by.key, act="upload.receive", subject=f"upload:{upload.key}",
            detail={"sha256": received.sha256, "size": received.size, "digest": digest, "plan": plan_id},
        )  # fmt: skip
    return upload


def queue_upload(*, by: Actor, upload: Upload, digest: bool, plan_id: str | None = None) -> Job:
    """Has a received file read in the background; the work that is already under way on the same bytes is given back.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
    """
    by.require(Permission.ADD_PLANS)
    with uploads.durable():
        under_way = uploads.work_on(upload.sha256, digest=digest, plan_id=plan_id)
        arguments = {"upload": str(upload.key), "sha256": upload.sha256, "digest": digest, "plan": plan_id}
        return under_way or jobs.queue(READ_UPLOAD, arguments, actor=by.key, at=timezone.now())


def queue_reading_again(*, by: Actor, plan_id: str, reading: int | None = None) -> Job:
    """Has a plan compiled again in the background, by default from the text it shows now.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        gangyao.store.plans.UnknownPlan: there is no such plan or reading, or the plan is archived.
    """
    by.require(Permission.ADD_PLANS)
    readings.source_of(plan_id, reading)
    with uploads.durable():
        arguments = {"plan": plan_id, "reading": reading}
        waiting = Job.objects.filter(kind=READ_AGAIN, state__in=(JobState.WAITING, JobState.RUNNING))
        under_way = next((job for job in waiting if job.arguments == arguments), None)
        return under_way or jobs.queue(READ_AGAIN, arguments, actor=by.key, at=timezone.now())


def read_upload(
    *,
    by: Actor,
    upload: Upload,
    digest: bool,
    answer: Answer = Answer(),
    watch: Watch = NOBODY_WATCHES,
) -> AddedPlan:
    """Reads a received file as a plan or as a further reading of one.

    Args:
        by: who gave it; needs the permission to add plans.
        upload: the file.
        digest: it is a summary, not the official text.
        answer: which plan it is, where a person has said so.
        watch: hears what is done.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        gangyao.ingest.errors.UnreadableFile: the file gives no text; the message says what to do.
        WhichPlan: a person has to say which plan it is.
        NotReadIn: the plan is archived or gone, the new id is taken, the bytes are gone.
    """
    by.require(Permission.ADD_PLANS)
    watch.say("正在读取文件")
    try:
        data = uploads.path_of(upload.sha256).read_bytes()
    except OSError:
        raise NotReadIn(
            f"收到的文件“{upload.name}”在数据文件夹里找不到了，没有读入。请重新选择文件；如果再次出现，请系统管理人员检查磁盘。"
        ) from None
    raw = read_file(data, upload.name, digest=digest)
    document = parse_document(raw)
    identity = identify(document, load_vocabulary().gazetteer)
    plan_id = _chosen(answer) or _recognised(identity)
    if not answer.warned:
        watch = evolve(watch, approve=partial(_doubt, identity, answer.identified))
    return read_in(by=by, raw=raw, document=document, plan_id=plan_id, watch=watch)


def _doubt(identity: Identity, identified: bool, compiled: Plan, known: plans.PlanSummary | None) -> None:
    """Raises WhichPlan where a text does not look like the plan whose current text it would be."""
    if known is None:
        return
    differs = () if identified else differences(identity, known)
    lost = loss([target.id for target in compiled.targets], readings.target_ids(known.id))
    if differs or lost.heavy:
        raise WhichPlan(identity, Recognition(known.id, candidates=(known.id,)), Doubt(known.id, differs, lost))


def answer_which_plan(*, by: Actor, job_key: UUID, answer: Answer) -> None:
    """Says which plan a file is; the work goes on.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotAnAnswer: the work asks nothing any more, or the answer names no plan that is there.
    """
    by.require(Permission.ADD_PLANS)
    with uploads.durable():
        job = _asking(job_key)
        try:
            _chosen(answer)
        except NotReadIn as error:
            raise NotAnAnswer(str(error)) from None
        if not answer.plan_id and not answer.new_id:
            raise NotAnAnswer("请选择这份文件属于哪份规划，或者作为新的规划")
        doubt = job.outcome["question"].get("doubt")
        job.arguments = {
            **job.arguments, "plan": answer.plan_id or None, "new": answer.new_id, "identified": bool(answer.plan_id),
            "warned": bool(doubt and doubt["plan"] == answer.plan_id),
        }  # fmt: skip
        job.state, job.attempts, job.outcome = JobState.WAITING, 0, {}
        job.save(update_fields=["arguments", "state", "attempts", "outcome"])
        record_event(
            at=timezone.now(), actor=by.key, act="upload.identify", subject=f"upload:{job.arguments['upload']}",
            detail={"plan": answer.plan_id or answer.new_id, "new": not answer.plan_id},
        )  # fmt: skip


def give_up_upload(*, by: Actor, job_key: UUID) -> None:
    """Ends work that asks which plan a file is: nothing is read in; the file stays among those that were received.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotAnAnswer: the work asks nothing any more.
    """
    by.require(Permission.ADD_PLANS)
    at = timezone.now()
    with uploads.durable():
        job = _asking(job_key)
        job.state, job.finished_at = JobState.FAILED, at
        job.outcome = {"message": _GIVEN_UP, "code": GIVEN_UP}
        job.save(update_fields=["state", "outcome", "finished_at"])
        record_event(
            at=at, actor=by.key, act="upload.give-up", subject=f"upload:{job.arguments['upload']}", detail={}
        )  # fmt: skip


def _asking(job_key: UUID) -> Job:
    """The work that asks, held for the transaction."""
    job = Job.objects.select_for_update().filter(pk=job_key, state=JobState.ASKING).first()
    if job is None:
        raise NotAnAnswer("这个问题已经有人回答过了；请刷新页面查看结果")
    return job


def _chosen(answer: Answer) -> str:
    """The id of the plan that a person named, or empty; raises NotReadIn where there is no such choice."""
    if answer.plan_id:
        refuse_archived(answer.plan_id)
        if answer.plan_id not in plans.known_ids():
            raise NotReadIn(f"没有编号为“{answer.plan_id[:64]}”的规划，没有读入。请重新选择文件。")
        return answer.plan_id
    if answer.new_id:
        if not PLAN_ID.fullmatch(answer.new_id):
            raise NotReadIn("新规划的编号只能用字母、数字和连字符，以字母或数字开头，最多 64 个，例如 510302-14")
        if answer.new_id in plans.known_ids():
            raise NotReadIn(f"编号“{answer.new_id}”已经用于另一份规划，请换一个编号，或者选择那份规划")
    return answer.new_id


def _recognised(identity: Identity) -> str:
    """The id of the plan that a text surely is; raises WhichPlan where that is not sure."""
    listed = plans.listed()
    known: Sequence[Identified] = (*listed, *archive.archived(), *bundled_plans())
    recognition = recognise(identity, known)
    if recognition.unsure and any(plan.id in recognition.candidates for plan in listed):
        raise WhichPlan(identity, recognition)
    return recognition.plan_id
