"""Opening a file in the browser: who may, what is said, how far the work is, and what becomes of several plans."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.web.conftest import LOOPBACK, SAMPLE

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.roles import Role
from gangyao.actions import archiving, review
from gangyao.jobs import kinds
from gangyao.store import jobs
from gangyao.store.models import Event, Job, JobState, PlanRow, Upload
from gangyao.store.plans import StoredPlan
from gangyao.workbench import opening
from gangyao.workbench.uploading import IncomingFile

pytestmark = pytest.mark.django_db
_SPECIAL = "云溪县“十四五”茶产业发展规划（编造的示例）\n第一章 目标\n到2025年，茶园面积达到12万亩以上。\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.GANGYAO_HOME = tmp_path
    return tmp_path


def _signed_in(username: str, role: Role) -> Client:
    user = User.objects.create_user(username, "yun-xi-county-7")
    agency, _ = Agency.objects.get_or_create(id="fgj", defaults={"name": "发展改革局"})
    Membership.objects.create(user=user, agency=agency, role=role.value, starts_on=date(2026, 1, 1))
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(user)
    return client


@pytest.fixture
def planner(db: None) -> Client:
    return _signed_in("planner", Role.PLANNER)


@pytest.fixture
def auditor(db: None) -> Client:
    return _signed_in("auditor", Role.AUDITOR)


def _give(client: Client, content: bytes | str, name: str = "云溪.txt", **options: str) -> HttpResponse:
    data = content.encode() if isinstance(content, str) else content
    form = {"file": SimpleUploadedFile(name, data), "end": "1", **options}
    return client.post("/open/", form)


def _work() -> Job:
    claim = jobs.claim("worker", at=timezone.now())
    assert claim is not None
    kinds.do(claim)
    return Job.objects.get(pk=claim.key)


def _page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


# Who may


def test_who_has_not_signed_in_is_led_to_the_sign_in_and_back(client: Client, sample: StoredPlan) -> None:
    answer = client.get("/open/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fopen%2F")


def test_who_may_not_add_plans_is_told_so_and_nothing_is_kept(auditor: Client, home: Path) -> None:
    assert "没有权限" in _page(auditor, "/open/", 403)
    assert _give(auditor, SAMPLE.read_bytes()).status_code == 403
    assert not Upload.objects.exists()
    assert not (home / "uploads").exists()


def test_the_form_is_protected_against_other_sites(planner: Client) -> None:
    strict = Client(enforce_csrf_checks=True, SERVER_NAME=LOOPBACK)
    strict.cookies = planner.cookies
    assert _give(strict, SAMPLE.read_bytes()).status_code == 403
    assert not Upload.objects.exists()


# Giving a file


def test_a_file_leads_to_its_progress_and_then_to_what_it_gave(planner: Client) -> None:
    answer = _give(planner, SAMPLE.read_bytes(), "云溪县.txt")
    address = answer["Location"]
    assert answer.status_code == 302 and address.startswith("/jobs/")
    page = _page(planner, address)
    assert "云溪县.txt" in page and 'aria-current="step">已收到' in page
    job = _work()
    page = _page(planner, address)
    assert "编译完成" in page and "开始核对" in page
    assert f"/plans/{job.outcome['plan']}/review/" in page


def test_a_script_that_sends_the_form_is_led_on_as_a_whole_page(planner: Client) -> None:
    form = {"file": SimpleUploadedFile("云溪.txt", SAMPLE.read_bytes()), "end": "1"}
    answer = planner.post("/open/", form, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer["HX-Redirect"].startswith("/jobs/")


def test_sending_no_file_says_so(planner: Client) -> None:
    answer = planner.post("/open/", {"end": "1"})
    assert answer.status_code == 400
    assert "没有选择文件" in answer.content.decode()


def test_what_was_given_is_for_the_owner_of_the_site_alone_whatever_its_umask(planner: Client, home: Path) -> None:
    before = os.umask(0o022)
    try:
        _give(planner, SAMPLE.read_bytes())
    finally:
        os.umask(before)
    [kept] = (home / "uploads").iterdir()
    assert [stat.S_IMODE(path.stat().st_mode) for path in (kept, kept.parent)] == [0o600, 0o700]


def test_of_several_files_at_once_none_is_taken(planner: Client, home: Path) -> None:
    files = [SimpleUploadedFile(name, b"one after another") for name in ("one.txt", "two.txt")]
    answer = planner.post("/open/", {"file": files, "end": "1"})
    assert answer.status_code == 400 and "一次给了 2 个文件" in answer.content.decode()
    assert not Upload.objects.exists() and list((home / "uploads").iterdir()) == []


def test_a_file_that_was_cut_off_on_its_way_is_not_taken(planner: Client, home: Path) -> None:
    answer = planner.post("/open/", {"file": SimpleUploadedFile("云溪.txt", b"half")})
    assert answer.status_code == 400
    assert "没有传完" in answer.content.decode()
    assert list((home / "uploads").iterdir()) == []


def test_too_large_a_file_is_named_with_the_limit(planner: Client, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "IncomingFile", partial(IncomingFile, limit=1 << 20))
    answer = _give(planner, b"x" * (3 << 20), "大.txt")
    assert answer.status_code == 413
    assert "“大.txt”太大" in answer.content.decode() and "1 MB" in answer.content.decode()
    assert list((home / "uploads").iterdir()) == []


def test_a_file_larger_than_django_keeps_in_memory_is_taken(planner: Client, home: Path) -> None:
    assert _give(planner, b"\xe4\xb8\x80" * (2 << 20), "大.txt").status_code == 302
    assert Upload.objects.get().size == 6 << 20


def test_a_full_disk_is_said_to_be_one(planner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gangyao.store.uploads.Incoming.write", full)
    answer = _give(planner, SAMPLE.read_bytes())
    assert answer.status_code == 507
    assert "磁盘已满" in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_home_that_cannot_be_written_is_said_to_be_one(planner: Client, home: Path) -> None:
    (home / "uploads").write_text("a file where a folder should be")
    answer = _give(planner, SAMPLE.read_bytes())
    assert (answer.status_code, "写不进" in answer.content.decode()) == (507, True)


# The same file again


def test_the_same_file_again_leads_to_its_plan_at_once(planner: Client) -> None:
    _give(planner, SAMPLE.read_bytes())
    plan_id = _work().outcome["plan"]
    answer = _give(planner, SAMPLE.read_bytes(), "改了名.txt")
    assert answer["Location"].startswith("/open/")
    page = _page(planner, answer["Location"])
    assert "已经读过" in page and "第 1 次编译" in page and f"/plans/{plan_id}/" in page
    assert "仍要重新编译" not in page
    assert Job.objects.count() == 1


def test_the_same_file_is_compiled_again_where_the_compiler_has_changed(
    planner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _give(planner, SAMPLE.read_bytes())
    plan_id = _work().outcome["plan"]
    monkeypatch.setattr("gangyao.workbench.opening.compiler_state", lambda: "9.9.9+newer")
    page = _page(planner, _give(planner, SAMPLE.read_bytes())["Location"])
    assert "仍要重新编译" in page
    answer = planner.post(f"/plans/{plan_id}/read-again/", {"reading": "1"})
    assert answer["Location"].startswith("/jobs/")
    assert _work().outcome["reading"] == 2


# Progress


def test_steps_are_asked_for_until_the_work_has_ended(planner: Client) -> None:
    address = _give(planner, SAMPLE.read_bytes())["Location"]
    fragment = planner.get(f"{address}progress/")
    assert b'hx-trigger="every 1s"' in fragment.content and b"<html" not in fragment.content
    _work()
    assert planner.get(f"{address}progress/")["HX-Refresh"] == "true"


def test_work_that_nobody_takes_up_says_that_no_worker_may_be_running(planner: Client) -> None:
    address = _give(planner, SAMPLE.read_bytes())["Location"]
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    assert "gangyao work" in _page(planner, address)


def test_an_unreadable_file_is_explained_with_a_way_on(planner: Client) -> None:
    address = _give(planner, b"PK\x03\x04 broken", "坏.docx")["Location"]
    _work()
    page = _page(planner, address)
    assert "没有读入" in page and "坏.docx" in page and "换一个文件" in page


def test_strangers_find_no_such_work(planner: Client, auditor: Client, client: Client) -> None:
    address = _give(planner, SAMPLE.read_bytes())["Location"]
    _page(auditor, address, 404)
    _page(_signed_in("colleague", Role.PLANNER), address)
    assert client.get(address).status_code == 302


def test_a_question_is_asked_and_answered_on_the_same_page(planner: Client, sample: StoredPlan) -> None:
    address = _give(planner, _SPECIAL, "专项.txt")["Location"]
    _work()
    page = _page(planner, address)
    assert "这份文件是哪份规划" in page and sample.plan.title in page
    assert planner.post(f"{address}answer/", {}).status_code == 400
    assert planner.post(f"{address}answer/", {"plan": "new", "new_id": "yunxi-tea"}).status_code == 302
    assert _work().outcome["plan"] == "yunxi-tea"


# Readings


def test_a_new_text_of_a_plan_lists_what_it_changed(planner: Client, sample: StoredPlan) -> None:
    revised = SAMPLE.read_text(encoding="utf-8").replace("公路120公里", "公路130公里").replace("改造老旧小区35个，", "")
    _give(planner, revised, "修订.txt", plan="yunxi-14")
    assert _work().outcome == {"plan": "yunxi-14", "reading": 2, "fresh": True}
    page = _page(planner, "/plans/yunxi-14/readings/2/")
    assert "120" in page and "130" in page and "改造老旧小区数" in page
    assert page.index("有变动</h3>") < page.index("不再出现</h3>")
    listed = _page(planner, "/plans/yunxi-14/readings/")
    assert "修订.txt" in listed and "系统后台" in listed and "改用这份文件" in listed
    _page(planner, "/plans/yunxi-14/readings/9/", 404)


def test_the_first_reading_has_nothing_to_be_compared_with(planner: Client, sample: StoredPlan) -> None:
    assert "第一次编译" in _page(planner, "/plans/yunxi-14/readings/1/")


def test_one_who_may_only_read_sees_readings_without_buttons(auditor: Client, sample: StoredPlan) -> None:
    assert "重新编译</button>" not in _page(auditor, "/plans/yunxi-14/readings/")


# Several plans


def test_the_list_of_plans_shows_how_far_each_is(planner: Client, sample: StoredPlan, digest: StoredPlan) -> None:
    page = _page(planner, "/plans/")
    assert "已核对" in page and "摘要，非正式文本" in page and "/plans/yunxi-14/review/" in page


def test_the_head_of_a_plan_switches_to_the_others(planner: Client, sample: StoredPlan, digest: StoredPlan) -> None:
    assert 'class="switcher"' in _page(planner, "/plans/yunxi-14/targets/")


def test_a_menu_of_one_plan_is_not_shown(planner: Client, sample: StoredPlan) -> None:
    assert 'class="switcher"' not in _page(planner, "/plans/yunxi-14/targets/")


def test_a_plan_is_exported_then_archived_then_restored(planner: Client, sample: StoredPlan, home: Path) -> None:
    address = "/plans/yunxi-14/archive/"
    assert "先导出" in _page(planner, address)
    assert planner.post(address, {"step": "archive", "export": ""}).status_code == 400
    planner.post(address)
    export = planner.get("/archive/yunxi-14/export.zip")
    names = zipfile.ZipFile(io.BytesIO(b"".join(export))).namelist()
    assert {"yunxi-14/plan.yaml", "yunxi-14/corrections.yaml", "yunxi-14/history.jsonl"} <= set(names)
    assert any(name.startswith("yunxi-14/texts/") for name in names)

    sha256 = Event.objects.get(act="plan.export").detail["sha256"]
    assert planner.post(address, {"step": "archive", "export": sha256})["Location"] == "/archive/"
    gone = _page(planner, "/plans/yunxi-14/", 404)
    assert "已经归档" in gone and 'href="/archive/"' in gone
    assert "yunxi-14" not in _page(planner, "/plans/")
    assert "云溪县" in _page(planner, "/archive/")

    assert planner.post("/archive/yunxi-14/restore/")["Location"] == "/plans/yunxi-14/"
    assert _page(planner, "/plans/yunxi-14/")
    acts = list(Event.objects.order_by("number").values_list("act", flat=True))
    assert acts[-3:] == ["plan.export", "plan.archive", "plan.restore"]


def test_an_export_that_is_older_than_the_last_change_does_not_allow_archiving(
    planner: Client, sample: StoredPlan
) -> None:
    planner.post("/plans/yunxi-14/archive/")
    sha256 = Event.objects.get(act="plan.export").detail["sha256"]
    planner.post("/plans/yunxi-14/read-again/")
    _work()
    answer = planner.post("/plans/yunxi-14/archive/", {"step": "archive", "export": sha256})
    assert (answer.status_code, "重新导出" in answer.content.decode()) == (400, True)
    assert PlanRow.objects.get().archived_at is None


def test_an_export_beside_which_the_plan_was_changed_is_not_taken_for_whole(
    planner: Client, sample: StoredPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def export_and_another_acts(*given: Any) -> bytes:
        content = export_zip(*given)
        review.accept(by=COMMAND_LINE, plan_id="yunxi-14", records=[sample.plan.targets[0].id])
        return content

    export_zip = archiving.export_zip
    monkeypatch.setattr(archiving, "export_zip", export_and_another_acts)
    answer = planner.post("/plans/yunxi-14/archive/", {"step": "export"})
    assert answer.status_code == 400 and "有改动" in answer.content.decode()
    assert archiving.last_export("yunxi-14") is None


def test_a_decision_about_a_plan_that_was_archived_a_moment_before_is_told_so(
    planner: Client, sample: StoredPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def archived_a_moment_before(_: str) -> StoredPlan:
        PlanRow.objects.update(archived_at=timezone.now())
        return sample

    monkeypatch.setattr("gangyao.workbench.review.stored_plan", archived_a_moment_before)
    form = {"decision": "accept", "record": sample.plan.targets[0].id}
    answer = planner.post("/plans/yunxi-14/review/decide/", form)
    assert answer.status_code == 404 and "归档" in answer.content.decode()


def test_one_who_may_not_archive_is_refused(auditor: Client, sample: StoredPlan) -> None:
    for address in ("/plans/yunxi-14/archive/", "/archive/", "/archive/yunxi-14/export.zip"):
        _page(auditor, address, 403)
    assert auditor.post("/archive/yunxi-14/restore/").status_code == 403


def test_a_file_of_an_archived_plan_leads_to_the_archive(planner: Client) -> None:
    _give(planner, SAMPLE.read_bytes())
    _work()
    PlanRow.objects.update(archived_at=timezone.now())
    assert "已经归档" in _page(planner, _give(planner, SAMPLE.read_bytes())["Location"])


def test_no_plan_at_all_says_how_to_begin(planner: Client) -> None:
    assert "还没有规划" in _page(planner, "/plans/")


def test_work_that_has_failed_for_good_stays_on_its_page(planner: Client) -> None:
    address = _give(planner, SAMPLE.read_bytes())["Location"]
    for _ in range(jobs.ATTEMPTS):
        claim = jobs.claim("worker", at=timezone.now())
        assert claim is not None
        jobs.begin_again(claim, at=timezone.now())
    assert Job.objects.get().state == JobState.FAILED
    assert "没有丢失" in _page(planner, address)
