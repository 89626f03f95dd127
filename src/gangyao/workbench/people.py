"""人员与单位: who works here, in which agency, as what, from when to when."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def people(request: HttpRequest) -> HttpResponse:
    """Not built yet."""
    raise Http404("这一页还没有建成")
