"""Acts on responsibility: a person says who leads a promise and who cooperates; until then nothing is decided."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from attrs import frozen

from gangyao.accounts.actor import Actor
from gangyao.accounts.roles import Permission
from gangyao.actions.deciding import DoesNotFit, Say, decide_records, record_as_seen, who_and_when
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.correction import COOPERATING, LEAD, LIST_MARK, RESPONSIBILITY, Correction, holds, written
from gangyao.store.plans import StoredPlan


@frozen
class Duty:
    """Who does a promise.

    Attributes:
        lead: the agency in charge 牵头单位; empty says that nobody is.
        cooperating: agencies that cooperate 配合单位; the lead is not among them.
    """

    lead: str
    cooperating: tuple[str, ...] = ()


def assign(
    *,
    by: Actor,
    plan_id: str,
    duties: Mapping[str, Duty],
    reason: str = "",
    expected: Mapping[str, Duty] | None = None,
) -> UUID:
    """Says who does promises, some or many in one act, which `gangyao.actions.review.undo` takes back.

    Args:
        by: who; needs the permission to assign duties.
        plan_id: of the plan.
        duties: id of a promise → who does it; a promise that says so already is left alone.
        reason: why, or where it comes from, e.g. the file it was returned in.
        expected: id → who did it when the person looked; a promise that says something else by now is refused.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        gangyao.store.plans.UnknownPlan: there is no such plan.
        gangyao.actions.deciding.DoesNotFit: one is no promise of the plan, has two leads, or has changed since it
            was seen; or nothing would change.
    """

    def decisions(stored: StoredPlan, say: Say) -> list[Correction]:
        for id_, was in (expected or {}).items():
            _refuse_changed(stored, id_, was)
        return [made for id_, duty in duties.items() for made in _changes(stored, id_, duty, reason, say)]

    return decide_records(by, Permission.ASSIGN_DUTIES, plan_id, "duty.assign", decisions)


def _refuse_changed(stored: StoredPlan, id_: str, was: Duty) -> None:
    record = record_as_seen(stored, id_)
    if isinstance(record, Commitment) and (record.lead, record.cooperating) != (was.lead, was.cooperating):
        last = [one for one in stored.decisions.get(id_, ()) if one.field in RESPONSIBILITY]
        by_whom = (
            f"已由{who_and_when(last[-1])}改为“{record.lead or '未定'}”" if last else "有了变动（先前的决定被撤销）"
        )
        raise DoesNotFit(f"“{record.words}”的分工{by_whom}。您的决定没有写入，请看过再定")


def _changes(stored: StoredPlan, id_: str, duty: Duty, reason: str, say: Say) -> list[Correction]:
    """What changes for one promise."""
    record = record_as_seen(stored, id_)
    if not isinstance(record, Commitment):
        raise DoesNotFit(f"“{id_}”不是任务，不能确定牵头单位")
    others = tuple(dict.fromkeys(name for name in duty.cooperating if name != duty.lead))
    wanted = {LEAD: duty.lead.strip(), COOPERATING: LIST_MARK.join(others)}
    for field, text in wanted.items():
        if not holds(record, field, text):
            raise DoesNotFit(
                f"“{text[:60]}”不能作为{_LABELS[field]}：一条任务只有一个牵头单位，名称不超过60个字", field
            )
    return [
        say(id_, field, written(record, field), text, reason)
        for field, text in wanted.items()
        if written(record, field) != text
    ]


_LABELS = {LEAD: "牵头单位", COOPERATING: "配合单位"}
