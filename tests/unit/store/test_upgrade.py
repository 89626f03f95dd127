"""A database that is about to change is copied first; one that a newer version changed is named."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from gangyao.store.upgrade import copy_database, holds_anything, pending_migrations, unknown_migrations

pytestmark = pytest.mark.django_db
_AT = datetime(2026, 3, 12, 9, 5, 7)  # noqa: DTZ001 - a name, not an instant


def test_a_database_of_this_version_has_nothing_to_come_and_nothing_unknown() -> None:
    assert (holds_anything(), pending_migrations(), unknown_migrations()) == (True, [], [])


def test_a_step_that_was_not_yet_run_is_named() -> None:
    last = MigrationRecorder(connection).migration_qs.filter(app="store").order_by("-name").first()
    assert last is not None
    last.delete()
    assert pending_migrations() == [f"store.{last.name}"]


def test_a_step_of_a_newer_version_is_named() -> None:
    MigrationRecorder(connection).record_applied("store", "9999_made_up")
    assert unknown_migrations() == ["store.9999_made_up"]


def test_a_step_of_somebody_elses_app_is_not_ours_to_judge() -> None:
    MigrationRecorder(connection).record_applied("somebody", "0001_initial")
    assert unknown_migrations() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite 才由程序复制；PostgreSQL 用 pg_dump")
def test_the_copy_is_whole_and_names_when_and_for_which_version(tmp_path: Path) -> None:
    copy = copy_database(tmp_path / "backups", at=_AT, version="0.2.0")
    assert copy.name == "gangyao-20260312-090507-before-0.2.0.sqlite3"
    with sqlite3.connect(copy) as opened:
        tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert opened.execute("PRAGMA quick_check").fetchone() == ("ok",)
    opened.close()
    assert {"store_event", "accounts_user"} <= tables
    assert list(copy.parent.iterdir()) == [copy]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite 才由程序复制；PostgreSQL 用 pg_dump")
def test_a_folder_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    in_the_way = tmp_path / "backups"
    in_the_way.write_text("a file", encoding="utf8")
    with pytest.raises(OSError, match="exists"):
        copy_database(in_the_way, at=_AT, version="0.2.0")
    assert in_the_way.read_text(encoding="utf8") == "a file"


def test_inside_a_transaction_nothing_is_copied(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        copy_database(tmp_path, at=_AT, version="0.2.0")
