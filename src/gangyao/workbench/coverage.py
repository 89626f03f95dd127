"""覆盖: what became of every numeral of the text."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def coverage(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Not built yet."""
    raise Http404("这一页还没有建成")
