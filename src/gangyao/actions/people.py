"""Acts on people: accounts, names, one-time passwords, disabling, erasing. Nobody is ever deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from attrs import frozen
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from gangyao.accounts import lockout
from gangyao.accounts.actor import Actor
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.passwords import hash_one_time, one_time_password
from gangyao.accounts.roles import Permission, Role
from gangyao.actions.memberships import NotAccepted, add_membership, keep_a_planner
from gangyao.store.history import in_turn, record_event

LOCAL_PLANNER = "planner"
_USERNAME = re.compile(r"[\w.@-]{2,32}")
_LONGEST_NAME = 32


class WeakPassword(Exception):
    """A password that is not taken; the message is Chinese and says why."""


class UnknownUser(Exception):
    """No account of this name; the message is Chinese."""


@frozen
class FirstPassword:
    """A one-time password, to be handed on at once: it is stored nowhere.

    Attributes:
        user: whose it is.
        password: the clear words.
    """

    user: User
    password: str


def create_local_planner(*, by: Actor, on: date) -> str | None:
    """Creates the planner of a new installation; gives the one-time password, or None where there are accounts already.

    Args:
        by: who acts; needs the permission to manage people.
        on: first day of the planner's membership.
    """
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        if User.objects.exists():
            return None
        password = one_time_password()
        user = User(
            username=LOCAL_PLANNER, name="规划人员", password=hash_one_time(password), must_change_password=True
        )
        user.save()
        agency, _ = Agency.objects.get_or_create(id="local", defaults={"name": "本单位"})
        Membership.objects.create(user=user, agency=agency, role=Role.PLANNER.value, starts_on=on)
        _record(by, "person.add", user, role=Role.PLANNER.value, agency=agency.id)
    return password


def add_person(
    *,
    by: Actor,
    name: str,
    username: str,
    agency_id: str,
    role: Role,
    starts_on: date,
    ends_on: date | None = None,
    deputy_for: User | None = None,
) -> FirstPassword:
    """A person with an account and a first membership.

    Args:
        by: who adds; needs the permission to manage people.
        name: as written in documents.
        username: what the person types to sign in; empty takes the agency's next number, e.g. "fgj-03".
        agency_id: the agency of the membership.
        role: in the agency.
        starts_on: first day.
        ends_on: last day, or None.
        deputy_for: whom the person stands in for.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotAccepted: something is missing, taken, or does not fit; the message says what to do.
    """
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        password = one_time_password()
        user = User(
            name=_name(name), username=_username(username or propose_username(agency_id)),
            password=hash_one_time(password), must_change_password=True,
        )  # fmt: skip
        user.save()
        _record(by, "person.add", user, role=role.value, agency=agency_id)
        add_membership(
            by=by,
            user=user,
            agency_id=agency_id,
            role=role,
            starts_on=starts_on,
            ends_on=ends_on,
            deputy_for=deputy_for,
        )
    return FirstPassword(user, password)


def change_person(*, by: Actor, key: UUID, name: str, username: str) -> None:
    """Corrects a name or a username; raises NotAccepted where either cannot be taken."""
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        user = _held(key)
        before = {"name": user.name, "username": user.username}
        user.name, user.username = _name(name), _username(username, of=user)
        changed = [field for field, was in before.items() if getattr(user, field) != was]
        if changed:
            user.save(update_fields=changed)
            _record(by, "person.change", user, fields=changed)


def give_passwords(*, by: Actor, keys: Iterable[UUID]) -> tuple[FirstPassword, ...]:
    """New one-time passwords for several people, all or nobody; see give_password."""
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        return tuple(give_password(by=by, key=key) for key in keys)


def give_password(*, by: Actor, key: UUID) -> FirstPassword:
    """Replaces a password by a one-time one, ends the sessions of the old one and the wait after failures."""
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        user = _held(key)
        password = one_time_password()
        user.password, user.must_change_password = hash_one_time(password), True
        user.save(update_fields=["password", "must_change_password"])
        lockout.free_account(user.username)
        _record(by, "person.one-time-password", user)
    return FirstPassword(user, password)


def set_active(*, by: Actor, key: UUID, active: bool) -> None:
    """Disables an account, which ends its sessions at once, or enables it again.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotAccepted: nobody would be left who manages people.
    """
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        user = _held(key)
        if user.is_active == active:
            return
        user.is_active = active
        user.save(update_fields=["is_active"])
        keep_a_planner(on=date.min)
        _record(by, "person.enable" if active else "person.disable", user)


def unlock(*, by: Actor, key: UUID | None) -> None:
    """Ends the wait after failed sign-ins, of one person's account or, with None, of all network addresses."""
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        if key is None:
            lockout.free_addresses()
            record_event(at=timezone.now(), actor=by.key, act="sign-in.unlock", subject="addresses", detail={})
            return
        user = _held(key)
        lockout.free_account(user.username)
        _record(by, "person.unlock", user)


