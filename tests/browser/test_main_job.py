"""The main job, clicked through: from what the plan promises to the sentence that says so, and back."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_reader_goes_from_the_overview_to_a_target_to_its_sentence_and_its_record(page: Page, wide: bool) -> None:
    page.goto("/plans/yunxi-14/")
    page.get_by_role("link", name="目标", exact=True).click()
    expect(page.get_by_role("heading", name="目标", exact=True)).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="森林覆盖率", exact=True))
    row.get_by_role("link", name="在原文中查看：森林覆盖率").click()
    statement = unquote(page.url.rsplit("#", 1)[1])
    mark = page.locator(f'.spot:has([id="{statement}"]) .mark')
    expect(mark).to_be_in_viewport()
    expect(mark).to_contain_text("森林覆盖率")
    mark.click()
    card = page.locator("#panel .card")
    expect(card.get_by_role("heading", name="森林覆盖率")).to_be_focused()
    expect(card.locator("mark")).to_contain_text("森林覆盖率")
    card.get_by_role("link", name="在原文中查看").click()
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()


def test_the_highlight_of_a_place_needs_no_script(page: Page) -> None:
    page.goto("/plans/yunxi-14/targets/")
    link = page.locator("a.to-place").nth(4)
    page.goto(str(link.evaluate("a => a.href")))
    place = unquote(page.url.rsplit("#", 1)[1])
    colour = "m => getComputedStyle(m).backgroundColor"
    here = page.locator(f'.spot:has([id="{place}"]) .mark').evaluate(colour)
    other = page.locator(f'.spot:not(:has([id="{place}"])) .mark').first.evaluate(colour)
    assert here != other


def test_a_record_is_opened_read_and_closed_from_the_keyboard(page: Page) -> None:
    page.goto("/plans/yunxi-14/text/")
    mark = page.locator("a.mark").nth(2)
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .card-title")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('panel').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    expect(page.locator("#panel .card")).to_have_count(0)


@pytest.mark.parametrize(("status", "words"), [(403, "服务答复 403"), (0, "服务没有应答")])
def test_a_record_that_does_not_come_says_why(page: Page, status: int, words: str) -> None:
    page.route("**/records/**", lambda route: route.fulfill(status=status) if status else route.abort())
    page.goto("/plans/yunxi-14/text/")
    page.locator("a.mark").nth(2).click()
    expect(page.locator("#panel")).to_contain_text(words)


def test_a_session_that_ended_leads_the_whole_page_to_the_sign_in(page: Page) -> None:
    page.goto("/plans/yunxi-14/text/")
    with override_settings(GANGYAO_SIGN_IN_ALWAYS=True):
        page.locator("a.mark").nth(2).click()
        expect(page.get_by_role("heading", name="登录")).to_be_visible()


def test_several_statements_at_one_place_are_all_reached(page: Page) -> None:
    page.goto("/plans/yunxi-14/text/")
    page.locator("a.mark", has_text="可支配收入").first.click()
    panel = page.locator("#panel")
    expect(panel.get_by_text("同一处文字里还有")).to_be_visible()
    first = panel.locator(".card").get_attribute("data-card")
    panel.locator(".here a").first.click()
    expect(panel.locator(".card")).not_to_have_attribute("data-card", first or "")


def test_filtering_answers_at_once_and_the_address_can_be_passed_on(page: Page, wide: bool) -> None:
    page.goto("/plans/yunxi-14/targets/")
    if not wide:
        page.locator("#filter-fold summary").click()
    page.get_by_label("查找").fill("森林")
    expect(page.locator(".targets-table tbody tr")).to_have_count(1)
    page.wait_for_url("**/targets/?q=*")
    page.reload()
    expect(page.locator(".targets-table tbody tr")).to_have_count(1)
    page.get_by_role("link", name="全部清除").click()
    assert page.locator(".targets-table tbody tr").count() > 10


def test_a_column_heading_sorts_the_table(page: Page, wide: bool) -> None:
    page.goto("/plans/yunxi-14/targets/")
    if wide:
        page.get_by_role("columnheader", name="指标").get_by_role("link").click()
    else:
        page.locator("#filter-fold summary").click()
        page.get_by_label("排序").select_option("name")
    page.wait_for_url("**sort=name*")
    expect(page.locator('th[aria-sort="ascending"]')).to_have_count(1)
    names = page.locator(".targets-table tbody th a").all_inner_texts()
    assert names == sorted(names, key=lambda name: name.encode("gb18030"))


def test_both_files_come_down(page: Page) -> None:
    page.goto("/plans/yunxi-14/targets/")
    for ending in ("CSV", "XLSX"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=ending, exact=True).click()
        assert waiting.value.suggested_filename.endswith(ending.lower())


def test_the_chart_is_drawn_beside_its_table(page: Page) -> None:
    page.goto("/plans/yunxi-14/")
    canvas = page.locator("[data-chart] canvas").first
    expect(canvas).to_be_visible()
    box = canvas.bounding_box()
    assert box
    assert box["width"] > 200
    expect(page.get_by_role("region", name="基期值与目标值表")).to_be_visible()
