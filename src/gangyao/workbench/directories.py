"""项目, 名词, 机构: what a plan names, each with its places in the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gangyao.store.plans import StoredPlan
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.directory_rows import (
    EXISTING,
    DirectoryRow,
    Wanted,
    entity_rows,
    project_rows,
    read_directory,
    term_rows,
)
from gangyao.workbench.requests import stored_plan

_LONGEST = 100  # characters of one filter


@require_safe
def projects(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The projects by type; how many there are, of which kind, and of how many the number is open."""
    stored = stored_plan(plan_id)
    open_ = sum(project.count is None and bool(project.doubts) for project in stored.plan.projects)
    existing = sum(project.existing for project in stored.plan.projects)
    sums = {"existing": existing, "promised": len(stored.plan.projects) - existing, "open": open_}
    return _page(request, stored, "projects", project_rows(stored), {"sums": sums, "EXISTING": EXISTING})


@require_safe
def terms(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The terms with their explanations, as far as the text gives them."""
    stored = stored_plan(plan_id)
    return _page(request, stored, "terms", term_rows(stored))


@require_safe
def entities(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Bodies, places and higher plans by kind; nobody is listed."""
    stored = stored_plan(plan_id)
    return _page(request, stored, "entities", entity_rows(stored))


def _page(
    request: HttpRequest,
    stored: StoredPlan,
    name: str,
    rows: Iterable[DirectoryRow],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    asked = {key: request.GET.get(key, "").strip()[:_LONGEST] for key in ("group", "chapter", "state")}
    wanted = Wanted(words=request.GET.get("q", "").strip()[:_LONGEST], **asked)
    context = {"directory": read_directory(rows, wanted), "asked": wanted, "here": name, **(more or {})}
    return plan_page(request, f"{name}.html", stored, "projects", context)
