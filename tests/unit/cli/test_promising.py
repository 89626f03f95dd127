"""The command promises, as a shell sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gangyao.cli import main

_PLAN = (
    "云溪县国民经济和社会发展第十四个五年规划纲要（编造的示例）\n第一章 完善服务\n"
    "到2025年，力争建成便民驿站和书屋，推进老街排水管网改造，提升居民满意度。\n"
)
_FIELDS = ["start", "end", "kind", "verb", "object_head", "objects", "modality", "horizon", "who"]


def test_promises_prints_every_clause_with_its_kind_and_what_a_promise_promises(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "云溪纲要.txt"
    file.write_text(_PLAN, encoding="utf-8")
    assert main(["promises", str(file)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(list(row) == _FIELDS for row in rows)
    kinds = [(row["kind"], _PLAN[row["start"] : row["end"]]) for row in rows[2:]]
    assert kinds == [
        ("manner", "到2025年"),
        ("promise", "力争建成便民驿站和书屋"),
        ("promise", "推进老街排水管网改造"),
        ("purpose", "提升居民满意度"),
    ]
    first, second = (row for row in rows if row["kind"] == "promise")
    assert (first["verb"], first["objects"], first["modality"], first["horizon"]) == (
        "建成",
        ["便民驿站", "书屋"],
        "力争",
        "2025",
    )
    assert (second["verb"], second["object_head"], second["modality"]) == ("推进…改造", "老街排水管网", "")
    assert rows[-1]["verb"] is rows[-1]["objects"] is None


def test_a_file_that_is_not_there_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["promises", "不在这里.txt"]) == 1
    assert "找不到文件" in capsys.readouterr().err
