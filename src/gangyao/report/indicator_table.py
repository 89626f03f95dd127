"""主要指标表 as a workbook in the form that governments print: groups, units, two years, growth, legal weight.

The form is that of the tables of main indicators in planning outlines; page and fonts follow official documents
(GB/T 9704-2012: title 小标宋, body 仿宋).
"""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from attrs import frozen
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gangyao.report.spreadsheet import writable

_WIDTHS = (13, 40, 13, 14, 14, 16, 11)
CORRECTION_COLUMNS = (
    ("指标", 30), ("栏目", 12), ("更正内容", 16), ("原值", 16), ("现值", 18), ("更正人", 12), ("时间", 18), ("理由", 36),
)  # fmt: skip
_MARK = "*"
_TITLE_FONT, _HEAD_FONT, _BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
_TITLE_SIZE, _BODY_SIZE, _NOTE_SIZE = 18, 12, 10.5
_THIN, _NUMBER = Side("thin"), 3
_A4, _CENTRE = 9, Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_INDENTED = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_TITLE_ROWS, _HEAD_ROW = 1, 2
_LINE = 17  # points
_MARGIN_SIDE, _MARGIN_END = 0.6, 0.75  # inches


@frozen
class Value:
    """What stands in a cell of a value column.

    Attributes:
        words: as printed, e.g. "≥83", "[3.5]", "全覆盖", "缺".
        number: the same as a number where nothing but a number is printed, else None.
        marked: it is not as the text has it, which the sheet of corrections explains; printed with a *.
    """

    words: str = ""
    number: Decimal | None = None
    marked: bool = False


@frozen
class Line:
    """One indicator.

    Attributes:
        name: e.g. "森林覆盖率".
        unit: e.g. "%"; empty where there is none.
        base, target, growth: its values.
        nature: "约束性", "预期性" or empty.
    """

    name: str
    unit: str
    base: Value
    target: Value
    growth: Value
    nature: str


@frozen
class Group:
    """The indicators of one field 类别."""

    name: str
    lines: tuple[Line, ...]


@frozen
class IndicatorTable:
    """A table of main indicators.

    Attributes:
        title: above the table, e.g. "云州市青禾区…规划纲要主要指标".
        base: heading of the base year's column, e.g. "2020年".
        target: heading of the last year's column, e.g. "2025年".
        groups: in order.
        notes: below the table, one a line.
        corrections: rows of the sheet that explains marked values, in the order of CORRECTION_COLUMNS; may be empty.
    """

    title: str
    base: str
    target: str
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    corrections: tuple[tuple[str, ...], ...] = ()


