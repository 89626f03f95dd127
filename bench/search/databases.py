"""The two databases that are measured, each fresh, in a process of its own, and thrown away."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_UNPRIVILEGED = "postgres"  # PostgreSQL refuses to run as root; Debian's package brings this user


class NoPostgresql(Exception):
    """There is no PostgreSQL here; the message is Chinese and says what to do."""


def on_sqlite(sentences: int, repeats: int) -> dict[str, Any]:
    """The measurement on a SQLite file."""
    return _measure(sentences, repeats, {})


def on_postgresql(sentences: int, repeats: int) -> dict[str, Any]:
    """The measurement on a server of its own; raises NoPostgresql."""
    with _server() as address:
        return _measure(sentences, repeats, {"GANGYAO_DATABASE_URL": address})


def _measure(sentences: int, repeats: int, settings: dict[str, str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="gangyao-bench-") as home:
        environment = {name: value for name, value in os.environ.items() if name != "GANGYAO_DATABASE_URL"}
        environment |= {"GANGYAO_HOME": home, **settings}
        command = [sys.executable, "-m", "bench.search.process", str(sentences), str(repeats)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, text=True, encoding="utf8"
        )
        return dict(json.loads(done.stdout))


@contextmanager
def _server() -> Iterator[str]:
    """The address of a running server with nothing in it."""
    initdb, pg_ctl = _binary("initdb"), _binary("pg_ctl")
    if not initdb or not pg_ctl:
        raise NoPostgresql("没有 PostgreSQL；安装后再测：sudo apt-get install -y postgresql")
    folder = Path(tempfile.mkdtemp(prefix="gangyao-pg-"))
    account: dict[str, str] = {}
    if os.geteuid() == 0:
        shutil.chown(folder, _UNPRIVILEGED)
        account = {"user": _UNPRIVILEGED}
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    cluster, options = str(folder / "cluster"), f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=120, **account)

    run(initdb, "-D", cluster, "-U", "gangyao", "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8")
    try:
        run(pg_ctl, "-D", cluster, "-w", "-o", options, "-l", str(folder / "log"), "start")
        yield f"postgresql://gangyao@127.0.0.1:{port}/postgres"
        run(pg_ctl, "-D", cluster, "-m", "fast", "stop")
    finally:
        if (folder / "cluster" / "postmaster.pid").exists():
            run(pg_ctl, "-D", cluster, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _binary(name: str) -> str | None:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(installed[0]) if installed else shutil.which(name)
