"""Indicator tables whose cells a copy parted by spaces or line ends. All tables are made up."""

from __future__ import annotations

import time

import pytest

from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.core.period import PlanPeriod
from gangyao.core.plan.tables.loose_tables import find_loose_tables
from gangyao.core.plan.tables.table import Table
from gangyao.ingest.readers import read_file

SIXTEENTH = PlanPeriod.from_name("十六五")
ROWS = {
    "茶叶总产值": "32.5 亿元 base 2030, 48 亿元 target 2035, 8 % change",
    "城镇化率": "41.2 % base 2030, 45 % target 2035, 3.8 % change",
    "森林覆盖率": "57.5 % base 2030, 58 % target 2035",
    "新增造林面积": "2.5 万亩 change",
}
NATURES = ["预期性", "预期性", "约束性", "约束性"]

IN_COLUMNS = """
专栏2  发展指标
    指 标          单 位      2030 年    2035 年    年均增长    属 性
  1.茶叶总产值      亿元       32.5       48         8左右      预期性

  2.城镇化率        %         41.2       ≥45        [3.8]      预期性
  3.森林覆盖率      %         57.5       58以上      —         约束性
  4.新增造林面积    万亩       —          —         [2.5]      约束性
三、重点任务
"""
ROW_A_LINE = """
序号 指标名称 单位 2030年 2035年 年均增长（%） 属性
1 茶叶总产值 亿元 32.5 48 8 预期性
2 城镇化率 % 41.2 ≥45 [3.8] 预期性
3 森林覆盖率 % 57.5 58以上 - 约束性
4 新增造林面积 万亩 - - [2.5] 约束性
注：[]内为五年累计数。
"""
UNIT_IN_BRACKETS = """
指标 2030年基期值 2035年目标值 年均增（5年累计） 属性
茶叶总产值（亿元） 32.5 48 8 预期性
城镇化率（%） 41.2 45 [3.8] 预期性
森林覆盖率（%） 57.5 58 一 约束性
新增造林面积（万亩） 一 一 [2.5] 约束性
"""
ONE_LINE = (
    "表1 主要指标 指标 单位 2030年 2035年 年均增速 属性 1 茶叶总产值 亿元 32.5 48 8 预期性 2 城镇化率 % 41.2 45 [3.8] 预期性 "
    "3 森林覆盖率 % 57.5 58 - 约束性 4 新增造林面积 万亩 - - [2.5] 约束性\n第三章 任务\n"
)
CELL_A_LINE = (
    "类别\n\n指 标\n\n单位\n\n2030年\n\n基期值\n\n2035年\n\n目标值\n\n年均增速\n\n〔累计〕\n\n属性\n\n经济\n\n茶叶总产值\n\n亿元\n\n32.5\n\n48\n\n8\n\n"
    "预期性\n\n城镇化率\n\n%\n\n41.2\n\n45\n\n〔3.8〕\n\n预期性\n\n生态\n\n森林覆盖率\n\n%\n\n57.5\n\n58\n\n-\n\n约束性\n\n"
    "新增造林面积\n\n万亩\n\n-\n\n-\n\n〔2.5〕\n\n约束性\n\n后文另起一段，与上面的指标无关。\n"
)
CELL_A_LINE_PIPED = "\n".join(f"{cell} |" for cell in UNIT_IN_BRACKETS.split()) + "\n"
NATURE_GLUED = ROW_A_LINE.replace(" 预期性", "预期性").replace(" 约束性", "约束性")
RESPONSIBLE = ROW_A_LINE.replace("属性", "属性 责任单位").replace("期性", "期性 农业局").replace("束性", "束性 林业局")
FORMS = {
    "columns set with spaces": IN_COLUMNS,
    "one row a line": ROW_A_LINE,
    "units in brackets": UNIT_IN_BRACKETS,
    "all in one line": ONE_LINE,
    "one cell a line": CELL_A_LINE,
    "one cell and a pipe a line": CELL_A_LINE_PIPED,
    "natures glued to figures": NATURE_GLUED,
    "responsible departments last": RESPONSIBLE,
}


def document_of(text: str) -> Document:
    return parse_document(read_file(text.encode(), "纲要.txt"))


