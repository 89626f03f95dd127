"""Web pages: the text of the page comes out, and nothing of the site around it. All sentences are made up."""

from __future__ import annotations

import pytest
from html_pages import page, paragraphs

from gangyao.core.document.document import NodeKind, RawText
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.readers import read_file

TITLE = "云岭县国民经济和社会发展第十四个五年规划纲要"
BODY = paragraphs(
    "第一章　发展基础",
    "2020年，全县森林覆盖率达到61.5%，新建公路86公里。",
    "第二章　主要目标",
    "到2025年，森林覆盖率达到63%以上；行政村快递服务实现全覆盖。",
)


def read(source: str | bytes, name: str = "规划.html") -> RawText:
    return read_file(source.encode() if isinstance(source, str) else source, name)


def lines(source: str | bytes, name: str = "规划.html") -> list[str]:
    return read(source, name).text.splitlines()


def hinted(raw: RawText, kind: NodeKind) -> list[tuple[str, int]]:
    return [(raw.text[hint.start : hint.end], hint.level) for hint in raw.hints if hint.kind is kind]


def content(body: str) -> list[str]:
    """Lines of a bare page with one content."""
    return lines(page(body, around=False))


def test_menus_breadcrumbs_tools_links_and_the_foot_of_a_page_are_left_out() -> None:
    assert lines(page(BODY, title=TITLE)) == [
        TITLE,
        "第一章　发展基础",
        "2020年，全县森林覆盖率达到61.5%，新建公路86公里。",
        "第二章　主要目标",
        "到2025年，森林覆盖率达到63%以上；行政村快递服务实现全覆盖。",
    ]


@pytest.mark.parametrize("attribute", ['class="TRS_Editor"', 'id="zoom"', 'id="x77"', ""])
def test_the_content_is_found_whatever_the_site_calls_it(attribute: str) -> None:
    source = (
        page(f"<div {attribute}>{BODY}</div>", title=TITLE).replace("<h1>", "<div class=t>").replace("</h1>", "</div>")
    )
    assert lines(source)[0] == TITLE and lines(source)[-1].startswith("到2025年") and len(lines(source)) == 5


def test_a_page_laid_out_in_tables_is_read_as_text() -> None:
    source = (
        "<html><body><table><tr><td colspan=2><a href=/>首页</a><a href=/a>新闻</a></td></tr><tr><td width=200>"
        "<ul><li><a href=/b>规划计划</a><li><a href=/c>统计公报</a></ul></td>"
        f"<td><table><tr><td align=center><b>{TITLE}</b></td></tr><tr><td>{BODY}</td></tr></table></td></tr>"
        "<tr><td colspan=2>主办单位：云岭县人民政府</td></tr></table></body></html>"
    )
    raw = read(source)
    assert raw.text.splitlines()[0] == TITLE and len(raw.text.splitlines()) == 5
    assert not hinted(raw, NodeKind.TABLE)


def test_a_short_page_keeps_all_of_its_sentences() -> None:
    source = page(
        paragraphs("到2025年，建成水库3座。") + "<div><p>二〇二一年三月，由县人民政府负责解释。</p></div>", title=TITLE
    )
    assert lines(source) == [TITLE, "到2025年，建成水库3座。", "二〇二一年三月，由县人民政府负责解释。"]


def test_headings_and_tables_beside_the_largest_part_are_not_lost() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{a}</td><td>{b}</td></tr>" for name, a, b in [("粮食", 12, 15), ("造林", 3, 5)]
    )
    body = (
        f"<div>第一章　总则</div><div>{paragraphs(*['农业稳定发展。' * 30] * 9)}</div><div><table>{rows}</table></div>"
    )
    found = lines(page(body, title=TITLE))
    assert found[1] == "第一章　总则" and found[-2:] == ["粮食\t12\t15", "造林\t3\t5"]


def test_a_title_that_stands_only_in_the_window_or_in_meta_is_put_first_without_the_name_of_the_site() -> None:
    for head in (f'<meta name="ArticleTitle" content="{TITLE}">', f"<title>{TITLE}_规划计划_云岭县人民政府</title>"):
        raw = read(page(BODY, head=head))
        assert hinted(raw, NodeKind.TITLE) == [(TITLE, 0)] and raw.text.startswith(TITLE + "\n第一章")


