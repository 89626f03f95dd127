"""Writes and verifies the history; every act adds one entry, linked to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from gangyao.store.models import Event

BEGINNING = "0" * 64
_LOCK = 7_020_314  # any fixed number; PostgreSQL's advisory locks are numbers


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction that sees all that acts before it did, and lets none begin beside it.

    For acts that look at rows which others may add or change, such as whether a name is free or who else is a planner.
    SQLite's IMMEDIATE transactions come one after another anyway; PostgreSQL's wait here for the history.
    """
    with transaction.atomic():
        _wait_for_the_history()
        yield


def _wait_for_the_history() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def record_event(*, at: datetime, actor: str, act: str, subject: str, detail: Mapping[str, Any]) -> Event:
    """Adds an entry; runs inside the transaction of the act itself, so that both happen or neither.

    Args:
        at: when, with a time zone.
        actor: key of who acted, never a name.
        act: what was done, e.g. "plan.add".
        subject: what it was done to, e.g. "plan:ziliujing-14".
        detail: facts without personal data; JSON values only.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an entry of the history is written in the transaction of its act")
    _wait_for_the_history()
    last = Event.objects.order_by("-number").first()
    event = Event(
        number=last.number + 1 if last else 1, at=at, actor=actor, act=act, subject=subject, detail=dict(detail),
        previous=last.hash if last else BEGINNING,
    )  # fmt: skip
    event.hash = _hash(event)
    event.save(force_insert=True)
    return event


def verify_history() -> str:
    """Recomputes every hash; gives the last one.

    Raises:
        ValueError: an entry was changed, removed or put in; the message names its number.
    """
    previous = BEGINNING
    for number, event in enumerate(Event.objects.order_by("number").iterator(), 1):
        if event.number != number or event.previous != previous or event.hash != _hash(event):
            raise ValueError(f"历史记录第 {number} 条与链上的校验值不符，可能被改动过；请用备份核对")
        previous = event.hash
    return previous


def _hash(event: Event) -> str:
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    facts = [event.number, at, event.actor, event.act, event.subject, event.detail, event.previous]
    words = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()
