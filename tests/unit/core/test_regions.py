"""Regions that no administrative division names, and ranks among them."""

from __future__ import annotations

import re

import pytest

from gangyao.core.regions import REGION
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.pipeline import compile_text

NAMES = (
    "川南", "川东北", "鄂西北", "苏南", "豫西", "粤北", "陕南", "黔东南", "京津冀", "成渝", "川渝", "粤港澳", "苏浙沪",
    "长三角", "珠三角", "环渤海", "中西部", "西部", "东北", "西南", "华东",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_region_is_known_by_how_its_name_is_made(name: str) -> None:
    assert re.fullmatch(REGION, name)


@pytest.mark.parametrize("word", ["京东", "云南", "晋中市", "青海", "南部县", "津南区", "东部县"])
def test_provinces_companies_and_counties_are_no_regions(word: str) -> None:
    assert not re.fullmatch(REGION, word)


@pytest.mark.parametrize("name", ["苏南", "鄂西北", "京津冀", "川南"])
def test_a_rank_in_any_region_is_read(name: str) -> None:
    plan = compile_text(f"青禾区第十五个五年规划纲要\n\n书屋数量居{name}第2位。\n".encode(), "any.txt").plan
    assert [(s.indicator, s.quantity.words) for s in plan.statements] == [(f"书屋数量{name}位次", f"{name}第2位")]


def test_a_rank_in_a_region_is_a_rank_of_its_indicator() -> None:
    lexicon = load_vocabulary().lexicon
    assert {lexicon.key(f"地区生产总值{name}位次") for name in ("豫西", "长三角", "全省")} == {
        lexicon.key("地区生产总值")
    }
