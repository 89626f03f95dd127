"""Pages of a person's own account."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gangyao.accounts.actor import Actor
from gangyao.actions.people import WeakPassword, set_password


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


def _set(request: HttpRequest, typed: str, again: str) -> str:
    """What is wrong with the password, or nothing."""
    if typed != again:
        return "两次输入的密码不一致，请重新输入"
    actor = Actor.of(request.user, on=timezone.localdate())
    try:
        set_password(by=actor, username=request.user.username, password=typed)
    except WeakPassword as error:
        return str(error)
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)
    return ""
