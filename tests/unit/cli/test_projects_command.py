"""gangyao projects lists every place that names a project as a line of JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gangyao.cli import main

_TEXT = """云州市青禾区国民经济和社会发展第十五个五年规划纲要

第一章 完善基础设施

新建普惠性托育中心4所，推进云州至双河公路二期、青禾大数据平台等项目建设。
建成一批文化驿站。
"""


def test_each_mention_is_a_line_with_name_type_count_and_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "青禾区.txt"
    path.write_text(_TEXT, encoding="utf-8")

    assert main(["projects", str(path)]) == 0

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["name"], line["type"], line["count"], line["unit"]) for line in lines] == [
        ("普惠性托育中心", "care", "4", "所"),
        ("云州至双河公路二期", "road", None, ""),
        ("青禾大数据平台", "digital", None, ""),
        ("文化驿站", "service", None, ""),
    ]
    assert lines[1]["place"] == "云州至双河"
    assert [line["vague"] for line in lines] == [False, False, False, True]
    assert all(_TEXT[line["start"] : line["end"]] == line["name"] for line in lines)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["projects", str(tmp_path / "没有.txt")]) == 1

    assert "找不到文件" in capsys.readouterr().err
