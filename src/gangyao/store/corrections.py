"""Decisions of people between core's corrections and their table: who decided what, what holds, what was taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from attrs import evolve, frozen
from django.db.models import Max
from django.utils.timezone import localtime

from gangyao.core.plan.correction import Correction
from gangyao.store.bundle import corrections_file
from gangyao.store.models import CorrectionRow

_BATCH = 500  # rows an INSERT; SQLite bounds the parameters of a statement


@frozen
class Decided:
    """A decision as the history of a plan shows it.

    Attributes:
        batch: what was decided in one act.
        correction: the decision; its `by` is the actor's key.
        at: when.
        undone: it was taken back.
        undone_by: key of who took it back; empty where it holds.
        undone_at: when it was taken back.
    """

    batch: UUID
    correction: Correction
    at: datetime
    undone: bool
    undone_by: str
    undone_at: datetime | None


def holding(plan_id: str) -> dict[int, Correction]:
    """Decisions that were not taken back, in the order in which they were taken, under their keys."""
    rows = CorrectionRow.objects.filter(plan_id=plan_id, undoes=None, undone_by=None).order_by("pk")
    return {row.pk: _correction(row) for row in rows}


def holding_in(plan_ids: Sequence[str]) -> dict[str, dict[int, Correction]]:
    """Id of each of some plans → what holds in it, as holding gives it; one question to the database."""
    found: dict[str, dict[int, Correction]] = {plan_id: {} for plan_id in plan_ids}
    rows = CorrectionRow.objects.filter(plan_id__in=found, undoes=None, undone_by=None).order_by("pk")
    for row in rows.iterator():
        found[row.plan_id][row.pk] = _correction(row)
    return found


def mark(plan_id: str) -> int:
    """A number that grows with every decision and every one taken back; 0 where there was none."""
    return CorrectionRow.objects.filter(plan_id=plan_id).aggregate(last=Max("pk"))["last"] or 0


def history(plan_id: str) -> tuple[Decided, ...]:
    """All decisions of a plan, the newest first, with those that were taken back."""
    rows = CorrectionRow.objects.filter(plan_id=plan_id, undoes=None).select_related("undone_by").order_by("-pk")
    return tuple(_decided(row) for row in rows)


def add(plan_id: str, batch: UUID, corrections: Sequence[Correction], *, actor: str, at: datetime) -> None:
    """Stores decisions of one act; the caller holds the transaction."""
    CorrectionRow.objects.bulk_create(
        (
            CorrectionRow(
                plan_id=plan_id, batch=batch, record_id=c.record, field=c.field, old=c.old, new=c.new, reason=c.reason,
                actor=actor, at=at,
            )
            for c in corrections
        ),
        _BATCH,
    )  # fmt: skip


def acts(plan_id: str) -> dict[int, UUID]:
    """Keys of the decisions that hold, in their order → the act that each was taken in."""
    rows = CorrectionRow.objects.filter(plan_id=plan_id, undoes=None, undone_by=None).order_by("pk")
    return dict(rows.values_list("pk", "batch"))


def last_act(plan_id: str, *, actor: str, fields: Sequence[str]) -> UUID | None:
    """The act in which an actor last decided about some fields, and which holds; None where there is none."""
    rows = CorrectionRow.objects.filter(plan_id=plan_id, actor=actor, field__in=fields, undoes=None, undone_by=None)
    return rows.order_by("-pk").values_list("batch", flat=True).first()


def take_back(plan_id: str, keys: Iterable[int], *, into: UUID, actor: str, at: datetime) -> tuple[str, ...]:
    """Takes back decisions that hold; gives the ids of their records.

    Args:
        plan_id: of the plan.
        keys: of the decisions.
        into: names the taking back itself.
        actor: key of who takes it back.
        at: when.
    """
    wanted = set(keys)
    holds = CorrectionRow.objects.filter(plan_id=plan_id, undoes=None, undone_by=None).order_by("pk")
    rows = [row for row in holds if row.pk in wanted]
    CorrectionRow.objects.bulk_create(
        (
            CorrectionRow(
                plan_id=plan_id, batch=into, record_id=row.record_id, field=row.field, actor=actor, at=at, undoes=row
            )
            for row in rows
        ),
        _BATCH,
    )  # fmt: skip
    return tuple(dict.fromkeys(row.record_id for row in rows))


def as_yaml(plan_id: str, name: Callable[[str], str] = str) -> bytes:
    """What holds, as the corrections.yaml of a bundle; `name` gives the name of an account for its key."""
    return corrections_file(named(holding(plan_id).values(), name))


def named(corrections: Iterable[Correction], name: Callable[[str], str]) -> tuple[Correction, ...]:
    """Decisions under the names of accounts instead of their keys."""
    return tuple(evolve(correction, by=name(correction.by)) for correction in corrections)


def _correction(row: CorrectionRow) -> Correction:
    at = localtime(row.at).isoformat(timespec="seconds")
    return Correction(row.record_id, row.field, row.old, row.new, row.actor, at, row.reason)


def _decided(row: CorrectionRow) -> Decided:
    undone = getattr(row, "undone_by", None)
    return Decided(
        row.batch, _correction(row), row.at, undone is not None, undone.actor if undone else "", undone.at if undone else None
    )  # fmt: skip
