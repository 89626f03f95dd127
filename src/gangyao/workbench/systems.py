"""系统: the systems that a plan promises, with their state."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from gangyao.core.plan.system import Service
from gangyao.pipeline import services_of
from gangyao.store.systems import UnreadableService
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.system_card import read_system
from gangyao.workbench.presentation.system_rows import Filter, by_chapter, choices, count_states, system_rows
from gangyao.workbench.requests import stored_plan, wants_fragment

_LONGEST = 100  # characters of one filter; more is never a question of a person


def declared(plan_id: str) -> tuple[Service, ...]:
    """The systems of a plan, those that this installation declares itself among them.

    Raises:
        UnreadableService: a declaration cannot be read.
    """
    return services_of(plan_id, Path(settings.GANGYAO_HOME) / "plans" / plan_id / "services")


@require_safe
@vary_on_headers("HX-Request")
def systems(request: HttpRequest, plan_id: str) -> HttpResponse:
    """All systems of a plan, filtered, by chapter."""
    stored = stored_plan(plan_id)
    try:
        services = declared(plan_id)
    except UnreadableService as error:
        return plan_page(request, "systems_fault.html", stored, "systems", {"fault": error.message}, status=500)
    plan, asked = stored.plan, _asked(request)
    rows = system_rows(services, plan)
    shown = [row for row in rows if asked.admits(row)]
    context = {
        "all": len(rows),
        "shown": len(shown),
        "chapters": by_chapter(shown, plan),
        "states": count_states(rows),
        "choices": choices(rows, plan, asked),
        "asked": asked,
    }
    template = "systems_result.html" if wants_fragment(request) else "systems.html"
    return plan_page(request, template, stored, "systems", context)


def _asked(request: HttpRequest) -> Filter:
    """The filter of an address; a value that nothing has finds nothing."""
    names = {"words": "q", "state": "state", "engine": "engine", "kind": "kind", "chapter": "chapter"}
    return Filter(**{field: request.GET.get(name, "").strip()[:_LONGEST] for field, name in names.items()})


@require_safe
def system(request: HttpRequest, plan_id: str, service_id: str) -> HttpResponse:
    """One system with the promises it answers."""
    stored = stored_plan(plan_id)
    try:
        card = read_system(declared(plan_id), service_id, stored.plan, stored.document)
    except UnreadableService as error:
        return plan_page(request, "systems_fault.html", stored, "systems", {"fault": error.message}, status=500)
    if card is None:
        raise Http404(f"这份规划里没有编号为“{service_id}”的系统；请到“系统”一页查找")
    return plan_page(request, "system.html", stored, "systems", {"card": card})
