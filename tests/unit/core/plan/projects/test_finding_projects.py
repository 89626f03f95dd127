"""Projects of a document: one record for a name in several places, anchors of the source, time in step with length."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.identity.profile import read_profile
from gangyao.core.plan.project import Project
from gangyao.core.plan.projects.find import VAGUE_COUNT, find_mentions, find_projects
from gangyao.core.plan.projects.reading import read_clause
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_project_types

_TYPES = load_project_types()
_WORDS = """
建设 推进 加快 实施 依托 以 融入 改造 完善 创建 举办 一批 3个 80公里 若干 四十座 的 、 和 及 与 等 等项目 “ ” （ ） 《 》 ： 专栏1
临江水库 青禾 云岭产业园 农贸市场 充电桩 物流基地 三年行动 工程 项目 平台 系统 中心 示范区 G517 二期 除险加固 段 在 双河镇 至 — 为重点 ， 。 01
"""
_FRAGMENTS = _WORDS.split()


def _document(text: str) -> Document:
    source = f"云州市青禾区国民经济和社会发展第十五个五年规划纲要\n\n{text}"
    return parse_document(read_file(source.encode("utf-8", "ignore"), "made-up.txt"))


def _projects(text: str) -> list[Project]:
    document = _document(text)
    return list(find_projects(document, read_profile(document), _TYPES))


def test_a_name_in_several_places_is_one_project_with_every_place() -> None:
    (project,) = _projects(
        "第一章 完善设施\n\n推进云岭物流基地建设。依托“云岭物流基地”引进企业。实施云岭物流基地项目。\n"
    )

    assert project.name == "云岭物流基地"
    assert len(project.anchors) == 3


def test_a_project_that_is_also_promised_is_named_from_its_promise() -> None:
    text = "第一章 “十四五”发展成就\n\n双河水库开工建设。\n\n第二章 完善设施\n\n建成“双河水库”。\n"
    document = _document(text)

    (project,) = find_projects(document, read_profile(document), _TYPES)

    assert not project.existing
    assert project.name == "“双河水库”"
    assert document.text.index("建成") < project.anchors[0].start
    assert len(project.anchors) == 2


def test_a_project_of_the_review_alone_is_there_already() -> None:
    (project,) = _projects("第一章 “十四五”发展成就\n\n双河水库建成蓄水。\n")

    assert project.existing


def test_the_number_is_kept_with_its_unit_and_a_batch_is_a_doubt() -> None:
    counted, vague = _projects("第一章 完善设施\n\n新建托育中心12所。建成一批文化驿站。\n")

    assert (counted.count, counted.unit, counted.doubts) == (Decimal(12), "所", ())
    assert (vague.count, vague.doubts) == (None, (VAGUE_COUNT,))


def test_anchors_count_characters_of_the_source_also_where_a_copy_set_spaces() -> None:
    document = _document("第一章 完善设施\n\n加快 云 岭 物流 基地 （ 二期 ） 建设。\n")

    (mention,) = find_mentions(document, read_profile(document), _TYPES)

    assert document.text[mention.start : mention.end] == "云 岭 物流 基地 （ 二期 ）"
    assert mention.name == "云岭物流基地(二期)"


def test_names_of_one_spelling_but_for_signs_have_ids_of_their_own() -> None:
    projects = _projects("第一章 完善设施\n\n建设青禾·云岭产业园。建设青禾-云岭产业园。\n")

    assert len({project.id for project in projects}) == len(projects) == 2


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=50).map("".join))
def test_any_text_gives_names_that_stand_in_it_in_order_and_the_same_twice(text: str) -> None:
    document = _document(f"第一章 完善设施\n\n{text}\n")
    mentions = list(find_mentions(document, read_profile(document), _TYPES))

    assert mentions == list(find_mentions(document, read_profile(document), _TYPES))
    for before, after in pairwise(mentions):
        assert before.end <= after.start
    for mention in mentions:
        start = document.folded.from_source(mention.start)
        assert document.folded.text[start : start + len(mention.name)] == mention.name
        assert mention.type in _TYPES.labels


@pytest.mark.parametrize(
    "unit", ["甲和", "临江水库和", "一批", "积极争取", "改造", "水库、", "等项目", "“水库", "在云岭建设水库、", "G24"]
)
def test_a_clause_without_end_costs_time_in_step_with_its_length(unit: str) -> None:
    def cost(times: int) -> float:
        words = f"推进{unit * times}水库工程"
        begun = time.perf_counter()
        list(read_clause(words, _TYPES))
        return time.perf_counter() - begun

    short = min(cost(1000) for _ in range(3))
    assert min(cost(4000) for _ in range(2)) < 12 * short + 0.05
