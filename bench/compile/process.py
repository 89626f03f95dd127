"""What one command costs as a whole process: seconds on the wall and peak memory.

    python process.py COMMAND ARGUMENT…

prints both as JSON. It imports next to nothing and is run for each measurement by itself, because a child's peak
starts from the memory of the process that started it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any


def measure_commands(data: bytes, repeats: int) -> dict[str, Any]:
    """`gangyao statements` and `gangyao compile` over a file, from start to exit, best of `repeats`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.txt"
        file.write_bytes(data)
        commands = {
            "statements": ["statements", str(file)],
            "compile": ["compile", str(file), "-o", f"{folder}/bundle"],
        }
        return {name: _best([_measure(command) for _ in range(repeats)]) for name, command in commands.items()}


def _best(runs: list[dict[str, Any]]) -> dict[str, Any]:
    return {"seconds": min(run["seconds"] for run in runs), "peak_bytes": max(run["peak_bytes"] for run in runs)}


def _measure(arguments: list[str]) -> dict[str, Any]:
    command = [sys.executable, __file__, sys.executable, "-m", "gangyao.cli", *arguments]
    measured: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return measured


def main(command: list[str]) -> int:
    """Runs a command, its output thrown away."""
    before = perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read() if child.stderr else b""
    _, status, usage = os.wait4(child.pid, 0)
    seconds = perf_counter() - before
    if os.waitstatus_to_exitcode(status):
        sys.stderr.buffer.write(errors)
        return 1
    print(json.dumps({"seconds": seconds, "peak_bytes": usage.ru_maxrss * 1024}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