def test_headings_have_their_levels() -> None:
    raw = read(page(f"<h1>{TITLE}</h1><h2>发展基础</h2><p>建成3座。</p><h3>农业</h3><p>新增2家。</p>", around=False))
    assert hinted(raw, NodeKind.TITLE) == [(TITLE, 0)]
    assert hinted(raw, NodeKind.ITEM) == [("发展基础", 2), ("农业", 3)]


def test_short_lines_in_bold_type_or_in_the_middle_are_headings_once_the_text_has_begun() -> None:
    body = (
        paragraphs("第一章　总则", "农业稳定发展。") + '<p style="text-align:center"><strong>重点任务</strong></p>'
        "<p><b>建设水库</b></p><p><b>改造农田3万亩，</b>建成泵站。</p><p align=center>（2021年3月）</p>"
    )
    assert hinted(read(page(body, title=TITLE)), NodeKind.ITEM) == [("重点任务", 7), ("建设水库", 9)]


def test_lines_end_at_breaks_and_blocks_and_not_where_the_source_was_broken() -> None:
    assert content("到\n 2025年，<span>建成</span>\n<b>水库</b>3座。<br>　　造林\t5 万亩。<div>修路2公里。</div>尾。") == [
        "到2025年，建成水库3座。", "造林 5 万亩。", "修路2公里。", "尾。",
    ]  # fmt: skip


def test_preserved_lines_entities_and_lists_are_read() -> None:
    body = "<pre>造林5万亩。\n修路2公里。</pre><ul><li>建成&ldquo;一园&rdquo;<li>增长&#8805;5&#x25;</ul>"
    assert content(body) == ["造林5万亩。", "修路2公里。", "建成“一园”", "增长≥5%"]


def test_scripts_comments_hidden_words_and_form_fields_are_no_text() -> None:
    body = (
        '<p>造林<!-- 9 -->5<span style="display: none">0</span>万亩。<script>写("8")</script></p><p hidden>修路7公里。</p>'
        '<textarea>隐藏。</textarea><select><option>2020年</select><p style="visibility:hidden">水库6座。</p><noscript>请启用</noscript>'
    )
    assert content(body) == ["造林5万亩。"]


def test_rows_are_lines_and_cells_over_several_columns_or_rows_stand_once() -> None:
    body = (
        "<p>造林5万亩。</p><table><tr><th rowspan=2>指标</th><th colspan=2>数值</th></tr><tr><td>2020年</td><td>2025年</td></tr>"
        "<tr><td>森林<br>覆盖率<p>（%）</p></td><td>61.5</td><td>63</td></tr></table>"
    )
    raw = read(page(body, around=False))
    rows = ["指标\t数值\t", "\t2020年\t2025年", "森林 覆盖率 （%）\t61.5\t63"]
    assert [row for row, _ in hinted(raw, NodeKind.TABLE)] == rows
    assert raw.text.splitlines()[1:] == rows


def test_a_frame_with_the_title_of_a_box_is_a_box_up_to_its_end() -> None:
    body = f"{BODY}<table><tr><td><p>专栏1　水利工程</p><p>建成水库3座。</p></td></tr></table><p>造林5万亩。</p>"
    raw = read(page(body, around=False))
    (box,) = [hint for hint in raw.hints if hint.kind is NodeKind.BOX]
    assert raw.text[box.start : box.end] == "专栏1　水利工程" and box.level == 9
    assert raw.text[: box.reach].endswith("建成水库3座。\n")


