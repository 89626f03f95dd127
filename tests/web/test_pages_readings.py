"""编译记录: what a reading changed, what it does to the decisions of people, and the way back."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.web.conftest import LOOPBACK, SAMPLE

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.roles import Role
from gangyao.actions import review
from gangyao.jobs import kinds
from gangyao.store import jobs, plans
from gangyao.store.models import Job
from gangyao.store.plans import StoredPlan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.GANGYAO_HOME = tmp_path
    return tmp_path


def _signed_in(role: Role) -> Client:
    user = User.objects.create_user(role.value, "yun-xi-county-7")
    agency, _ = Agency.objects.get_or_create(id="fgj", defaults={"name": "发展改革局"})
    Membership.objects.create(user=user, agency=agency, role=role.value, starts_on=date(2026, 1, 1))
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(user)
    return client


@pytest.fixture
def planner(db: None) -> Client:
    return _signed_in(Role.PLANNER)


def _work() -> Job:
    claim = jobs.claim("worker", at=timezone.now())
    assert claim is not None
    kinds.do(claim)
    return Job.objects.get(pk=claim.key)


def _revise(client: Client, *changes: tuple[str, str]) -> str:
    """Gives the sample with other words; the address of the work."""
    text = SAMPLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    form = {"file": SimpleUploadedFile("修订.txt", text.encode()), "end": "1", "plan": "yunxi-14"}
    address = client.post("/open/", form)["Location"]
    assert _work().outcome["reading"] == 2
    return address


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _bare(page: str) -> str:
    return re.sub(r"<[^>]+>|\s", "", page)


def test_a_changed_value_stands_with_its_unit_beside_the_old_one(planner: Client, sample: StoredPlan) -> None:
    _revise(planner, ("公路120公里", "公路130公里"))
    page = _page(planner, "/plans/yunxi-14/readings/2/")
    assert "120公里改为→130公里" in _bare(page)
    target = next(one for one in plans.read("yunxi-14").plan.targets if str(one.quantity.value) == "130")
    assert f'<a class="change-name" href="/plans/yunxi-14/records/{quote(target.id)}/' in page


def test_the_old_and_the_new_sentence_stand_folded_below_a_change(planner: Client, sample: StoredPlan) -> None:
    _revise(planner, ("公路120公里", "公路130公里"))
    page = _page(planner, "/plans/yunxi-14/readings/2/")
    [texts, *_] = re.findall(r'<details class="change-text">.*?</details>', page, re.S)
    assert re.search(r"原来</dt><dd>[^<]*120公里.*现在</dt><dd>[^<]*130公里", texts, re.S)


def test_what_is_only_worded_otherwise_stands_apart_and_folded(planner: Client, sample: StoredPlan) -> None:
    _revise(planner, ("公路120公里", "公路130公里"), ("森林覆盖率达到43%", "森林覆盖率力争达到43%"))
    page = _page(planner, "/plans/yunxi-14/readings/2/")
    promised, _, worded = page.partition("只是名称、写法有变动</h3>")
    assert "<h3>数值、时限等有变动</h3>" in promised and "120公里" in promised
    assert "森林覆盖率" in worded.partition("</details>\n")[0] and "力争" not in _bare(promised)


def test_the_result_says_how_many_decisions_no_longer_fit(planner: Client, sample: StoredPlan) -> None:
    target = next(one for one in sample.plan.targets if str(one.quantity.value) == "120")
    review.correct(
        by=COMMAND_LINE, plan_id="yunxi-14", record=target.id, changes={"quantity.value": "125"}, reason="实测",
    )  # fmt: skip
    address = _revise(planner, ("公路120公里", "公路130公里"))
    assert plans.read("yunxi-14").unapplied
    for page in (_page(planner, address), _page(planner, "/plans/yunxi-14/readings/2/")):
        assert (
            f"{len(plans.read('yunxi-14').unapplied)} 条人工决定套用不上" in page
            and 'href="/plans/yunxi-14/corrections/#unfit"' in page
        )


def test_a_compile_is_undone_from_its_result(planner: Client, sample: StoredPlan) -> None:
    address = _revise(planner, ("公路120公里", "公路130公里"))
    page = _page(planner, address)
    assert "恢复上一份文本" in page and "改用第 1 次编译的文本“云溪县.txt”" in page
    planner.post("/plans/yunxi-14/read-again/", {"reading": "1"})
    assert _work().outcome["reading"] == 3
    now = plans.read("yunxi-14")
    assert (now.source.name, now.plan.targets) == ("云溪县.txt", sample.plan.targets)
    assert "恢复上一份文本" not in _page(planner, address)  # it is no longer what shows


def test_where_there_is_no_other_text_nothing_is_offered(planner: Client, sample: StoredPlan) -> None:
    planner.post("/plans/yunxi-14/read-again/")
    _work()
    assert "恢复上一份文本" not in _page(planner, "/plans/yunxi-14/readings/2/")


def test_who_may_only_read_is_offered_no_way_back(planner: Client, sample: StoredPlan) -> None:
    _revise(planner, ("公路120公里", "公路130公里"))
    assert "恢复上一份文本" not in _page(_signed_in(Role.AUDITOR), "/plans/yunxi-14/readings/2/")
