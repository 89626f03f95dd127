"""Who may see the workbench: everybody while it is one person's own machine, else members who have signed in."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.models import User
from gangyao.accounts.roles import Permission

_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")
_DOOR = (reverse_lazy("sign-in"), reverse_lazy("sign-out"))
_PASSWORD = reverse_lazy("password")
_OWN_PAGES = (*_DOOR, _PASSWORD, reverse_lazy("workbench:about"))


class SignInMiddleware:
    """Asks for a sign-in and for the permission to read plans, unless the site is open to read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lets the request through, leads to the page to see first, or refuses.

        Raises:
            PermissionDenied: the person is no member of any agency today.
        """
        if request.path in _DOOR:
            return self.get_response(request)
        if not request.user.is_authenticated:
            if may_read_unsigned(request):
                return self.get_response(request)
            return _lead(request, reverse("sign-in"), back=request.get_full_path())
        if request.user.must_change_password and request.path != _PASSWORD:
            return _lead(request, reverse("password"))
        if request.path not in _OWN_PAGES and not may_read_plans(request.user):
            raise PermissionDenied("no membership that may read holds today")
        return self.get_response(request)


def _lead(request: HttpRequest, address: str, back: str = "") -> HttpResponse:
    """Leads the whole page elsewhere; htmx would put a redirect's page into the panel it asked for."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return redirect(f"{address}?{urlencode({'next': back})}" if back else address)


def may_read_plans(user: User) -> bool:
    """A membership that holds today lets the person read."""
    return Permission.READ_PLANS in Actor.of(user, on=timezone.localdate()).permissions


def may_read_unsigned(request: HttpRequest) -> bool:
    """The site serves this machine alone, the request came from it unforwarded, and the only account is the local planner."""
    if request.method not in ("GET", "HEAD", "OPTIONS") or is_reachable_from_outside():
        return False
    if any(header in request.META for header in _FORWARDED) or not _is_loopback(request.META.get("REMOTE_ADDR", "")):
        return False
    asked_host, _ = split_domain_port(request.get_host())
    return _is_loopback(asked_host) and User.objects.count() <= 1


def is_reachable_from_outside() -> bool:
    """Any setting that only a site for others needs counts; a proxy on this machine may hide for whom it asks."""
    return (
        settings.GANGYAO_SIGN_IN_ALWAYS
        or settings.SESSION_COOKIE_SECURE
        or bool(settings.CSRF_TRUSTED_ORIGINS)
        or not all(map(_is_loopback, (settings.GANGYAO_BIND, *settings.ALLOWED_HOSTS)))
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address == "localhost"
