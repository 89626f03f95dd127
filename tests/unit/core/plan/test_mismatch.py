"""What speaks against taking a text for a plan, and the ids that are proposed for a new one."""

from __future__ import annotations

import pytest
from attrs import evolve, frozen

from gangyao.core.document.document import RawText, Source
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.identity.identity import Identity, identify, readable_id
from gangyao.core.plan.identity.mismatch import differences, loss
from gangyao.core.plan.plan import Area
from gangyao.ingest.vocabulary import load_vocabulary


@frozen
class _Plan:
    id: str
    title: str
    kind: str
    area: Area
    period: tuple[int, int]


def _identity(title: str) -> Identity:
    text = f"{title}\n第一章 目标\n茶园面积达到12万亩。\n"
    source = Source("0" * 16, "0" * 64, "无名.txt", "txt", "utf-8", len(text), False)
    return identify(parse_document(RawText(source, text, ())), load_vocabulary().gazetteer)


_OUTLINE = "云溪县国民经济和社会发展第十四个五年规划纲要"
_TEA = "云溪县“十四五”茶产业发展规划"
_PLAN = _Plan("yunxi-14", _OUTLINE, "outline", Area("", "云溪县"), (2021, 2025))
_SPECIAL = evolve(_PLAN, id="tea", title=_TEA, kind="special")


@pytest.mark.parametrize(
    "title", [_OUTLINE, f"{_OUTLINE}（送审稿）", "云溪县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"]
)
def test_an_outline_of_the_same_area_and_years_is_another_text_of_the_plan_however_it_is_titled(title: str) -> None:
    assert differences(_identity(title), _PLAN) == ()


def test_of_special_plans_the_title_decides_without_what_stands_in_brackets() -> None:
    assert differences(_identity(f"{_TEA}（修订稿）"), _SPECIAL) == ()
    assert differences(_identity("云溪县“十四五”养老服务规划"), _SPECIAL) == ("title",)


@pytest.mark.parametrize(
    ("title", "differs"),
    [
        (_OUTLINE.replace("云溪县", "清河县"), ("area", "title")),
        (_OUTLINE.replace("十四", "十五"), ("period", "title")),
        (_TEA, ("kind", "title")),
        ("关于中秋放假的通知", ("area", "period", "kind", "title")),
    ],
)
def test_what_differs_or_is_not_said_is_named(title: str, differs: tuple[str, ...]) -> None:
    assert differences(_identity(title), _PLAN) == differs


def test_a_loss_is_heavy_above_one_half() -> None:
    assert loss(["a"], ["b", "c", "d"]).heavy
    assert not loss(["a", "b"], ["b", "c"]).heavy
    assert not loss([], []).heavy


def test_an_id_is_proposed_that_a_person_can_read_and_nobody_has() -> None:
    coded = evolve(_identity(_OUTLINE), area=Area("510302", "自流井区"))
    special = evolve(_identity(_TEA), area=Area("510302", "自流井区"))
    assert readable_id(coded, ()) == "510302-14"
    assert readable_id(coded, {"510302-14", "510302-14-2"}) == "510302-14-3"
    assert readable_id(special, ()) == "510302-special-14"
    assert readable_id(_identity("关于中秋放假的通知"), {"plan-1"}) == "plan-2"
