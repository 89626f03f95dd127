"""覆盖: what became of every numeral of the text."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gangyao.core.plan.coverage.records import Coverage
from gangyao.pipeline import cover_plan
from gangyao.store import corrections, plans
from gangyao.store.plans import StoredPlan
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.coverage import read_coverage
from gangyao.workbench.requests import asked_number, stored_plan

_LONGEST = 32  # characters of a reason's code


@require_safe
def coverage(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The numerals with what became of them, by section and by reason; the unexplained first."""
    stored = stored_plan(plan_id)
    reason = request.GET.get("reason", "")[:_LONGEST]
    view = read_coverage(
        stored,
        coverage_of(stored),
        reason=reason,
        section=asked_number(request, "section"),
        page=asked_number(request, "page") or 1,
    )
    query = {name: request.GET[name] for name in ("reason", "section") if request.GET.get(name)}
    context = {"view": view, "reason": reason, "query": urlencode(query), "narrowed": bool(query)}
    return plan_page(request, "coverage.html", stored, "coverage", context)


def coverage_of(stored: StoredPlan) -> Coverage:
    """The coverage of the current reading of a plan."""
    return _coverage(stored.plan.id, stored.reading, stored.compiled_at, corrections.mark(stored.plan.id))


@lru_cache(maxsize=16)
def _coverage(plan_id: str, _reading: int, _compiled_at: datetime, _decided: int) -> Coverage:
    """A reading changes only by decisions of people, so its coverage is found once a process and decision."""
    stored = plans.read(plan_id)
    return cover_plan(stored.document, stored.plan)
