"""`make run` in a temporary clone under an empty environment: what a stranger does first."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_WAIT = 900
pytestmark = pytest.mark.soak


def _run(clone: Path, environment: dict[str, str], *arguments: str) -> tuple[float, str, str]:
    """Seconds until the site answered, its first page, and all it said."""
    started = time.monotonic()
    command = ["make", "run", "PORT=0", *arguments]
    with subprocess.Popen(
        command,
        cwd=clone,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        watchdog = threading.Timer(_WAIT, os.killpg, (process.pid, signal.SIGKILL))
        watchdog.start()
        said = ""
        try:
            assert process.stderr is not None
            for line in process.stderr:
                said += line
                if address := re.search(r"http://127\.0\.0\.1:\d+\S*", line):
                    with urllib.request.urlopen(address[0], timeout=60) as answer:
                        return time.monotonic() - started, answer.read().decode(), said
            pytest.fail(said)
        finally:
            watchdog.cancel()
            os.killpg(process.pid, signal.SIGTERM)


def test_a_stranger_clones_types_make_run_and_reads_the_plan(tmp_path: Path) -> None:
    clone, home = tmp_path / "clone", tmp_path / "home"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    home.mkdir()
    environment = {"HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    first, page, said = _run(clone, environment)
    assert "自流井区" in page
    assert "一次性密码" in said
    second, page, said = _run(clone, environment)
    assert "自流井区" in page
    assert "一次性密码" not in said
    print(f"first make run {first:.1f} s, second {second:.1f} s")
    assert second < 10
    plan = tmp_path / "云溪纲要.txt"
    plan.write_text(
        "云溪县国民经济和社会发展第十四个五年规划纲要（编造的示例）\n第一章 目标\n到2025年，茶园面积达到12万亩。\n",
        encoding="utf8",
    )
    _, page, _ = _run(clone, environment, f"PLAN={plan}")
    assert "云溪县" in page
    shutil.rmtree(clone)
