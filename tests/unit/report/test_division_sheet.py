"""The workbook that goes to the departments: nothing undecided looks decided, and it prints on A4."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook
from tests.unit.report.made_up_division import DIVISION

from gangyao.core.plan.responsibility.division import Division
from gangyao.report.division_sheet import write_division_sheet

_HEAD = 3


def _book(division: Division = DIVISION) -> Workbook:
    return load_workbook(BytesIO(write_division_sheet(division)))


def _columns(book: Workbook, sheet: str = "任务分工") -> dict[str, list[object]]:
    rows = list(book[sheet].iter_rows(min_row=_HEAD, values_only=True))
    return {str(heading): [row[place] for row in rows[1:]] for place, heading in enumerate(rows[0])}


def test_tasks_indicators_projects_and_an_explanation_stand_on_sheets_of_their_own() -> None:
    assert _book().sheetnames == ["任务分工", "主要指标", "重大项目", "说明"]


def test_what_nobody_confirmed_is_printed_as_open_and_its_suggestion_in_a_column_of_its_own() -> None:
    columns = _columns(_book())
    assert columns["牵头单位"] == ["区住建局", "区文旅局", "待定", "待定", "待定"]
    assert columns["配合单位"] == ["区财政局、区文旅局", "无", "待定", "待定", "待定"]
    assert columns["建议牵头单位（未确认）"] == [None, None, "区教育局", "区教育局", None]
    assert columns["建议依据"][2] == "含“书院” → 教育"


def test_each_row_says_which_task_it_is_in_a_narrow_last_column() -> None:
    page = _book()["任务分工"]
    assert _columns(_book())["编号"] == ["改建-石板巷", "增设-观景台", "重开-书院", "招收-塾师", "=1+1"]
    assert page.column_dimensions["M"].width < 6


def test_words_that_start_like_a_formula_stay_words() -> None:
    cell = _book()["任务分工"].cell(_HEAD + 5, 3)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")（含括号）', "s")


def test_the_lead_is_chosen_from_the_agencies_and_may_still_be_another() -> None:
    book = _book()
    (choice,) = book["任务分工"].data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1, choice.errorStyle) == ("G4:G8", "'说明'!$D$2:$D$6", "warning")
    assert [book["说明"].cell(row, 4).value for row in range(2, 7)] == ["待定", *DIVISION.agencies]


def test_it_prints_across_a4_with_the_headings_on_every_page() -> None:
    for page in _book().worksheets[:3]:
        setup = page.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
        assert page.print_title_rows == "$3:$3"
    assert _book()["任务分工"].freeze_panes == "D4"


def test_remarks_and_the_day_stand_under_the_title_of_each_table() -> None:
    for name in ("任务分工", "主要指标", "重大项目"):
        assert _book()[name]["A2"].value == "合成数据，不是真实规划　打印日期：2026年3月12日"


def test_the_explanation_says_how_far_the_work_is() -> None:
    words = " ".join(str(row[1]) for row in _book()["说明"].iter_rows(values_only=True))
    assert "共 5 项任务，已确认牵头单位 2 项，待定 3 项" in words


def test_a_division_without_anything_in_it_is_a_workbook_all_the_same() -> None:
    empty = Division("分工", "规划", "2026年3月12日", ())
    assert _columns(_book(empty))["任务"] == []
