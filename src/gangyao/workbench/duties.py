"""分工: who leads each promise and who cooperates; suggested by rule, confirmed by a person."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import frozen
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from gangyao.accounts.access import acting
from gangyao.accounts.models import Agency
from gangyao.accounts.roles import Permission
from gangyao.core.plan.responsibility.naming import AgencyNames
from gangyao.store import corrections
from gangyao.store.plans import StoredPlan
from gangyao.workbench.commitments import own_departments
from gangyao.workbench.pages import page_head
from gangyao.workbench.presentation.duty_list import AGENCY, MATRIX, OPEN, SECTION, Asked, read_duty_list
from gangyao.workbench.presentation.duty_matrix import read_matrix
from gangyao.workbench.presentation.duty_promises import Promise, agencies_here, offers_of, read_promises
from gangyao.workbench.presentation.duty_words import said_of
from gangyao.workbench.requests import asked_number, stored_plan, wants_fragment

_LONGEST = 100  # characters of one filter


@frozen(slots=False)
class Division:
    """The promises of a plan as the pages of 分工 read them, once a request."""

    stored: StoredPlan

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """All of them."""
        return read_promises(self.stored)

    @cached_property
    def names(self) -> AgencyNames:
        """The agencies that a duty may name."""
        installed = Agency.objects.filter(closed_from=None).order_by("pk").values_list("name", "short_name")
        return agencies_here(self.stored.plan.area.name, installed)

    def find(self, id_: str) -> Promise | None:
        """The promise of an id."""
        return next((promise for promise in self.promises if promise.id == id_), None)


@require_safe
@vary_on_headers("HX-Request")
def duties(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The promises with their agencies, by section or by agency, and the table of all."""
    stored = stored_plan(plan_id)
    asked = asked_duties(request, default=SECTION if may_assign(request) else MATRIX)
    done = request.GET.get("done", "")
    rows = [row for row in corrections.history(plan_id) if str(row.batch) == done] if done else []
    return show(request, Division(stored), asked, {"said": said_of(rows)})


def show(
    request: HttpRequest, division: Division, asked: Asked, more: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The whole page, or what htmx puts in place of the desk."""
    stored, promises = division.stored, division.promises
    context: dict[str, Any] = {
        "head": page_head(stored), "tab": "duties", "asked": asked, "may_assign": may_assign(request),
        "own": own_departments(request, stored), **more,
    }  # fmt: skip
    if asked.by == MATRIX:
        installed = Agency.objects.filter(closed_from=None).order_by("pk").values_list("name", flat=True)
        used = [division.names.find(name) or name for name in installed]
        context["matrix"] = read_matrix(stored, promises, used)
    context["duties"] = read_duty_list(stored, promises, asked)
    fragment = wants_fragment(request)
    if not fragment:
        context["offers"] = offers_of(division.names)
    return render(request, f"workbench/{'duties_desk' if fragment else 'duties'}.html", context, status=status)


def asked_duties(request: HttpRequest, default: str = SECTION) -> Asked:
    """What an address asks for; what cannot be understood asks for nothing."""
    asked = {name: request.GET.get(name, "").strip()[:_LONGEST] for name in ("by", "at", "chapter", "duty", "first")}
    by = asked["by"] if asked["by"] in (SECTION, AGENCY, MATRIX) else default
    first = OPEN if asked["first"] == OPEN else ""
    return Asked(by, asked["at"], asked["chapter"], asked["duty"], first, asked_number(request, "page") or 1)


def may_assign(request: HttpRequest) -> bool:
    """Whether the person may say who does what."""
    return Permission.ASSIGN_DUTIES in acting(request).permissions
