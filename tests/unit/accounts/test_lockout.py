"""Guessing is slowed down, for a name and for an address, whether or not there is such an account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gangyao.accounts import lockout
from gangyao.accounts.models import SignInFailures

pytestmark = pytest.mark.django_db(transaction=True)
_NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def _fail(times: int, username: str = "zhoumc", address: str = "192.0.2.7", now: datetime = _NOW) -> None:
    for _ in range(times):
        assert lockout.begin_try(username, address, now) is None


def test_five_failures_of_a_name_make_it_wait_a_minute() -> None:
    _fail(5)
    assert lockout.begin_try("zhoumc", "192.0.2.8", _NOW) == _NOW + _MINUTE
    assert lockout.begin_try("zhoumc", "192.0.2.8", _NOW + _MINUTE) is None


def test_each_further_failure_doubles_the_wait_up_to_half_an_hour() -> None:
    _fail(5)
    now, waits = _NOW, []
    for _ in range(7):
        until = lockout.waits_until("zhoumc", now)
        assert until is not None
        waits.append((until - now) // _MINUTE)
        now = until
        _fail(1, now=now)
    assert waits == [1, 2, 4, 8, 16, 30, 30]


def test_tries_while_waiting_are_not_counted() -> None:
    _fail(5)
    for _ in range(10):
        assert lockout.begin_try("zhoumc", "192.0.2.7", _NOW + _MINUTE / 2) == _NOW + _MINUTE


def test_another_name_from_the_same_address_goes_on_until_the_address_has_failed_twenty_times() -> None:
    for number in range(20):
        _fail(1, username=f"guess-{number}")
    assert lockout.begin_try("zhoumc", "192.0.2.7", _NOW) == _NOW + _MINUTE
    assert lockout.begin_try("zhoumc", "192.0.2.8", _NOW) is None
    assert lockout.addresses_waiting(_NOW) == 1
    lockout.free_addresses()
    assert lockout.begin_try("zhoumc", "192.0.2.7", _NOW) is None


def test_the_right_password_drops_the_counts() -> None:
    _fail(4)
    lockout.succeeded("zhoumc", "192.0.2.7")
    _fail(5)


def test_failures_are_forgotten_after_half_a_day() -> None:
    _fail(4)
    _fail(4, now=_NOW + timedelta(hours=13))
    assert SignInFailures.objects.count() == 2


def test_a_typed_name_is_not_kept_in_clear_since_it_may_be_a_password() -> None:
    _fail(1, username="my-secret-password")
    kept = [str(value) for row in SignInFailures.objects.values_list() for value in row]
    assert not any("secret" in value or "192.0.2" in value for value in kept)


def test_no_wait_is_beyond_half_an_hour_however_often_one_fails() -> None:
    SignInFailures.objects.create(key=lockout._key("account", "zhoumc"), kind="account", count=4000, last_at=_NOW)
    _fail(1)
    assert lockout.waits_until("zhoumc", _NOW) == _NOW + timedelta(minutes=30)
