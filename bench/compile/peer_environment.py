"""The peer's own venv, bench/.peer: made when first needed, from pinned packages with hashes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
VENV = HERE.parent / ".peer"
REQUIREMENTS = HERE / "peer-requirements.txt"


class PeerMissing(Exception):
    """The peer cannot be installed or run; the message says why."""


def run_peer(sentences: Path, repeats: int) -> dict[str, Any]:
    """What peer.py prints for a file of sentences.

    Raises:
        PeerMissing: with the reason, for the person.
    """
    command = [str(_ready_python()), "-I", str(HERE / "peer.py"), str(sentences), str(repeats)]
    result: dict[str, Any] = json.loads(_run(command, "运行对照软件").stdout)
    return result


def _ready_python() -> Path:
    python = VENV / "bin" / "python"
    mark = VENV / ".ready"
    wanted = hashlib.sha256(sys.version.encode() + REQUIREMENTS.read_bytes()).hexdigest()
    if mark.is_file() and mark.read_text() == wanted:
        return python
    print("为对照软件 recognizers-text-suite 建立单独的虚拟环境 bench/.peer ……", file=sys.stderr)
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise PeerMissing(f"虚拟环境建不起来：{error}") from None
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--require-hashes", "--requirement", str(REQUIREMENTS)], "安装对照软件")
    mark.write_text(wanted)
    return python


def _run(command: list[str], what: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf8", check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["没有输出"])[-1]
        raise PeerMissing(f"{what}没有成功：{last}")
    return done