def test_marks_of_notes_and_their_bodies_are_told_from_powers() -> None:
    body = (
        '<p>单位GDP能耗下降13.5%<a href="#_ftn1"><sup>[1]</sup></a>。绿地30m<sup>2</sup>，数字化率78%<sup>2</sup>。</p>'
        '<div id="ftn1"><p><a href="#_ftnref1">[1]</a>能耗：指消费总量。</p></div><p><sup>2</sup>数字化率：指比重。</p>'
    )
    raw = read(page(body, around=False))
    assert raw.text.splitlines() == [
        "单位GDP能耗下降13.5%[1]。绿地30m2，数字化率78%[2]。", "[1] 能耗：指消费总量。", "[2] 数字化率：指比重。",
    ]  # fmt: skip
    assert hinted(raw, NodeKind.FOOTNOTE)[0] == ("[1] 能耗：指消费总量。", 0)


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "utf-8"), ("utf-8", "gb2312"), ("gb18030", "iso-8859-1"),
        ("utf-8-sig", "gbk"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16"), ("gbk", "nonsense"),
    ],
)  # fmt: skip
def test_the_bytes_are_believed_before_what_the_page_says_of_its_encoding(encoding: str, charset: str) -> None:
    source = page(BODY, title=TITLE).replace('charset="utf-8"', f'charset="{charset}"')
    assert lines(source.encode(encoding))[0] == TITLE


def test_a_page_in_big5_that_says_so_is_read() -> None:
    body = paragraphs("第一章　發展目標", "到2025年，新建學校12所，醫療衛生體系更加健全。")
    source = page(body, around=False).replace('charset="utf-8"', 'charset="big5"')
    assert lines(source.encode("big5"))[-1].startswith("到2025年，新建學校12所")


def test_a_fault_in_a_menu_does_not_matter_and_one_in_the_text_is_named() -> None:
    source = page(BODY, title=TITLE).encode("gb18030")
    menu = "新闻中心".encode("gb18030")
    assert lines(source.replace(menu, menu[:-1]))[0] == TITLE
    word = "森林覆盖率".encode("gb18030")
    with pytest.raises(UnreadableFile, match="正文第 3 行") as caught:
        lines(source.replace(word, word[:-1] + b"\xff", 1))
    assert caught.value.code == "damaged-text"


def test_a_page_saved_as_a_single_file_is_read() -> None:
    import email.mime.multipart
    import email.mime.text

    message = email.mime.multipart.MIMEMultipart("related")
    message.attach(email.mime.text.MIMEText(page(BODY, title=TITLE), "html", "gb18030"))
    assert lines(message.as_bytes(), "规划.mht")[0] == TITLE
    head = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x/\r\nSubject: x\r\n"
    assert lines(head + message.as_bytes(), "规划.mhtml")[-1].startswith("到2025年")


@pytest.mark.parametrize(
    "source",
    [
        "<html><frameset cols='20%,80%'><frame src=menu.html><frame src=text.html></frameset></html>",
        "<html><head><title>规划纲要</title></head><body><div id=app></div><script src=app.js></script></body></html>",
        page("<iframe src=text.html></iframe>", title="规划纲要"),
        page("<p><a href=all.html>点击阅读全文</a></p>", title="规划纲要"),
    ],
)
def test_a_page_that_is_only_a_shell_is_named_with_the_way_out(source: str) -> None:
    with pytest.raises(UnreadableFile, match="外壳") as caught:
        read(source)
    assert caught.value.code == "web-shell" and "另存为" in caught.value.message


def test_a_page_under_another_name_is_read_as_a_page_and_a_text_with_signs_as_a_text() -> None:
    assert read(page(BODY, title=TITLE), "规划.doc").source.format == "html"
    assert read("<p>到2025年，建成水库3座。", "规划.txt").text == "<p>到2025年，建成水库3座。"


def test_a_script_in_the_title_is_words_and_nothing_more() -> None:
    raw = read(page(BODY, head="<title>&lt;script&gt;alert(1)&lt;/script&gt;规划纲要</title>"))
    assert raw.text.startswith("<script>alert(1)</script>规划纲要\n")


@pytest.mark.parametrize(
    "source",
    ["<div>" * 300 + "造林5万亩。", "<p>" + "<br>" * 500_001, "<p>" + "林" * 17_000_000],
    ids=["too deep", "too many tags", "too long"],
)
def test_a_page_beyond_all_measure_is_refused(source: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read("<html><body>" + source)
    assert caught.value.code == "too-complex"


def test_thousands_of_attributes_take_no_time() -> None:
    attributes = " ".join(f"a{number}" for number in range(100_000))
    assert content(f"<p {attributes}>造林5万亩。</p>") == ["造林5万亩。"]
