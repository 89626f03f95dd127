"""核对: records one after another, doubtful ones first; what is decided is an act of gangyao.actions.review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from gangyao.accounts.access import acting
from gangyao.accounts.roles import Permission
from gangyao.actions.deciding import DoesNotFit, NeedsConfirming
from gangyao.store import corrections
from gangyao.store.plans import StoredPlan
from gangyao.workbench.pages import page_head
from gangyao.workbench.presentation.review_decisions import describe
from gangyao.workbench.presentation.review_desk import marker_of, read_desk
from gangyao.workbench.presentation.review_items import Item
from gangyao.workbench.presentation.review_names import names_in
from gangyao.workbench.presentation.review_queue import Asked, Queue, kinds_of, onward, read_queue
from gangyao.workbench.requests import stored_plan, wants_fragment
from gangyao.workbench.review_acts import DECISIONS, Done, check_unchanged, typed_fields
from gangyao.workbench.signatures import names_of

_LONGEST = 100  # characters of one filter


@require_safe
@vary_on_headers("HX-Request")
def review(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The desk: the list, and the record that is asked for or comes first."""
    stored = stored_plan(plan_id)
    queue = read_queue(stored, asked_queue(request))
    item = queue.find(request.GET.get("record", "")) or queue.first()
    return _desk(request, stored, queue, item, {"said": _said(stored, request.GET.get("done", ""))})


@require_POST
@vary_on_headers("HX-Request")
def decide(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Takes a decision and shows the next record; where it does not fit, the record again with the reason."""
    stored = stored_plan(plan_id)
    actor = acting(request)
    actor.require(Permission.REVIEW_RECORDS)
    before = read_queue(stored, asked_queue(request))
    records = request.POST.getlist("record")
    current = request.GET.get("record", "") or next(iter(records), "")
    try:
        check_unchanged(stored, before, request.POST, actor)
        take = DECISIONS.get(request.POST.get("decision", ""), DECISIONS["unknown"])
        done = take(actor, stored, before, request.POST)
    except DoesNotFit as error:
        asks = isinstance(error, NeedsConfirming)
        faulty = {"question" if asks else "fault": str(error), "faulty": error.field, **_typed(request)}
        return _desk(request, stored, before, before.find(current), faulty, status=409)
    if done.note:
        return _desk(request, stored, before, before.find(current), {"note": done.note, **_typed(request)})
    if done.undoing:
        return _desk(request, stored, before, before.find(current), {"undoing": done.undoing})
    if done.confirm:
        chosen = tuple((item, marker_of(item.record, stored.decisions)) for item in done.confirm)
        asked = {"confirm": done.confirm, "chosen": chosen, "kinds": kinds_of(done.confirm)}
        return _desk(request, stored, before, before.find(current), asked)
    return _go_on(request, before, current, done)


def _typed(request: HttpRequest) -> Mapping[str, Any]:
    """What a person typed, to be shown again."""
    return {"typed": typed_fields(request.POST), "reason": request.POST.get("reason", "")}


def _go_on(request: HttpRequest, before: Queue, current: str, done: Done) -> HttpResponse:
    """The next record, or the one that was touched where there is still something to decide about it."""
    plan_id = request.resolver_match.kwargs["plan_id"]
    stored = stored_plan(plan_id)
    now = read_queue(stored, before.asked)
    shown = now.find(done.stay) if done.stay else None
    item = shown or onward(before, now, current)
    if wants_fragment(request):
        return _desk(request, stored, now, item, {"said": _said(stored, str(done.batch)), "next": not shown})
    address = _address(plan_id, now, item)
    return redirect(f"{address}{'&' if '?' in address else '?'}done={done.batch}")


def _said(stored: StoredPlan, batch: str) -> str:
    """What an act did, in a sentence; empty where none is named."""
    rows = [row for row in corrections.history(stored.plan.id) if str(row.batch) == batch] if batch else []
    return describe(rows, names_in(stored))


def _desk(
    request: HttpRequest,
    stored: StoredPlan,
    queue: Queue,
    item: Item | None,
    more: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """The whole page, or what htmx puts in place of the desk."""
    wanted = [*stored.decisions.get(item.id, ()), *(c for c in stored.unapplied if c.record == item.id)] if item else []
    names = names_of(correction.by for correction in wanted)
    merging = request.GET.get("merge", "").strip()[:_LONGEST]
    desk = read_desk(stored, item, names, more.get("typed"), merging) if item else None
    current = item.id if item else ""
    previous, following = queue.neighbours(current)
    listed = [(one, marker_of(one.record, stored.decisions)) for one in queue.page_of(current)]
    context = {
        "queue": queue, "desk": desk, "listed": listed, "pages": queue.pages(current), "previous": previous,
        "batch": _last_batch(stored, item), "following": following, "open_here": sum(one.state == "open" for one, _ in listed), **more,
        "head": page_head(stored), "tab": "review", "may_review": Permission.REVIEW_RECORDS in acting(request).permissions,
    }  # fmt: skip
    fragment = wants_fragment(request)
    response = render(request, f"workbench/{'review_desk' if fragment else 'review'}.html", context, status=status)
    if fragment:
        address = _address(stored.plan.id, queue, item)
        stays = status != 200 or {"confirm", "undoing", "note"} & more.keys()
        stays = stays or request.headers.get("HX-Current-URL", "").endswith(address)
        response["HX-Replace-Url" if stays else "HX-Push-Url"] = address
    return response


def _last_batch(stored: StoredPlan, item: Item | None) -> str:
    """The act that withdrew a record, which may be taken back; empty of other records."""
    if item is None or item.state != "rejected":
        return ""
    rows = (row for row in corrections.history(stored.plan.id) if row.correction.record == item.id and not row.undone)
    return str(next((row.batch for row in rows), ""))


def _address(plan_id: str, queue: Queue, item: Item | None) -> str:
    query = queue.asked.query + (f"record={quote(item.id)}" if item else "")
    return reverse("workbench:review", args=[plan_id]) + (f"?{query}" if query else "")


def asked_queue(request: HttpRequest) -> Asked:
    """What the address narrows the queue to."""
    asked = {
        name: request.GET.get(name, "").strip()[:_LONGEST] for name in ("doubt", "section", "state", "role", "kind")
    }
    return Asked(words=request.GET.get("q", "").strip()[:_LONGEST], **asked)
