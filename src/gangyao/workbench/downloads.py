"""The targets of a plan as files that spreadsheets open."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.figures import BOUNDS
from gangyao.workbench.presentation.target_rows import TargetRow, select, target_rows
from gangyao.workbench.presentation.words import inferred_rule, period_words
from gangyao.workbench.requests import asked_filter, stored_plan

Cell = str | Decimal | int | None

_COLUMNS: tuple[tuple[str, int], ...] = (
    ("序号", 6),
    ("指标", 34),
    ("限定", 8),
    ("目标值", 12),
    ("目标值上限", 12),
    ("文字表述", 18),
    ("单位", 12),
    ("力争目标值", 12),
    ("基期值", 12),
    ("基期文字表述", 14),
    ("基期", 14),
    ("完成时限", 16),
    ("属性", 10),
    ("类别", 14),
    ("口径", 12),
    ("范围", 14),
    ("语气", 8),
    ("推定字段（原文未写明）", 22),
    ("存疑", 40),
    ("原文处数", 10),
    ("目标编号", 36),
    ("原文起始字符", 14),
    ("原文结束字符", 14),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def targets_csv(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The targets as CSV: UTF-8 with a mark that Excel knows it by; the filters of the page hold."""
    stored = stored_plan(plan_id)
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(title for title, _ in _COLUMNS)
    for row in select(target_rows(stored.plan), asked_filter(request)):
        writer.writerow([_harmless(cell) for cell in _cells(row)])
    return _file(("\ufeff" + sheet.getvalue()).encode(), "text/csv; charset=utf-8", plan_id, "csv")


@require_safe
def targets_xlsx(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The targets as a workbook with numbers in number cells, and a sheet that says what it holds."""
    stored = stored_plan(plan_id)
    book = Workbook(write_only=True)
    rows = select(target_rows(stored.plan), asked_filter(request))
    _write_targets(book.create_sheet("目标"), rows)
    _write_notes(book.create_sheet("说明"), stored, len(rows))
    written = BytesIO()
    book.save(written)
    return _file(written.getvalue(), _XLSX, plan_id, "xlsx")


def _cells(row: TargetRow) -> list[Cell]:
    target = row.target
    baseline = target.baseline
    return [
        row.order,
        row.name,
        BOUNDS[target.quantity.comparator],
        target.quantity.value,
        target.quantity.value_high,
        target.quantity.words,
        target.quantity.unit,
        target.stretch.value if target.stretch else None,
        baseline.quantity.value if baseline else None,
        baseline.quantity.words if baseline else None,
        row.baseline_when,
        row.when,
        row.nature,
        row.field,
        row.measure,
        row.scope,
        row.modality,
        row.inferred_words,
        "；".join(row.doubts),
        row.places,
        row.id,
        target.anchors[0].start,
        target.anchors[0].end,
    ]


def _harmless(cell: Cell) -> str:
    """A cell as text; words that a spreadsheet would run as a formula are led by an apostrophe."""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _write_targets(sheet: WriteOnlyWorksheet, rows: tuple[TargetRow, ...]) -> None:
    for position, (_, width) in enumerate(_COLUMNS):
        sheet.column_dimensions[_letter(position)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{_letter(len(_COLUMNS) - 1)}{len(rows) + 1}"
    sheet.append([_heading(sheet, title) for title, _ in _COLUMNS])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in _cells(row)])


def _write_notes(sheet: WriteOnlyWorksheet, stored: StoredPlan, count: int) -> None:
    plan, source = stored.plan, stored.source
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 100
    notes: list[tuple[str, str]] = [
        ("规划", plan.title),
        ("规划期", period_words(plan)),
        ("本表目标数", str(count)),
        ("文本", f"{source.name}（{'摘要，非正式文本' if source.digest else '所载入的文本'}）"),
        ("文本 SHA-256", source.sha256),
        ("编译时间", f"{stored.compiled_at:%Y-%m-%d %H:%M}"),
        ("数值", "按原文照录，不换算；限定为空即“达到”"),
        ("原文位置", "按字符计，从 0 起"),
        ("监测数据", "暂缺；本表只载规划所定目标，不表示完成情况"),
        *((f"推定：{code}", inferred_rule(code)) for code in sorted({c for t in plan.targets for c in t.inferred})),
    ]
    for name, words in notes:
        sheet.append([_heading(sheet, name), _cell(sheet, words)])


def _heading(sheet: WriteOnlyWorksheet, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="9A2A1E")
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Cell) -> WriteOnlyCell:
    """A cell: numbers as numbers, words always as words, whatever they start with."""
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    cell.border = Border(bottom=Side("hair", color="B8B2A7"))
    return cell


def _letter(position: int) -> str:
    return chr(ord("A") + position)


def _file(content: bytes, kind: str, plan_id: str, ending: str) -> HttpResponse:
    plain = f'filename="{quote(plan_id)}-targets.{ending}"'
    named = f"filename*=UTF-8''{quote(f'{plan_id}-目标.{ending}')}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f"attachment; {plain}; {named}"})
