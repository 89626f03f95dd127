"""The benchmark of the pages: two small sites asked in turn, and a table that says where the bar was broken."""

from __future__ import annotations

import json
from typing import Any

from bench.pages import measure
from bench.pages.made_up import make_plan
from bench.pages.table import rows
from bench.table import format_table

_FIGURES = {"cpu_seconds": 0.004, "wall_seconds": 0.006, "cold_cpu_seconds": 0.05, "bytes": 9000}


def _result(ratio: float) -> dict[str, Any]:
    pages = {"workbench:plans": {"ratio": ratio, "1": _FIGURES, "10": _FIGURES}}
    return {"plans": [1, 10], "at_most": 1.5, "highest_ratio": ratio, "pages": pages, "not_shown": ["enter"]}


def test_a_made_up_plan_says_that_it_is_and_is_as_long_as_asked() -> None:
    text = make_plan(3, statements=30, characters=20_000)
    assert "测试用虚构文本" in text
    assert 20_000 <= len(text) < 20_100
    assert text.count("到2025年") == 30
    assert make_plan(3, statements=30, characters=20_000) == text


def test_a_page_that_is_too_slow_with_many_plans_breaks_the_bar_by_name() -> None:
    kept, broken = (list(rows(_result(ratio))) for ratio in (1.4, 1.6))
    assert [row.reached for row in kept if row.reached is not None] == [True]
    assert [row.reached for row in broken if row.reached is not None] == [False]
    assert "超过的有 plans" in format_table(broken)


def test_both_sites_answer_and_their_figures_can_be_kept() -> None:
    result = json.loads(json.dumps(measure(1, 2, 1, "plans", 8000)))
    [page] = result["pages"].values()
    assert page["ratio"] > 0
    assert page["2"]["bytes"] > page["1"]["bytes"]
    assert "made_up" in result
