"""Acts on memberships 任职: who is what in which agency, from when to when, and who stands in for whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.roles import ROLES, Permission, Role
from gangyao.store.history import in_turn, record_event

_YEARS = range(1949, 2200)


class NotAccepted(Exception):
    """What was given about a person, an agency or a membership cannot be taken; nothing was changed.

    Attributes:
        field: which of the given things, e.g. "username", so that a page can point at it.
        message: Chinese; what is wrong and what to do.
    """

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message
        super().__init__(message)


def add_membership(
    *,
    by: Actor,
    user: User,
    agency_id: str,
    role: Role,
    starts_on: date,
    ends_on: date | None = None,
    deputy_for: User | None = None,
) -> Membership:
    """A person becomes something in an agency from a day on; or stands in for another person between two days.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotAccepted: the dates do not fit, the same holds already, or the other person is not of that role there.
    """
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        new = Membership(
            user=user, agency=_open_agency(agency_id, starts_on), role=role.value,
            starts_on=starts_on, ends_on=ends_on, deputy_for=deputy_for,
        )  # fmt: skip
        _check(new)
        new.save()
        _record(by, "membership.add", new, **_dates(new), role=new.role, agency=agency_id, deputy_for=_key(deputy_for))
    return new


def change_membership(*, by: Actor, membership_id: int, starts_on: date, ends_on: date | None) -> None:
    """Changes the days of a membership; the days before are in the history. Another role is another membership.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotAccepted: there is no such membership, the days do not fit, or nobody would be left who manages people.
    """
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        held = Membership.objects.select_for_update().filter(pk=membership_id).first()
        if held is None:
            raise NotAccepted("ends_on", "没有这项任职，可能页面太旧；请刷新后再试")
        before = _dates(held)
        held.starts_on, held.ends_on = starts_on, ends_on
        if _dates(held) == before:
            return
        _check(held)
        held.save(update_fields=["starts_on", "ends_on"])
        if Permission.MANAGE_PEOPLE in ROLES[Role(held.role)].permissions:
            keep_a_planner(on=(ends_on or date.min) + timedelta(days=1))
        _record(by, "membership.change", held, **_dates(held), before=before)


def keep_a_planner(*, on: date) -> None:
    """Asks, before an act ends, that somebody is left who manages people on a day, or tomorrow where that is later.

    Raises:
        NotAccepted: nobody would be.
    """
    managing = [role.value for role, defined in ROLES.items() if Permission.MANAGE_PEOPLE in defined.permissions]
    day = max(on, timezone.localdate() + timedelta(days=1))
    lasting = Membership.objects.holding(day).filter(role__in=managing, user__is_active=True, deputy_for__isnull=True)
    if not lasting.exists():
        raise NotAccepted("ends_on", "这样就没有人能管理人员与单位了；请先另设一名规划人员，再作这一改动")


def _open_agency(agency_id: str, starts_on: date) -> Agency:
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotAccepted("agency", "请选择单位；还没有的，先添加单位")
    if agency.closed_from and agency.closed_from <= starts_on:
        raise NotAccepted("agency", f"“{agency.name}”自{_say(agency.closed_from)}起撤销，不能在那以后任职")
    return agency


def _check(new: Membership) -> None:
    if not all(day.year in _YEARS for day in (new.starts_on, new.ends_on or new.starts_on)):
        raise NotAccepted("starts_on", f"日期应在 {_YEARS[0]} 年到 {_YEARS[-1]} 年之间；请检查年份")
    if new.ends_on and new.ends_on < new.starts_on:
        raise NotAccepted("ends_on", f"结束日期{_say(new.ends_on)}早于开始日期{_say(new.starts_on)}；请改其中一个")
    role = ROLES[Role(new.role)].label
    same = Membership.objects.filter(user=new.user, agency=new.agency, role=new.role).exclude(pk=new.pk)
    other = _meeting(same, new).first()
    if other:
        raise NotAccepted(
            "starts_on",
            f"{new.user}已任“{new.agency.name}”的{role}（{_say(other.starts_on)}起），日期重叠；请改原来那一项",
        )
    if new.deputy_for:
        _check_deputy(new, role)


def _check_deputy(new: Membership, role: str) -> None:
    if not new.ends_on:
        raise NotAccepted("ends_on", "代理须写明结束日期")
    if new.deputy_for == new.user:
        raise NotAccepted("deputy_for", "不能代理自己；请选被代理的人")
    stood_for = new.deputy_for.memberships.filter(agency=new.agency, role=new.role, deputy_for__isnull=True)
    if not _meeting(stood_for, new).exists():
        raise NotAccepted(
            "deputy_for", f"{new.deputy_for}在这段时间不是“{new.agency.name}”的{role}，不能代理；请核对单位、角色和日期"
        )


def _meeting(memberships: QuerySet[Membership], new: Membership) -> QuerySet[Membership]:
    """Those that share a day with another."""
    found = memberships.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=new.starts_on))
    return found.filter(starts_on__lte=new.ends_on) if new.ends_on else found


def _record(by: Actor, act: str, membership: Membership, **detail: Any) -> None:
    record_event(
        at=timezone.now(), actor=by.key, act=act, subject=f"person:{membership.user.key}",
        detail={"membership": membership.pk, **detail},
    )  # fmt: skip


def _dates(membership: Membership) -> dict[str, str | None]:
    last = membership.ends_on
    return {"starts_on": membership.starts_on.isoformat(), "ends_on": last.isoformat() if last else None}


def _key(user: User | None) -> str | None:
    return str(user.key) if user else None


def _say(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
