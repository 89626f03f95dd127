"""A list of people from a spreadsheet: what it would do is shown first, and done once that is confirmed."""

from __future__ import annotations

from attrs import asdict
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangyao.accounts.access import acting
from gangyao.accounts.roles import ROLES
from gangyao.actions.roster import RosterOutcome, take_roster
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.roster import COLUMNS, Roster, RosterRow, read_roster
from gangyao.report.spreadsheet import Sheet, write_xlsx
from gangyao.workbench.people import manages_people
from gangyao.workbench.slips import show_slips, spreadsheet_file

_SALT = "gangyao.workbench.roster"
_GOOD_FOR = 2 * 60 * 60  # seconds between looking at what would be done and confirming it
_HELP: tuple[tuple[str, str], ...] = (
    ("单位", "必填。全称或简称；系统里还没有的，自动新增"),
    ("姓名", "必填。同一单位有同名的，请写用户名以便区分"),
    ("用户名", "可不填，由系统按“单位代号-序号”编号，例如 fgj-03"),
    ("角色", "必填，写其中一个：" + "、".join(role.label for role in ROLES.values())),
    ("开始日期", "必填，例如 2026-03-12"),
    ("结束日期", "可不填；填最后一天。已有的结束日期，留空不会改"),
    ("代理谁", "不是代理的不填；代理别人的，写被代理人的姓名或用户名，并写结束日期"),
)


@manages_people
@never_cache
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Takes a file and shows, line by line, what it would do; nothing is stored."""
    if request.method == "GET":
        return _form(request)
    file = request.FILES.get("file")
    if file is None:
        return _form(request, "没有选择文件；请先选择填好的名单")
    try:
        roster = read_roster(file.read(_READ_AT_MOST), file.name)
    except UnreadableFile as error:
        return _form(request, error.message)
    return _preview(request, roster)


_READ_AT_MOST = 4 * 1024 * 1024  # the reader says of what is over its bound that it is


@manages_people
@never_cache
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Does what was shown; the one-time passwords of new people are given with the answer and nowhere again."""
    try:
        kept = signing.loads(request.POST.get("roster", ""), salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:
        return _form(request, "预览已经过期，没有任何内容被改动；请重新上传名单")
    roster = Roster([RosterRow(**row) for row in kept])
    done = take_roster(by=acting(request), rows=roster.rows, store=True)
    if not done.stored:
        return _preview(request, roster)
    given = done.first_passwords
    if not given:
        return _form(request, done=done)
    others = done.changes - len(given)
    return show_slips(request, given, f"已保存 {len(given)} 人" + (f"，另改动 {others} 行" if others else ""))


@manages_people
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty list to fill in, with a sheet that explains its columns."""
    widths = {"agency": 28, "deputy_for": 14}
    empty = Sheet("人员", tuple((words[0], widths.get(name, 16)) for name, words in COLUMNS.items()), [])
    return spreadsheet_file(
        write_xlsx([empty, Sheet("说明", (("列", 14), ("怎样填", 80)), _HELP)]), "人员名单模板.xlsx"
    )


def _form(request: HttpRequest, fault: str = "", done: RosterOutcome | None = None) -> HttpResponse:
    context = {"tab": "people", "columns": _HELP, "fault": fault, "done": done}
    return render(request, "workbench/roster.html", context, status=400 if fault else 200)


def _preview(request: HttpRequest, roster: Roster) -> HttpResponse:
    outcome = take_roster(by=acting(request), rows=roster.rows, store=False)
    kept = signing.dumps([asdict(row) for row in roster.rows], salt=_SALT, compress=True)
    context = {"tab": "people", "outcome": outcome, "ignored": roster.ignored, "kept": kept}
    return render(request, "workbench/roster_preview.html", context, status=400 if outcome.faults else 200)
