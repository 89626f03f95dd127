"""From a Word file to the tree of its document. All sentences are made up."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from docx_parts import cell, docx, level, numbered, numbering, paragraph, row, run, style, styled, table

from gangyao.core.document.document import Document, NodeKind
from gangyao.core.document.parse import parse_document
from gangyao.ingest.readers import read_file

_PROSE = "到2035年，茶园面积达到12万亩，乡村道路通达所有村组，灌溉渠道修缮完毕。"
_HEADINGS = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION, NodeKind.ITEM, NodeKind.LEAD, NodeKind.BOX)
_CHINESE_LIST = numbering(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"))


def parse(data: bytes) -> Document:
    return parse_document(read_file(data, "纲要.docx"))


def outline(document: Document) -> list[tuple[int, str, str]]:
    return [(node.level, node.label, node.title) for _, node in document.of_kind(*_HEADINGS)]


def heading_over(document: Document, words: str) -> str:
    index = next(i for i, n in document.of_kind(NodeKind.SENTENCE) if words in document.quote(n.start, n.end))
    return [document.nodes[i].title for i in document.path(index) if document.nodes[i].title][-1]


def test_headings_by_style_nest_with_and_without_numbers() -> None:
    document = python_docx.Document()
    document.add_heading("云溪县五年规划纲要", 0)
    for words, depth in (
        ("第一章 发展基础", 1),
        ("主要成就", 2),
        ("一、农业", 3),
        ("二、工业", 3),
        ("面临形势", 2),
        ("第二章 目标", 1),
    ):
        document.add_heading(words, depth)
        document.add_paragraph(_PROSE)
    stream = io.BytesIO()
    document.save(stream)
    parsed = parse(stream.getvalue())
    assert outline(parsed) == [
        (1, "第一章", "发展基础"), (2, "", "主要成就"), (3, "一、", "农业"), (3, "二、", "工业"), (2, "", "面临形势"), (1, "第二章", "目标"),
    ]  # fmt: skip
    assert [n.kind for _, n in parsed.of_kind(NodeKind.TITLE)] == [NodeKind.TITLE]


def test_headings_by_outline_level_alone_nest() -> None:
    def outlined(words: str, depth: int) -> str:
        return paragraph(words, f'<w:outlineLvl w:val="{depth}"/>')

    body = (
        outlined("总论", 0)
        + outlined("农业", 1)
        + paragraph(_PROSE)
        + outlined("水利", 1)
        + paragraph(_PROSE)
        + outlined("保障", 0)
    )
    assert outline(parse(docx(body))) == [(1, "", "总论"), (2, "", "农业"), (2, "", "水利"), (1, "", "保障")]


def test_headings_by_word_s_automatic_numbering_nest_though_no_style_says_heading() -> None:
    body = (
        numbered("发展目标")
        + numbered("农业", 1)
        + paragraph(_PROSE)
        + numbered("水利", 1)
        + paragraph(_PROSE)
        + numbered("保障措施")
    )
    parsed = parse(docx(body, numbering=_CHINESE_LIST))
    assert outline(parsed) == [
        (1, "一、", "发展目标"),
        (2, "(一)", "农业"),
        (2, "(二)", "水利"),
        (1, "二、", "保障措施"),
    ]
    assert parsed.text.startswith("一、发展目标\n（一）农业\n")


def test_a_numbered_paragraph_with_a_short_first_sentence_has_a_run_in_heading() -> None:
    body = numbered("任务") + numbered(f"强化责任。{_PROSE}", 1) + numbered(f"落实资金。{_PROSE}", 1)
    parsed = parse(docx(body, numbering=_CHINESE_LIST))
    assert outline(parsed) == [(1, "一、", "任务"), (2, "(一)", "强化责任"), (2, "(二)", "落实资金")]


def test_a_framed_box_heads_what_its_frame_holds_and_nothing_after_it() -> None:
    frame = table(row(cell("专栏1 水利工程", "白石水库建成蓄水，库容1200万方。")))
    parsed = parse(docx(styled("水利", "1") + frame + paragraph(_PROSE), styles=style("1", "heading 1")))
    assert outline(parsed) == [(1, "", "水利"), (2, "专栏1", "水利工程")]
    assert heading_over(parsed, "1200") == "水利工程"
    assert heading_over(parsed, "12万亩") == "水利"


def test_a_text_box_heads_what_it_holds_and_nothing_after_it() -> None:
    inner = f"<w:txbxContent>{paragraph('专栏2 桥梁')}{paragraph('新建大桥2座，改造危桥7座。')}</w:txbxContent>"
    body = paragraph(run("发展交通") + f"<w:r><w:pict>{inner}</w:pict></w:r>") + paragraph(_PROSE)
    parsed = parse(docx(styled("交通", "1") + body, styles=style("1", "heading 1")))
    assert heading_over(parsed, "危桥") == "桥梁"
    assert heading_over(parsed, "12万亩") == "交通"


def test_the_rows_of_word_s_tables_stand_below_their_table_and_its_heading() -> None:
    body = (
        styled("目标", "1")
        + table(row("指标", "2035年"), row("造林", "2万亩"))
        + paragraph("")
        + table(row("学校", "3所"))
    )
    parsed = parse(docx(body, styles=style("1", "heading 1")))
    tables = [(i, node) for i, node in parsed.of_kind(NodeKind.TABLE)]
    rows = [node for _, node in parsed.of_kind(NodeKind.ROW)]
    assert len(tables) == 2 and [r.parent for r in rows] == [tables[0][0], tables[0][0], tables[1][0]]
    assert parsed.nodes[tables[0][1].parent or 0].title == "目标"


def test_word_s_footnotes_are_related_to_their_marks_by_label() -> None:
    mark = '<w:r><w:footnoteReference w:id="%d"/></w:r>'
    body = paragraph(run("推广“三色茶”") + mark % 2 + run("和智慧灌溉") + mark % 3 + run("，改造茶园3万亩。"))
    notes = "".join(
        f'<w:footnote w:id="{i}">{paragraph(words)}</w:footnote>' for i, words in ((2, "红茶等。"), (3, "按墒情供水。"))
    )
    parsed = parse(docx(body, footnotes=notes))
    marks = [node.label for _, node in parsed.of_kind(NodeKind.MARK)]
    bodies = {node.label: parsed.quote(node.start, node.end) for _, node in parsed.of_kind(NodeKind.FOOTNOTE)}
    assert marks == ["[1]", "[2]"] and "红茶" in bodies["[1]"] and "墒情" in bodies["[2]"]


@pytest.mark.parametrize("depth", [1, 2])
def test_a_table_of_contents_of_word_gives_no_headings(depth: int) -> None:
    entries = styled("第一章 基础\t3", f"t{depth}") + styled("第二章 目标\t9", f"t{depth}")
    styles = style(f"t{depth}", f"toc {depth}") + style("1", "heading 1")
    parsed = parse(docx(entries + styled("第一章 基础", "1") + paragraph(_PROSE), styles=styles))
    assert outline(parsed) == [(1, "第一章", "基础")]


def test_a_word_file_can_be_rebuilt_from_its_leaves() -> None:
    body = numbered("目标") + table(row("指标", "2035年"), row("造林", "2万亩")) + paragraph(_PROSE * 3) + paragraph("")
    parsed = parse(docx(body, numbering=_CHINESE_LIST))
    inner = (NodeKind.PARAGRAPH, NodeKind.TABLE, NodeKind.MARK)
    assert "".join(parsed.quote(n.start, n.end) for n in parsed.nodes if n.kind not in inner) == parsed.text
