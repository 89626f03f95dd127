"""Records of promises, projects, names and terms: each with its sentence, fields, doubts, links and decisions."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.http import urlencode
from tests.web.page_text import text_of
from tests.web.test_pages_commitments import FIRMS, HOUSES, ROADS

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import User
from gangyao.actions import review
from gangyao.actions.duties import Duty, assign
from gangyao.actions.people import create_local_planner, set_password
from gangyao.store import plans
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.review_queue import Asked, read_queue

pytestmark = pytest.mark.django_db
DESK = "/plans/yunxi-14/review/"


def _record(client: Client, id_: str) -> str:
    return client.get(f"/plans/yunxi-14/records/{id_}/").content.decode()


@pytest.fixture
def planner(client: Client) -> Client:
    from datetime import date

    create_local_planner(by=COMMAND_LINE, on=date(2026, 3, 12))
    set_password(by=COMMAND_LINE, username="planner", password="yun-xi-county-7")
    client.force_login(User.objects.get())
    return client


def test_a_promise_shows_its_sentence_its_fields_and_what_stands_in_it(client: Client, promising: StoredPlan) -> None:
    page = _record(client, ROADS)
    assert re.search(r"<h1 [^>]*>新建农村公路</h1>", page)
    assert "<mark>新建农村公路120公里</mark>，改造老旧小区35个" in page
    shown = text_of(page, "main")
    for words in (
        "动词",
        "新建",
        "2024年",
        "原文未写明",
        "里面的目标",
        "农村公路里程 120公里",
        "里面的项目",
        "农村公路建设工程",
    ):
        assert words in shown
    assert page.index("未定") < page.index("建议") < page.index("依据：含“公路” → 交通")


def test_a_promise_tells_its_doubts_and_what_was_inferred_in_words(client: Client, promising: StoredPlan) -> None:
    assert "原文没有写明是哪一年或哪个时期" in _record(client, FIRMS)
    assert "按所在章节和规划期推定" in _record(client, HOUSES)


def test_a_promise_tells_who_decided_what(client: Client, promising: StoredPlan) -> None:
    assign(by=COMMAND_LINE, plan_id="yunxi-14", duties={ROADS: Duty("县财政局", ("县审计局",))})
    page = _record(client, ROADS)
    assert re.search(r"牵头单位</dt><dd><a [^>]*>县财政局</a>", page)
    assert re.search(r"更正</b> 牵头单位：<span class=\"old\">（空）</span> → 县财政局", page)
    assert "已更正" not in page
    review.accept(by=COMMAND_LINE, plan_id="yunxi-14", records=[ROADS])
    assert '<span class="sign">已核对</span>' in _record(client, ROADS)


def test_a_project_shows_its_facts_and_the_promise_it_stands_in(client: Client, promising: StoredPlan) -> None:
    page = _record(client, "农村公路建设工程")
    shown = text_of(page, "main")
    for words in ("公路与城市道路", "120公里", "县域", "规划要做的", "所在的任务"):
        assert words in shown
    assert re.search(r'href="/plans/yunxi-14/records/[^"]+/">新建农村公路</a>', page)


def test_a_name_says_what_it_stands_for(client: Client, promising: StoredPlan) -> None:
    shown = text_of(_record(client, "云溪县"), "main")
    assert "地方" in shown
    assert "510999" in shown


def test_a_term_shows_its_explanation_or_that_the_text_has_none(client: Client, promising: StoredPlan) -> None:
    assert "<mark>[1] 城镇登记失业率为登记口径。</mark>" in _record(client, "城镇登记失业率")
    shown = text_of(_record(client, "小散弱"), "main")
    assert "3项" in shown
    assert "原文没有逐项写出" in shown


def test_a_target_and_its_statement_lead_to_the_promise_they_stand_in(client: Client, promising: StoredPlan) -> None:
    statement = next(s for s in promising.plan.statements if "农村公路" in s.indicator)
    target = next(t for t in promising.plan.targets if statement.id in t.statements)
    for record in (statement, target):
        page = _record(client, record.id)
        assert re.search(r"所在的任务：</p><ul><li><a [^>]*>新建农村公路</a>", page)


def test_beside_the_text_an_item_comes_as_a_panel(client: Client, promising: StoredPlan) -> None:
    page = client.get(f"/plans/yunxi-14/records/{ROADS}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "data-close" in page


def test_the_queue_offers_doubtful_promises_behind_the_numbers(promising: StoredPlan) -> None:
    items = read_queue(promising, Asked()).items
    assert [item.id for item in items if item.sort != "number"] == [FIRMS]
    assert items[-1].id == FIRMS
    assert [item.id for item in read_queue(promising, Asked(kind="commitment")).shown] == [FIRMS]
    assert FIRMS not in {item.id for item in read_queue(promising, Asked(kind="number")).shown}


def test_the_desk_filters_by_kind(client: Client, promising: StoredPlan) -> None:
    page = client.get(f"{DESK}?kind=commitment").content.decode()
    assert '<option value="commitment" selected>任务（1）</option>' in page
    assert "引进龙头企业" in text_of(page, "record")
    assert "种类" in client.get(DESK).content.decode()


@pytest.mark.parametrize("id_", [HOUSES, "农村公路建设工程", "云溪县", "城镇登记失业率"])
def test_any_record_can_be_accepted_corrected_and_rejected_from_its_page(
    id_: str, planner: Client, promising: StoredPlan
) -> None:
    page = _record(planner, id_)
    assert f"{DESK}?{urlencode({'record': id_})}" in page
    desk = planner.get(DESK, {"record": id_}).content.decode()
    marker = re.search(r'name="marker" value="([^"]+)"', desk[desk.index('id="accept"') :])
    assert marker
    field, text = ("object_head", "城区老旧小区") if id_ == HOUSES else ("name", "另一个名称")
    for form in (
        {"decision": "accept"}, {"decision": "correct", f"field.{field}": text}, {"decision": "reject", "reason": "重复"},
    ):  # fmt: skip
        planner.post(f"{DESK}decide/", {"record": id_, **form})
        stored = plans.read("yunxi-14")
        if form["decision"] == "correct":
            assert getattr(stored.holding[id_], field) == text
    assert id_ not in stored.holding
    assert {c.field for c in stored.decisions[id_]} == {"accepted", field, "rejected"}
    rejected = planner.get(DESK, {"record": id_}).content.decode()
    assert "撤销驳回" in rejected


def test_the_desk_shows_the_fields_of_a_promise_but_not_who_does_it(planner: Client, promising: StoredPlan) -> None:
    desk = planner.get(DESK, {"record": ROADS}).content.decode()
    names = re.findall(r'name="field\.([\w.]+)"', desk)
    assert sorted(names) == ["horizon", "modality", "object_head", "verb", "who"]
    assert "请到" in desk
    planner.post(f"{DESK}decide/", {"record": ROADS, "decision": "correct", "field.horizon": "2023年"})
    assert plans.read("yunxi-14").holding[ROADS].horizon == "2023"


def test_who_does_it_is_no_review(client: Client, promising: StoredPlan) -> None:
    assign(by=COMMAND_LINE, plan_id="yunxi-14", duties={FIRMS: Duty("县商务局")})
    item = read_queue(plans.read("yunxi-14"), Asked()).find(FIRMS)
    assert item
    assert item.state == "open"
    assert "已更正" not in client.get("/plans/yunxi-14/commitments/").content.decode()


def test_a_record_that_is_gone_is_said_to_be(client: Client, promising: StoredPlan) -> None:
    assert client.get("/plans/yunxi-14/records/没有这一条/").status_code == 404
    assert client.get(DESK, {"record": "没有这一条"}).status_code == 200
