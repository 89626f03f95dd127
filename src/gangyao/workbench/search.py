"""搜索: words in the texts and in the targets of all plans."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def search(request: HttpRequest) -> HttpResponse:
    """Not built yet."""
    raise Http404("这一页还没有建成")
