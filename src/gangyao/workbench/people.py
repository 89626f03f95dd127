"""人员与单位: who works here, in which agency, as what, from when to when. For those who manage people alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangyao.accounts import lockout
from gangyao.accounts.access import acting, needs
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.roles import Permission
from gangyao.actions.memberships import NotAccepted, add_membership, change_membership
from gangyao.actions.people import (
    UnknownUser,
    add_person,
    change_person,
    erase_person,
    give_password,
    same_named,
    set_active,
    unlock,
)
from gangyao.workbench.people_forms import asked_day, asked_membership, asked_needed_day
from gangyao.workbench.presentation.people import (
    account_words,
    agency_blocks,
    deputy_choices,
    membership_rows,
    not_yet_signed_in,
    role_choices,
    without_membership,
)
from gangyao.workbench.slips import show_slips

manages_people = needs(Permission.MANAGE_PEOPLE)
_DONE = {
    "changed": "姓名和用户名已保存",
    "membership": "任职已保存",
    "disabled": "账号已停用，正在使用的也已退出",
    "enabled": "账号已启用",
    "unlocked": "登录限制已解除",
    "erased": "个人信息已删除",
}


@manages_people
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Every agency with its people; with ?past=1 also what is over."""
    today, past = timezone.localdate(), request.GET.get("past") == "1"
    blocks = agency_blocks(on=today, now=timezone.now(), past=past)
    context = {
        "tab": "people",
        "past": past,
        "agencies": blocks,
        "count": len({row.key for block in blocks for row in block.people}),
        "loose": without_membership(),
        "not_yet": len(not_yet_signed_in()),
        "waiting": lockout.addresses_waiting(timezone.now()),
    }
    return render(request, "workbench/people.html", context)


@manages_people
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new person; what follows is the slip with the one-time password, shown this once."""
    if request.method == "GET":
        return _add_form(request)
    try:
        asked = asked_membership(request.POST)
        name, username = request.POST.get("name", ""), request.POST.get("username", "")
        known = {str(one.key): one for one in same_named(name=name, agency_id=asked["agency_id"])}
        same = known.get(request.POST.get("same", ""))
        if same:
            add_membership(by=acting(request), user=same, **asked)
            return _back(same.key, "membership")
        if known and request.POST.get("same") != "another":
            return _add_form(request, known=list(known.values()))
        first = add_person(by=acting(request), name=name, username=username, **asked)
    except NotAccepted as error:
        return _add_form(request, error)
    return show_slips(request, [first], f"已添加{first.user}")


def _add_form(request: HttpRequest, fault: NotAccepted | None = None, known: list[User] | None = None) -> HttpResponse:
    context = {
        **_membership_choices(request),
        "tab": "people",
        "asked": request.POST or request.GET,
        "fault": fault,
        "known": known,
    }
    return render(request, "workbench/person_add.html", context, status=400 if fault or known else 200)


@manages_people
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    """One person: name, account, memberships, and what can be done."""
    if request.method == "GET":
        return _person_page(request, key)
    return change(request, key)


def _person_page(request: HttpRequest, key: UUID, fault: NotAccepted | None = None) -> HttpResponse:
    found = User.objects.filter(key=key).first()
    if found is None:
        raise Http404("没有这个人员")
    context = {
        **_membership_choices(request, leaving_out=found),
        "tab": "people",
        "person": found,
        "own": found == request.user,
        "account": account_words(found),
        "waits_until": lockout.waits_until(found.username, timezone.now()),
        "memberships": membership_rows(found, on=timezone.localdate()),
        "asked": request.POST,
        "fault": fault,
        "done": _DONE.get(request.GET.get("done", "")),
    }
    return render(request, "workbench/person.html", context, status=400 if fault else 200)


def _membership_choices(request: HttpRequest, leaving_out: User | None = None) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "today": today,
        "open_agencies": [
            one for one in Agency.objects.order_by("name") if not one.closed_from or one.closed_from > today
        ],
        "roles": role_choices(),
        "deputies": deputy_choices(on=today, leaving_out=leaving_out),
    }


def _acts_on_person(act: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An act of a person's page: what is not accepted is said there, beside what was typed."""

    @manages_people
    @never_cache
    @require_POST
    @wraps(act)
    def view(request: HttpRequest, key: UUID, **kwargs: int) -> HttpResponse:
        try:
            return act(request, key, **kwargs)
        except NotAccepted as error:
            return _person_page(request, key, error)
        except UnknownUser as error:
            raise Http404(str(error)) from None

    return view


@_acts_on_person
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Another name or username."""
    name, username = request.POST.get("name", ""), request.POST.get("username", "")
    change_person(by=acting(request), key=key, name=name, username=username)
    return _back(key, "changed")


@_acts_on_person
def membership_add(request: HttpRequest, key: UUID) -> HttpResponse:
    """One more membership."""
    user = User.objects.filter(key=key).first()
    if user is None:
        raise Http404("没有这个人员")
    add_membership(by=acting(request), user=user, **asked_membership(request.POST))
    return _back(key, "membership")


@_acts_on_person
def membership_change(request: HttpRequest, key: UUID, membership_id: int) -> HttpResponse:
    """Other days for a membership; a last day ends it."""
    if not Membership.objects.filter(pk=membership_id, user__key=key).exists():
        raise Http404("这个人员没有这项任职")
    starts_on, ends_on = asked_needed_day(request.POST, "starts_on"), asked_day(request.POST, "ends_on")
    change_membership(by=acting(request), membership_id=membership_id, starts_on=starts_on, ends_on=ends_on)
    return _back(key, "membership")


@_acts_on_person
def one_time_password(request: HttpRequest, key: UUID) -> HttpResponse:
    """A new one-time password, on a slip shown this once."""
    first = give_password(by=acting(request), key=key)
    return show_slips(request, [first], f"已给{first.user}新的一次性密码，原来的作废")


@_acts_on_person
def active(request: HttpRequest, key: UUID) -> HttpResponse:
    """Disables an account, or enables it again."""
    wanted = request.POST.get("active") == "1"
    set_active(by=acting(request), key=key, active=wanted)
    return _back(key, "enabled" if wanted else "disabled")


@_acts_on_person
def free(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends the wait after failed sign-ins of one account."""
    unlock(by=acting(request), key=key)
    return _back(key, "unlocked")


@manages_people
@require_POST
def free_addresses(request: HttpRequest) -> HttpResponse:
    """Ends the wait of every network address."""
    unlock(by=acting(request), key=None)
    return redirect("workbench:people")


@manages_people
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, key: UUID) -> HttpResponse:
    """Asks once more before name and username are erased for good."""
    found = User.objects.filter(key=key, erased_at__isnull=True).first()
    if found is None:
        raise Http404("没有这个人员，或者个人信息已经删除")
    fault = None
    if request.method == "POST":
        try:
            erase_person(by=acting(request), key=key, typed=request.POST.get("typed", ""), on=timezone.localdate())
            return _back(key, "erased")
        except NotAccepted as error:
            fault = error
    context = {"tab": "people", "person": found, "fault": fault}
    return render(request, "workbench/person_erase.html", context, status=400 if fault else 200)


def _back(key: UUID, done: str) -> HttpResponse:
    return redirect(f"{reverse('workbench:person', args=[key])}?done={done}")
