"""Acts on whole plans: exporting one, putting it away, taking it back. Nothing is deleted."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.models import User
from gangyao.accounts.roles import Permission
from gangyao.actions.indexing import index_what_is_behind
from gangyao.store import exports, plans
from gangyao.store.bundle_archive import export_zip
from gangyao.store.history import record_event
from gangyao.store.models import Event, PlanRow

_EXPORT = "plan.export"


class NotArchived(Exception):
    """A plan cannot be put away or taken back as things stand; the message is Chinese and says what to do."""


@frozen
class Export:
    """An export of a plan as the history knows it.

    Attributes:
        sha256: of the zip file.
        size: bytes.
        at: when it was made.
        current: nothing was done to the plan since.
    """

    sha256: str
    size: int
    at: datetime
    current: bool


def export_plan(*, by: Actor, plan_id: str) -> Export:
    """Writes all that is known of a plan into one file in the home.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        gangyao.store.plans.UnknownPlan: there is no such plan, or it is archived.
        NotArchived: the file cannot be written, or somebody changed the plan meanwhile.
    """
    by.require(Permission.ARCHIVE_PLANS)
    before = _changes(plan_id).count()
    content = export_zip(plans.read(plan_id), _username)
    try:
        sha256 = exports.keep(plan_id, content)
    except OSError as error:
        raise NotArchived(
            f"导出文件写不进数据文件夹（{error.strerror or error}），没有归档。请系统管理人员检查磁盘空间和权限后再试"
        ) from None
    at = timezone.now()
    with transaction.atomic():
        plans.hold(plan_id)
        if _changes(plan_id).count() != before:
            raise NotArchived("导出的同时，这份规划有改动，导出的不全；请再导出一次")
        _record(by, _EXPORT, plan_id, at, sha256=sha256, size=len(content))
    return Export(sha256, len(content), at, current=True)


def last_export(plan_id: str) -> Export | None:
    """The last export of a plan whose file is still there."""
    made = Event.objects.filter(subject=f"plan:{plan_id}", act=_EXPORT).order_by("-number").first()
    if made is None or not exports.path_of(plan_id, made.detail["sha256"]).is_file():
        return None
    later = _changes(plan_id).filter(number__gt=made.number)
    return Export(made.detail["sha256"], made.detail["size"], made.at, current=not later.exists())


def archive_plan(*, by: Actor, plan_id: str, export: str) -> None:
    """Puts a plan away: it is listed no more, its pages answer no more; records, texts and history stay.

    Args:
        by: who does it; needs the permission to archive plans.
        plan_id: of the plan.
        export: sha256 of the export that was made before.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotArchived: there is no such export, or the plan was changed since, or is archived.
    """
    by.require(Permission.ARCHIVE_PLANS)
    at = timezone.now()
    with transaction.atomic():
        row = _held(plan_id)
        if row.archived_at is not None:
            raise NotArchived("这份规划已经归档，不必再做")
        made = last_export(plan_id)
        if made is None or made.sha256 != export:
            raise NotArchived("归档之前要先生成导出文件；请先导出，再归档")
        if not made.current:
            raise NotArchived("导出以后，这份规划又有改动，没有归档；请重新导出，再归档")
        row.archived_at = at
        row.save(update_fields=["archived_at"])
        _record(by, "plan.archive", plan_id, at, export=export, reading=row.current_reading)


def restore_plan(*, by: Actor, plan_id: str) -> None:
    """Takes an archived plan back as it was.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotArchived: there is no such plan, or it is not archived.
    """
    by.require(Permission.ARCHIVE_PLANS)
    at = timezone.now()
    with transaction.atomic():
        row = _held(plan_id)
        if row.archived_at is None:
            raise NotArchived("这份规划没有归档，不必恢复")
        row.archived_at = None
        row.save(update_fields=["archived_at"])
        index_what_is_behind()
        _record(by, "plan.restore", plan_id, at, reading=row.current_reading)


def _changes(plan_id: str) -> QuerySet[Event]:
    """Acts that changed what an export holds."""
    return Event.objects.filter(subject=f"plan:{plan_id}").exclude(act__in=(_EXPORT, "plan.archive", "plan.restore"))


def _held(plan_id: str) -> PlanRow:
    row = PlanRow.objects.select_for_update().filter(plan_id=plan_id, current_reading__gte=1).first()
    if row is None:
        raise NotArchived(f"没有编号为“{plan_id}”的规划，可能地址抄错了")
    return row


def _record(by: Actor, act: str, plan_id: str, at: datetime, **detail: object) -> None:
    record_event(at=at, actor=by.key, act=act, subject=f"plan:{plan_id}", detail=detail)


def _username(key: str) -> str:
    """The name of an account as it stands in exports; its key where the account is gone."""
    return User.objects.filter(key=key).values_list("username", flat=True).first() or key if len(key) == 36 else key
