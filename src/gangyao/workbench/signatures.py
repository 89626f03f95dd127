"""Names of those who acted: the history knows them by key alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import User


def names_of(keys: Iterable[str]) -> Mapping[str, str]:
    """Actor's key → name for people to read; keys of accounts that are gone are missing."""
    wanted = frozenset(keys)
    known = [key for key in wanted if _is_uuid(key)]
    names = {str(user.key): str(user) for user in User.objects.filter(key__in=known)} if known else {}
    return {**names, **({COMMAND_LINE.key: "系统后台"} if COMMAND_LINE.key in wanted else {})}


def _is_uuid(key: str) -> bool:
    try:
        uuid.UUID(key)
    except ValueError:
        return False
    return True
