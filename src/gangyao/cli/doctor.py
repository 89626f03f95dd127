"""The command that looks whether everything is in order: doctor."""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections.abc import Sequence
from typing import Any

import attrs

from gangyao.cli.parsing import command
from gangyao.doctor import Finding, State, examine

_WORDS = {State.FINE: "正常", State.NOTE: "提醒", State.WRONG: "有误"}


def add_commands(commands: Any) -> None:
    """Declares it."""
    doctor = command(commands, "doctor", _doctor, "检查这台机器、数据和设置，列出项目、结果和建议，不改动任何东西")
    doctor.add_argument("--port", type=int, default=8000, help="网站要用的端口，默认 8000")
    doctor.add_argument("--format", choices=("text", "json"), default="text", help="输出形式")


def _doctor(arguments: argparse.Namespace) -> int:
    found = examine(port=arguments.port)
    if arguments.format == "json":
        print(json.dumps([attrs.asdict(finding) for finding in found], ensure_ascii=False, indent=1))
    else:
        print(table(found))
    return 1 if any(finding.state is State.WRONG for finding in found) else 0


def table(found: Sequence[Finding]) -> str:
    """Three columns, aligned by the width that characters take on a terminal, and a line that sums up."""
    rows = [("项目", "结果", "建议"), *((one.item, f"{_WORDS[one.state]} {one.result}", one.advice) for one in found)]
    first = max(_width(row[0]) for row in rows)
    second = min(max(_width(row[1]) for row in rows), 60)
    lines = [f"{_filled(row[0], first)}  {_filled(row[1], second)}  {row[2]}".rstrip() for row in rows]
    counted = {state: sum(one.state is state for one in found) for state in State}
    sums = "，".join(f"{_WORDS[state]} {count} 项" for state, count in counted.items() if count)
    return "\n".join([*lines, sums])


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)


def _filled(words: str, width: int) -> str:
    return words + " " * (width - _width(words))
