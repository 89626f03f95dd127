"""任务分工方案 as a workbook that goes to the departments and comes back: tasks, indicators, projects, an explanation.

Unconfirmed leads are printed 待定; what a rule suggests stands in columns of its own, headed 建议. Departments fill in the
columns 牵头单位, 配合单位, 完成时限 and 备注; the narrow last column tells the program which task a row is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gangyao.core.plan.responsibility.division import Division, DivisionItem, Duty
from gangyao.core.plan.responsibility.naming import PENDING, join_names
from gangyao.report.spreadsheet import writable

TASKS, INDICATORS, PROJECTS, ABOUT = "任务分工", "主要指标", "重大项目", "说明"
_TASK_COLUMNS = (
    ("序号", 5), ("章节", 16), ("任务", 44), ("事项", 18), ("目标", 16), ("完成时限", 9), ("牵头单位", 17), ("配合单位", 24),
    ("备注", 12), ("建议牵头单位", 15), ("建议配合单位", 22), ("建议依据", 18), ("编号", 4),
)  # fmt: skip
_INDICATOR_COLUMNS = (
    ("序号", 5), ("指标", 34), ("单位", 10), ("基期值", 14), ("目标值", 14), ("属性", 9), ("牵头单位", 18), ("配合单位", 24),
    ("建议牵头单位", 18),
)  # fmt: skip
_PROJECT_COLUMNS = (
    ("序号", 5), ("项目", 44), ("类型", 14), ("数量", 9), ("地点", 16), ("牵头单位", 18), ("配合单位", 24), ("建议牵头单位", 18),
)  # fmt: skip
_FILLED_IN = ("牵头单位", "配合单位", "完成时限", "备注")
_TITLE_FONT, _HEAD_FONT, _BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
_TITLE_SIZE, _BODY_SIZE, _NOTE_SIZE, _LINE = 20, 11, 10, 15  # points
_QUIET, _SUGGESTED, _TO_FILL = "808080", "F2F0EA", "FFFBE8"
_RULE, _CENTRE = Side("thin", color="808080"), Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_A4, _HEAD_ROW = 9, 3  # row 1 is the title, row 2 the remarks
_MARGIN_SIDE, _MARGIN_TOP, _MARGIN_FOOT = 0.5, 0.6, 0.8  # inches


def write_division_sheet(division: Division) -> bytes:
    """The workbook, ready to print across A4 with the headings on every page."""
    book = Workbook()
    tasks = book.active
    assert isinstance(tasks, Worksheet)
    tasks.title = TASKS
    _write_tasks(tasks, division)
    _write_table(book.create_sheet(INDICATORS), division, _INDICATOR_COLUMNS, _indicator_rows(division))
    _write_table(book.create_sheet(PROJECTS), division, _PROJECT_COLUMNS, _project_rows(division))
    _write_about(book.create_sheet(ABOUT), division)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _write_tasks(page: Worksheet, division: Division) -> None:
    _write_table(page, division, _TASK_COLUMNS, [_task_row(item) for item in division.items])
    headings = [heading for heading, _ in _TASK_COLUMNS]
    last = max(_HEAD_ROW + 1, _HEAD_ROW + len(division.items))
    letter = get_column_letter(headings.index("牵头单位") + 1)
    if division.agencies:
        choice = DataValidation(
            type="list", formula1=f"'{ABOUT}'!$D$2:$D${len(division.agencies) + 2}", allow_blank=True,
            errorStyle="warning", errorTitle="名单里没有", error="单位名单里没有这个名称；确要这样写，请选“是”。",
        )  # fmt: skip
        choice.add(f"{letter}{_HEAD_ROW + 1}:{letter}{last}")
        page.add_data_validation(choice)
    page.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(len(_TASK_COLUMNS))}{last}"
    page.freeze_panes = f"D{_HEAD_ROW + 1}"


def _task_row(item: DivisionItem) -> tuple[str, ...]:
    where = "\n".join(heading for heading in (item.chapter, item.section) if heading)
    return (
        str(item.number), where, item.text, item.matter, "；".join(item.targets), item.deadline, *_carried(item.duty),
        item.note, item.duty.suggested_lead, join_names(item.duty.suggested_cooperating), item.duty.rule, item.id,
    )  # fmt: skip


def _indicator_rows(division: Division) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            row.name,
            row.unit,
            row.base,
            row.target,
            row.nature,
            *_carried(row.duty),
            row.duty.suggested_lead,
        )
        for number, row in enumerate(division.indicators, 1)
    ]


def _project_rows(division: Division) -> list[tuple[str, ...]]:
    return [
        (str(number), row.name, row.type, row.count, row.place, *_carried(row.duty), row.duty.suggested_lead)
        for number, row in enumerate(division.projects, 1)
    ]


def _carried(duty: Duty) -> tuple[str, str]:
    return duty.lead_words, duty.cooperating_words


def _write_table(
    page: Worksheet, division: Division, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]]
) -> None:
    """Title, remarks, headings, rows; printed as wide as the page."""
    for position, (_, width) in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(position)].width = width
    width = sum(width for _, width in columns)
    _banner(page, 1, division.title, len(columns), Font(_TITLE_FONT, _TITLE_SIZE), _CENTRE, 34)
    remarks = "　".join((*division.remarks, f"打印日期：{division.day}"))
    _banner(
        page, 2, remarks, len(columns), Font(_BODY_FONT, _NOTE_SIZE, color=_QUIET), _LEFT, _height([(remarks, width)])
    )
    for position, (heading, _) in enumerate(columns, 1):
        shown = f"{heading}（未确认）" if heading.startswith("建议") and heading != "建议依据" else heading
        _set(page, _HEAD_ROW, position, shown, Font(_HEAD_FONT, _BODY_SIZE), _CENTRE, _colour(heading))
    page.row_dimensions[_HEAD_ROW].height = 2 * _LINE + 4
    for line, row in enumerate(rows, _HEAD_ROW + 1):
        for position, (words, (heading, _)) in enumerate(zip(row, columns, strict=True), 1):
            _set(page, line, position, words, _font(heading, words), _alignment(heading), _colour(heading))
        page.row_dimensions[line].height = _height(zip(row[:12], (width for _, width in columns), strict=False))
    _set_page(page, len(columns))


def _banner(
    page: Worksheet, row: int, words: str, columns: int, font: Font, alignment: Alignment, height: float
) -> None:
    cell = page.cell(row, 1, writable(words))
    cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    page.row_dimensions[row].height = height


def _set(
    page: Worksheet, row: int, column: int, words: str, font: Font, alignment: Alignment, colour: str = ""
) -> None:
    """Words in a cell, always as words, whatever they start with."""
    cell = page.cell(row, column)
    if words:
        cell.value = writable(words)
        cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
    cell.border = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
    if colour:
        cell.fill = PatternFill("solid", fgColor=colour)


def _font(heading: str, words: str) -> Font:
    if heading == "编号":
        return Font(_BODY_FONT, 6, color=_QUIET)
    quiet = heading.startswith("建议") or words == PENDING
    return Font(_BODY_FONT, _BODY_SIZE, color=_QUIET if quiet else None)


def _alignment(heading: str) -> Alignment:
    if heading == "编号":
        return Alignment(horizontal="left", vertical="center", shrink_to_fit=False)
    return _CENTRE if heading in ("序号", "完成时限", "单位", "属性", "数量", "类型", "基期值", "目标值") else _LEFT


def _colour(heading: str) -> str:
    return _SUGGESTED if heading.startswith("建议") else _TO_FILL if heading in _FILLED_IN else ""


def _height(cells: Iterable[tuple[str, int]]) -> float:
    """Of a row in points; not every program works this out itself."""
    lines = max(
        sum(max(1, -(-_wide(part) // max(1, width - 1))) for part in words.split("\n")) for words, width in cells
    )
    return min(6 + _LINE * lines, 400)  # the tallest row that programs allow is 409 points


def _wide(words: str) -> int:
    """Characters of a width; a Chinese one is two wide."""
    return sum(2 if ord(char) > 0x2E7F or char in "“”…—" else 1 for char in words)


def _set_page(page: Worksheet, columns: int) -> None:
    """A4 across, as wide as the sheet, the headings again on every page, numbered."""
    _set_paper(page)
    page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    page.print_area = f"A1:{get_column_letter(columns)}{max(page.max_row, _HEAD_ROW)}"
    page.print_options.horizontalCentered = True
    page.oddFooter.center.text = "— &P —"
    page.freeze_panes = f"C{_HEAD_ROW + 1}"


def _set_paper(page: Worksheet) -> None:
    page.page_setup.paperSize, page.page_setup.orientation = _A4, "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = _MARGIN_SIDE
    page.page_margins.top, page.page_margins.bottom, page.page_margins.footer = _MARGIN_TOP, _MARGIN_FOOT, _MARGIN_SIDE


def _write_about(page: Worksheet, division: Division) -> None:
    """How to fill in and return, and the names to choose from."""
    body = Font(_BODY_FONT, _BODY_SIZE)
    for letter, width in (("A", 14), ("B", 88), ("D", 34)):
        page.column_dimensions[letter].width = width
    _set(page, 1, 1, "项目", Font(_HEAD_FONT, _BODY_SIZE), _CENTRE)
    _set(page, 1, 2, "说明", Font(_HEAD_FONT, _BODY_SIZE), _CENTRE)
    for row, (name, words) in enumerate(_about(division), 2):
        _set(page, row, 1, name, body, _CENTRE)
        _set(page, row, 2, words, body, _LEFT)
        page.row_dimensions[row].height = _height([(words, 88)])
    if division.agencies:
        _set(page, 1, 4, "单位名单", Font(_HEAD_FONT, _BODY_SIZE), _CENTRE)
        for row, name in enumerate((PENDING, *division.agencies), 2):
            _set(page, row, 4, name, body, _LEFT)
    _set_paper(page)
    page.print_area = f"A1:B{len(_about(division)) + 1}"  # the names are for the choice alone


def _about(division: Division) -> tuple[tuple[str, str], ...]:
    open_ = len(division.items) - division.confirmed
    return (
        ("规划", division.plan),
        ("进度", f"共 {len(division.items)} 项任务，已确认牵头单位 {division.confirmed} 项，待定 {open_} 项（{division.day}）。"),
        *(("注意", remark) for remark in division.remarks),
        ("填写", f"请只改“{TASKS}”表里浅黄底色的四列：牵头单位、配合单位、完成时限、备注。其他列供对照，改了不采用。"),
        ("牵头单位", "一项任务只有一个牵头单位。可从下拉名单选，也可直接写；简称（如发改局）会认作全称。"),
        ("配合单位", "可写多个，用顿号隔开。"),
        ("待定、无、空着", "“待定”“无”表示没有；空着表示不改，保留原来的。"),
        ("建议", "灰底各列是按规则给出的建议，没有经过任何人确认，不作依据；同意时请写进牵头单位、配合单位。"),
        ("编号", "最后一列供系统核对，请不要改。可以排序、筛选、加行、加列；整列删去时按序号和原文核对。"),
        ("退回", f"填好后存为 xlsx 退回。导入前先列出每一处改动，确认后才生效；“{INDICATORS}”“{PROJECTS}”两张表只供查看，不导入。"),
    )  # fmt: skip