def tables_of(text: str, period: PlanPeriod | None = SIXTEENTH) -> list[Table]:
    return list(find_loose_tables(document_of(text), period))


def summary(table: Table) -> dict[str, str]:
    return {
        row.name: ", ".join(
            " ".join(filter(None, [str(cell.value), cell.unit, cell.column, str(cell.year or "")]))
            for cell in row.cells
        )
        for row in table.rows
    }


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_the_same_table_is_read_from_every_copy(text: str) -> None:
    (table,) = tables_of("某区发展规划\n第一章 目标\n" + text)
    assert summary(table) == ROWS
    assert [row.nature for row in table.rows] == NATURES


def test_a_table_ends_before_the_text_that_follows() -> None:
    document = document_of(ROW_A_LINE)
    (table,) = find_loose_tables(document)
    quoted = document.folded.text[table.start : table.end]
    assert quoted.startswith("序号") and quoted.endswith("约束性")


def test_a_value_is_anchored_from_its_name_to_itself() -> None:
    document = document_of(ROW_A_LINE)
    (table,) = find_loose_tables(document)
    spans = [cell.span for cell in table.rows[0].cells if cell.span]
    sources = [document.quote(*document.folded.to_source(*span)) for span in spans]
    assert sources == ["茶叶总产值 亿元 32.5", "茶叶总产值 亿元 32.5 48", "茶叶总产值 亿元 32.5 48 8"]


def test_the_stretch_of_a_value_in_a_wide_row_stays_short() -> None:
    document = document_of(IN_COLUMNS.replace("      ", " " * 40))
    (table,) = find_loose_tables(document)
    spans = [cell.span for row in table.rows for cell in row.cells if cell.span]
    lengths = [end - start for start, end in (document.folded.to_source(*span) for span in spans)]
    assert spans and max(lengths) <= 100


def test_groups_are_fields_whether_a_line_of_their_own_or_before_the_number() -> None:
    text = "类别 序号 指标 单位 2030年 2035年\n经济发展 1 茶叶产值 亿元 3 5\n2 旅游收入 亿元 6 9\n生态环境 3 绿化面积 亩 70 80\n"
    (table,) = tables_of(text)
    assert [(row.field, row.name) for row in table.rows] == [
        ("经济发展", "茶叶产值"),
        ("经济发展", "旅游收入"),
        ("生态环境", "绿化面积"),
    ]


def test_a_group_on_a_line_of_its_own_heads_the_rows_below() -> None:
    (table,) = tables_of("指标 单位 2030年 2035年\n经济发展\n茶叶产值 亿元 3 5\n旅游收入 亿元 6 9\n")
    assert [(row.field, row.name) for row in table.rows] == [("经济发展", "茶叶产值"), ("经济发展", "旅游收入")]


def test_a_part_without_a_measure_of_its_own_follows_its_whole() -> None:
    (table,) = tables_of("指标\n单位\n2030年\n2035年\n公路里程\n公里\n80\n95\n其中：高速公路\n公里\n12\n20\n")
    assert [row.name for row in table.rows] == ["公路里程", "公路里程高速公路"]


def test_words_in_place_of_a_figure_give_no_value_and_keep_the_columns() -> None:
    (table,) = tables_of("指标 单位 2030年 2035年 属性\n排放量 吨 95 完成省定任务 约束性\n绿化面积 亩 70 80 预期性\n")
    assert summary(table) == {"排放量": "95 吨 base 2030", "绿化面积": "70 亩 base 2030, 80 亩 target 2035"}


@pytest.mark.parametrize("between", [" ", "\n"])
def test_words_before_a_nature_stand_for_a_figure(between: str) -> None:
    text = "指标 2030年 2035年 年均增长 属性 排放量（吨） 95 - 与产值同步 约束性 绿化面积（亩） 70 80 - 预期性"
    (table,) = tables_of(text.replace(" ", between) + "\n")
    assert summary(table) == {"排放量": "95 吨 base 2030", "绿化面积": "70 亩 base 2030, 80 亩 target 2035"}
    assert [row.nature for row in table.rows] == ["约束性", "预期性"]


