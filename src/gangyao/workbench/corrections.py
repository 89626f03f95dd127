"""更正史: every decision about the records of a plan, who took it and when, and those that no longer fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from urllib.parse import quote
from uuid import UUID

from attrs import frozen
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gangyao.accounts.access import acting
from gangyao.accounts.roles import Permission
from gangyao.actions import review
from gangyao.actions.deciding import DoesNotFit, NeedsConfirming
from gangyao.core.plan.correction import Correction, why_unfit
from gangyao.core.plan.reviewing import superseded
from gangyao.store import corrections as stored_corrections
from gangyao.store.plans import StoredPlan
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.review_decisions import Saying, say
from gangyao.workbench.presentation.review_names import names_in
from gangyao.workbench.requests import asked_number, stored_plan
from gangyao.workbench.review_acts import read_undoing
from gangyao.workbench.signatures import names_of

_PAGE = 100  # acts listed at once
_SHOWN = 5  # decisions of one act that are written out


@frozen
class Act:
    """What was decided in one act and is taken back in one.

    Attributes:
        batch: its key.
        sayings: id and name of the record and the decision in words, of the first few.
        count: how many there are.
        undone: it was taken back.
    """

    batch: UUID
    sayings: tuple[tuple[str, str, Saying], ...]
    count: int
    undone: bool


@frozen
class Unfit:
    """A decision that does not fit what the program reads now.

    Attributes:
        record: id of its record.
        name: what that is called.
        there: the record is still among those of the plan.
        saying: the decision in words.
        why: why it does not fit, and what to do.
        reviewed: the record was decided upon again since.
    """

    record: str
    name: str
    there: bool
    saying: Saying
    why: str
    reviewed: bool


@require_http_methods(["GET", "POST"])
def corrections(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The acts, newest first; POST takes one back."""
    stored = stored_plan(plan_id)
    fault, undoing = "", None
    if request.method == "POST":
        acting(request).require(Permission.REVIEW_RECORDS)
        try:
            batch = _batch(request)
            review.undo(by=acting(request), plan_id=plan_id, batch=batch, with_later="with_later" in request.POST)
            return redirect("workbench:corrections", plan_id)
        except NeedsConfirming as error:
            undoing = read_undoing(stored, batch, error)
        except DoesNotFit as error:
            fault = str(error)
    record = request.GET.get("record", "")
    rows = [row for row in stored_corrections.history(plan_id) if not record or row.correction.record == record]
    names = names_of([*(row.correction.by for row in rows), *(correction.by for correction in stored.unapplied)])
    called = names_in(stored)
    acts = [_act(batch, tuple(found), names, called) for batch, found in groupby(rows, key=lambda row: row.batch)]
    page = Paginator(acts, _PAGE).get_page(asked_number(request, "page") or 1)
    context = {
        "page": page, "record": record, "name": called(record), "fault": fault, "undoing": undoing, "all": len(rows),
        "unfit": tuple(_unfit(stored, correction, names, called) for correction in stored.unapplied if not record),
        "may_review": Permission.REVIEW_RECORDS in acting(request).permissions,
    }  # fmt: skip
    return plan_page(request, "corrections.html", stored, "review", context, status=409 if fault else 200)


@require_safe
def corrections_yaml(request: HttpRequest, plan_id: str) -> HttpResponse:
    """All decisions that hold, in the form in which a bundle keeps them."""
    stored_plan(plan_id)
    name = f'filename="{quote(plan_id)}-corrections.yaml"'
    names = names_of(correction.by for correction in stored_corrections.holding(plan_id).values())
    return HttpResponse(
        stored_corrections.as_yaml(plan_id, lambda key: names.get(key, key)),
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f"attachment; {name}"},
    )


def _batch(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("batch", ""))
    except ValueError:
        raise DoesNotFit("没有这一次核对，请刷新页面再试") from None


def _act(
    batch: UUID, rows: Sequence[stored_corrections.Decided], names: Mapping[str, str], called: Callable[[str], str]
) -> Act:
    decided = (row.correction for row in rows[:_SHOWN])
    said = tuple((one.record, called(one.record), say(one, names, called)) for one in decided)
    return Act(batch, said, len(rows), all(row.undone for row in rows))


def _unfit(stored: StoredPlan, correction: Correction, names: Mapping[str, str], called: Callable[[str], str]) -> Unfit:
    records = (*stored.plan.statements, *stored.plan.targets, *stored.rejected)
    return Unfit(
        correction.record,
        called(correction.record),
        any(record.id == correction.record for record in records),
        say(correction, names, called),
        why_unfit(correction, records),
        correction.record not in superseded(stored.decisions, stored.unapplied),
    )
