"""A plan as files: its table of indicators, its targets for spreadsheets and programs, the whole as a bundle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from gangyao.report.indicator_table import write_indicator_table
from gangyao.report.spreadsheet import Cell, Sheet, write_csv, write_xlsx
from gangyao.store import corrections
from gangyao.store.bundle import zip_bundle
from gangyao.store.bundle_archive import stored_bundle
from gangyao.store.bundle_form import to_plain
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.indicator_lines import read_indicator_table
from gangyao.workbench.presentation.outline import headings_above
from gangyao.workbench.presentation.passages import sentence_around
from gangyao.workbench.presentation.review_notes import REVIEW_STATES, ReviewNotes, plain_decisions
from gangyao.workbench.presentation.target_rows import TargetRow, select, target_rows
from gangyao.workbench.presentation.words import inferred_label, inferred_rule, period_words
from gangyao.workbench.requests import asked_filter, stored_plan
from gangyao.workbench.signatures import names_of

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
    ("核对状态", 12),
    ("更正说明", 44),
    ("章节", 44),
    ("原文", 60),
    ("原文处数", 10),
    ("目标编号", 36),
    ("原文起始字符", 14),
    ("原文结束字符", 14),
)
_LONGEST_QUOTE = 1000  # characters; a cell of a workbook holds 32767
JSON_FORMAT = 1  # of targets.json; docs/how-to/targets-json.md
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def targets_csv(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The targets as CSV; the filters of the page hold."""
    sheet = _targets(request, stored_plan(plan_id))
    return as_file(write_csv(sheet), "text/csv; charset=utf-8", plan_id, "csv")


@require_safe
def targets_xlsx(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The targets as a workbook, and a sheet that says what it holds; the filters of the page hold."""
    stored = stored_plan(plan_id)
    sheet = _targets(request, stored)
    return as_file(write_xlsx([sheet, _notes(stored, len(sheet.rows))]), XLSX, plan_id, "xlsx")


@require_safe
def indicators_xlsx(request: HttpRequest, plan_id: str) -> HttpResponse:
    """主要指标表 as governments print it; ?all=1 holds every target of the plan's last year."""
    everything = bool(request.GET.get("all"))
    content = write_indicator_table(read_indicator_table(stored_plan(plan_id), everything=everything))
    return as_file(content, XLSX, plan_id, "xlsx", "indicators", "目标表" if everything else "主要指标表")


@require_safe
def targets_json(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The targets as JSON; the filters of the page hold."""
    stored = stored_plan(plan_id)
    document = {**_head(stored), "targets": [*map(_Lines(stored).plain, _asked_rows(request, stored))]}
    content = json.dumps(document, ensure_ascii=False, indent=1).encode()
    return as_file(content, "application/json; charset=utf-8", plan_id, "json")


@require_safe
def bundle_zip(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The plan as a bundle with the decisions of people, to be unpacked for gangyao show and compile."""
    stored = stored_plan(plan_id)
    names = names_of(correction.by for correction in corrections.holding(plan_id).values())
    bundle = stored_bundle(stored, lambda key: names.get(key, key))
    return as_file(zip_bundle(bundle), "application/zip", plan_id, "zip", "bundle", "规划包")


def _head(stored: StoredPlan) -> dict[str, Any]:
    """What the targets are of and how they came about."""
    plan, source = stored.plan, stored.source
    return {
        "format": JSON_FORMAT,
        "plan": {
            "id": plan.id, "title": plan.title, "kind": plan.kind, "area": {"code": plan.area.code, "name": plan.area.name},
            "period": {"first": plan.period[0], "last": plan.period[1]},
        },
        "source": {"id": source.id, "sha256": source.sha256, "name": source.name, "digest": source.digest},
        "reading": stored.reading,
        "compiled_at": localtime(stored.compiled_at).isoformat(timespec="seconds"),
    }  # fmt: skip


def _targets(request: HttpRequest, stored: StoredPlan) -> Sheet:
    rows = [*map(_Lines(stored).cells, _asked_rows(request, stored))]
    return Sheet("目标", _COLUMNS, rows, frozen=2, filtered=True)


def _asked_rows(request: HttpRequest, stored: StoredPlan) -> Sequence[TargetRow]:
    return select(target_rows(stored.plan, stored.decisions, stored.document.text), asked_filter(request))


class _Lines:
    """The rows of one plan as they are written: the record, what people decided about it, where it stands."""

    def __init__(self, stored: StoredPlan) -> None:
        self._stored = stored
        self._notes = ReviewNotes(stored)
        self._nodes = {statement.id: statement.node for statement in stored.plan.statements}

    def plain(self, row: TargetRow) -> dict[str, Any]:
        """For programs."""
        decided = plain_decisions(self._notes.decisions(row.target))
        return {
            **to_plain(row.target, {}),
            "review": {"state": self._notes.state(row.target), **({"decisions": decided} if decided else {})},
            "section": list(headings_above(self._stored.plan, row.target.anchors[0].start)),
            "quote": self._sentence(row),
        }

    def cells(self, row: TargetRow) -> list[Cell]:
        """For spreadsheets."""
        target = row.target
        baseline = target.baseline
        return [
            row.order,
            row.name,
            row.figure.bound,
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
            REVIEW_STATES[self._notes.state(target)],
            "；".join(note.text for note in self._notes.of(target)),
            " > ".join(headings_above(self._stored.plan, target.anchors[0].start)),
            self._sentence(row),
            row.places,
            row.id,
            target.anchors[0].start,
            target.anchors[0].end,
        ]

    def _sentence(self, row: TargetRow) -> str:
        """The sentence or row of the text that the target is read from, on one line."""
        document, anchor = self._stored.document, row.target.anchors[0]
        start, end = sentence_around(document, anchor, self._nodes.get(row.statement, -1))
        words = " ".join(document.text[start:end].split())
        return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}……"


def _notes(stored: StoredPlan, count: int) -> Sheet:
    plan, source = stored.plan, stored.source
    rows: list[tuple[Cell, ...]] = [
        ("规划", plan.title),
        ("规划期", period_words(plan)),
        ("本表目标数", str(count)),
        ("文本", f"{source.name}（{'摘要，非正式文本' if source.digest else '所载入的文本'}）"),
        ("文本 SHA-256", source.sha256),
        ("编译时间", f"{localtime(stored.compiled_at):%Y-%m-%d %H:%M}"),
        ("数值", "按原文照录，不换算；限定为空即“达到”；经人工更正的见“更正说明”"),
        ("限定", "以上、以下、以内包括本数，超过、低于、不到不包括本数（民法典第一千二百五十九条）"),
        ("核对状态", "未核对、已核对（接受程序读出的内容）、已更正、补录（程序未读出）、已合并（几处表述并为一项）"),
        ("原文位置", "按字符计，从 0 起"),
        ("监测数据", "暂缺；本表只载规划所定目标，不表示完成情况"),
        *(
            (f"推定：{inferred_label(code)}", inferred_rule(code))
            for code in sorted({c for t in plan.targets for c in t.inferred})
        ),
    ]
    return Sheet("说明", (("事项", 18), ("内容", 100)), rows)


def as_file(
    content: bytes, kind: str, plan_id: str, ending: str, name: str = "targets", chinese: str = "目标"
) -> HttpResponse:
    """A file to be kept, under a name in plain letters and one in Chinese."""
    plain = f'filename="{quote(plan_id)}-{name}.{ending}"'
    named = f"filename*=UTF-8''{quote(f'{plan_id}-{chinese}.{ending}')}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f"attachment; {plain}; {named}"})
