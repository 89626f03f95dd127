"""任务 and 部门: promises by section, filtered, with who leads them as confirmed, suggestions apart."""

from __future__ import annotations

import csv
import re
from datetime import date
from io import BytesIO, StringIO
from time import perf_counter
from typing import Any

import pytest
from attrs import evolve
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode
from openpyxl import load_workbook
from tests.web.page_text import text_of
from tests.web.promises import promise, with_items

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import User
from gangyao.accounts.roles import Role
from gangyao.actions.agencies import add_agency
from gangyao.actions.duties import Duty, assign
from gangyao.actions.people import add_person
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.agencies_here import agency_here

pytestmark = pytest.mark.django_db

ROADS, HOUSES, FIRMS, WATCH, MEETING = (
    "新建-农村公路", "改造-老旧小区", "引进-龙头企业", "强化-监测评估", "建立-一季一调度制度",
)  # fmt: skip


def _get(client: Client, address: str = "commitments/", **asked: str) -> str:
    query = f"?{urlencode(asked)}" if asked else ""
    return client.get(f"/plans/yunxi-14/{address}{query}").content.decode()


def _tasks(page: str) -> list[str]:
    return re.findall(r'<th scope="row" role="rowheader"><a href="[^"]*">([^<]+)</a>', page)


def _row(page: str, words: str) -> str:
    start = page.index(f">{words}</a>")
    return page[start : page.index("</tr>", start)]


def _assign(id_: str, lead: str, *cooperating: str) -> None:
    assign(by=COMMAND_LINE, plan_id="yunxi-14", duties={id_: Duty(lead, cooperating)})


def test_every_promise_has_a_row_in_the_order_of_the_text_under_its_headings(
    client: Client, promising: StoredPlan
) -> None:
    page = _get(client)
    assert _tasks(page) == ["新建农村公路", "改造老旧小区", "引进龙头企业", "强化监测评估", "建立一季一调度制度"]
    heads = re.findall(r'class="section-row">.*?>([^<]+)</th>', page)
    assert heads == ["第一篇 起点与方向 › 第二章 目标与任务 › 第二节 重点任务", "第二篇 保障 › 第三章 组织实施"]


def test_a_light_verb_takes_all_its_objects_between(client: Client, sample: StoredPlan) -> None:
    with_items(sample, [promise(sample, "改造老旧小区35个", "推进…改造", "老旧小区", "农村公路")])
    assert _tasks(_get(client)) == ["推进老旧小区、农村公路改造"]


def test_a_suggestion_is_called_one_with_its_rule_and_counts_as_undecided(
    client: Client, promising: StoredPlan
) -> None:
    page = _get(client)
    row = _row(page, "新建农村公路")
    assert "建议：" in row
    assert "县交通运输局" in row
    assert "依据：含“公路” → 交通" in row
    assert "duty-lead" not in page
    assert "已定牵头单位 0 项" in page


def test_who_was_confirmed_stands_in_place_of_the_suggestion(client: Client, promising: StoredPlan) -> None:
    _assign(ROADS, "县财政局", "县交通运输局")
    row = _row(_get(client), "新建农村公路")
    assert re.search(r'class="duty-lead"><a [^>]*>县财政局</a>', row)
    assert re.search(r"配合：<a [^>]*>县交通运输局</a>", row)
    assert "建议" not in row


def test_without_rule_and_decision_it_is_undecided(client: Client, sample: StoredPlan) -> None:
    with_items(sample, [promise(sample, "测试用虚构文本", "办好", "某某事")])
    assert '<span class="unknown">未定</span>' in _get(client)


def test_what_stands_inside_a_promise_leads_to_its_target_and_project(client: Client, promising: StoredPlan) -> None:
    row = _row(_get(client), "新建农村公路")
    assert re.search(r'href="/plans/yunxi-14/records/[^"]+/">新建农村公路里程 120公里</a>', row)
    assert re.search(r'href="/plans/yunxi-14/records/[^"]+/">农村公路建设工程</a>', row)


