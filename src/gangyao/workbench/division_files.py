"""任务分工方案 as files: written for the departments, and read back once they have filled it in."""

from __future__ import annotations

from urllib.parse import quote

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangyao.accounts.access import acting, needs
from gangyao.accounts.roles import Permission
from gangyao.actions.deciding import DoesNotFit
from gangyao.actions.duties import Duty, assign
from gangyao.core.plan.responsibility.comparison import compare
from gangyao.core.plan.responsibility.division import Division as Printed
from gangyao.ingest.division import read_division as read_returned
from gangyao.ingest.errors import UnreadableFile
from gangyao.report.division_document import write_division_document
from gangyao.report.division_sheet import write_division_sheet
from gangyao.store.plans import StoredPlan
from gangyao.workbench.duties import Division
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.duty_division import read_division
from gangyao.workbench.presentation.duty_preview import Preview, kept_of, read_preview, wanted_of
from gangyao.workbench.presentation.duty_promises import offers_of
from gangyao.workbench.presentation.words import period_words
from gangyao.workbench.requests import stored_plan

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SALT = "gangyao.workbench.division_files"
_GOOD_FOR = 2 * 60 * 60  # seconds between looking at what would be taken and taking it
_READ_AT_MOST = 12 * 1024 * 1024  # the reader says of what is over its bound that it is


@require_safe
def duties_xlsx(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The division as a workbook to be filled in."""
    division = Division(stored_plan(plan_id))
    return _file(division.stored, write_division_sheet(printed(division)), _XLSX, "xlsx")


@require_safe
def duties_docx(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The division as a document."""
    division = Division(stored_plan(plan_id))
    return _file(division.stored, write_division_document(printed(division)), _DOCX, "docx")


@needs(Permission.ASSIGN_DUTIES)
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Takes a returned file and shows what it would change; nothing is stored."""
    division = Division(stored_plan(plan_id))
    if request.method == "GET":
        return _form(request, division)
    file = request.FILES.get("file")
    if file is None:
        return _form(request, division, "没有选择文件；请先选择退回的任务分工方案")
    try:
        returned = read_returned(file.read(_READ_AT_MOST), file.name)
    except UnreadableFile as error:
        return _form(request, division, error.message)
    comparison = compare(printed(division), returned, division.names)
    preview = read_preview(division.promises, comparison, returned, file.name)
    return _preview(request, division, preview)


@needs(Permission.ASSIGN_DUTIES)
@require_POST
def confirm(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Takes what was ticked, in one act; what somebody changed since the preview is refused as a whole."""
    division = Division(stored_plan(plan_id))
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=f"{_SALT}:{plan_id}", max_age=_GOOD_FOR)
    except signing.BadSignature:
        return _form(request, division, "预览已经过期，没有任何内容被改动；请重新上传文件")
    wanted, seen = wanted_of(kept, frozenset(request.POST.getlist("take")))
    if not wanted:
        return _form(request, division, "没有勾选任何一处，没有改动；请重新上传，勾选要采用的")
    try:
        batch = assign(
            by=acting(request), plan_id=plan_id, reason=f"导入 {kept['name']}",
            duties={id_: Duty(*duty) for id_, duty in wanted.items()},
            expected={id_: Duty(*duty) for id_, duty in seen.items()},
        )  # fmt: skip
    except DoesNotFit as error:
        return _form(request, division, f"{error}；请重新上传，核对后再采用")
    return redirect(f"{reverse('workbench:duties', args=[plan_id])}?done={batch}")


def printed(division: Division) -> Printed:
    """The division as files print it."""
    agencies = offers_of(division.names)
    return read_division(division.stored, division.promises, agencies, timezone.localdate())


def _form(request: HttpRequest, division: Division, fault: str = "") -> HttpResponse:
    return plan_page(
        request, "duties_import.html", division.stored, "duties", {"fault": fault}, status=400 if fault else 200
    )


def _preview(request: HttpRequest, division: Division, preview: Preview) -> HttpResponse:
    kept = signing.dumps(kept_of(preview), salt=f"{_SALT}:{division.stored.plan.id}", compress=True)
    return plan_page(request, "duties_preview.html", division.stored, "duties", {"preview": preview, "kept": kept})


def _file(stored: StoredPlan, content: bytes, kind: str, ending: str) -> HttpResponse:
    plan = stored.plan
    digest = "（摘要）" if stored.source.digest else ""
    parts = [part for part in ("任务分工方案", plan.area.name, period_words(plan).removesuffix("年")) if part]
    name = f"{'-'.join(parts)}{digest}.{ending}"
    plain = f'filename="{quote(plan.id)}-duties.{ending}"'
    named = f"attachment; {plain}; filename*=UTF-8''{quote(name)}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": named})
