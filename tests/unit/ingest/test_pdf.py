"""PDF files: lines become paragraphs again, and what the page printed around them is left out."""

from __future__ import annotations

from pdf_making import Print, one_page

from gangyao.core.document.document import NodeKind
from gangyao.ingest.limits import Limits
from gangyao.ingest.pdf.extract import extract

LONG = "全镇新修机耕道三十六点五公里，改造提灌站十二座，新增有效灌溉面积2400亩，农机总动力达到1.8万千瓦，粮食产量稳定在12.5%的增幅以内。"


def lines(data: bytes) -> list[str]:
    return extract(data, Limits()).text.splitlines()


def hinted(data: bytes) -> list[tuple[NodeKind, int, str]]:
    found = extract(data, Limits())
    return [(hint.kind, hint.level, found.text[hint.start : hint.end]) for hint in found.hints]


def test_the_lines_of_a_paragraph_are_one_line_again_also_where_a_number_was_broken() -> None:
    made = Print()
    for start in range(8):
        made.prose("甲" * start + LONG)
    assert lines(made.data()) == ["甲" * start + LONG for start in range(8)]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    made = Print(head="青石镇国民经济和社会发展规划", numbered=True)
    for _ in range(30):
        made.prose(LONG)
    assert lines(made.data()) == [LONG] * 30


def test_running_heads_and_page_numbers_are_left_out_and_the_title_stays() -> None:
    made = Print(head="青石镇发展规划", numbered=True)
    made.centred("青石镇发展规划", 22)
    for _ in range(30):
        made.prose(LONG)
    data = made.data()
    assert hinted(data) == [(NodeKind.TITLE, 0, "青石镇发展规划")]
    assert lines(data) == ["青石镇发展规划", *[LONG] * 30]


def test_headings_in_larger_type_have_the_level_of_their_size_and_a_title_over_two_lines_is_one() -> None:
    made = Print()
    made.centred("青石镇国民经济和社会发展", 24)
    made.centred("第十三个五年规划", 24)
    made.centred("第一章 发展基础", 20)
    made.prose(LONG)
    made.line("第一节 主要成就", 18)
    made.prose(LONG)
    made.prose(LONG)
    assert hinted(made.data()) == [
        (NodeKind.TITLE, 0, "青石镇国民经济和社会发展第十三个五年规划"),
        (NodeKind.ITEM, 2, "第一章 发展基础"),
        (NodeKind.ITEM, 3, "第一节 主要成就"),
    ]


def test_an_entry_of_the_contents_is_hinted_without_its_dots() -> None:
    made = Print()
    made.centred("目录", 20)
    for number, title in enumerate(("发展基础", "目标任务", "保障措施"), 1):
        made.line(f"第{'一二三'[number - 1]}章 {title}" + "…" * 18 + str(number * 3))
    made.page()
    for _ in range(4):
        made.prose(LONG)
    found = [(kind, words) for kind, _, words in hinted(made.data()) if kind is NodeKind.CONTENTS]
    assert found == [
        (NodeKind.CONTENTS, "第一章 发展基础\t3"),
        (NodeKind.CONTENTS, "第二章 目标任务\t6"),
        (NodeKind.CONTENTS, "第三章 保障措施\t9"),
    ]


