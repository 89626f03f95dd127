"""Which lines head others, and how deep. All plans are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gangyao.core.document.document import Document, NodeKind

Parse = Callable[[str], Document]
_PROSE = "云溪县茶园面积稳定在12万亩，茶农人均收入增长8%，乡村道路通达所有村组，灌溉渠道修缮完毕"


def outline(document: Document) -> list[tuple[int, str, str]]:
    return [(node.level, node.label, node.title) for _, node in document.of_kind(*HEADING_KINDS)]


HEADING_KINDS = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION, NodeKind.ITEM, NodeKind.LEAD, NodeKind.BOX)


def test_parts_chapters_sections_and_items_nest(parse: Parse) -> None:
    text = (
        "云溪县五年规划纲要\n第一篇 总论\n第一章 发展基础\n第一节 主要成就\n一、农业\n（一）茶业\n1.茶园\n（1）品种\n"
        f"{_PROSE}。\n第二节 发展环境\n{_PROSE}。\n第二章 目标\n{_PROSE}。\n第二篇 任务\n第三章 水利\n{_PROSE}。\n"
    )
    assert outline(parse(text)) == [
        (1, "第一篇", "总论"), (2, "第一章", "发展基础"), (3, "第一节", "主要成就"), (4, "一、", "农业"), (5, "(一)", "茶业"), (6, "1.", "茶园"),
        (7, "(1)", "品种"), (3, "第二节", "发展环境"), (2, "第二章", "目标"), (1, "第二篇", "任务"), (2, "第三章", "水利"),
    ]  # fmt: skip


def test_a_title_without_space_after_its_number_and_one_with_spaces_inside_are_read(parse: Parse) -> None:
    text = f"第一章总体要求\n第一节二 〇 四〇年远景目标\n{_PROSE}。\n第二章　壮大茶业　振兴乡村\n{_PROSE}。\n"
    assert outline(parse(text)) == [
        (1, "第一章", "总体要求"),
        (2, "第一节", "二〇四〇年远景目标"),
        (1, "第二章", "壮大茶业 振兴乡村"),
    ]


def test_a_number_on_a_line_of_its_own_takes_its_title_from_the_next(parse: Parse) -> None:
    assert outline(parse(f"第一章\n\n发展基础\n{_PROSE}。\n第二章\n{_PROSE}。\n")) == [
        (1, "第一章", "发展基础"),
        (1, "第二章", ""),
    ]


def test_a_sentence_that_begins_with_a_chapter_s_number_is_no_heading(parse: Parse) -> None:
    document = parse(f"第一章 基础\n第三章规定的任务由各镇负责。\n{_PROSE}，按照第二章的要求推进。\n")
    assert outline(document) == [(1, "第一章", "基础")]


def test_a_long_numbered_sentence_is_a_paragraph_and_keeps_its_number(parse: Parse) -> None:
    document = parse(f"一、任务\n（一）{_PROSE}。\n（二）{_PROSE}。\n")
    assert outline(document) == [(1, "一、", "任务")]
    assert [node.label for _, node in document.of_kind(NodeKind.PARAGRAPH)] == ["(一)", "(二)"]


def test_a_numbered_short_first_sentence_heads_its_paragraph_and_what_follows(parse: Parse) -> None:
    text = f"三、重点\n（一）强化责任。{_PROSE}。\n做细方案。{_PROSE}。\n做实督查。{_PROSE}。\n（二）落实资金，用好奖补。{_PROSE}。\n四、其他\n{_PROSE}。\n"
    assert outline(parse(text)) == [
        (1, "三、", "重点"), (2, "(一)", "强化责任"), (3, "", "做细方案"), (3, "", "做实督查"), (2, "(二)", "落实资金,用好奖补"), (1, "四、", "其他"),
    ]  # fmt: skip


def test_a_long_numbered_paragraph_is_not_parted_inside_its_first_sentence(parse: Parse) -> None:
    document = parse(f"一、回顾\n（一）茶业发展进一步加快，综合效益显著提高。{_PROSE * 6}。\n")
    assert outline(document) == [(1, "一、", "回顾"), (2, "(一)", "茶业发展进一步加快,综合效益显著提高")]


@pytest.mark.parametrize(
    ("opening", "label", "title"),
    [
        ("一是抓好春耕。", "一是", "抓好春耕"),
        ("二要守住底线。", "二要", "守住底线"),
        ("——坚持生态优先。", "——", "坚持生态优先"),
        ("--坚持生态优先。", "--", "坚持生态优先"),
    ],
)
def test_counted_and_dashed_first_sentences_are_run_in_headings(
    parse: Parse, opening: str, label: str, title: str
) -> None:
    document = parse(f"第一章 任务\n{opening}{_PROSE}。\n")
    assert outline(document)[1:] == [(2, label, title)]


def test_neighbours_that_begin_alike_make_a_short_first_sentence_a_heading(parse: Parse) -> None:
    alike = f"第一章 任务\n打造30亿级茶产业集群。{_PROSE}。\n培育竹产业。{_PROSE}。\n"
    assert [title for _, _, title in outline(parse(alike))] == ["任务", "打造30亿级茶产业集群", "培育竹产业"]


def test_a_space_after_the_stop_makes_a_short_first_sentence_a_heading(parse: Parse) -> None:
    document = parse(f"第一章 任务\n修好村道。 {_PROSE}。\n{_PROSE}。\n{_PROSE}。\n{_PROSE}。\n")
    assert [title for _, _, title in outline(document)] == ["任务", "修好村道"]


@pytest.mark.parametrize(
    "opening",
    [
        "茶业是云溪的根本。",
        "各位代表，任务已经明确。",
        "全年财政支出5亿元。",
        "今年任务很重。",
        "“十四五”时期，成绩来之不易。",
        "必须久久为功。",
    ],
)
def test_a_short_statement_of_facts_is_no_heading(parse: Parse, opening: str) -> None:
    document = parse(f"第一章 回顾\n{opening}{_PROSE}。\n修好村道。{_PROSE}。\n种好茶树。{_PROSE}。\n")
    assert [title for _, _, title in outline(document)] == ["回顾", "修好村道", "种好茶树"]


def test_one_short_first_sentence_among_plain_paragraphs_is_no_heading(parse: Parse) -> None:
    document = parse(f"第一章 任务\n修好村道。{_PROSE}。\n" + f"{_PROSE}。\n" * 6)
    assert outline(document) == [(1, "第一章", "任务")]


def test_leads_and_sentences_of_a_paragraph_stand_below_it_and_the_path_leads_up(parse: Parse) -> None:
    document = parse(f"第一章 任务\n第一节 交通\n（一）修路。{_PROSE}。再修桥2座。\n")
    index = next(i for i, node in document.of_kind(NodeKind.SENTENCE) if "2座" in document.quote(node.start, node.end))
    assert [document.nodes[i].kind for i in document.path(index)] == [
        NodeKind.CHAPTER,
        NodeKind.SECTION,
        NodeKind.PARAGRAPH,
    ]
    assert [document.nodes[i].title for i in document.headings] == ["任务", "交通", "修路"]


def test_titles_of_the_document_and_what_a_site_puts_around_them_are_told_apart(parse: Parse) -> None:
    text = f"首页\n>\n打印\n【字号：\n大\n中\n小\n】\n云溪县五年规划纲要\n来源：云溪县政府办\n2031年3月\n各位代表：\n{_PROSE}。\n一、目标\n"
    document = parse(text)
    assert [document.quote(n.start, n.end).strip() for _, n in document.of_kind(NodeKind.TITLE)] == [
        "云溪县五年规划纲要",
        "2031年3月",
    ]
    assert "来源：云溪县政府办\n" in [document.quote(n.start, n.end) for _, n in document.of_kind(NodeKind.FURNITURE)]


def test_a_title_glued_to_the_first_paragraph_is_parted_from_it(parse: Parse) -> None:
    document = parse(
        f"云溪县国民经济和社会发展第十五个五年规划纲要根据县委建议编制。{_PROSE}，{_PROSE}。\n第一章 基础\n"
    )
    title = next(node for _, node in document.of_kind(NodeKind.TITLE))
    assert document.quote(title.start, title.end) == "云溪县国民经济和社会发展第十五个五年规划纲要"
