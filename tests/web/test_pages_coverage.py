"""覆盖: every numeral of the text with what became of it, the unexplained first, one click from its place."""

from __future__ import annotations

import re
import time
from urllib.parse import quote

import pytest
from django.test import Client
from tests.web.page_text import text_of

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions import review
from gangyao.actions.plans import add_plan
from gangyao.core.plan.outcome import EXPLANATIONS, Outcome
from gangyao.store import plans
from gangyao.store.plans import StoredPlan
from gangyao.workbench.coverage import coverage_of
from gangyao.workbench.presentation.coverage import read_coverage

_TEXT = """云州市青禾区国民经济和社会发展第十五个五年规划纲要

第一章 主要目标

到2030年，森林覆盖率达到46.5%。完善三个方面的制度安排。打造千亿新港。

第二章 基础设施

推进5G网络覆盖，每年巡查两次。
"""


@pytest.fixture
def made_up(db: None) -> StoredPlan:
    add_plan(by=COMMAND_LINE, data=_TEXT.encode(), name="青禾区.txt", plan_id="qinghe-15")
    return plans.read("qinghe-15")


def _page(client: Client, query: str = "") -> str:
    answer = client.get(f"/plans/qinghe-15/coverage/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_sentences_that_nobody_explains_come_first(client: Client, made_up: StoredPlan) -> None:
    items = re.findall(r'<p class="covered-words">(.*?)</p>', _page(client))
    first = re.sub("<[^>]+>", "", items[0]), re.sub("<[^>]+>", "", items[1])
    assert first == ("打造千亿新港。", "推进5G网络覆盖，每年巡查两次。")


def test_each_outcome_is_counted_and_its_reason_explained(client: Client, made_up: StoredPlan) -> None:
    page = _page(client)
    for outcome, count in coverage_of(made_up).outcomes.items():
        label, explanation = EXPLANATIONS[outcome]
        assert re.search(rf'title="{explanation}".*?{label}</span><span class="count">{count}</span>', page), label


def test_the_list_is_narrowed_by_reason_and_by_section(client: Client, made_up: StoredPlan) -> None:
    second = made_up.plan.outline[1].anchor.start
    page = _page(client, f"?reason=unexplained&section={second}")
    assert "两次" in re.sub("<[^>]+>", "", page)
    assert "千亿" not in "".join(re.findall(r'<p class="covered-words">(.*?)</p>', page))


def test_counts_of_sections_add_up_to_those_of_the_text(made_up: StoredPlan) -> None:
    view = read_coverage(made_up, coverage_of(made_up))
    outermost = [section for section in view.sections if section.level == 1]
    assert sum(section.numerals for section in outermost) == view.numerals
    assert sum(section.sentences for section in outermost) == view.sentences
    assert view.compiled + view.left_out + view.unexplained == view.numerals


def test_a_sentence_leads_to_its_place_in_the_text(client: Client, made_up: StoredPlan) -> None:
    page = _page(client, "?reason=unexplained")
    [at, _] = re.findall(r'href="([^"]+\?at=[0-9]+-[0-9]+)#at"', page)
    text = client.get(at).content.decode()
    assert '<mark class="at" id="at">打造千亿新港。' in text
    assert text_of(text, "document").strip() == made_up.document.text.strip()


@pytest.mark.parametrize("at", ["", "x", "5-3", "0-999999999", "-1-4", "3"])
def test_any_place_asked_for_shows_the_whole_text(at: str, client: Client, made_up: StoredPlan) -> None:
    text = client.get(f"/plans/qinghe-15/text/?at={quote(at)}").content.decode()
    assert text_of(text, "document").strip() == made_up.document.text.strip()


def test_a_numeral_that_nobody_explains_can_be_added_with_its_clause(client: Client, made_up: StoredPlan) -> None:
    page = _page(client, "?reason=unexplained")
    spans = re.findall(r"/review/add/\?start=([0-9]+)&amp;end=([0-9]+)", page)
    assert [made_up.document.text[int(a) : int(b)] for a, b in spans] == ["打造千亿新港", "每年巡查两次"]


def test_a_compiled_numeral_leads_to_its_record(client: Client, made_up: StoredPlan) -> None:
    page = _page(client, "?reason=compiled")
    [href] = re.findall(r'<b>46.5</b> .*?<a href="([^"]+)"', page)
    assert client.get(href).status_code == 200


@pytest.mark.parametrize("query", ["?page=99", "?page=x", "?reason=<b>", "?section=7", "?section=x&reason=name"])
def test_a_question_that_means_nothing_is_answered(query: str, client: Client, made_up: StoredPlan) -> None:
    assert "<b>" not in re.sub("<b>[^<]*</b>", "", _page(client, query))


def test_a_text_without_numerals_says_so(client: Client, db: None) -> None:
    add_plan(
        by=COMMAND_LINE, data="云州市青禾区发展规划\n\n全面加强制度建设。\n".encode(), name="a.txt", plan_id="none"
    )
    page = client.get("/plans/none/coverage/?reason=unexplained").content.decode()
    assert "这份文本里没有数字" in page


def test_what_people_decide_shows_at_once(client: Client, made_up: StoredPlan) -> None:
    text = made_up.document.text
    start = text.index("打造千亿")
    review.reject(by=COMMAND_LINE, plan_id="qinghe-15", records=["森林覆盖率-2030"], reason="重复")
    review.add_statement(
        by=COMMAND_LINE, plan_id="qinghe-15", start=start, end=start + 6, reason="漏读",
        fields={"indicator": "新港产值", "quantity.value": "1000", "quantity.unit": "亿元", "horizon": "2030"},
    )  # fmt: skip
    outcomes = coverage_of(plans.read("qinghe-15")).outcomes
    assert outcomes[Outcome.REJECTED] == 1
    assert outcomes[Outcome.COMPILED] == 1
    assert "人工剔除" in _page(client, "?reason=rejected")


def test_every_reason_is_listed_with_its_own_words() -> None:
    assert len({label for label, _ in EXPLANATIONS.values()}) == len(Outcome)


def test_a_long_plan_answers_fast(client: Client, db: None) -> None:
    paragraph = "到2030年，森林覆盖率达到46.5%，建成超市120家，完善三个方面的制度安排，推进5G网络覆盖。"
    text = _TEXT + "\n".join(f"第{n}段。{paragraph}" for n in range(1, 1100))
    add_plan(by=COMMAND_LINE, data=text.encode(), name="长.txt", plan_id="qinghe-15")
    _page(client)
    begun = time.perf_counter()
    _page(client, "?reason=compiled&page=3")
    assert time.perf_counter() - begun < 0.3
