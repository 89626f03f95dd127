"""Commands around the site and its database: serve, work, password, verify."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from gangyao.cli.parsing import Stop, command, read_bytes


def add_commands(commands: Any) -> None:
    """Declares them."""
    serve = command(commands, "serve", _serve, "启动网站")
    serve.add_argument("--plan", metavar="文件", type=Path, help="先导入这份规划，再启动")
    serve.add_argument("--host", default="127.0.0.1", help="监听地址，默认只有本机能访问")
    serve.add_argument("--port", type=int, default=8000, help="端口，默认 8000；0 表示任意空闲端口")

    work = command(commands, "work", _work, "处理后台任务：读取、编译在网站上打开的文件；网站已带一个，通常不用另开")
    work.add_argument("--once", action="store_true", help="处理完等待中的任务就结束")
    work.add_argument("--beside", metavar="进程号", type=int, help="这个进程结束时一同结束；由 gangyao serve 使用")

    password = command(commands, "password", _password, "设置一个人员的登录密码")
    password.add_argument("username", metavar="用户名", nargs="?", default="planner", help="默认 planner")

    command(commands, "verify", _verify, "核对历史记录的校验链，输出最后一条的校验值")


def _serve(arguments: argparse.Namespace) -> int:
    from gangyao.serving import CannotServe, serve

    data = read_bytes(arguments.plan) if arguments.plan else None
    try:
        return serve(
            host=arguments.host, port=arguments.port, plan=data, plan_name=arguments.plan.name if arguments.plan else ""
        )
    except CannotServe as error:
        raise Stop(str(error)) from None


def _work(arguments: argparse.Namespace) -> int:
    prepare_database()
    from gangyao.jobs.worker import Worker

    Worker(beside=arguments.beside).run(once=arguments.once)
    return 0


def _password(arguments: argparse.Namespace) -> int:
    prepare_database()
    from gangyao.accounts.actor import COMMAND_LINE
    from gangyao.actions.people import UnknownUser, WeakPassword, set_password

    typed = getpass.getpass("新密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if sys.stdin.isatty() and getpass.getpass("再输一次：") != typed:
        raise Stop("两次输入不一致，密码没有改")
    try:
        set_password(by=COMMAND_LINE, username=arguments.username, password=typed)
    except (UnknownUser, WeakPassword) as error:
        raise Stop(str(error)) from None
    print(f"{arguments.username} 的密码已设置", file=sys.stderr)
    return 0


def _verify(_: argparse.Namespace) -> int:
    prepare_database()
    from gangyao.store.history import BEGINNING, verify_history

    try:
        last = verify_history()
        if last == BEGINNING:
            raise Stop("这里没有历史记录；请确认 GANGYAO_HOME（或 GANGYAO_DATABASE_URL）指的是网站所用的数据")
        print(last)
    except ValueError as error:
        raise Stop(str(error)) from None
    return 0


def prepare_database() -> None:
    """Brings the database up to date before a command asks it."""
    from gangyao.serving import CannotServe, prepare

    try:
        prepare()
    except CannotServe as error:
        raise Stop(str(error)) from None
