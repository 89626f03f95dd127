"""Plans that were put away: they are listed apart, their pages answer no more, and nothing of them is lost."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from gangyao.core.plan.plan import Area
from gangyao.store.models import PlanRow


@frozen
class ArchivedPlan:
    """A plan that was put away.

    Attributes:
        id: e.g. "510302-14".
        title: as printed.
        kind: "outline", "special", "report" or "other".
        area: whose plan it is.
        period: first and last year.
        reading: number of its last reading.
        archived_at: when it was put away.
    """

    id: str
    title: str
    kind: str
    area: Area
    period: tuple[int, int]
    reading: int
    archived_at: datetime


def archived() -> tuple[ArchivedPlan, ...]:
    """All archived plans, the last one first."""
    return tuple(
        ArchivedPlan(
            row.plan_id, row.title, row.kind, Area(row.area_code, row.area_name), (row.first_year, row.last_year),
            row.current_reading, row.archived_at,
        )
        for row in PlanRow.objects.filter(archived_at__isnull=False).order_by("-archived_at", "plan_id")
    )  # fmt: skip


def is_archived(plan_id: str) -> bool:
    """Whether there is such a plan and it is archived."""
    return PlanRow.objects.filter(plan_id=plan_id, archived_at__isnull=False).exists()


def title_of(plan_id: str) -> str:
    """The title of a plan, archived or not; empty where there is none."""
    return PlanRow.objects.filter(plan_id=plan_id).values_list("title", flat=True).first() or ""
