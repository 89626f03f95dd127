"""打开: a file is given in the browser and becomes a plan or a further reading."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def open_file(request: HttpRequest) -> HttpResponse:
    """Not built yet."""
    raise Http404("这一页还没有建成")
