"""Who may see the workbench without signing in: one person on their own machine, and nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client, override_settings

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import User
from gangyao.actions.people import create_local_planner, set_password
from gangyao.actions.start import prepare_plans

pytestmark = pytest.mark.django_db
_PASSWORD = "yun-xi-county-7"


@pytest.fixture
def planner() -> User:
    create_local_planner(by=COMMAND_LINE, on=date(2026, 3, 12))
    list(prepare_plans(by=COMMAND_LINE))
    return User.objects.get()


def _first_page(client: Client, **extra: str) -> int:
    return client.get("/plans/ziliujing-14/", **extra).status_code


def test_the_only_person_on_this_machine_reads_without_signing_in(planner: User, client: Client) -> None:
    assert _first_page(client) == 200


@pytest.mark.parametrize(
    "extra",
    [{"REMOTE_ADDR": "192.168.1.20"}, {"HTTP_X_FORWARDED_FOR": "192.168.1.20"}, {"HTTP_FORWARDED": "for=192.168.1.20"}],
)
def test_a_request_from_elsewhere_leads_to_the_sign_in_page(
    planner: User, client: Client, extra: dict[str, str]
) -> None:
    answer = client.get("/plans/ziliujing-14/", **extra)
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=%2Fplans%2Fziliujing-14%2F"


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
    answer = client.get("/plans/ziliujing-14/")
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


@pytest.mark.parametrize("path", ["/", "/plans/ziliujing-14/", "/sign-in/", "/no-such-page/"])
def test_every_answer_carries_a_content_security_policy_without_unsafe_words(
    planner: User, client: Client, path: str
) -> None:
    policy = client.get(path)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
