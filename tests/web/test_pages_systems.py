"""系统: every declared system with its state, found and filtered; a system's own page with its limits and promises."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from django.conf import settings
from django.test import Client
from django.urls import reverse

from gangyao.core.plan.commitment import Commitment
from gangyao.store.bundle_yaml import write_mapping
from gangyao.store.plans import StoredPlan
from gangyao.workbench import systems
from gangyao.workbench.presentation.system_words import chapter_label

pytestmark = pytest.mark.django_db

_KNOWN = "实施-渡口整治"
_SYSTEMS: tuple[dict[str, Any], ...] = (
    {"id": "C01", "name": "渡口台账(总表)", "chapter": 2, "class": "core", "summary": "登记渡口，列出进展",
     "state": "partly", "engines": ["register", "plan"], "part": "渡口名单", "runs_at": ["workbench:projects"],
     "suggested_owners": ["交通运输局"], "public": "渡口名单", "commitments": [_KNOWN, "撤并-旧渡口"]},
    {"id": "S3-01", "name": "汛期停航时限", "chapter": 3, "class": "sector", "summary": "受理停航报告，按时答复",
     "state": "planned", "engines": ["cases"], "subject": "place", "guard": "只登记渡口，不登记摆渡的人。"},
    {"id": "S3-02", "name": "船工评分", "chapter": 3, "class": "not-suitable", "summary": "只跟踪：这项任务的进展",
     "state": "tracked", "reason": "要给个人打分；只跟踪任务进展。"},
)  # fmt: skip


@pytest.fixture
def declared(sample: StoredPlan, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Three made-up systems in the data folder, and a promise in the plan that the first of them answers."""
    folder = Path(settings.GANGYAO_HOME) / "plans" / "yunxi-14" / "services"
    folder.mkdir(parents=True)
    for system in _SYSTEMS:
        (folder / f"{system['id']}.yaml").write_text(write_mapping(system), encoding="utf8")
    statement = sample.plan.statements[0]
    promise = Commitment(
        _KNOWN, "实施", "渡口整治", ("渡口整治",), "", "", "2025", statement.anchor, statement.node, lead="交通运输局"
    )
    plan = evolve(sample.plan, commitments=(promise,))
    monkeypatch.setattr(systems, "stored_plan", lambda _: evolve(sample, plan=plan))
    yield folder
    shutil.rmtree(folder.parents[1])


def _get(client: Client, address: str = "", status: int = 200, **headers: Any) -> str:
    answer = client.get(f"/plans/yunxi-14/systems/{address}", headers=headers)
    assert answer.status_code == status
    return answer.content.decode()


def _listed(page: str) -> list[str]:
    return re.findall(r'class="nowrap system-id">([^<]+)</td>', page)


def test_systems_stand_under_their_chapters_with_state_modules_owners_and_promises(
    client: Client, declared: Path
) -> None:
    page = _get(client)
    assert _listed(page) == ["C01", "S3-01", "S3-02"]
    row = page[page.index("C01</td>") : page.index("S3-01</td>")]
    assert "渡口台账（总表）</a>" in row
    assert "进展：渡口名单" in row
    for words in ("名录台账", "规划编译", "部分运行", "交通运输局", "1 条对不上"):
        assert words in row
    assert '/systems/C01/#promises"' in row
    listed = page[page.index('<table class="ruled systems-table"') :]
    assert re.findall(r'rowgroup" role="rowheader" colspan="6">(\S+)|system-id">([^<]+)', listed) == [
        ("第二章", ""), ("", "C01"), ("第三章", ""), ("", "S3-01"), ("", "S3-02"),
    ]  # fmt: skip


def test_the_head_counts_every_state_and_links_to_it(client: Client, declared: Path) -> None:
    sums = re.findall(r"<dt>(.*?)</dt><dd>(?:<a[^>]*>)?(\d+)", _get(client))
    assert sums == [("系统", "3"), ("已运行", "0"), ("部分运行", "1"), ("计划中", "1"), ("仅跟踪", "1")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=partly", ["C01"]),
        ("?engine=plan", ["C01"]),
        ("?kind=not-suitable", ["S3-02"]),
        ("?chapter=3", ["S3-01", "S3-02"]),
        ("?q=渡口 总表", ["C01"]),
        ("?q=s3-01", ["S3-01"]),
        ("?q=交通运输", ["C01"]),
        ("?chapter=3&state=planned", ["S3-01"]),
        ("?state=nonsense", []),
        ("?chapter=" + "9" * 300, []),
    ],
)
def test_filters_narrow_and_say_how_many_of_how_many(
    query: str, found: list[str], client: Client, declared: Path
) -> None:
    page = _get(client, query)
    assert _listed(page) == found
    assert f"<strong>{len(found)}</strong> 项系统，共 3 项" in page
    assert ("清除全部条件" in page) is not bool(found)


