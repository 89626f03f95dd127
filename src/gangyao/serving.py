"""Starts the site: the database is brought up to date, plans are read, then gunicorn answers."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from gangyao.actions.plans import AddedPlan


class CannotServe(Exception):
    """The site cannot start; the message is Chinese and says what to do."""


def prepare() -> None:
    """Loads Django and brings the database up to date; what it creates is readable by its owner alone.

    Raises:
        CannotServe: a setting is wrong, the home cannot be written, the database cannot be reached.
    """
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangyao.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.db import DatabaseError
    from django.utils import translation

    try:
        django.setup()
        _keep_a_copy()
        call_command("migrate", verbosity=0, interactive=False)
        translation.activate(settings.LANGUAGE_CODE)
    except ImproperlyConfigured as error:
        raise CannotServe(f"设置有误：{error}") from None
    except OSError as error:
        raise CannotServe(
            f"数据文件夹不能写：{error.filename}（{error.strerror}）；请检查权限，或用 GANGYAO_HOME 另指一个"
        ) from None
    except DatabaseError as error:
        raise CannotServe(
            f"数据库打不开：{error}；若另一个程序正在第一次启动，请稍候再试；否则请检查 GANGYAO_DATABASE_URL、数据文件夹的权限和磁盘空间"
        ) from None


def _keep_a_copy() -> None:
    """Before the tables of a used SQLite database change, it is copied; tables of a newer version are left alone."""
    import sqlite3

    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from gangyao import __version__
    from gangyao.store.upgrade import copy_database, holds_anything, pending_migrations, unknown_migrations

    folder = settings.GANGYAO_HOME / "backups"
    if unknown := unknown_migrations():
        raise CannotServe(
            f"这个数据库已由较新的版本升级（{'、'.join(unknown)}），版本 {__version__} 不能用它，没有动它。请用新版本启动；"
            f"要用旧版本，请先停网站，把升级之前的那一份从 {folder} 取回（升级之后录入的会没有），做法见安装说明的“回退”一节"
        )
    if connection.vendor != "sqlite" or not holds_anything() or not pending_migrations():
        return
    try:
        copy = copy_database(folder, at=timezone.localtime(), version=__version__)
    except (OSError, sqlite3.Error) as error:
        raise CannotServe(
            f"升级数据库之前要先复制一份到 {folder}，没有复制成（{error}），数据库没有动；请检查磁盘空间和权限后再启动"
        ) from None
    _say(f"数据库的表要升级到版本 {__version__}，先复制了一份：{copy}")


def serve(*, host: str, port: int, plan: bytes | None, plan_name: str) -> int:
    """Serves until stopped.

    Args:
        host: address to bind, e.g. "127.0.0.1".
        port: to bind; 0 takes any free one.
        plan: bytes of a plan to add first.
        plan_name: its file name.

    Raises:
        CannotServe: the port is taken, the address cannot be bound.
        gangyao.ingest.errors.UnreadableFile: the plan cannot be read.
    """
    listener = _bind(host, port)
    os.environ["GANGYAO_BIND"] = host
    prepare()
    opened = _fill(plan, plan_name)
    address = f"http://{'[' + host + ']' if ':' in host else host}:{listener.getsockname()[1]}"
    _say(f"网站已启动：{address}{opened}\n{_first_steps(address)}按 Ctrl+C 停止。")
    return _answer(listener)


def _first_steps(address: str) -> str:
    """The one-time address by which the planner of this machine gets in; empty once there is an own password."""
    from django.utils import timezone

    from gangyao.accounts.access import is_reachable_from_outside
    from gangyao.accounts.actor import COMMAND_LINE
    from gangyao.actions.sign_in import first_link

    token = None if is_reachable_from_outside() else first_link(by=COMMAND_LINE, at=timezone.now())
    if token is None:
        return ""
    return f"第一次使用，请在这台电脑的浏览器里打开（只能用一次，30 分钟内有效）：{address}/enter/{token}/\n"


def _bind(host: str, port: int) -> socket.socket:
    """Takes the port before anything else, so that a taken one is named at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OverflowError:
        raise CannotServe(f"端口应在 0 到 65535 之间，给的是 {port}") from None
    except OSError as error:
        if error.errno == 98 or "in use" in str(error):
            raise CannotServe(f"端口 {port} 已被别的程序占用；请换一个，例如 make run PORT={port + 1}") from None
        raise CannotServe(
            f"不能监听 {host}:{port}：{error.strerror}；请检查地址是否属于本机、端口是否需要更高权限"
        ) from None
    return listener


