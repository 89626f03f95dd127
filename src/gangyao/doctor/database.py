"""Looks at the database without changing it: reached, sound, up to date, its history whole and guarded."""

from __future__ import annotations

import fcntl
import os
import re
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils import timezone

from gangyao.doctor.finding import Finding, fine, note, wrong
from gangyao.store.append_only import HISTORY, guards
from gangyao.store.history import BEGINNING, verify_history
from gangyao.store.upgrade import holds_anything, pending_migrations, unknown_migrations

_OLDEST_POSTGRESQL = 14  # what Django 5.2 supports
_PATIENCE = timedelta(minutes=5)


def look_at_server() -> Iterator[Finding]:
    """Which database answers, and whether it is set up as the product needs it."""
    if connection.vendor == "postgresql":
        yield from _look_at_postgresql()
    else:
        yield from _look_at_sqlite()


def _look_at_sqlite() -> Iterator[Finding]:
    written_ahead = _writes_ahead()
    mode = "wal" if written_ahead else "不是 wal"
    words = f"{sqlite3.sqlite_version}，日志方式 {mode}，全文索引 FTS5 {'有' if _has_fts5() else '没有'}"
    if not written_ahead:
        yield wrong("SQLite", words, "应为 wal，否则读写互相等待：把数据文件夹放到本机磁盘，再启动网站")
    else:
        yield fine("SQLite", words)
    sound = _one("PRAGMA quick_check")
    if sound == "ok":
        yield fine("数据库完好", "quick_check 通过")
    else:
        yield wrong("数据库完好", str(sound), "停网站，用最近的备份恢复，并检查磁盘")


def _writes_ahead() -> bool:
    """Whether the file says so itself (SQLite file format, bytes 18 and 19); one opened as it lies does not tell."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        file = cursor.fetchone()[2]
    if not file:  # in memory
        return True
    with Path(file).open("rb") as opened:
        return opened.read(20)[18:] == b"\2\2"


def _has_fts5() -> bool:
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    except sqlite3.OperationalError:
        return False
    finally:
        memory.close()
    return True


def _look_at_postgresql() -> Iterator[Finding]:
    number = int(_one("SHOW server_version_num"))
    zone = _one("SELECT reset_val FROM pg_settings WHERE name = 'TimeZone'")
    words = f"{_one('SHOW server_version')}，库 {_one('SELECT current_database()')}，时区 {zone}"
    if number // 10000 < _OLDEST_POSTGRESQL:
        yield wrong("PostgreSQL", words, f"需要 {_OLDEST_POSTGRESQL} 或更新的版本")
    else:
        yield fine("PostgreSQL", words)
    encoding = _one("SHOW server_encoding")
    if encoding == "UTF8":
        yield fine("数据库编码", encoding)
    else:
        yield wrong("数据库编码", encoding, "中文存不全：用 createdb --encoding UTF8 --template template0 另建一个库")
    behind = abs(_one("SELECT now()") - timezone.now())
    if behind > timedelta(minutes=1):
        yield note("数据库的时钟", f"与本机相差 {behind.total_seconds():.0f} 秒", "校准两台机器的时钟")


def look_at_tables() -> Iterator[Finding]:
    """Whether the tables are those of this version."""
    unknown, pending = unknown_migrations(), pending_migrations()
    if unknown:
        yield wrong(
            "数据库的表",
            f"较新的版本已升级过：{'、'.join(unknown)}",
            "用新版本启动；要用旧版本，先取回升级之前的数据库",
        )
    elif not holds_anything():
        yield note("数据库的表", "还没有", "第一次启动网站时建立")
    elif pending:
        yield note(
            "数据库的表", f"有 {len(pending)} 步待升级：{'、'.join(pending)}", "启动网站时自动升级；PostgreSQL 请先备份"
        )
    else:
        yield fine("数据库的表", "与本版本相符")


def look_at_history() -> Iterator[Finding]:
    """The chain recomputed, and the triggers that keep the history from being changed."""
    tables = set(connection.introspection.table_names())
    if "store_event" not in tables:
        yield note("历史记录", "还没有")
        return
    try:
        last = verify_history()
    except ValueError as error:
        yield wrong("历史记录", str(error), "停网站，保留现场，与备份和抄录的校验值核对")
    else:
        yield fine("历史记录", "还没有内容" if last == BEGINNING else f"校验链完整，最后一条 {last[:16]}…")
    expected = {name for table in HISTORY if table in tables for name in _names_of_guards(table)}
    missing = sorted(expected - _triggers())
    if missing:
        yield wrong(
            "历史的保护",
            f"缺少触发器 {'、'.join(missing)}",
            "停网站，用备份核对历史；恢复时须连同触发器（pg_dump 整库）",
        )
    else:
        yield fine("历史的保护", f"{len(expected)} 个触发器都在")


def _names_of_guards(table: str) -> list[str]:
    return re.findall(r"CREATE TRIGGER (\w+)", "\n".join(guards(table, connection.vendor)))


def _triggers() -> set[str]:
    """Triggers that are there and switched on."""
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def look_at_work(home: Path) -> Iterator[Finding]:
    """Work in the background: how much waits, how long, and whether anything does it.

    Args:
        home: GANGYAO_HOME, where each worker of this machine holds a lock.
    """
    from gangyao.store.models.job import Job, JobState

    if Job._meta.db_table not in connection.introspection.table_names():
        return
    now = timezone.now()
    running = Job.objects.filter(state=JobState.RUNNING)
    alive, silent = (running.filter(**{f"alive_at__{when}": now - _PATIENCE}).count() for when in ("gte", "lt"))
    workers = sum(map(_is_held, (home / "workers").glob("*")))
    words = f"{workers} 个程序在做，进行中 {alive} 件"
    waiting = Job.objects.filter(state=JobState.WAITING)
    oldest = waiting.order_by("created_at").first()
    if oldest:
        waited = (now - oldest.created_at).total_seconds() / 60
        words += f"，等待 {waiting.count()} 件，最早的等了 {waited:.0f} 分钟"
    if silent:
        words += f"，{silent} 件 {_PATIENCE.seconds // 60} 分钟没有动静"
    if not alive and (silent or (oldest and (not workers or oldest.created_at < now - _PATIENCE))):
        yield wrong("后台工作", words, "启动或重新启动网站，没做完的会接着做")
    else:
        yield fine("后台工作", words if workers else f"{words}（网站运行时才有）")


def _is_held(lock: Path) -> bool:
    """Whether a living process holds this lock; asks with a shared one, which is given back at once."""
    try:
        handle = os.open(lock, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def is_reached() -> str:
    """Why the database cannot be opened; empty where it can."""
    try:
        connection.introspection.table_names()
    except DatabaseError as error:
        return str(error).strip()
    return ""


def _one(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        (value,) = cursor.fetchone()
        return value
