"""What holds for the names of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.entities.finding import find_entities
from gangyao.core.plan.entities.mention import Mention, longest
from gangyao.core.plan.entities.name_index import NameIndex
from gangyao.core.plan.entity import Entity, EntityKind
from gangyao.core.plan.identity.identity import identify
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_vocabulary

PIECES = [
    "自贡市",
    "区委",
    "、",
    "，",
    "“",
    "”",
    "（",
    "）",
    "等部门",
    "等企业",
    "等片区",
    "《",
    "》",
    "—",
    "公司",
    "镇",
    "\n",
    "战略",
    "A级",
    " ",
]


def _read(text: str) -> tuple[Document, tuple[Entity, ...]]:
    document = parse_document(read_file(text.encode(), "made-up.txt"))
    vocabulary = load_vocabulary()
    identity = identify(document, vocabulary.gazetteer)
    return document, find_entities(document, identity.profile, identity.area, vocabulary.known_names)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_any_pieces_of_text_give_names_that_stand_where_they_say(pieces: list[str]) -> None:
    document, entities = _read("青禾县发展规划\n" + "".join(pieces))
    for entity in entities:
        assert entity.name and entity.id
        assert all(0 <= a.start < a.end <= len(document.text) for a in entity.anchors)


def test_one_thing_is_one_record_with_every_place() -> None:
    _, entities = _read("青禾县发展规划\n\n第一章 目标\n\n县发改委牵头，县发展和改革局每月调度。\n")
    bodies = [entity for entity in entities if entity.kind is EntityKind.AGENCY]
    assert [(body.code, len(body.anchors)) for body in bodies] == [("发展和改革局", 2)]


def test_a_table_of_contents_names_nothing() -> None:
    text = "青禾县发展规划\n目录\n第一章 建设白鹤水库\n第二章 其他\n第一章 建设白鹤水库\n建设白鹤水库，惠及群众。\n第二章 其他\n完。\n"
    _, entities = _read(text)
    reservoir = next(entity for entity in entities if entity.name == "白鹤水库")
    assert [anchor.start for anchor in reservoir.anchors] == [text.rindex("第一章") + 6, text.rindex("白鹤水库")]


def test_a_plan_of_an_unlisted_territory_names_it_too() -> None:
    _, entities = _read("云州市青禾县国民经济和社会发展第十五个五年规划纲要\n\n第一章 总则\n\n青禾发展迅速。\n")
    assert any(entity.name.startswith("青禾") for entity in entities if entity.kind is EntityKind.PLACE)


@pytest.mark.parametrize(
    "sentence",
    ["习近平总书记作出重要指示。", "弘扬张大山、李小河等先辈的精神。", "县长王五同志讲话。", "学习赵家湾同志。"],
)
def test_persons_are_never_listed(sentence: str) -> None:
    _, entities = _read("青禾县发展规划\n\n第一章 总则\n\n" + sentence + "\n")
    assert [entity.name for entity in entities if entity.anchors[0].start > 15] == []


def test_of_overlapping_names_the_longest_holds() -> None:
    short = Mention(2, 4, EntityKind.PLACE, "a")
    long = Mention(0, 5, EntityKind.PLACE, "b")
    apart = Mention(5, 6, EntityKind.PLACE, "c")
    assert longest([short, apart, long]) == [long, apart]


def test_an_index_finds_the_longest_name_at_each_place() -> None:
    index = NameIndex.of({"白河": 1, "白河镇": 2, "镇北": 3})
    assert list(index.find("到白河镇北")) == [(1, 4, 2), (3, 5, 3)]


def test_an_empty_index_finds_nothing() -> None:
    assert list(NameIndex.of({}).find("白河")) == []
