"""The record under review: why it is doubtful, its paragraph, its fields, and what may be done with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.correction import seen
from gangyao.core.plan.plan import Record, Target, places_of
from gangyao.core.plan.revision import leaf_at
from gangyao.core.plan.statement import Statement
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.figures import figure, figure_of
from gangyao.workbench.presentation.passages import Passage, read_passage
from gangyao.workbench.presentation.review_decisions import Decisions, Saying, say
from gangyao.workbench.presentation.review_fields import FormField, read_fields
from gangyao.workbench.presentation.review_items import Item
from gangyao.workbench.presentation.review_names import names_in
from gangyao.workbench.presentation.words import ROLES, doubt_words, horizon_words

_PLACES = 6  # of a name that are shown
_CANDIDATES = 9  # as many as there are number keys
_ALIKE = 55  # likeness of names, of 100, from which two targets may be one


@frozen
class Choice:
    """A record that may be chosen by a number key.

    Attributes:
        id: of the record.
        label: what it says, e.g. "森林覆盖率 43%".
        note: why it is offered, or where it stands.
    """

    id: str
    label: str
    note: str


@frozen
class Desk:
    """One record as it lies on the desk.

    Attributes:
        item: the record in the queue.
        marker: what the record and its decisions were when it was shown; a decision about another state is not taken.
        figure: its value in words.
        when: e.g. "2025年".
        role: what it is, in words; empty of a target.
        reasons: its doubts in words.
        lost: decisions that no longer fit what the program reads now.
        passages: its places in the text.
        fields: as a form.
        decisions: what was decided, oldest first.
        target: the target that would be merged; None where there is none.
        candidates: targets it may be the same as: likely ones, or those whose names hold what is looked for.
        merging: what is looked for in the names of targets to be merged with; empty where nothing is.
        parts: statements that may leave it; their target is `target`.
    """

    item: Item
    marker: str
    figure: str
    when: str
    role: str
    reasons: tuple[str, ...]
    lost: tuple[Saying, ...]
    passages: tuple[Passage, ...]
    fields: tuple[FormField, ...]
    decisions: tuple[Saying, ...]
    target: Choice | None
    candidates: tuple[Choice, ...]
    parts: tuple[Choice, ...]
    merging: str = ""


def read_desk(
    stored: StoredPlan,
    item: Item,
    names: Mapping[str, str],
    typed: Mapping[str, str] | None = None,
    merging: str = "",
) -> Desk:
    """A record with everything that a person needs to decide about it.

    Args:
        stored: the plan it belongs to.
        item: the record in the queue.
        names: actor's key → name.
        typed: what a person typed and could not be stored.
        merging: words in the name of a target that it is to be merged with.
    """
    record, plan = item.record, stored.plan
    statements = {statement.id: statement for statement in plan.statements}
    target = record if isinstance(record, Target) else _target_of(record, plan.targets)
    rejected, called = item.state == "rejected", names_in(stored)
    return Desk(
        item=item,
        marker=marker_of(record, stored.decisions),
        figure=figure_of(record, stored.document.text).spoken if isinstance(record, Statement | Target) else "",
        when=horizon_words(record.horizon) if isinstance(record, Statement | Target | Commitment) else "",
        role=ROLES[record.role] if isinstance(record, Statement) else "",
        reasons=tuple(map(doubt_words, item.doubts)),
        lost=tuple(say(c, names, called) for c in stored.unapplied if c.record == item.id) if item.changed else (),
        passages=tuple(_passages(stored, record, statements)),
        fields=read_fields(record, plan.area, plan.period, typed),
        decisions=tuple(say(c, names, called) for c in stored.decisions.get(item.id, ())),
        target=_choice(target) if target and not rejected else None,
        candidates=_candidates(target, plan.targets, merging) if target and not rejected else (),
        parts=_parts(record, target, statements) if target and not rejected else (),
        merging=merging,
    )


def _passages(stored: StoredPlan, record: Record, statements: Mapping[str, Statement]) -> Iterator[Passage]:
    """Its places: the statements that it is or rests on, or where else it is named."""
    plan, document = stored.plan, stored.document
    if isinstance(record, Statement | Target):
        ids = record.statements if isinstance(record, Target) else ()
        rests = [record] if isinstance(record, Statement) else [statements[id_] for id_ in ids if id_ in statements]
        yield from (read_passage(plan, document, one.anchor, one.node, one.id) for one in rests)
        return
    for anchor in places_of(record)[:_PLACES]:
        node = record.node if isinstance(record, Commitment) else leaf_at(document, anchor.start)
        yield read_passage(plan, document, anchor, node)


def marker_of(record: Record, decisions: Decisions) -> str:
    """Changes with whatever a person should see before deciding: what the record says, and who decided what."""
    held = "".join(f"\x1f{c.field}\x1f{c.new}\x1f{c.by}\x1f{c.at}" for c in decisions.get(record.id, ()))
    return f"{seen(record)}-{hashlib.sha256(held.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def seen_in(marker: str) -> str:
    """What the record said when the marker was made, as core.plan.correction.seen gives it."""
    return marker.partition("-")[0]


def _target_of(record: Record, targets: Sequence[Target]) -> Target | None:
    """The target that a statement belongs to; None of what is no number."""
    return next((target for target in targets if record.id in target.statements), None)


def _choice(target: Target, note: str = "") -> Choice:
    return Choice(target.id, f"{target.name} {figure(target.quantity).text}", note or horizon_words(target.horizon))


def _candidates(target: Target, targets: Sequence[Target], merging: str) -> tuple[Choice, ...]:
    """Other targets whose names hold some words, else those that may be the same; the likeliest first.

    Likely are those of one indicator, a like name, or the same value.
    """
    words = merging.casefold().split()
    scored = [(_likeness(target, other), other) for other in targets if other.id != target.id]
    found = [
        (likeness, other)
        for likeness, other in scored
        if (all(word in other.name.casefold() for word in words) if words else likeness >= _ALIKE)
    ]
    likely = sorted(found, key=lambda pair: -pair[0])
    return tuple(_choice(other, _note(target, other)) for _, other in likely[:_CANDIDATES])


def _likeness(one: Target, other: Target) -> float:
    """Shared characters of the names as per cent, more for one indicator or one value."""
    ours, theirs = set(one.name), set(other.name)
    names = 200 * len(ours & theirs) / (len(ours) + len(theirs))
    same_indicator = one.indicator is not None and one.indicator == other.indicator
    return names + 60 * same_indicator + 30 * _same_value(one, other)


def _same_value(one: Target, other: Target) -> bool:
    ours, theirs = one.quantity, other.quantity
    return (ours.value, ours.unit, ours.words) == (theirs.value, theirs.unit, theirs.words)


def _note(one: Target, other: Target) -> str:
    told = [
        horizon_words(other.horizon),
        *(["同一指标"] if one.indicator and one.indicator == other.indicator else []),
        *(["数值相同"] if _same_value(one, other) else []),
    ]
    return "，".join(told)


def _parts(record: Record, target: Target, statements: Mapping[str, Statement]) -> tuple[Choice, ...]:
    """Statements that may become a target of their own: the one under review, or all of a target's."""
    if len(target.statements) < 2:
        return ()
    ids = target.statements if isinstance(record, Target) else (record.id,)
    found = [statements[id_] for id_ in ids if id_ in statements]
    return tuple(
        Choice(s.id, f"{s.indicator} {figure(s.quantity).text}", horizon_words(s.horizon)) for s in found[:_CANDIDATES]
    )
