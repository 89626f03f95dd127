"""The history: linked, complete, and refused to every later hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from gangyao.store.append_only import allow_changes
from gangyao.store.history import BEGINNING, record_event, verify_history
from gangyao.store.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
_AT = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)


def _add(act: str) -> Event:
    with transaction.atomic():
        return record_event(at=_AT, actor="command-line", act=act, subject="plan:yunxi-14", detail={"字数": 12})


def test_every_entry_holds_the_hash_of_the_one_before() -> None:
    first, second = _add("plan.read"), _add("plan.read")
    assert (first.number, first.previous) == (1, BEGINNING)
    assert (second.number, second.previous) == (2, first.hash)
    assert verify_history() == second.hash


def test_an_empty_history_verifies() -> None:
    assert verify_history() == BEGINNING


_REPLACE = (
    "INSERT OR REPLACE INTO store_event SELECT number, at, 'x', act, subject, detail, previous, hash FROM store_event"
)
_PAST = {"sqlite": _REPLACE, "postgresql": "TRUNCATE store_event"}[connection.vendor]


@pytest.mark.parametrize("sql", ["UPDATE store_event SET actor = 'x'", "DELETE FROM store_event", _PAST])
def test_the_database_itself_refuses_to_change_the_history(sql: str) -> None:
    _add("plan.read")
    with pytest.raises(DatabaseError, match="history is only added to"), connection.cursor() as cursor:
        cursor.execute(sql)
    assert verify_history() == Event.objects.get().hash


def test_a_history_changed_behind_the_triggers_is_found() -> None:
    _add("plan.read")
    _add("plan.read")
    with connection.schema_editor() as editor:
        allow_changes("store_event")(None, editor)
    Event.objects.filter(number=1).update(actor="someone-else")
    with pytest.raises(ValueError, match="第 1 条"):
        verify_history()


def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record_event(at=_AT, actor="command-line", act="plan.read", subject="plan:x", detail={})
