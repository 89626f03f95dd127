"""任务: the promises of a plan, all of them and those of one department."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gangyao.workbench.pages import plan_page
from gangyao.workbench.requests import stored_plan


@require_safe
def commitments(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The promises, filtered."""
    return plan_page(request, "commitments.html", stored_plan(plan_id), "commitments", {})


@require_safe
def department(request: HttpRequest, plan_id: str, agency: str) -> HttpResponse:
    """What one department leads and where it cooperates."""
    return plan_page(request, "department.html", stored_plan(plan_id), "duties", {"agency": agency})
