"""The statements of a plan come out of every copy of its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from tests.copies import COPIES, glued, wrapped

from gangyao.core.plan.plan import Plan
from gangyao.pipeline import compile_text

_ALL = {**COPIES, "two lines, glued": glued, "hard-wrapped": wrapped}


@cache
def compiled(text: str) -> Plan:
    return compile_text(text.encode(), "纲要.txt").plan


def statements(text: str) -> Counter[tuple[str, ...]]:
    plan = compiled(text)
    return Counter(
        (s.indicator, str(s.quantity.value), str(s.quantity.unit), s.role.value, s.horizon) for s in plan.statements
    )


@pytest.mark.parametrize("name", ["ziliujing-14.txt", "work-reports/county-hailar-gwr-2014.txt"])
@pytest.mark.parametrize("copy", _ALL.values(), ids=_ALL.keys())
def test_a_copy_gives_the_statements_of_its_original(corpus: Path, name: str, copy: Callable[[str], str]) -> None:
    text = (corpus / "plans" / name).read_text(encoding="utf-8")
    expected, found = statements(text), statements(copy(text))
    assert (expected & found).total() >= 0.97 * max(expected.total(), found.total())


@pytest.mark.parametrize("name", ["ziliujing-14.txt", "work-reports/county-hailar-gwr-2014.txt"])
@pytest.mark.parametrize("copy", _ALL.values(), ids=_ALL.keys())
def test_a_copy_is_known_for_the_plan_that_it_copies(corpus: Path, name: str, copy: Callable[[str], str]) -> None:
    text = (corpus / "plans" / name).read_text(encoding="utf-8")
    original, copied = compiled(text), compiled(copy(text))
    assert (copied.id, copied.kind, copied.area, copied.period) == (
        original.id,
        original.kind,
        original.area,
        original.period,
    )
    assert copied.title == original.title
