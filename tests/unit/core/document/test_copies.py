"""What copying does to a text: lost and added line breaks, white space, full-width digits. All texts are made up."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.copies import COPIES, glued, wrapped

from gangyao.core.document.document import Document, NodeKind, RawText, Source
from gangyao.core.document.parse import parse_document

Parse = Callable[[str], Document]
UPPER = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION)
_INNER = (NodeKind.PARAGRAPH, NodeKind.TABLE, NodeKind.MARK)
_PROSE = "云溪县茶园面积稳定在12万亩，茶农人均收入增长8%，乡村道路通达所有村组，灌溉渠道修缮完毕"
_PLAN = (
    "云溪县国民经济和社会发展第十五个五年规划纲要\n第一篇 总体要求\n第一章 发展基础\n"
    f"过去五年，{_PROSE}。\n第一节 主要成就\n到2030年，{_PROSE}。\n第二节 面临形势\n当前，{_PROSE}。\n"
    f"第二章 健全水利体系\n加快兴修水利，{_PROSE}。\n第二篇 振兴茶业，做强县域经济\n第三章 建设标准茶园\n大力推广良种，{_PROSE}。\n"
    f"第一节 完善冷链设施\n支持镇村建库，{_PROSE}。\n"
)


def headings(document: Document, *, titles: bool = True) -> list[tuple[str, str]]:
    return [(n.label, re.sub(r"\s", "", n.title) if titles else "") for _, n in document.of_kind(*UPPER)]


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_the_headings_of_a_plan_come_out_of_every_copy_of_it(parse: Parse, copy: Callable[[str], str]) -> None:
    assert len(headings(parse(_PLAN))) == 8
    assert headings(parse(copy(_PLAN))) == headings(parse(_PLAN))


def test_a_plan_on_two_lines_glued_together_keeps_its_headings(parse: Parse) -> None:
    assert headings(parse(glued(_PLAN))) == headings(parse(_PLAN))


def test_titles_known_from_the_contents_are_found_again_where_all_is_glued(parse: Parse) -> None:
    text = "云溪县规划纲要\n目录\n第一章 茶香\n第二章 竹韵\n第一章 茶香\n茶园连片。\n第二章 竹韵\n竹海成片。\n"
    assert headings(parse(glued(text))) == [("第一章", "茶香"), ("第二章", "竹韵")]


def test_where_a_glued_title_ends_cannot_be_told_the_number_alone_is_the_heading(parse: Parse) -> None:
    words = f"某地依山临水而居民多以制陶为业并且远近闻名于世，{_PROSE}。" * 3
    document = parse(f"云溪县规划纲要\n第一章{words}第二章{words}\n")
    assert headings(document) == [("第一章", ""), ("第二章", "")]


_GLUED_OPENINGS = {
    "a year": ("主要指标", "到2030年，全县茶园面积力争突破12万亩，年均增长6%左右；"),
    "a time of the plan": ("发展成就", "“十四五”时期，全县建成茶仓36座，增加产值5亿元；"),
    "a verb": ("发展竹木加工", "推动竹材就地加工，年加工量达到40万吨；"),
    "what is measured": ("乡村水利", "农村自来水普及率达到96%，新修渠道50公里；"),
}


@pytest.mark.parametrize(("title", "sentence"), _GLUED_OPENINGS.values(), ids=_GLUED_OPENINGS.keys())
@pytest.mark.parametrize("label", ["第一章", "第一节"])
def test_a_glued_title_ends_before_what_opens_the_paragraph(
    parse: Parse, label: str, title: str, sentence: str
) -> None:
    document = parse(f"云溪县规划纲要{label}{title}{sentence}{_PROSE}。")
    assert headings(document) == [(label, title)]
    sentences = [document.quote(n.start, n.end) for _, n in document.of_kind(NodeKind.SENTENCE)]
    assert any(words.startswith(sentence[:12]) for words in sentences)


@pytest.mark.parametrize("label", ["第一章", "第一节", "第一篇"])
def test_a_heading_swallows_no_figure_where_its_end_cannot_be_told(parse: Parse, label: str) -> None:
    words = f"茶香四溢竹影婆娑，好茶销往18个国家，竹材外运9万吨；{_PROSE}。"
    document = parse(f"云溪县规划纲要{label}{words}")
    assert headings(document) == [(label, "")]
    assert document.text.endswith(
        "".join(document.quote(n.start, n.end) for _, n in document.of_kind(NodeKind.SENTENCE))
    )


def test_a_box_under_a_section_lies_one_level_below_it(parse: Parse) -> None:
    document = parse(
        "第一章 茶业\n第一节 制茶\n新建茶厂。\n专栏1 制茶工程\n1．茶仓。新建茶仓3座。\n第二章 竹业\n种竹。\n"
    )
    ((_, box),) = document.of_kind(NodeKind.BOX)
    assert box.level == 3
    assert document.nodes[box.parent or 0].title == "制茶"


def test_a_chapter_that_is_only_referred_to_parts_no_paragraph(parse: Parse) -> None:
    document = parse(f"第一章 基础\n{_PROSE}，按照本纲要第二章推进，{_PROSE}。见第三节。{_PROSE}。\n")
    assert headings(document) == [("第一章", "基础")]


def test_items_inside_running_text_open_paragraphs_where_they_count_on(parse: Parse) -> None:
    text = f"三、任务（一）兴水。{_PROSE}。{_PROSE}。（二）治山。{_PROSE}。{_PROSE}。（五）不连着的号。{_PROSE}。"
    leads = [(n.label, n.title) for _, n in parse(text).of_kind(NodeKind.LEAD)]
    assert leads == [("(一)", "兴水"), ("(二)", "治山")]


def test_hard_wrapped_lines_are_joined_into_paragraphs_and_numbers_made_whole(parse: Parse) -> None:
    plan = _PLAN + f"第二节 茶旅\n{_PROSE}，森林覆盖率达到58.5%。\n" + f"兴建茶仓，{_PROSE}，{_PROSE}。\n" * 12
    document = parse(wrapped(plan))
    assert headings(document) == headings(parse(plan))
    assert "森林覆盖率达到58.5%。" in document.folded.text
    sentences = [document.quote(n.start, n.end) for _, n in document.of_kind(NodeKind.SENTENCE)]
    assert len(sentences) == len(list(parse(plan).of_kind(NodeKind.SENTENCE)))


def test_a_page_number_between_two_lines_of_a_sentence_is_left_out_of_the_folded_text(parse: Parse) -> None:
    document = parse(
        wrapped(f"第一章 基础\n{_PROSE}，{_PROSE}，{_PROSE}。\n" + f"兴修水利，{_PROSE}，{_PROSE}。\n" * 20)
    )
    assert document.wraps
    assert not re.search("—", document.folded.text.rstrip().rsplit("\n", 1)[0])


def test_a_list_of_short_lines_is_not_taken_for_hard_wrapped_prose(parse: Parse) -> None:
    document = parse(
        "第一章 项目\n" + "".join(f"新建第{i}号茶叶加工厂" + "（含仓储）" * (i % 4) + "\n" for i in range(60))
    )
    assert not document.wraps


def test_a_copy_with_a_sentence_a_line_and_no_stops_parts_titles_from_sentences(parse: Parse) -> None:
    lines = [f"　　第{n}节　兴修水利　　加快治理中小河流，{_PROSE}\n{_PROSE}\n" for n in "一二三四五六七八九"] * 2
    document = parse("　　第一章　水利　　云溪多山\n" + "".join(lines) + "　　第二章　茶业\n")
    assert headings(document)[:3] == [("第一章", "水利"), ("第一节", "兴修水利"), ("第二节", "兴修水利")]


_PIECES = st.sampled_from(
    ["第一章", "第二节", "第三篇", "一、", "（一）", "1.", "专栏1", "目录", "——", "一是", "[1]", "①", "注释", "指标", "2025年", "达到8%", "茶园",
     "加快建设", "体系", "。", "，", "；", "“", "”", "（", "）", "\n", "\n\n", "\r\n", "\t", " ", "　　", "……3", "\f", "\u2028", "\ufeff", "\u200b", "𠀀"]
)  # fmt: skip
_ANYTHING = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=80).map("".join))


@settings(max_examples=300, deadline=None)
@given(_ANYTHING)
@example("")
@example("\n")
@example("　第一章\n")
@example("第一章\n\n\n")
@example("[1]\n")
def test_any_text_can_be_rebuilt_from_its_leaves(text: str) -> None:
    document = parse_document(RawText(Source("0" * 16, "0" * 64, "任意.txt", "txt"), text))
    leaves = [node for node in document.nodes if node.kind not in _INNER]
    assert "".join(document.quote(node.start, node.end) for node in leaves) == text
    assert all(a.end == b.start for a, b in pairwise(leaves))
    for index, node in enumerate(document.nodes):
        assert 0 <= node.start <= node.end <= len(text)
        assert node.parent is None or node.parent < index
    assert parse_document(RawText(document.source, text)).nodes == document.nodes


def test_ten_times_the_text_takes_about_ten_times_as_long(parse: Parse) -> None:
    def seconds(text: str) -> float:
        raw = RawText(Source("0" * 16, "0" * 64, "长.txt", "txt"), text)
        return min(_timed(raw) for _ in range(3))

    assert seconds(_PLAN * 400) < 25 * seconds(_PLAN * 40)
    assert seconds(glued(_PLAN * 400)) < 25 * seconds(glued(_PLAN * 40))


def _timed(raw: RawText) -> float:
    begun = time.process_time()
    parse_document(raw)
    return time.process_time() - begun


_PLANS = {"ziliujing-14.txt": 77, "national-15-2026.txt": 251, "special-eco-env-13.txt": 50}


@pytest.mark.parametrize(("name", "count"), _PLANS.items())
@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_copies_of_real_plans_give_the_same_headings(
    parse: Parse, corpus: Path, name: str, count: int, copy: Callable[[str], str]
) -> None:
    text = (corpus / "plans" / name).read_text(encoding="utf-8")
    expected = headings(parse(text))
    assert len(expected) == count
    assert headings(parse(copy(text)), titles=False) == headings(parse(text), titles=False)
    same = sum(a == b for a, b in zip(headings(parse(copy(text))), expected, strict=True))
    assert same >= 0.98 * count


@pytest.mark.parametrize(("name", "count"), _PLANS.items())
def test_real_plans_glued_onto_two_lines_keep_every_heading_and_most_titles(
    parse: Parse, corpus: Path, name: str, count: int
) -> None:
    text = (corpus / "plans" / name).read_text(encoding="utf-8")
    document = parse(glued(text))
    assert headings(document, titles=False) == headings(parse(text), titles=False)
    assert sum(a == b for a, b in zip(headings(document), headings(parse(text)), strict=True)) >= 0.8 * count


def test_a_real_plan_hard_wrapped_gives_the_same_outline(parse: Parse, corpus: Path) -> None:
    text = (corpus / "plans" / "ziliujing-14.txt").read_text(encoding="utf-8")
    kinds = (*UPPER, NodeKind.LEAD)
    whole, broken = parse(text), parse(wrapped(text))
    assert headings(broken) == headings(whole)
    found = {re.sub(r"\s", "", n.title) for _, n in broken.of_kind(*kinds)}
    assert len({re.sub(r"\s", "", n.title) for _, n in whole.of_kind(*kinds)} - found) <= 3


def test_every_text_of_the_corpus_can_be_rebuilt_from_its_leaves(parse: Parse, corpus: Path) -> None:
    for file in sorted((corpus / "plans").rglob("*.txt")):
        document = parse(file.read_text(encoding="utf-8"))
        leaves = [document.quote(n.start, n.end) for n in document.nodes if n.kind not in _INNER]
        assert "".join(leaves) == document.text, file.name
        assert len(document.headings) > 5, file.name
