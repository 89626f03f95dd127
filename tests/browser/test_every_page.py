"""What holds of every page, at a desk and on a phone: no barrier, no sideways scrolling, reach by keyboard."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from tests.browser.conftest import AXE

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import Membership, User
from gangyao.actions.people import create_local_planner, set_password
from gangyao.store import plans

pytestmark = pytest.mark.browser

_PAGES = {
    "总览": "/plans/yunxi-14/",
    "摘要总览": "/plans/ziliujing-14/",
    "纲要": "/plans/yunxi-14/text/",
    "摘要纲要": "/plans/ziliujing-14/text/",
    "目标": "/plans/yunxi-14/targets/",
    "摘要目标": "/plans/ziliujing-14/targets/",
    "没有结果": "/plans/yunxi-14/targets/?q=" + quote("没有这样的指标"),
    "系统": "/plans/ziliujing-14/systems/",
    "一个系统": "/plans/ziliujing-14/systems/S8-18/",
    "没有系统": "/plans/yunxi-14/systems/",
    "搜索": "/search/?q=" + quote("森林"),
    "怎样搜索": "/search/",
    "规划列表": "/plans/",
    "帮助": "/about/",
    "登录": "/sign-in/",
    "没有这一页": "/nowhere/" + "a-long-address-without-any-blank-" * 4,
    "陈述": "statement",
    "目标记录": "target",
}


def _address(name: str) -> str:
    address = _PAGES[name]
    plan = plans.read("yunxi-14").plan
    if address == "statement":
        return f"/plans/yunxi-14/records/{quote(plan.statements[3].id)}/"
    if address == "target":
        return f"/plans/yunxi-14/records/{quote(plan.targets[0].id)}/"
    return address


def _faults(page: Page) -> list[str]:
    if not AXE.is_file():
        pytest.skip("没有 axe-core，无障碍检查略过；运行 make setup 安装前端文件")
    page.evaluate(AXE.read_text(encoding="utf8"))
    found = page.evaluate("axe.run().then((result) => result.violations)")
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("name", list(_PAGES))
def test_axe_finds_nothing_and_nothing_scrolls_sideways(name: str, page: Page) -> None:
    page.goto(_address(name))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert _faults(page) == []


@pytest.mark.parametrize(("ended", "name"), [(True, "没有权限"), (False, "设置密码")])
def test_axe_finds_nothing_on_the_pages_of_one_who_signed_in(ended: bool, name: str, page: Page, site: str) -> None:
    client = Client()
    create_local_planner(by=COMMAND_LINE, on=date(2026, 3, 12))
    if ended:
        set_password(by=COMMAND_LINE, username="planner", password="yun-xi-county-7")
        Membership.objects.update(ends_on=date(2026, 3, 13))
    client.force_login(User.objects.get())
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page.goto("/plans/yunxi-14/")
    assert page.get_by_role("heading", name=name).is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert _faults(page) == []


def test_axe_finds_nothing_with_a_record_open(page: Page) -> None:
    page.goto("/plans/yunxi-14/text/")
    page.locator("a.mark").nth(3).click()
    page.locator("#panel .card").wait_for()
    assert _faults(page) == []


@pytest.mark.parametrize("name", ["总览", "目标", "纲要", "登录"])
def test_the_first_key_leads_past_the_head_and_every_control_can_be_reached(name: str, page: Page) -> None:
    page.goto(_address(name))
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    wanted = page.evaluate(
        """[...document.querySelectorAll("a[href], button, select, input:not([type=hidden]), summary, [tabindex='0']")]
             .filter((e) => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true })).length"""
    )
    reached = page.evaluate("[document.activeElement].length")
    seen = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        key = page.evaluate(
            "(() => { const e = document.activeElement; return [...document.querySelectorAll('*')].indexOf(e); })()"
        )
        if key in seen:
            break
        seen.add(key)
    assert len(seen) + reached >= wanted


def test_what_has_the_focus_shows_it(page: Page) -> None:
    page.goto("/plans/yunxi-14/targets/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_without_script_a_mark_is_a_link_to_the_page_of_its_record(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/plans/yunxi-14/text/")
    page.locator("a.mark").first.click()
    assert "/records/" in page.url
    page.get_by_role("link", name="在原文中查看").first.click()
    assert "/text/" in page.url
    page.goto("/plans/yunxi-14/targets/?q=" + quote("森林"))
    assert page.locator(".targets-table tbody tr").count() == 1
    context.close()


def test_on_paper_the_text_stands_without_menus(page: Page) -> None:
    page.goto("/plans/yunxi-14/text/")
    page.emulate_media(media="print")
    assert page.locator(".document").is_visible()
    assert not page.locator(".tabs").is_visible()
    assert not page.locator("#panel").is_visible()
