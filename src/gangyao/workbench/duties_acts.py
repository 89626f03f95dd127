"""What a form of 分工 asks for, as acts: one promise or many, and the last act taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from attrs import evolve, frozen
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from gangyao.accounts.access import acting
from gangyao.accounts.actor import Actor
from gangyao.accounts.roles import Permission
from gangyao.actions import review
from gangyao.actions.deciding import DoesNotFit, NeedsConfirming
from gangyao.actions.duties import Duty, assign
from gangyao.core.plan.correction import RESPONSIBILITY
from gangyao.core.plan.responsibility.naming import AgencyNames, split_names
from gangyao.store import corrections
from gangyao.workbench.duties import Division, asked_duties, show
from gangyao.workbench.pages import page_head
from gangyao.workbench.presentation.duty_list import Asked, read_duty_list, read_duty_row
from gangyao.workbench.presentation.duty_promises import Promise
from gangyao.workbench.presentation.duty_words import said_of
from gangyao.workbench.requests import stored_plan, wants_fragment
from gangyao.workbench.review_acts import Undoing, read_undoing


@frozen
class Done:
    """What a form did.

    Attributes:
        said: in a sentence.
        record: the promise that it was about, where it was about one.
        batch: the act.
        undoing: what the person is asked to take back besides; nothing was done yet.
    """

    said: str = ""
    record: str = ""
    batch: UUID | None = None
    undoing: Undoing | None = None


@require_POST
@vary_on_headers("HX-Request")
def decide(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Takes a decision and shows what holds now, in its place; where it does not fit, the same with the reason."""
    division = Division(stored_plan(plan_id))
    actor, asked = acting(request), asked_duties(request)
    actor.require(Permission.ASSIGN_DUTIES)
    act = request.POST.get("act", "")
    try:
        done = _ACTS.get(act, _unknown)(actor, division, asked, request.POST)
    except DoesNotFit as error:
        return _refused(request, asked, error)
    if done.undoing:
        return show(request, division, asked, {"undoing": done.undoing})
    return _answer(request, plan_id, asked, done)


def _set(actor: Actor, division: Division, asked: Asked, form: QueryDict) -> Done:
    """One promise: lead and cooperating as the form says them."""
    record, names = form.get("record", ""), division.names
    leads, others = split_names(form.get("lead", "")), split_names(form.get("cooperating", ""))
    if len(leads) > 1:
        raise DoesNotFit(
            f"写了 {len(leads)} 个牵头单位“{'、'.join(leads)}”，一条任务只有一个；请留一个，其余写到配合单位"
        )
    if not leads:
        raise DoesNotFit("没有写牵头单位；请填写，或者按“清除”")
    _ask_about_strangers(names, (*leads, *others), form)
    duty = Duty(_known(names, leads[0]), tuple(_known(names, name) for name in others))
    return _assign_one(actor, division, record, duty, form)


def _clear(actor: Actor, division: Division, asked: Asked, form: QueryDict) -> Done:
    """One promise: nobody."""
    return _assign_one(actor, division, form.get("record", ""), Duty(""), form)


def _assign_one(actor: Actor, division: Division, record: str, duty: Duty, form: QueryDict) -> Done:
    expected = {record: _seen(form["seen"])} if "seen" in form else {}
    batch = assign(by=actor, plan_id=division.stored.plan.id, duties={record: duty}, expected=expected)
    said = f"已确定：由{duty.lead}牵头" if duty.lead else "已清除，恢复为未定"
    return Done(said, record, batch)


def _confirm_ticked(actor: Actor, division: Division, asked: Asked, form: QueryDict) -> Done:
    """The suggestions of the ticked promises."""
    ticked = {pick.partition("|")[0] for pick in form.getlist("pick")}
    if not ticked:
        raise DoesNotFit("没有选中任务；请在清单里勾选，再确认")
    return _confirm(actor, division, [one for one in division.promises if one.id in ticked])


def _confirm_place(actor: Actor, division: Division, asked: Asked, form: QueryDict) -> Done:
    """All suggestions of the section or agency, those on other pages of it among them."""
    place = read_duty_list(division.stored, division.promises, asked)
    return _confirm(actor, division, place.chosen)


def _confirm(actor: Actor, division: Division, wanted: Sequence[Promise]) -> Done:
    """What somebody decided already is left alone."""
    duties = {one.id: Duty(one.duty.suggested_lead, one.duty.suggested_cooperating) for one in wanted if one.suggested}
    if not duties:
        raise DoesNotFit("所选任务都已确定，或者没有建议；请逐条填写牵头单位")
    batch = assign(by=actor, plan_id=division.stored.plan.id, duties=duties, expected=dict.fromkeys(duties, Duty("")))
    rest = len(wanted) - len(duties)
    left = f"；另 {rest} 条已定或没有建议，没有改动" if rest else ""
    return Done(f"已按建议确定 {len(duties)} 条{left}", batch=batch)


