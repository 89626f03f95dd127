"""系统: the systems that a plan promises, with their state."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gangyao.workbench.pages import plan_page
from gangyao.workbench.requests import stored_plan


@require_safe
def systems(request: HttpRequest, plan_id: str) -> HttpResponse:
    """All systems of a plan."""
    return plan_page(request, "systems.html", stored_plan(plan_id), "systems", {})
