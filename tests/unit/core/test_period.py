"""Plan periods have names, years and neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gangyao.core.period import PlanPeriod


@pytest.mark.parametrize(("name", "start", "end"), [("六五", 1981, 1985), ("十五", 2001, 2005), ("十四五", 2021, 2025)])
def test_a_period_runs_five_years(name: str, start: int, end: int) -> None:
    period = PlanPeriod.from_name(name)
    assert (period.start, period.end, period.base) == (start, end, start - 1)


@given(st.integers(min_value=6, max_value=29))
def test_a_period_is_found_again_by_its_name_and_years(number: int) -> None:
    period = PlanPeriod(number)
    assert PlanPeriod.from_name(period.name) == period
    assert {PlanPeriod.from_year(year) for year in range(period.start, period.end + 1)} == {period}
    assert period.previous.end == period.base


def test_what_is_no_period_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="is not the name of a five-year plan period"):
        PlanPeriod.from_name("三五年")
