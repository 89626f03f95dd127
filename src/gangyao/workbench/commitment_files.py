"""The promises of a plan as files; the filters of their page hold."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from gangyao.report.spreadsheet import Cell, Sheet, write_csv, write_xlsx
from gangyao.store.plans import StoredPlan
from gangyao.workbench.commitments import asked_commitments
from gangyao.workbench.downloads import XLSX, as_file
from gangyao.workbench.presentation.commitment_lines import CommitmentLine, LineWriter
from gangyao.workbench.presentation.commitment_rows import DUTIES, PLAIN, commitment_rows, select
from gangyao.workbench.presentation.review_decisions import OPEN, STATES
from gangyao.workbench.presentation.words import doubt_words, inferred_label, period_words
from gangyao.workbench.requests import stored_plan

_COLUMNS: tuple[tuple[str, int], ...] = (
    ("序号", 6),
    ("任务", 44),
    ("动词", 14),
    ("对象", 34),
    ("主体（原文写明的）", 16),
    ("语气", 10),
    ("完成时限", 16),
    ("时限由来", 12),
    ("牵头单位", 22),
    ("配合单位", 30),
    ("分工状态", 14),
    ("建议牵头单位（未确定）", 22),
    ("建议配合单位（未确定）", 34),
    ("建议的依据", 30),
    ("领域", 14),
    ("目标", 34),
    ("项目", 34),
    ("推定字段（原文未写明）", 20),
    ("存疑", 36),
    ("核对状态", 12),
    ("章节", 44),
    ("原文", 60),
    ("任务编号", 36),
    ("原文起始字符", 14),
    ("原文结束字符", 14),
)
_LIST = "、"


@require_safe
def commitments_csv(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The promises as CSV."""
    sheet = _sheet(request, stored_plan(plan_id))
    return as_file(write_csv(sheet), "text/csv; charset=utf-8", plan_id, "csv", "commitments", "任务")


@require_safe
def commitments_xlsx(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The promises as a workbook, and a sheet that says what it holds."""
    stored = stored_plan(plan_id)
    sheet = _sheet(request, stored)
    return as_file(write_xlsx([sheet, _notes(stored, len(sheet.rows))]), XLSX, plan_id, "xlsx", "commitments", "任务")


def _sheet(request: HttpRequest, stored: StoredPlan) -> Sheet:
    rows = select(commitment_rows(stored), asked_commitments(request), stored.plan)
    return Sheet("任务", _COLUMNS, [*map(_cells, map(LineWriter(stored).line, rows))], frozen=2, filtered=True)


def _cells(line: CommitmentLine) -> list[Cell]:
    row, passage = line.row, line.passage
    record, suggested = row.commitment, row.suggestion
    return [
        row.order,
        row.words,
        record.verb,
        _LIST.join(record.objects or (record.object_head,)),
        record.who,
        record.modality or PLAIN,
        row.when,
        "原文写明" if row.when_written else "推定" if record.horizon != "other" else "",
        row.lead,
        _LIST.join(row.cooperating),
        DUTIES[row.duty],
        "" if row.lead else suggested.lead,
        "" if row.lead else _LIST.join(suggested.cooperating),
        "" if row.lead else suggested.rule,
        row.field,
        "；".join(link.label for link in line.targets),
        "；".join(link.label for link in line.projects),
        _LIST.join(map(inferred_label, record.inferred)),
        "；".join(map(doubt_words, record.doubts)),
        "未核对" if row.state == OPEN else STATES[row.state],
        " > ".join(row.path),
        " ".join(f"{passage.before}{passage.hit}{passage.after}".split()),
        row.id,
        record.anchor.start,
        record.anchor.end,
    ]


def _notes(stored: StoredPlan, count: int) -> Sheet:
    plan, source = stored.plan, stored.source
    rows: list[tuple[Cell, ...]] = [
        ("规划", plan.title),
        ("规划期", period_words(plan)),
        ("本表任务数", str(count)),
        ("文本", f"{source.name}（{'摘要，非正式文本' if source.digest else '所载入的文本'}）"),
        ("文本 SHA-256", source.sha256),
        ("编译时间", f"{localtime(stored.compiled_at):%Y-%m-%d %H:%M}"),
        ("牵头单位、配合单位", "由人确定的；空白即未定"),
        ("建议", "按职责词表给出，写明依据，确定以前不作数"),
        ("核对状态", "未核对、已接受（程序读出的内容无误）、已更正"),
        ("原文位置", "按字符计，从 0 起"),
        ("进展", "暂缺；本表只载规划所定任务，不表示完成情况"),
    ]
    return Sheet("说明", (("事项", 20), ("内容", 100)), rows)
