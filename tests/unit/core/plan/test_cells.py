"""Indicator tables with cells, from tab-separated text and from Word. All tables are made up."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence

import docx
import pytest

from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.core.period import PlanPeriod
from gangyao.core.plan.statement import Role
from gangyao.core.plan.tables.cells import read_tables
from gangyao.core.plan.tables.table import Table
from gangyao.ingest.readers import read_file
from gangyao.pipeline import compile_text

Rows = Sequence[Sequence[str]]
Values = list[tuple[str, str, str, str | None]]


def from_text(rows: Rows, caption: str = "") -> Document:
    text = (
        f"第一章 目标\n专栏1 指标\n{caption}\n"
        + "".join("\t".join(row) + "\n" for row in rows)
        + "以上指标按年分解。\n"
    )
    return parse_document(read_file(text.encode(), "纲要.txt"))


def from_word(rows: Rows, caption: str = "") -> Document:
    """Empty cells below and to the right of filled ones are merged with them, as people set such tables."""
    document = docx.Document()
    document.add_heading("第一章 目标", 1)
    document.add_paragraph(caption)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            if words:
                table.cell(i, j).text = words
            elif i and j == 0:
                table.cell(i - 1, j).merge(table.cell(i, j))
    stream = io.BytesIO()
    document.save(stream)
    return parse_document(read_file(stream.getvalue(), "纲要.docx"))


SOURCES = pytest.mark.parametrize("build", [from_text, from_word], ids=["text", "word"])
Build = Callable[..., Document]


def the_table(document: Document) -> Table:
    (table,) = read_tables(document)
    return table


def values(table: Table) -> dict[str, Values]:
    return {
        row.name: [(cell.column, str(cell.value), cell.comparator.value, cell.unit) for cell in row.cells]
        for row in table.rows
    }


_USUAL = (
    ("类别", "序号", "指标", "单位", "2030年", "2035年", "年均增长[累计]", "属性"),
    ("经济", "1", "茶叶总产值", "亿元", "32.5", "48", "8左右", "预期性"),
    ("", "2", "城镇化率", "%", "41.2", "≥45", "[3.8]", "预期性"),
    ("生态", "3", "森林覆盖率", "%", "57.5", "58以上", "—", "约束性"),
    ("", "4", "新增造林面积", "万亩", "-", "-", "[2.5]", "约束性"),
)


@SOURCES
def test_the_usual_table_is_read_by_its_columns(build: Build) -> None:
    table = the_table(build(_USUAL))
    assert (table.base, table.target, table.growth) == (2030, 2035, True)
    assert values(table) == {
        "茶叶总产值": [("base", "32.5", "=", "亿元"), ("target", "48", "=", "亿元"), ("change", "8", "~", "%")],
        "城镇化率": [("base", "41.2", "=", "%"), ("target", "45", ">=", "%"), ("change", "3.8", "=", "%")],
        "森林覆盖率": [("base", "57.5", "=", "%"), ("target", "58", ">=", "%")],
        "新增造林面积": [("change", "2.5", "=", "万亩")],
    }
    assert [row.nature for row in table.rows] == ["预期性", "预期性", "约束性", "约束性"]
    assert [cell.summed for row in table.rows for cell in row.cells if cell.column == "change"] == [False, True, True]


@SOURCES
def test_a_row_s_anchor_runs_from_its_name_to_its_last_value(build: Build) -> None:
    document = build(_USUAL)
    quoted = [document.folded.text[row.start : row.end] for row in the_table(document).rows]
    assert quoted[0].startswith("茶叶总产值\t亿元") and quoted[0].endswith("8左右")
    assert quoted[2].endswith("58以上\t—")


@SOURCES
def test_a_head_of_two_rows_names_columns_together(build: Build) -> None:
    rows = (
        ("指标名称", "计量单位", "2030年实际", "目标值", "", "指标性质"),
        ("", "", "", "2035年", "年均增速（%）", ""),
        ("茶叶产量", "万吨", "3.5", "4.6", "5.6", "预期性"),
    )
    table = the_table(build(rows))
    assert (table.base, table.target) == (2030, 2035)
    assert values(table)["茶叶产量"] == [
        ("base", "3.5", "=", "万吨"),
        ("target", "4.6", "=", "万吨"),
        ("change", "5.6", "=", "%"),
    ]


@SOURCES
def test_the_unit_stands_in_its_column_or_behind_the_name_or_in_the_corner(build: Build) -> None:
    rows = (("指标", "2030年", "2035年"), ("茶园面积（万亩）", "12", "15"), ("财政收入", "3.2", "5"))
    assert values(the_table(build(rows, "单位：亿元"))) == {
        "茶园面积": [("base", "12", "=", "万亩"), ("target", "15", "=", "万亩")],
        "财政收入": [("base", "3.2", "=", "亿元"), ("target", "5", "=", "亿元")],
    }


@SOURCES
def test_a_merged_indicator_gives_its_parts_whole_names(build: Build) -> None:
    rows = (
        ("指标", "", "单位", "2035年", "属性"),
        ("污染物排放减少", "氨氮", "%", "[10]", "约束性"),
        ("", "粉尘", "%", "[15]", "约束性"),
        ("人均收入", "", "元", "41,500", "预期性"),
    )
    table = the_table(build(rows))
    assert list(values(table)) == ["氨氮排放减少", "粉尘排放减少", "人均收入"]
    assert values(table)["人均收入"] == [("target", "41500", "=", "元")]


@SOURCES
def test_a_part_that_says_what_it_measures_stands_alone(build: Build) -> None:
    rows = (
        ("指标", "单位", "2030年", "2035年"),
        ("城镇化率", "%", "41", "45"),
        ("其中：户籍人口城镇化率", "%", "30", "33"),
    )
    assert list(values(the_table(build(rows)))) == ["城镇化率", "户籍人口城镇化率"]


@SOURCES
def test_numbers_and_note_marks_are_no_part_of_a_name(build: Build) -> None:
    rows = (
        ("指标", "单位", "2030年", "2035年"),
        ("1.公路里程[2]", "公里", "850", "920"),
        ("（2）其中：村道①", "公里", "600", "640"),
    )
    assert list(values(the_table(build(rows)))) == ["公路里程", "公路里程村道"]


@SOURCES
def test_a_base_of_another_year_and_two_values_in_one_cell_are_told_apart(build: Build) -> None:
    rows = (
        ("指标", "单位", "2030年", "2035年", "年均增长[累计]"),
        ("游客人次", "万人次", "85（2029年）", "130", "9左右[45]"),
    )
    (row,) = the_table(build(rows)).rows
    assert row.base_year == 2029
    assert [(c.column, str(c.value), c.unit, c.summed) for c in row.cells][2:] == [
        ("change", "9", "%", False),
        ("change", "45", "万人次", True),
    ]


@pytest.mark.parametrize(
    ("printed", "value", "comparator", "unit", "falls"),
    [
        ("＞80", "80", ">", "%", False), ("不低于80", "80", ">=", "%", False), ("80以内", "80", "<=", "%", False), ("约80", "80", "~", "%", False),
        ("80及以上", "80", ">=", "%", False), ("3.5个百分点", "3.5", "=", "个百分点", False), ("-10", "10", "=", "%", True),
        ("８０．５", "80.5", "=", "%", False),
    ],
)  # fmt: skip
def test_a_value_keeps_its_bound_its_own_unit_and_its_sign(
    printed: str, value: str, comparator: str, unit: str, falls: bool
) -> None:
    (row,) = the_table(from_text((("指标", "单位", "2035年"), ("达标率", "%", printed)))).rows
    cell = row.cells[0]
    assert (str(cell.value), cell.comparator.value, cell.unit, cell.falls) == (value, comparator, unit, falls)


@pytest.mark.parametrize("printed", ["完成上级任务", "—", "", "全覆盖", "8-10", "Ⅲ类"])
def test_what_is_no_single_number_gives_no_value(printed: str) -> None:
    assert not list(read_tables(from_text((("指标", "单位", "2035年"), ("达标率", "%", printed)))))


@SOURCES
def test_of_several_years_the_first_is_the_base_and_each_later_one_a_target(build: Build) -> None:
    rows = (("指标", "单位", "2030年", "2033年", "2035年"), ("水库", "座", "2", "4", "5"))
    (row,) = the_table(build(rows)).rows
    assert [(c.column, str(c.value), c.year) for c in row.cells] == [
        ("base", "2", 2030),
        ("target", "4", 2033),
        ("target", "5", 2035),
    ]


@SOURCES
def test_years_up_to_the_base_of_the_plan_are_reported(build: Build) -> None:
    rows = (("指标", "单位", "2028年", "2029年", "2030年", "2035年"), ("水库", "座", "1", "2", "2", "5"))
    ((row,),) = [table.rows for table in read_tables(build(rows), PlanPeriod.from_name("十六五"))]
    assert [(c.column, c.year) for c in row.cells] == [("base", 2028), ("base", 2029), ("base", 2030), ("target", 2035)]


@SOURCES
def test_columns_without_years_take_those_of_the_plan(build: Build) -> None:
    rows = (("指标", "单位", "现状", "目标"), ("水库", "座", "2", "5"))
    ((row,),) = [table.rows for table in read_tables(build(rows), PlanPeriod.from_name("十六五"))]
    assert [(c.column, c.year) for c in row.cells] == [("base", 2030), ("target", 2035)]
    assert not list(read_tables(build(rows)))


@SOURCES
def test_a_row_knows_its_field_and_a_value_its_own_stretch(build: Build) -> None:
    document = build(_USUAL)
    rows = the_table(document).rows
    assert [row.field for row in rows] == ["经济", "经济", "生态", "生态"]
    stretches = [document.folded.text[cell.span[0] : cell.span[1]] for cell in rows[0].cells if cell.span]
    assert [words.replace("\t", " ") for words in stretches] == [
        "茶叶总产值 亿元 32.5",
        "茶叶总产值 亿元 32.5 48",
        "茶叶总产值 亿元 32.5 48 8左右",
    ]


def test_a_table_without_indicators_or_years_is_left_alone() -> None:
    assert not list(read_tables(from_text((("项目名称", "投资（亿元）"), ("白石水库", "3.2")))))
    assert not list(read_tables(from_text((("姓名", "电话"), ("甲", "2035")))))


def test_lines_with_pipes_are_rows() -> None:
    text = (
        "第一章 目标\n| 指标 | 单位 | 2030年 | 2035年 | 属性 |\n|:---|---|---|---|---|\n"
        "| 茶园面积 | 万亩 | 12 | 15 | 预期性 |\n| 合格率 | % | | 98 | 约束性 |\n后文。\n"
    )
    table = the_table(parse_document(read_file(text.encode(), "纲要.txt")))
    assert values(table) == {
        "茶园面积": [("base", "12", "=", "万亩"), ("target", "15", "=", "万亩")],
        "合格率": [("target", "98", "=", "%")],
    }
    assert [row.nature for row in table.rows] == ["预期性", "约束性"]


@pytest.mark.parametrize(
    "line", ["|" * 200_000, "8|" * 100_000 + "指标", "指标|2035年|" + "|" * 200_000, "|||\n" * 50_000]
)
def test_two_hundred_thousand_pipes_are_read_at_once(line: str) -> None:
    document = parse_document(read_file(("第一章 目标\n" + line + "\n" + line + "\n").encode(), "纲要.txt"))
    _ = document.folded
    begin = time.perf_counter()
    assert not list(read_tables(document))
    assert time.perf_counter() - begin < 10


def test_a_flow_under_the_column_of_the_base_year_is_of_that_year() -> None:
    text = (
        "云溪县国民经济和社会发展第十五个五年规划纲要（编造的示例）\n第一章 主要目标\n"
        "指标\t单位\t2025年\t2030年\t属性\n城镇新增就业\t人\t2350\t〔12000〕\t预期性\n森林覆盖率\t%\t61.2\t62\t约束性\n"
    )
    plan = compile_text(text.encode(), "纲要.txt").plan
    reported = [s for s in plan.statements if s.role is Role.ACHIEVED]
    assert [(str(s.quantity.value), s.horizon) for s in reported] == [("2350", "2025"), ("61.2", "2025")]
