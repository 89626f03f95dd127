"""Names of indicators: what is one thing under many names, and what only looks alike."""

from __future__ import annotations

import pytest

from gangyao.core.indicator.indicator import Direction, Indicator
from gangyao.core.indicator.lexicon import Lexicon, normalise
from gangyao.ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary().lexicon


@pytest.mark.parametrize(
    ("phrase", "indicator"),
    [
        ("地区生产总值", "地区生产总值"),
        ("全区地区生产总值年均增速", "地区生产总值"),
        ("GDP", "地区生产总值"),
        ("国内生产总值", "地区生产总值"),
        ("人均GDP", "人均地区生产总值"),
        ("人均国内生产总值比2010年增幅", "人均地区生产总值"),
        ("平均期望寿命", "人均预期寿命"),
        ("人口平均预期寿命", "人均预期寿命"),
        ("空气质量优良率", "空气质量优良天数比率"),
        ("空气质量优良天数的比例", "空气质量优良天数比率"),
        ("PM2.5平均浓度降幅", "细颗粒物浓度"),
        ("地级及以上城市细颗粒物（PM2.5）浓度", "地级及以上城市细颗粒物浓度"),
        ("研究与试验发展（R&D）经费支出占国内生产总值比例", "研发经费投入强度"),
        ("规上工业增加值增长", "规模以上工业增加值"),
        ("城镇居民人均可支配收入与全省、全市平均水平比较", "城镇居民人均可支配收入"),
        ("常住人口城镇化率全省、全市位次", "常住人口城镇化率"),
        ("社会物流总费用占GDP比例变动", "社会物流总费用占地区生产总值比重"),
        ("生态状况森林覆盖率", "森林覆盖率"),
        ("单位GDP能源消耗降低", "单位地区生产总值能耗"),
        ("森林蓄积量累计增加", "森林蓄积量"),
    ],
)
def test_one_thing_is_found_under_its_many_names(phrase: str, indicator: str) -> None:
    found = VOCABULARY.find(phrase)
    assert found is not None
    assert found.id == indicator == VOCABULARY.key(phrase)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("城镇登记失业率", "城镇调查失业率"),
        ("地区生产总值", "人均地区生产总值"),
        ("常住人口城镇化率", "户籍人口城镇化率"),
        ("固定资产投资", "全社会固定资产投资"),
        ("城市污水处理率", "乡镇污水处理率"),
        ("农村居民人均可支配收入", "农村居民人均纯收入"),
        ("空气质量优良天数", "空气质量优良天数比率"),
        ("耕地保有量", "耕地面积"),
        ("每千人口执业医师数", "每千人口执业（助理）医师数"),
        ("小学巩固率", "初中巩固率"),
        ("造林面积", "营造林面积"),
    ],
)
def test_different_things_stay_different(one: str, two: str) -> None:
    found = VOCABULARY.find(one), VOCABULARY.find(two)
    assert None not in found
    assert found[0] is not found[1]


@pytest.mark.parametrize("phrase", ["竹编工坊数", "城区空气质量", "增速", "覆盖率", "", "比例", "年", "收入"])
def test_what_the_vocabulary_does_not_name_is_not_guessed(phrase: str) -> None:
    assert VOCABULARY.find(phrase) is None


def test_unknown_names_have_one_key_with_and_without_words_of_growth() -> None:
    assert VOCABULARY.key("竹编产业产值年均增速") == VOCABULARY.key("竹编产业产值") == "竹编产业产值"


def test_every_name_of_the_vocabulary_leads_to_its_own_entry_and_to_no_other() -> None:
    for indicator in VOCABULARY.indicators:
        for name in (indicator.name, *indicator.aliases):
            assert VOCABULARY.find(name) is indicator, name


def test_the_vocabulary_is_large_cited_and_without_twins() -> None:
    ids = [indicator.id for indicator in VOCABULARY.indicators]
    names = [normalise(name) for i in VOCABULARY.indicators for name in {i.name, *i.aliases}]
    assert len(ids) == len(set(ids)) >= 300
    assert len(names) >= 1000
    assert all(indicator.source and indicator.field and indicator.as_of for indicator in VOCABULARY.indicators)
    assert {indicator.nature for indicator in VOCABULARY.indicators} == {"", "binding", "anticipatory"}
    assert {indicator.price_basis for indicator in VOCABULARY.indicators} == {"", "current", "constant"}


def test_the_nature_of_an_indicator_is_kept_only_from_a_plan_that_states_it() -> None:
    stated = [indicator for indicator in VOCABULARY.indicators if indicator.nature]
    assert stated
    assert all("规划" in indicator.source for indicator in stated)


def test_the_better_way_is_down_for_what_harms() -> None:
    downwards = [VOCABULARY.find(name) for name in ("城镇登记失业率", "PM2.5浓度", "婴儿死亡率", "单位GDP能耗")]
    assert [found.direction for found in downwards if found] == [Direction.DOWN] * 4


def test_a_lexicon_without_entries_knows_nothing_and_still_gives_keys() -> None:
    empty = Lexicon()
    assert empty.find("森林覆盖率") is None
    assert empty.key("全县森林覆盖率") == "森林覆盖率"


def test_an_alias_is_compared_in_the_same_spelling_as_the_phrase() -> None:
    lexicon = Lexicon((Indicator("竹林占比", "竹林占比", ("竹林（毛竹）面积占林地面积的比例",)),))
    found = lexicon.find("竹林毛竹面积占林地面积比重")
    assert found is not None
    assert found.id == "竹林占比"
