"""Makes tables refuse UPDATE and DELETE in the database itself, on SQLite and on PostgreSQL.

Rows that record history are only added to. A documented purge drops the triggers of its table inside its own
transaction and puts them back (docs/decisions/0007-history-in-the-database.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

HISTORY = ("store_event", "store_sourcetext", "store_reading")
_MESSAGE = "history is only added to"


def refuse_changes(*tables: str) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    """The forward step of a migration (RunPython) that guards these tables."""

    def forward(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            for statement in guards(table, editor.connection.vendor):
                editor.execute(statement, params=None)

    return forward


def allow_changes(*tables: str) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    """The step back of the same migration."""

    def backward(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            for statement in _releases(table, editor.connection.vendor):
                editor.execute(statement, params=None)

    return backward


@contextmanager
def purging(*tables: str) -> Iterator[None]:
    """Opens tables for a purge, in one transaction; they are guarded again when it ends, also where it fails."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            for statement in _releases(table, connection.vendor):
                cursor.execute(statement)
        yield
        for table in tables:
            for statement in guards(table, connection.vendor):
                cursor.execute(statement)


def _releases(table: str, vendor: str) -> Iterable[str]:
    on = f" ON {table}" if vendor == "postgresql" else ""
    return (f"DROP TRIGGER IF EXISTS {table}_refuses_{act}{on}" for act in ("update", "delete"))


def guards(table: str, vendor: str) -> Iterable[str]:
    """The statements that create the triggers of one table."""
    if vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table}: {_MESSAGE}'; END $$"
        )
    for act in ("update", "delete"):
        if vendor == "postgresql":
            yield (
                f"CREATE TRIGGER {table}_refuses_{act} BEFORE {act.upper()} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
            )
        else:
            yield (
                f"CREATE TRIGGER {table}_refuses_{act} BEFORE {act.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: {_MESSAGE}'); END"
            )
