"""All readings of a plan, not only the current one: which there are, and the records of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import frozen
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from gangyao.core.document.document import RawText
from gangyao.core.plan.plan import Target
from gangyao.core.plan.statement import Statement
from gangyao.store.bundle_form import from_plain
from gangyao.store.models import PlanRow, Reading, StatementRow, TargetRow
from gangyao.store.plans import UnknownPlan, raw_of


@frozen
class ReadingSummary:
    """A reading as lists show it.

    Attributes:
        number: 1 for the first.
        source: name of the file.
        sha256: of the file.
        digest: the file is a summary (摘要).
        compiled_at: when.
        actor: key of who had it compiled.
        compiler: state of the compiler.
        statements: how many.
        targets: how many.
        doubtful: how many targets are doubtful.
    """

    number: int
    source: str
    sha256: str
    digest: bool
    compiled_at: datetime
    actor: str
    compiler: str
    statements: int
    targets: int
    doubtful: int


def readings_of(plan_id: str) -> tuple[ReadingSummary, ...]:
    """All readings of a plan, the newest first; empty where there is no such plan."""
    statements = (
        StatementRow.objects.filter(reading=OuterRef("pk"), rejected=False)
        .values("reading")
        .annotate(found=Count("pk"))
    )
    targets = TargetRow.objects.filter(reading=OuterRef("pk"), rejected=False).values("reading")
    rows = Reading.objects.filter(plan_id=plan_id).annotate(
        statements_found=Coalesce(Subquery(statements.values("found")), 0),
        targets_found=Coalesce(Subquery(targets.annotate(found=Count("pk")).values("found")), 0),
        doubtful=Coalesce(Subquery(targets.annotate(found=Count("pk", filter=Q(doubtful=True))).values("found")), 0),
    )
    found = rows.order_by("-number").values_list(
        "number", "source__name", "source__sha256", "source__digest", "compiled_at", "actor", "compiler",
        "statements_found", "targets_found", "doubtful",
    )  # fmt: skip
    return tuple(ReadingSummary(*row) for row in found)


def records_in(plan_id: str, number: int) -> tuple[tuple[Statement, ...], tuple[Target, ...]] | None:
    """Statements and targets of one reading as they hold, in order; None where there is none of this number."""
    reading = Reading.objects.only("pk").filter(plan_id=plan_id, number=number).first()
    if reading is None:
        return None
    return _records(reading.statements, Statement), _records(reading.targets, Target)


def target_ids(plan_id: str) -> frozenset[str]:
    """Ids of the targets that a plan shows now."""
    shown = TargetRow.objects.filter(reading__plan_id=plan_id, reading__number=F("reading__plan__current_reading"))
    return frozenset(shown.filter(rejected=False).values_list("record_id", flat=True))


def source_of(plan_id: str, number: int | None = None) -> RawText:
    """The text of a reading as its reader gave it, by default of the current one; raises UnknownPlan."""
    row = PlanRow.objects.filter(plan_id=plan_id, archived_at=None, current_reading__gte=1).first()
    readings = row.readings.select_related("source") if row else Reading.objects.none()
    reading = readings.filter(number=number or (row.current_reading if row else 0)).first()
    if reading is None:
        raise UnknownPlan(plan_id)
    return raw_of(reading.source)


def state_of(plan_id: str) -> tuple[int, int, int]:
    """What a compile of a plan starts from: its reading, its register, its corrections; equal while none has changed."""
    row = PlanRow.objects.filter(plan_id=plan_id).only("current_reading").first()
    if row is None:
        return (0, 0, 0)
    last = row.corrections.aggregate(last=Max("pk"))["last"]
    return (row.current_reading, row.record_ids.count(), last or 0)


def _records(rows: Any, kind: type[Any]) -> tuple[Any, ...]:
    held = rows.filter(rejected=False).order_by("position").values_list("record", flat=True)
    return tuple(from_plain(plain, kind, {}) for plain in held)
