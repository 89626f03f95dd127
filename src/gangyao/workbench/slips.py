"""账号通知单: one-time passwords on paper or in a workbook, to hand on. They are kept nowhere, only on the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gangyao.accounts.access import acting, needs, sign_in_door
from gangyao.accounts.models import User
from gangyao.accounts.roles import Permission
from gangyao.actions.memberships import NotAccepted
from gangyao.actions.people import FirstPassword, UnknownUser, give_passwords
from gangyao.report.spreadsheet import Sheet, write_xlsx
from gangyao.workbench.presentation.people import not_yet_signed_in, slips

_SALT = "gangyao.workbench.slips"
_GOOD_FOR = 2 * 60 * 60  # seconds that the button for the workbook works after the page was shown
_WORN = "已失效：本人已登录过，或另给了新的"


def show_slips(request: HttpRequest, given: Sequence[FirstPassword], saved: str) -> HttpResponse:
    """The slips, with a button for the same as a workbook; what the button needs is on the page and nowhere else.

    Args:
        request: of one who manages people.
        given: whose passwords were just made.
        saved: what was stored, e.g. "已保存 2 人".
    """
    kept = [[str(one.user.key), one.password, _mark(one.user)] for one in given]
    context = {
        "tab": "people",
        "saved": saved,
        "slips": slips(given, on=timezone.localdate()),
        "door": sign_in_door(request),
        "today": timezone.localdate(),
        "kept": signing.dumps(kept, salt=_own_salt(request), compress=True),
    }
    return render(request, "workbench/slips.html", context)


@needs(Permission.MANAGE_PEOPLE)
@never_cache
@sensitive_post_parameters()
@require_POST
def slips_xlsx(request: HttpRequest) -> HttpResponse:
    """The slips of the page that asks, as a workbook; as often as wanted while that page is open."""
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=_own_salt(request), max_age=_GOOD_FOR)
    except signing.BadSignature:
        return _reissue_page(request, "这一页已经过期，没有下载；还没有登录过的人员，可以在这里重新生成一次性密码")
    users = {str(user.key): user for user in User.objects.filter(key__in=[key for key, _, _ in kept])}
    given = [
        FirstPassword(users[key], password if constant_time_compare(mark, _mark(users[key])) else _WORN)
        for key, password, mark in kept
        if key in users
    ]
    door = sign_in_door(request)
    rows = [
        ("；".join(slip.posts), slip.name, slip.username, slip.password, door.words)
        for slip in slips(given, on=timezone.localdate())
    ]
    columns = (("任职", 36), ("姓名", 14), ("用户名", 18), ("一次性密码", 20), ("登录地址", 48))
    return spreadsheet_file(write_xlsx([Sheet("账号", columns, rows)]), "账号通知单.xlsx")


@needs(Permission.MANAGE_PEOPLE)
@never_cache
@require_http_methods(["GET", "POST"])
def reissue(request: HttpRequest) -> HttpResponse:
    """New one-time passwords for people who have not signed in yet, when slips were lost."""
    if request.method == "GET":
        return _reissue_page(request)
    waiting = {str(user.key) for user in not_yet_signed_in()}
    chosen = [UUID(key) for key in dict.fromkeys(request.POST.getlist("key")) if key in waiting]
    if not chosen:
        return _reissue_page(request, "没有选择人员；请勾选要重新生成的")
    try:
        given = give_passwords(by=acting(request), keys=chosen)
    except (NotAccepted, UnknownUser) as error:
        return _reissue_page(request, str(error))
    return show_slips(request, given, f"已给 {len(given)} 人重新生成一次性密码，原来的作废")


def spreadsheet_file(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved under a Chinese name."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    named = f"attachment; filename=\"people.xlsx\"; filename*=UTF-8''{quote(name)}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": named})


def _reissue_page(request: HttpRequest, fault: str = "") -> HttpResponse:
    context = {"tab": "people", "people": not_yet_signed_in(), "fault": fault}
    return render(request, "workbench/slips_again.html", context, status=400 if fault else 200)


def _own_salt(request: HttpRequest) -> str:
    """What one person's page holds is of no use to another."""
    return f"{_SALT}:{request.user.key}"


def _mark(user: User) -> str:
    """Changes with the password, and says nothing of it."""
    return salted_hmac(_SALT, user.password, algorithm="sha256").hexdigest()[:16]
