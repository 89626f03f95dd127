"""Pages of the officials' site: read a stored plan, turn it into presentation records, print a template."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from gangyao import __version__
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.entity import Entity
from gangyao.core.plan.plan import Target
from gangyao.core.plan.project import Project
from gangyao.core.plan.term import Term
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.store.desk import titles
from gangyao.store.plans import StoredPlan
from gangyao.workbench.desk import plan_list
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.cards import Card, read_card
from gangyao.workbench.presentation.columns import read_columns
from gangyao.workbench.presentation.comparison import chart_rows
from gangyao.workbench.presentation.item_cards import ItemCard, promises_with, read_item_card
from gangyao.workbench.presentation.outline import read_outline
from gangyao.workbench.presentation.overview import read_overview
from gangyao.workbench.presentation.reading import choose_parts, is_parted, read_parts
from gangyao.workbench.presentation.review_queue import Asked, read_queue
from gangyao.workbench.presentation.target_rows import choices, select, target_rows
from gangyao.workbench.presentation.words import inferred_label, inferred_rule
from gangyao.workbench.requests import Archived, asked_filter, asked_stretch, stored_plan, wants_fragment
from gangyao.workbench.signatures import names_of

# Which tab the page of a record stands under; statements are read in the text.
TABS = {Target: "targets", Commitment: "commitments", Project: "projects", Entity: "projects", Term: "projects"}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says what was not found: the record that a page looked for, else the address; of an archived plan, where it is."""
    said = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    context = {"said": said, "address": request.path, "archived": isinstance(exception, Archived)}
    return render(request, "404.html", context, status=404)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The only plan, or the list of plans."""
    listed = titles()
    if len(listed) == 1:
        return redirect("workbench:overview", listed[0][0])
    return plan_list(request)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, its version, and what it must not hold."""
    return render(request, "workbench/about.html", {"version": __version__, "tab": "about"})


@require_safe
def overview(request: HttpRequest, plan_id: str) -> HttpResponse:
    """总览: what the plan promises at a glance."""
    stored = stored_plan(plan_id)
    view = read_overview(stored.plan, stored.document.text)
    queue = read_queue(stored, Asked())
    chart = {"rates": chart_rows(view.compared, True), "indexes": chart_rows(view.compared, False)}
    return plan_page(
        request,
        "overview.html",
        stored,
        "overview",
        {"view": view, "queue": queue, "chart": chart, "parted": is_parted(stored.document)},
    )


@require_safe
def text(request: HttpRequest, plan_id: str) -> HttpResponse:
    """纲要: the text with its statements marked, whole or part by part; ?at=START-END shows one stretch of it."""
    stored = stored_plan(plan_id)
    asked = asked_stretch(request)
    parts = read_parts(
        stored.plan,
        stored.document,
        lambda id_: reverse("workbench:record", args=[plan_id, id_]),
        asked,
        stored.decisions,
    )
    statement = request.GET.get("statement", "")
    place = next((s.anchor.start for s in stored.plan.statements if s.id == statement), asked[0] if asked else None)
    shown = choose_parts(parts, request.GET.get("part", ""), place) if is_parted(stored.document) else parts
    context = {
        "parts": parts,
        "shown": shown,
        "parted": len(shown) < len(parts),
        "outline": read_outline(stored.plan),
        "statements": len(stored.plan.statements),
    }
    return plan_page(request, "text.html", stored, "text", context)


@require_safe
@vary_on_headers("HX-Request")
def targets(request: HttpRequest, plan_id: str) -> HttpResponse:
    """目标: the table of targets, filtered and sorted."""
    stored = stored_plan(plan_id)
    asked = asked_filter(request)
    rows = target_rows(stored.plan, stored.decisions, stored.document.text)
    shown = select(rows, asked)
    query = {name: value for name, value in request.GET.items() if value}
    context = {
        "rows": shown,
        "all": len(rows),
        "asked": asked,
        "choices": choices(rows, asked),
        "columns": read_columns(rows, asked, query),
        "query": urlencode(query),
        "rules": _rules(stored),
        "doubtful": sum(bool(row.doubts) for row in shown),
    }
    template = "targets_result.html" if wants_fragment(request) else "targets.html"
    return plan_page(request, template, stored, "targets", context)


def _rules(stored: StoredPlan) -> list[tuple[str, str]]:
    """Label and rule of each field that is inferred anywhere in the plan's targets."""
    codes = dict.fromkeys(code for target in stored.plan.targets for code in target.inferred)
    return [(inferred_label(code), inferred_rule(code)) for code in codes]


@require_safe
@vary_on_headers("HX-Request")
def record(request: HttpRequest, plan_id: str, record_id: str) -> HttpResponse:
    """Any record: a page of its own, or the card alone for the panel beside the text."""
    stored = stored_plan(plan_id)
    names = names_of(correction.by for held in stored.decisions.values() for correction in held)
    card: Card | ItemCard | None = read_item_card(stored, record_id, names)
    if card is None:
        indicators = load_vocabulary().lexicon.indicators
        card = read_card(stored.plan, stored.document, record_id, indicators, stored.decisions, names)
    if card is None:
        raise Http404(f"这份规划里没有编号为“{record_id}”的记录；重新编译以后，编号可能已经变更")
    fragment, tab = wants_fragment(request), TABS.get(type(stored.holding.get(record_id)), "text")
    template = "card.html" if isinstance(card, Card) else "item_card.html"
    context = {
        "card": card, "panel": fragment, "heading": "h2" if fragment else "h1", "template": f"workbench/{template}",
        "promises": promises_with(stored, statements=_statements_of(stored, record_id)),
    }  # fmt: skip
    return plan_page(request, template if fragment else "record.html", stored, tab, context)


def _statements_of(stored: StoredPlan, record_id: str) -> tuple[str, ...]:
    """The statements that a target rests on; a statement itself."""
    held = stored.holding.get(record_id)
    return held.statements if isinstance(held, Target) else (record_id,)
