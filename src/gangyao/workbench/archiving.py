"""归档: a plan is exported and put away, listed apart, and taken back."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangyao.accounts.access import acting, needs
from gangyao.accounts.roles import Permission
from gangyao.actions import archiving
from gangyao.actions.archiving import NotArchived
from gangyao.store import archive as archived_plans
from gangyao.store import corrections, exports, readings
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.words import KINDS
from gangyao.workbench.requests import stored_plan


@needs(Permission.ARCHIVE_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Says what will happen; makes the export; and, once that is made, puts the plan away."""
    stored = stored_plan(plan_id)
    fault = ""
    if request.method == "POST":
        try:
            if request.POST.get("step") == "archive":
                archiving.archive_plan(by=acting(request), plan_id=plan_id, export=request.POST.get("export", ""))
                return redirect("workbench:archive")
            archiving.export_plan(by=acting(request), plan_id=plan_id)
            return redirect("workbench:archive-plan", plan_id)
        except NotArchived as error:
            fault = str(error)
    made = archiving.last_export(plan_id)
    context = {
        "fault": fault, "export": made if made and made.current else None, "readings": len(readings.readings_of(plan_id)),
        "decisions": len(corrections.holding(plan_id)),
    }  # fmt: skip
    return plan_page(request, "archive_plan.html", stored, "", context, status=400 if fault else 200)


@needs(Permission.ARCHIVE_PLANS)
@require_safe
def archive_list(request: HttpRequest) -> HttpResponse:
    """Plans that were put away."""
    return _list(request)


def _list(request: HttpRequest, fault: str = "") -> HttpResponse:
    listed = [
        (plan, KINDS.get(plan.kind, "规划"), archiving.last_export(plan.id)) for plan in archived_plans.archived()
    ]
    context = {"tab": "plans", "plans": listed, "fault": fault}
    return render(request, "workbench/archive.html", context, status=400 if fault else 200)


@needs(Permission.ARCHIVE_PLANS)
@require_safe
def export_file(request: HttpRequest, plan_id: str) -> HttpResponse | FileResponse:
    """The last export of a plan, archived or not."""
    made = archiving.last_export(plan_id)
    if made is None:
        raise Http404("没有这份规划的导出文件；请在“归档”页先生成")
    path = exports.path_of(plan_id, made.sha256)
    name = f"{archived_plans.title_of(plan_id) or plan_id}-归档.zip"
    return FileResponse(path.open("rb"), content_type="application/zip", as_attachment=True, filename=name)


@needs(Permission.ARCHIVE_PLANS)
@require_POST
def restore(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Takes a plan back."""
    try:
        archiving.restore_plan(by=acting(request), plan_id=plan_id)
    except NotArchived as error:
        return _list(request, str(error))
    return redirect("workbench:overview", plan_id)
