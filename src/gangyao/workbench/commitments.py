"""任务: the promises of a plan, all of them and those of one department."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from gangyao.accounts.roles import Role
from gangyao.core.plan.responsibility.naming import AgencyNames
from gangyao.store.plans import StoredPlan
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.agencies_here import agencies_of, agency_here
from gangyao.workbench.presentation.commitment_lines import LineWriter, Pages
from gangyao.workbench.presentation.commitment_rows import DECIDED, Filter, choices, commitment_rows, select
from gangyao.workbench.presentation.department import read_department
from gangyao.workbench.requests import asked_number, stored_plan, wants_fragment

_LONGEST = 100  # characters of one filter
_NAMES = ("field", "department", "duty", "horizon", "modality", "doubts", "section", "checked")


@require_safe
@vary_on_headers("HX-Request")
def commitments(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The promises, filtered, page by page."""
    stored = stored_plan(plan_id)
    asked = asked_commitments(request)
    rows = commitment_rows(stored)
    shown = select(rows, asked, stored.plan)
    pages = Pages.of(shown, asked_number(request, "page") or 1)
    context = {
        "sections": LineWriter(stored).sections(pages.rows), "pages": pages, "shown": len(shown), "all": len(rows),
        "asked": asked, "choices": choices(rows, asked, stored.plan), "query": asked.query,
        "decided": sum(row.duty == DECIDED for row in shown), "doubtful": sum(bool(row.doubts) for row in shown),
        "any_doubts": any(row.doubts for row in pages.rows), "own": own_departments(request, stored),
    }  # fmt: skip
    template = "commitments_result.html" if wants_fragment(request) else "commitments.html"
    return plan_page(request, template, stored, "commitments", context)


@require_safe
def department(request: HttpRequest, plan_id: str, agency: str) -> HttpResponse:
    """What one department leads and where it cooperates."""
    stored = stored_plan(plan_id)
    view = read_department(stored, agency_here(agency.strip()[:_LONGEST], stored.plan.area.name))
    context = {"view": view, "own": own_departments(request, stored)}
    return plan_page(request, "department.html", stored, "commitments", context)


def asked_commitments(request: HttpRequest) -> Filter:
    """The filter of an address; what cannot be understood asks for nothing that is there."""
    asked = {name: request.GET.get(name, "").strip()[:_LONGEST] for name in _NAMES}
    return Filter(words=request.GET.get("q", "").strip()[:_LONGEST], **asked)


def own_departments(request: HttpRequest, stored: StoredPlan) -> tuple[str, ...]:
    """The agencies that a department's person belongs to today, as the plan's area writes them."""
    if not request.user.is_authenticated:
        return ()
    held = request.user.memberships.holding(timezone.localdate()).filter(role=Role.DEPARTMENT.value)
    names = agencies_of(stored.plan.area.name)
    found = (_named_here(names, *pair) for pair in held.values_list("agency__name", "agency__short_name"))
    return tuple(dict.fromkeys(found))


def _named_here(names: AgencyNames, name: str, short: str) -> str:
    """By its name, else by its short name; the name itself where neither is known."""
    return names.find(name) or names.find(short) or name
