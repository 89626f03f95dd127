"""The commands of the chain, as a shell sees them: results on standard output, messages on standard error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gangyao.cli import main

_PLAN = (
    "云溪县国民经济和社会发展第十四个五年规划纲要（编造的示例）\n第一章 发展基础\n2020年，茶园面积达到9万亩。\n"
    "第二章 主要目标\n到2025年，茶园面积达到12万亩以上。\n"
)
_FIELDS = {
    "start", "end", "quote", "indicator", "value", "value_high", "value_text", "unit", "comparator", "measure", "role",
    "horizon", "scope", "tier", "line",
}  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "云溪纲要.txt"
    file.write_text(_PLAN, encoding="utf-8")
    return file


def test_statements_prints_a_json_object_a_line(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", str(plan)]) == 0
    printed = capsys.readouterr()
    rows = [json.loads(line) for line in printed.out.splitlines()]
    assert all(row.keys() >= _FIELDS for row in rows)
    target = next(row for row in rows if row["role"] == "target")
    assert (target["value"], target["unit"], target["comparator"], target["horizon"]) == (12, "万亩", ">=", "2025")
    assert _PLAN[target["start"] : target["end"]] == target["quote"]
    assert _PLAN.splitlines()[target["line"] - 1].find(target["quote"]) >= 0
    assert printed.err == ""


def test_compile_writes_a_bundle_and_show_lists_its_targets(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "bundle"
    assert main(["compile", str(plan), "-o", str(bundle)]) == 0
    assert "1 个目标" in capsys.readouterr().err
    assert main(["show", str(bundle)]) == 0
    shown = capsys.readouterr().out
    assert "茶园面积：>=12万亩（基期 2020：9万亩）" in shown
    assert main(["show", str(bundle), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["quantity"] == {"value": "12", "unit": "万亩", "comparator": ">="}


def test_compiling_the_same_text_again_writes_the_same_bytes(plan: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    main(["compile", str(plan), "-o", str(bundle)])
    before = {path.name: path.read_bytes() for path in bundle.iterdir()}
    main(["compile", str(plan), "-o", str(bundle)])
    assert {path.name: path.read_bytes() for path in bundle.iterdir()} == before


def test_compiling_a_changed_text_says_what_is_new_and_what_has_gone(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "bundle"
    main(["compile", str(plan), "-o", str(bundle)])
    plan.write_text(_PLAN.replace("茶园面积达到12万亩以上", "新建公路8公里"), encoding="utf-8")
    capsys.readouterr()
    main(["compile", str(plan), "-o", str(bundle)])
    said = capsys.readouterr().err
    assert "新出现的表述 1 条" in said
    assert "不再出现的表述 1 条" in said


def test_a_correction_in_the_bundle_is_applied_and_kept(plan: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    main(["compile", str(plan), "-o", str(bundle)])
    record = next(
        line for line in (bundle / "statements.yaml").read_text().splitlines() if "- id:" in line and "2025" in line
    )
    statement = record.partition("id: ")[2].strip("'")
    corrections = (
        f"- record: {statement}\n  field: scope\n  old: 全区\n  new: 山区\n  by: 编造的人\n"
        "  at: '2026-03-12T09:30:00+08:00'\n  reason: 编造的理由\n"
    )
    (bundle / "corrections.yaml").write_text(corrections, encoding="utf-8")
    assert main(["compile", str(plan), "-o", str(bundle)]) == 0
    assert "scope: 山区" in (bundle / "statements.yaml").read_text()
    assert "new: 山区" in (bundle / "corrections.yaml").read_text()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.txt", b"", "空的"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
        ("坏.docx", b"PK\x03\x04" + bytes(64), "docx"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    name: str, content: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["statements", str(tmp_path / name)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
    assert "请" in printed.err


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", str(tmp_path / "没有.txt")]) == 1
    assert "找不到文件" in capsys.readouterr().err
    assert main(["statements", str(tmp_path)]) == 1
    assert "文件夹" in capsys.readouterr().err


def test_a_text_without_numbers_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "空话.txt"
    file.write_text("第一章 总则\n坚持为民服务。\n", encoding="utf-8")
    assert main(["statements", str(file)]) == 0
    assert "没有找到量化表述" in capsys.readouterr().err


def test_a_folder_without_a_bundle_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(tmp_path)]) == 1
    assert "规划包" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_named(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "已有文件"
    file.write_text("")
    assert main(["compile", str(plan), "-o", str(file)]) == 1
    assert "写不进" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["statements"], "缺少 文件"),
        (["fly"], "没有这个选择 'fly'"),
        (["compile", "a.txt", "-o", "b", "--id", "../x"], "编号只能用字母、数字和连字符"),
        (["serve", "--port", "many"], "应是整数"),
    ],
)
def test_a_wrong_command_is_explained_in_chinese(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert words in capsys.readouterr().err


_CORRECTION = "- record: {record}\n  field: {field}\n  old: '{old}'\n  new: '{new}'\n  by: 编造的人\n  at: '2026-03-12T09:30:00+08:00'\n  reason: 编造的理由\n"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"record": "没有这条-2025"}, "现在不在了"),
        ({"field": "horizn"}, "没有这个可以更正的字段"),
        ({"field": "role", "new": "nonsense"}, "不是这个字段可以写的值"),
        ({"old": "全市"}, "已不是“全市”"),
    ],
)
def test_a_correction_that_does_not_fit_says_why(
    changes: dict[str, str], words: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "bundle"
    main(["compile", str(plan), "-o", str(bundle)])
    record = next(
        line.partition("id: ")[2] for line in (bundle / "statements.yaml").read_text().splitlines() if "- id:" in line
    )
    fields = {"record": record.strip("'"), "field": "scope", "old": "全区", "new": "山区", **changes}
    (bundle / "corrections.yaml").write_text(_CORRECTION.format(**fields), encoding="utf-8")
    capsys.readouterr()
    assert main(["compile", str(plan), "-o", str(bundle)]) == 0
    assert words in capsys.readouterr().err


def test_the_folder_of_another_plan_is_not_written_over(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "bundle"
    main(["compile", str(plan), "-o", str(bundle)])
    before = (bundle / "plan.yaml").read_bytes()
    plan.write_text(_PLAN.replace("云溪县", "云岭县"), encoding="utf-8")
    assert main(["compile", str(plan), "-o", str(bundle)]) == 1
    assert "另一份规划" in capsys.readouterr().err
    assert (bundle / "plan.yaml").read_bytes() == before
