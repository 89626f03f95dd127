"""补录: a statement that the program missed, marked in the text, named and given its value by a person."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gangyao.accounts.access import acting, needs
from gangyao.accounts.roles import Permission
from gangyao.actions import review
from gangyao.actions.deciding import DoesNotFit, NeedsConfirming
from gangyao.core.document.document import Anchor
from gangyao.core.plan.correction import statement_holds
from gangyao.core.plan.identity.profile import read_profile
from gangyao.core.plan.revision import leaf_at
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.store.plans import StoredPlan
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.passages import read_passage
from gangyao.workbench.presentation.review_addition import find_sentences, narrow, propose, trim
from gangyao.workbench.presentation.review_fields import FormField, field_fault, label_of, new_fields, read_typed
from gangyao.workbench.requests import asked_number, stored_plan
from gangyao.workbench.review_acts import typed_fields

_LONGEST = 100  # characters of what is looked for


@needs(Permission.REVIEW_RECORDS)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The form of a marked stretch; without one, sentences to choose from; saving goes on to the desk."""
    stored = stored_plan(plan_id)
    start, end = asked_number(request, "start"), asked_number(request, "end")
    place = trim(stored.document, start, end) if start is not None and end is not None else None
    if place is None:
        return _choose(request, stored, asked=start is not None)
    if request.method == "GET":
        return _form(request, stored, place)
    typed = typed_fields(request.POST)
    try:
        exact = narrow(stored.document, place, request.POST.get("quote", ""))
        if exact is None:
            raise DoesNotFit("这几个字不在所选的句子里。请从句子里原样摘取，或者不改")
        fields = {name: text for name in typed if (text := read_typed(name, typed[name]))}
        for name, text in fields.items():
            if not statement_holds(name, text):
                raise DoesNotFit(field_fault(name, label_of(name, of_statement=True), typed[name]), name)
        review.add_statement(
            by=acting(request), plan_id=plan_id, start=exact[0], end=exact[1], fields=fields,
            reason=request.POST.get("reason", "").strip(), confirmed="confirmed" in request.POST,
        )  # fmt: skip
    except DoesNotFit as error:
        return _form(request, stored, place, typed, error)
    return redirect(
        f"{reverse('workbench:review', args=[plan_id])}?state=added&record={_added(stored_plan(plan_id), exact)}"
    )


def _added(stored: StoredPlan, place: tuple[int, int]) -> str:
    """Id of the statement that now stands at a place, for an address."""
    found = (s.id for s in stored.plan.statements if (s.anchor.start, s.anchor.end) == place)
    return quote(next(found, ""))


def _choose(request: HttpRequest, stored: StoredPlan, *, asked: bool) -> HttpResponse:
    words = request.GET.get("words", "").strip()[:_LONGEST]
    found = find_sentences(stored.document, words)
    context = {"sentences": found, "sought": words, "unusable": asked}
    return plan_page(request, "review_choose.html", stored, "review", context)


def _form(
    request: HttpRequest,
    stored: StoredPlan,
    place: tuple[int, int],
    typed: Mapping[str, str] | None = None,
    error: DoesNotFit | None = None,
) -> HttpResponse:
    document = stored.document
    proposed = propose(document, *place, grammar=load_vocabulary().grammar, profile=read_profile(document))
    fields: tuple[FormField, ...] = new_fields(proposed, stored.plan.period, typed)
    context = {
        "passage": read_passage(stored.plan, document, Anchor(document.source.id, *place), leaf_at(document, place[0])),
        "fields": fields, "faulty": error.field if error else "", "start": place[0], "end": place[1],
        "quote": request.POST.get("quote", "") or document.text[slice(*place)], "reason": request.POST.get("reason", ""),
    }  # fmt: skip
    if error:
        context["question" if isinstance(error, NeedsConfirming) else "fault"] = str(error)
    return plan_page(request, "review_add.html", stored, "review", context, status=400 if error else 200)
