"""What the forms of people and agencies ask for, from the words that were typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from gangyao.accounts.models import User
from gangyao.accounts.roles import Role
from gangyao.actions.memberships import NotAccepted


def asked_membership(typed: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of a membership; raises NotAccepted where one is missing or misspelt."""
    try:
        role = Role(typed.get("role", ""))
    except ValueError:
        raise NotAccepted("role", "请选择角色") from None
    return {
        "agency_id": typed.get("agency", ""),
        "role": role,
        "starts_on": asked_needed_day(typed, "starts_on"),
        "ends_on": asked_day(typed, "ends_on"),
        "deputy_for": _asked_deputy(typed.get("deputy_for", "")),
    }


def asked_needed_day(typed: Mapping[str, str], name: str) -> date:
    """A day that must be given."""
    day = asked_day(typed, name)
    if day is None:
        raise NotAccepted(name, "请填写开始日期")
    return day


def asked_day(typed: Mapping[str, str], name: str) -> date | None:
    """A day as browsers send it, 2026-03-12; None where nothing was typed."""
    written = typed.get(name, "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise NotAccepted(name, f"“{written[:20]}”不是日期；请写成 2026-03-12 的样子") from None


def _asked_deputy(written: str) -> User | None:
    if not written:
        return None
    try:
        return User.objects.get(key=UUID(written))
    except (ValueError, User.DoesNotExist):
        raise NotAccepted("deputy_for", "没有找到被代理的人；请重新选择") from None
