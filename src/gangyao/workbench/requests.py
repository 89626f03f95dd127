"""What a request asks for: which plan, which filter, a page or a fragment."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gangyao.store import plans
from gangyao.store.archive import is_archived
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.target_rows import SORTS, Filter

_STRETCH = re.compile("([0-9]{1,9})-([0-9]{1,9})")
_NUMBER = re.compile("[0-9]{1,9}")
_LONGEST = 100  # characters of one filter; more is never a question of a person


class WorkbenchMiddleware:
    """What holds for every page: no zero sign (U+0000), which PostgreSQL stores nowhere; a plan may be gone meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lets the request through."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _named: Any) -> None:
        """Looks at the address and at what was typed; a form with a file is not read before its view takes it."""
        if "\0" in request.path:
            raise Http404
        typed = [] if getattr(view, "csrf_exempt", False) else request.POST.lists()
        if any("\0" in text for _, texts in typed for text in texts):
            raise BadRequest("a zero sign in a form")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A plan that was archived between the look at it and the act is said to be; nothing was changed."""
        if not isinstance(error, plans.UnknownPlan):
            return None
        return render(request, "404.html", {"said": str(error), "archived": True}, status=404)


class Archived(Http404):
    """The plan of an address is archived."""


def stored_plan(plan_id: str) -> StoredPlan:
    """The plan of an address.

    Raises:
        Http404: there is none; the message names it. Archived, where it is archived.
    """
    try:
        return plans.read(plan_id)
    except plans.UnknownPlan:
        if is_archived(plan_id):
            raise Archived(f"编号为“{plan_id}”的规划已经归档，它的各页不再显示；内容和历史记录都保留着") from None
        raise Http404(f"没有编号为“{plan_id}”的规划") from None


def asked_filter(request: HttpRequest) -> Filter:
    """The filter of an address; what cannot be understood asks for nothing."""
    asked = {name: request.GET.get(name, "").strip()[:_LONGEST] for name in _NAMES}
    if asked["sort"].removeprefix("-") not in SORTS:
        asked["sort"] = ""
    return Filter(words=request.GET.get("q", "").strip()[:_LONGEST], **asked)


_NAMES = ("field", "horizon", "measure", "nature", "baseline", "doubts", "inferred", "checked", "sort")


def asked_stretch(request: HttpRequest) -> tuple[int, int] | None:
    """The stretch of the text that ?at=START-END asks for; None where it names none."""
    found = _STRETCH.fullmatch(request.GET.get("at", ""))
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end else None


def asked_number(request: HttpRequest, name: str) -> int | None:
    """A whole number of an address; None where it is none."""
    written = request.GET.get(name, "")
    return int(written) if _NUMBER.fullmatch(written) else None


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a fragment; going back in history asks for the whole page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"
