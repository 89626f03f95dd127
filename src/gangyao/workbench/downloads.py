"""The targets of a plan as files that spreadsheets open."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from gangyao.report.spreadsheet import Cell, Sheet, write_csv, write_xlsx
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.figures import BOUNDS
from gangyao.workbench.presentation.target_rows import TargetRow, select, target_rows
from gangyao.workbench.presentation.words import inferred_rule, period_words
from gangyao.workbench.requests import asked_filter, stored_plan

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
    ("基期单位", 12),
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
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def targets_csv(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The targets as CSV; the filters of the page hold."""
    sheet = _targets(request, stored_plan(plan_id))
    return _file(write_csv(sheet), "text/csv; charset=utf-8", plan_id, "csv")


@require_safe
def targets_xlsx(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The targets as a workbook, and a sheet that says what it holds; the filters of the page hold."""
    stored = stored_plan(plan_id)
    sheet = _targets(request, stored)
    return _file(write_xlsx([sheet, _notes(stored, len(sheet.rows))]), _XLSX, plan_id, "xlsx")


def _targets(request: HttpRequest, stored: StoredPlan) -> Sheet:
    rows = select(target_rows(stored.plan), asked_filter(request))
    return Sheet("目标", _COLUMNS, [_cells(row) for row in rows], frozen=2, filtered=True)


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
        baseline.quantity.unit if baseline else None,
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


def _notes(stored: StoredPlan, count: int) -> Sheet:
    plan, source = stored.plan, stored.source
    rows: list[tuple[Cell, ...]] = [
        ("规划", plan.title),
        ("规划期", period_words(plan)),
        ("本表目标数", str(count)),
        ("文本", f"{source.name}（{'摘要，非正式文本' if source.digest else '所载入的文本'}）"),
        ("文本 SHA-256", source.sha256),
        ("编译时间", f"{localtime(stored.compiled_at):%Y-%m-%d %H:%M}"),
        ("数值", "按原文照录，不换算；限定为空即“达到”"),
        ("原文位置", "按字符计，从 0 起"),
        ("监测数据", "暂缺；本表只载规划所定目标，不表示完成情况"),
        *((f"推定：{code}", inferred_rule(code)) for code in sorted({c for t in plan.targets for c in t.inferred})),
    ]
    return Sheet("说明", (("事项", 18), ("内容", 100)), rows)


def _file(content: bytes, kind: str, plan_id: str, ending: str) -> HttpResponse:
    plain = f'filename="{quote(plan_id)}-targets.{ending}"'
    named = f"filename*=UTF-8''{quote(f'{plan_id}-目标.{ending}')}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f"attachment; {plain}; {named}"})
