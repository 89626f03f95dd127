"""What a form of the desk asks for, as acts: each decision of a person becomes one call of gangyao.actions.review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from attrs import frozen
from django.http import QueryDict
from django.utils.timezone import localtime

from gangyao.accounts.actor import Actor
from gangyao.actions import review
from gangyao.actions.deciding import DoesNotFit, NeedsConfirming
from gangyao.core.plan.correction import ACCEPTED, holds
from gangyao.core.plan.statement import Statement
from gangyao.store import corrections
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.review_decisions import Saying, say
from gangyao.workbench.presentation.review_desk import marker_of, seen_in
from gangyao.workbench.presentation.review_fields import changes, field_fault, label_of
from gangyao.workbench.presentation.review_items import Item
from gangyao.workbench.presentation.review_names import names_in
from gangyao.workbench.presentation.review_queue import Queue
from gangyao.workbench.signatures import names_of

FIELD = "field."  # before the names of a record's fields in a form


@frozen
class Done:
    """What a form did.

    Attributes:
        batch: the decisions that were taken in one act; None where they are yet to be confirmed.
        stay: the record to show afterwards; empty to go on to the next open one.
        confirm: the records that the person is asked about first.
        undoing: what the person is asked to take back besides.
        note: why nothing was done, where that is no fault.
    """

    batch: UUID | None = None
    stay: str = ""
    confirm: tuple[Item, ...] = ()
    undoing: Undoing | None = None
    note: str = ""


@frozen
class Undoing:
    """An act to be taken back on which later decisions rest.

    Attributes:
        batch: the act.
        message: that there are such.
        later: what each is about, and the decision in words.
    """

    batch: UUID
    message: str
    later: tuple[tuple[str, Saying], ...]


def read_undoing(stored: StoredPlan, batch: UUID, asked: NeedsConfirming) -> Undoing:
    """The question of an undoing that needs a word of the person first; acceptances that follow a correction are left out."""
    corrected = {(c.record, c.by, c.at) for c in asked.later if c.field != ACCEPTED}
    told = [c for c in asked.later if c.field != ACCEPTED or (c.record, c.by, c.at) not in corrected]
    names, called = names_of(c.by for c in told), names_in(stored)
    return Undoing(batch, str(asked), tuple((called(c.record), say(c, names, called)) for c in told))


def check_unchanged(stored: StoredPlan, queue: Queue, form: QueryDict, actor: Actor) -> None:
    """Compares what the person was shown with what is there now.

    Raises:
        DoesNotFit: somebody else decided meanwhile, or the plan was compiled again; the message says who and when.
    """
    for record, marker in zip(form.getlist("record"), form.getlist("marker"), strict=False):
        item = queue.find(record)
        if item is None:
            raise DoesNotFit("这条记录已经不在规划里，可能已并入别的目标，或者规划重新编译过。您的决定没有写入")
        if marker and marker != marker_of(item.record, stored.decisions):
            raise DoesNotFit(_meanwhile(stored, item, actor))


def _meanwhile(stored: StoredPlan, item: Item, actor: Actor) -> str:
    decisions = stored.decisions.get(item.id, ())
    if not decisions:
        return f"“{item.title}”在您看的时候有了变动（重新编译，或撤销了先前的决定）。您的决定没有写入，请看过再定"
    last = say(decisions[-1], names_of([decisions[-1].by]))
    who = "您在别处" if decisions[-1].by == actor.key else last.who
    when = localtime(last.when)
    return (
        f"“{item.title}”已由{who}于{when.year}年{when.month}月{when.day}日 {when:%H:%M} {last.act}。"
        "您的决定没有写入，下面是现在的情况，请看过再定"
    )


def typed_fields(form: QueryDict) -> dict[str, str]:
    """What was typed into the fields of a record: name as corrections call it → text."""
    return {name.removeprefix(FIELD): form[name] for name in form if name.startswith(FIELD)}


def _expected(form: QueryDict) -> dict[str, str]:
    """Id → what the record said when it was shown."""
    pairs = zip(form.getlist("record"), form.getlist("marker"), strict=False)
    return {record: seen_in(marker) for record, marker in pairs if marker}


def _accept(actor: Actor, stored: StoredPlan, queue: Queue, form: QueryDict) -> Done:
    return Done(
        review.accept(by=actor, plan_id=stored.plan.id, records=[form.get("record", "")], expected=_expected(form))
    )


def _accept_many(actor: Actor, stored: StoredPlan, queue: Queue, form: QueryDict) -> Done:
    wanted = set(form.getlist("record"))
    if form.get("whole"):
        wanted = {item.id for item in queue.page_of(form.get("here", ""))}
    items = tuple(item for item in queue.items if item.id in wanted and item.state == "open")
    if not items:
        raise DoesNotFit("没有选中待核对的记录。请在清单里勾选，再点“接受所选”")
    if not form.get("confirmed"):
        return Done(confirm=items)
    return Done(
        review.accept(by=actor, plan_id=stored.plan.id, records=[item.id for item in items], expected=_expected(form))
    )


def _correct(actor: Actor, stored: StoredPlan, queue: Queue, form: QueryDict) -> Done:
    item = _item(queue, form)
    changed = changes(item.record, stored.plan.area, typed_fields(form))
    if not changed:
        return Done(stay=item.id, note="改动后再保存；内容无误请按“接受”")
    of_statement = isinstance(item.record, Statement)
    for name, text in changed.items():
        if not holds(item.record, name, text):
            told = field_fault(name, label_of(name, of_statement=of_statement), form[FIELD + name])
            raise DoesNotFit(told, name)
    batch = review.correct(
        by=actor,
        plan_id=stored.plan.id,
        record=item.id,
        changes=changed,
        reason=form.get("reason", "").strip(),
        expected=_expected(form).get(item.id, ""),
        confirmed=bool(form.get("confirmed")),
    )
    return Done(batch)


def _reject(actor: Actor, stored: StoredPlan, queue: Queue, form: QueryDict) -> Done:
    reason = form.get("reason", "").strip()
    if not reason:
        raise DoesNotFit("驳回要写明理由，一句话即可，例如：这是外地的数值")
    return Done(
        review.reject(
            by=actor, plan_id=stored.plan.id, records=[form.get("record", "")], reason=reason, expected=_expected(form)
        )
    )


def _merge(actor: Actor, stored: StoredPlan, queue: Queue, form: QueryDict) -> Done:
    batch = review.merge(
        by=actor, plan_id=stored.plan.id, target=form.get("target", ""), into=form.get("into", ""),
        reason=form.get("reason", "").strip(),
    )  # fmt: skip
    return Done(batch, stay=_item(queue, form).id)


def _split(actor: Actor, stored: StoredPlan, queue: Queue, form: QueryDict) -> Done:
    batch = review.split(
        by=actor, plan_id=stored.plan.id, target=form.get("target", ""), statement=form.get("statement", ""),
        reason=form.get("reason", "").strip(),
    )  # fmt: skip
    return Done(batch, stay=_item(queue, form).id)


def _undo(actor: Actor, stored: StoredPlan, queue: Queue, form: QueryDict) -> Done:
    """Takes back the batch that is named, else the person's own last one."""
    rows = corrections.history(stored.plan.id)
    named = form.get("batch", "")
    wanted = [
        row for row in rows if not row.undone and (str(row.batch) == named if named else row.correction.by == actor.key)
    ]
    if not wanted:
        raise DoesNotFit("没有可以撤销的核对：要么已经撤销过，要么您在这份规划里还没有作过决定")
    batch = wanted[0].batch
    try:
        review.undo(by=actor, plan_id=stored.plan.id, batch=batch, with_later=bool(form.get("with_later")))
    except NeedsConfirming as error:
        return Done(undoing=read_undoing(stored, batch, error))
    return Done(batch, stay=next(row.correction.record for row in reversed(wanted) if row.batch == batch))


def _unknown(actor: Actor, stored: StoredPlan, queue: Queue, form: QueryDict) -> Done:
    raise DoesNotFit("这一页没有这种操作。请刷新页面再试")


def _item(queue: Queue, form: QueryDict) -> Item:
    item = queue.find(form.get("record", ""))
    if item is None:
        raise DoesNotFit("这条记录已经不在规划里，可能已并入别的目标，或者规划重新编译过")
    return item


DECISIONS: Mapping[str, Callable[[Actor, StoredPlan, Queue, QueryDict], Done]] = {
    "accept": _accept, "accept-many": _accept_many, "correct": _correct, "reject": _reject, "merge": _merge,
    "split": _split, "undo": _undo, "unknown": _unknown,
}  # fmt: skip
