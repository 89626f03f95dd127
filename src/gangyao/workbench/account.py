"""Pages of a person's own account."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gangyao.accounts.actor import Actor
from gangyao.actions.people import WeakPassword, set_password


class SignIn(LoginView):
    """Signs in and goes on to the page that was asked for; who has signed in already goes on at once."""

    redirect_authenticated_user = True

    def get_redirect_url(self) -> str:
        """The page to go on to; empty, which means home, where none was asked for or it is this door itself."""
        address: str = super().get_redirect_url()
        return "" if urlsplit(address).path in (reverse("sign-in"), reverse("sign-out")) else address


class SignOut(LogoutView):
    """Signs out by its button alone; whoever comes by the address goes home still signed in."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Goes home."""
        return redirect("workbench:home")


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