def _set_many(actor: Actor, division: Division, asked: Asked, form: QueryDict) -> Done:
    """One lead for the ticked promises; who cooperates stays."""
    picks = dict(pick.partition("|")[::2] for pick in form.getlist("pick"))
    leads = split_names(form.get("lead", ""))
    if not picks or len(leads) != 1:
        why = "没有选中任务；请在清单里勾选" if not picks else "请写一个牵头单位；一条任务只有一个"
        raise DoesNotFit(why)
    _ask_about_strangers(division.names, leads, form)
    lead = _known(division.names, leads[0])
    expected = {record: _seen(seen) for record, seen in picks.items()}
    duties = {record: Duty(lead, was.cooperating) for record, was in expected.items()}
    batch = assign(by=actor, plan_id=division.stored.plan.id, duties=duties, expected=expected)
    return Done(f"已确定 {len(duties)} 条：由{lead}牵头", batch=batch)


def _undo(actor: Actor, division: Division, asked: Asked, form: QueryDict) -> Done:
    """Takes back the person's own last act about duties."""
    plan_id = division.stored.plan.id
    batch = corrections.last_act(plan_id, actor=actor.key, fields=RESPONSIBILITY)
    if batch is None:
        raise DoesNotFit("没有可以撤销的：您在这份规划里没有确定过分工，或者都已撤销")
    try:
        review.undo(by=actor, plan_id=plan_id, batch=batch, with_later=bool(form.get("with_later")))
    except NeedsConfirming as error:
        return Done(undoing=read_undoing(division.stored, batch, error))
    rows = [row for row in corrections.history(plan_id) if row.batch == batch]
    records = {row.correction.record for row in rows}
    return Done(said_of(rows), record=next(iter(records)) if len(records) == 1 else "", batch=batch)


def _unknown(actor: Actor, division: Division, asked: Asked, form: QueryDict) -> Done:
    raise DoesNotFit("这一页没有这种操作；请刷新页面再试")


_ACTS: Mapping[str, Callable[[Actor, Division, Asked, QueryDict], Done]] = {
    "set": _set, "clear": _clear, "confirm-many": _confirm_ticked,
    "confirm-place": _confirm_place, "set-many": _set_many, "undo": _undo,
}  # fmt: skip
_ONE = ("set", "clear")


def _known(names: AgencyNames, typed: str) -> str:
    return names.find(typed) or typed


def _ask_about_strangers(names: AgencyNames, typed: tuple[str, ...], form: QueryDict) -> None:
    """A name that nobody knows may be a slip; it is taken once the person says that it is meant."""
    strangers = [name for name in typed if not names.find(name)]
    if strangers and not form.get("confirmed"):
        raise NeedsConfirming(f"单位名单里没有“{'”“'.join(strangers)}”。名称无误就照写，否则请改", "lead")


def _seen(words: str) -> Duty:
    """Who carried a promise when the form was made."""
    lead, _, cooperating = words.partition("|")
    return Duty(lead, tuple(name for name in cooperating.split("、") if name))


def _answer(request: HttpRequest, plan_id: str, asked: Asked, done: Done) -> HttpResponse:
    """Without script the page again at the next row; else the row in its place, or the whole desk after many."""
    now = Division(stored_plan(plan_id))
    one = request.POST.get("act") in _ONE
    if wants_fragment(request) and not one:
        return show(request, now, asked, {"said": done.said, "focus": _number(now, done.record)})
    listed = read_duty_list(now.stored, now.promises, asked)
    if wants_fragment(request):
        return _row(request, now, listed.asked, done.record, {"said": done.said, "duties": listed})
    behind = (row.promise for row in listed.rows if not row.promise.confirmed)
    here = _number(now, done.record)
    number = next((promise.number for promise in behind if promise.number > here), here) if one else here
    address = reverse("workbench:duties", args=[plan_id])
    place = f"#d-{number}" if number else ""
    return redirect(f"{address}?{listed.asked.query}&done={done.batch}{place}")


def _refused(request: HttpRequest, asked: Asked, error: DoesNotFit) -> HttpResponse:
    """What was asked for again with the reason, in the row where it was about one; 409."""
    form, now = request.POST, Division(stored_plan(request.resolver_match.kwargs["plan_id"]))
    again = [(name, value) for name, values in form.lists() for value in values if name != "csrfmiddlewaretoken"]
    told = {"question" if isinstance(error, NeedsConfirming) else "fault": str(error), "again": again}
    record = form.get("record", "") if form.get("act") in _ONE else ""
    if wants_fragment(request) and now.find(record):
        typed = (form.get("lead", ""), form.get("cooperating", "")) if form.get("act") == "set" else None
        return _row(request, now, asked, record, {**told, "typed": typed}, status=409)
    picked = {pick.partition("|")[0] for pick in form.getlist("pick")}
    return show(request, now, asked, {**told, "picked": picked, "focus": _number(now, record)}, status=409)


def _row(
    request: HttpRequest, division: Division, asked: Asked, record: str, more: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    promise = division.find(record)
    if promise is None:  # the plan was compiled again between the act and the answer
        return show(request, division, asked, {"fault": "这条任务现在不在了，请看现在的清单"}, status=409)
    row = evolve(read_duty_row(division.stored, promise), typed=more.get("typed"))
    context = {"head": page_head(division.stored), "asked": asked, "row": row, "may_assign": True, **more}
    return render(request, "workbench/duties_answer.html", context, status=status)


def _number(division: Division, record: str) -> int:
    promise = division.find(record) if record else None
    return promise.number if promise else 0