def test_the_nature_may_stand_before_the_figures() -> None:
    (table,) = tables_of("指标 性质 单位 2030年 2035年\n排放量 约束性 吨 95 90\n绿化面积 预期性 亩 70 80\n")
    assert summary(table)["排放量"] == "95 吨 base 2030, 90 吨 target 2035"
    assert [row.nature for row in table.rows] == ["约束性", "预期性"]


def test_marks_of_notes_are_no_part_of_a_figure() -> None:
    (table,) = tables_of("指标 2030年 2035年\n寿命（岁） 79.1* 80①\n绿化面积（亩） 70 80\n")
    assert summary(table)["寿命"] == "79.1 岁 base 2030, 80 岁 target 2035"


def test_a_single_figure_under_two_years_is_the_target_s() -> None:
    (table,) = tables_of("指标  单位  2030年  2035年  属性\n绿化面积  亩    80  预期性\n水库  座  2  5  预期性\n")
    assert summary(table)["绿化面积"] == "80 亩 target 2035"


def test_every_year_up_to_the_base_is_reported_and_every_later_one_planned() -> None:
    text = "指标 单位 2029年 2030年 2031年 2032年\n入园率 % 70 72 74 78\n幼儿园 所 3 4 6 7\n"
    (table,) = tables_of(text)
    assert summary(table)["幼儿园"] == "3 所 base 2029, 4 所 base 2030, 6 所 target 2031, 7 所 target 2032"


def test_columns_called_present_and_goal_take_the_years_of_the_plan() -> None:
    text = "指标名称  现状值  目标值  属性\n床位（张）  320  410  预期性\n探访率（%）  -  100  约束性\n"
    (table,) = tables_of(text)
    assert summary(table) == {"床位": "320 张 base 2030, 410 张 target 2035", "探访率": "100 % target 2035"}
    assert not tables_of(text, None)


def test_names_that_begin_or_end_with_figures_stay_whole() -> None:
    (table,) = tables_of("指标 单位 2030年 2035年\n5岁以下儿童死亡率 ‰ 4.9 4.5\n信息化2.0学校数 所 3 8\n")
    assert [row.name for row in table.rows] == ["5岁以下儿童死亡率", "信息化2.0学校数"]


@pytest.mark.parametrize(
    "text",
    [
        "主要指标 2030年完成情况：全区茶叶产值达到32亿元，2025年为20亿元。\n",
        "各项指标\n2031年，茶叶产量达到60吨，2032年达到62吨，2033年达到64吨。\n",
        "指标 单位 2030年 2035年\n以下各章说明怎样达到上述目标。\n",
        "指标 单位 责任单位\n茶叶产值 亿元 农业局\n绿化面积 亩 林业局\n",
        "项目名称 2031年 2035年 的安排另行公布。\n",
        "指标 2035年\n绿化面积 80\n",
    ],
)
def test_sentences_lists_and_single_rows_are_no_table(text: str) -> None:
    assert not tables_of(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "| ",
        "指标 ",
        "指 标 ",
        "指标 2030年 2035年 ",
        "指标\n",
        "8|",
        "指标 单位 2030年 2035年\n绿化面积 亩 70 80 ",
        "绿化 预期性\n",
    ],
)
def test_two_hundred_thousand_characters_of_anything_are_read_at_once(unit: str) -> None:
    document = document_of("某区规划\n" + unit * (200_000 // len(unit)))
    _ = document.folded
    begin = time.perf_counter()
    list(find_loose_tables(document, SIXTEENTH))
    assert time.perf_counter() - begin < 10


def test_a_long_table_on_one_line_with_single_spaces_is_read_to_its_end() -> None:
    names = [f"{name}产量" for name in "茶竹米鱼果菜药菌棉麻桑藕"]
    rows = (f"产业 {n} {name}（万吨） {n}.5 {n + 3} 〔{n + 2}〕 预期性" for n, name in enumerate(names, 1))
    text = (
        "专栏2 发展指标 类别 序号 指标 2030年 2035年 年均增长〔累计〕 属性 "
        + " ".join(rows)
        + " 注：〔〕内为累计数。\n"
    )
    (table,) = tables_of(text)
    assert [row.name for row in table.rows] == names
    assert {row.nature for row in table.rows} == {"预期性"}
    assert all(len(row.cells) == 3 for row in table.rows)
