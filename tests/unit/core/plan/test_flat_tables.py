"""Indicator tables that a copy ran together into one line, and rows whose head it lost. All tables are made up."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from gangyao.core.document.parse import parse_document
from gangyao.core.period import PlanPeriod
from gangyao.core.plan.statement import Measure
from gangyao.core.plan.tables.flat_tables import find_flat_tables
from gangyao.core.plan.tables.headless_tables import find_headless_tables
from gangyao.core.plan.tables.table import Cell, Table, measure_in_table, name_in_table
from gangyao.core.quantity.quantity import Comparator
from gangyao.ingest.readers import read_file

SIXTEENTH = PlanPeriod.from_name("十六五")
HEAD = "指标单位2030年2035年年均增长(%)属性"


def figures(table: Table) -> dict[str, list[str]]:
    return {row.name: [f"{cell.column} {cell.value} {cell.unit}" for cell in row.cells] for row in table.rows}


def headless(text: str, period: PlanPeriod | None = SIXTEENTH) -> list[Table]:
    return list(find_headless_tables(parse_document(read_file(text.encode(), "纲要.txt")), period))


def test_a_unit_without_brackets_parts_a_name_from_its_figures() -> None:
    (table,) = find_flat_tables(HEAD + "茶叶产值亿元32.5 48 8.1预期性城镇化率%41.2 45[3.8]预期性")
    assert figures(table) == {
        "茶叶产值": ["base 32.5 亿元", "target 48 亿元", "change 8.1 %"],
        "城镇化率": ["base 41.2 %", "target 45 %", "change 3.8 %"],
    }
    assert [row.nature for row in table.rows] == ["预期性", "预期性"]


def test_base_target_and_growth_in_one_run_of_digits_are_parted_where_the_growth_fits() -> None:
    (table,) = find_flat_tables(HEAD + "茶叶产值亿元32.547.88预期性旅游收入亿元2040.315预期性")
    assert figures(table) == {
        "茶叶产值": ["base 32.5 亿元", "target 47.8 亿元", "change 8 %"],
        "旅游收入": ["base 20 亿元", "target 40.3 亿元", "change 15 %"],
    }
    assert all(cell.glued for cell in table.rows[0].cells[:2])


def test_a_value_is_anchored_from_its_name_to_itself_even_inside_a_run_of_digits() -> None:
    text = "专栏1 指标2030年2035年累计属性绿道覆盖率(%)4552〔7〕约束性排放量(吨)95.590以内-预期性"
    (table,) = find_flat_tables(text)
    spans = [cell.span for row in table.rows for cell in row.cells if cell.span]
    assert [text[start:end] for start, end in spans] == [
        "绿道覆盖率(%)45",
        "绿道覆盖率(%)4552",
        "绿道覆盖率(%)4552〔7〕",
        "排放量(吨)95.5",
        "排放量(吨)95.590以内",
    ]


def test_a_run_of_digits_that_nothing_parts_is_doubtful() -> None:
    (table,) = find_flat_tables(HEAD + "茶叶产值亿元32.547.88预期性旅游收入亿元204010.0预期性")
    assert [cell.glued for cell in table.rows[1].cells] == [True]


def test_an_empty_growth_cell_is_no_growth() -> None:
    (table,) = find_flat_tables(HEAD + "失业率%4.1<4.5-预期性绿化面积亩70 80 -约束性")
    assert figures(table) == {
        "失业率": ["base 4.1 %", "target 4.5 %"],
        "绿化面积": ["base 70 亩", "target 80 亩"],
    }


def test_rows_without_a_head_take_the_years_of_the_plan_and_say_so() -> None:
    text = (
        "预期目标\n1 茶叶产值 亿元 32 48 预期性\n2 绿化面积 亩 70 80 约束性\n3 城镇化率 % 41 45 预期性\n第三章 任务\n"
    )
    (table,) = headless(text)
    assert (table.base, table.target, table.dated) == (2030, 2035, False)
    assert figures(table)["绿化面积"] == ["base 70 亩", "target 80 亩"]
    assert not headless(text, None)


def test_rows_without_a_head_and_one_figure_hold_targets() -> None:
    text = "茶叶产值（亿元）  48  预期性\n\n绿化面积（亩）  80  约束性\n\n城镇化率（%）  >45  预期性\n"
    (table,) = headless(text)
    assert figures(table)["城镇化率"] == ["target 45 %"]


@pytest.mark.parametrize(
    "text",
    [
        "茶叶产值 亿元 32 48 预期性\n绿化面积 亩 70 80 约束性\n",
        "茶叶产值 亿元 32 48 8 预期性\n绿化面积 亩 70 80 2 约束性\n城镇化率 % 41 45 1 预期性\n",
        "对茶叶产值这样的指标，性质是预期性\n绿化面积要完成，性质是约束性\n城镇化率由市场决定，性质是预期性\n",
    ],
)
def test_two_rows_three_figures_and_sentences_are_no_table_without_a_head(text: str) -> None:
    assert not headless(text)


@pytest.mark.parametrize(
    "unit", ["1", "|", "指标", "指标2030年2035年", "亩1", "率-", "绿化亩", "(%)1", "绿化 亩 7 8 预期性\n", "预期性"]
)
@pytest.mark.parametrize("head", ["", HEAD, HEAD + "绿化面积亩", "指标2030年2035年\n绿化面积(亩)"])
def test_two_hundred_thousand_characters_of_anything_are_read_at_once(head: str, unit: str) -> None:
    text = head + unit * (200_000 // len(unit))
    begin = time.perf_counter()
    list(find_flat_tables(text))
    assert time.perf_counter() - begin < 10


@pytest.mark.parametrize(
    ("name", "cell", "measure", "named"),
    [
        ("失业率", Cell("change", Decimal("5.5"), Comparator.BELOW, "%"), Measure.SHARE, "失业率"),
        ("茶叶产值", Cell("change", Decimal(8), Comparator.EQUAL, "%"), Measure.ANNUAL_GROWTH, "茶叶产值年均增速"),
        (
            "道路投资",
            Cell("change", Decimal(400), Comparator.EQUAL, "亿元", summed=True),
            Measure.CUMULATIVE,
            "道路投资",
        ),
        (
            "城镇化率",
            Cell("change", Decimal(4), Comparator.EQUAL, "%", summed=True),
            Measure.CHANGE,
            "城镇化率累计提高",
        ),
    ],
)
def test_what_a_figure_in_the_last_column_is(name: str, cell: Cell, measure: Measure, named: str) -> None:
    found = measure_in_table(name, cell, growth=True)
    assert (found, name_in_table(name, cell, found)) == (measure, named)


NUMBERED_HEAD = "类别序号指标2030年2035年年均增长〔累计〕属性"


@pytest.mark.parametrize("head", [NUMBERED_HEAD, NUMBERED_HEAD.replace("序号", "")])
def test_in_a_glued_table_a_name_begins_after_its_group_its_number_and_the_row_before(head: str) -> None:
    rows = (
        "产业振兴1茶叶产值(亿元)3248〔16〕预期性绿水青山2单位产值用水降低(%)—完成省里任务—约束性"
        "绿水青山3林木蓄积(万亩)4146〔5〕约束性民生改善4人均茶园面积(亩)2.42.9〔0.5〕预期性"
    )
    (table,) = find_flat_tables(head + rows)
    assert figures(table) == {
        "茶叶产值": ["base 32 亿元", "target 48 亿元", "change 16 亿元"],
        "林木蓄积": ["base 41 万亩", "target 46 万亩", "change 5 万亩"],
        "人均茶园面积": ["base 2.4 亩", "target 2.9 亩", "change 0.5 亩"],
    }


def test_a_number_inside_a_name_is_no_number_of_a_row() -> None:
    (table,) = find_flat_tables(
        NUMBERED_HEAD + "一老一小1每千名3岁以下托位(个)3.55〔1.5〕预期性民生2婴儿年检率(%)90 95—预期性"
    )
    assert list(figures(table)) == ["每千名3岁以下托位", "婴儿年检率"]


def test_figures_parted_without_arithmetic_are_doubtful_and_those_that_cannot_be_parted_left_out() -> None:
    (table,) = find_flat_tables(
        NUMBERED_HEAD + "产业1茶叶产值(亿元)38.5909.5%预期性产业2茶农产量(吨)9.613—预期性产业3竹材产量(吨)70 80—预期性"
    )
    assert figures(table) == {
        "茶农产量": ["base 9.6 吨", "target 13 吨"],
        "竹材产量": ["base 70 吨", "target 80 吨"],
    }
    assert [[cell.glued for cell in row.cells] for row in table.rows] == [[True, True], [False, False]]


def test_growth_that_parts_a_run_of_digits_is_itself_doubtful() -> None:
    (table,) = find_flat_tables(HEAD + "茶叶产值亿元32.547.88预期性旅游收入亿元20 40.3 15预期性")
    assert [[cell.glued for cell in row.cells] for row in table.rows] == [[True] * 3, [False] * 3]


def test_items_that_are_numbered_after_the_note_of_a_table_are_no_notes_of_it() -> None:
    text = (
        NUMBERED_HEAD
        + "产业1茶叶产值(亿元)3248〔16〕预期性产业2竹材产量(吨)7090〔20〕预期性注:〔〕内为累计数。1.建茶仓。2.修水渠。"
    )
    (table,) = find_flat_tables(text)
    assert list(figures(table)) == ["茶叶产值", "竹材产量"]
