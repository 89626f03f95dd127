"""Boxes, tables, contents, page furniture, footnotes. All texts are made up."""

from __future__ import annotations

from collections.abc import Callable

from gangyao.core.document.document import Document, Node, NodeKind

Parse = Callable[[str], Document]
_PROSE = "云溪县茶园面积稳定在12万亩，茶农人均收入增长8%，乡村道路通达所有村组，灌溉渠道修缮完毕"


def words(document: Document, *kinds: NodeKind) -> list[str]:
    return [document.quote(node.start, node.end).strip() for _, node in document.of_kind(*kinds)]


def heading_of(document: Document, part: str) -> str:
    """Title of the nearest heading above the sentence that holds these words."""
    index = next(i for i, n in document.of_kind(NodeKind.SENTENCE) if part in document.quote(n.start, n.end))
    above = [document.nodes[i] for i in document.path(index) if document.nodes[i].title]
    return above[-1].title


def named(document: Document, kind: NodeKind) -> list[tuple[int, str, str]]:
    return [(node.level, node.label, node.title) for _, node in document.of_kind(kind)]


def test_a_box_heads_its_numbered_lines_and_ends_where_their_count_ends(parse: Parse) -> None:
    text = f"第一章 任务\n专栏1 水利工程\n1.白石水库。{_PROSE}。\n2.青河堤防。{_PROSE}。\n第二章 保障\n{_PROSE}。\n"
    document = parse(text)
    assert named(document, NodeKind.BOX) == [(2, "专栏1", "水利工程")]
    assert named(document, NodeKind.LEAD) == [(3, "1.", "白石水库"), (3, "2.", "青河堤防")]
    assert named(document, NodeKind.CHAPTER)[1] == (1, "第二章", "保障")


def test_a_box_that_a_copy_flattened_into_one_line_is_parted_and_ends_with_its_line(parse: Parse) -> None:
    flat = f"专栏2 生态工程（一）造林。{_PROSE}。（二）治沙。{_PROSE}。（三）护湖。新建堤防9公里，{_PROSE}。"
    document = parse(f"第一章 任务\n{_PROSE}。\n{flat}\n此后另起一段，全县推广节水。{_PROSE}。\n")
    assert named(document, NodeKind.BOX) == [(2, "专栏2", "生态工程")]
    assert [title for _, _, title in named(document, NodeKind.LEAD)] == ["造林", "治沙", "护湖"]
    assert heading_of(document, "9公里") == "生态工程"
    assert heading_of(document, "推广节水") == "任务"


def test_a_box_glued_to_the_end_of_a_paragraph_is_parted_from_it(parse: Parse) -> None:
    document = parse(f"第一章 任务\n{_PROSE}。专栏1　十项主要指标指标2030年2035年茶园（万亩）12 15\n第二章 保障\n")
    assert named(document, NodeKind.BOX) == [(2, "专栏1", "十项主要指标")]


def test_tab_separated_lines_are_the_rows_of_one_table(parse: Parse) -> None:
    document = parse("第一章 目标\n专栏1 指标\n指标\t2030年\n茶园\t12万亩\n\n工程\t投资\n水库\t3亿元\n")
    tables = [node for _, node in document.of_kind(NodeKind.TABLE)]
    assert [document.quote(t.start, t.end).strip() for t in tables] == [
        "指标\t2030年\n茶园\t12万亩",
        "工程\t投资\n水库\t3亿元",
    ]
    assert len(words(document, NodeKind.ROW)) == 4


def test_a_table_of_contents_ends_where_its_first_entry_comes_again(parse: Parse) -> None:
    text = f"云溪县规划纲要\n目　录\n第一章 基础……1\n第一节 成就……2\n第二章 目标……9\n第一章 基础\n第一节 成就\n{_PROSE}。\n第二章 目标\n{_PROSE}。\n"
    document = parse(text)
    assert words(document, NodeKind.CONTENTS) == ["目　录", "第一章 基础……1", "第一节 成就……2", "第二章 目标……9"]
    assert [title for _, _, title in named(document, NodeKind.CHAPTER)] == ["基础", "目标"]


