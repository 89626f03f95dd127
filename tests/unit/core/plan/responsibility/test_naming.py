"""Agencies are called as the area calls them, and known by every name that people type."""

from __future__ import annotations

import pytest

from gangyao.core.plan.responsibility.naming import AgencyNames, local_name, split_names

_NAMES = AgencyNames(
    {"发展和改革局": "区发展和改革局", "发改局": "区发展和改革局", "组织部": "区委组织部", "镇（街道）": "镇街"},
    "云溪区",
)


@pytest.mark.parametrize(
    ("agency", "kind", "area", "name"),
    [
        ("发展和改革局", "department", "云溪区", "区发展和改革局"),
        ("发展和改革局", "department", "平川县", "县发展和改革局"),
        ("人民政府办公室", "department", "左前旗", "旗人民政府办公室"),
        ("组织部", "party", "云溪区", "区委组织部"),
        ("党委办公室", "party", "平川县", "县委办公室"),
        ("国家安全委员会", "party", "云溪区", "区委国家安全委员会"),
        ("纪律检查委员会", "party", "云溪区", "区纪律检查委员会"),
        ("党校", "public", "云溪区", "区委党校"),
        ("共青团", "mass", "云溪区", "团区委"),
        ("残疾人联合会", "mass", "云溪区", "区残疾人联合会"),
        ("国家统计局调查队", "vertical", "云溪区", "国家统计局调查队"),
        ("镇街", "local", "云溪区", "镇街"),
        ("民政局", "department", "全国", "民政局"),
    ],
)
def test_an_agency_is_called_as_its_area_calls_it(agency: str, kind: str, area: str, name: str) -> None:
    assert local_name(agency, kind, area) == name


@pytest.mark.parametrize(
    "typed",
    [
        "区发展和改革局",
        "发展和改革局",
        "区发改局",
        "云溪区发改局",
        "江州市云溪区发展和改革局",
        " 发改局 ",
        "区发改局（牵头）",
    ],
)
def test_every_spelling_means_the_same_agency(typed: str) -> None:
    assert _NAMES.find(typed) == "区发展和改革局"


def test_a_body_of_the_party_is_known_with_and_without_its_committee() -> None:
    assert _NAMES.find("区委组织部") == _NAMES.find("组织部") == "区委组织部"


def test_an_agency_of_another_level_is_not_the_areas_own() -> None:
    assert _NAMES.find("市发改局") == ""
    assert _NAMES.find("大河区发改局") == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("区民政局、区财政局", ("区民政局", "区财政局")),
        ("区民政局，区财政局；区教育局/区统计局", ("区民政局", "区财政局", "区教育局", "区统计局")),
        ("区民政局\n区财政局 区教育局", ("区民政局", "区财政局", "区教育局")),
        ("区民政局、", ("区民政局",)),
        ("待定", ()),
        ("无", ()),
        ("—", ()),
        ("镇（街道）、区民政局", ("镇（街道）", "区民政局")),
    ],
)
def test_a_cell_names_its_agencies_parted_by_any_mark(words: str, names: tuple[str, ...]) -> None:
    assert split_names(words) == names
