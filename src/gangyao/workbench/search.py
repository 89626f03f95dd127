"""搜索: words in the texts and in the records of all plans."""

from __future__ import annotations

from urllib.parse import urlencode

from attrs import evolve
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gangyao.core.search.query import LONGEST, Query, parse_query
from gangyao.store import search as index
from gangyao.store.search import Kind
from gangyao.workbench.desk import titles_with_years
from gangyao.workbench.presentation.search import A_PAGE, OVERVIEW, read_search
from gangyao.workbench.requests import asked_number

_LAST_PAGE = 500  # later ones are never read, and cost more the later they are


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What a query finds, by kind: the first of each, or one kind page by page."""
    asked = request.GET.get("q", "").strip()
    query = parse_query(asked)
    plan_id = request.GET.get("plan", "").replace("\x00", "")[:64]
    kind = Kind(request.GET["kind"]) if request.GET.get("kind") in list(Kind) else None
    page = min(max(asked_number(request, "page") or 1, 1), _LAST_PAGE)
    wanted = {kind: A_PAGE} if kind else OVERVIEW
    found = index.search(query, plan_id=plan_id, first=(page - 1) * A_PAGE if kind else 0, wanted=wanted)
    view = read_search(query, found, kind=kind, page=page, plan_id=plan_id, alone=_each_alone(query, found, plan_id))
    titles = dict(titles_with_years())
    view = evolve(view, plans=tuple((id_, titles.get(id_, title), count) for id_, title, count in view.plans))
    query_string = urlencode({"q": asked, **({"plan": plan_id} if plan_id else {}), **({"kind": kind} if kind else {})})
    context = {
        "view": view, "asked": asked, "words": asked[:LONGEST], "plan_id": plan_id, "query": query_string, "tab": "search",
    }  # fmt: skip
    return render(request, "workbench/search.html", context)


def _each_alone(query: Query, found: index.Findings, plan_id: str) -> tuple[tuple[str, int], ...]:
    """Where several words are found together nowhere: how often each is found alone."""
    if len(query.words) < 2 or found.all:
        return ()
    one_by_one = zip(query.written, query.words, strict=True)
    return tuple(
        (written, index.search(Query((word,), ()), plan_id=plan_id, wanted={}).all) for written, word in one_by_one
    )
