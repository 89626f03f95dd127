"""The command that moves data between databases: move."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from pathlib import Path
from typing import Any

from gangyao.cli.parsing import Stop, command
from gangyao.cli.site import prepare_database


def add_commands(commands: Any) -> None:
    """Declares it."""
    words = "把 SQLite 数据库的全部内容搬进 GANGYAO_DATABASE_URL 所指的空数据库；先停网站，原来的文件只读不改"
    move = command(commands, "move", _move, words)
    move.add_argument(
        "file", metavar="文件", type=Path, nargs="?", help="SQLite 数据库，默认是数据文件夹里的 gangyao.sqlite3"
    )


def _move(arguments: argparse.Namespace) -> int:
    prepare_database()
    from django.conf import settings
    from django.db import DatabaseError, connection

    from gangyao.accounts.actor import COMMAND_LINE
    from gangyao.actions.moving import move_database
    from gangyao.store.moving import NotMoved

    file: Path = arguments.file or settings.GANGYAO_HOME / "gangyao.sqlite3"
    if connection.vendor == "sqlite":
        raise Stop("没有设 GANGYAO_DATABASE_URL，不知道搬到哪里；写成 postgresql://用户:密码@主机:端口/库名")
    if not file.is_file():
        raise Stop(f"找不到 SQLite 数据库“{file}”，请核对路径或 GANGYAO_HOME")
    try:
        rows = move_database(by=COMMAND_LINE, source=file)
    except (NotMoved, ValueError) as error:
        raise Stop(str(error)) from None
    except (DatabaseError, sqlite3.Error) as error:
        raise Stop(f"没有搬成，目的数据库没有动：{error}") from None
    print(f"已搬 {rows} 行，校验链完整；{file} 没有改动，确认之后可自行归档", file=sys.stderr)
    return 0
