"""Web and worker are killed at random moments while files come in and are compiled: nothing acknowledged is lost.

The site is started as in real use, in a home of its own; a made-up plan is sent over HTTP; then SIGKILL hits the web
parent, the worker, the child that compiles, or all of them, and the site is started again.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from attrs import Factory, define

_PASSWORD = "yun-xi-county-7"
_WAIT = 60
_LOCATION = re.compile(r"/jobs/([0-9a-f-]{36})/")
_PERIODS = ("十三", "十四", "十五")
_VICTIMS = ("compile", "web", "worker", "all", "web")
_SENTENCES = 600  # compiling and storing these takes about a second


@define
class _Site:
    """The site as processes; one object for one start."""

    process: subprocess.Popen[str]
    port: int
    said: list[str] = Factory(list)

    def children(self, parent: int | None = None) -> dict[int, str]:
        """Process ids below a process, each with its command."""
        found: dict[int, str] = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, IndexError):
                above = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                if above == (parent or self.process.pid):
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        return found

    def worker(self) -> int | None:
        return next((pid for pid, command in self.children().items() if " work --beside" in command), None)

    def compiling(self) -> int | None:
        worker = self.worker()
        return next(iter(self.children(worker)), None) if worker else None


@contextlib.contextmanager
def _served(home: Path) -> Iterator[_Site]:
    command = [sys.executable, "-m", "gangyao.cli", "serve", "--port", "0"]
    environment = {**os.environ, "GANGYAO_HOME": str(home)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    watchdog = threading.Timer(_WAIT, process.kill)
    watchdog.start()
    assert process.stderr is not None
    said: list[str] = []
    drain = threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True)
    try:
        for line in process.stderr:
            said.append(line)
            if address := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                drain.start()
                watchdog.cancel()
                yield _Site(process, int(address[1]), said)
                return
        pytest.fail("the site did not start: " + "".join(said))
    finally:
        watchdog.cancel()
        process.terminate()
        process.wait(20)
        if drain.ident:
            drain.join(20)  # until the worker, which writes there too, has ended
        process.stderr.close()


def _gangyao(home: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gangyao.cli", *arguments], env={**os.environ, "GANGYAO_HOME": str(home)},
        input=given, capture_output=True, text=True, timeout=_WAIT, check=False,
    )  # fmt: skip


def _sign_in(port: int) -> dict[str, str]:
    """Cookies of one who has signed in; they hold over restarts."""
    cookies: dict[str, str] = {}
    for body in ("", urlencode({"username": "planner", "password": _PASSWORD})):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_WAIT)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": cookies["csrftoken"]}
        connection.request("POST" if body else "GET", "/sign-in/", body, headers)
        for name, value in connection.getresponse().getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                cookies[key] = rest.partition(";")[0]
        connection.close()
    assert "sessionid" in cookies
    return cookies


def _plan(number: int) -> bytes:
    """A made-up plan; each number gives another text, of one of three plans."""
    period = _PERIODS[number % len(_PERIODS)]
    head = f"云溪县国民经济和社会发展第{period}个五年规划纲要（编造的示例）\n第一章 目标\n"
    places = (
        f"第{place}片茶园面积达到{number + place}.{place % 10}万亩以上，新建步道{place}公里。\n"
        for place in range(_SENTENCES)
    )
    return (head + "".join(places)).encode()


class _Sender(threading.Thread):
    """Sends one file as a form, in pieces; what it was answered is known afterwards."""

    def __init__(self, port: int, cookies: dict[str, str], data: bytes, pause: float) -> None:
        super().__init__(daemon=True)
        self.port, self.cookies, self.data, self.pause = port, cookies, data, pause
        self.job: str | None = None

    def run(self) -> None:
        boundary = "----made-up"
        field = f'--{boundary}\r\nContent-Disposition: form-data; name="{{}}"'
        body = (
            f'{field.format("file")}; filename="plan.txt"\r\nContent-Type: text/plain\r\n\r\n'.encode()
            + self.data
            + f"\r\n{field.format('end')}\r\n\r\n1\r\n--{boundary}--\r\n".encode()
        )
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_WAIT)
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection.putrequest("POST", "/open/")
            connection.putheader("Content-Type", f"multipart/form-data; boundary={boundary}")
            connection.putheader("Content-Length", str(len(body)))
            connection.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
            connection.putheader("X-CSRFToken", self.cookies["csrftoken"])
            connection.endheaders()
            for start in range(0, len(body), 2048):
                connection.send(body[start : start + 2048])
                time.sleep(self.pause)
            found = _LOCATION.search(connection.getresponse().getheader("Location") or "")
            self.job = found[1] if found else None
        connection.close()


def _kill(site: _Site, victims: str) -> None:
    """SIGKILL, to whom it may concern; some may have ended already."""
    worker, compiling = site.worker(), site.compiling()
    web = [site.process.pid, *(pid for pid in site.children() if pid != worker)]
    pids = {"web": web, "worker": [worker], "compile": [compiling], "all": [*web, worker, compiling]}[victims]
    for pid in filter(None, pids):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _rows(home: Path, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(home / "gangyao.sqlite3", timeout=20)) as database:
        return database.execute(query).fetchall()


def _settled(home: Path) -> None:
    """Waits until no work is open; something has to move all the while."""
    query = "SELECT key, state, step, attempts FROM store_job WHERE state IN ('waiting', 'running')"
    before, since = None, time.monotonic()
    while left := _rows(home, query):
        if left != before:
            before, since = left, time.monotonic()
        assert time.monotonic() < since + _WAIT, f"work is left undone: {left}"
        time.sleep(0.2)


def _moment(site: _Site, chance: random.Random) -> None:
    """Waits for a moment to kill at: while the file comes in or the worker begins, or while a file is compiled."""
    if chance.random() < 0.4:
        time.sleep(chance.uniform(0, 1.5))
        return
    deadline = time.monotonic() + 15
    while site.compiling() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(chance.uniform(0, 0.8))


def _check(home: Path, acknowledged: list[str]) -> None:
    assert _rows(home, "PRAGMA integrity_check") == [("ok",)]
    states = {
        key: (state, json.loads(outcome))
        for key, state, outcome in _rows(home, "SELECT key, state, outcome FROM store_job")
    }
    for job in acknowledged:
        state, outcome = states[job.replace("-", "")]
        assert state == "done" or (state == "failed" and outcome["message"]), (job, state)
    for (sha256,) in _rows(home, "SELECT sha256 FROM store_upload"):
        assert hashlib.sha256((home / "uploads" / str(sha256)).read_bytes()).hexdigest() == sha256
    readings = _rows(
        home,
        "SELECT r.plan_id, r.number, s.sha256, (SELECT count(*) FROM store_statementrow WHERE reading_id = r.id),"
        " (SELECT count(*) FROM store_targetrow WHERE reading_id = r.id), r.compiler"
        " FROM store_reading r JOIN store_sourcetext s ON s.id = r.source_id",
    )
    events = [
        (subject, json.loads(detail))
        for subject, detail in _rows(home, "SELECT subject, detail FROM store_event WHERE act = 'plan.read'")
    ]
    recorded = {
        (subject, d["reading"], d["sha256"], d["statements"], d["targets"], d["compiler"]) for subject, d in events
    }
    assert {(f"plan:{plan}", *rest) for plan, *rest in readings} == recorded, "a plan is stored by half"
    once = {(plan, sha256, compiler) for plan, _, sha256, *_, compiler in readings}
    assert len(readings) == len(once), "one file was read in twice"
    current = dict(_rows(home, "SELECT plan_id, current_reading FROM store_planrow"))
    assert all(current[plan] == max(n for p, n, *_ in readings if p == plan) for plan in current)
    verified = _gangyao(home, "verify")
    assert verified.returncode == 0, verified.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found through /proc")
@pytest.mark.parametrize("rounds", [5, pytest.param(200, marks=pytest.mark.soak)])
def test_nothing_acknowledged_is_lost_and_no_plan_is_stored_by_half(tmp_path: Path, rounds: int) -> None:
    chance = random.Random(rounds)
    with _served(tmp_path):
        assert _gangyao(tmp_path, "password", given=_PASSWORD + "\n").returncode == 0
    acknowledged: list[str] = []
    cookies: dict[str, str] = {}
    for number in range(rounds):
        with _served(tmp_path) as site:
            cookies = cookies or _sign_in(site.port)
            if chance.random() < 0.5:  # else what the last kills left is still waiting
                _settled(tmp_path)
            sender = _Sender(site.port, cookies, _plan(number), pause=chance.choice((0.002, 0.06)))
            sender.start()
            _moment(site, chance)
            _kill(site, _VICTIMS[number % len(_VICTIMS)])
            sender.join(_WAIT)
            if sender.job:
                acknowledged.append(sender.job)
    with _served(tmp_path):
        _settled(tmp_path)
    again, failed = _rows(tmp_path, "SELECT sum(attempts > 1), sum(state = 'failed') FROM store_job")[0]
    print(f"{rounds} kills, {len(acknowledged)} files acknowledged, {again} begun again, {failed} given up with words")
    assert acknowledged, "every round was cut off before its file had come in"
    _check(tmp_path, acknowledged)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found through /proc")
def test_the_worker_is_begun_again_when_it_dies_and_ends_with_the_web(tmp_path: Path) -> None:
    with _served(tmp_path) as site:
        first = _appears(site, site.worker)
        os.kill(first, signal.SIGKILL)
        second = _appears(site, lambda: pid if (pid := site.worker()) != first else None)
        site.process.kill()
        site.process.wait(20)
        deadline = time.monotonic() + 20
        while Path(f"/proc/{second}").exists():
            assert time.monotonic() < deadline, "the worker outlives the site"
            time.sleep(0.1)


def _appears(site: _Site, ask: Callable[[], int | None]) -> int:
    deadline = time.monotonic() + 30
    while not (found := ask()):
        assert time.monotonic() < deadline, f"no worker: {site.said}"
        time.sleep(0.1)
    return found
