"""Tables that spreadsheets open: exact numbers, harmless words."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from gangyao.report.spreadsheet import Cell, Sheet, write_csv, write_xlsx

_COLUMNS = (("指标", 30), ("目标值", 12))


def _sheet(*row: Cell) -> Sheet:
    return Sheet("目标", _COLUMNS, [row], frozen=1, filtered=True)


def _csv(*row: Cell) -> list[str]:
    text = write_csv(_sheet(*row)).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))[1]


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+8%", "-5", "@sum", "\t=1", "＝1+1", "＋8%", "－5", "＠sum", "  =1+1", "\n-5", "\u3000＝1", "\ufeff=1"],
)
def test_words_that_a_spreadsheet_would_run_are_made_harmless(words: str) -> None:
    assert _csv(words, None) == [f"'{words}", ""]
    sheet = load_workbook(BytesIO(write_xlsx([_sheet(words, None)])))["目标"]
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", words)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("茶园\x00面积", "茶园\ufffd面积"),
        ("茶园\x0c面积", "茶园 面积"),
        ("茶园\ufffe", "茶园\ufffd"),
        ("\ud800茶园", "\ufffd茶园"),
    ],
)
def test_signs_that_no_file_may_hold_are_replaced_and_the_file_opens(words: str, written: str) -> None:
    assert _csv(words, None)[0] == written
    assert load_workbook(BytesIO(write_xlsx([_sheet(words, None)])))["目标"]["A2"].value == written


def test_a_formula_behind_a_control_character_is_made_harmless_too() -> None:
    assert _csv("\x0c=1+1", None)[0] == "' =1+1"


def test_a_number_below_zero_stays_a_number() -> None:
    assert _csv("茶园面积变动", Decimal("-0.5")) == ["茶园面积变动", "-0.5"]


def test_numbers_are_number_cells_with_the_printed_digits() -> None:
    sheet = load_workbook(BytesIO(write_xlsx([_sheet("茶叶产量", Decimal("3.50"))])))["目标"]
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("n", 3.5)
    assert _csv("茶叶产量", Decimal("3.50"))[1] == "3.50"


def test_a_large_number_is_never_written_with_an_exponent() -> None:
    assert _csv("总量", Decimal("1E+6"))[1] == "1000000"


def test_headings_stay_in_view_and_carry_filters() -> None:
    sheet = load_workbook(BytesIO(write_xlsx([_sheet("茶园面积", 12)])))["目标"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:B2")


def test_excel_knows_the_encoding_by_its_mark() -> None:
    assert write_csv(_sheet("茶园面积", 12)).startswith(b"\xef\xbb\xbf")


def test_a_row_is_as_high_as_its_words_need_up_to_a_bound() -> None:
    page = load_workbook(
        BytesIO(write_xlsx([Sheet("目标", _COLUMNS, [("茶", None), ("茶园" * 15, 1), ("茶" * 900, 1)])]))
    )["目标"]
    short, long, longest = (page.row_dimensions[row].height for row in (2, 3, 4))
    assert long == 2 * short
    assert longest == 8 * short


def test_a_printed_page_repeats_the_headings_and_fits_the_sheet() -> None:
    page = load_workbook(BytesIO(write_xlsx([_sheet("茶园面积", 1)])))["目标"]
    assert (page.print_title_rows, page.page_setup.orientation, page.page_setup.paperSize) == ("$1:$1", "landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    wide = Sheet("目标", (("原文", 200),), [("茶园面积",)])
    assert load_workbook(BytesIO(write_xlsx([wide])))["目标"].page_setup.paperSize == 8
