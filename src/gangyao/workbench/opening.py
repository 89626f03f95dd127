"""打开: a file is given in the browser and becomes a plan or a further reading."""

from __future__ import annotations

from uuid import UUID

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangyao.accounts.access import acting, needs
from gangyao.accounts.roles import Permission
from gangyao.actions.uploads import queue_reading_again, queue_upload, receive_upload
from gangyao.ingest.fingerprint import compiler_state
from gangyao.ingest.limits import MB, Limits
from gangyao.ingest.office import find_office
from gangyao.store import uploads
from gangyao.store.desk import titles
from gangyao.store.models import Upload
from gangyao.store.plans import UnknownPlan
from gangyao.workbench.requests import stored_plan, wants_fragment
from gangyao.workbench.uploading import IncomingFile, NoFile

_FULL = (
    "文件没有收下：数据库写不进，可能是磁盘已满，或者数据库暂时没有应答。请稍候再打开一次；"
    "仍然不行的，请系统管理人员检查磁盘空间和数据库。已有的规划没有受影响"
)


@csrf_exempt  # asked inside: a form with a file is not looked into before its handler is set
@needs(Permission.ADD_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def open_file(request: HttpRequest) -> HttpResponse:
    """The form; or takes the file in and leads to its progress."""
    if request.method != "POST":
        return _form(request)
    incoming = IncomingFile(request)
    request.upload_handlers = [incoming]
    try:
        return _receive(request, incoming)
    except NoFile as error:
        return _form(request, str(error), error.status)
    except DatabaseError:
        return _form(request, _FULL, 507)
    finally:
        incoming.discard()


@csrf_protect
def _receive(request: HttpRequest, incoming: IncomingFile) -> HttpResponse:
    asked = request.POST.get("plan", "")
    digest = request.POST.get("digest") == "1"
    plan_id = asked if asked in dict(titles()) else None
    received = incoming.keep()
    actor = acting(request)
    upload = receive_upload(by=actor, received=received, name=incoming.name, digest=digest, plan_id=plan_id)
    if uploads.known_as(upload.sha256, digest=digest, plan_id=plan_id):
        known = reverse("workbench:known-file", args=[upload.key])
        return _go(request, f"{known}?digest=1" if digest else known)
    job = queue_upload(by=actor, upload=upload, digest=digest, plan_id=plan_id)
    return _go(request, reverse("workbench:job", args=[job.key]))


def _form(request: HttpRequest, fault: str = "", status: int = 200) -> HttpResponse:
    limit = Limits().file
    context = {
        "tab": "open", "fault": fault, "limit": limit, "limit_words": f"{limit // MB} MB", "office": bool(find_office()),
    }  # fmt: skip
    return render(request, "workbench/open.html", context, status=status)


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Leads the whole page on, also where a script has sent the form."""
    if wants_fragment(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


@needs(Permission.ADD_PLANS)
@require_safe
def known_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """A file that a plan was already read from: which plan, which reading, and what can be done."""
    upload = Upload.objects.filter(pk=key).first()
    digest = request.GET.get("digest") == "1"
    known = uploads.known_as(upload.sha256, digest=digest) if upload else None
    if upload is None or known is None:
        raise Http404("没有找到这份文件的读入记录；请重新打开文件")
    context = {"tab": "open", "upload": upload, "known": known, "newer": known.compiler != compiler_state()}
    return render(request, "workbench/known_file.html", context)


@needs(Permission.ADD_PLANS)
@require_POST
def read_again(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Has a plan compiled again, from the text it shows or from that of an earlier reading, and leads to the progress."""
    stored_plan(plan_id)
    number = request.POST.get("reading", "")
    reading = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else None
    try:
        job = queue_reading_again(by=acting(request), plan_id=plan_id, reading=reading)
    except UnknownPlan:
        raise Http404(f"这份规划没有第 {reading} 次编译；请从编译记录里重新选") from None
    return redirect("workbench:job", job.key)
