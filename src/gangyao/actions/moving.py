"""Moving an installation's data from SQLite to PostgreSQL, with its history."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.roles import Permission
from gangyao.store.history import record_event, verify_history
from gangyao.store.moving import copy_everything, open_source


def move_database(*, by: Actor, source: Path) -> int:
    """Copies an SQLite database into the product's own, which must be empty; gives the number of rows.

    The chain of the history is recomputed on the copied rows before anything is kept, and goes on with this move.

    Args:
        by: who moves; needs the permission to manage people, since accounts are moved too.
        source: the SQLite file; it is only read.

    Raises:
        gangyao.store.moving.NotMoved: the versions differ, or the target holds something already.
        ValueError: the history does not verify; nothing is kept.
    """
    by.require(Permission.MANAGE_PEOPLE)
    open_source(source)
    with transaction.atomic():
        rows = copy_everything()
        head = verify_history()
        record_event(
            at=timezone.now(),
            actor=by.key,
            act="database.move",
            subject="database",
            detail={"rows": rows, "head": head},
        )
    return rows
