"""The way in of a new installation: a one-time address for the local planner, instead of a password to be typed."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import QuerySet

from gangyao.accounts.actor import Actor
from gangyao.accounts.models import SignInLink, User
from gangyao.accounts.roles import Permission
from gangyao.actions.people import LOCAL_PLANNER, set_password
from gangyao.store.history import in_turn, record_event

_GOOD_FOR = timedelta(minutes=30)


class LinkExpired(Exception):
    """A one-time address that was used, has expired, or never was."""


def first_link(*, by: Actor, at: datetime) -> str | None:
    """The token of a new one-time address for the local planner; None once a password of their own is set.

    Args:
        by: who asks; needs the permission to manage people.
        at: now; the address works for 30 minutes, and an earlier one no more.
    """
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        user = User.objects.filter(username=LOCAL_PLANNER, must_change_password=True, is_active=True).first()
        if user is None:
            return None
        token = secrets.token_urlsafe(24)
        facts = {"digest": _digest(token), "expires_at": at + _GOOD_FOR}
        SignInLink.objects.update_or_create(user=user, defaults=facts)
        record_event(at=at, actor=by.key, act="sign-in.link", subject=f"person:{user.key}", detail={})
    return token


def is_open(token: str, *, at: datetime) -> bool:
    """Whether the address with this token still works."""
    return _open_links(token, at).exists()


def enter(*, token: str, password: str, at: datetime) -> User:
    """Sets the planner's own password by the one-time address, which then works no more.

    Raises:
        LinkExpired: the address does not work.
        gangyao.actions.people.WeakPassword: the password is not taken; the address still works.
    """
    with in_turn():
        link = _open_links(token, at).select_for_update().select_related("user").first()
        if link is None:
            raise LinkExpired
        user = link.user
        set_password(by=Actor(str(user.key), frozenset()), username=user.username, password=password)
        link.delete()
    user.refresh_from_db()
    return user


def _open_links(token: str, at: datetime) -> QuerySet[SignInLink]:
    """Only while there is no own password yet: who got in another way has shut this one."""
    waiting = SignInLink.objects.filter(user__is_active=True, user__must_change_password=True)
    return waiting.filter(digest=_digest(token), expires_at__gt=at)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