def test_a_table_of_contents_without_page_numbers_ends_at_prose(parse: Parse) -> None:
    text = f"目录\n第一章 基础\n第二章 目标\n本纲要阐明战略意图，{_PROSE}。\n第一章 基础\n{_PROSE}。\n第二章 目标\n"
    document = parse(text)
    assert words(document, NodeKind.CONTENTS) == ["目录", "第一章 基础", "第二章 目标"]
    assert "战略意图" in words(document, NodeKind.SENTENCE)[0]


def test_page_numbers_and_running_heads_are_furniture(parse: Parse) -> None:
    page = "云溪县规划纲要文本\n" + f"{_PROSE}。\n" * 9
    document = parse("".join(f"{page}- {i} -\n" for i in range(1, 7)))
    furniture = words(document, NodeKind.FURNITURE)
    assert furniture.count("云溪县规划纲要文本") == 6 and "- 3 -" in furniture
    assert len(words(document, NodeKind.PARAGRAPH)) == 54


def test_words_that_come_back_in_a_table_copied_cell_by_cell_are_no_running_heads(parse: Parse) -> None:
    document = parse(
        "第一章 目标\n" + "".join(f"指标{i}\n{i}00\n万亩\n预期性\n达标率不降低。\n甲\n乙\n丙\n" for i in range(1, 7))
    )
    assert not {"预期性", "万亩"} & set(words(document, NodeKind.FURNITURE))


def _marks_and_notes(document: Document) -> tuple[list[Node], list[Node]]:
    return [n for _, n in document.of_kind(NodeKind.MARK)], [n for _, n in document.of_kind(NodeKind.FOOTNOTE)]


def test_footnote_marks_and_bodies_carry_the_same_label(parse: Parse) -> None:
    text = f"第一章 任务\n推广“三色茶” [1] 和“云上渠” [2] 。{_PROSE}。\n[1] 三色茶：红茶、绿茶、白茶。\n[2] 云上渠：按墒情供水。\n"
    document = parse(text)
    marks, notes = _marks_and_notes(document)
    assert [mark.label for mark in marks] == [note.label for note in notes] == ["[1]", "[2]"]
    assert document.nodes[marks[0].parent or 0].kind is NodeKind.SENTENCE
    assert all(note.parent is None for note in notes)


def test_marks_may_come_back_and_stand_out_of_order(parse: Parse) -> None:
    document = parse(f"甲网 [1] 建成，乙网 [4] 建成，丙网 [2] 建成，丁网 [4] 建成。{_PROSE}。\n")
    assert [mark.label for mark in _marks_and_notes(document)[0]] == ["[1]", "[4]", "[2]", "[4]"]


def test_a_block_of_notes_on_one_line_is_parted_at_its_marks(parse: Parse) -> None:
    document = parse(f"{_PROSE}。\n[1]三色茶：指红茶等[2020]号。[2]云上渠：供水。 [3]五环：五条路。\n")
    assert [note.label for note in _marks_and_notes(document)[1]] == ["[1]", "[2]", "[3]"]


def test_what_stands_under_the_head_of_the_notes_belongs_to_them(parse: Parse) -> None:
    document = parse(
        f"一、任务\n建设“云上渠”[1]。{_PROSE}。\n名词解释\n1.云上渠：\n指按墒情供水的渠道。\n2.三色茶：指红茶等。\n"
    )
    assert [note.label for note in _marks_and_notes(document)[1]] == ["[1]", "[1]", "[2]"]


def test_circled_numbers_are_marks_only_where_a_note_has_them(parse: Parse) -> None:
    listed = parse(f"重点是①种茶；②修渠。{_PROSE}。\n")
    assert not words(listed, NodeKind.MARK)
    cited = parse(f"建设云上渠①。{_PROSE}。\n①云上渠：指按墒情供水的渠道。\n")
    assert [m.label for m in _marks_and_notes(cited)[0]] == [n.label for n in _marks_and_notes(cited)[1]] == ["①"]


def test_a_sum_in_brackets_after_a_number_is_no_footnote_mark(parse: Parse) -> None:
    assert not words(parse(f"茶园151165[14]万亩。{_PROSE}。\n"), NodeKind.MARK)
