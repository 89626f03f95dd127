"""Whose plan a text is, and the code of the area."""

from __future__ import annotations

import pytest

from gangyao.core.plan.identity.gazetteer import NATION, Gazetteer
from gangyao.core.plan.plan import Area
from gangyao.ingest.vocabulary import load_vocabulary

PLACES = load_vocabulary().gazetteer
_REST = "国民经济和社会发展第十四个五年规划纲要"


@pytest.mark.parametrize(
    ("title", "code", "name"),
    [
        ("自贡市自流井区" + _REST, "510302", "自贡市自流井区"),
        ("四川省自贡市自流井区" + _REST, "510302", "自贡市自流井区"),
        ("荣县" + _REST, "510321", "自贡市荣县"),
        ("自贡市" + _REST, "510300", "自贡市"),
        ("四川省" + _REST, "510000", "四川省"),
        ("北京市朝阳区" + _REST, "110105", "北京市朝阳区"),
        ("海拉尔区" + _REST, "150702", "呼伦贝尔市海拉尔区"),
        ("内蒙古自治区" + _REST, "150000", "内蒙古自治区"),
        ("仙桃市" + _REST, "429004", "湖北省仙桃市"),
        ("自贡市自流井区仲权镇" + _REST, "510302101", "自贡市自流井区仲权镇"),
        ("中华人民共和国" + _REST, "100000", "全国"),
    ],
)
def test_the_title_names_the_area(title: str, code: str, name: str) -> None:
    assert PLACES.find(title) == Area(code, name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("朝阳区" + _REST, "朝阳区"),  # there are several
        ("云溪县" + _REST, "云溪县"),  # there is none
        ("自贡市高新技术产业开发区" + _REST, "自贡市高新技术产业开发区"),  # in a city, but not the city
    ],
)
def test_a_name_that_is_not_surely_one_area_has_no_code(title: str, name: str) -> None:
    found = PLACES.find(title)
    assert found is not None
    assert (found.code, found.name[: len(name)]) == ("", name)


def test_a_report_without_a_name_in_its_title_is_known_by_who_gives_it() -> None:
    spoken = "政府工作报告2031年2月6日在荣县第二十届人民代表大会第一次会议上荣县人民政府县长张某"
    assert PLACES.find("政府工作报告", spoken) == Area("510321", "自贡市荣县")


def test_the_premier_speaks_for_the_nation() -> None:
    assert PLACES.find("政府工作报告", "各位代表:现在,我代表国务院向大会报告") == NATION


def test_a_local_plan_that_quotes_the_centre_is_no_national_plan() -> None:
    opening = "按照《中共中央关于某项规划的建议》写成"
    assert PLACES.find("荣县" + _REST, opening) == Area("510321", "自贡市荣县")
    assert PLACES.find("发展规划纲要", "　" * 80 + opening) is None


def test_the_file_name_is_asked_last() -> None:
    assert PLACES.find("政府工作报告", "各位代表", "富顺县-2031") == Area("510322", "自贡市富顺县")


def test_without_divisions_a_name_is_still_a_name() -> None:
    assert Gazetteer({}).find("云溪县" + _REST) == Area("", "云溪县")


def test_every_code_of_the_divisions_lies_under_its_parent() -> None:
    for parent, parts in PLACES.children.items():
        assert all(code.startswith(parent) and code.isdigit() and name for code, name in parts)
    assert sum(len(code) == 6 for parts in PLACES.children.values() for code, _ in parts) > 2800
