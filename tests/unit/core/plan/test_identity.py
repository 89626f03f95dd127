"""Which plan a text is, and the id that follows."""

from __future__ import annotations

import pytest

from gangyao.core.period import PlanPeriod
from gangyao.core.plan.identity.identity import Identity, default_plan_id, find_same
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.plan import Area, Plan

_COUNTY = Area("510321", "自贡市荣县")
_UNKNOWN = Area("", "云溪县")


def _profile(kind: str, number: int | None = 14, year: int | None = None) -> Profile:
    return Profile(kind, "某某规划", PlanPeriod(number) if number else None, year)


def test_an_outline_and_a_report_are_named_by_area_and_time() -> None:
    assert default_plan_id(_COUNTY, _profile("outline")) == "510321-14"
    assert default_plan_id(_COUNTY, _profile("report", 15, 2027)) == "510321-2027"


@pytest.mark.parametrize(
    ("area", "profile"),
    [
        (_COUNTY, _profile("special")),
        (_UNKNOWN, _profile("outline")),
        (_UNKNOWN, _profile("report", None, 2027)),
        (_UNKNOWN, _profile("other", None)),
    ],
)
def test_what_area_and_time_do_not_tell_apart_is_told_by_its_title_in_ascii(area: Area, profile: Profile) -> None:
    id_ = default_plan_id(area, profile)
    other = Profile(profile.kind, "另一规划", profile.period, profile.year)
    assert id_ == default_plan_id(area, profile) != default_plan_id(area, other)
    assert id_.isascii()
    assert id_.replace("-", "").isalnum()


def _known(id_: str, kind: str = "outline", area: Area = _COUNTY, period: tuple[int, int] = (2021, 2025)) -> Plan:
    return Plan(id_, "", kind, area, period, ())


def test_another_text_of_a_plan_is_known_by_area_period_and_kind() -> None:
    known = [
        _known("report-2025", "report"),
        _known("elsewhere", area=Area("510322", "富顺县")),
        _known("before", period=(2016, 2020)),
        _known("rongxian-14"),
    ]
    assert find_same(Identity("510321-14", _profile("outline"), _COUNTY), known) == "rongxian-14"


def test_areas_without_a_code_are_the_same_by_their_name() -> None:
    known = [_known("yunxi", area=_UNKNOWN)]
    assert find_same(Identity("x", _profile("outline"), Area("510399", "云溪县")), known) == "yunxi"
    assert find_same(Identity("x", _profile("outline"), Area("", "溪云县")), known) is None
    assert find_same(Identity("x", _profile("outline"), Area("", "")), [_known("x", area=Area("", ""))]) is None


def test_special_plans_and_plans_without_years_are_never_taken_for_one_another() -> None:
    special = Identity("x", _profile("special"), _COUNTY)
    undated = Identity("x", _profile("outline", None), _COUNTY)
    assert find_same(special, [_known("y", "special")]) is None
    assert find_same(undated, [_known("y", period=(0, 0))]) is None