def test_two_columns_are_read_one_after_the_other_below_a_title_over_both() -> None:
    made = Print()
    made.at(150, 780, "青石镇发展规划", 22)
    for number, x in enumerate((60.0, 320.0)):
        for row in range(20):
            indent = 20 if row % 4 == 0 else 0
            words = f"{'左右'[number]}栏第{row:02}行" + "文" * (13 - indent // 10) + "。" * (row % 4 == 3)
            made.at(x + indent, 740 - 18 * row - 5 * number, words, 10)
    found = lines(made.data())
    numbers = ("第0", "第0", "第0", "第1", "第1")
    assert [line[:4] for line in found] == ["青石镇发", *[f"{side}栏{n}" for side in "左右" for n in numbers]]
    assert [len(line) > 60 for line in found[1:]] == [True] * 10


def test_footnotes_move_to_the_end_and_are_counted_through_and_marks_are_no_digits_of_a_number() -> None:
    made = Print(numbered=True)
    for page in range(3):
        for _ in range(3):
            made.prose(LONG)
        x = made.at(made.left, made.y, "农业科技贡献率达到62.5")
        x = made.at(x, made.y + 5, "1", 8)
        x = made.at(x, made.y, "%，农产品电商点增至30")
        x = made.at(x, made.y + 5, "2", 8)
        made.at(x, made.y, "个。")
        made.note(f"1 农业科技贡献率：第{page}页的说明。")
        made.note("2 电商点：含村级服务站。")
        made.page()
    found = lines(made.data())
    assert [line for line in found if line.startswith("农业")] == [
        f"农业科技贡献率达到62.5[{n}]%，农产品电商点增至30[{n + 1}]个。" for n in (1, 3, 5)
    ]
    assert found[-6:] == [
        "[1] 农业科技贡献率：第0页的说明。", "[2] 电商点：含村级服务站。", "[3] 农业科技贡献率：第1页的说明。",
        "[4] 电商点：含村级服务站。", "[5] 农业科技贡献率：第2页的说明。", "[6] 电商点：含村级服务站。",
    ]  # fmt: skip
    assert sum(kind is NodeKind.FOOTNOTE for kind, _, _ in hinted(made.out.getvalue())) == 6


def test_a_power_stays_a_power() -> None:
    made = Print()
    made.prose(LONG)
    x = made.at(made.left, made.y, "新增绿地3.5km")
    made.at(x, made.y + 6, "2", 8)
    assert "新增绿地3.5km²" in lines(made.data())[1]


HEAD = ("序号", "指标", "2015年", "2020年", "属性")
WIDTHS = (40.0, 150.0, 80.0, 80.0, 80.0)


def rows(count: int) -> list[tuple[str, ...]]:
    return [
        (str(n), f"第{n}项农业生产条件改善指标值（亩）", f"{n}.5", f"{n * 2}", "预期性") for n in range(1, count + 1)
    ]


def test_a_drawn_table_is_rows_of_cells_and_the_lines_of_a_cell_are_one() -> None:
    made = Print()
    made.prose(LONG)
    made.grid([HEAD, *rows(5)], WIDTHS)
    made.y -= 20
    made.prose(LONG)
    found = hinted(made.data())
    assert [words for kind, _, words in found if kind is NodeKind.TABLE] == ["\t".join(row) for row in (HEAD, *rows(5))]
    assert lines(made.out.getvalue())[0] == lines(made.out.getvalue())[-1] == LONG


def test_a_table_over_several_pages_is_one_and_its_repeated_head_is_written_once() -> None:
    made = Print(head="青石镇规划", numbered=True)
    made.grid([HEAD, *rows(12)], WIDTHS)
    made.page()
    made.grid([HEAD, *[(str(n), "后续指标", "1", "2", "约束性") for n in range(13, 20)]], WIDTHS)
    found = lines(made.data())
    assert [line.split("\t")[0] for line in found] == ["序号", *map(str, range(1, 20))]


def test_a_row_that_the_end_of_a_page_broke_is_one_row() -> None:
    made = Print()
    made.grid([HEAD, *rows(5)], WIDTHS)
    made.page()
    made.grid([("", "（含套种）", "", "", ""), ("6", "后续指标", "1", "2", "约束性")], WIDTHS)
    last, after = lines(made.data())[-2:]
    assert last == "5\t第5项农业生产条件改善指标值（亩）（含套种）\t5.5\t10\t预期性"
    assert after == "6\t后续指标\t1\t2\t约束性"


def test_short_words_that_stand_under_one_another_are_a_table_and_no_columns_of_prose() -> None:
    made = Print()
    made.prose(LONG)
    table = [("项目", "规模", "投资", "年限"), *[(f"泵站{n}", f"{n}座", f"{n}0万元", f"202{n}") for n in range(1, 7)]]
    for row in table:
        for column, words in enumerate(row):
            made.at(made.left + 110 * column, made.y, words, 12)
        made.y -= 22
    assert lines(made.data())[1:] == ["\t".join(row) for row in table]


def test_cells_over_several_columns_or_rows_are_written_once() -> None:
    made = Print()
    made.prose(LONG)
    top, left = made.y, made.left
    for x, y, width, height, words in (
        (0, 0, 60, 60, "经济"), (60, 0, 240, 30, "目标值"), (60, 30, 120, 30, "2020年"), (180, 30, 120, 30, "2025年"),
    ):  # fmt: skip
        made.canvas.rect(left + x, top - y - height, width, height)
        made.at(left + x + 5, top - y - 20, words, 12)
    assert lines(made.data())[1:] == ["经济\t目标值\t", "\t2020年\t2025年"]


def test_a_frame_around_a_box_is_prose_and_says_how_far_the_box_reaches() -> None:
    made = Print()
    made.prose(LONG)
    top = made.y + 10
    made.left, made.right = made.left + 15, made.right - 15
    made.line("专栏1：农田水利重点工程", 12)
    made.prose(LONG, 12)
    made.left, made.right = made.left - 15, made.right + 15
    made.canvas.rect(made.left, made.y, made.right - made.left, top - made.y)
    made.y -= 30
    made.prose(LONG)
    found = extract(made.data(), Limits())
    box = next(hint for hint in found.hints if hint.kind is NodeKind.BOX)
    assert found.text[box.start : box.end] == "专栏1：农田水利重点工程"
    assert found.text[box.start : box.reach] == f"专栏1：农田水利重点工程\n{LONG}\n"
    assert found.text.splitlines()[-1] == LONG


def test_a_table_without_lines_is_known_by_what_stands_under_one_another() -> None:
    made = Print()
    made.prose(LONG)
    for row in (HEAD, *rows(4)):
        x = made.left
        for words, width in zip(row, WIDTHS, strict=True):
            made.at(x, made.y, words[:10], 12)
            x += width
        made.y -= 22
    made.prose(LONG)
    found = lines(made.data())
    assert found[1:-1] == ["\t".join(words[:10] for words in row) for row in (HEAD, *rows(4))]


def test_text_drawn_twice_to_look_bold_is_read_once() -> None:
    made = Print()
    for shift in (0, 0.4):
        made.at(made.left + shift, 700, "全镇共有3300户，增长11%。")
    assert lines(made.data()) == ["全镇共有3300户，增长11%。"]


def test_a_page_turned_on_its_side_is_read_along_its_lines() -> None:
    made = Print(size=(595, 842))
    made.canvas.saveState()
    made.canvas.rotate(90)
    made.canvas.translate(0, -595)
    for row in range(6):
        made.at(80, 500 - 24 * row, f"第{row}行横排的文字" + "文" * (20 - 3 * row) + "。", 14)
    made.canvas.restoreState()
    assert [line[:3] for line in lines(made.data())] == [f"第{row}行" for row in range(6)]


def test_vertical_lines_are_read_from_right_to_left() -> None:
    made = Print()
    for column in range(4):
        for place, char in enumerate(f"第{'一二三四'[column]}列自上而下的文字。"):
            made.at(400 - 30 * column, 700 - 16 * place, char)
    assert "".join(lines(made.data())) == "".join(f"第{n}列自上而下的文字。" for n in "一二三四")


def test_a_watermark_at_a_slant_is_left_out() -> None:
    made = Print()
    made.prose(LONG)
    made.canvas.rotate(30)
    made.at(300, 200, "内部资料", 40)
    assert lines(made.data()) == [LONG]


def test_what_lies_outside_the_visible_part_of_the_page_is_left_out() -> None:
    made = Print()
    made.prose(LONG)
    made.at(0, 700, "裁切标记")
    made.canvas.setCropBox((65, 60, 590, 800))
    assert lines(made.data()) == [LONG]


def test_radicals_that_fonts_take_for_characters_are_the_characters() -> None:
    assert lines(one_page(b"BT /F1 12 Tf 80 700 Td <00010002000300040005> Tj ET", *_mapped(*"⻘⽯⾃⻓ﬁ"))) == [
        "青石自长fi"
    ]


def _mapped(*shapes: str) -> tuple[bytes, bytes]:
    """Resources with a font F1 whose shapes 1, 2 … say that they are these characters, and what they name."""
    pairs = "".join(f"<{n:04x}> <{shape.encode('utf-16-be').hex()}>\n" for n, shape in enumerate(shapes, 1)).encode()
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar endcmap" % (len(shapes), pairs)
    )
    return (
        b"<</Font<</F1<</Type/Font/Subtype/Type0/BaseFont/Subset/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts["
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Subset/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/Subset/Flags 4>>>>]>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    )


def test_a_long_dash_of_one_shape_is_two_characters() -> None:
    assert lines(one_page(b"BT /F1 12 Tf 80 700 Td <00010002> Tj ET", *_mapped("——", "水"))) == ["——水"]


def test_punctuation_that_hangs_over_the_edge_does_not_make_the_other_lines_short() -> None:
    made = Print()
    words = (
        "全镇新修机耕道三十六公里",
        "改造提灌站十二座新增灌溉两处，",
        "农机总动力达到一点八万千瓦稳",
        "步增长农户收入年年增加。",
    )
    for _ in range(4):
        for number, line in enumerate(words):
            made.line(line, 15, 30 if number == 0 else 0)
    assert lines(made.data()) == ["".join(words)] * 4


def test_a_number_in_brackets_that_has_no_note_on_its_page_stays_a_mark() -> None:
    made = Print()
    made.prose(LONG)
    x = made.at(made.left, made.y, "绿色防控覆盖率")
    x = made.at(x, made.y + 6, "12", 8)
    made.at(x, made.y, "达到60%。")
    assert lines(made.data())[-1] == "绿色防控覆盖率[12]达到60%。"
