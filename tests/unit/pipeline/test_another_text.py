"""Another text of a bundled plan: the same plan id, the same ids of its records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gangyao import pipeline
from gangyao.core.plan.plan import Area
from gangyao.store.bundle import save_bundle

_TITLE = "自贡市荣县国民经济和社会发展第十四个五年规划纲要\n\n第二章 总体要求\n\n第一节 主要目标\n\n"
_DIGEST = _TITLE + "生态。森林覆盖率46.5%。就业。登记失业率4.5%以内。\n"
_FULL = _TITLE + "森林覆盖率提升到46.5%。城镇登记失业率控制在4.5%以内。茶园面积达到3.4万亩。\n"


@pytest.fixture
def _bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One bundled plan under an id of its own."""
    digest = pipeline.compile_text(_DIGEST.encode(), "digest.txt", digest=True, plan_id="rongxian-14")
    save_bundle(tmp_path / "rongxian-14", digest)
    (tmp_path / "unfinished").mkdir()
    monkeypatch.setattr(pipeline, "bundled", lambda kind: tmp_path)
    pipeline.bundled_plans.cache_clear()
    yield
    pipeline.bundled_plans.cache_clear()


@pytest.mark.usefixtures("_bundled")
def test_a_text_of_the_same_area_period_and_kind_takes_plan_id_and_record_ids() -> None:
    digest = pipeline.compile_text(_DIGEST.encode(), "digest.txt", digest=True)
    full = pipeline.compile_text(_FULL.encode(), "纲要.txt")
    assert digest.plan.id == full.plan.id == "rongxian-14"
    assert {s.id for s in digest.plan.statements} < {s.id for s in full.plan.statements}
    assert {t.id for t in digest.plan.targets} < {t.id for t in full.plan.targets}
    assert full.plan.sources[0].id != digest.plan.sources[0].id


@pytest.mark.usefixtures("_bundled")
def test_another_area_period_or_kind_is_another_plan() -> None:
    for other in (
        _FULL.replace("荣县", "富顺县"),
        _FULL.replace("第十四个", "第十五个"),
        _FULL.replace("国民经济和社会发展第十四个五年规划纲要", "“十四五”茶产业发展规划"),
    ):
        assert pipeline.compile_text(other.encode(), "纲要.txt").plan.id != "rongxian-14"


@pytest.mark.usefixtures("_bundled")
def test_a_plan_id_or_an_area_that_a_person_gives_goes_before() -> None:
    assert pipeline.compile_text(_FULL.encode(), "纲要.txt", plan_id="mine").plan.id == "mine"
    elsewhere = pipeline.compile_text(_FULL.encode(), "纲要.txt", area=Area("510322", "自贡市富顺县"))
    assert (elsewhere.plan.id, elsewhere.plan.area.code) == ("510322-14", "510322")


@pytest.mark.usefixtures("_bundled")
def test_ids_of_an_earlier_compile_go_before_those_of_the_bundle() -> None:
    first = pipeline.compile_text(_FULL.encode(), "纲要.txt", plan_id="mine")
    renamed = {key: f"{id_}-旧" for key, id_ in first.ids.items()}
    again = pipeline.compile_text(_FULL.encode(), "纲要.txt", ids=renamed)
    assert all(statement.id.endswith("-旧") for statement in again.plan.statements)
