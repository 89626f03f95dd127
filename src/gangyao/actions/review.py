"""Acts on records: a person accepts, corrects, rejects, merges, splits or adds them, and takes decisions back.

Each is an overlay (core/plan/correction.py): the reading stays as it is, and every later compile takes the decision up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.roles import Permission
from gangyao.actions.deciding import DoesNotFit, NeedsConfirming, Say, decide_records, record_as_seen, who_and_when
from gangyao.actions.overlay import lay_over, resting_on
from gangyao.core.document.document import Anchor
from gangyao.core.plan.compile import record_key
from gangyao.core.plan.correction import (
    ACCEPTED,
    ADDED,
    LEAD,
    MERGED,
    REJECTED,
    RESPONSIBILITY,
    SPLIT,
    Correction,
    decide,
    holds,
    seen,
    written,
)
from gangyao.core.plan.identifier import IdRegister, fingerprint, slug
from gangyao.core.plan.oddity import oddities, said_already
from gangyao.core.plan.plan import Record, Target
from gangyao.core.plan.revision import addition, leaf_at, make_statement
from gangyao.core.plan.statement import Statement
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.store import corrections, plans
from gangyao.store.history import record_event
from gangyao.store.plans import StoredPlan


def accept(*, by: Actor, plan_id: str, records: Sequence[str], expected: Mapping[str, str] | None = None) -> UUID:
    """Notes that a person has looked at records and found them right.

    Args:
        by: who; needs the permission to review records.
        plan_id: of the plan.
        records: their ids.
        expected: id → core.plan.correction.seen of what the person saw; a record that is another by now is refused.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        gangyao.store.plans.UnknownPlan: there is no such plan.
        DoesNotFit: a record is gone, was accepted already, or changed since it was seen.
    """

    def decisions(stored: StoredPlan, say: Say) -> list[Correction]:
        found = [record_as_seen(stored, id_, (expected or {}).get(id_, "")) for id_ in dict.fromkeys(records)]
        for record in found:
            _refuse_twice(stored, record)
        return [say(record.id, ACCEPTED, seen(record), "") for record in found]

    return decide_records(by, Permission.REVIEW_RECORDS, plan_id, "record.accept", decisions)


def correct(
    *,
    by: Actor,
    plan_id: str,
    record: str,
    changes: Mapping[str, str],
    reason: str,
    expected: str = "",
    confirmed: bool = False,
) -> UUID:
    """Sets fields of a record to what a person says, and accepts the result: it was looked at as a whole.

    Args:
        by: who; needs the permission to review records.
        plan_id: of the plan.
        record: its id.
        changes: name of a field as in core.plan.correction.correctable → new text.
        reason: why, in the person's words.
        expected: as in accept.
        confirmed: the person says that an odd value is meant.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        DoesNotFit: the record is gone or changed, or a field cannot hold its text.
        NeedsConfirming: a value is odd (core/plan/oddity.py), and `confirmed` is not said.
    """

    def decisions(stored: StoredPlan, say: Say) -> list[Correction]:
        current = record_as_seen(stored, record, expected)
        if set(changes) & set(RESPONSIBILITY):
            raise DoesNotFit("牵头单位和配合单位在“分工”页确定，不在这里更正", LEAD)
        for field, text in changes.items():
            if not holds(current, field, text):
                raise DoesNotFit(f"“{text}”不是这个字段可以写的值，请按提示改写", field)
        made, result = _in_fitting_order(current, changes, lambda field, old, new: say(record, field, old, new, reason))
        _ask_about(oddities(current, result), confirmed)
        return [*made, say(record, ACCEPTED, seen(result), "", reason)] if made else []

    return decide_records(by, Permission.REVIEW_RECORDS, plan_id, "record.correct", decisions)


def reject(
    *, by: Actor, plan_id: str, records: Sequence[str], reason: str, expected: Mapping[str, str] | None = None
) -> UUID:
    """Withdraws records: they hold no more, and can be taken back; arguments and errors are those of accept."""

    def decisions(stored: StoredPlan, say: Say) -> list[Correction]:
        found = [record_as_seen(stored, id_, (expected or {}).get(id_, "")) for id_ in dict.fromkeys(records)]
        return [say(record.id, REJECTED, seen(record), "", reason) for record in found]

    return decide_records(by, Permission.REVIEW_RECORDS, plan_id, "record.reject", decisions)


def merge(*, by: Actor, plan_id: str, target: str, into: str, reason: str) -> UUID:
    """Says that two targets are one: the first goes into the second, which keeps its id; errors as in accept."""

    def decisions(stored: StoredPlan, say: Say) -> list[Correction]:
        one, other = record_as_seen(stored, target), record_as_seen(stored, into)
        if one.id == other.id or not (isinstance(one, Target) and isinstance(other, Target)):
            raise DoesNotFit("只能把一个目标并入另一个目标，请另选一个目标")
        return [say(target, MERGED, "", into, reason)]

    return decide_records(by, Permission.REVIEW_RECORDS, plan_id, "record.merge", decisions)


def split(*, by: Actor, plan_id: str, target: str, statement: str, reason: str) -> UUID:
    """Says that a statement is no part of a target but a target of its own; errors as in accept."""

    def decisions(stored: StoredPlan, say: Say) -> list[Correction]:
        whole = record_as_seen(stored, target)
        if not isinstance(whole, Target) or statement not in whole.statements or len(whole.statements) == 1:
            raise DoesNotFit("这条表述不是这个目标的一部分，或目标只有这一条表述，不能拆分")
        return [say(target, SPLIT, "", statement, reason)]

    return decide_records(by, Permission.REVIEW_RECORDS, plan_id, "record.split", decisions)


def add_statement(
    *,
    by: Actor,
    plan_id: str,
    start: int,
    end: int,
    fields: Mapping[str, str],
    reason: str,
    confirmed: bool = False,
) -> UUID:
    """Adds a statement that the compiler missed.

    Args:
        by: who; needs the permission to review records.
        plan_id: of the plan.
        start: first character of the words it stands in.
        end: one past the last.
        fields: name of a field as in core.plan.correction.correctable → text; a name and a value at least.
        reason: why, in the person's words.
        confirmed: the person says that it is another than one that is like it, and that an odd value is meant.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NeedsConfirming: there is one like it in its sentence, or a value is odd, and `confirmed` is not said.
        DoesNotFit: no words are marked, a field cannot hold its text, or there is such a statement already.
    """

    def decisions(stored: StoredPlan, say: Say) -> list[Correction]:
        document = stored.document
        quote = document.quote(start, end)
        if not 0 <= start < end <= len(document.text) or not quote.strip():
            raise DoesNotFit("没有选中原文中的文字，请先在“纲要”页选中要补录的一段")
        given = {name: text.strip() for name, text in fields.items() if text.strip()}
        try:
            made = make_statement("", given, Anchor(document.source.id, start, end), document)
        except ValueError:
            raise DoesNotFit(*_what_is_missing(given)) from None
        twin = said_already(made, stored.plan.statements, load_vocabulary().lexicon.key)
        _ask_about([("indicator", _already(twin))] if twin else oddities(None, made), confirmed)
        id_ = _id_of_addition(stored, made)
        return [say(id_, ADDED, "", addition(given, quote=quote, start=start), reason)]

    return decide_records(by, Permission.REVIEW_RECORDS, plan_id, "record.add", decisions)


def undo(*, by: Actor, plan_id: str, batch: UUID, with_later: bool = False) -> None:
    """Takes back what was decided in one act, and what was decided on top of it.

    Args:
        by: who; needs the permission to review records, or to assign duties where the act assigned some.
        plan_id: of the plan.
        batch: the act.
        with_later: later decisions that rest on it are taken back as well.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        DoesNotFit: there is no such act, or it was taken back already.
        NeedsConfirming: later decisions rest on it, and `with_later` is not said.
    """
    with transaction.atomic():
        plans.hold(plan_id)
        held, acts = corrections.holding(plan_id), corrections.acts(plan_id)
        keys = {key for key, act in acts.items() if act == batch}
        duties = keys and all(held[key].field in RESPONSIBILITY for key in keys)
        by.require(Permission.ASSIGN_DUTIES if duties else Permission.REVIEW_RECORDS)
        stored, at = plans.read(plan_id), timezone.now()
        if not keys:
            raise DoesNotFit("这一步已经撤销过了，或不属于这份规划")
        later = resting_on(stored, held, acts, keys)
        if later and not with_later:
            count = len({(acts[key], held[key].record) for key in later})
            message = f"之后还有 {count} 个决定建立在它之上，要一并撤销"
            raise NeedsConfirming(message, later=tuple(held[key] for key in sorted(later)))
        records = corrections.take_back(plan_id, keys | later, into=uuid4(), actor=by.key, at=at)
        lay_over(stored, corrections.holding(plan_id))
        record_event(
            at=at, actor=by.key, act="record.undo", subject=f"plan:{plan_id}",
            detail={"batch": str(batch), "records": list(records)},
        )  # fmt: skip


def _ask_about(odd: Sequence[tuple[str, str]], confirmed: bool) -> None:
    """Raises NeedsConfirming where something is odd and the person has not said that it is meant."""
    if odd and not confirmed:
        raise NeedsConfirming("；".join(reason for _, reason in odd), odd[0][0])


def _already(twin: Statement) -> str:
    value = (
        twin.quantity.words if twin.quantity.value is None else f"{twin.quantity.value:f} {twin.quantity.unit or ''}"
    )
    return f"这一句已有：{twin.indicator} {value}".rstrip()


def _refuse_twice(stored: StoredPlan, record: Record) -> None:
    accepted = [c for c in stored.decisions.get(record.id, ()) if c.field == ACCEPTED and c.old == seen(record)]
    if accepted:
        raise DoesNotFit(f"这条记录已由{who_and_when(accepted[-1])}接受，不必再接受")


def _in_fitting_order(
    record: Record, changes: Mapping[str, str], say: Callable[[str, str, str], Correction]
) -> tuple[list[Correction], Record]:
    """Changes of one record, each on top of the one before, and the result: a range needs its lower end first."""
    current, waiting, made = record, dict(changes), list[Correction]()
    while waiting:
        for field, new in waiting.items():
            correction = say(field, written(current, field), new)
            changed = decide(current, correction)
            if changed is not None:
                break
        else:
            raise DoesNotFit(
                "这几项放在一起不成立：数值与文字表述至少要有一项，范围的上限不能小于下限", next(iter(waiting))
            )
        del waiting[field]
        if written(current, field) != written(changed, field):
            made.append(correction)
        current = changed
    return made, current


def _id_of_addition(stored: StoredPlan, made: Statement) -> str:
    """The id that a later compile would give, were it to read the statement itself."""
    lexicon, document = load_vocabulary().lexicon, stored.document
    node = document.nodes[leaf_at(document, made.anchor.start)]
    key = record_key(made, fingerprint(document.quote(node.start, node.end)))
    register = IdRegister(plans.register_of(stored.plan.id), canonical=lexicon.key)
    horizon = made.horizon if made.horizon != "other" else ""
    [id_] = register.assign_groups([(slug(made.indicator, horizon), [key.text])])
    if any(record.id == id_ for record in (*stored.plan.statements, *stored.rejected)):
        raise DoesNotFit("这一处已有相同的表述，请在“核对”页查看；若是被驳回的，可以撤销驳回")
    plans.register(stored.plan.id, register.entries)
    return id_


def _what_is_missing(given: Mapping[str, str]) -> tuple[str, str]:
    """A message and the field it is about."""
    if "indicator" not in given:
        return "请填写指标名称", "indicator"
    if "quantity.value" not in given and "quantity.words" not in given:
        return "请填写数值，或用文字表述（如“全覆盖”）", "quantity.value"
    return "有一项的值不能写进去：数值应为数字，范围的上限不能小于下限，时限应为“2025”或“十四五”", "quantity.value"
