"""Pages of a person's own account: signing in and out, the own password, the own memberships."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from gangyao.accounts import lockout
from gangyao.accounts.access import acting, address_of, comes_from_this_machine, needs_sign_in
from gangyao.actions import sign_in
from gangyao.actions.people import LOCAL_PLANNER, WeakPassword, set_password
from gangyao.workbench.presentation.people import membership_rows

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_PREVIOUS = "previous_sign_in"  # in the session: when the person had signed in before


class SignInForm(AuthenticationForm):
    """Counts every try, and looks at no password while the account or the address has to wait."""

    error_messages = {
        "invalid_login": "用户名或密码不对，请核对后再输（区分大小写）。连续输错多次，要等一段时间才能再试。"
    }

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        """Signs in, or says why not; says the same whether or not there is such an account."""
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username is None or not password:
            return self.cleaned_data
        address = address_of(self.request)
        until = lockout.begin_try(username, address, timezone.now())
        if until:
            raise ValidationError(_wait_words(until), code="waits")
        cleaned: dict[str, Any] = super().clean()
        lockout.succeeded(username, address)
        return cleaned


def _wait_words(until: datetime) -> str:
    minutes = math.ceil((until - timezone.now()).total_seconds() / 60)
    clock = timezone.localtime(until)
    return (
        f"这个账号或这台电脑连续多次没有登录成功，暂停登录。请在 {clock:%H:%M:%S} 以后再试（约 {minutes} 分钟）。"
        "急用的，请规划人员在“人员与单位”里解除。"
    )


class SignIn(LoginView):
    """Signs in and goes on to the page that was asked for; who has signed in already goes on at once."""

    redirect_authenticated_user = True
    authentication_form = SignInForm

    def get_redirect_url(self) -> str:
        """The page to go on to; empty, which means home, where none was asked for or it is this door itself."""
        address: str = super().get_redirect_url()
        return "" if urlsplit(address).path in (reverse("sign-in"), reverse("sign-out")) else address

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Signs in and remembers when the person had been here before."""
        before = form.get_user().last_login
        answer = super().form_valid(form)
        self.request.session[_PREVIOUS] = before.isoformat() if before else ""
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Says why not; 429 while one has to wait."""
        answer = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "waits"):
            answer.status_code = 429
        return answer


class SignOut(LogoutView):
    """Signs out by its button alone; whoever comes by the address goes home still signed in."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Goes home."""
        return redirect("workbench:home")


@needs_sign_in
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """我的账号: the own memberships, and when one had signed in before."""
    before = request.session.get(_PREVIOUS)
    context = {
        "tab": "account",
        "memberships": membership_rows(request.user, on=timezone.localdate()),
        "before": datetime.fromisoformat(before) if before else None,
    }
    return render(request, "workbench/account.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time address of the first start: the planner sets a password and is in. Over the loopback alone."""
    if not comes_from_this_machine(request) or not sign_in.is_open(token, at=timezone.now()):
        return _expired(request)
    context: dict[str, object] = {"username": LOCAL_PLANNER}
    if request.method == "POST":
        typed, again = request.POST.get("password", ""), request.POST.get("again", "")
        try:
            if typed != again:
                raise WeakPassword(_DIFFERENT)
            user = sign_in.enter(token=token, password=typed, at=timezone.now())
        except WeakPassword as error:
            return render(request, "workbench/enter.html", {**context, "fault": str(error)}, status=400)
        except sign_in.LinkExpired:
            return _expired(request)
        login(request, user, _BACKEND)
        return redirect("workbench:home")
    return render(request, "workbench/enter.html", context)


def _expired(request: HttpRequest) -> HttpResponse:
    return render(request, "workbench/enter_expired.html", status=404)


@needs_sign_in
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Sets one's own password; whoever has a one-time password is led here first."""
    if request.method == "GET":
        return render(request, "workbench/password.html", {"tab": "password"})
    fault = _set(request, request.POST.get("password", ""), request.POST.get("again", ""))
    if fault:
        return render(request, "workbench/password.html", {"tab": "password", "fault": fault}, status=400)
    return redirect("workbench:home")


_DIFFERENT = "两次输入的密码不一致，请重新输入"


@sensitive_variables()
def _set(request: HttpRequest, typed: str, again: str) -> str:
    """What is wrong with the password, or nothing."""
    if typed != again:
        return _DIFFERENT
    try:
        set_password(by=acting(request), username=request.user.username, password=typed)
    except WeakPassword as error:
        return str(error)
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)
    return ""
