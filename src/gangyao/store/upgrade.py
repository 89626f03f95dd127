"""What stands between a database and this version of the program: steps to come, steps it does not know, a copy."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


def pending_migrations() -> list[str]:
    """Names of the migrations that this version would run, such as "store.0002_name", in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown_migrations() -> list[str]:
    """Names of migrations that a newer version ran on this database and this one does not have."""
    loader = MigrationExecutor(connection).loader
    known = {*loader.disk_migrations, *(key for one in loader.disk_migrations.values() for key in one.replaces)}
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("gangyao.")}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in ours and (app, name) not in known)


def holds_anything() -> bool:
    """Whether the database was ever used."""
    return bool(MigrationRecorder(connection).applied_migrations())


def copy_database(folder: Path, *, at: datetime, version: str) -> Path:
    """Copies the SQLite database as a whole, also while others write to it.

    Args:
        folder: where copies lie; made if need be.
        at: when, in local time; in the name.
        version: of the program that is going to change the tables; in the name.

    Raises:
        RuntimeError: asked inside a transaction, which the copy would wait for without end.
        OSError: the folder cannot be written.
        sqlite3.Error: the copy is not whole, e.g. the disk is full; what was begun is taken away.
    """
    if connection.in_atomic_block:
        raise RuntimeError("a database is copied outside of every transaction")
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"gangyao-{at:%Y%m%d-%H%M%S}-before-{version}.sqlite3"
    unfinished = copy.with_suffix(".part")
    connection.ensure_connection()
    target = sqlite3.connect(unfinished)
    try:
        connection.connection.backup(target)
    except BaseException:
        target.close()
        unfinished.unlink(missing_ok=True)
        raise
    target.close()
    return unfinished.replace(copy)
