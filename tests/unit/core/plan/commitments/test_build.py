"""Promises carry their act, time, place and what stands inside them, and keep their ids."""

from __future__ import annotations

import pytest

from gangyao.core.document.document import Anchor
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.commitments.build import build_commitments
from gangyao.core.plan.identifier import IdRegister
from gangyao.core.plan.identity.profile import read_profile
from gangyao.core.plan.project import Project
from gangyao.pipeline import Compilation, compile_text

OPENING = "云州市青禾区国民经济和社会发展第十五个五年规划纲要\n\n第三章 建设渔乡\n\n"


def read(text: str) -> Compilation:
    return compile_text(f"{OPENING}{text}\n".encode(), "made-up.txt")


def promises(
    text: str, register: IdRegister | None = None, projects: tuple[Project, ...] = ()
) -> tuple[Commitment, ...]:
    compiled = read(text)
    profile = read_profile(compiled.document)
    return build_commitments(
        compiled.document, compiled.clauses, profile, register or IdRegister(),
        statements=compiled.plan.statements, projects=projects,
    )  # fmt: skip


def test_a_promise_has_verb_objects_modality_and_who() -> None:
    one, two = promises("推进滨江码头、临湖栈桥建设。各镇要探索建立渔船共享制度。")
    assert (one.id, one.verb, one.objects) == ("推进建设-滨江码头", "推进…建设", ("滨江码头", "临湖栈桥"))
    assert (two.verb, two.object_head, two.modality, two.who) == ("探索建立", "渔船共享制度", "探索", "各镇")


def test_a_time_in_front_governs_the_clauses_that_follow_it() -> None:
    first, second, third = promises("到2028年，建成两座码头，修建临湖栈桥。整治乱停渔船。")
    assert [first.horizon, second.horizon] == ["2028", "2028"]
    assert first.inferred == second.inferred == ()
    assert (third.horizon, third.inferred) == ("十五五", ("horizon",))


def test_nobody_promises_the_past() -> None:
    (only,) = promises("巩固“十三五”时期的治渔成果。")
    assert (only.horizon, only.inferred) == ("十五五", ("horizon",))


def test_a_promise_names_the_statements_whose_value_stands_inside_it() -> None:
    compiled = read("新建村级卫生站6所，整治乱停渔船。")
    (statement,) = compiled.plan.statements
    first, second = promises("新建村级卫生站6所，整治乱停渔船。")
    assert (first.statements, second.statements) == ((statement.id,), ())


def test_a_promise_names_the_projects_inside_it_once() -> None:
    text = "加快建设滨江码头，配套建设临湖栈桥。"
    document = read(text).document
    starts = [document.text.index(name) for name in ("滨江码头", "临湖栈桥")]
    anchors = tuple(Anchor(document.source.id, start, start + 4) for start in starts)
    projects = (
        Project(id="滨江码头", name="滨江码头", type="port", anchors=(anchors[0], anchors[0])),
        Project(id="临湖栈桥", name="临湖栈桥", type="port", anchors=(anchors[1],)),
    )
    first, second = promises(text, projects=projects)
    assert (first.projects, second.projects) == (("滨江码头",), ("临湖栈桥",))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("积极夯筑渔港堤岸。", "verb-unknown"),
        ("同步实施。", "object-missing"),
        ("支持渔民合作社围绕冷链、直播、研学等领域开展面向全省渔业企业的技术帮带活动。", "object-long"),
        ("建成一批冷库。", "count-vague"),
    ],
)
def test_what_is_uncertain_is_said(text: str, doubt: str) -> None:
    (only,) = promises(text)
    assert only.doubts == (doubt,)


def test_footnote_marks_are_no_part_of_an_object() -> None:
    (only,) = promises("建成“一港三湾”[4]休闲渔业带。")
    assert only.object_head == "“一港三湾”休闲渔业带"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("推进滨江码头建设。", "到2029年，全面推进滨江码头建设。"),
        ("推进滨江码头建设。", "加快建设滨江码头。"),
        ("完善渔船登记制度。", "健全渔船登记制度。"),
        ("健全渔船检验制度。", "健全渔船年度检验制度。"),
        ("整治乱停渔船。", "修建临湖栈桥。整治乱停渔船。"),
    ],
)
def test_a_promise_keeps_its_id_when_it_is_worded_otherwise(before: str, after: str) -> None:
    register = IdRegister()
    (first,) = promises(before, register)
    *_, last = promises(after, IdRegister(register.entries))
    assert last.id == first.id


def test_another_promise_gets_another_id() -> None:
    register = IdRegister()
    promises("推进滨江码头建设。", register)
    (other,) = promises("发放高龄津贴。", IdRegister(register.entries))
    assert other.id == "发放-高龄津贴"


def test_a_promise_said_twice_has_two_ids() -> None:
    assert [one.id for one in promises("修建临湖栈桥。\n\n修建临湖栈桥。")] == ["修建-临湖栈桥", "修建-临湖栈桥-2"]
