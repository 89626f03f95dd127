"""The local planner and passwords."""

from __future__ import annotations

from datetime import date

import pytest

from gangyao.accounts.actor import COMMAND_LINE, Actor, Refused
from gangyao.accounts.models import Membership, User
from gangyao.accounts.roles import Permission, Role
from gangyao.actions.people import UnknownUser, WeakPassword, create_local_planner, set_password
from gangyao.store.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
_TODAY = date(2026, 3, 12)


def _planner() -> User:
    create_local_planner(by=COMMAND_LINE, on=_TODAY)
    return User.objects.get()


def test_the_first_start_creates_one_planner_and_gives_its_password_once() -> None:
    password = create_local_planner(by=COMMAND_LINE, on=_TODAY)
    assert password is not None
    assert User.objects.get().check_password(password)
    assert create_local_planner(by=COMMAND_LINE, on=_TODAY) is None


def test_the_history_names_people_by_key_and_never_by_name() -> None:
    user = _planner()
    event = Event.objects.get()
    assert event.subject == f"person:{user.key}"
    assert event.detail == {"role": "planner", "agency": "local"}


def test_a_planner_may_add_plans_only_while_the_membership_runs() -> None:
    user = _planner()
    assert Permission.ADD_PLANS in Actor.of(user, on=_TODAY).permissions
    Membership.objects.update(ends_on=_TODAY)
    assert Permission.ADD_PLANS in Actor.of(user, on=_TODAY).permissions
    assert not Actor.of(user, on=date(2026, 3, 13)).permissions


def test_an_auditor_may_read_and_nothing_else() -> None:
    user = _planner()
    Membership.objects.update(role=Role.AUDITOR.value)
    assert Actor.of(user, on=_TODAY).permissions == {Permission.READ_PLANS}


@pytest.mark.parametrize(("password", "why"), [("short", "10"), ("12345678901", "数字"), ("password123", "常见")])
def test_a_weak_password_is_refused_with_the_reason(password: str, why: str) -> None:
    _planner()
    with pytest.raises(WeakPassword, match=why):
        set_password(by=COMMAND_LINE, username="planner", password=password)


def test_setting_a_password_ends_the_one_time_password() -> None:
    _planner()
    set_password(by=COMMAND_LINE, username="planner", password="yun-xi-county-7")
    user = User.objects.get()
    assert user.check_password("yun-xi-county-7")
    assert not user.must_change_password


def test_the_password_that_holds_is_not_taken_again() -> None:
    password = create_local_planner(by=COMMAND_LINE, on=_TODAY) or ""
    key = str(User.objects.get().key)
    with pytest.raises(WeakPassword, match="现在的密码"):
        set_password(by=Actor(key, frozenset()), username="planner", password=password)
    assert User.objects.get().must_change_password


def test_nobody_sets_the_password_of_another_without_the_permission() -> None:
    _planner()
    with pytest.raises(Refused):
        set_password(by=Actor("someone", frozenset()), username="planner", password="yun-xi-county-7")


def test_a_person_may_set_their_own_password() -> None:
    user = _planner()
    set_password(by=Actor(str(user.key), frozenset()), username="planner", password="yun-xi-county-7")
    assert User.objects.get().check_password("yun-xi-county-7")


def test_an_unknown_user_is_named() -> None:
    with pytest.raises(UnknownUser, match="nobody"):
        set_password(by=COMMAND_LINE, username="nobody", password="yun-xi-county-7")
