"""Signing in: what is counted, what is said, when a session ends, and the one-time address of the first start."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client, override_settings
from django.utils import timezone
from tests.web.conftest import LOOPBACK

from gangyao import serving
from gangyao.accounts import lockout
from gangyao.accounts.access import address_of
from gangyao.accounts.actor import COMMAND_LINE, NOBODY, Refused
from gangyao.accounts.models import SignInFailures, SignInLink, User
from gangyao.accounts.roles import Role
from gangyao.actions.people import add_person, create_local_planner, give_password, set_active, set_password
from gangyao.actions.sign_in import first_link
from gangyao.store.models import Event

pytestmark = pytest.mark.django_db
_PASSWORD = "yun-xi-county-7"
_START = date(2026, 1, 1)


@pytest.fixture
def planner() -> User:
    create_local_planner(by=COMMAND_LINE, on=_START)
    set_password(by=COMMAND_LINE, username="planner", password=_PASSWORD)
    return User.objects.get()


@pytest.fixture
def member(planner: User) -> User:
    user = add_person(
        by=COMMAND_LINE, name="周明澈", username="zhoumc", agency_id="local", role=Role.DEPARTMENT, starts_on=_START
    ).user
    set_password(by=COMMAND_LINE, username="zhoumc", password=_PASSWORD)
    user.refresh_from_db()
    return user


def _try(client: Client, password: str, username: str = "zhoumc", **extra: str) -> tuple[int, str]:
    answer = client.post("/sign-in/", {"username": username, "password": password}, **extra)
    return answer.status_code, answer.content.decode()


def test_after_five_failures_even_the_right_password_waits_and_the_page_says_until_when(
    member: User, client: Client
) -> None:
    for _ in range(5):
        assert _try(client, "wrong")[0] == 200
    status, page = _try(client, _PASSWORD)
    assert status == 429
    assert "以后再试（约 1 分钟）" in page
    assert "规划人员" in page
    assert "_auth_user_id" not in client.session


def test_once_the_wait_is_over_the_right_password_opens_and_drops_the_counts(member: User, client: Client) -> None:
    for _ in range(5):
        _try(client, "wrong")
    SignInFailures.objects.update(locked_until=timezone.now())
    assert _try(client, _PASSWORD)[0] == 302
    assert set(SignInFailures.objects.values_list("count", "locked_until")) == {(0, None)}


def test_a_name_without_an_account_waits_alike_with_the_same_words(member: User, client: Client) -> None:
    answers = {}
    for username in ("zhoumc", "nobody"):
        answers[username] = [_try(client, "wrong", username, REMOTE_ADDR=f"192.0.2.{len(username)}") for _ in range(7)]
    pages = {
        name: [(status, page.count("没有登录成功"), "约 1 分钟" in page) for status, page in seen]
        for name, seen in answers.items()
    }
    assert pages["zhoumc"] == pages["nobody"]
    assert [status for status, _ in answers["nobody"]] == [200] * 5 + [429] * 2


def test_whoever_manages_people_ends_the_wait(member: User, planner: User, client: Client) -> None:
    for _ in range(5):
        _try(client, "wrong")
    manager = Client(SERVER_NAME=LOOPBACK)
    manager.force_login(planner)
    assert manager.get("/people/").content.decode().count("登录受限") == 1
    assert "暂停登录" in manager.get(f"/people/{member.key}/").content.decode()
    manager.post(f"/people/{member.key}/unlock/")
    assert "登录受限" not in manager.get("/people/").content.decode()
    assert _try(client, _PASSWORD)[0] == 302


def test_an_address_that_guesses_many_names_waits_and_is_freed_on_the_page_of_people(
    member: User, planner: User, client: Client
) -> None:
    for number in range(20):
        _try(client, "wrong", f"guess-{number}", REMOTE_ADDR="192.0.2.7")
    assert _try(client, _PASSWORD, REMOTE_ADDR="192.0.2.7")[0] == 429
    assert _try(Client(SERVER_NAME=LOOPBACK), _PASSWORD, REMOTE_ADDR="192.0.2.8")[0] == 302
    manager = Client(SERVER_NAME=LOOPBACK)
    manager.force_login(planner)
    assert "1 个网络地址暂停登录" in manager.get("/people/").content.decode()
    manager.post("/people/unlock/")
    assert _try(client, _PASSWORD, REMOTE_ADDR="192.0.2.7")[0] == 302


@pytest.mark.parametrize(
    ("peer", "told", "found"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),  # anybody may write the header
        ("127.0.0.1", "198.51.100.1, 192.0.2.9", "192.0.2.9"),  # but what our proxy adds last is true
        ("127.0.0.1", "", "127.0.0.1"),
    ],
)
def test_the_address_that_is_counted_cannot_be_chosen_by_who_asks(peer: str, told: str, found: str, rf: object) -> None:
    extra = {"HTTP_X_FORWARDED_FOR": told} if told else {}
    assert address_of(rf.get("/", REMOTE_ADDR=peer, **extra)) == found  # type: ignore[attr-defined]


def test_an_empty_form_counts_nothing(member: User, client: Client) -> None:
    for _ in range(6):
        _try(client, "")
        _try(client, _PASSWORD, "")
    assert not SignInFailures.objects.exists()


def _signed_in(user: User) -> Client:
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(user)
    assert client.get("/account/").status_code == 200
    return client


def test_disabling_an_account_ends_its_sessions_at_once(member: User) -> None:
    client = _signed_in(member)
    set_active(by=COMMAND_LINE, key=member.key, active=False)
    assert client.get("/account/").status_code == 302
    assert _try(client, _PASSWORD)[0] == 200


def test_another_password_ends_the_sessions_of_the_old_one(member: User) -> None:
    one, other = _signed_in(member), _signed_in(member)
    one.post("/password/", {"password": "other-words-9", "again": "other-words-9"})
    assert one.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    give_password(by=COMMAND_LINE, key=member.key)
    assert one.get("/account/").status_code == 302


def test_a_session_may_do_nothing_from_the_day_after_the_membership_ended(member: User) -> None:
    client = _signed_in(member)
    assert client.get("/plans/").status_code == 200
    member.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    answer = client.get("/plans/")
    assert answer.status_code == 403
    assert "任职已经到期" in answer.content.decode()
    fragment = client.get("/plans/", headers={"HX-Request": "true"})
    assert (fragment.status_code, "<html" in fragment.content.decode()) == (403, False)


def test_a_one_time_password_signs_in_and_leads_to_an_own_one(member: User, client: Client) -> None:
    first = give_password(by=COMMAND_LINE, key=member.key)
    assert _try(client, first.password)[0] == 302
    assert client.get("/plans/")["Location"] == "/password/"


def test_the_own_account_tells_when_one_signed_in_before(member: User, client: Client) -> None:
    _try(client, _PASSWORD)
    assert "这是第一次" in client.get("/account/").content.decode()
    client.post("/sign-out/")
    before = timezone.localtime(User.objects.get(pk=member.pk).last_login)
    _try(client, _PASSWORD)
    assert client.get("/account/").context["before"] == before


# The one-time address of the first start


@pytest.fixture
def token(db: None) -> str:
    create_local_planner(by=COMMAND_LINE, on=_START)
    return first_link(by=COMMAND_LINE, at=timezone.now()) or ""


_OWN = {"password": _PASSWORD, "again": _PASSWORD}


def test_the_address_of_the_first_start_leads_to_an_own_password_and_in(token: str, client: Client) -> None:
    page = client.get(f"/enter/{token}/")
    assert (page.status_code, "设一个密码" in page.content.decode()) == (200, True)
    answer = client.post(f"/enter/{token}/", _OWN)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/people/").status_code == 200
    user = User.objects.get()
    assert (user.check_password(_PASSWORD), user.must_change_password) == (True, False)
    assert Event.objects.last().actor == str(user.key)  # type: ignore[union-attr]


def test_the_address_works_once(token: str, client: Client) -> None:
    client.post(f"/enter/{token}/", _OWN)
    again = Client(SERVER_NAME=LOOPBACK)
    for answer in (again.get(f"/enter/{token}/"), again.post(f"/enter/{token}/", _OWN)):
        assert (answer.status_code, "已经失效" in answer.content.decode()) == (404, True)
    assert "_auth_user_id" not in again.session


def test_opening_the_address_or_a_password_that_is_not_taken_does_not_use_it_up(token: str, client: Client) -> None:
    for posted in ({"password": "short", "again": "short"}, {"password": _PASSWORD, "again": "other"}):
        answer = client.post(f"/enter/{token}/", posted)
        assert (answer.status_code, "密码没有设好" in answer.content.decode()) == (400, True)
    assert client.get(f"/enter/{token}/").status_code == 200
    assert client.post(f"/enter/{token}/", _OWN).status_code == 302


@pytest.mark.parametrize(
    "extra", [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}, {"HTTP_HOST": "localhost.example"}]
)
def test_the_address_works_on_this_machine_alone(token: str, client: Client, extra: dict[str, str]) -> None:
    with override_settings(ALLOWED_HOSTS=["*"] if "HTTP_HOST" in extra else [LOOPBACK]):
        assert client.post(f"/enter/{token}/", _OWN, **extra).status_code == 404
    assert User.objects.get().must_change_password


def test_the_address_works_for_half_an_hour_and_until_the_next_one(token: str, client: Client) -> None:
    newer = first_link(by=COMMAND_LINE, at=timezone.now())
    assert client.get(f"/enter/{token}/").status_code == 404
    assert client.get(f"/enter/{newer}/").status_code == 200
    SignInLink.objects.update(expires_at=timezone.now())
    assert client.get(f"/enter/{newer}/").status_code == 404


def test_who_got_in_by_the_one_time_password_has_shut_the_address(token: str, client: Client) -> None:
    set_password(by=COMMAND_LINE, username="planner", password=_PASSWORD)
    other = {"password": "another-one-of-yunxi", "again": "another-one-of-yunxi"}
    assert client.get(f"/enter/{token}/").status_code == 404
    assert client.post(f"/enter/{token}/", other).status_code == 404
    assert User.objects.get().check_password(_PASSWORD)


def test_there_is_no_address_once_the_planner_has_a_password_or_is_disabled(planner: User) -> None:
    assert first_link(by=COMMAND_LINE, at=timezone.now()) is None
    User.objects.update(must_change_password=True, is_active=False)
    assert first_link(by=COMMAND_LINE, at=timezone.now()) is None


def test_an_address_is_given_to_those_alone_who_manage_people_and_its_token_is_kept_nowhere(token: str) -> None:
    with pytest.raises(Refused):
        first_link(by=NOBODY, at=timezone.now())
    kept = [str(value) for row in SignInLink.objects.values_list() for value in row]
    assert token and token not in kept
    assert token not in str(list(Event.objects.values()))


def test_setting_the_first_password_ends_the_wait_of_failed_tries(token: str, client: Client) -> None:
    for _ in range(5):
        _try(client, "wrong", "planner")
    assert lockout.waits_until("planner", timezone.now())
    assert client.post(f"/enter/{token}/", _OWN).status_code == 302
    assert lockout.waits_until("planner", timezone.now()) is None


def test_the_start_on_one_s_own_machine_says_the_address_until_a_password_is_set(db: None, client: Client) -> None:
    create_local_planner(by=COMMAND_LINE, on=_START)
    said = serving._first_steps("http://127.0.0.1:8000")
    assert "第一次使用" in said
    client.post(said.partition("http://127.0.0.1:8000")[2].strip(), _OWN)
    assert "_auth_user_id" in client.session
    assert serving._first_steps("http://127.0.0.1:8000") == ""


def test_the_start_of_a_site_for_others_says_no_address(db: None) -> None:
    create_local_planner(by=COMMAND_LINE, on=_START)
    with override_settings(GANGYAO_BIND="0.0.0.0"):
        assert serving._first_steps("http://192.0.2.1:8000") == ""
    assert not SignInLink.objects.exists()


def test_a_name_without_an_account_costs_as_many_hashes_as_one_with(
    member: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *words: made.append("") or encode(*words))
    costs = []
    for username in ("zhoumc", "nobody"):
        made.clear()
        _try(client, "wrong", username)
        costs.append(len(made))
    assert costs == [1, 1]


@pytest.mark.parametrize("first_start", [True, False])
def test_a_short_password_is_refused_in_our_words_and_the_rules_stand_above_the_field(
    client: Client, first_start: bool, db: None
) -> None:
    create_local_planner(by=COMMAND_LINE, on=_START)
    address = f"/enter/{first_link(by=COMMAND_LINE, at=timezone.now())}/" if first_start else "/password/"
    if not first_start:
        client.force_login(User.objects.get())
    page = client.get(address).content.decode()
    assert "minlength" not in page  # the browser would stop the form with its own bubble
    assert page.index('id="rules"') < page.index('name="password"') < page.index('type="submit">保存')
    answer = client.post(address, {"password": "short", "again": "short"})
    said = answer.content.decode()
    assert (answer.status_code, "密码至少要有 10 个字符" in said, "。。" in said) == (400, True, False)
