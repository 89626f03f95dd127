"""The benchmark of the search, over a few made-up sentences on SQLite."""

from __future__ import annotations

import json

from bench.search import BARRED, summed
from bench.search.databases import on_sqlite
from bench.search.made_up import MARKED, QUERIES, make_plans
from bench.search.table import rows
from bench.table import format_table


def test_made_up_plans_say_that_they_are_and_hold_marked_words_as_often_as_said() -> None:
    plans = list(make_plans(3000))
    assert [plan.id for plan in plans] == ["made-up-000", "made-up-001", "made-up-002"]
    assert all("测试用虚构文本" in plan.text for plan in plans)
    sentences = [sentence for plan in plans for sentence in plan.text.split("。")][: 3000 + 2]
    for word, share in MARKED.items():
        if share >= 0.02:
            assert 0.7 * share < sum(word in sentence for sentence in sentences) / 3000 < 1.3 * share
    assert [plan.text for plan in make_plans(3000)] == [plan.text for plan in plans]


def test_what_is_absent_is_absent() -> None:
    text = "".join(plan.text for plan in make_plans(3000))
    assert [word for word in QUERIES["absent"] if word in text] == []


def test_the_index_finds_as_many_as_the_scan_and_the_table_says_how_fast() -> None:
    measured = summed(on_sqlite(1500, 1))
    assert measured["all_found_alike"]
    assert measured["plans"] == 2
    assert set(BARRED) < set(measured["speed_up_by_group"])
    found = {query["query"]: query["found"] for query in measured["queries"]}
    assert found["水"] > found["养老"] > found["普惠托育"]
    assert found["潮汐电站"] == 0
    result = {"sentences": 1500, "at_least": 10, "databases": {"sqlite": measured, "postgresql": {"missing": "没有"}}}
    printed = format_table(rows(json.loads(json.dumps(result))))
    assert "比 LIKE 扫描快" in printed
    assert "没有运行：没有" in printed
