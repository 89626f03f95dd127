"""Tables as CSV and XLSX, safe to open: a cell's words are never run as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO, StringIO

from attrs import frozen
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

Cell = str | Decimal | int | None

# OWASP, CSV Injection: what starts a formula, in either width, also behind blanks; and the line ends and tabs themselves.
_FORMULA = re.compile(r"[\t\r\n]|[\s\u200b\ufeff]*[=+\-@＝＋－＠]")
# No document of XML 1.0 may hold these, nor may UTF-8 hold half a surrogate pair.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE, _MOST_LINES = 16, 8  # points; a longer sentence is read in its cell
_A4, _A3, _WIDEST = 9, 8, 160  # characters on A4
_HEAD_FILL, _HEAD_FONT, _RULE = "9A2A1E", "FFFFFF", "B8B2A7"


@frozen
class Sheet:
    """One table of a workbook.

    Attributes:
        title: on its tab, e.g. "目标".
        columns: heading and width in characters of each, e.g. (("指标", 34), ("目标值", 12)).
        rows: cells in the order of the columns.
        frozen: columns at the left that stay in view.
        filtered: the headings carry filters.
    """

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[Cell]]
    frozen: int = 0
    filtered: bool = False


def write_csv(sheet: Sheet) -> bytes:
    """UTF-8 with the mark that Excel knows it by (RFC 4180, CRLF line ends)."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(heading for heading, _ in sheet.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return ("\ufeff" + text.getvalue()).encode()


def write_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook with numbers in number cells."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _harmless(cell: Cell) -> str:
    """A cell as text; words that a spreadsheet would run as a formula are led by an apostrophe."""
    if isinstance(cell, str):
        words = writable(cell)
        return f"'{words}" if _FORMULA.match(words) else words
    return "" if cell is None else format(cell, "f" if isinstance(cell, Decimal) else "d")


def writable(words: str) -> str:
    """Words without signs that no file may hold: blanks among them (a page break) become spaces, others a �."""
    return _UNWRITABLE.sub(lambda sign: " " if sign[0].isspace() else "\ufffd", words)


def _fill(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    for position, (_, width) in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(position)].width = width
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    if sheet.filtered:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    _set_print(page, sheet)
    page.append([_heading(page, heading) for heading, _ in sheet.columns])
    for number, row in enumerate(sheet.rows, 2):
        page.row_dimensions[number].height = _LINE * min(max(map(_lines, row, sheet.columns), default=1), _MOST_LINES)
        page.append([_cell(page, value) for value in row])


def _set_print(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    """Across, as wide as the page, the headings on every page; A4, and A3 for what could not be read on it."""
    wide = sum(width for _, width in sheet.columns) > _WIDEST
    page.page_setup.paperSize, page.page_setup.orientation = _A3 if wide else _A4, "landscape"
    page.print_title_rows = "1:1"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(value: Cell, column: tuple[str, int]) -> int:
    """Lines that a cell takes in its column; a Chinese character is two wide. Not every program works this out itself."""
    words = value if isinstance(value, str) else ""
    return max(1, -(-sum(2 if ord(char) > 0x2E7F else 1 for char in words) // column[1]))


def _heading(page: WriteOnlyWorksheet, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, words)
    cell.font = Font(bold=True, color=_HEAD_FONT)
    cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _cell(page: WriteOnlyWorksheet, value: Cell) -> WriteOnlyCell:
    """A cell: numbers as numbers, words always as words, whatever they start with."""
    cell = WriteOnlyCell(page, writable(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    cell.border = Border(bottom=Side("hair", color=_RULE))
    return cell
