"""Makes tables refuse every change but new rows in the database itself, on SQLite and on PostgreSQL.

Rows that record history are only added to. A documented purge drops the triggers of its table inside its own
transaction and puts them back (docs/decisions/0007-history-in-the-database.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

HISTORY = ("store_event", "store_sourcetext", "store_reading", "store_recordid", "store_correctionrow")
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
    acts = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete", "replace")
    return (f"DROP TRIGGER IF EXISTS {table}_refuses_{act}{on}" for act in acts)


def guards(table: str, vendor: str) -> Iterable[str]:
    """The statements that create the triggers of one table."""
    return _guards_of_postgresql(table) if vendor == "postgresql" else _guards_of_sqlite(table)


def _guards_of_postgresql(table: str) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table}: {_MESSAGE}'; END $$"
    )
    for act, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        yield (
            f"CREATE TRIGGER {table}_refuses_{act} BEFORE {act.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_refuse()"
        )


def _guards_of_sqlite(table: str) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: {_MESSAGE}'); END"
    yield f"CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} {refuse}"
    # INSERT OR REPLACE takes a row away without running the triggers of DELETE.
    key = "number" if table == "store_event" else "id"
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 - names of our own tables
    yield f"CREATE TRIGGER {table}_refuses_replace BEFORE INSERT ON {table} WHEN {taken} {refuse}"
