"""gangyao coverage lists what became of every numeral; a compile ends with the sum of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gangyao.cli import main
from gangyao.core.plan.outcome import EXPLANATIONS, Outcome

_TEXT = """云州市青禾区国民经济和社会发展第十五个五年规划纲要

第一章 主要目标

到2030年，森林覆盖率达到46.5%。
打造千亿新港。

第二章 基础设施

推进5G网络覆盖。
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "青禾区.txt"
    path.write_text(_TEXT, encoding="utf-8")
    return path


def test_the_list_names_the_line_the_numeral_and_the_reason(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", str(plan)]) == 0
    said = capsys.readouterr().out
    assert "46.5 已编入（森林覆盖率-2030）" in said
    assert "第 6 行  打造千亿新港。\n    千亿 未识别" in said
    assert "第二章 基础设施（名称 1" in said


def test_json_gives_every_sentence_with_exact_places(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", str(plan), "--format", "json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    numerals = [numeral for line in lines for numeral in line["numerals"]]
    assert all(_TEXT[numeral["start"] : numeral["end"]] == numeral["text"] for numeral in numerals)
    assert {numeral["outcome"] for numeral in numerals} <= {outcome.value for outcome in Outcome}
    assert [line["line"] for line in lines if not line["covered"]] == [6]


def test_a_compile_says_what_may_have_been_missed_and_where(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compile", str(plan), "-o", str(tmp_path / "b")]) == 0
    said = capsys.readouterr().err
    assert "1 处已编入" in said
    assert f"第一章 主要目标：1 处{EXPLANATIONS[Outcome.UNEXPLAINED][0]}，可能漏读（第 6 行）" in said


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "没有.txt"]) == 1
    assert "没有.txt" in capsys.readouterr().err