def erase_person(*, by: Actor, key: UUID, typed: str, on: date) -> None:
    """Erases name and username for good; the history, which knows the key alone, stays as it is.

    Args:
        by: who erases; needs the permission to manage people.
        key: of the person.
        typed: the username, typed once more.
        on: today; every membership must have ended before.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotAccepted: a membership has not ended, or the typed username is another.
    """
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        user = _held(key)
        if typed.strip() != user.username:
            raise NotAccepted("typed", f"输入的用户名与要删除的不同，没有删除；请照输“{user.username}”")
        if user.memberships.exclude(ends_on__lt=on).exclude(agency__closed_from__lte=on).exists():
            raise NotAccepted("typed", "还有没结束的任职，不能删除个人信息；请先结束任职，到期次日再删")
        lockout.free_account(user.username)
        user.name, user.username, user.is_active = "", f"erased-{user.key}", False
        user.erased_at = timezone.now()
        user.set_unusable_password()
        user.save()
        _record(by, "person.erase", user)


def set_password(*, by: Actor, username: str, password: str) -> None:
    """Sets a password, by the person or by one who manages people.

    Raises:
        UnknownUser: there is no such account.
        WeakPassword: it is too short, too common, all digits, or the one that holds already.
        gangyao.accounts.actor.Refused: it is another person's account and the actor may not.
    """
    with in_turn():
        user = User.objects.select_for_update().filter(username=username).first()
        if user is None:
            raise UnknownUser(f"没有用户名为“{username}”的人员；首次运行时建立的规划人员用户名是 {LOCAL_PLANNER}")
        if by.key != str(user.key):
            by.require(Permission.MANAGE_PEOPLE)
        if user.check_password(password):
            raise WeakPassword("这就是现在的密码，请换一个不同的")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise WeakPassword("这个密码不能用：" + "；".join(said.rstrip("。.") for said in error.messages)) from None
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        lockout.free_account(user.username)
        _record(by, "person.password", user)


def same_named(*, name: str, agency_id: str) -> list[User]:
    """People of a name who are or were in an agency; whoever adds one by hand is asked whether it is the same person."""
    known = User.objects.filter(name=" ".join(name.split()), memberships__agency_id=agency_id, erased_at__isnull=True)
    return list(known.distinct().order_by("username")[:9])


def propose_username(agency_id: str) -> str:
    """The agency's next free number, e.g. "fgj-03"; numbers of people who left are not given again."""
    taken = User.objects.filter(username__istartswith=f"{agency_id}-").values_list("username", flat=True)
    numbers = [int(found[1]) for name in taken if (found := re.fullmatch(r".*-(\d{1,6})", name))]
    members = Membership.objects.filter(agency_id=agency_id).values("user").distinct().count()
    return f"{agency_id}-{max([*numbers, members]) + 1:02}"


def _held(key: UUID) -> User:
    """The row of a person, held until the end of the transaction."""
    user = User.objects.select_for_update().filter(key=key).first()
    if user is None:
        raise UnknownUser("没有这个人员，可能地址抄错了")
    if user.erased_at:
        raise NotAccepted("name", "这个人员的个人信息已经删除，不能再改")
    return user


def _name(written: str) -> str:
    name = " ".join(written.split())
    if not name or len(name) > _LONGEST_NAME:
        raise NotAccepted("name", f"姓名应有 1 到 {_LONGEST_NAME} 个字；请填写姓名")
    return name


def _username(written: str, of: User | None = None) -> str:
    username = User.normalize_username(written.strip())
    if not _USERNAME.fullmatch(username) or username.startswith("erased-"):
        raise NotAccepted(
            "username", f"用户名“{written[:40]}”不能用：应为 2 到 32 个字母、数字、汉字或 . _ @ - ，中间不空格"
        )
    if User.objects.filter(username__iexact=username).exclude(pk=of.pk if of else None).exists():
        raise NotAccepted("username", f"用户名“{username}”已有人使用；请换一个，或留空由系统编号")
    return username


def _record(by: Actor, act: str, user: User, **detail: Any) -> None:
    record_event(at=timezone.now(), actor=by.key, act=act, subject=f"person:{user.key}", detail=detail)
