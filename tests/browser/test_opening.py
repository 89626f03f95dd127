"""Opening a file in a browser: chosen, sent, followed, its result; too large a file is named before it is sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from tests.browser.conftest import AXE, SAMPLE

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import User
from gangyao.actions.people import create_local_planner, set_password
from gangyao.jobs import kinds
from gangyao.store import jobs

pytestmark = pytest.mark.browser


@pytest.fixture
def signed_in(page: Page, site: str, tmp_path: Path, settings: Any) -> Page:
    settings.GANGYAO_HOME = tmp_path
    client = Client()
    create_local_planner(by=COMMAND_LINE, on=date(2026, 3, 12))
    set_password(by=COMMAND_LINE, username="planner", password="yun-xi-county-7")
    client.force_login(User.objects.get())
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return page


def _file(folder: Path, text: str) -> str:
    path = folder / "云溪县修订稿.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def _no_barrier(page: Page) -> None:
    if not AXE.is_file():
        pytest.skip("没有 axe-core，无障碍检查略过；运行 make setup 安装前端文件")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.evaluate(AXE.read_text(encoding="utf8"))
    found = page.evaluate("axe.run().then((result) => result.violations)")
    assert [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]] == []


def _work() -> None:
    claim = jobs.claim("worker", at=timezone.now())
    assert claim is not None
    kinds.do(claim)


def test_a_file_is_chosen_sent_followed_and_what_it_changed_is_shown(signed_in: Page, tmp_path: Path) -> None:
    page = signed_in
    page.goto("/open/")
    _no_barrier(page)
    page.set_input_files("#file", _file(tmp_path, SAMPLE.read_text(encoding="utf-8").replace("120公里", "130公里")))
    page.get_by_label("属于哪份规划").select_option("yunxi-14")
    page.get_by_role("button", name="打开").click()
    page.wait_for_url("**/jobs/**")
    page.get_by_role("heading", name="正在打开文件").wait_for()
    page.reload()
    assert page.locator(".steps [aria-current=step]").inner_text() == "已收到"
    _no_barrier(page)

    _work()
    page.get_by_role("heading", name="编译完成").wait_for()  # without a click
    _no_barrier(page)
    page.get_by_role("link", name="逐条查看变动").click()
    assert page.locator(".change-said .now", has_text="130公里").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    _no_barrier(page)
    page.get_by_role("link", name="编译记录").click()
    _no_barrier(page)


def test_a_fault_is_shown_on_the_form_and_the_file_can_be_changed(signed_in: Page, tmp_path: Path) -> None:
    page = signed_in
    page.goto("/open/")
    page.evaluate("document.querySelector('.open-form').dataset.limit = 10")
    page.set_input_files("#file", _file(tmp_path, "超过十个字节的一份文本"))
    assert "的上限" in page.get_by_role("alert").inner_text()
    page.evaluate("document.querySelector('.open-form').dataset.limit = 1e9")
    (tmp_path / "uploads").write_text("no folder")  # the home cannot be written
    page.get_by_role("button", name="打开").click()
    page.get_by_text("写不进").wait_for()
    assert page.get_by_role("button", name="打开").is_enabled()


def test_the_list_of_plans_the_question_and_the_archive_have_no_barrier(signed_in: Page, tmp_path: Path) -> None:
    page = signed_in
    page.goto("/plans/")
    _no_barrier(page)
    page.goto("/open/")
    page.set_input_files(
        "#file", _file(tmp_path, "云溪县“十四五”茶产业发展规划\n第一章 目标\n到2025年，茶园面积达到12万亩。\n")
    )
    page.get_by_role("button", name="打开").click()
    page.wait_for_url("**/jobs/**")
    _work()
    page.get_by_role("heading", name="这份文件是哪份规划？").wait_for()
    _no_barrier(page)
    page.goto("/plans/yunxi-14/archive/")
    page.get_by_role("button", name="生成导出文件").click()
    _no_barrier(page)
    page.get_by_role("button", name="归档").click()
    page.get_by_role("button", name="恢复").wait_for()
    _no_barrier(page)
