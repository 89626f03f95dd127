"""A list of people is taken in: agencies, people and memberships that are new, days that have changed. All or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from attrs import field, frozen
from django.db import transaction

from gangyao.accounts.actor import Actor
from gangyao.accounts.models import Agency, User
from gangyao.accounts.roles import ROLES, Permission, Role
from gangyao.actions.agencies import add_agency
from gangyao.actions.memberships import NotAccepted, add_membership, change_membership
from gangyao.actions.people import FirstPassword, add_person
from gangyao.ingest.roster import RosterRow
from gangyao.store.history import in_turn

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_ROLES = {defined.label: role for role, defined in ROLES.items()}


@frozen
class RowOutcome:
    """What a line does, or what is wrong with it.

    Attributes:
        row: the line.
        does: in words, e.g. ("新增人员，用户名 fgj-03",); empty where it is faulty.
        changes: whether anything is stored.
        first: the one-time password of a new person, once it is stored.
        fault_at: the cell that is wrong, or empty.
        fault: what is wrong there and what to do.
    """

    row: RosterRow
    does: tuple[str, ...] = field(default=(), converter=tuple)
    changes: bool = False
    first: FirstPassword | None = None
    fault_at: str = ""
    fault: str = ""


@frozen
class RosterOutcome:
    """What a list does, line by line in its order.

    Attributes:
        rows: one outcome a line.
        stored: whether it was done; never while a line is faulty.
    """

    rows: tuple[RowOutcome, ...]
    stored: bool

    @property
    def faults(self) -> tuple[RowOutcome, ...]:
        """The lines that are wrong."""
        return tuple(row for row in self.rows if row.fault)

    @property
    def changes(self) -> int:
        """How many lines store something."""
        return sum(row.changes for row in self.rows)

    @property
    def first_passwords(self) -> tuple[FirstPassword, ...]:
        """The one-time passwords of the new people; they are given here and nowhere again."""
        return tuple(row.first for row in self.rows if row.first) if self.stored else ()


def take_roster(*, by: Actor, rows: Sequence[RosterRow], store: bool) -> RosterOutcome:
    """Does what a list says; or, without `store`, does it and takes it back, which shows exactly what would be done.

    Args:
        by: who acts; needs the permission to manage people.
        rows: the lines; those that name whom they stand in for are done after the others.
        store: keep it, unless a line is faulty.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
    """
    by.require(Permission.MANAGE_PEOPLE)
    outcomes: dict[int, RowOutcome] = {}
    with in_turn():
        for index in sorted(range(len(rows)), key=lambda index: (bool(rows[index].words.get("deputy_for")), index)):
            outcomes[index] = _take(by, rows[index])
        stored = store and not any(outcome.fault for outcome in outcomes.values())
        if not stored:
            transaction.set_rollback(True)
    return RosterOutcome(tuple(outcomes[index] for index in range(len(rows))), stored)


def _take(by: Actor, row: RosterRow) -> RowOutcome:
    try:
        with transaction.atomic():
            return _do(by, row)
    except NotAccepted as error:
        return RowOutcome(row, fault_at=row.place(_COLUMN.get(error.field, error.field)), fault=error.message)


_COLUMN = {"agency_id": "agency", "short_name": "agency", "area_code": "agency"}


def _do(by: Actor, row: RosterRow) -> RowOutcome:
    words = {column: row.words.get(column, "") for column in ("agency", "name", "username", "role", "deputy_for")}
    does: list[str] = []
    role, starts_on, ends_on = _role(words["role"]), _day(row, "starts_on"), _day(row, "ends_on")
    if starts_on is None:
        raise NotAccepted("starts_on", "没有写开始日期；请填写，例如 2026-03-12")
    agency = _agency(by, words["agency"], does)
    deputy_for = _member(agency, words["deputy_for"]) if words["deputy_for"] else None
    span = {"role": role, "starts_on": starts_on, "ends_on": ends_on, "deputy_for": deputy_for}
    user = _known(agency, words["name"], words["username"])
    if user is None:
        first = add_person(by=by, name=words["name"], username=words["username"], agency_id=agency.id, **span)
        does.append(f"新增人员，用户名 {first.user.username}")
        if User.objects.filter(name=first.user.name).exclude(pk=first.user.pk).exists():
            does.append("另有同名人员，按两个人登记；若是同一人，请填写其用户名")
        return RowOutcome(row, does, changes=True, first=first)
    held = user.memberships.filter(agency=agency, role=role.value, starts_on=starts_on, deputy_for=deputy_for).first()
    if held is None:
        add_membership(by=by, user=user, agency_id=agency.id, **span)
        return RowOutcome(row, (*does, f"已有人员（用户名 {user.username}），增加一项任职"), changes=True)
    if ends_on is None or held.ends_on == ends_on:
        return RowOutcome(row, ("已有，不变",))
    change_membership(by=by, membership_id=held.pk, starts_on=starts_on, ends_on=ends_on)
    before = f"由 {held.ends_on} " if held.ends_on else ""
    return RowOutcome(row, (f"已有，结束日期{before}改为 {ends_on}",), changes=True)


def _role(written: str) -> Role:
    role = _ROLES.get(written)
    if role is None:
        raise NotAccepted("role", f"没有“{written}”这个角色；请写其中一个：{'、'.join(_ROLES)}")
    return role


def _day(row: RosterRow, column: str) -> date | None:
    written = row.words.get(column, "")
    if not written:
        return None
    found = _DAY.fullmatch(written.replace(" ", ""))
    try:
        if found:
            return date(*(int(number) for number in found.groups() if number))
    except ValueError:
        pass
    raise NotAccepted(column, f"“{written}”不是日期；请写成 2026-03-12 的样子")


def _agency(by: Actor, written: str, does: list[str]) -> Agency:
    name = "".join(written.split())
    for named in ({"name": name}, {"short_name": name}, {"pk": name}):
        if name and (found := list(Agency.objects.filter(**named)[:2])):
            if len(found) > 1:
                raise NotAccepted("agency", f"有几个单位的简称都是“{name}”；请写全称")
            return found[0]
    try:
        agency = add_agency(by=by, agency_id="", name=name)
    except NotAccepted as error:
        raise NotAccepted("agency", error.message) from None
    does.append(f"新增单位，代号 {agency.id}")
    return agency


def _known(agency: Agency, name: str, username: str) -> User | None:
    """The person a line speaks of, where there already is one: by username, else by name within the agency."""
    if username:
        user = User.objects.filter(username=User.normalize_username(username)).first()
        if user and user.name != name:
            raise NotAccepted("username", f"用户名“{username}”是另一个姓名的；请核对姓名，或换一个用户名")
        return user
    found = _in_agency(agency, name=name)
    if len(found) > 1:
        raise NotAccepted("name", f"“{agency.name}”有 {len(found)} 个“{name}”；请填写用户名，以便区分")
    return found[0] if found else None


def _member(agency: Agency, written: str) -> User:
    """Whom a line stands in for, by username or by name within the agency."""
    found = _in_agency(agency, username=written) or _in_agency(agency, name=written)
    if len(found) != 1:
        why = f"有 {len(found)} 个“{written}”；请写用户名" if found else f"没有“{written}”；请核对，或先把他加入名单"
        raise NotAccepted("deputy_for", f"“{agency.name}”{why}")
    return found[0]


def _in_agency(agency: Agency, **named: str) -> list[User]:
    return list(User.objects.filter(memberships__agency=agency, **named).distinct()[:9])