def test_the_sentence_waits_behind_a_word_with_the_clause_marked(client: Client, promising: StoredPlan) -> None:
    row = _row(_get(client), "改造老旧小区")
    assert re.search(r"<summary>原文</summary><blockquote>.*<mark>改造老旧小区35个</mark>", row)
    assert re.search(r'href="/plans/yunxi-14/text/\?at=\d+-\d+#at"', row)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"field": "交通"}, ["新建农村公路"]),
        ({"department": "县交通运输局"}, ["新建农村公路"]),
        ({"horizon": "2024"}, ["新建农村公路"]),
        ({"horizon": "other"}, ["引进龙头企业"]),
        ({"modality": "力争"}, ["改造老旧小区"]),
        ({"modality": "-"}, ["新建农村公路", "强化监测评估", "建立一季一调度制度"]),
        ({"doubts": "any"}, ["引进龙头企业"]),
        ({"doubts": "horizon-other"}, ["引进龙头企业"]),
        ({"q": "县政府"}, ["强化监测评估"]),
        ({"q": "老旧 改造"}, ["改造老旧小区"]),
        ({"duty": "yes"}, []),
        ({"checked": "yes"}, []),
        ({"section": "no heading"}, ["新建农村公路", "改造老旧小区", "引进龙头企业", "强化监测评估", "建立一季一调度制度"]),
    ],
)  # fmt: skip
def test_each_filter_gives_what_it_names(
    asked: dict[str, str], found: list[str], client: Client, promising: StoredPlan
) -> None:
    assert _tasks(_get(client, **asked)) == found


def test_a_chapter_gives_its_own_promises(client: Client, promising: StoredPlan) -> None:
    last = next(entry for entry in promising.plan.outline if entry.title == "组织实施")
    assert _tasks(_get(client, section=str(last.anchor.start))) == ["强化监测评估", "建立一季一调度制度"]


def test_each_choice_says_how_many_promises_it_gives(client: Client, promising: StoredPlan) -> None:
    page = _get(client)
    offers = re.findall(r'<option value="([^"]+)"[^>]*>[^<]*（(\d+)）', page)
    names = dict(re.findall(r'<select id="f-(\w+)" name="(\w+)"', page))
    assert {"field", "department", "horizon", "modality", "section", "doubts", "duty"} <= set(names)
    assert offers
    for name in names:
        part = page[page.index(f'id="f-{name}"') :]
        part = part[: part.index("</select>")]
        for value, count in re.findall(r'<option value="([^"]+)"[^>]*>[^<]*（(\d+)）', part):
            assert len(_tasks(_get(client, **{name: value}))) == int(count), (name, value)


def test_a_filter_keeps_what_was_asked_and_says_how_to_get_out(client: Client, promising: StoredPlan) -> None:
    page = _get(client, modality="力争")
    assert '<option value="力争" selected>' in page
    assert "<strong>1</strong> 项任务，共 5 项" in page
    nothing = _get(client, q="没有这样的任务")
    assert "没有符合条件的任务" in nothing
    assert "清除全部条件" in nothing


