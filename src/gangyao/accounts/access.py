"""Who may see the workbench: everybody while it is one person's own machine, else who has signed in."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from gangyao.accounts.models import User

_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")
_OWN_PAGES = (reverse_lazy("password"), reverse_lazy("sign-out"))


class SignInMiddleware:
    """Asks for a sign-in everywhere but on the sign-in page and static files, unless the site is open to read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lets the request through or leads to the sign-in page and back."""
        user = request.user
        if user.is_authenticated and user.must_change_password and request.path not in _OWN_PAGES:
            return redirect("password")
        if user.is_authenticated or request.path == reverse("sign-in") or may_read_unsigned(request):
            return self.get_response(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": reverse("sign-in")})
        return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")


def may_read_unsigned(request: HttpRequest) -> bool:
    """The site is bound to the loopback, the request came over it unforwarded, and the only account is the local planner."""
    if settings.GANGYAO_SIGN_IN_ALWAYS or request.method not in ("GET", "HEAD", "OPTIONS"):
        return False
    if not _is_loopback(settings.GANGYAO_BIND) or not _is_loopback(request.META.get("REMOTE_ADDR", "")):
        return False
    return not any(header in request.META for header in _FORWARDED) and User.objects.count() <= 1


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address == "localhost"
