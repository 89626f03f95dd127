"""核对: doubtful records first, each decided once, by whom and when; without script, by plain forms."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.conftest import LOOPBACK, SAMPLE

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import Agency, Membership, User
from gangyao.actions import review
from gangyao.actions.plans import add_plan
from gangyao.core.plan.correction import ACCEPTED
from gangyao.core.plan.doubt import Doubt
from gangyao.core.plan.identity.profile import read_profile
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.store import corrections, desk, plans
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.review_addition import propose
from gangyao.workbench.presentation.review_desk import marker_of
from gangyao.workbench.presentation.review_queue import Asked, read_queue

pytestmark = pytest.mark.django_db
DESK = "/plans/yunxi-14/review/"
DECIDE = f"{DESK}decide/"
HISTORY = "/plans/yunxi-14/corrections/"


def _person(name: str, role: str = "planner") -> Client:
    user = User.objects.create_user(name, "yun-xi-county-7", name=name)
    agency, _ = Agency.objects.get_or_create(id="fgj", defaults={"name": "云溪县发展和改革局"})
    Membership.objects.create(user=user, agency=agency, role=role, starts_on=date(2020, 1, 1))
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(user)
    return client


@pytest.fixture
def planner(sample: StoredPlan) -> Client:
    return _person("林青")


def _now() -> StoredPlan:
    return plans.read("yunxi-14")


def _find(name: str) -> str:
    return next(s.id for s in _now().plan.statements if s.indicator == name)


def _marker(record: str) -> str:
    stored = _now()
    known = {one.id: one for one in (*stored.plan.statements, *stored.plan.targets)}
    return marker_of(known[record], stored.decisions)


def _post(client: Client, decision: str, record: str, **more: str) -> HttpResponse:
    form = {"decision": decision, "record": record, "marker": _marker(record), **more}
    return client.post(f"{DECIDE}?record={quote(record)}", form)


def _shown(html: str) -> str:
    """Id of the record on the desk."""
    found = re.search(r'编号 <span class="code">([^<]+)</span>', html)
    assert found
    return unescape(found[1])


def _said(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_queue_begins_with_the_heaviest_doubt_and_goes_on_with_targets_before_the_rest_by_place(
    sample: StoredPlan,
) -> None:
    items = read_queue(sample, Asked()).items
    weights = [item.weight for item in items]
    assert weights == sorted(weights)
    undoubted = [(item.role != "target", item.start) for item in items if not item.doubts]
    assert undoubted == sorted(undoubted)
    assert {item.id for item in items} >= {s.id for s in sample.plan.statements}


def test_a_target_stands_in_the_queue_for_doubts_of_its_own_alone(sample: StoredPlan) -> None:
    own = {t.id for t in sample.plan.targets if set(t.doubts) - {code.value for code in Doubt}}
    assert {item.id for item in read_queue(sample, Asked()).items if item.kind == "目标"} == own


def test_the_desk_shows_the_sentence_the_reasons_and_the_fields(planner: Client, sample: StoredPlan) -> None:
    record = _find("森林覆盖率")
    html = planner.get(f"{DESK}?record={quote(record)}").content.decode()
    assert _shown(html) == record
    assert "<mark>森林覆盖率达到41.5%</mark>" in html
    assert "生态有所改善" in html
    assert re.search(r'name="field.quantity.value" value="41.5"', html)
    assert "走过的五年" in html


def test_accepting_goes_on_to_the_next_and_says_so(planner: Client, sample: StoredPlan) -> None:
    first, second = (item.id for item in read_queue(sample, Asked()).items[:2])
    answer = _post(planner, "accept", first)
    assert answer.status_code == 302
    html = planner.get(answer.headers["Location"]).content.decode()
    assert _shown(html) == second
    assert "已接受“" in html
    assert [row.correction.record for row in corrections.history("yunxi-14")] == [first]
    assert corrections.history("yunxi-14")[0].correction.by == str(User.objects.get(username="林青").key)


def test_htmx_gets_the_next_record_without_a_page_and_the_address_that_shows_it(
    planner: Client, sample: StoredPlan
) -> None:
    first, second = (item.id for item in read_queue(sample, Asked()).items[:2])
    form = {"decision": "accept", "record": first, "marker": _marker(first)}
    answer = planner.post(f"{DECIDE}?record={quote(first)}", form, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert _shown(answer.content.decode()) == second
    assert quote(second) in answer.headers["HX-Push-Url"]


def test_a_correction_stores_what_was_changed_and_nothing_else(planner: Client, sample: StoredPlan) -> None:
    record = _find("旅游收入年均增速")
    fields = {"field.horizon": "2024年", "field.quantity.value": "1 2", "field.scope": "全县", "field.tier": "core"}
    assert _post(planner, "correct", record, reason="按正式文本", **fields).status_code == 302
    held = _now().decisions[record]
    assert [(c.field, c.new, c.reason) for c in held] == [
        ("horizon", "2024", "按正式文本"),
        (ACCEPTED, "", "按正式文本"),
    ]
    html = planner.get(f"{DESK}?record={quote(record)}").content.decode()
    assert "已更正" in html
    assert "→ 2024年" in html


def test_a_value_that_a_field_cannot_hold_is_refused_and_what_was_typed_stays(
    planner: Client, sample: StoredPlan
) -> None:
    record = _find("旅游收入年均增速")
    answer = _post(planner, "correct", record, **{"field.quantity.value": "很多", "field.indicator": "旅游总收入"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="很多"' in html
    assert "“很多”不是“数值”可以写的值：写数字" in html
    assert re.search(r'id="f-数值"[^>]*aria-invalid="true" aria-errormessage="e-数值" autofocus', html)
    assert 'value="旅游总收入"' in html
    assert not corrections.history("yunxi-14")


def test_saving_without_a_change_says_what_to_do(planner: Client, sample: StoredPlan) -> None:
    answer = _post(planner, "correct", _find("旅游收入年均增速"))
    assert answer.status_code == 200
    assert "改动后再保存" in answer.content.decode()
    assert not corrections.history("yunxi-14")


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"field.quantity.value": "365"}, "“森林覆盖率”是比率，365% 超过了 100%", "数值"),
        ({"field.quantity.unit": ""}, "原来的单位是“%”，现在空着", "单位"),
        ({"field.quantity.unit": "百分点"}, "“百分点”说的是变化了多少", "单位"),
    ],
)
def test_an_odd_value_is_stored_only_once_the_person_says_that_it_is_meant(
    changes: dict[str, str], reason: str, field: str, planner: Client, sample: StoredPlan
) -> None:
    record = _find("森林覆盖率")
    html = _post(planner, "correct", record, **changes).content.decode()
    assert reason in html
    assert f'aria-errormessage="e-{field}"' in html
    assert "确实如此，保存" in html
    assert not corrections.history("yunxi-14")
    assert _post(planner, "correct", record, confirmed="1", **changes).status_code == 302
    assert _now().decisions[record]


def test_a_year_may_be_typed_as_the_text_prints_it_and_no_time_says_what_to_write(
    planner: Client, sample: StoredPlan
) -> None:
    record = _find("旅游收入年均增速")
    html = _post(planner, "correct", record, **{"field.horizon": "明年"}).content.decode()
    assert "“明年”不是“时间”可以写的值：写“2025年”或“十四五”" in html
    _post(planner, "correct", record, **{"field.horizon": "二〇二四年"})
    assert _now().decisions[record][0].new == "2024"


def test_a_rejection_needs_a_reason_takes_the_record_out_everywhere_and_can_be_taken_back(
    planner: Client, sample: StoredPlan
) -> None:
    record = _find("旅游收入年均增速")
    assert "驳回要写明理由" in _post(planner, "reject", record).content.decode()
    assert _post(planner, "reject", record, reason="这是外地的数值").status_code == 302
    assert "旅游收入" not in planner.get("/plans/yunxi-14/targets/").content.decode()
    html = planner.get(f"{DESK}?state=rejected").content.decode()
    assert _shown(html) == record
    assert "这是外地的数值" in html
    batch = re.search(r'name="batch" value="([^"]+)"', html)
    assert batch
    planner.post(f"{DECIDE}?record={quote(record)}", {"decision": "undo", "batch": batch[1]})
    assert record in {s.id for s in _now().plan.statements}


def test_undo_takes_back_ones_own_last_act_and_shows_its_record(planner: Client, sample: StoredPlan) -> None:
    mine, others = _find("旅游收入年均增速"), _find("森林覆盖率")
    _post(planner, "accept", mine)
    _post(_person("周明"), "accept", others)
    answer = planner.post(DECIDE, {"decision": "undo"})
    html = planner.get(answer.headers["Location"]).content.decode()
    assert _shown(html) == mine
    assert "已撤销：接受“旅游收入年均增速 " in html
    assert set(_now().decisions) == {others}
    assert "没有可以撤销的核对" in planner.post(DECIDE, {"decision": "undo"}).content.decode()


def test_two_targets_are_merged_and_a_statement_is_split_off(planner: Client, sample: StoredPlan) -> None:
    one, other = (t.id for t in sample.plan.targets[:2])
    statement = sample.plan.targets[0].statements[0]
    _post(planner, "merge", statement, target=one, into=other, reason="同一件事")
    merged = next(t for t in _now().plan.targets if t.id == other)
    assert statement in merged.statements
    _post(planner, "split", statement, target=other, statement=statement, reason="说的不是同一件事")
    assert statement not in next(t for t in _now().plan.targets if t.id == other).statements


def test_many_are_accepted_after_a_question_that_says_how_many_of_what_kind_and_taken_back_at_once(
    planner: Client, sample: StoredPlan
) -> None:
    chosen = [item.id for item in read_queue(sample, Asked()).items[:5]]
    html = planner.post(DECIDE, {"decision": "accept-many", "record": chosen}).content.decode()
    assert "接受这 5 条？" in html
    assert not corrections.history("yunxi-14")
    form = {"decision": "accept-many", "confirmed": "1", "record": chosen, "marker": [_marker(one) for one in chosen]}
    planner.post(DECIDE, form)
    assert set(_now().decisions) == set(chosen)
    planner.post(DECIDE, {"decision": "undo"})
    assert not _now().decisions


def test_all_open_records_of_a_page_are_asked_about(planner: Client, sample: StoredPlan) -> None:
    count = len(read_queue(sample, Asked(doubt="-")).shown)
    html = planner.post(f"{DECIDE}?doubt=-", {"decision": "accept-many", "whole": "1", "here": ""}).content.decode()
    assert f"接受这 {min(count, 50)} 条？" in html
    assert "没有存疑" in html


def test_choosing_nothing_says_what_to_do(planner: Client, sample: StoredPlan) -> None:
    assert "没有选中待核对的记录" in planner.post(DECIDE, {"decision": "accept-many"}).content.decode()


def test_who_comes_second_is_told_who_decided_and_when_and_loses_nothing(planner: Client, sample: StoredPlan) -> None:
    record, second = _find("旅游收入年均增速"), _person("周明")
    marker = _marker(record)
    _post(planner, "accept", record)
    form = {"decision": "correct", "record": record, "marker": marker, "field.indicator": "旅游总收入"}
    answer = second.post(f"{DECIDE}?record={quote(record)}", form)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert re.search(r"“旅游收入年均增速”已由林青于\d{4}年\d+月\d+日 \d\d:\d\d 接受", html)
    assert 'value="旅游总收入"' in html
    assert len(corrections.history("yunxi-14")) == 1


def test_who_may_not_review_reads_the_queue_and_a_line_that_says_who_may(planner: Client, sample: StoredPlan) -> None:
    reader, record = _person("吴静", "auditor"), _find("旅游收入年均增速")
    html = reader.get(f"{DESK}?record={quote(record)}").content.decode()
    assert "核对由有“核对记录”权限的人员（规划人员）进行" in html
    assert "<button" not in html[html.index('id="record"') :]
    assert reader.post(DECIDE, {"decision": "accept", "record": record}).status_code == 403
    assert reader.get(f"{DESK}add/?start=1&end=9").status_code == 403
    assert not corrections.history("yunxi-14")


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("state=open", lambda item: item.state == "open"),
        ("role=achieved", lambda item: item.role == "achieved"),
        ("role=target", lambda item: item.role == "target"),
        ("doubt=any", lambda item: bool(item.doubts)),
        ("doubt=-", lambda item: not item.doubts),
        ("q=" + quote("收入"), lambda item: "收入" in item.title),
    ],
)
def test_a_filter_lists_what_it_names(asked: str, holds: object, planner: Client, sample: StoredPlan) -> None:
    html = planner.get(f"{DESK}?{asked}").content.decode()
    wanted = [item.id for item in read_queue(sample, Asked()).items if callable(holds) and holds(item)]
    assert f"清单与筛选（{len(wanted)} 条）" in html
    assert _shown(html) == wanted[0]


def test_a_section_lists_what_stands_in_it(planner: Client, sample: StoredPlan) -> None:
    entry = next(e for e in sample.plan.outline if e.title == "走过的五年")
    html = planner.get(f"{DESK}?section={entry.anchor.start}").content.decode()
    inside = [s for s in sample.plan.statements if entry.anchor.start <= s.anchor.start < entry.end]
    assert f"清单与筛选（{len(inside)} 条）" in html


def test_what_is_all_reviewed_says_so(planner: Client, sample: StoredPlan) -> None:
    queue = read_queue(sample, Asked())
    review.accept(by=COMMAND_LINE, plan_id="yunxi-14", records=[item.id for item in queue.items])
    html = planner.get(f"{DESK}?state=open").content.decode()
    assert "没有符合条件的记录" in html
    assert f"{len(queue.items)}</strong> / {len(queue.items)} 条已核对" in html


def test_decisions_show_wherever_the_record_does(planner: Client, sample: StoredPlan) -> None:
    record = _find("旅游收入年均增速")
    _post(planner, "correct", record, reason="按正式文本", **{"field.horizon": "2024"})
    card = planner.get(f"/plans/yunxi-14/records/{quote(record)}/").content.decode()
    assert "已更正" in card
    assert "林青" in card
    assert "按正式文本" in card
    target = next(t for t in _now().plan.targets if record in t.statements)
    whole = planner.get(f"/plans/yunxi-14/records/{quote(target.id)}/").content.decode()
    for told in ("已更正", "林青", "按正式文本", "→ 2024年"):
        assert told in whole
    row = planner.get("/plans/yunxi-14/targets/?q=" + quote("旅游收入")).content.decode()
    assert '<span class="sign">已更正</span>' in row
    assert 'class="spot corrected"' in planner.get("/plans/yunxi-14/text/").content.decode()
    checked = planner.get("/plans/yunxi-14/targets/?checked=yes").content.decode()
    assert "<strong>1</strong> 项目标" in checked
    assert 'href="/plans/yunxi-14/review/"' in planner.get("/plans/yunxi-14/").content.decode()


def test_the_history_says_who_when_what_and_why_and_takes_back_one_act(planner: Client, sample: StoredPlan) -> None:
    assert "还没有人核对过" in planner.get(HISTORY).content.decode()
    record = _find("旅游收入年均增速")
    _post(planner, "correct", record, reason="按正式文本", **{"field.horizon": "2024"})
    html = planner.get(HISTORY).content.decode()
    said = _said(html)
    assert "林青" in said
    assert "→ 2024年" in said
    assert "理由：按正式文本" in said
    batch = re.search(r'name="batch" value="([^"]+)"', html)
    assert batch
    planner.post(HISTORY, {"batch": batch[1]})
    assert "已撤销" in planner.get(HISTORY).content.decode()
    assert not _now().decisions
    assert planner.post(HISTORY, {"batch": batch[1]}).status_code == 409


def test_undoing_a_correction_under_a_later_one_asks_on_both_pages_and_takes_both_back(
    planner: Client, sample: StoredPlan
) -> None:
    record = _find("森林覆盖率")
    _post(planner, "correct", record, **{"field.quantity.value": "42"})
    _post(planner, "correct", record, **{"field.quantity.value": "43"})
    batch = str(corrections.history("yunxi-14")[-1].batch)
    for address in (HISTORY, DECIDE):
        html = planner.post(address, {"decision": "undo", "batch": batch}).content.decode()
        assert "之后还有 1 个决定建立在它之上，要一并撤销" in html
        assert "数值： 42 → 43" in _said(html)
        assert len(_now().decisions[record]) == 4
    planner.post(HISTORY, {"decision": "undo", "batch": batch, "with_later": "1"})
    assert not _now().decisions
    assert "套用不上" not in planner.get(HISTORY).content.decode()


def test_the_history_and_what_was_done_call_records_by_name_value_and_time(planner: Client, sample: StoredPlan) -> None:
    one, other = sample.plan.targets[:2]
    answer = _post(planner, "merge", one.statements[0], target=one.id, into=other.id, reason="同一件事")
    assert re.search(f"已合并到“{other.name} [^”]*”", planner.get(answer.headers["Location"]).content.decode())
    html = re.sub(r"<details class=\"ids\">.*?</details>", "", planner.get(HISTORY).content.decode())
    assert one.id not in _said(html)
    assert other.id not in _said(html)
    assert f"并入“{other.name}" in _said(html)


def test_the_file_of_corrections_names_people(planner: Client, sample: StoredPlan) -> None:
    record = _find("旅游收入年均增速")
    _post(planner, "accept", record)
    answer = planner.get("/plans/yunxi-14/corrections.yaml")
    assert record in answer.content.decode()
    assert "林青" in answer.content.decode()
    assert "corrections.yaml" in answer.headers["Content-Disposition"]


def _place(words: str) -> tuple[int, int]:
    start = _now().document.text.index(words)
    return start, start + len(words)


def test_a_marked_stretch_proposes_what_its_reading_gives_and_leaves_the_name_to_the_person(
    planner: Client, sample: StoredPlan
) -> None:
    start, end = _place("年度任务完成率达到95%以上")
    html = planner.get(f"{DESK}add/?start={start}&end={end}").content.decode()
    assert "<mark>年度任务完成率达到95%以上</mark>" in html
    assert re.search(r'name="field.quantity.value" value="95"', html)
    assert re.search(r'name="field.quantity.unit" value="%"', html)
    assert '<option value="&gt;=" selected>' in html
    assert '<option value="target" selected>' in html
    assert re.search(r'name="field.indicator" value=""', html)
    assert re.search(r'name="field.horizon" value="十四五"', html)


def test_a_stretch_of_what_was_reached_is_proposed_as_such(planner: Client, sample: StoredPlan) -> None:
    start, end = _place("粮食产量稳定在30万吨以上")
    html = planner.get(f"{DESK}add/?start={start}&end={end}").content.decode()
    assert '<option value="achieved" selected>' in html
    assert re.search(r'name="field.horizon" value="2020"', html)


def test_what_was_missed_is_added_where_it_stands_and_shown_as_added(planner: Client, sample: StoredPlan) -> None:
    start, end = _place("建立“一季一调度”制度")
    form = {
        "field.indicator": "调度次数",
        "field.quantity.value": "４",
        "field.quantity.unit": "次",
        "field.role": "target",
    }
    answer = planner.post(f"{DESK}add/?start={start}&end={end}", {**form, "quote": "“一季一调度”"})
    html = planner.get(answer.headers["Location"]).content.decode()
    assert "<mark>“一季一调度”</mark>" in html
    assert "补录" in html
    added = next(s for s in _now().plan.statements if s.indicator == "调度次数")
    assert str(added.quantity.value) == "4"
    assert 'class="spot added"' in planner.get("/plans/yunxi-14/text/").content.decode()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"field.quantity.value": "4"}, "请填写指标名称"),
        ({"field.indicator": "调度次数"}, "请填写数值"),
        ({"field.indicator": "调度次数", "field.quantity.value": "四次"}, "“四次”不是“数值”可以写的值"),
        ({"field.indicator": "调度次数", "field.quantity.value": "4", "quote": "别的字句"}, "不在所选的句子里"),
    ],
)
def test_what_cannot_be_added_says_why_and_keeps_what_was_typed(
    form: dict[str, str], said: str, planner: Client, sample: StoredPlan
) -> None:
    start, end = _place("建立“一季一调度”制度")
    answer = planner.post(f"{DESK}add/?start={start}&end={end}", {"field.scope": "各镇", **form})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert 'value="各镇"' in answer.content.decode()
    assert not corrections.history("yunxi-14")


def test_what_a_sentence_says_already_is_added_again_only_once_the_person_says_that_it_is_another(
    planner: Client, sample: StoredPlan
) -> None:
    there = next(s for s in sample.plan.statements if s.indicator == "旅游收入年均增速")
    start, end = there.anchor.start, there.anchor.end
    form = {
        "field.indicator": "旅游收入增速",
        "field.quantity.value": f"{there.quantity.value:f}",
        "field.quantity.unit": there.quantity.unit or "",
    }
    html = planner.post(f"{DESK}add/?start={start}&end={end}", form).content.decode()
    assert f"这一句已有：旅游收入年均增速 {there.quantity.value:f} {there.quantity.unit}" in html
    assert "这是另一条，照样补录" in html
    assert not corrections.history("yunxi-14")
    assert planner.post(f"{DESK}add/?start={start}&end={end}", {**form, "confirmed": "1"}).status_code == 302
    other = {**form, "field.indicator": "游客满意度", "field.quantity.value": "7"}
    assert planner.post(f"{DESK}add/?start={start}&end={end}", other).status_code == 302


@pytest.mark.parametrize(("words", "value", "unit"), [("千亿", "1000", "亿"), ("突破百亿", "100", "亿")])
def test_a_scale_by_itself_is_proposed_as_its_number(words: str, value: str, unit: str, sample: StoredPlan) -> None:
    _other_text("建立“一季一调度”制度", f"集群规模{words}，建立“一季一调度”制度")
    document = _now().document
    found = propose(document, *_place(words), grammar=load_vocabulary().grammar, profile=read_profile(document))
    assert (found["quantity.value"], found["quantity.unit"]) == (value, unit)


@pytest.mark.parametrize("asked", ["start=5&end=5", "start=0&end=99999999", "start=9", "start=1&end=900"])
def test_a_stretch_that_cannot_be_used_leads_to_the_choice_of_a_sentence(
    asked: str, planner: Client, sample: StoredPlan
) -> None:
    html = planner.get(f"{DESK}add/?{asked}").content.decode()
    assert "所选的字句不能用" in html


def test_a_sentence_is_found_by_its_words_without_a_mouse(planner: Client, sample: StoredPlan) -> None:
    html = planner.get(f"{DESK}add/?words=" + quote("调度 制度")).content.decode()
    link = re.search(r'<ol class="sentences"><li><a href="([^"]+)"', html)
    assert link
    assert "<mark>强化监测评估" in planner.get(unescape(link[1])).content.decode()
    assert "没有找到这样的句子" in planner.get(f"{DESK}add/?words=" + quote("海运")).content.decode()


def _other_text(old: str, new: str) -> None:
    """Another text of the plan becomes its next reading."""
    data = SAMPLE.read_text(encoding="utf8").replace(old, new).encode()
    add_plan(by=COMMAND_LINE, data=data, name="云溪县修订稿.txt", plan_id="yunxi-14")


def test_what_was_accepted_and_is_read_otherwise_by_now_is_open_again_and_says_so(
    planner: Client, sample: StoredPlan
) -> None:
    record, kept = _find("人均预期寿命"), _find("旅游收入年均增速")
    _post(planner, "accept", record)
    _post(planner, "accept", kept)
    _other_text("人均预期寿命达到79岁", "人均预期寿命达到80岁")
    html = planner.get(f"{DESK}?record={quote(record)}").content.decode()
    assert "需重新核对" in html
    assert _shown(planner.get(DESK).content.decode()) == record
    assert _shown(planner.get(f"{DESK}?state=again").content.decode()) == record
    assert "1 条人工决定套用不上" in _said(planner.get(DESK).content.decode())
    assert "1 条人工决定套用不上" in _said(planner.get("/plans/yunxi-14/").content.decode())
    assert "先前的结论套用不上" in html
    assert "1</strong> / " in html
    history = _said(planner.get(HISTORY).content.decode())
    assert "套用不上的决定（1 条）" in history
    assert "这条记录现在的内容与当时核对的不同" in history
    assert _post(planner, "accept", record).status_code == 302
    assert "（此后已重新核对）" in planner.get(HISTORY).content.decode()
    assert {item.state for item in read_queue(_now(), Asked()).items if item.id in (record, kept)} == {"accepted"}
    assert "人工决定套用不上" not in planner.get(DESK).content.decode()
    assert _shown(planner.get(f"{DESK}?state=unfit").content.decode()) == record


def test_the_list_of_plans_and_the_desk_count_the_same_records_as_reviewed(planner: Client, sample: StoredPlan) -> None:
    one, other = sample.plan.targets[:2]
    record, kept = _find("人均预期寿命"), _find("旅游收入年均增速")
    for each in (record, kept):
        _post(planner, "accept", each)
    _post(planner, "merge", one.statements[0], target=one.id, into=other.id, reason="同一件事")
    _post(planner, "reject", _find("森林覆盖率"), reason="这是外地的数值")
    _other_text("人均预期寿命达到79岁", "人均预期寿命达到80岁")
    done = read_queue(_now(), Asked()).done
    assert [plan.decided for plan in desk.on_desk()] == [done]
    assert done == 3


def test_a_target_that_was_only_merged_or_split_is_called_so_and_found_so(planner: Client, sample: StoredPlan) -> None:
    one, other = sample.plan.targets[:2]
    statement = one.statements[0]
    _post(planner, "merge", statement, target=one.id, into=other.id, reason="同一件事")
    html = planner.get(f"{DESK}?state=merged").content.decode()
    assert _shown(html) == other.id
    assert "已合并" in html
    assert '<span class="sign">已合并</span>' in planner.get(f"/plans/yunxi-14/records/{other.id}/").content.decode()
    _post(planner, "split", statement, target=other.id, statement=statement, reason="说的不是同一件事")
    assert _shown(planner.get(f"{DESK}?state=split").content.decode()) == other.id


def test_any_target_is_found_by_its_name_for_a_merge(planner: Client, sample: StoredPlan) -> None:
    one, other = sample.plan.targets[0], sample.plan.targets[-1]
    html = planner.get(f"{DESK}?record={quote(one.statements[0])}&merge={quote(other.name)}").content.decode()
    assert f'name="into" value="{other.id}"' in html
    nothing = planner.get(f"{DESK}?record={quote(one.statements[0])}&merge={quote('海运')}").content.decode()
    assert "没有名称含“海运”的其他目标" in nothing


def test_a_decision_about_a_record_that_is_gone_is_listed_and_holds_again_when_the_text_comes_back(
    planner: Client, sample: StoredPlan
) -> None:
    record = _find("人均预期寿命")
    _post(planner, "reject", record, reason="这是外地的数值")
    _other_text("人均预期寿命达到79岁。", "")
    said = _said(planner.get(HISTORY).content.decode())
    assert "套用不上的决定（1 条）" in said
    assert "这是外地的数值" in said
    _other_text("不会出现的字", "")
    assert "套用不上的决定" not in planner.get(HISTORY).content.decode()
    assert record not in {s.id for s in _now().plan.statements}
