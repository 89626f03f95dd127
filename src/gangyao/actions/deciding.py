"""What all acts on records share: the plan is held, the decisions stored and laid over, the history told."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.models import User
from gangyao.accounts.roles import Permission
from gangyao.actions.overlay import lay_over
from gangyao.core.plan.correction import REJECTED, Correction, seen, why_unfit
from gangyao.core.plan.plan import Record
from gangyao.store import corrections, plans
from gangyao.store.history import record_event
from gangyao.store.plans import StoredPlan


class DoesNotFit(Exception):
    """A decision that does not fit the record as it is now; nothing was stored, and the message is Chinese.

    Attributes:
        field: the field whose value cannot be taken; empty where it is the whole record.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NeedsConfirming(DoesNotFit):
    """A decision that may be meant, but is taken only once the person says so; nothing was stored.

    Attributes:
        later: of an undoing: the decisions that rest on the act, and would be taken back with it.
    """

    def __init__(self, message: str, field: str = "", later: tuple[Correction, ...] = ()) -> None:
        super().__init__(message, field)
        self.later = later


@frozen
class Say:
    """Makes corrections in the name of one person at one time."""

    by: str
    at: str

    def __call__(self, record: str, field: str, old: str, new: str, reason: str = "") -> Correction:
        """A decision; the arguments are the fields of Correction."""
        return Correction(record, field, old, new, self.by, self.at, reason)


def decide_records(
    by: Actor, needs: Permission, plan_id: str, act: str, decisions: Callable[[StoredPlan, Say], list[Correction]]
) -> UUID:
    """Stores decisions, lays all that hold over the reading, and refuses those that do not take effect.

    Args:
        by: who decides.
        needs: the permission that it takes.
        plan_id: of the plan.
        act: name of the entry in the history.
        decisions: made from the plan as it is, once nobody else changes it.
    """
    by.require(needs)
    with transaction.atomic():
        plans.hold(plan_id)
        stored, at, batch = plans.read(plan_id), timezone.now(), uuid4()
        made = decisions(stored, Say(by.key, at.isoformat(timespec="seconds")))
        if not made:
            raise DoesNotFit("没有要保存的内容")
        before = corrections.mark(plan_id)
        corrections.add(plan_id, batch, made, actor=by.key, at=at)
        held = corrections.holding(plan_id)
        revision = lay_over(stored, held)
        unfit = [c for key, c in held.items() if key > before and any(c is one for one in revision.unapplied)]
        if unfit:
            raise DoesNotFit(f"没有保存：{why_unfit(unfit[0], revision.records)}")
        record_event(
            at=at, actor=by.key, act=act, subject=f"plan:{plan_id}",
            detail={"batch": str(batch), "records": list(dict.fromkeys(c.record for c in made))},
        )  # fmt: skip
    return batch


def record_as_seen(stored: StoredPlan, id_: str, expected: str = "") -> Record:
    """The record as it holds; raises DoesNotFit where it is gone or is not what the person saw."""
    record = stored.holding.get(id_)
    if record is None:
        gone = [c for c in stored.decisions.get(id_, ()) if c.field == REJECTED]
        raise DoesNotFit(f"这条记录已由{who_and_when(gone[-1])}驳回" if gone else "这条记录现在不在了，请刷新后再看")
    if expected and expected != seen(record):
        last = stored.decisions.get(id_, ())
        by_whom = f"，{who_and_when(last[-1])}改过" if last else "，重新编译后读出的不同"
        raise DoesNotFit(f"这条记录在您查看之后有变动{by_whom}；请核对现在的内容")
    return record


def who_and_when(correction: Correction) -> str:
    """Whose decision it was and when, in words that stand before a verb."""
    person = User.objects.filter(key=correction.by).first() if len(correction.by) == 36 else None
    when = correction.at[:16].replace("T", " ")
    return f"“{person}”在 {when} " if person else f"另一人在 {when} "
