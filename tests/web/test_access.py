"""Who may see the workbench without signing in: one person on their own machine, and nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client, override_settings
from tests.web.conftest import LOOPBACK

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import Membership, User
from gangyao.accounts.roles import Role
from gangyao.actions.people import create_local_planner, set_password
from gangyao.store.plans import StoredPlan

pytestmark = pytest.mark.django_db
_PASSWORD = "yun-xi-county-7"


@pytest.fixture
def planner() -> User:
    create_local_planner(by=COMMAND_LINE, on=date(2026, 3, 12))
    return User.objects.get()


def _first_page(client: Client, **extra: str) -> int:
    return client.get("/plans/", **extra).status_code


def test_the_only_person_on_this_machine_reads_without_signing_in(planner: User, client: Client) -> None:
    assert _first_page(client) == 200


@pytest.mark.parametrize(
    "extra",
    [{"REMOTE_ADDR": "192.168.1.20"}, {"HTTP_X_FORWARDED_FOR": "192.168.1.20"}, {"HTTP_FORWARDED": "for=192.168.1.20"}],
)
def test_a_request_from_elsewhere_leads_to_the_sign_in_page(
    planner: User, client: Client, extra: dict[str, str]
) -> None:
    answer = client.get("/plans/yunxi-14/", **extra)
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=%2Fplans%2Fyunxi-14%2F"


@pytest.mark.parametrize("bind", ["0.0.0.0", "", "192.168.1.20", "::"])
def test_a_site_bound_to_more_than_this_machine_asks_for_a_sign_in(planner: User, client: Client, bind: str) -> None:
    with override_settings(GANGYAO_BIND=bind):
        assert _first_page(client) == 302


def test_a_site_that_is_told_to_asks_for_a_sign_in_always(planner: User, client: Client) -> None:
    with override_settings(GANGYAO_SIGN_IN_ALWAYS=True):
        assert _first_page(client) == 302


def test_a_second_account_ends_reading_without_signing_in(planner: User, client: Client) -> None:
    User.objects.create_user("second", _PASSWORD)
    assert _first_page(client) == 302


def test_one_who_signed_in_reads(planner: User, client: Client) -> None:
    set_password(by=COMMAND_LINE, username="planner", password=_PASSWORD)
    with override_settings(GANGYAO_BIND="0.0.0.0"):
        client.post("/sign-in/", {"username": "planner", "password": _PASSWORD})
        assert _first_page(client) == 200


def test_a_wrong_password_is_refused_without_saying_which_half_was_wrong(planner: User, client: Client) -> None:
    one = client.post("/sign-in/", {"username": "planner", "password": "wrong"})
    other = client.post("/sign-in/", {"username": "nobody", "password": "wrong"})
    assert one.status_code == other.status_code == 200
    assert one.context["form"].errors == other.context["form"].errors


def test_a_one_time_password_leads_to_choosing_an_own_one_first(planner: User, client: Client) -> None:
    client.force_login(planner)
    answer = client.get("/plans/yunxi-14/")
    assert (answer.status_code, answer["Location"]) == (302, "/password/")
    answer = client.post("/password/", {"password": _PASSWORD, "again": _PASSWORD})
    assert answer.status_code == 302
    assert User.objects.get().check_password(_PASSWORD)
    assert _first_page(client) == 200


@pytest.mark.parametrize(
    ("password", "again", "words"), [("short", "short", "10"), (_PASSWORD, "other-words-9", "不一致")]
)
def test_a_password_that_is_not_taken_is_explained(
    planner: User, client: Client, password: str, again: str, words: str
) -> None:
    client.force_login(planner)
    answer = client.post("/password/", {"password": password, "again": again})
    assert answer.status_code == 400
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    "setting",
    [
        {"SESSION_COOKIE_SECURE": True},
        {"CSRF_TRUSTED_ORIGINS": ["https://plans.example.org"]},
        {"ALLOWED_HOSTS": [LOOPBACK, "plans.example.org"]},
        {"ALLOWED_HOSTS": ["*"]},
    ],
)
def test_a_setting_that_only_a_site_for_others_needs_closes_it_whatever_its_proxy_says(
    planner: User, client: Client, setting: dict[str, object]
) -> None:
    with override_settings(**setting):
        assert _first_page(client) == 302


@pytest.mark.parametrize("host", ["localhost:8000", "[::1]:8000", "127.0.0.1"])
def test_every_name_of_this_machine_is_read_without_signing_in(planner: User, client: Client, host: str) -> None:
    assert _first_page(client, HTTP_HOST=host) == 200


def test_a_name_that_is_not_of_this_machine_is_never_read_without_signing_in(planner: User, client: Client) -> None:
    with override_settings(ALLOWED_HOSTS=[], DEBUG=True):  # then Django itself lets names below localhost pass
        assert _first_page(client, HTTP_HOST="plans.localhost") == 302


_READING = ("", "text/", "targets/", "targets.csv", "targets.xlsx", "records/any/")


@pytest.fixture
def member(planner: User, client: Client) -> User:
    """The planner, signed in with a password of their own."""
    set_password(by=COMMAND_LINE, username="planner", password=_PASSWORD)
    planner.refresh_from_db()
    client.force_login(planner)
    return planner


@pytest.mark.parametrize("address", ["/", "/plans/", *(f"/plans/yunxi-14/{page}" for page in _READING)])
def test_one_whose_membership_ended_reads_and_downloads_nothing_and_is_told_why(
    member: User, client: Client, address: str
) -> None:
    Membership.objects.update(ends_on=date(2026, 3, 13))
    answer = client.get(address)
    assert answer.status_code == 403
    assert "任职已经到期" in answer.content.decode()


def test_one_without_any_membership_reads_nothing(member: User, client: Client) -> None:
    Membership.objects.all().delete()
    assert _first_page(client) == 403
    assert client.get("/plans/yunxi-14/targets/", headers={"HX-Request": "true"}).status_code == 403


def test_one_without_a_membership_still_reaches_the_own_pages(member: User, client: Client) -> None:
    Membership.objects.all().delete()
    assert client.get("/about/").status_code == 200
    assert client.get("/password/").status_code == 200
    assert client.post("/sign-out/").status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("role", list(Role))
def test_a_member_of_any_role_reads(member: User, client: Client, sample: StoredPlan, role: Role) -> None:
    Membership.objects.update(role=role.value)
    for page in ("", "text/", "targets/", "targets.csv", "targets.xlsx"):
        assert client.get(f"/plans/yunxi-14/{page}").status_code == 200


@pytest.mark.parametrize("door", ["/sign-in/", "/sign-out/"])
def test_who_signed_in_is_led_home_and_never_back_to_a_door(member: User, client: Client, door: str) -> None:
    answer = client.get("/sign-in/", {"next": door})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    client.logout()
    answer = client.post("/sign-in/", {"username": "planner", "password": _PASSWORD, "next": door})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_who_signed_in_is_led_to_the_page_that_was_asked_for(member: User, client: Client) -> None:
    answer = client.get("/sign-in/", {"next": "/plans/yunxi-14/text/"})
    assert answer["Location"] == "/plans/yunxi-14/text/"
    assert client.get("/sign-in/", {"next": "https://elsewhere.example.org/"})["Location"] == "/"


def test_signing_out_after_the_session_ended_goes_home(planner: User, client: Client) -> None:
    with override_settings(GANGYAO_SIGN_IN_ALWAYS=True):
        answer = client.post("/sign-out/")
        assert (answer.status_code, answer["Location"]) == (302, "/")


def test_the_address_of_signing_out_alone_signs_nobody_out(member: User, client: Client) -> None:
    answer = client.get("/sign-out/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "_auth_user_id" in client.session


def test_a_one_time_password_cannot_be_kept_as_the_own_one(client: Client, db: None) -> None:
    password = create_local_planner(by=COMMAND_LINE, on=date(2026, 3, 12)) or ""
    client.force_login(User.objects.get())
    answer = client.post("/password/", {"password": password, "again": password})
    assert answer.status_code == 400
    assert "现在的密码" in answer.content.decode()
    assert User.objects.get().must_change_password


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_fragment_that_may_not_be_read_leads_the_whole_page_away(
    planner: User, client: Client, signed_in: bool
) -> None:
    if signed_in:
        client.force_login(planner)
    with override_settings(GANGYAO_SIGN_IN_ALWAYS=True):
        answer = client.get("/plans/yunxi-14/targets/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/password/" if signed_in else "/sign-in/")


def test_the_sign_in_page_names_the_command_of_a_checkout_and_of_an_installation(planner: User, client: Client) -> None:
    page = client.get("/sign-in/").content.decode()
    assert "<code>.venv/bin/gangyao password</code>" in page
    assert "<code>gangyao password</code>" in page


@pytest.mark.parametrize("address", ["/sign-in/", "/about/"])
def test_the_terminal_is_spoken_of_only_to_administrators_in_a_part_that_is_folded(
    planner: User, client: Client, address: str
) -> None:
    before, _, folded = client.get(address).content.decode().partition("<details")
    assert "忘记密码" in before and "本单位规划人员重设" in before
    assert "终端" not in before and "<code>" not in before
    assert folded.index("给管理员") < folded.index("gangyao password") < folded.index("</details>")
    assert "<code>" not in folded.partition("</details>")[2]


def test_the_help_speaks_of_every_page_and_is_called_so_in_the_navigation(planner: User, client: Client) -> None:
    page = client.get("/about/").content.decode()
    assert "<title>帮助与关于" in page and 'aria-current="page">帮助</a>' in page and 'id="together"' in page
    for name in (
        "规划列表",
        "搜索",
        "打开",
        "人员与单位",
        "归档",
        "我的账号",
        "总览",
        "纲要",
        "目标",
        "核对",
        "覆盖",
        "编译记录",
    ):
        assert f"<dt>{name}</dt>" in page


def test_one_who_reads_unsigned_sees_the_way_to_open_a_file_which_leads_to_the_sign_in(
    planner: User, client: Client
) -> None:
    page = client.get("/plans/").content.decode()
    assert 'href="/open/"' in page
    assert 'href="/people/"' not in page
    assert client.get("/open/")["Location"] == "/sign-in/?next=%2Fopen%2F"


@pytest.mark.parametrize("path", ["/", "/plans/yunxi-14/", "/sign-in/", "/no-such-page/"])
def test_every_answer_carries_a_content_security_policy_without_unsafe_words(
    planner: User, client: Client, path: str
) -> None:
    policy = client.get(path)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", ["/plans/%00/", "/archive/a%00/export.zip", "/plans/a%00/records/b/"])
def test_a_zero_sign_in_an_address_is_not_found(member: User, client: Client, address: str) -> None:
    client.force_login(member)
    assert client.get(address).status_code == 404


def test_a_zero_sign_in_a_form_is_refused_before_anything_is_stored(member: User, client: Client) -> None:
    client.force_login(member)
    before = User.objects.count()
    form = {"name": "王\0五", "agency": "local", "role": "auditor", "starts_on": "2026-01-01"}
    assert client.post("/people/add/", form).status_code == 400
    assert User.objects.count() == before
