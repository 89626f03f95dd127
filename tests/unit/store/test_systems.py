"""Systems of a plan are read from their declarations; what is wrong with one is said with file, field and remedy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from gangyao.core.plan.system import Engine, InconsistentService, Service, ServiceClass, ServiceState, Subject
from gangyao.store.bundle_yaml import write_mapping
from gangyao.store.systems import UnreadableService, load_services

_CASE: dict[str, Any] = {
    "id": "S3-02", "name": "渡口整治台账", "chapter": 3, "class": "sector", "summary": "登记渡口，限期整治，列出进展",
    "state": "planned", "engines": ["cases", "register"], "suggested_owners": ["交通运输局"], "commitments": [],
}  # fmt: skip


def _write(folder: Path, **fields: Any) -> Path:
    """A declaration with some fields changed; None leaves one out."""
    content = {key: value for key, value in {**_CASE, **fields}.items() if value is not None}
    folder.mkdir(exist_ok=True)
    path = folder / f"{content.get('id', 'S3-02')}.yaml"
    path.write_text(write_mapping(content), encoding="utf8")
    return path


def _refused(folder: Path) -> UnreadableService:
    with pytest.raises(UnreadableService) as caught:
        load_services(folder)
    return caught.value


def test_a_declaration_becomes_a_record(tmp_path: Path) -> None:
    _write(tmp_path)
    (service,) = load_services(tmp_path)
    assert service == Service(
        id="S3-02", name="渡口整治台账", chapter=3, service_class=ServiceClass.SECTOR,
        summary="登记渡口，限期整治，列出进展", state=ServiceState.PLANNED, engines=(Engine.CASES, Engine.REGISTER),
        suggested_owners=("交通运输局",),
    )  # fmt: skip


def test_systems_stand_by_chapter_and_then_by_number_the_plans_own_first(tmp_path: Path) -> None:
    for id_, chapter in (("S3-12", 3), ("S3-2", 3), ("C10", 3), ("C9", 3), ("C1", 2), ("S10-1", 10)):
        _write(tmp_path, id=id_, chapter=chapter)
    assert [service.id for service in load_services(tmp_path)] == ["C1", "C9", "C10", "S3-2", "S3-12", "S10-1"]


def test_a_plan_without_the_folder_has_no_systems(tmp_path: Path) -> None:
    assert load_services(tmp_path / "none") == ()


def test_a_later_folder_replaces_and_adds(tmp_path: Path) -> None:
    _write(tmp_path / "shipped"), _write(tmp_path / "shipped", id="S3-03")
    _write(tmp_path / "own", name="渡口台账"), _write(tmp_path / "own", id="S3-04")
    services = load_services(tmp_path / "shipped", tmp_path / "own")
    assert [(service.id, service.name) for service in services] == [
        ("S3-02", "渡口台账"), ("S3-03", "渡口整治台账"), ("S3-04", "渡口整治台账"),
    ]  # fmt: skip


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = _write(tmp_path)
    load_services(tmp_path)
    _write(tmp_path, name="渡船整治台账")
    os.utime(path, ns=(1, 1))
    assert load_services(tmp_path)[0].name == "渡船整治台账"


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"name": None}, "name", "没有写"),
        ({"nmae": "渡口"}, "nmae", "可用的有 id、name"),
        ({"chapter": "三"}, "chapter", "应为整数，写的是 三"),
        ({"chapter": True}, "chapter", "应为整数"),
        ({"class": "other"}, "class", "只能是 core、sector、not-suitable，写的是 other"),
        ({"state": "done"}, "state", "只能是 running、partly、planned、tracked"),
        ({"engines": "cases"}, "engines", "应为列表"),
        ({"engines": ["case"]}, "engines", "只能是 plan、metric、cases"),
        ({"commitments": [3]}, "commitments", "应为列表"),
        ({"subject": "person", "guard": "只限个人"}, "subject", "只能是 organisation、thing、place、own-case"),
        ({"id": "S3-03"}, "id", "与文件名不同"),
        ({"summary": "登" * 41}, "summary", "请压到 40 个以内"),
    ],
)
def test_what_is_wrong_is_said_with_file_field_and_remedy(
    fields: dict[str, Any], field: str, said: str, tmp_path: Path
) -> None:
    _write(tmp_path, **fields).rename(tmp_path / "S3-02.yaml")
    refused = _refused(tmp_path)
    assert (refused.file, refused.field) == ("S3-02.yaml", field)
    assert refused.message.startswith("系统的声明 S3-02.yaml 读不出来：字段 ")
    assert said in refused.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "应当每行一个"),
        (b"- id: S3-02\n", "应当每行一个"),
        ("name: 渡口".encode("gb18030"), "不是 UTF-8"),
        (b"id: [S3-02\n", "不合 YAML 写法"),
        (b"id: S3-02\nid: S3-03\n", "写了两次"),
        (b"name: &a x\nid: *a\n", "别名"),
    ],
)
def test_a_file_that_is_no_declaration_says_so(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "S3-02.yaml").write_bytes(content)
    assert said in _refused(tmp_path).message


_PLANNED = Service("S3-02", "渡口台账", 3, ServiceClass.SECTOR, "登记渡口", ServiceState.PLANNED, (Engine.REGISTER,))
_TRACKED = evolve(
    _PLANNED, service_class=ServiceClass.NOT_SUITABLE, state=ServiceState.TRACKED, engines=(), reason="属工程建设"
)


@pytest.mark.parametrize(
    ("service", "fields", "field"),
    [
        (_PLANNED, {"engines": ()}, "engines"),
        (_PLANNED, {"reason": "属工程建设"}, "reason"),
        (_PLANNED, {"runs_at": ("workbench:projects",)}, "runs_at"),
        (_PLANNED, {"part": "名单"}, "part"),
        (_PLANNED, {"state": ServiceState.RUNNING}, "runs_at"),
        (_PLANNED, {"state": ServiceState.PARTLY, "runs_at": ("workbench:projects",)}, "part"),
        (_PLANNED, {"state": ServiceState.TRACKED, "engines": (), "reason": "属工程建设"}, "state"),
        (_PLANNED, {"service_class": ServiceClass.NOT_SUITABLE}, "state"),
        (_PLANNED, {"guard": "只限单位"}, "guard"),
        (_PLANNED, {"subject": Subject.PLACE}, "guard"),
        (_PLANNED, {"engines": (Engine.CASES, Engine.CASES)}, "engines"),
        (_PLANNED, {"commitments": ("甲", "甲")}, "commitments"),
        (_TRACKED, {"reason": ""}, "reason"),
        (_TRACKED, {"engines": (Engine.METRIC,)}, "engines"),
        (_TRACKED, {"runs_at": ("workbench:projects",)}, "runs_at"),
    ],
)
def test_fields_that_contradict_each_other_are_refused_when_the_record_is_made(
    service: Service, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(InconsistentService) as caught:
        evolve(service, **fields)
    assert caught.value.field == field


def test_a_system_runs_in_whole_or_in_part_where_it_says() -> None:
    runs = evolve(_PLANNED, state=ServiceState.RUNNING, runs_at=("workbench:projects",))
    assert evolve(runs, state=ServiceState.PARTLY, part="名单").part == "名单"
