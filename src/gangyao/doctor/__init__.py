"""Looks whether this machine, its data and its settings are in order; changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from gangyao.doctor.finding import Check, Finding, State, note, wrong
from gangyao.doctor.home import look_at_home, look_at_key
from gangyao.doctor.machine import look_at_packages, look_at_port, look_at_programs, look_at_python, look_at_time

__all__ = ["Finding", "State", "examine"]


def examine(*, port: int) -> list[Finding]:
    """All findings, in the order in which they matter.

    Args:
        port: the one that the site is going to take.
    """
    key_given = bool(os.environ.get("GANGYAO_SECRET_KEY"))
    found = [*_safely("Python", look_at_python), *_safely("软件包", look_at_packages), *_safely("时钟", look_at_time)]
    refusal = _load_settings()
    if refusal:
        return [*found, refusal]
    found += _safely("设置", partial(_examine_site, port, key_given=key_given))
    found += _safely("数据库", _examine_database)
    return found + _safely("LibreOffice", look_at_programs)


def _load_settings() -> Finding | None:
    """Loads Django so that nothing is written: no key is made, the database is opened to be read only."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangyao.settings")
    os.environ.setdefault("GANGYAO_SECRET_KEY", "the doctor signs nothing and must not make a key")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        if "psycopg" in str(error):
            return wrong("设置", "设了 GANGYAO_DATABASE_URL，但没有 PostgreSQL 的驱动", "安装 psycopg[binary]")
        return wrong("设置", str(error), "改正后再运行一次")
    _open_to_read_only()
    return None


def _open_to_read_only() -> None:
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "postgresql":
        options["options"] = "-c default_transaction_read_only=on"
        options["connect_timeout"] = 5
    elif isinstance(path := connection.settings_dict["NAME"], Path):
        # Where no process has the database open there is no log, and even a reader would make one.
        opened = path.with_name(f"{path.name}-wal").exists()
        connection.settings_dict["NAME"] = f"{path.as_uri()}?{'mode=ro' if opened else 'immutable=1'}"
        for name in ("transaction_mode", "init_command"):
            options.pop(name, None)


def _examine_site(port: int, *, key_given: bool) -> Iterator[Finding]:
    from django.conf import settings
    from django.db import connection

    from gangyao.doctor.site import look_at_settings, look_at_static_files

    yield from look_at_settings()
    yield from look_at_static_files()
    yield from look_at_port(port)
    yield from look_at_home(settings.GANGYAO_HOME, sqlite=connection.vendor == "sqlite")
    yield from look_at_key(settings.GANGYAO_HOME, given=key_given)


def _examine_database() -> Iterator[Finding]:
    from django.conf import settings
    from django.db import connection

    from gangyao.doctor import database

    if connection.vendor == "sqlite" and not (settings.GANGYAO_HOME / "gangyao.sqlite3").is_file():
        yield note("数据库", "还没有", "第一次启动时建立；如果应当有数据，请核对 GANGYAO_HOME")
        return
    if refusal := database.is_reached():
        advice = "检查 GANGYAO_DATABASE_URL、数据库服务是否在运行、pg_hba.conf 是否允许"
        yield wrong(
            "数据库",
            f"打不开：{refusal}",
            advice if connection.vendor == "postgresql" else "检查文件权限；损坏的用备份恢复",
        )
        return
    yield from _safely("数据库", database.look_at_server)
    yield from _safely("数据库的表", database.look_at_tables)
    yield from _safely("历史记录", database.look_at_history)
    yield from _safely("后台工作", partial(database.look_at_work, settings.GANGYAO_HOME))


def _safely(item: str, check: Check) -> list[Finding]:
    """What a check found; one that breaks off is a finding too, and the others go on."""
    found: list[Finding] = []
    try:
        found.extend(check())
    except Exception as error:
        found.append(
            wrong(item, f"检查时出错：{type(error).__name__}：{error}", "检查没有做完；请把这一行告诉维护人员")
        )
    return found
