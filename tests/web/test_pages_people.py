"""人员与单位: what its pages say, what their forms do, and lists from spreadsheets through the browser."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone
from openpyxl import load_workbook
from tests.web.conftest import LOOPBACK

from gangyao.accounts.access import sign_in_door
from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.roles import Role
from gangyao.actions.agencies import add_agency
from gangyao.actions.people import add_person, create_local_planner, set_active, set_password
from gangyao.store.models import Event

pytestmark = pytest.mark.django_db
_START = date(2026, 1, 1)
_LIST = "单位,姓名,用户名,角色,开始日期,结束日期,代理谁,备注\n教体局,何予安,,部门人员,2026-01-01,,,新\n云溪县水务局,岳听澜,,领导,2026-01-01,,,\n"


@pytest.fixture
def manager(db: None) -> Client:
    """The planner's browser."""
    create_local_planner(by=COMMAND_LINE, on=_START)
    set_password(by=COMMAND_LINE, username="planner", password="yun-xi-county-7")
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(User.objects.get())
    return client


@pytest.fixture
def person(manager: Client) -> User:
    add_agency(by=COMMAND_LINE, agency_id="jyj", name="云溪县教育和体育局", short_name="教体局")
    return add_person(
        by=COMMAND_LINE, name="周明澈", username="zhoumc", agency_id="jyj", role=Role.DEPARTMENT, starts_on=_START
    ).user


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_people_under_their_agency_and_what_is_over_on_demand(manager: Client, person: User) -> None:
    page = _page(manager, "/people/")
    assert page.index("云溪县教育和体育局") < page.index("周明澈")
    assert "2026年1月1日" in page and "尚未首次登录" in page
    Membership.objects.filter(user=person).update(ends_on=date(2026, 2, 1))
    assert "周明澈" not in _page(manager, "/people/")
    assert "2026年2月1日" in _page(manager, "/people/?past=1")


def test_an_agency_without_people_and_a_person_without_membership_are_shown_too(manager: Client, person: User) -> None:
    add_agency(by=COMMAND_LINE, agency_id="cg", name="城关镇人民政府")
    Membership.objects.filter(user=person).delete()
    page = _page(manager, "/people/")
    assert "城关镇人民政府" in page
    assert "还没有人员" in page
    assert "没有任职的人员" in page


