"""核对: records one after another, doubtful ones first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def review(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Not built yet."""
    raise Http404("这一页还没有建成")


def add(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Not built yet."""
    raise Http404("这一页还没有建成")