def write_indicator_table(table: IndicatorTable) -> bytes:
    """The workbook: the table, ready to print on A4, and a sheet of corrections where there are any."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "主要指标"
    for position, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[get_column_letter(position)].width = width
    _write_title(page, table.title)
    _write_head(page, table)
    row = _HEAD_ROW + 1
    for group in table.groups:
        row = _write_group(page, row, group)
    _write_notes(page, row, table.notes)
    _set_page(page, row + len(table.notes) - 1)
    if table.corrections:
        _write_corrections(book.create_sheet("更正说明"), table.corrections)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _write_title(page: Worksheet, title: str) -> None:
    cell = _set(page, 1, 1, title, _CENTRE, Font(_TITLE_FONT, _TITLE_SIZE), ruled=False)
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(_WIDTHS))
    per_line = sum(_WIDTHS) * _BODY_SIZE / _TITLE_SIZE / 2
    page.row_dimensions[1].height = 32 * (1 + int(len(str(cell.value)) / per_line))


def _write_head(page: Worksheet, table: IndicatorTable) -> None:
    headings = ("类别", "指标", "单位", table.base, table.target, "年均增长[累计]", "属性")
    for position, words in enumerate(headings, 1):
        _set(page, _HEAD_ROW, position, words, _CENTRE, Font(_HEAD_FONT, _BODY_SIZE))
    page.row_dimensions[_HEAD_ROW].height = 2 * _LINE


def _write_group(page: Worksheet, row: int, group: Group) -> int:
    font = Font(_BODY_FONT, _BODY_SIZE)
    for offset, line in enumerate(group.lines):
        _set(page, row + offset, 1, group.name if not offset else "", _CENTRE, font)
        _set(page, row + offset, 2, line.name, _INDENTED, font)
        _set(page, row + offset, 3, line.unit, _CENTRE, font)
        for position, value in enumerate((line.base, line.target, line.growth), _NUMBER + 1):
            _set_value(page, row + offset, position, value, font)
        _set(page, row + offset, len(_WIDTHS), line.nature, _CENTRE, font)
        lines = max(
            _lines(line.name, _WIDTHS[1]), *(_lines(v.words, 14) for v in (line.base, line.target, line.growth))
        )
        page.row_dimensions[row + offset].height = 7 + _LINE * max(lines, _lines(line.unit, _WIDTHS[2]))
    last = row + len(group.lines) - 1
    if last > row:
        page.merge_cells(start_row=row, end_row=last, start_column=1, end_column=1)
    return last + 1


def _write_corrections(page: Worksheet, corrections: tuple[tuple[str, ...], ...]) -> None:
    """What people changed, one change a line, to be printed behind the table."""
    head, body = Font(_HEAD_FONT, _BODY_SIZE), Font(_BODY_FONT, _NOTE_SIZE)
    for position, (heading, width) in enumerate(CORRECTION_COLUMNS, 1):
        page.column_dimensions[get_column_letter(position)].width = width
        _set(page, 1, position, heading, _CENTRE, head)
    for row, words in enumerate(corrections, 2):
        for position, said in enumerate(words, 1):
            _set(page, row, position, said, _LEFT, body)
        widths = [width for _, width in CORRECTION_COLUMNS]
        page.row_dimensions[row].height = 4 + 15 * max(map(_lines, words, widths))
    page.page_setup.paperSize, page.page_setup.orientation = _A4, "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.freeze_panes = "A2"


def _lines(words: str, width: int) -> int:
    """Lines that words take in a column; a Chinese character is two wide."""
    return max(1, -(-sum(2 if ord(char) > 0x2E7F else 1 for char in words) // (width - 2)))


def _write_notes(page: Worksheet, row: int, notes: tuple[str, ...]) -> None:
    for offset, note in enumerate(notes):
        _set(page, row + offset, 1, note, _LEFT, Font(_BODY_FONT, _NOTE_SIZE), ruled=False)
        page.merge_cells(start_row=row + offset, end_row=row + offset, start_column=1, end_column=len(_WIDTHS))
        page.row_dimensions[row + offset].height = 4 + 15 * _lines(note, int(sum(_WIDTHS) * 1.1))


def _set(
    page: Worksheet, row: int, column: int, words: str, alignment: Alignment, font: Font, *, ruled: bool = True
) -> SheetCell:
    """Words in a cell, always as words, whatever they start with."""
    cell = page.cell(row, column)
    assert isinstance(cell, SheetCell)
    if words:
        cell.value = writable(words)
        cell.data_type = "s"
    return _dress(cell, alignment, font, ruled=ruled)


def _set_value(page: Worksheet, row: int, column: int, value: Value, font: Font) -> None:
    if value.number is None:
        _set(page, row, column, value.words + (_MARK if value.marked else ""), _CENTRE, font)
        return
    cell = page.cell(row, column, value.number)
    assert isinstance(cell, SheetCell)
    digits = -int(value.number.as_tuple().exponent)
    mark = f'"{_MARK}"' if value.marked else ""
    cell.number_format = "0" + ("." + "0" * digits if digits > 0 else "") + mark
    _dress(cell, _CENTRE, font, ruled=True)


def _dress(cell: SheetCell, alignment: Alignment, font: Font, *, ruled: bool) -> SheetCell:
    cell.alignment, cell.font = alignment, font
    if ruled:
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    return cell


def _set_page(page: Worksheet, last: int) -> None:
    """A4 upright, as wide as the sheet, the head again on every page, numbered."""
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    page.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{last}"
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = _MARGIN_SIDE
    page.page_margins.top = page.page_margins.bottom = _MARGIN_END
    page.oddFooter.center.text = "— &P —"
    page.freeze_panes = f"C{_HEAD_ROW + 1}"