def test_adding_a_person_ends_at_the_slip_with_the_password(manager: Client, person: User) -> None:
    form = _page(manager, "/people/add/?agency=jyj")
    assert '<option value="jyj" selected>' in form
    typed = {
        "name": "何予安",
        "username": "",
        "agency": "jyj",
        "role": "leader",
        "starts_on": "2026-03-12",
        "ends_on": "",
    }
    answer = manager.post("/people/add/", typed)
    (slip,) = answer.context["slips"]
    page = answer.content.decode()
    assert (slip.name, slip.username) == ("何予安", "jyj-02")
    assert slip.password in page and "http://127.0.0.1/sign-in/" in page and "云溪县教育和体育局　领导" in page
    assert User.objects.get(username="jyj-02").check_password(slip.password)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": ""}, "姓名"),
        ({"role": "king"}, "请选择角色"),
        ({"agency": ""}, "请选择单位"),
        ({"starts_on": ""}, "请填写开始日期"),
        ({"starts_on": "12.3."}, "不是日期"),
        ({"username": "zhoumc"}, "已有人使用"),
        ({"deputy_for": "someone"}, "被代理的人"),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(
    manager: Client, person: User, changed: dict[str, str], why: str
) -> None:
    typed = {"name": "何予安", "agency": "jyj", "role": "leader", "starts_on": "2026-03-12", "ends_on": "", **changed}
    answer = manager.post("/people/add/", typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert why in page and "没有保存" in page
    assert typed["name"] in page
    assert User.objects.count() == 2


def test_a_second_person_of_the_same_name_in_the_agency_is_asked_about_first(manager: Client, person: User) -> None:
    typed = {"name": " 周明澈 ", "username": "", "agency": "jyj", "role": "leader", "starts_on": "2026-03-12"}
    answer = manager.post("/people/add/", typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "本单位已有同名人员" in page and "（用户名 zhoumc）" in page and 'value="2026-03-12"' in page
    assert User.objects.count() == 2
    answer = manager.post("/people/add/", {**typed, "same": str(person.key)}, follow=True)
    assert "任职已保存" in answer.content.decode()
    assert (User.objects.count(), person.memberships.count()) == (2, 2)
    answer = manager.post("/people/add/", {**typed, "same": "another"})
    assert [slip.username for slip in answer.context["slips"]] == ["jyj-02"]


def test_the_same_name_in_another_agency_is_not_asked_about(manager: Client, person: User) -> None:
    typed = {"name": "周明澈", "agency": "local", "role": "leader", "starts_on": "2026-03-12"}
    assert manager.post("/people/add/", typed).status_code == 200
    assert User.objects.filter(name="周明澈").count() == 2


def test_the_answer_about_one_of_the_same_name_cannot_name_somebody_else(manager: Client, person: User) -> None:
    planner = User.objects.get(username="planner")
    typed = {"name": "周明澈", "agency": "jyj", "role": "leader", "starts_on": "2026-03-12", "same": str(planner.key)}
    assert manager.post("/people/add/", typed).status_code == 400
    assert planner.memberships.count() == 1


def test_a_deputy_is_added_from_the_person_page(manager: Client, person: User) -> None:
    planner = User.objects.get(username="planner")
    typed = {
        "agency": "local", "role": "planner", "starts_on": "2026-03-01", "ends_on": "2026-03-31", "deputy_for": str(planner.key),
    }  # fmt: skip
    answer = manager.post(f"/people/{person.key}/memberships/", typed, follow=True)
    assert "任职已保存" in answer.content.decode()
    assert "（代理 规划人员）" in answer.content.decode()
    answer = manager.post(f"/people/{person.key}/memberships/", {**typed, "starts_on": "2026-05-01", "ends_on": ""})
    assert (answer.status_code, "须写明结束日期" in answer.content.decode()) == (400, True)


def test_a_membership_is_ended_on_the_person_page_and_only_one_of_the_person(manager: Client, person: User) -> None:
    held, foreign = person.memberships.get(), Membership.objects.get(user__username="planner")
    days = {"starts_on": "2026-01-01", "ends_on": "2026-06-30"}
    assert manager.post(f"/people/{person.key}/memberships/{held.pk}/", days).status_code == 302
    held.refresh_from_db()
    assert held.ends_on == date(2026, 6, 30)
    assert manager.post(f"/people/{person.key}/memberships/{foreign.pk}/", days).status_code == 404


def test_the_last_planner_is_told_to_name_another_first(manager: Client) -> None:
    planner = User.objects.get()
    answer = manager.post(f"/people/{planner.key}/active/", {"active": "0"})
    assert (answer.status_code, "请先另设一名规划人员" in answer.content.decode()) == (400, True)
    assert User.objects.get().is_active


def test_a_name_is_corrected_and_an_account_disabled_and_enabled(manager: Client, person: User) -> None:
    manager.post(f"/people/{person.key}/", {"name": "周明", "username": "zhouming"})
    assert "已停用" in manager.post(f"/people/{person.key}/active/", {"active": "0"}, follow=True).content.decode()
    assert "已启用" in manager.post(f"/people/{person.key}/active/", {"active": "1"}, follow=True).content.decode()
    person.refresh_from_db()
    assert (person.name, person.username, person.is_active) == ("周明", "zhouming", True)


def test_erasing_asks_twice_and_leaves_a_page_without_the_name(manager: Client, person: User) -> None:
    Membership.objects.filter(user=person).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert "不能恢复" in _page(manager, f"/people/{person.key}/erase/")
    assert manager.post(f"/people/{person.key}/erase/", {"typed": "other"}).status_code == 400
    page = manager.post(f"/people/{person.key}/erase/", {"typed": "zhoumc"}, follow=True).content.decode()
    assert "个人信息已删除" in page
    assert "周明澈" not in page and "zhoumc" not in page
    assert manager.get(f"/people/{person.key}/erase/").status_code == 404


def test_an_agency_is_added_changed_and_closed(manager: Client, person: User) -> None:
    manager.post(
        "/agencies/add/", {"name": "云溪县水务局", "agency_id": "swj", "short_name": "", "area_code": "510302"}
    )
    answer = manager.post("/agencies/add/", {"name": "云溪县水务局"})
    assert (answer.status_code, "不必重复添加" in answer.content.decode()) == (400, True)
    manager.post("/agencies/jyj/", {"name": "云溪县教育局", "short_name": "教育局", "closed_from": "2026-02-01"})
    agency = Agency.objects.get(pk="jyj")
    assert (agency.name, agency.closed_from) == ("云溪县教育局", date(2026, 2, 1))
    assert 'value="2026-02-01"' in _page(manager, "/agencies/jyj/")
    assert "云溪县教育局" not in _page(manager, "/people/")
    assert "已结束" in _page(manager, f"/people/{person.key}/")


def test_an_unknown_person_or_agency_is_not_found(manager: Client) -> None:
    nobody = "/people/00000000-0000-0000-0000-000000000000/"
    assert manager.get(nobody).status_code == 404
    assert manager.post(nobody, {"name": "某", "username": "mou"}).status_code == 404
    assert manager.post(f"{nobody}one-time-password/").status_code == 404
    assert manager.get("/agencies/none/").status_code == 404


def test_a_name_is_shown_as_written_and_never_as_markup(manager: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(name="<script>周</script>")
    for address in ("/people/", f"/people/{person.key}/", f"/people/{person.key}/erase/"):
        assert "<script>周" not in _page(manager, address)


# From a spreadsheet


def _upload(client: Client, content: bytes, name: str = "名单.csv") -> tuple[int, str, dict[str, str]]:
    answer = client.post("/people/import/", {"file": SimpleUploadedFile(name, content)})
    context = answer.context or {}
    return answer.status_code, answer.content.decode(), {"roster": context.get("kept", "")}


def test_a_list_is_shown_first_and_stored_once_it_is_confirmed(manager: Client, person: User) -> None:
    events = Event.objects.count()
    status, page, kept = _upload(manager, _LIST.encode("gb18030"))
    assert status == 200
    assert (
        "还没有保存" in page
        and "新增单位，代号 dw01；新增人员，用户名 dw01-01" in page
        and "没有用到的列：备注" in page
    )
    assert (User.objects.count(), Event.objects.count()) == (2, events)
    answer = manager.post("/people/import/confirm/", kept)
    assert [slip.username for slip in answer.context["slips"]] == ["jyj-02", "dw01-01"]
    assert "no-store" in answer["Cache-Control"]
    assert "没有要改的" in _upload(manager, _LIST.encode())[1]
    assert "没有改动" in manager.post("/people/import/confirm/", kept).content.decode()


def test_confirming_a_list_says_what_was_saved_and_offers_no_second_confirming(manager: Client, person: User) -> None:
    _, page, kept = _upload(manager, _LIST.encode())
    assert page.count('type="submit">确认保存') == 1 and "xlsx" not in page.partition("<table")[0]
    page = manager.post("/people/import/confirm/", kept).content.decode()
    assert "已保存 2 人" in page
    assert "还没有保存" not in page and "确认保存" not in page


def _accounts(answer: HttpResponse) -> list[tuple[object, ...]]:
    return list(load_workbook(BytesIO(answer.content))["账号"].iter_rows(values_only=True))[1:]


def test_the_accounts_of_a_confirmed_list_are_downloaded_from_its_page_as_often_as_wanted(
    manager: Client, person: User
) -> None:
    _, _, kept = _upload(manager, _LIST.encode())
    shown = manager.post("/people/import/confirm/", kept).context["kept"]
    for _ in range(2):
        post, name, username, password, door = _accounts(manager.post("/people/slips.xlsx", {"kept": shown}))[0]
        assert (post, name, username) == ("云溪县教育和体育局　部门人员", "何予安", "jyj-02")
        assert door == "http://127.0.0.1/sign-in/（本站目前只在这台电脑上能打开）"
        assert User.objects.get(username="jyj-02").check_password(str(password))


def test_a_download_does_not_give_out_passwords_that_hold_no_more(manager: Client, person: User) -> None:
    _, _, kept = _upload(manager, _LIST.encode())
    shown = manager.post("/people/import/confirm/", kept).context["kept"]
    set_password(by=COMMAND_LINE, username="jyj-02", password="yun-xi-county-8")
    (_, _, _, used, _), (_, _, _, waiting, _) = _accounts(manager.post("/people/slips.xlsx", {"kept": shown}))
    assert "已失效" in str(used)
    assert User.objects.get(username="dw01-01").check_password(str(waiting))


def test_what_a_page_of_slips_holds_is_of_no_use_to_another_person(manager: Client, person: User) -> None:
    shown = manager.post(f"/people/{person.key}/one-time-password/").context["kept"]
    second = add_person(
        by=COMMAND_LINE, name="方小满", username="fang", agency_id="jyj", role=Role.PLANNER, starts_on=_START
    ).user
    set_password(by=COMMAND_LINE, username="fang", password="yun-xi-county-8")
    other = Client(SERVER_NAME=LOOPBACK)
    other.force_login(User.objects.get(pk=second.pk))
    for client, kept in ((other, shown), (manager, "made-up"), (manager, "")):
        answer = client.post("/people/slips.xlsx", {"kept": kept})
        assert (answer.status_code, "已经过期" in answer.content.decode()) == (400, True)


def test_one_time_passwords_lost_with_their_page_are_made_anew_for_those_who_have_not_signed_in(
    manager: Client, person: User
) -> None:
    _, _, kept = _upload(manager, _LIST.encode())
    manager.post("/people/import/confirm/", kept)
    set_password(by=COMMAND_LINE, username="zhoumc", password="yun-xi-county-8")
    assert "2 人还没有用一次性密码登录" in _page(manager, "/people/")
    page = _page(manager, "/people/one-time-passwords/")
    assert "何予安" in page and "岳听澜" in page and "周明澈" not in page
    keys = [str(one.key) for one in User.objects.all()]  # also of those who have signed in: theirs stay
    answer = manager.post("/people/one-time-passwords/", {"key": [*keys, "made-up"]})
    assert "已给 2 人重新生成" in answer.content.decode()
    for slip in answer.context["slips"]:
        assert User.objects.get(username=slip.username).check_password(slip.password)
    assert User.objects.get(username="zhoumc").check_password("yun-xi-county-8")
    nobody = manager.post("/people/one-time-passwords/", {})
    assert (nobody.status_code, "请勾选" in nobody.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("settings", "asked", "address", "here_only"),
    [
        ({}, "127.0.0.1:8000", "http://127.0.0.1:8000/sign-in/", True),
        ({"GANGYAO_BIND": "0.0.0.0"}, "127.0.0.1:8000", "http://127.0.0.1:8000/sign-in/", True),
        ({"CSRF_TRUSTED_ORIGINS": ["https://plans.example.org"]}, "127.0.0.1:8000", "https://plans.example.org/sign-in/", False),
        (
            {"CSRF_TRUSTED_ORIGINS": ["https://a.example.org", "https://b.example.org"], "ALLOWED_HOSTS": ["*"]},
            "b.example.org", "https://b.example.org/sign-in/", False,
        ),
        ({"ALLOWED_HOSTS": ["*"]}, "192.0.2.5:8000", "http://192.0.2.5:8000/sign-in/", False),
        ({"ALLOWED_HOSTS": ["*"], "SESSION_COOKIE_SECURE": True}, "plans.example.org", "https://plans.example.org/sign-in/", False),
        ({"ALLOWED_HOSTS": ["127.0.0.1", "192.0.2.5"], "GANGYAO_BIND": "0.0.0.0"}, "127.0.0.1:8000", "http://192.0.2.5:8000/sign-in/", False),
        ({"ALLOWED_HOSTS": ["127.0.0.1", "plans.example.org"], "GANGYAO_BIND": "127.0.0.1"}, "127.0.0.1:8000", "http://plans.example.org/sign-in/", False),
        ({"ALLOWED_HOSTS": ["127.0.0.1", "*"], "CSRF_TRUSTED_ORIGINS": ["https://*.example.org"]}, "127.0.0.1", "http://127.0.0.1/sign-in/", True),
    ],
)  # fmt: skip
def test_a_slip_names_the_address_that_others_reach_or_says_that_there_is_none(
    settings: dict[str, object], asked: str, address: str, here_only: bool, rf: RequestFactory
) -> None:
    with override_settings(**settings):
        door = sign_in_door(rf.get("/", HTTP_HOST=asked))
    assert (door.address, door.here_only) == (address, here_only)


def test_a_slip_of_a_site_on_this_machine_alone_says_so_and_leads_to_the_help(manager: Client, person: User) -> None:
    page = manager.post(f"/people/{person.key}/one-time-password/").content.decode()
    assert "本站目前只在这台电脑上能打开" in page and 'href="/about/#together"' in page
    with override_settings(ALLOWED_HOSTS=["plans.example.org"]):
        page = manager.post(f"/people/{person.key}/one-time-password/", HTTP_HOST="plans.example.org").content.decode()
    assert "http://plans.example.org/sign-in/" in page
    assert "只在" not in page.partition('class="slip"')[2] and "#together" not in page


def test_a_faulty_list_names_each_cell_and_cannot_be_confirmed(manager: Client, person: User) -> None:
    status, page, kept = _upload(manager, (_LIST + "教体局,方小满,,科长,2026-01-01,,,\n").encode())
    assert status == 400
    assert "“名单.csv”表 D4" in page and "1 行有错" in page and "确认" not in page.partition("<table")[0]
    assert manager.post("/people/import/confirm/", kept).status_code == 400
    assert User.objects.count() == 2


def test_what_was_confirmed_too_late_or_made_up_is_refused(manager: Client, person: User) -> None:
    for roster in ("", "made-up"):
        answer = manager.post("/people/import/confirm/", {"roster": roster})
        assert (answer.status_code, "预览已经过期" in answer.content.decode()) == (400, True)


def test_a_list_that_no_longer_fits_when_confirmed_is_shown_again(manager: Client, person: User) -> None:
    _, _, kept = _upload(manager, "单位,姓名,用户名,角色,开始日期\n教体局,何予安,hya,领导,2026-01-01\n".encode())
    User.objects.create_user("hya", "yun-xi-county-7", name="另一人")
    answer = manager.post("/people/import/confirm/", kept)
    assert (answer.status_code, "另一个姓名" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "没有导入"), (b"PK\x03\x04", "打不开"), ("甲,乙\n".encode(), "表头")]
)
def test_a_file_that_is_no_list_is_explained(manager: Client, content: bytes, why: str) -> None:
    status, page, _ = _upload(manager, content, "名单.xlsx")
    assert (status, why in page) == (400, True)


def test_the_template_is_a_list_that_can_be_read_and_explains_its_columns(manager: Client) -> None:
    answer = manager.get("/people/template.xlsx")
    book = load_workbook(BytesIO(answer.content))
    assert [cell.value for cell in book["人员"][1]] == [
        "单位",
        "姓名",
        "用户名",
        "角色",
        "开始日期",
        "结束日期",
        "代理谁",
    ]
    assert "规划人员" in str([row for row in book["说明"].iter_rows(values_only=True)])
    status, page, _ = _upload(manager, answer.content, "模板.xlsx")
    assert (status, "名单是空的" in page) == (200, True)


def test_no_page_of_people_holds_anything_inline(manager: Client, person: User) -> None:
    set_active(by=COMMAND_LINE, key=person.key, active=False)
    for address in (
        "/people/",
        "/people/add/",
        "/people/import/",
        f"/people/{person.key}/",
        "/agencies/add/",
        "/account/",
    ):
        page = _page(manager, address)
        assert " style=" not in page and " onclick=" not in page and "<script" not in page, address
