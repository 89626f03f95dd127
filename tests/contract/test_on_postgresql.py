"""The tests that touch the database, once more on PostgreSQL: a server of their own, started and thrown away."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_TOUCH_THE_DATABASE = (
    "tests/unit/store",
    "tests/unit/accounts",
    "tests/unit/actions",
    "tests/unit/doctor",
    "tests/web",
)
_UNPRIVILEGED = "postgres"  # PostgreSQL refuses to run as root; Debian's package brings this user


def _binary(name: str) -> str | None:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(installed[0]) if installed else shutil.which(name)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a running server with nothing in it."""
    initdb, pg_ctl = _binary("initdb"), _binary("pg_ctl")
    if not initdb or not pg_ctl:
        pytest.skip("没有 PostgreSQL，数据库测试只在 SQLite 上运行；安装：sudo apt-get install -y postgresql")
    folder = Path(tempfile.mkdtemp(prefix="gangyao-pg-"))  # short: the path of a socket is bounded to 107 bytes
    account: dict[str, str] = {}
    if os.geteuid() == 0:
        shutil.chown(folder, _UNPRIVILEGED)
        account = {"user": _UNPRIVILEGED}
    cluster, port = folder / "cluster", _free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=120, **account)

    run(initdb, "-D", str(cluster), "-U", "gangyao", "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8")
    run(pg_ctl, "-D", str(cluster), "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql://gangyao@127.0.0.1:{port}/postgres"
    finally:
        run(pg_ctl, "-D", str(cluster), "-m", "immediate", "stop")
        shutil.rmtree(folder)


def test_everything_that_touches_the_database_holds_on_postgresql_too(server: str) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-m",
        "not browser",
        *_TOUCH_THE_DATABASE,
    ]
    environment = {**os.environ, "GANGYAO_DATABASE_URL": server}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-6000:]
