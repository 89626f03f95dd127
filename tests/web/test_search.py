"""搜索: what the page says of what was found, and how it leads to the place."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client
from tests.unit.store.test_search import HOSTILE
from tests.web.page_text import text_of

from gangyao.store.models import PlanRow
from gangyao.store.plans import StoredPlan

pytestmark = pytest.mark.django_db


def _html(client: Client, asked: str, more: str = "") -> str:
    answer = client.get(f"/search/?q={quote(asked, errors='replace')}{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def _page(client: Client, asked: str, more: str = "") -> str:
    return re.sub(r"\s+", " ", text_of(_html(client, asked, more), "main"))


def test_without_a_query_the_page_says_how_to_ask(client: Client) -> None:
    page = _page(client, "")
    assert "几个词用空格隔开，须在同一句里同时出现" in page
    assert "查 25 不会找到 2025" in page
    assert "没有" not in page


def test_results_come_by_kind_with_their_place_and_the_hits_marked(client: Client, sample: StoredPlan) -> None:
    html = _html(client, "森林覆盖率")
    page = text_of(html, "main")
    assert [page.index(kind) for kind in ("目标1 项", "文本3 处", "表述4 处")] == sorted(
        page.index(kind) for kind in ("目标1 项", "文本3 处", "表述4 处")
    )
    assert "第一篇 起点与方向 › 第二章 目标与任务 › 第一节 主要目标" in page
    assert sample.plan.title in page
    assert '<mark class="hit">森林覆盖率</mark>' in html
    assert "43%" in page


def test_the_place_leads_to_the_passage_in_the_text(client: Client, sample: StoredPlan) -> None:
    html = _html(client, "每千人口", "&kind=text")
    (address,) = set(re.findall(r'href="(/plans/yunxi-14/text/\?at=[0-9-]+#at)"', html))
    text = client.get(address.partition("#")[0]).content.decode()
    (shown,) = re.findall(r'<mark class="at" id="at">([^<]*)</mark>', text)
    assert shown.startswith("每千人口")


def test_a_record_leads_to_its_page(client: Client, sample: StoredPlan) -> None:
    html = _html(client, "期望寿命", "&kind=target")
    assert "又称：" in html
    (address,) = re.findall(r'class="found-name"><a href="([^"]+)"', html)
    assert client.get(unescape(address)).status_code == 200


def test_one_kind_is_listed_page_by_page(client: Client, sample: StoredPlan) -> None:
    overview = _html(client, "年", "")
    assert "查看全部" in overview
    first, last = _html(client, "年", "&kind=statement"), _html(client, "年", "&kind=statement&page=2")
    assert first.count("<li>") == 20
    assert "第 1 页，共 2 页" in first
    assert 'rel="next" href="?q=%E5%B9%B4&amp;kind=statement&amp;page=2"' in first
    assert 0 < last.count("<li>") < 20
    assert "没有第 9 页" in _page(client, "年", "&kind=statement&page=9")


def test_a_plan_can_be_chosen(client: Client, sample: StoredPlan, digest: StoredPlan) -> None:
    both = _html(client, "森林覆盖率")
    assert '<option value="yunxi-14">' in both
    assert "摘要，非正式文本" in both
    one = _html(client, "森林覆盖率", "&plan=yunxi-14")
    assert '<option value="yunxi-14" selected>' in one
    assert "/plans/ziliujing-14/" not in text_of(one, "main")
    assert 'href="/plans/ziliujing-14/' not in one


def test_an_archived_plan_is_not_found(client: Client, sample: StoredPlan) -> None:
    PlanRow.objects.update(archived_at="2026-03-12T00:00:00Z")
    assert "没有找到" in _page(client, "森林覆盖率")


def test_words_that_never_stand_together_are_offered_alone(client: Client, sample: StoredPlan) -> None:
    page = _page(client, "粮食 幼儿园 航天")
    assert "没有在同一句里同时出现" in page
    assert re.search(r"粮食 ?（\d+ 处）、 ?幼儿园 ?（\d+ 处）、 ?航天（没有）", page)


@pytest.mark.parametrize(
    ("asked", "more", "said"),
    [
        ("没有这样的词", "", "换一个更短的词"),
        ("没有这样的词", "&plan=yunxi-14", "查全部规划"),
        ("，。", "", "没有可以查找的字"),
        ("-养老", "", "还缺要找的词"),
        ("年" * 300, "", "查询太长"),
        ("森林覆盖率", "&plan=nowhere", "查全部规划"),
        ("云溪县并不存在", "&kind=target", "这一类里没有"),
    ],
)
def test_a_page_without_results_says_what_to_try(
    asked: str, more: str, said: str, client: Client, sample: StoredPlan
) -> None:
    assert said in _page(client, asked, more)


@pytest.mark.parametrize("asked", HOSTILE)
def test_any_query_is_answered(asked: str, client: Client, sample: StoredPlan) -> None:
    html = _html(client, asked[:2000])
    assert "<script>" not in html


@pytest.mark.parametrize(
    "more", ["&page=0", "&page=x", "&page=999999999", "&kind=x", "&plan=%00", "&plan=%F0%9F%8C%B2"]
)
def test_whatever_else_an_address_asks_is_answered(more: str, client: Client, sample: StoredPlan) -> None:
    _html(client, "森林", more)


def test_markup_in_a_query_stays_words(client: Client, sample: StoredPlan) -> None:
    html = _html(client, '"><script>alert(1)</script>')
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html
