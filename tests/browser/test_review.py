"""核对 in the browser: from the keyboard, by mouse, without script; by two people at once."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import _WATCH, PHONE, WIDE
from tests.browser.made_up_plan import expected, made_up_plan
from tests.browser.test_every_page import _faults

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import Agency, Membership, User
from gangyao.actions import review
from gangyao.actions.plans import add_plan
from gangyao.jobs import kinds
from gangyao.store import corrections, jobs, plans
from gangyao.workbench.presentation.review_queue import Asked, read_queue

pytestmark = pytest.mark.browser
PLAN = "qingxi-14"
DESK = f"/plans/{PLAN}/review/"
_KEYS = """
window.pressed = 0;
window.addEventListener("keydown", () => { window.pressed += 1; }, true);
"""
Enter = Callable[..., Page]


@pytest.fixture
def desk_site(live_server: object, transactional_db: None) -> Iterator[str]:
    """Address of a site with a made-up plan of 230 statements."""
    add_plan(by=COMMAND_LINE, data=made_up_plan(), name="青溪县.txt", plan_id=PLAN)
    with override_settings(ALLOWED_HOSTS=["127.0.0.1", "localhost"]):
        yield str(live_server)


@pytest.fixture
def enter(browser: Browser, desk_site: str) -> Iterator[Enter]:
    """Opens a browser in which a planner of a name has signed in; afterwards no policy may have been broken."""
    opened: list[tuple[BrowserContext, Page, list[str]]] = []

    def open_as(name: str, size: dict[str, int] = WIDE, *, script: bool = True) -> Page:
        context = browser.new_context(viewport=size, base_url=desk_site, java_script_enabled=script)
        context.add_cookies([{"name": "sessionid", "value": _session(name), "url": desk_site}])
        page = context.new_page()
        faults: list[str] = []
        if script:
            context.add_init_script(_WATCH + _KEYS)
        page.on("pageerror", lambda error: faults.append(str(error)))
        opened.append((context, page, faults))
        return page

    yield open_as
    for context, page, faults in opened:
        if "policyReports" in page.evaluate("Object.keys(window)"):
            faults += page.evaluate("window.policyReports")
        context.close()
    assert [fault for _, _, faults in opened for fault in faults] == []


def _session(name: str) -> str:
    user = User.objects.filter(username=name).first()
    if user is None:
        user = User.objects.create_user(name, "qing-xi-county-7", name=name)
        agency, _ = Agency.objects.get_or_create(id="fgj", defaults={"name": "青溪县发展和改革局"})
        Membership.objects.create(user=user, agency=agency, role="planner", starts_on=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def _current(page: Page) -> str:
    return page.locator(".card-id .code").inner_text()


def _wait_for_another(page: Page, record: str) -> None:
    page.wait_for_function(
        "before => document.querySelector('.card-id .code')?.textContent !== before", arg=record, polling=10
    )


def _held(record: str) -> list[str]:
    return [correction.field for correction in plans.read(PLAN).decisions.get(record, ())]


def test_two_hundred_records_are_reviewed_by_keyboard_alone_on_one_page(enter: Enter) -> None:
    page = enter("林青")
    loads: list[str] = []
    page.on("load", lambda: loads.append(page.url))
    page.goto(DESK)
    doubtful = sum(bool(item.doubts) for item in read_queue(plans.read(PLAN), Asked()).items)
    waited, spent, pressed = [], [], []
    for number in range(200):
        record, before = _current(page), page.evaluate("window.pressed")
        begun, working = perf_counter(), process_time()
        page.keyboard.press("Enter" if number % 2 else "a")
        _wait_for_another(page, record)
        waited.append(perf_counter() - begun)
        spent.append(process_time() - working)
        pressed.append(page.evaluate("window.pressed") - before)
        expect(page.locator("#record-title")).to_be_focused()
    by = str(User.objects.get(username="林青").key)
    decided = [row for row in corrections.history(PLAN) if row.correction.by == by and not row.undone]
    assert len({row.correction.record for row in decided if row.correction.field == "accepted"}) == 200
    assert doubtful
    assert all(item.state == "accepted" for item in read_queue(plans.read(PLAN), Asked(doubt="any")).shown)
    assert max(pressed) <= 3
    assert len(loads) == 1
    expect(page.locator(".progress")).to_contain_text(f"200 / {expected()}")
    print(
        f"next record shown after {statistics.median(waited):.3f} s, of it computing {statistics.median(spent):.3f} s"
    )
    assert statistics.median(spent) < 0.3  # of this process, which also serves: a busy machine does not count


def _work() -> None:
    """What the worker does beside the site: one piece of work."""
    claim = jobs.claim("worker", at=timezone.now())
    assert claim is not None
    kinds.do(claim)


def test_a_file_is_opened_a_doubt_corrected_and_the_correction_outlives_the_next_compile(
    enter: Enter, tmp_path: Path, settings: Any
) -> None:
    settings.GANGYAO_HOME = tmp_path
    file = tmp_path / "白溪县.txt"
    file.write_bytes(made_up_plan().replace("青溪县".encode(), "白溪县".encode()))
    page = enter("林青")
    page.goto("/open/")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="打开").click()
    page.wait_for_url("**/jobs/**")
    _work()
    page.get_by_role("link", name="开始核对").click()
    page.wait_for_load_state()
    expect(page.locator(".doubts")).to_contain_text("数字后面没有单位")
    record, plan_id = _current(page), page.url.split("/plans/")[1].split("/")[0]
    page.keyboard.press("e")
    expect(page.get_by_label("指标", exact=True)).to_be_focused()
    page.get_by_label("单位", exact=True).fill("万亩")
    page.keyboard.press("Control+Enter")
    _wait_for_another(page, record)
    expect(page.locator("#live")).to_contain_text("已更正")
    page.goto(f"/plans/{plan_id}/readings/")
    page.get_by_role("button", name="重新编译").click()
    page.wait_for_url("**/jobs/**")
    _work()
    expect(page.get_by_role("heading", name="编译完成")).to_be_visible()
    assert plans.read(plan_id).reading == 2
    page.goto(f"/plans/{plan_id}/review/?record={quote(record)}")
    expect(page.get_by_label("单位", exact=True)).to_have_value("万亩")
    expect(page.locator(".record-head .state")).to_have_text("已更正")
    expect(page.locator(".decided")).to_contain_text("林青")


def test_keys_move_reject_and_undo(enter: Enter) -> None:
    page = enter("林青")
    page.goto(DESK)
    first = _current(page)
    page.keyboard.press("j")
    _wait_for_another(page, first)
    page.keyboard.press("ArrowUp")
    page.wait_for_function("first => document.querySelector('.card-id .code').textContent === first", arg=first)
    page.keyboard.press("x")
    page.keyboard.type("ajx")
    assert not corrections.history(PLAN)
    page.keyboard.press("Enter")
    _wait_for_another(page, first)
    assert first not in {s.id for s in plans.read(PLAN).plan.statements}
    assert corrections.history(PLAN)[0].correction.reason == "ajx"
    page.keyboard.press("u")
    page.wait_for_function("first => document.querySelector('.card-id .code').textContent === first", arg=first)
    expect(page.locator("#live")).to_contain_text("已撤销：驳回")
    assert first in {s.id for s in plans.read(PLAN).plan.statements}


def test_the_browser_goes_back_to_the_record_before_and_the_keys_go_on_working(enter: Enter) -> None:
    page = enter("林青")
    page.goto(DESK)
    first = _current(page)
    page.keyboard.press("a")
    _wait_for_another(page, first)
    second = _current(page)
    page.keyboard.press("j")
    _wait_for_another(page, second)
    third = _current(page)
    page.go_back()
    _wait_for_another(page, third)
    assert _current(page) == second
    page.keyboard.press("x")
    expect(page.get_by_label("驳回的理由")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    _wait_for_another(page, second)
    assert _held(second) == ["accepted"]


def test_a_key_pressed_while_a_decision_is_being_sent_is_for_the_record_that_follows(enter: Enter) -> None:
    page = enter("林青")
    page.goto(DESK)
    first = _current(page)
    late = []
    page.route("**/review/decide/**", lambda route: late.append(route) if not late else route.continue_())
    page.keyboard.press("a")
    page.wait_for_timeout(50)
    page.keyboard.press("a")
    assert _current(page) == first
    late[0].continue_()
    expect(page.locator(".progress")).to_contain_text(f"2 / {expected()}")
    assert len(corrections.history(PLAN)) == 2


def test_saving_without_a_change_leads_to_the_first_field_and_an_odd_value_to_a_question(enter: Enter) -> None:
    page = enter("林青")
    page.goto(f"{DESK}?doubt=-")
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator(".said")).to_contain_text("改动后再保存")
    expect(page.get_by_label("指标", exact=True)).to_be_focused()
    record = _current(page)
    page.get_by_label("时间", exact=True).fill("明年")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("时间", exact=True)).to_be_focused()
    expect(page.locator(".field-fault")).to_contain_text("写“2025年”或“十四五”")
    page.get_by_label("时间", exact=True).fill("2025")
    page.get_by_label("单位", exact=True).fill("")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="确实如此，保存").click()
    _wait_for_another(page, record)
    assert "quantity.unit" in _held(record)


def test_two_targets_are_merged_by_a_number_key(enter: Enter) -> None:
    page = enter("林青")
    page.goto(DESK)
    page.keyboard.press("m")
    other = page.locator("#merge .candidates button").nth(1).get_attribute("value")
    page.keyboard.press("2")
    expect(page.locator("#live")).to_contain_text("已合并")
    assert len(next(t for t in plans.read(PLAN).plan.targets if t.id == other).statements) == 2
    page.keyboard.press("s")
    page.keyboard.press("1")
    expect(page.locator("#live")).to_contain_text("已拆分")
    assert len(next(t for t in plans.read(PLAN).plan.targets if t.id == other).statements) == 1


def test_no_key_decides_while_an_input_method_is_at_work_or_a_field_has_the_focus(enter: Enter) -> None:
    page = enter("林青")
    page.goto(DESK)
    composing = "new KeyboardEvent('keydown', {key: 'a', bubbles: true, isComposing: true})"
    page.evaluate(f"document.getElementById('record-title').dispatchEvent({composing})")
    page.keyboard.press("/")
    expect(page.locator("#q-words")).to_be_focused()
    page.keyboard.type("aux")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_label("停用单键").check()
    page.locator("#record-title").focus()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert not corrections.history(PLAN)


def test_many_are_accepted_with_the_mouse_after_a_question_and_taken_back_at_once(enter: Enter) -> None:
    page = enter("林青")
    page.goto(f"{DESK}?doubt=-")
    boxes = page.locator(".queue-list input[type=checkbox]")
    for place in range(3):
        boxes.nth(place).check()
    page.get_by_role("button", name="接受所选").click()
    expect(page.get_by_role("heading", name="接受这 3 条？")).to_be_focused()
    page.get_by_role("link", name="不接受，回去逐条看").click()
    page.get_by_role("button", name="接受本页待核对的 50 条").click()
    expect(page.locator(".confirm-kinds")).to_contain_text("没有存疑")
    page.get_by_role("button", name="接受 50 条").click()
    expect(page.locator("#live")).to_contain_text("已接受 50 条")
    assert len(plans.read(PLAN).decisions) == 50
    page.get_by_role("button", name="撤销上一次决定").click()
    expect(page.locator("#live")).to_contain_text("已撤销：接受 50 条")
    assert not plans.read(PLAN).decisions


def test_who_comes_second_reads_who_decided_and_when_and_keeps_what_was_typed(enter: Enter) -> None:
    first, second = enter("林青"), enter("周明")
    first.goto(DESK)
    second.goto(DESK)
    record = _current(first)
    first.keyboard.press("a")
    _wait_for_another(first, record)
    second.keyboard.press("e")
    second.get_by_label("指标", exact=True).fill("东坪镇茶叶面积")
    second.keyboard.press("Control+Enter")
    expect(second.locator(".fault")).to_contain_text("已由林青于")
    expect(second.get_by_label("指标", exact=True)).to_have_value("东坪镇茶叶面积")
    assert _held(record) == ["accepted"]
    second.keyboard.press("Escape")
    second.get_by_label("指标", exact=True).press("Control+Enter")
    _wait_for_another(second, record)
    assert _held(record) == ["accepted", "indicator", "accepted"]


def test_a_record_that_the_service_did_not_take_stays_with_the_reason(enter: Enter) -> None:
    page = enter("林青")
    page.goto(DESK)
    record = _current(page)
    page.route("**/review/decide/**", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.locator(".fault")).to_contain_text("没有写入")
    assert _current(page) == record
    page.unroute("**/review/decide/**")
    page.keyboard.press("a")
    _wait_for_another(page, record)


def test_without_script_a_record_is_accepted_corrected_and_rejected_by_plain_forms(enter: Enter) -> None:
    page = enter("林青", script=False)
    page.goto(DESK)
    first = _current(page)
    page.locator("#accept button").click()
    expect(page.locator(".said")).to_contain_text("已接受")
    second = _current(page)
    assert second != first
    page.get_by_label("单位", exact=True).fill("万亩")
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator(".said")).to_contain_text("已更正")
    third = _current(page)
    page.locator("#reject summary").click()
    page.get_by_label("驳回的理由").fill("不是本县的数值")
    page.locator("#reject button").click()
    expect(page.locator(".said")).to_contain_text("已驳回")
    assert _held(first) == ["accepted"]
    assert _held(second) == ["quantity.unit", "accepted"]
    assert third not in {s.id for s in plans.read(PLAN).plan.statements}


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_was_missed_is_marked_in_the_text_and_added(ending: str, enter: Enter) -> None:
    text = made_up_plan().decode().replace("\n", ending)
    extra = f"{ending}𠮷𠮷两个字不在基本平面。全县实行“一月一碰头”，群众很满意。{ending}"
    add_plan(by=COMMAND_LINE, data=(text + extra).encode(), name="青溪县二.txt", plan_id=PLAN)
    page = enter("林青")
    page.goto(f"/plans/{PLAN}/text/")
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.getElementById("document"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            window.getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
            walker.currentNode.parentElement.scrollIntoView();
          }
        }""",
        "一月一碰头",
    )
    page.get_by_role("link", name="补录为表述").click()
    expect(page.locator(".passage mark")).to_have_text("一月一碰头")
    page.get_by_label("指标", exact=True).fill("碰头次数")
    page.get_by_label("数值", exact=True).fill("12")
    page.get_by_label("单位", exact=True).fill("次")
    page.get_by_role("button", name="补录").click()
    expect(page.locator(".record-head .state")).to_have_text("补录")
    added = next(s for s in plans.read(PLAN).plan.statements if s.indicator == "碰头次数")
    assert plans.read(PLAN).document.text[added.anchor.start : added.anchor.end] == "一月一碰头"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1440", "390"])
