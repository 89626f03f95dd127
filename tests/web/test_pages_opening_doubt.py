"""A file that does not look like the plan it would be a text of: what the page says, and the ways on."""

from __future__ import annotations

import io
import re
import zipfile
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
from gangyao.actions.plans import add_plan
from gangyao.ingest.fingerprint import compiler_state
from gangyao.jobs import kinds
from gangyao.store import jobs, plans
from gangyao.store.models import Job, Upload
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.words import title_with_years

pytestmark = pytest.mark.django_db
_NOTICE = "关于中秋放假的通知\n全体人员放假三天，十月八日上班。\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.GANGYAO_HOME = tmp_path
    return tmp_path


@pytest.fixture
def planner(db: None) -> Client:
    user = User.objects.create_user("planner", "yun-xi-county-7")
    agency = Agency.objects.create(id="fgj", name="发展改革局")
    Membership.objects.create(user=user, agency=agency, role=Role.PLANNER.value, starts_on=date(2026, 1, 1))
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(user)
    return client


def _work() -> Job:
    claim = jobs.claim("worker", at=timezone.now())
    assert claim is not None
    kinds.do(claim)
    return Job.objects.get(pk=claim.key)


def _asked(client: Client, plan: str = "yunxi-14") -> str:
    """The address of the work that asks about a notice given for a plan."""
    form = {"file": SimpleUploadedFile("通知.txt", _NOTICE.encode()), "end": "1", "plan": plan}
    address = client.post("/open/", form)["Location"]
    _work()
    return address


def _text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return re.sub(r"<[^>]+>|\s", "", page.content.decode())


def test_a_wrong_file_is_shown_beside_the_plan_with_what_would_be_lost(planner: Client, sample: StoredPlan) -> None:
    page = _text(planner, _asked(planner))
    shown = len(sample.plan.targets)
    assert "这份文件与规划对不上" in page and "关于中秋放假的通知" in page
    assert f"读出0个现在显示的文本有{shown}个，其中{shown}个在这份文件里没有" in page
    for choice in ("仍作为这份规划的新文本", "作为另一份规划", "放弃，不读入"):
        assert choice in page
    assert plans.read("yunxi-14").reading == 1


def test_who_takes_the_file_all_the_same_keeps_the_name_of_the_plan(planner: Client, sample: StoredPlan) -> None:
    address = _asked(planner)
    planner.post(f"{address}answer/", {"plan": "plan:yunxi-14"})
    assert _work().outcome["reading"] == 2
    after = plans.read("yunxi-14").plan
    assert (after.title, after.kind, after.area, after.period) == (
        sample.plan.title, sample.plan.kind, sample.plan.area, sample.plan.period,
    )  # fmt: skip


def test_a_wrong_file_becomes_a_plan_of_its_own_under_the_proposed_id(planner: Client, sample: StoredPlan) -> None:
    address = _asked(planner)
    assert 'value="plan-1"' in planner.get(address).content.decode()
    planner.post(f"{address}answer/", {"plan": "new", "new_id": "plan-1"})
    assert _work().outcome["plan"] == "plan-1"
    assert plans.read("yunxi-14").reading == 1


def test_giving_up_says_so_and_keeps_the_file(planner: Client, sample: StoredPlan) -> None:
    address = _asked(planner)
    assert planner.post(f"{address}answer/", {"give_up": "1"})["Location"] == address
    page = _text(planner, address)
    assert "已放弃" in page and "还保存着" in page
    assert Upload.objects.count() == 1 and plans.read("yunxi-14").reading == 1
    assert planner.post(f"{address}answer/", {"give_up": "1"}).status_code == 400


def test_reports_of_two_years_are_told_apart_where_a_plan_is_chosen(planner: Client, sample: StoredPlan) -> None:
    for year in (2014, 2015):
        report = f"政府工作报告\n——{year}年2月3日在云溪县人民代表大会上\n{year}年，新建农村公路{year - 1900}公里，茶叶增长5%。\n"
        add_plan(by=COMMAND_LINE, data=report.encode(), name=f"{year}.txt", plan_id=f"report-{year}")
    for address in ("/plans/yunxi-14/", "/open/", "/search/?q=公路"):
        page = planner.get(address).content.decode()
        assert "政府工作报告（2014年）" in page and "政府工作报告（2015年）" in page, address


def test_years_that_a_title_has_are_not_written_twice() -> None:
    assert title_with_years("云溪县规划纲要(2021—2025年)", 2021, 2025) == "云溪县规划纲要(2021—2025年)"
    assert title_with_years("云溪县规划纲要", 2021, 2025) == "云溪县规划纲要（2021—2025年）"
    assert title_with_years("云溪县规划纲要", 0, 0) == "云溪县规划纲要"


def test_the_bundled_summary_says_that_it_is_an_example_and_leads_to_ones_own_plan(
    planner: Client, digest: StoredPlan
) -> None:
    for address in ("/plans/ziliujing-14/", "/plans/"):
        page = planner.get(address).content.decode()
        assert "随程序附带的示例（摘要" in page
        assert '<a class="go" href="/open/">打开您自己的规划</a>' in page


def test_beside_a_plan_of_ones_own_the_list_marks_the_example_alone(
    planner: Client, digest: StoredPlan, sample: StoredPlan
) -> None:
    page = planner.get("/plans/").content.decode()
    assert page.count("随程序附带的示例") == 1 and "打开您自己的规划" not in page
    assert "随程序附带的示例" not in planner.get("/plans/yunxi-14/").content.decode()


def test_an_export_holds_the_file_as_it_was_given_under_a_chinese_name(planner: Client, home: Path) -> None:
    given = SAMPLE.read_bytes()
    planner.post("/open/", {"file": SimpleUploadedFile("云溪县.txt", given), "end": "1"})
    plan_id = _work().outcome["plan"]
    planner.post(f"/plans/{plan_id}/archive/")
    answer = planner.get(f"/archive/{plan_id}/export.zip")
    title = plans.read(plan_id).plan.title
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(f'{title}-归档.zip')}"
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    answer.close()
    [name] = [name for name in archive.namelist() if "/originals/" in name]
    assert name.endswith("-云溪县.txt") and archive.read(name) == given


def test_pages_say_technical_things_in_a_fold_alone(planner: Client, sample: StoredPlan) -> None:
    page = planner.get("/plans/yunxi-14/readings/").content.decode()
    unfolded = re.sub('<details class="technical">.*?</details>', "", page, flags=re.S)
    mark = sample.source.sha256[:16]
    assert mark in page and mark not in unfolded
    assert compiler_state() in page and compiler_state() not in unfolded