def _fill(plan: bytes | None, plan_name: str) -> str:
    """Accounts and plans; gives the path of the page to open first."""
    from django.utils import timezone

    from gangyao.accounts.actor import COMMAND_LINE
    from gangyao.actions.people import LOCAL_PLANNER, create_local_planner
    from gangyao.actions.plans import NotReadIn, add_plan
    from gangyao.actions.start import prepare_plans

    password = create_local_planner(by=COMMAND_LINE, on=timezone.localdate())
    if password:
        _say(
            f"已建立规划人员账号：用户名 {LOCAL_PLANNER}，一次性密码 {password}\n密码只显示这一次；用 {_command()} password 可随时重设。"
        )
    for done in prepare_plans(by=COMMAND_LINE):
        if done.fresh:
            _say(f"已读入规划 {done.plan_id}（第 {done.reading} 次编译）")
    if plan is None:
        return "/"
    _say(f"正在编译“{plan_name}”……")
    try:
        added = add_plan(by=COMMAND_LINE, data=plan, name=plan_name)
    except NotReadIn as error:
        raise CannotServe(str(error)) from None
    _say(_what_was_added(plan_name, added))
    return f"/plans/{added.plan_id}/"


def _what_was_added(name: str, added: AddedPlan) -> str:
    if not added.fresh:
        return f"“{name}”先前已读入，内容没有变化"
    if not added.statements:
        return f"“{name}”已读入为 {added.plan_id}，但没有找到量化表述；请确认它是规划或工作报告的正文"
    counts = f"{added.statements} 条表述，{added.targets} 个目标"
    return f"“{name}”已编译为规划 {added.plan_id}：{counts}（第 {added.reading} 次编译）"


def _answer(listener: socket.socket) -> int:
    """Runs gunicorn in this process on the socket that is already bound, and a worker for what waits beside it."""
    from django.conf import settings
    from django.db import connections
    from gunicorn.app.base import BaseApplication
    from gunicorn.arbiter import Arbiter

    from gangyao.jobs.beside import WorkerBeside

    worker = WorkerBeside()

    class Attentive(Arbiter):  # type: ignore[misc]
        """gunicorn's parent, which looks after the worker as it looks after the processes that answer."""

        def manage_workers(self) -> None:
            """Called about each second."""
            super().manage_workers()
            worker.attend()

    class Site(BaseApplication):  # type: ignore[misc]
        """gunicorn with the settings below instead of a configuration file."""

        def load_config(self) -> None:
            """Few workers: SQLite writes one at a time, and a plan's records are cached per process."""
            chosen = {
                "bind": f"fd://{listener.fileno()}", "workers": settings.GANGYAO_WORKERS, "threads": 4,
                "worker_class": "gthread", "loglevel": "warning", "timeout": 120, "preload_app": True,
                "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108 - heartbeat files
                "on_exit": lambda _: worker.stop(),
            }  # fmt: skip
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            """The application."""
            from django.core.wsgi import get_wsgi_application

            return get_wsgi_application()

        def run(self) -> None:
            """Serves until stopped."""
            Attentive(self).run()

    connections.close_all()  # a connection must not be carried into the processes that answer
    sys.argv = sys.argv[:1]
    Site().run()
    return 0


def _command() -> str:
    """How this program is called here: .venv/bin/gangyao in a checkout, the program with its settings where installed."""
    for folder in Path(sys.prefix).parents:
        if (folder / ".gangyao").is_file():  # what install.sh puts into its folder
            return str(folder / "gangyao")
    return os.path.relpath(sys.argv[0]) if os.path.basename(sys.argv[0]) == "gangyao" else "gangyao"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
