"""All plans at a glance, in a few queries whatever their number: the list of plans, and the menu of their titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from attrs import frozen
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gangyao.core.plan.plan import Area
from gangyao.core.plan.reviewing import reviewed
from gangyao.store import corrections
from gangyao.store.models import PlanRow, Reading, StatementRow, TargetRow


@frozen
class PlanOnDesk:
    """A plan with how far the work on it is.

    Attributes:
        id: e.g. "510302-14".
        title: as printed.
        kind: "outline", "special", "report" or "other".
        area: whose plan it is.
        period: first and last year.
        source: name of the file that is shown.
        digest: that file is a summary (摘要).
        compiler: state of the compiler that read it last.
        reading: number of the current reading.
        compiled_at: when that was.
        statements: how many there are.
        targets: how many there are.
        doubtful: how many targets are doubtful.
        decided: how many records people have reviewed, as core.plan.reviewing counts them.
    """

    id: str
    title: str
    kind: str
    area: Area
    period: tuple[int, int]
    source: str
    digest: bool
    compiler: str
    reading: int
    compiled_at: datetime
    statements: int
    targets: int
    doubtful: int
    decided: int


def on_desk() -> tuple[PlanOnDesk, ...]:
    """All plans that are not archived, by area and period."""
    current = Reading.objects.filter(plan__archived_at=None, number=F("plan__current_reading"))
    decided = _decided()
    rows = current.select_related("plan", "source").defer("outline", "source__text", "source__hints").annotate(
        statements_found=_count(StatementRow.objects.all()),
        targets_found=_count(TargetRow.objects.all()),
        doubtful=_count(TargetRow.objects.filter(doubtful=True)),
    )  # fmt: skip
    ordered = rows.order_by("plan__area_code", "plan__first_year", "plan_id")
    return tuple(_read(row, decided.get(row.plan_id, 0)) for row in ordered)


def titles() -> tuple[tuple[str, str], ...]:
    """Ids and titles of all plans that are not archived, in the order of the list."""
    plans = PlanRow.objects.filter(archived_at=None, current_reading__gte=1)
    return tuple(plans.order_by("area_code", "first_year", "plan_id").values_list("plan_id", "title"))


def _decided() -> Mapping[str, int]:
    """Id of a plan → how many of its records were reviewed, whatever the number of plans."""
    applied: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for table in (StatementRow, TargetRow):
        current = table.objects.filter(
            reading__plan__archived_at=None, reading__number=F("reading__plan__current_reading")
        )
        for plan_id, record, keys in (
            current.exclude(decisions=[]).order_by().values_list("reading__plan_id", "record_id", "decisions")
        ):
            applied[plan_id][record] = keys
    fitting = {key for records in applied.values() for keys in records.values() for key in keys}
    held = corrections.holding_in(tuple(applied))
    return {
        plan_id: len(
            reviewed(
                {
                    record: [held[plan_id][key] for key in keys if key in held[plan_id]]
                    for record, keys in records.items()
                },
                (correction for key, correction in held[plan_id].items() if key not in fitting),
            )
        )
        for plan_id, records in applied.items()
    }


def menu() -> tuple[tuple[str, str, int, int], ...]:
    """Ids, titles, first and last years of all plans that are not archived, in the order of the list."""
    plans = PlanRow.objects.filter(archived_at=None, current_reading__gte=1)
    ordered = plans.order_by("area_code", "first_year", "plan_id")
    return tuple(ordered.values_list("plan_id", "title", "first_year", "last_year"))


def _count(rows: QuerySet[StatementRow] | QuerySet[TargetRow]) -> Coalesce:
    of_reading = rows.filter(Q(rejected=False), reading=OuterRef("pk")).order_by()
    return Coalesce(Subquery(of_reading.values("reading").annotate(found=Count("pk")).values("found")), 0)


def _read(row: Reading, decided: int) -> PlanOnDesk:
    plan, source = row.plan, row.source
    return PlanOnDesk(
        plan.plan_id, plan.title, plan.kind, Area(plan.area_code, plan.area_name), (plan.first_year, plan.last_year),
        source.name, source.digest, row.compiler, row.number, row.compiled_at,
        row.statements_found, row.targets_found, row.doubtful, decided,
    )  # fmt: skip
