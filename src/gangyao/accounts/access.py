"""Who may see the workbench: everybody while it is one person's own machine, else members who have signed in."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from attrs import frozen
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from gangyao.accounts.actor import NOBODY, Actor, Refused
from gangyao.accounts.models import Membership, User
from gangyao.accounts.roles import ROLES, Permission, Role

_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")
_READING = ("GET", "HEAD", "OPTIONS")
_DOOR = (reverse_lazy("sign-in"), reverse_lazy("sign-out"))
_FIRST_DOOR = "/enter/"  # the link of the first start, which signs in
_PASSWORD = reverse_lazy("password")
_OWN_PAGES = (*_DOOR, _PASSWORD, reverse_lazy("account"), reverse_lazy("workbench:about"))

View = Callable[..., HttpResponse]


class SignInMiddleware:
    """Asks for a sign-in and for the permission to read plans, unless the site is open to read; words every refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lets the request through, leads to the page to see first, or refuses: no membership that may read holds."""
        if request.path in _DOOR or request.path.startswith(_FIRST_DOOR):
            return self.get_response(request)
        if not request.user.is_authenticated:
            if may_read_unsigned(request):
                return self.get_response(request)
            return _lead_to_sign_in(request)
        if request.user.must_change_password and request.path != _PASSWORD:
            return _lead(request, reverse("password"))
        if request.path not in _OWN_PAGES and Permission.READ_PLANS not in acting(request).permissions:
            return _refuse(request, "您今天没有可以查看规划的任职")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An act that was refused anywhere below becomes the page that says why; nothing was changed."""
        return _refuse(request, str(error)) if isinstance(error, Refused) else None


def acting(request: HttpRequest) -> Actor:
    """Who asks, with what they may do today; nobody where none has signed in."""
    user = getattr(request, "user", None)
    return Actor.of(user, on=timezone.localdate()) if user is not None and user.is_authenticated else NOBODY


def needs_sign_in(view: View) -> View:
    """Marks a page as one of a person's own: who has not signed in is led to the sign-in, also on their own machine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _lead_to_sign_in(request)
        return view(request, *args, **kwargs)

    return guarded


def needs(permission: Permission) -> Callable[[View], View]:
    """Marks a page as one for those with a permission: others are led to the sign-in, or refused."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            acting(request).require(permission)
            return view(request, *args, **kwargs)

        return needs_sign_in(guarded)

    return decorate


def what_one_may(request: HttpRequest) -> dict[str, object]:
    """For templates: `may.add_plans` and its like hold where the person has that permission."""
    return {
        "may": SimpleLazyObject(lambda: {permission.name.lower(): True for permission in acting(request).permissions})
    }


def _refuse(request: HttpRequest, said: str) -> HttpResponse:
    """The page of a refusal; for htmx a fragment in place of what was asked for."""
    template = "refused.html" if request.headers.get("HX-Request") == "true" else "403.html"
    return render(request, template, {"said": said, **_roles_of(request)}, status=403)


def _roles_of(request: HttpRequest) -> dict[str, object]:
    """For a refusal: what the person is today, and who plans here; nothing of either to one who is nothing here."""
    today = timezone.localdate()
    if not request.user.is_authenticated or not acting(request).permissions:
        return {}
    held = set(request.user.memberships.holding(today).values_list("role", flat=True))
    planners = Membership.objects.holding(today).filter(role=Role.PLANNER.value, user__is_active=True)
    return {
        "roles": [ROLES[role].label for role in Role if role.value in held],
        "planners": list(dict.fromkeys(str(one.user) for one in planners.select_related("user").order_by("pk")))[:3],
    }


def _lead_to_sign_in(request: HttpRequest) -> HttpResponse:
    back = (
        request.get_full_path() if request.method in _READING else ""
    )  # what was to be written is not asked for again
    return _lead(request, reverse("sign-in"), back=back)


def _lead(request: HttpRequest, address: str, back: str = "") -> HttpResponse:
    """Leads the whole page elsewhere; htmx would put a redirect's page into the panel it asked for."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return redirect(f"{address}?{urlencode({'next': back})}" if back else address)


def may_read_unsigned(request: HttpRequest) -> bool:
    """The site serves this machine alone, the request came from it unforwarded, and the only account is the local planner."""
    if request.method not in _READING:
        return False
    return comes_from_this_machine(request) and User.objects.count() <= 1


def comes_from_this_machine(request: HttpRequest) -> bool:
    """The site serves this machine alone, and the request came over the loopback without a proxy."""
    if is_reachable_from_outside() or any(header in request.META for header in _FORWARDED):
        return False
    asked_host, _ = split_domain_port(request.get_host())
    return _is_loopback(asked_host) and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def address_of(request: HttpRequest) -> str:
    """The network address that asks; of a proxy on this machine, the one it adds last, which no one else can write."""
    peer = request.META.get("REMOTE_ADDR", "")
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return told if told and _is_loopback(peer) else peer


@frozen
class Door:
    """Where people sign in.

    Attributes:
        address: of the sign-in page.
        here_only: it opens on this machine alone.
    """

    address: str
    here_only: bool

    @property
    def words(self) -> str:
        """The address as a slip gives it."""
        return f"{self.address}（本站目前只在这台电脑上能打开）" if self.here_only else self.address


def sign_in_door(request: HttpRequest) -> Door:
    """The sign-in under the name by which others reach the site: as asked for, else as the settings name it."""
    asked = request.get_host()
    asked_host, asked_port = split_domain_port(asked)
    scheme = "https" if request.is_secure() or settings.SESSION_COOKIE_SECURE else "http"
    origins = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if "*" not in origin]
    if not _is_loopback(asked_host):
        origins = [origin for origin in origins if urlsplit(origin).netloc == asked] or [f"{scheme}://{asked}"]
    elif not origins:  # asked at the port of the program; a proxy that serves others has its own
        behind_proxy = scheme == "https" or _is_loopback(settings.GANGYAO_BIND)
        port = "" if behind_proxy or not asked_port else f":{asked_port}"
        named = [host for host in settings.ALLOWED_HOSTS if host[0] not in "*." and not _is_loopback(host)]
        origins = [f"{scheme}://{host}{port}" for host in named]
    if origins:
        return Door(origins[0].rstrip("/") + reverse("sign-in"), here_only=False)
    return Door(request.build_absolute_uri(reverse("sign-in")), here_only=True)


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
