"""Makes tables refuse UPDATE and DELETE in the database itself, on SQLite and on PostgreSQL.

Rows that record history are only added to. A documented purge drops the triggers of its table inside its own
transaction and puts them back (docs/decisions/history-in-the-database.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

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
            for act in ("update", "delete"):
                on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
                editor.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_{act}{on}", params=None)

    return backward


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
