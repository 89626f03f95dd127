"""人员与单位 in a browser: no barrier on any of its pages, a list taken in, and slips on paper."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from tests.browser.test_every_page import _faults

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import Membership, User
from gangyao.accounts.roles import Role
from gangyao.actions.agencies import add_agency
from gangyao.actions.memberships import add_membership
from gangyao.actions.people import add_person, create_local_planner, set_password
from gangyao.actions.sign_in import first_link

pytestmark = pytest.mark.browser
_START = date(2026, 1, 1)
_LIST = "单位,姓名,用户名,角色,开始日期\n教体局,何予安,,部门人员,2026-01-01\n云溪县水务局,岳听澜,,领导,2026-01-01\n"


@pytest.fixture
def manager(page: Page, site: str) -> Page:
    """The planner's browser, with an agency and a deputy to look at."""
    create_local_planner(by=COMMAND_LINE, on=_START)
    set_password(by=COMMAND_LINE, username="planner", password="yun-xi-county-7")
    planner = User.objects.get()
    add_agency(by=COMMAND_LINE, agency_id="jyj", name="云溪县教育和体育局", short_name="教体局")
    other = add_person(
        by=COMMAND_LINE, name="周明澈", username="", agency_id="jyj", role=Role.DEPARTMENT, starts_on=_START
    ).user
    add_membership(
        by=COMMAND_LINE, user=other, agency_id="local", role=Role.PLANNER,
        starts_on=_START, ends_on=date(2199, 1, 1), deputy_for=planner,
    )  # fmt: skip
    client = Client()
    client.force_login(planner)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return page


def test_axe_finds_nothing_on_the_pages_of_people_and_nothing_scrolls_sideways(manager: Page) -> None:
    key = Membership.objects.get(agency_id="jyj").user.key
    addresses = (
        "/people/",
        "/people/add/",
        "/people/import/",
        "/people/one-time-passwords/",
        f"/people/{key}/",
        f"/people/{key}/erase/",
        "/agencies/jyj/",
        "/account/",
    )
    for address in addresses:
        manager.goto(address)
        assert manager.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert _faults(manager) == [], address


def test_a_list_is_previewed_confirmed_and_printed_as_slips(manager: Page) -> None:
    manager.goto("/people/")
    manager.get_by_role("link", name="从表格导入").click()
    file = {"name": "名单.csv", "mimeType": "text/csv", "buffer": _LIST.encode("gb18030")}
    manager.get_by_label("名单").set_input_files(files=[file])
    manager.get_by_role("button", name="上传并预览").click()
    assert manager.get_by_text("新增人员，用户名 jyj-02").is_visible()
    assert _faults(manager) == []
    assert manager.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    manager.get_by_role("button", name="确认保存").click()
    assert manager.locator(".slip").count() == 2
    with manager.expect_download() as download:
        manager.get_by_role("button", name="下载账号表").click()
    assert download.value.suggested_filename == "账号通知单.xlsx"
    assert _faults(manager) == []
    manager.emulate_media(media="print")
    assert manager.locator(".slip").first.is_visible()
    assert not manager.get_by_text("只在这一页显示").is_visible()
    manager.goto("/people/")
    assert manager.get_by_role("link", name="岳听澜").is_visible()


def test_the_address_of_the_first_start_leads_in_without_a_terminal(page: Page, site: str) -> None:
    create_local_planner(by=COMMAND_LINE, on=_START)
    page.goto(f"/enter/{first_link(by=COMMAND_LINE, at=timezone.now())}/")
    assert _faults(page) == []
    page.get_by_label("新密码").fill("yun-xi-county-7")
    page.get_by_label("再输一次").fill("yun-xi-county-7")
    page.get_by_role("button", name="保存并进入").click()
    page.get_by_role("link", name="人员与单位").click()
    assert page.get_by_role("heading", name="人员与单位").is_visible()