def test_htmx_gets_the_list_alone(client: Client, promising: StoredPlan) -> None:
    response = client.get("/plans/yunxi-14/commitments/", headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize("query", ["?page=nonsense", "?page=99999", "?section=%00", "?horizon=" + "9" * 500, "?q=%00"])
def test_what_cannot_be_understood_is_answered_all_the_same(query: str, client: Client, promising: StoredPlan) -> None:
    assert client.get(f"/plans/yunxi-14/commitments/{query}").status_code == 200


def test_a_plan_without_promises_says_what_to_do(client: Client, sample: StoredPlan) -> None:
    with_items(sample, [])
    assert "没有读出任务" in _get(client)
    assert "重新编译" in _get(client, "departments/财政局/")


def test_downloads_hold_what_is_shown(client: Client, promising: StoredPlan) -> None:
    _assign(HOUSES, "县住房和城乡建设局")
    response = client.get("/plans/yunxi-14/commitments.csv?" + urlencode({"department": "县住房和城乡建设局"}))
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    assert {row["任务"]: row["分工状态"] for row in rows} == {
        "新建农村公路": "未定，有建议",
        "改造老旧小区": "已定牵头单位",
    }
    houses = next(row for row in rows if row["任务"] == "改造老旧小区")
    assert (houses["牵头单位"], houses["建议牵头单位（未确定）"], houses["语气"]) == ("县住房和城乡建设局", "", "力争")
    roads = next(row for row in rows if row["任务"] == "新建农村公路")
    assert (roads["牵头单位"], roads["建议牵头单位（未确定）"], roads["建议的依据"]) == (
        "", "县交通运输局", "含“公路” → 交通",
    )  # fmt: skip
    text = promising.document.text
    assert text[int(roads["原文起始字符"]) : int(roads["原文结束字符"])] == "新建农村公路120公里"
    book = load_workbook(BytesIO(client.get("/plans/yunxi-14/commitments.xlsx").content))
    assert book["任务"].max_row == 6
    notes = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert "确定以前不作数" in notes["建议"]


def test_a_department_shows_what_is_confirmed_apart_from_what_is_suggested(
    client: Client, promising: StoredPlan
) -> None:
    _assign(HOUSES, "县交通运输局", "县财政局")
    _assign(WATCH, "县财政局", "县交通运输局")
    page = _get(client, "departments/县交通运输局/")
    shown = text_of(page, "main")
    leads, cooperates, suggested = (shown.index(words) for words in ("牵头的任务", "配合的任务", "只是建议"))
    assert leads < shown.index("改造老旧小区") < cooperates < shown.index("强化监测评估") < suggested
    assert suggested < shown.index("新建农村公路", suggested)
    assert "依据：含“公路” → 交通" in shown


def test_deadlines_that_the_text_writes_come_first_the_nearest_first(client: Client, sample: StoredPlan) -> None:
    texts = ("改造老旧小区35个", "新建农村公路120公里", "强化监测评估")
    items = [
        promise(sample, words, "做好", words[2:6], horizon=horizon, inferred=inferred)
        for words, horizon, inferred in zip(texts, ("2025", "2023", "2025"), ((), (), ("horizon",)), strict=True)
    ]  # fmt: skip
    with_items(sample, sorted(items, key=lambda one: one.anchor.start))
    for one in items:
        _assign(one.id, "县财政局")
    shown = text_of(_get(client, "departments/县财政局/"), "main")
    assert shown.index("2023年", shown.index("牵头的任务")) < shown.index("做好老旧小区") < shown.index("做好监测评估")


@pytest.mark.parametrize("name", ["发改局", "云溪县发展和改革委员会", "县发展和改革局", "发展和改革局"])
def test_a_department_is_found_by_any_of_its_names(name: str, client: Client, promising: StoredPlan) -> None:
    assert '<h1 class="page-title">县发展和改革局</h1>' in _get(client, f"departments/{name}/")


@pytest.mark.parametrize(
    ("typed", "area", "here"),
    [
        ("自流井区发改局", "自贡市自流井区", "区发展和改革局"),
        ("自贡市自流井区教体局", "自贡市自流井区", "区教育和体育局"),
        ("区发展和改革局", "自贡市自流井区", "区发展和改革局"),
        ("白塔办事处筹备组", "自贡市自流井区", "白塔办事处筹备组"),
    ],
)
def test_an_agency_is_called_as_its_area_calls_it(typed: str, area: str, here: str) -> None:
    assert agency_here(typed, area) == here


def test_a_department_without_promises_says_what_to_do(client: Client, promising: StoredPlan) -> None:
    page = _get(client, "departments/白塔乡筹备组/")
    assert "还没有确定由它牵头或配合的任务" in page
    assert "/plans/yunxi-14/duties/" in page


def test_a_person_of_a_department_is_led_to_its_page(client: Client, promising: StoredPlan) -> None:
    add_agency(by=COMMAND_LINE, agency_id="jtj", name="云溪县交通运输局")
    start = date(2026, 1, 1)
    for role, name in ((Role.DEPARTMENT, "周明澈"), (Role.PLANNER, "方小满")):
        user = add_person(by=COMMAND_LINE, name=name, username="", agency_id="jtj", role=role, starts_on=start).user
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        user.refresh_from_db()
        client.force_login(user)
        assert ("我的单位" in _get(client)) is (role is Role.DEPARTMENT)
    client.force_login(User.objects.get(name="周明澈"))
    [address] = re.findall(r'我的单位：<a href="([^"]+)">县交通运输局的任务', _get(client))
    assert "县交通运输局</h1>" in client.get(address).content.decode()


def test_three_thousand_promises_come_page_by_page_and_fast(
    client: Client, sample: StoredPlan, django_assert_max_num_queries: Any
) -> None:
    [one] = [promise(sample, "改造老旧小区35个", "改造", "老旧小区")]
    with_items(sample, [evolve(one, id=f"改造-老旧小区-{number}") for number in range(3000)])
    _get(client)
    began = perf_counter()
    with django_assert_max_num_queries(15):
        page = _get(client, page="3")
    assert len(_tasks(page)) == 60
    assert "第 3 页，共 50 页" in page
    assert perf_counter() - began < 1.5  # 0.3 s on a machine that does nothing else


def test_departments_of_a_large_plan_are_answered_in_few_questions(
    client: Client, promising: StoredPlan, django_assert_max_num_queries: Any
) -> None:
    _get(client)
    with django_assert_max_num_queries(15) as asked:
        _get(client, "departments/县交通运输局/")
    assert isinstance(asked, CaptureQueriesContext)
