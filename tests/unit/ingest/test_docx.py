"""What is taken from a Word document, and as what. All sentences are made up."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx_parts import (
    STRICT,
    cell,
    docx,
    field_run,
    level,
    number,
    numbered,
    numbering,
    paragraph,
    row,
    run,
    style,
    styled,
    table,
)

from gangyao.core.document.document import NodeKind
from gangyao.ingest.docx import read_docx
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.readers import read_file


def extract(data: bytes) -> Extracted:
    return read_docx(data, "纲要.docx")


def lines(data: bytes) -> list[str]:
    return extract(data).text.splitlines()


def hinted(data: bytes) -> list[tuple[NodeKind, int, str]]:
    extracted = extract(data)
    return [(hint.kind, hint.level, extracted.text[hint.start : hint.end]) for hint in extracted.hints]


def test_a_document_written_by_python_docx_gives_headings_paragraphs_and_table_rows_in_order() -> None:
    document = Document()
    document.add_heading("云溪县五年规划纲要", 0)
    document.add_heading("第一章 发展基础", 1)
    document.add_paragraph("到2025年，茶园面积达到12万亩。")
    written = document.add_table(rows=2, cols=2)
    for place, words in zip(((0, 0), (0, 1), (1, 0), (1, 1)), ("指标", "2025年", "茶叶产量", "3.5万吨"), strict=True):
        written.cell(*place).text = words
    document.add_heading("第一节 水利", 2)
    stream = io.BytesIO()
    document.save(stream)
    assert lines(stream.getvalue()) == [
        "云溪县五年规划纲要", "第一章 发展基础", "到2025年，茶园面积达到12万亩。", "指标\t2025年", "茶叶产量\t3.5万吨", "第一节 水利",
    ]  # fmt: skip
    assert hinted(stream.getvalue()) == [
        (NodeKind.TITLE, 0, "云溪县五年规划纲要"),
        (NodeKind.ITEM, 1, "第一章 发展基础"),
        (NodeKind.TABLE, 0, "指标\t2025年"),
        (NodeKind.TABLE, 0, "茶叶产量\t3.5万吨"),
        (NodeKind.ITEM, 2, "第一节 水利"),
    ]


def test_the_source_names_the_format_the_file_and_the_length_of_the_extracted_text() -> None:
    data = docx(paragraph("建成水库2座。"))
    raw = read_file(data, "C:\\文件\\纲要.docx", digest=True)
    assert (raw.source.format, raw.source.name, raw.source.encoding) == ("docx", "纲要.docx", "")
    assert raw.source.characters == len(raw.text) == len("建成水库2座。\n")
    assert raw.source.digest and raw.source.id == raw.source.sha256[:16]


def test_strict_open_xml_is_read_like_the_usual_form() -> None:
    assert lines(docx(paragraph("种树300万株。"), namespace=STRICT)) == ["种树300万株。"]


def test_python_docx_breaks_and_tabs_become_line_ends_and_tabs() -> None:
    document = Document()
    written = document.add_paragraph("甲项")
    written.add_run().add_break()
    written.add_run("乙项\t丙项")
    written.add_run().add_break(WD_BREAK.PAGE)
    stream = io.BytesIO()
    document.save(stream)
    assert lines(stream.getvalue()) == ["甲项", "乙项\t丙项"]


@pytest.mark.parametrize(
    ("name", "inner", "expected"),
    [
        ("heading 2", "", 2),
        ("标题 3", "", 3),
        ("大标题", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', 1),
        ("heading 1", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', 0),
        ("正文首行缩进", "", 0),
    ],
)
def test_a_heading_is_known_by_its_style_name_or_outline_level(name: str, inner: str, expected: int) -> None:
    found = hinted(docx(styled("水利建设", "a1"), styles=style("a1", name, inner)))
    assert found == ([(NodeKind.ITEM, expected, "水利建设")] if expected else [])


def test_a_style_inherits_its_level_and_a_loop_of_styles_ends() -> None:
    styles = style("1", "heading 1", '<w:basedOn w:val="2"/>') + style("2", "乙", '<w:basedOn w:val="1"/>')
    assert hinted(docx(styled("农业", "2"), styles=styles)) == [(NodeKind.ITEM, 1, "农业")]


def test_an_outline_level_of_the_paragraph_itself_counts_before_its_style() -> None:
    body = paragraph("工业", '<w:pStyle w:val="1"/><w:outlineLvl w:val="2"/>')
    assert hinted(docx(body, styles=style("1", "heading 1"))) == [(NodeKind.ITEM, 3, "工业")]


def test_prose_in_a_heading_style_is_no_heading() -> None:
    words = "发展设施农业。新建大棚200座，带动农户500户。"
    assert hinted(docx(styled(words, "1"), styles=style("1", "heading 1"))) == []


def test_a_line_break_inside_a_heading_keeps_it_on_one_line() -> None:
    body = styled(run("第二章") + "<w:r><w:br/></w:r>" + run("产业"), "1")
    assert lines(docx(body, styles=style("1", "heading 1"))) == ["第二章 产业"]


def test_a_table_cell_over_several_columns_or_rows_is_written_once_and_keeps_the_columns_in_place() -> None:
    wide = cell("年份", properties='<w:gridSpan w:val="2"/>')
    top = cell("粮食", properties='<w:vMerge w:val="restart"/>')
    below = cell("", properties="<w:vMerge/>")
    body = table(row("指标", wide), row(top, "2020", "2025"), row(below, "8万吨", "9万吨"))
    assert lines(docx(body)) == ["指标\t年份\t", "粮食\t2020\t2025", "\t8万吨\t9万吨"]


def test_paragraphs_and_breaks_inside_a_cell_stay_on_the_row_s_line() -> None:
    body = table(row(cell("公路", "总里程"), cell(paragraph(run("850") + "<w:r><w:br/></w:r>" + run("公里")))))
    assert lines(docx(body)) == ["公路 总里程\t850 公里"]


def test_a_table_inside_a_cell_gives_its_words_to_that_cell() -> None:
    body = table(row(cell(table(row("内一", "内二")), "外"), "右"))
    assert lines(docx(body)) == ["内一 内二 外\t右"]


def test_a_box_set_as_a_table_of_one_cell_gives_its_title_as_box_and_its_prose_as_plain_lines() -> None:
    body = table(row(cell("专栏2 水利工程", "白石水库：库容1200万方。", "青河堤防：治理18公里。")))
    assert lines(docx(body)) == ["专栏2 水利工程", "白石水库：库容1200万方。", "青河堤防：治理18公里。"]
    assert hinted(docx(body)) == [(NodeKind.BOX, 9, "专栏2 水利工程")]


def test_a_box_title_over_the_columns_of_a_table_is_a_box_and_the_rows_are_a_table() -> None:
    title = cell("专栏1 主要指标", properties='<w:gridSpan w:val="2"/>')
    body = table(row(title), row("指标", "目标"), row("造林面积", "2万亩"))
    assert [(kind, words) for kind, _, words in hinted(docx(body))] == [
        (NodeKind.BOX, "专栏1 主要指标"),
        (NodeKind.TABLE, "指标\t目标"),
        (NodeKind.TABLE, "造林面积\t2万亩"),
    ]


def test_a_table_inside_a_frame_keeps_its_rows() -> None:
    body = table(row(cell("专栏4 指标表", table(row("学校", "12所"), row("医院", "3家")))))
    assert lines(docx(body)) == ["专栏4 指标表", "学校\t12所", "医院\t3家"]


def test_footnotes_and_endnotes_stand_as_marks_in_the_text_and_as_lines_at_the_end() -> None:
    body = paragraph(
        run("推广“三色茶”")
        + '<w:r><w:endnoteReference w:id="5"/></w:r>'
        + run("和智慧灌溉")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run("。")
    ) + paragraph("末段。")
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" 按墒情"))}{paragraph("供水。")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="5">{paragraph("红茶、绿茶、白茶。")}</w:endnote>'
    data = docx(body, footnotes=footnotes, endnotes=endnotes)
    assert lines(data) == ["推广“三色茶”[1]和智慧灌溉[2]。", "末段。", "[1] 红茶、绿茶、白茶。", "[2] 按墒情 供水。"]
    assert [kind for kind, _, _ in hinted(data)] == [NodeKind.FOOTNOTE, NodeKind.FOOTNOTE]


def test_a_note_mark_without_a_body_is_left_out_and_an_author_s_own_mark_is_not_doubled() -> None:
    own = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>※</w:t></w:r>'
    body = paragraph(run("甲") + '<w:r><w:footnoteReference w:id="9"/></w:r>' + own + run("乙。"))
    footnotes = f'<w:footnote w:id="1">{paragraph("说明。")}</w:footnote>'
    assert lines(docx(body, footnotes=footnotes)) == ["甲[1]乙。", "[1] 说明。"]


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on() -> None:
    inner = f"<w:txbxContent>{paragraph('专栏3 桥梁')}{paragraph('新建大桥2座。')}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    data = docx(paragraph(run("正文前") + box + run("正文后。")))
    assert lines(data) == ["正文前正文后。", "专栏3 桥梁", "新建大桥2座。"]
    assert hinted(data) == [(NodeKind.BOX, 9, "专栏3 桥梁")]


def test_an_old_text_box_and_one_inside_a_table_cell_are_read() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('框内话。')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert lines(docx(table(row(cell(paragraph(run("左") + box)), "右")))) == ["左\t右", "框内话。"]


def test_deleted_words_are_out_and_inserted_words_are_in() -> None:
    body = paragraph(
        run("目标为")
        + '<w:del w:id="1"><w:r><w:delText>50</w:delText></w:r></w:del><w:moveFrom w:id="3"><w:r><w:t>旧</w:t></w:r></w:moveFrom>'
        + f'<w:ins w:id="2">{run("60")}</w:ins>'
        + run("家。")
    )
    assert lines(docx(body)) == ["目标为60家。"]


def test_a_deleted_paragraph_end_joins_two_paragraphs_and_a_deleted_row_is_out() -> None:
    joined = paragraph("新增床位", '<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("80张。")
    rows = table("<w:tr><w:trPr><w:del/></w:trPr>" + cell("旧") + cell("行") + "</w:tr>", row("新", "行"))
    assert lines(docx(joined + rows)) == ["新增床位80张。", "新\t行"]


def test_hidden_text_is_out_whether_by_run_or_by_style() -> None:
    styles = style("h", "暗", "<w:rPr><w:vanish/></w:rPr>")
    body = paragraph(run("甲") + run("乙", "<w:vanish/>") + run("丙", '<w:vanish w:val="0"/>')) + styled("丁", "h")
    assert [line for line in lines(docx(body, styles=styles)) if line] == ["甲丙"]


def test_symbols_hyphens_formulas_and_ruby_bases_are_read() -> None:
    body = paragraph(
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
        + run("90")
        + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r><m:oMath><m:r><m:t>95</m:t></m:r></m:oMath>"
        + "<w:r><w:ruby><w:rt><w:r><w:t>qú</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>渠</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        + '<w:r><w:sym w:font="某符号" w:char="F0FF"/><w:sym w:font="宋体" w:char="2103"/></w:r>'
    )
    assert lines(docx(body)) == ["≥90-95渠\ufffd℃"]


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    body = paragraph(
        run("见") + field_run("begin") + "<w:r><w:instrText>REF a \\h</w:instrText></w:r>" + run("藏")
        + field_run("separate") + run("表一") + field_run("end") + run("。")
    )  # fmt: skip
    assert lines(docx(body)) == ["见表一。"]


def test_a_table_of_contents_is_hinted_by_its_field_over_all_its_paragraphs_and_by_its_style() -> None:
    entry = run("第一章 基础") + "<w:r><w:tab/></w:r>" + run("3")
    body = (
        paragraph(
            field_run("begin") + '<w:r><w:instrText> TOC \\o "1-3"</w:instrText></w:r>' + field_run("separate") + entry
        )
        + paragraph(run("第二章 目标"))
        + paragraph(field_run("end"))
        + styled("第三章 产业", "t")
        + paragraph("正文。")
    )
    found = hinted(docx(body, styles=style("t", "toc 1")))
    assert [(kind, words) for kind, _, words in found] == [
        (NodeKind.CONTENTS, "第一章 基础\t3"), (NodeKind.CONTENTS, "第二章 目标"), (NodeKind.CONTENTS, "第三章 产业"),
    ]  # fmt: skip


def test_headers_and_comments_are_left_out() -> None:
    data = docx(paragraph("正文。"), header=paragraph("页眉"), comments=f"<w:comment>{paragraph('批注')}</w:comment>")
    assert lines(data) == ["正文。"]


def test_content_controls_around_blocks_and_words_are_looked_into() -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('甲。')}<w:sdt><w:sdtContent>{paragraph('乙。')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    assert lines(docx(body)) == ["甲。", "乙。"]


def test_chinese_labels_made_by_word_are_written_out() -> None:
    lists = numbering(
        level(0, "chineseCountingThousand", "第%1章", '<w:suff w:val="space"/>'),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
    )
    body = (
        numbered("基础")
        + numbered("农业", 1)
        + numbered("工业", 1)
        + numbered("大棚", 2)
        + numbered("目标")
        + numbered("总量", 1)
    )
    assert lines(docx(body, numbering=lists)) == [
        "第一章 基础",
        "（一）农业",
        "（二）工业",
        "1. 大棚",
        "第二章 目标",
        "（一）总量",
    ]


def test_a_label_may_hold_the_numbers_above_it_all_in_arabic_digits() -> None:
    lists = numbering(level(0, "japaneseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = numbered("甲") + numbered("乙", 1) + numbered("丙", 1)
    assert lines(docx(body, numbering=lists)) == ["一、甲", "1.1 乙", "1.2 丙"]


def test_a_list_with_a_first_number_of_its_own_starts_again_and_one_without_counts_on() -> None:
    lists = (
        numbering(level(0, "decimal", "%1、"))
        + number(2)
        + number(3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    )
    body = numbered("甲") + numbered("乙", key=2) + numbered("丙", key=3) + numbered("丁", key=3)
    assert lines(docx(body, numbering=lists)) == ["1、甲", "2、乙", "1、丙", "2、丁"]


def test_a_level_that_never_restarts_counts_through_the_chapters() -> None:
    lists = numbering(
        level(0, "chineseCounting", "第%1章"), level(1, "chineseCounting", "第%2节", '<w:lvlRestart w:val="0"/>')
    )
    body = numbered("甲") + numbered("乙", 1) + numbered("丙") + numbered("丁", 1)
    assert lines(docx(body, numbering=lists)) == ["第一章 甲", "第一节 乙", "第二章 丙", "第二节 丁"]


def test_numbering_comes_from_the_style_too_and_zero_takes_it_away() -> None:
    lists = numbering(
        level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="b"/>')
    )
    with_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("a", "heading 1", with_list) + style("b", "heading 2", with_list)
    plain = paragraph("丙", '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = styled("甲", "a") + styled("乙", "b") + plain
    assert lines(docx(body, styles=styles, numbering=lists)) == ["一、甲", "（一）乙", "丙"]


def test_bullets_and_unknown_lists_give_no_label() -> None:
    lists = numbering(level(0, "bullet", "\uf0b7"))
    assert lines(docx(numbered("甲") + numbered("乙", key=8), numbering=lists)) == ["甲", "乙"]


def test_serial_numbers_of_table_rows_are_counted() -> None:
    lists = numbering(level(0, "decimal", "%1"))
    blank = numbered("")
    body = table(row(cell(blank), "渡槽"), row(cell(blank), "泵站"))
    assert lines(docx(body, numbering=lists)) == ["1\t渡槽", "2\t泵站"]


def test_a_label_template_of_any_length_stays_short() -> None:
    lists = numbering(level(0, "decimal", "长" * 100_000))
    assert len(extract(docx(numbered("甲"), numbering=lists)).text) < 60
