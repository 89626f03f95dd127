"""A compile as a bundle: valid, the same bytes again, and without the text's sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from gangyao.core.plan.correction import Correction
from gangyao.pipeline import Compilation, compile_text
from gangyao.store.bundle import FILES, load_bundle, load_head, load_ids, save_bundle, write_bundle
from gangyao.store.bundle_errors import UnreadableBundle, schema
from gangyao.store.bundle_yaml import read_yaml

_TEXT = """云溪县国民经济和社会发展第十四个五年规划纲要

第一章 发展基础

第一节 “十三五”时期发展成就

空气质量优良率达71.4%。地区生产总值近210亿元。

第二章 总体要求

第一节 主要目标

到2025年，空气质量优良天数比例达到77%，力争达到80%。茶园面积3.4万至5万亩。村级综合服务站全覆盖。
到2025年，九年义务教育巩固率高于全市平均水平，常住人口城镇化率走在全市前列。
"""


def _compiled() -> Compilation:
    return compile_text(_TEXT.encode(), "纲要.txt")


def _valid(folder: Path) -> None:
    for name in FILES:
        plain = read_yaml((folder / name).read_text(encoding="utf-8"))
        Draft202012Validator({**schema(), "$ref": f"#/$defs/{name}"}).validate(plain)


def _same_again(folder: Path, again: Path) -> None:
    write_bundle(again, load_bundle(folder))
    assert [(again / name).read_bytes() for name in FILES] == [(folder / name).read_bytes() for name in FILES]


def test_a_compile_is_valid_and_comes_back_to_the_same_bytes(tmp_path: Path) -> None:
    compiled = _compiled()
    save_bundle(tmp_path / "a", compiled)
    _valid(tmp_path / "a")
    _same_again(tmp_path / "a", tmp_path / "b")
    loaded = load_bundle(tmp_path / "a")
    assert (loaded.plan, dict(loaded.ids)) == (compiled.plan, dict(compiled.ids))


def test_compiling_again_with_the_ids_of_the_bundle_writes_the_same_bytes(tmp_path: Path) -> None:
    save_bundle(tmp_path / "a", _compiled())
    again = compile_text(_TEXT.encode(), "纲要.txt", ids=load_ids(tmp_path / "a"))
    save_bundle(tmp_path / "b", again)
    assert [(tmp_path / "a" / name).read_bytes() for name in FILES] == [
        (tmp_path / "b" / name).read_bytes() for name in FILES
    ]


def test_corrections_are_kept_in_the_bundle_and_applied_at_every_compile(tmp_path: Path) -> None:
    record = next(s.id for s in _compiled().plan.statements if s.quantity.value is not None)
    fitting = Correction(record, "modality", "", "力争", "李同志", "2026-03-12T09:30:00+08:00", "漏读")
    stale = Correction("没有这条", "horizon", "2025", "2030", "李同志", "2026-03-12T09:30:00+08:00", "")
    compiled = compile_text(_TEXT.encode(), "纲要.txt", corrections=(fitting, stale))
    save_bundle(tmp_path, compiled, (fitting, stale))
    loaded = load_bundle(tmp_path)
    assert next(s for s in loaded.plan.statements if s.id == record).modality == "力争"
    assert (loaded.corrections, compiled.revision.unapplied) == ((fitting, stale), (stale,))


def test_no_sentence_of_the_text_is_in_the_bundle(tmp_path: Path) -> None:
    save_bundle(tmp_path, _compiled())
    whole = "".join((tmp_path / name).read_text(encoding="utf-8") for name in FILES)
    clauses = [
        clause for line in _TEXT.splitlines() for clause in line.replace("。", "，").split("，") if "达" in clause
    ]
    assert clauses
    assert [clause for clause in clauses if clause in whole] == []


def test_head_and_ids_are_read_without_the_records(tmp_path: Path) -> None:
    compiled = _compiled()
    save_bundle(tmp_path, compiled)
    for name in ("statements.yaml", "targets.yaml", "outline.yaml"):
        (tmp_path / name).unlink()
    head = load_head(tmp_path)
    assert (head.id, head.area, head.period) == (compiled.plan.id, compiled.plan.area, (2021, 2025))
    assert load_ids(tmp_path) == dict(compiled.ids)
    (tmp_path / "ids.yaml").unlink()
    with pytest.raises(UnreadableBundle, match=r"ids\.yaml"):
        load_ids(tmp_path)


@pytest.mark.parametrize("name", ["ziliujing-14", "special-eco-env-13", "national-11-fyp", "county-hailar-gwr-2014"])
def test_bundles_of_real_plans_are_valid_and_stable(corpus: Path, tmp_path: Path, name: str) -> None:
    path = next(corpus.joinpath("plans").rglob(f"{name}.txt"))
    save_bundle(tmp_path / "a", compile_text(path.read_bytes(), path.name))
    _valid(tmp_path / "a")
    _same_again(tmp_path / "a", tmp_path / "b")
