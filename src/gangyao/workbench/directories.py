"""项目, 名词, 机构: what a plan names, each with its places in the text."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gangyao.workbench.pages import plan_page
from gangyao.workbench.requests import stored_plan


@require_safe
def projects(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The projects."""
    return plan_page(request, "projects.html", stored_plan(plan_id), "projects", {})


@require_safe
def terms(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The terms."""
    return plan_page(request, "terms.html", stored_plan(plan_id), "projects", {})


@require_safe
def entities(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Bodies, places and higher plans."""
    return plan_page(request, "entities.html", stored_plan(plan_id), "projects", {})
