"""Slows down guessing of passwords: after some failures one waits, twice as long after each further one.

Counted for the username that was typed and for the network address, whether or not there is such an account, in the
database, so that all processes count together. A try is counted before its password is looked at and the count is
dropped when the password was right; many tries at once therefore cannot outrun it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from gangyao.accounts.models import SignInFailures

FREE_TRIES = {"account": 5, "address": 20}  # a whole office may come from one address
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(minutes=30)
_FORGOTTEN_AFTER = timedelta(hours=12)


def begin_try(username: str, address: str, now: datetime) -> datetime | None:
    """Counts a try; gives until when one has to wait, in which case the password is not looked at, or None."""
    SignInFailures.objects.filter(last_at__lt=now - _FORGOTTEN_AFTER).delete()
    with transaction.atomic():
        rows = [_row("account", username, now), _row("address", address, now)]
        locked = [row.locked_until for row in rows if row.locked_until and row.locked_until > now]
        if locked:
            return max(locked)
        for row in rows:
            row.count, row.last_at = row.count + 1, now
            row.locked_until = _wait_until(row, now)
            row.save()
    return None


def succeeded(username: str, address: str) -> None:
    """The password was right: earlier failures count no more."""
    with transaction.atomic():  # in the order of begin_try, and rows stay: of two people at once neither meets an error
        for key in (_key("account", username), _key("address", address)):
            SignInFailures.objects.filter(key=key).update(count=0, locked_until=None)


def waits_until(username: str, now: datetime) -> datetime | None:
    """Until when an account has to wait, or None."""
    row = SignInFailures.objects.filter(key=_key("account", username), locked_until__gt=now).first()
    return row.locked_until if row else None


def waiting_among(usernames: Iterable[str], now: datetime) -> frozenset[str]:
    """Those of several accounts that have to wait."""
    keys = set(SignInFailures.objects.filter(kind="account", locked_until__gt=now).values_list("key", flat=True))
    return frozenset(name for name in usernames if _key("account", name) in keys) if keys else frozenset()


def addresses_waiting(now: datetime) -> int:
    """How many network addresses have to wait."""
    return SignInFailures.objects.filter(kind="address", locked_until__gt=now).count()


def free_account(username: str) -> None:
    """Ends the wait of an account."""
    SignInFailures.objects.filter(key=_key("account", username)).delete()


def free_addresses() -> None:
    """Ends the wait of every network address."""
    SignInFailures.objects.filter(kind="address").delete()


def _row(kind: str, word: str, now: datetime) -> SignInFailures:
    row, _ = SignInFailures.objects.select_for_update().get_or_create(
        key=_key(kind, word), defaults={"kind": kind, "last_at": now}
    )
    return row


def _key(kind: str, word: str) -> str:
    return salted_hmac("gangyao.accounts.lockout", f"{kind}:{word}", algorithm="sha256").hexdigest()


def _wait_until(row: SignInFailures, now: datetime) -> datetime | None:
    over = row.count - FREE_TRIES[row.kind]
    return now + min(_FIRST_WAIT * 2 ** min(over, 10), _LONGEST_WAIT) if over >= 0 else None
