"""The page of a piece of work in the background: how far it is, what it asks, what it gave, or why not."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gangyao.accounts.access import acting, needs, needs_sign_in
from gangyao.accounts.roles import Permission
from gangyao.actions.uploads import GIVEN_UP, READ_UPLOAD, Answer, NotAnAnswer, answer_which_plan, give_up_upload
from gangyao.store import archive, plans, readings, uploads
from gangyao.store.desk import titles
from gangyao.store.models import Job, JobState
from gangyao.workbench.presentation.changes import count_changes
from gangyao.workbench.presentation.doubted_text import read_doubt
from gangyao.workbench.presentation.job_steps import Progress, read_progress
from gangyao.workbench.presentation.words import KINDS
from gangyao.workbench.readings import way_back

_OPEN = (JobState.WAITING, JobState.RUNNING)


@needs_sign_in
@never_cache
@require_safe
def job(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page of the work; it says where it is after every reload and restart."""
    return _page(request, _visible(request, key))


@needs_sign_in
@never_cache
@require_safe
def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """The steps alone, asked for each second; the whole page again when the work has ended or asks."""
    found = _visible(request, key)
    if found.state not in _OPEN:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "workbench/job_progress.html", {"job": found, "progress": _progress(found)})


@needs(Permission.ADD_PLANS)
@require_POST
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says which plan the file is, or that it is not to be read in."""
    found = _visible(request, key)
    chosen, new_id = request.POST.get("plan", ""), request.POST.get("new_id", "").strip()
    given = Answer(new_id=new_id) if chosen == "new" else Answer(plan_id=chosen.removeprefix("plan:"))
    try:
        if "give_up" in request.POST:
            give_up_upload(by=acting(request), job_key=found.key)
        else:
            answer_which_plan(by=acting(request), job_key=found.key, answer=given)
    except NotAnAnswer as error:
        return _page(request, found, fault=str(error), status=400)
    return redirect("workbench:job", key)


def _visible(request: HttpRequest, key: UUID) -> Job:
    """The work, for who asked for it and for planners; for others there is none."""
    actor = acting(request)
    found = Job.objects.filter(pk=key).first()
    if found is None or (found.actor != actor.key and Permission.ADD_PLANS not in actor.permissions):
        raise Http404("没有这项任务，可能地址抄错了")
    return found


def _page(request: HttpRequest, found: Job, *, fault: str = "", status: int = 200) -> HttpResponse:
    context = {"tab": "open", "job": found, "upload": uploads.upload_of(found), "fault": fault}
    context["given_up"] = found.outcome.get("code") == GIVEN_UP
    if found.state in _OPEN:
        context["progress"] = _progress(found)
    elif found.state == JobState.ASKING:
        context.update(_question(found))
    elif found.state == JobState.DONE:
        context.update(_result(found))
    return render(request, "workbench/job.html", context, status=status)


def _progress(found: Job) -> Progress:
    return read_progress(
        step=found.step, reads_file=found.kind == READ_UPLOAD, waiting=found.state == JobState.WAITING,
        ahead=Job.objects.filter(state__in=_OPEN, created_at__lt=found.created_at).count(),
        attempt=found.attempts, created_at=found.created_at, now=timezone.now(),
    )  # fmt: skip


def _question(found: Job) -> dict[str, object]:
    question = found.outcome["question"]
    listed = [(plan, KINDS.get(plan.kind, "规划")) for plan in plans.listed()]
    likely = [entry for entry in listed if entry[0].id in question["candidates"]]
    others = [entry for entry in listed if entry not in likely]
    doubt = read_doubt(question, likely[0][0]) if "doubt" in question and likely else None
    return {"question": question, "likely": likely, "others": others, "doubt": doubt}


def _result(found: Job) -> dict[str, object]:
    plan_id, number = found.outcome["plan"], found.outcome["reading"]
    if archive.is_archived(plan_id):
        return {"archived": True, "plan_id": plan_id}
    found_readings = readings.readings_of(plan_id)
    reading = next((one for one in found_readings if one.number == number), None)
    back = way_back(plans.read(plan_id), found_readings)
    changes = count_changes(readings.records_in(plan_id, number - 1), readings.records_in(plan_id, number))
    return {
        "plan_id": plan_id,
        "title": dict(titles()).get(plan_id),
        "reading": reading,
        "changes": changes,
        "fresh": found.outcome["fresh"],
        "way_back": back if back.number == number else None,
    }
