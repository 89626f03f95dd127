"""The site as a process: it starts, answers, names a taken port, and keeps its data over a restart."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

_WAIT = 60
_PLAN = "云溪县国民经济和社会发展第十四个五年规划纲要（编造的示例）\n第一章 目标\n到2025年，茶园面积达到12万亩以上。\n"


@contextmanager
def _served(home: Path, *arguments: str) -> Iterator[tuple[int, str, list[str]]]:
    """The port, the page it says to open, and what it has said so far."""
    environment = {**os.environ, "GANGYAO_HOME": str(home)}
    command = [sys.executable, "-m", "gangyao.cli", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    watchdog = threading.Timer(_WAIT, process.kill)
    watchdog.start()
    said: list[str] = []
    assert process.stderr is not None
    try:
        for line in process.stderr:
            said.append(line)
            if address := re.search(r"http://127\.0\.0\.1:(\d+)(/\S*)", line):
                yield int(address[1]), address[2], said
                return
        pytest.fail("the site did not start: " + "".join(said))
    finally:
        watchdog.cancel()
        process.terminate()
        process.wait(20)
        process.stderr.close()


def _get(port: int, path: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_the_first_start_shows_the_bundled_plan_and_prints_the_password_once(tmp_path: Path) -> None:
    with _served(tmp_path) as (port, opened, said):
        assert opened == "/"
        assert sum("一次性密码" in line for line in said) == 1
        status, page = _get(port, "/plans/ziliujing-14/")
        assert status == 200
        assert "摘要，非正式文本" in page
        assert _get(port, "/static/css/site.css")[0] == 200
    with _served(tmp_path) as (port, _, said):
        assert not any("一次性密码" in line or "已读入规划" in line for line in said)
        assert _get(port, "/plans/ziliujing-14/targets/")[0] == 200


def test_a_given_plan_is_compiled_and_its_page_named(tmp_path: Path) -> None:
    file = tmp_path / "云溪纲要.txt"
    file.write_text(_PLAN, encoding="utf-8")
    with _served(tmp_path / "home", "--plan", str(file)) as (port, opened, _):
        status, page = _get(port, opened)
        assert status == 200
        assert "云溪县" in page


def test_a_taken_port_is_named_with_another_to_try(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "gangyao.cli", "serve", "--port", str(port)],
            env={**os.environ, "GANGYAO_HOME": str(tmp_path)}, capture_output=True, text=True, timeout=_WAIT, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert f"端口 {port} 已被别的程序占用" in done.stderr
    assert f"PORT={port + 1}" in done.stderr


def test_an_unreadable_plan_stops_the_start_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "空.txt"
    file.write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-m", "gangyao.cli", "serve", "--port", "0", "--plan", str(file)],
        env={**os.environ, "GANGYAO_HOME": str(tmp_path / "home")}, capture_output=True, text=True, timeout=_WAIT, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "空的" in done.stderr
    assert "Traceback" not in done.stderr


def test_verifying_where_there_is_nothing_says_so(tmp_path: Path) -> None:
    environment = {**os.environ, "GANGYAO_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "gangyao.cli", "verify"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=_WAIT, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "GANGYAO_HOME" in done.stderr


def test_a_password_is_set_from_a_pipe(tmp_path: Path) -> None:
    environment = {**os.environ, "GANGYAO_HOME": str(tmp_path)}
    with _served(tmp_path):
        pass
    command = [sys.executable, "-m", "gangyao.cli", "password"]
    done = subprocess.run(
        command, env=environment, input="yun-xi-county-7\n", capture_output=True, text=True, timeout=_WAIT, check=False
    )
    assert (done.returncode, "密码已设置" in done.stderr) == (0, True)
    done = subprocess.run(
        command, env=environment, input="short\n", capture_output=True, text=True, timeout=_WAIT, check=False
    )
    assert done.returncode == 1
    assert "10 个字符" in done.stderr
    verified = subprocess.run(
        [*command[:-1], "verify"], env=environment, capture_output=True, text=True, timeout=_WAIT, check=False
    )
    assert re.fullmatch(r"[0-9a-f]{64}\n", verified.stdout)
