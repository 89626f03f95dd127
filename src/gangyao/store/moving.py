"""Copies everything from an SQLite database into an empty one of the same version: every row, with keys and hashes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

SOURCE = "source"
_LEFT_BEHIND = {"sessions.Session"}  # people sign in again
_MADE_BY_MIGRATING = {"contenttypes.ContentType", "auth.Permission"}
_AT_A_TIME = 500


class NotMoved(Exception):
    """Nothing was copied; the message is Chinese and says why and what to do."""


def open_source(file: Path) -> None:
    """Makes an SQLite database readable beside the product's own; it is never written."""
    opened = file.with_name(f"{file.name}-wal").exists()
    connections.databases[SOURCE] = {
        **connection.settings_dict, "ENGINE": "django.db.backends.sqlite3", "OPTIONS": {"timeout": 20}, "CONN_MAX_AGE": 0,
        "NAME": f"{file.resolve().as_uri()}?{'mode=ro' if opened else 'immutable=1'}",
        "USER": "", "PASSWORD": "", "HOST": "", "PORT": "",
    }  # fmt: skip


def copy_everything() -> int:
    """Copies all rows of the source into the product's own database, in one transaction; gives their number.

    Raises:
        NotMoved: the versions differ, or the target holds something already.
    """
    theirs = MigrationRecorder(connections[SOURCE]).applied_migrations()
    if set(theirs) != set(MigrationRecorder(connection).applied_migrations()):
        raise NotMoved(
            "SQLite 数据库的表与本版本不同，没有搬。请先用本版本以 SQLite 启动一次网站，让它升级，停下之后再搬"
        )
    models = [model for model in _models() if model._meta.label not in _LEFT_BEHIND]
    _refuse_used(models)
    with transaction.atomic():
        for model in reversed(models):
            if model._meta.label in _MADE_BY_MIGRATING:
                model._base_manager.all().delete()
        copied = sum(_copy(model) for model in models)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
    return copied


def _models() -> list[type[Model]]:
    """One for each table, those that join two included; references are checked when the transaction ends."""
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]


def _refuse_used(models: list[type[Model]]) -> None:
    for model in models:
        if model._meta.label not in _MADE_BY_MIGRATING and model._base_manager.exists():
            raise NotMoved(
                f"目的数据库里已有内容（{model._meta.db_table}），没有搬。请另建一个空的数据库，不要先用它启动网站"
            )


def _copy(model: type[Model]) -> int:
    copied = 0
    rows: Iterator[Model] = model._base_manager.using(SOURCE).order_by("pk").iterator(_AT_A_TIME)
    while some := list(islice(rows, _AT_A_TIME)):
        model._base_manager.using("default").bulk_create(some)
        copied += len(some)
    return copied
