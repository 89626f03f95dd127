"""Many files in one command: progress, going on after an interruption, and one bad file among good ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gangyao.cli import main
from gangyao.cli.compiling_many import LOG
from gangyao.store.bundle import load_bundle

_PLAN = "{area}国民经济和社会发展第十五个五年规划纲要\n第一章 主要目标\n到2030年，茶园面积达到{area_of_tea}万亩。\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for number, area in enumerate(("云溪县", "青石县", "白石县"), 3):
        paths.append(tmp_path / f"{area}.txt")
        paths[-1].write_text(_PLAN.format(area=area, area_of_tea=number), encoding="utf-8")
    return paths


def _compile(files: list[Path], output: Path, *more: str) -> int:
    return main(["compile", *map(str, files), "-o", str(output), "--jobs", "2", *more])


def test_each_file_gets_a_bundle_and_progress_is_shown(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _compile(files, tmp_path / "out") == 0
    said = capsys.readouterr().err
    assert "1/3 " in said and "3/3 " in said and "1 条量化表述" in said
    bundles = [load_bundle(tmp_path / "out" / file.stem) for file in files]
    assert [bundle.plan.area.name for bundle in bundles] == ["云溪县", "青石县", "白石县"]


def test_what_is_done_is_not_done_again_and_a_changed_or_lost_one_is(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    _compile(files, output)
    log = output / LOG
    lines = log.read_text(encoding="utf-8").splitlines()
    cut = "\n".join(lines[:2]) + "\n" + lines[2][: len(lines[2]) // 2]  # the machine stopped while it was written
    log.write_text(cut, encoding="utf-8")
    changed = output / json.loads(lines[0])["bundle"]
    file = next(file for file in files if file.stem == changed.name)
    file.write_text(file.read_text(encoding="utf-8").replace("2030年", "2029年"), encoding="utf-8")
    capsys.readouterr()
    assert _compile(files, output) == 0
    assert "1 份没有变动，不再编译" in capsys.readouterr().err
    assert load_bundle(changed).plan.statements[0].horizon == "2029"
    assert _compile(files, output) == 0
    assert "3 份没有变动，不再编译" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_compiled(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.4 nothing")
    assert _compile([*files, bad], tmp_path / "out") == 1
    assert "1 份没有编译：坏.pdf" in capsys.readouterr().err
    assert all((tmp_path / "out" / file.stem / "plan.yaml").is_file() for file in files)


def test_two_files_of_one_name_and_one_id_for_many_are_refused(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "two").mkdir()
    twin = tmp_path / "two" / files[0].name
    twin.write_bytes(files[0].read_bytes())
    assert _compile([*files, twin], tmp_path / "out") == 1
    assert "同名" in capsys.readouterr().err
    assert _compile(files, tmp_path / "out", "--id", "x-14") == 1
    assert "--id 只用于一份文件" in capsys.readouterr().err
