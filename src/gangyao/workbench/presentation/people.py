"""People, agencies and memberships as pages show them on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from attrs import frozen

from gangyao.accounts.lockout import waiting_among
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.roles import ROLES, Role
from gangyao.actions.people import FirstPassword

HOLDS, TO_COME, OVER = "在任", "未到任", "已结束"


@frozen
class MembershipRow:
    """A membership in words.

    Attributes:
        id: in addresses.
        agency: name of the agency.
        agency_id: its code.
        role: e.g. "规划人员".
        about: what such a person does.
        starts_on: first day.
        ends_on: last day, or None.
        deputy_for: the name of whom the person stands in for, or empty.
        state: HOLDS, TO_COME or OVER.
    """

    id: int
    agency: str
    agency_id: str
    role: str
    about: str
    starts_on: date
    ends_on: date | None
    deputy_for: str
    state: str


@frozen
class PersonRow:
    """A person in the list of an agency, once for each membership there.

    Attributes:
        key: in addresses.
        name: or what stands in its place.
        username: empty once erased.
        account: what hinders signing in, e.g. "已停用"; empty where nothing does.
        membership: what the person is there.
        waits: signing in is paused after failures.
    """

    key: object
    name: str
    username: str
    account: str
    membership: MembershipRow
    waits: bool


@frozen
class AgencyBlock:
    """An agency with its people.

    Attributes:
        id: its code.
        name: in full.
        short_name: as spoken, or empty.
        area_code: or empty.
        closed_from: the first day on which it is no more, or None.
        people: those shown.
    """

    id: str
    name: str
    short_name: str
    area_code: str
    closed_from: date | None
    people: tuple[PersonRow, ...]


def membership_rows(user: User, *, on: date) -> list[MembershipRow]:
    """A person's memberships, those that hold first, then the latest."""
    found = user.memberships.select_related("agency", "deputy_for").order_by("-starts_on", "pk")
    return sorted((_membership(one, on) for one in found), key=lambda row: row.state == OVER)


def agency_blocks(*, on: date, now: datetime, past: bool) -> list[AgencyBlock]:
    """Agencies by name with their people; with `past` also what is over."""
    people: dict[str, list[PersonRow]] = {}
    memberships = Membership.objects.select_related("user", "agency", "deputy_for").order_by("user__name", "starts_on")
    waiting = waiting_among({one.user.username for one in memberships}, now)
    for one in memberships:
        row = _membership(one, on)
        if past or row.state != OVER:
            people.setdefault(one.agency_id, []).append(
                PersonRow(
                    one.user.key,
                    str(one.user),
                    shown_username(one.user),
                    account_words(one.user),
                    row,
                    one.user.username in waiting,
                )
            )
    return [
        AgencyBlock(one.id, one.name, one.short_name, one.area_code, one.closed_from, tuple(people.get(one.id, ())))
        for one in Agency.objects.order_by("name")
        if past or one.closed_from is None or one.closed_from > on
    ]


def without_membership() -> list[User]:
    """People who are in no agency at all."""
    return list(User.objects.filter(memberships__isnull=True, erased_at__isnull=True).order_by("name", "username"))


def not_yet_signed_in() -> list[User]:
    """People whose one-time password is still to be used, by name; whoever is disabled is not waited for."""
    waiting = User.objects.filter(must_change_password=True, is_active=True, erased_at__isnull=True)
    return list(waiting.order_by("name", "username"))


def shown_username(user: User) -> str:
    """The username; empty once it was erased."""
    return "" if user.erased_at else user.username


def account_words(user: User) -> str:
    """What is to be known of an account."""
    if user.erased_at:
        return "个人信息已删除"
    if not user.is_active:
        return "已停用"
    return "尚未首次登录" if user.must_change_password else ""


def deputy_choices(*, on: date, leaving_out: User | None = None) -> list[tuple[object, str]]:
    """Key and words of everybody whom another may stand in for today or later."""
    found = Membership.objects.filter(deputy_for__isnull=True, user__erased_at__isnull=True).exclude(ends_on__lt=on)
    rows = found.exclude(user=leaving_out).select_related("user", "agency").order_by("agency__name", "user__name")
    return [
        (one.user.key, f"{one.user}（{one.agency.short_name or one.agency.name}，{ROLES[Role(one.role)].label}）")
        for one in rows
    ]


@frozen
class Slip:
    """账号通知单: what a person is told with a one-time password.

    Attributes:
        name: whose it is.
        username: to sign in with.
        password: the one-time password.
        posts: agency and role of each membership that holds or will.
    """

    name: str
    username: str
    password: str
    posts: tuple[str, ...]


def slips(given: Iterable[FirstPassword], *, on: date) -> list[Slip]:
    """One slip for each person."""
    return [
        Slip(
            str(one.user), one.user.username, one.password,
            tuple(f"{row.agency}　{row.role}" for row in membership_rows(one.user, on=on) if row.state != OVER),
        )
        for one in given
    ]  # fmt: skip


def role_choices() -> Iterable[tuple[str, str, str]]:
    """Code, label and description of every role."""
    return [(role.value, ROLES[role].label, ROLES[role].description) for role in Role]


def _membership(one: Membership, on: date) -> MembershipRow:
    closed, last = one.agency.closed_from, one.ends_on
    over = (last is not None and last < on) or (closed is not None and closed <= on)
    state = OVER if over else TO_COME if one.starts_on > on else HOLDS
    role = ROLES[Role(one.role)]
    return MembershipRow(
        one.pk, one.agency.name, one.agency_id, role.label, role.description, one.starts_on, last,
        str(one.deputy_for) if one.deputy_for else "", state,
    )  # fmt: skip
