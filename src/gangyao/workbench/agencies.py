"""Adding and changing agencies 单位. For those who manage people alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gangyao.accounts.access import acting
from gangyao.accounts.models import Agency
from gangyao.actions.agencies import add_agency, change_agency
from gangyao.actions.memberships import NotAccepted
from gangyao.workbench.people import manages_people
from gangyao.workbench.people_forms import asked_day


@manages_people
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new agency."""
    if request.method == "GET":
        return _form(request, None)
    typed = {name: request.POST.get(name, "") for name in ("agency_id", "name", "short_name", "area_code")}
    try:
        add_agency(by=acting(request), **typed)
    except NotAccepted as error:
        return _form(request, None, error)
    return redirect("workbench:people")


@manages_people
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, agency_id: str) -> HttpResponse:
    """What is said of an agency, and from when on it is closed."""
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise Http404("没有这个单位")
    if request.method == "GET":
        return _form(request, agency)
    typed = {name: request.POST.get(name, "") for name in ("name", "short_name", "area_code")}
    try:
        closed_from = asked_day(request.POST, "closed_from")
        change_agency(by=acting(request), agency_id=agency_id, closed_from=closed_from, **typed)
    except NotAccepted as error:
        return _form(request, agency, error)
    return redirect("workbench:people")


def _form(request: HttpRequest, agency: Agency | None, fault: NotAccepted | None = None) -> HttpResponse:
    asked: object = request.POST or agency or {}
    closed = agency.closed_from.isoformat() if agency and agency.closed_from else ""
    context = {
        "tab": "people",
        "agency": agency,
        "asked": asked,
        "closed_from": request.POST.get("closed_from", closed),
        "fault": fault,
    }
    return render(request, "workbench/agency.html", context, status=400 if fault else 200)
