"""However many plans there are, a page asks the database as often as with one, and seldom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from tests.web.conftest import LOOPBACK, SAMPLE

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import Membership, User
from gangyao.accounts.roles import Role
from gangyao.actions.agencies import add_agency
from gangyao.actions.people import add_person
from gangyao.actions.plans import add_plan
from gangyao.actions.review import accept
from gangyao.store import desk, plans
from gangyao.store.models import Job, Upload
from gangyao.store.plans import StoredPlan
from gangyao.workbench import coverage

pytestmark = pytest.mark.django_db
AT_MOST, AT_FIRST = 15, 20  # questions to the database; a process that has not shown a plan yet reads it first


@pytest.fixture
def browser(sample: StoredPlan) -> Client:
    add_agency(by=COMMAND_LINE, agency_id="fgj", name="云溪县发展和改革局")
    start = {"agency_id": "fgj", "role": Role.PLANNER, "starts_on": date(2026, 1, 1)}
    user = add_person(by=COMMAND_LINE, name="方小满", username="", **start).user
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    user.refresh_from_db()
    browser = Client(SERVER_NAME=LOOPBACK)
    browser.force_login(user)
    return browser


def _addresses(stored: StoredPlan) -> dict[str, str]:
    """Name of a page → its address."""
    user = User.objects.get()
    given: dict[str, Any] = {"actor": str(user.key), "at": stored.compiled_at, "name": "云溪县.txt", "size": 1}
    upload = Upload.objects.create(sha256=stored.source.sha256, **given)
    arguments = {"upload": str(upload.key)}
    job = Job.objects.create(
        kind="read-upload", actor=str(user.key), created_at=stored.compiled_at, arguments=arguments
    )
    keys = {"known-file": upload.key, "job": job.key, "job-progress": job.key}
    known = {
        "plan_id": stored.plan.id, "record_id": stored.plan.statements[0].id, "number": 1, "agency_id": "fgj",
        "agency": "发展和改革局", "service_id": "C05",
        "membership_id": Membership.objects.get().pk, "token": "none",
    }  # fmt: skip

    def filled(name: str, converters: dict[str, Any]) -> dict[str, Any]:
        return {arg: keys.get(name, user.key) if arg == "key" else known[arg] for arg in converters}

    def named(entries: list[Any], space: str = "") -> dict[str, str]:
        found: dict[str, str] = {}
        for entry in entries:
            if isinstance(entry, URLPattern):
                made = reverse(f"{space}{entry.name}", kwargs=filled(str(entry.name), entry.pattern.converters))
                found[f"{space}{entry.name}"] = made
            else:
                found |= named(entry.url_patterns, f"{entry.namespace}:" if entry.namespace else space)
        return found

    return named(get_resolver().url_patterns)


def _questions(browser: Client, addresses: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Name of a page that can be looked at → how often it asks the database at first and when asked again."""
    found = {}
    for name, address in addresses.items():
        counts = []
        for first in (True, False):
            if first:
                plans.forget()
                desk.forget()
                coverage._coverage.cache_clear()
            with CaptureQueriesContext(connection) as asked:
                answer = browser.get(address, {"q": "森林"} if name == "workbench:search" else {})
                answer.getvalue()
            counts.append(len(asked))
        if answer.status_code == 200:
            found[name] = (counts[0], counts[1])
    return found


def test_every_page_asks_the_database_as_often_with_three_plans_as_with_one(
    browser: Client, sample: StoredPlan
) -> None:
    accept(by=COMMAND_LINE, plan_id=sample.plan.id, records=[sample.plan.statements[0].id])
    addresses = _addresses(sample)
    with_one = _questions(browser, addresses)
    assert {"workbench:plans", "workbench:overview", "workbench:review", "workbench:targets-xlsx"} <= set(with_one)
    for number in (2, 3):
        data = SAMPLE.read_bytes() + f"\n第{number}份。\n".encode()
        add_plan(by=COMMAND_LINE, data=data, name="云山县.txt", plan_id=f"yunshan-{number}")
        accept(
            by=COMMAND_LINE, plan_id=f"yunshan-{number}",
            records=[plans.read(f"yunshan-{number}").plan.statements[0].id],
        )  # fmt: skip
    with_three = _questions(browser, addresses)
    assert set(with_three) - set(with_one) == {"workbench:home"}  # with one plan it leads to that, with three it lists
    assert {name: counts for name, counts in with_three.items() if name in with_one} == with_one
    dear = {name: counts for name, counts in with_three.items() if counts[0] > AT_FIRST or counts[1] > AT_MOST}
    assert dear == {}
