"""All plans at a glance, in a few queries whatever their number: the list of plans, and the menu of their titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from attrs import frozen
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gangyao.core.plan.plan import Area
from gangyao.core.plan.reviewing import reviewed
from gangyao.store import corrections
from gangyao.store.models import CorrectionRow, ItemRow, PlanRow, Reading, StatementRow, TargetRow


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
    """All plans that are not archived, by area and period; one question to the database while nothing changes."""
    current = Reading.objects.filter(plan__archived_at=None, number=F("plan__current_reading"))
    last = CorrectionRow.objects.filter(plan_id=OuterRef("plan_id")).order_by("-pk").values("pk")[:1]
    rows = current.order_by("plan__area_code", "plan__first_year", "plan_id").values(
        "pk", "number", "compiled_at", "compiler", "plan_id", "plan__title", "plan__kind", "plan__area_code",
        "plan__area_name", "plan__first_year", "plan__last_year", "source__name", "source__digest", mark=Subquery(last),
    )  # fmt: skip
    figures = _figures(tuple((row["pk"], row["compiled_at"], row["mark"]) for row in rows))
    return tuple(_read(row, figures[row["pk"]]) for row in rows)


def titles() -> tuple[tuple[str, str], ...]:
    """Ids and titles of all plans that are not archived, in the order of the list."""
    plans = PlanRow.objects.filter(archived_at=None, current_reading__gte=1)
    return tuple(plans.order_by("area_code", "first_year", "plan_id").values_list("plan_id", "title"))


def menu() -> tuple[tuple[str, str, int, int], ...]:
    """Ids, titles, first and last years of all plans that are not archived, in the order of the list."""
    plans = PlanRow.objects.filter(archived_at=None, current_reading__gte=1)
    ordered = plans.order_by("area_code", "first_year", "plan_id")
    return tuple(ordered.values_list("plan_id", "title", "first_year", "last_year"))


def forget() -> None:
    """Drops what this process keeps of its last counts, as a start does."""
    _figures.cache_clear()


@frozen
class _Figures:
    """What is counted of a reading, as in PlanOnDesk."""

    statements: int
    targets: int
    doubtful: int
    decided: int


@lru_cache(maxsize=4)
def _figures(readings: tuple[tuple[int, datetime, int | None], ...]) -> Mapping[int, _Figures]:
    """Key of a reading → what is counted of it; changes only with its decisions, so it is counted once for each mark.

    Args:
        readings: key of each, when it was compiled, and the mark of the decisions of its plan.
    """
    decided = _decided()
    rows = Reading.objects.filter(pk__in=[key for key, _, _ in readings]).annotate(
        statements_found=_count(StatementRow.objects.all()),
        targets_found=_count(TargetRow.objects.all()),
        doubtful=_count(TargetRow.objects.filter(doubtful=True)),
    )
    columns = ("pk", "plan_id", "statements_found", "targets_found", "doubtful")
    return {
        key: _Figures(statements, targets, doubtful, decided.get(plan_id, 0))
        for key, plan_id, statements, targets, doubtful in rows.values_list(*columns)
    }


def _decided() -> Mapping[str, int]:
    """Id of a plan → how many of its records were reviewed, whatever the number of plans."""
    applied: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for table in (StatementRow, TargetRow, ItemRow):
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


def _count(rows: QuerySet[StatementRow] | QuerySet[TargetRow]) -> Coalesce:
    of_reading = rows.filter(Q(rejected=False), reading=OuterRef("pk")).order_by()
    return Coalesce(Subquery(of_reading.values("reading").annotate(found=Count("pk")).values("found")), 0)


def _read(row: Mapping[str, Any], figures: _Figures) -> PlanOnDesk:
    area, period = (
        Area(row["plan__area_code"], row["plan__area_name"]),
        (row["plan__first_year"], row["plan__last_year"]),
    )
    return PlanOnDesk(
        row["plan_id"], row["plan__title"], row["plan__kind"], area, period, row["source__name"], row["source__digest"],
        row["compiler"], row["number"], row["compiled_at"],
        figures.statements, figures.targets, figures.doubtful, figures.decided,
    )  # fmt: skip
