"""分工: who leads each promise and who cooperates; suggested by rule, confirmed by a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gangyao.workbench.pages import plan_page
from gangyao.workbench.requests import stored_plan


@require_safe
def duties(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The promises with their agencies, by section or by agency."""
    return plan_page(request, "duties.html", stored_plan(plan_id), "duties", {})