def test_htmx_gets_the_list_alone_and_the_answer_says_what_it_varies_by(client: Client, declared: Path) -> None:
    answer = client.get("/plans/yunxi-14/systems/?state=planned", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer.headers["Vary"]
    assert "<html" in _get(client, **{"HX-Request": "true", "HX-History-Restore-Request": "true"})


def test_a_system_shows_its_promises_in_their_sentences_and_those_that_are_gone(
    client: Client, declared: Path, sample: StoredPlan
) -> None:
    page = _get(client, "C01/")
    anchor = sample.plan.statements[0].anchor
    assert f"<mark>{sample.document.text[anchor.start : anchor.end]}</mark>" in page
    assert f"?at={anchor.start}-{anchor.end}#at" in page
    assert "完成时限 2025年 · 牵头 交通运输局" in page
    assert f'href="{reverse("workbench:record", args=["yunxi-14", _KNOWN])}"' in page
    assert "有 1 条任务对不上" in page
    assert "<li>撤并-旧渡口</li>" in page
    assert '<a href="/plans/yunxi-14/projects/">项目</a>' in page
    assert "未经确认" in page
    assert 'rel="next" href="/plans/yunxi-14/systems/S3-01/"' in page


def test_what_is_tracked_only_says_why_and_shows_no_module(client: Client, declared: Path) -> None:
    page = _get(client, "S3-02/")
    assert "仅跟踪的理由</dt><dd>要给个人打分；只跟踪任务进展。" in page
    assert "功能模块" not in page
    assert "还没有把任务对应到这个系统" in page


def test_a_guarded_system_says_what_it_keeps_records_of(client: Client, declared: Path) -> None:
    page = _get(client, "S3-01/")
    assert "登记对象</dt><dd>地方及其汇总数。只登记渡口，不登记摆渡的人。" in page
    assert "办件时限</b>：按声明的程序受理" in page


def test_a_system_that_is_not_declared_is_not_found_by_name(client: Client, declared: Path) -> None:
    assert "没有编号为“S9-99”的系统" in _get(client, "S9-99/", 404)


@pytest.mark.parametrize("address", ["", "C01/"])
def test_a_declaration_that_cannot_be_read_is_named_with_the_remedy(
    address: str, client: Client, declared: Path
) -> None:
    (declared / "S3-03.yaml").write_text("id: S3-03\nname: 渡船\n", encoding="utf8")
    page = _get(client, address, 500)
    assert "系统的声明 S3-03.yaml 读不出来：字段 chapter 没有写，请补上" in page
    (declared / "S3-03.yaml").unlink()
    assert "S3-03" not in _get(client, address)


def test_a_plan_without_systems_says_what_the_page_is_for_and_how_to_declare_one(
    client: Client, sample: StoredPlan
) -> None:
    page = _get(client)
    assert "这份规划还没有声明系统" in page
    assert "plans/yunxi-14/services/" in page
    assert "engines: [cases, register]" in page
    assert "<form class=" not in page[page.index("<main") :]


def test_the_bundled_plan_shows_all_its_systems_under_its_own_chapters(client: Client, digest: StoredPlan) -> None:
    page = client.get("/plans/ziliujing-14/systems/").content.decode()
    assert len(_listed(page)) == 256
    assert "<strong>256</strong> 项系统</p>" in page
    titles = {entry.label: entry.title for entry in digest.plan.outline if entry.kind == "chapter"}
    for number in range(2, 17):
        assert f"{chapter_label(number)} {titles[chapter_label(number)]}" in page


def test_ones_own_declaration_stands_above_the_bundled_one(client: Client, digest: StoredPlan) -> None:
    folder = Path(settings.GANGYAO_HOME) / "plans" / "ziliujing-14" / "services"
    folder.mkdir(parents=True)
    own = {**_SYSTEMS[1], "id": "C05", "name": "渡口调整程序", "chapter": 16}
    (folder / "C05.yaml").write_text(write_mapping(own), encoding="utf8")
    try:
        page = client.get("/plans/ziliujing-14/systems/").content.decode()
    finally:
        shutil.rmtree(folder.parents[1])
    assert "渡口调整程序" in page
    assert len(_listed(page)) == 256


@pytest.mark.parametrize(("number", "label"), [(2, "第二章"), (10, "第十章"), (16, "第十六章"), (21, "第二十一章")])
def test_a_chapter_is_numbered_as_outlines_number_it(number: int, label: str) -> None:
    assert chapter_label(number) == label