def test_axe_finds_nothing_on_the_pages_of_review_and_nothing_scrolls_sideways(
    size: dict[str, int], enter: Enter
) -> None:
    page = enter("林青", size)
    items = read_queue(plans.read(PLAN), Asked()).items
    review.accept(by=COMMAND_LINE, plan_id=PLAN, records=[item.id for item in items[:3]])
    review.reject(by=COMMAND_LINE, plan_id=PLAN, records=[items[4].id], reason="不是本县的数值")
    review.correct(by=COMMAND_LINE, plan_id=PLAN, record=items[5].id, changes={"horizon": "2024"}, reason="")
    place = items[8].start
    addresses = (
        DESK, f"{DESK}?record={quote(items[5].id)}", f"{DESK}?state=rejected", f"{DESK}?q=zzz", f"{DESK}add/",
        f"{DESK}add/?words={quote('茶园')}", f"{DESK}add/?start={place}&end={place + 8}", f"/plans/{PLAN}/corrections/",
        f"/plans/{PLAN}/text/", f"/plans/{PLAN}/records/{quote(items[5].id)}/",
    )  # fmt: skip
    for address in addresses:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert _faults(page) == [], address
    page.goto(DESK)
    for act in ("#reject", "#merge"):
        page.locator(f"{act} summary").click()
        assert _faults(page) == [], act


def test_on_a_phone_the_list_waits_behind_its_heading_and_a_record_is_accepted_by_touch(enter: Enter) -> None:
    page = enter("林青", PHONE)
    page.goto(DESK)
    record = _current(page)
    expect(page.locator(".queue-list")).not_to_be_visible()
    page.get_by_role("button", name="接受").click()
    _wait_for_another(page, record)
    expect(page.locator("#record-title")).to_be_in_viewport()
    expect(page.locator(".said")).to_be_in_viewport()
    expect(page.locator(".said")).to_contain_text("下一条")
    page.locator("#queue-fold summary").click()
    expect(page.locator(".queue-list .current")).to_be_visible()
