"""Acts on people: the local planner of a new installation, and passwords."""

from __future__ import annotations

import secrets
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.roles import Permission, Role
from gangyao.store.history import record_event

LOCAL_PLANNER = "planner"
_ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is misread on paper


class WeakPassword(Exception):
    """A password that is not taken; the message is Chinese and says why."""


class UnknownUser(Exception):
    """No account of this name; the message is Chinese."""


def create_local_planner(*, by: Actor, on: date) -> str | None:
    """Creates the planner of a new installation; gives the one-time password, or None where there are accounts already.

    Args:
        by: who acts; needs the permission to manage people.
        on: first day of the planner's membership.
    """
    by.require(Permission.MANAGE_PEOPLE)
    with transaction.atomic():
        if User.objects.exists():
            return None
        password = "".join(secrets.choice(_ALPHABET) for _ in range(14))
        user = User.objects.create_user(LOCAL_PLANNER, password, name="规划人员", must_change_password=True)
        agency, _ = Agency.objects.get_or_create(id="local", defaults={"name": "本单位"})
        Membership.objects.create(user=user, agency=agency, role=Role.PLANNER.value, starts_on=on)
        record_event(
            at=timezone.now(), actor=by.key, act="person.add", subject=f"person:{user.key}",
            detail={"role": Role.PLANNER.value, "agency": agency.id},
        )  # fmt: skip
    return password


def set_password(*, by: Actor, username: str, password: str) -> None:
    """Sets a password, by the person or by one who manages people.

    Raises:
        UnknownUser: there is no such account.
        WeakPassword: it is too short, too common, all digits, or the one that holds already.
        gangyao.accounts.actor.Refused: it is another person's account and the actor may not.
    """
    with transaction.atomic():
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
            raise WeakPassword("这个密码不能用：" + "".join(error.messages)) from None
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        record_event(at=timezone.now(), actor=by.key, act="person.password", subject=f"person:{user.key}", detail={})
