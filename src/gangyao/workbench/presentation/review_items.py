"""A record as the queue of the review holds it: what it is, how doubtful, how far its review is."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from gangyao.core.document.document import Anchor
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.commitments.doubt import CommitmentDoubt
from gangyao.core.plan.doubt import Doubt
from gangyao.core.plan.entity import Entity
from gangyao.core.plan.plan import Record, Target, places_of
from gangyao.core.plan.project import Project
from gangyao.core.plan.statement import Role, Statement
from gangyao.core.plan.targets.conflict import Conflict
from gangyao.core.plan.term import Term
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.figures import figure
from gangyao.workbench.presentation.review_decisions import STATES, state_of

# Doubts about the statements come before those about the targets that rest on them.
WEIGHT = {code.value: weight for weight, code in enumerate((*Doubt, *Conflict, *CommitmentDoubt))}
_CONFLICTS = frozenset(code.value for code in Conflict)
_KINDS: Mapping[type, str] = {
    Statement: "表述", Target: "目标", Commitment: "任务", Project: "项目", Entity: "机构与地方", Term: "名词",
}  # fmt: skip
NUMBER = "number"
SORTS: Mapping[str, str] = {
    NUMBER: "数字", "commitment": "任务", "project": "项目", "entity": "机构与地方", "term": "名词",
}  # fmt: skip
_SORT_OF: Mapping[type, str] = {
    Statement: NUMBER, Target: NUMBER, Commitment: "commitment", Project: "project", Entity: "entity", Term: "term",
}  # fmt: skip


@frozen
class Item:
    """One record of the queue.

    Attributes:
        record: any.
        doubts: codes of what is uncertain about it; of a target those alone that its statements do not have.
        state: a code of STATES.
        changed: it was decided upon, but says something else now, so that it must be looked at again.
        unfit: a decision about it does not fit, whether it was looked at again or not.
        weight: of its heaviest doubt, 0 for the heaviest; without doubt beyond all.
        quote: the words it is read from.
    """

    record: Record
    doubts: tuple[str, ...]
    state: str
    changed: bool
    unfit: bool
    weight: int
    quote: str

    @property
    def id(self) -> str:
        """Of the record."""
        return self.record.id

    @property
    def kind(self) -> str:
        """In words, e.g. 表述, 目标, 任务."""
        return _KINDS[type(self.record)]

    @property
    def sort(self) -> str:
        """A code of SORTS."""
        return _SORT_OF[type(self.record)]

    @property
    def role(self) -> Role | None:
        """What it states: a target of the plan, what was reached, or a standard of others; None of what is no number."""
        if isinstance(self.record, Statement):
            return self.record.role
        return Role.TARGET if isinstance(self.record, Target) else None

    @property
    def states(self) -> tuple[str, ...]:
        """All that a filter by state finds it under."""
        return (self.state, *(["again"] if self.changed else []), *(["unfit"] if self.unfit else []))

    @property
    def title(self) -> str:
        """What is measured, what is to be done, or what it is called."""
        if isinstance(self.record, Statement):
            return self.record.indicator
        if isinstance(self.record, Commitment):
            return self.record.words or self.quote
        return self.record.name

    @property
    def figure(self) -> str:
        """Its value in one line; empty of what is no number."""
        return figure(self.record.quantity, self.quote).text if isinstance(self.record, Statement | Target) else ""

    @property
    def start(self) -> int:
        """Where it stands."""
        return _first_place(self.record).start

    @property
    def state_words(self) -> str:
        """How far it is, in words."""
        return STATES[self.state]


def make_item(record: Record, text: str, state: str, *, changed: bool = False, unfit: bool = False) -> Item:
    """A record in the queue; the arguments are what Item says of them, and the text of the plan."""
    doubts = tuple(record.doubts)
    if isinstance(record, Target):
        doubts = tuple(code for code in doubts if code in _CONFLICTS)
    weight = min((WEIGHT.get(code, len(WEIGHT)) for code in doubts), default=len(WEIGHT) + 1)
    place = _first_place(record)
    return Item(record, doubts, state, changed, unfit, weight, text[place.start : place.end])


def _first_place(record: Record) -> Anchor:
    """Where it is first read from."""
    if isinstance(record, Statement):
        return record.anchor
    return record.anchors[0] if isinstance(record, Target) else places_of(record)[0]


@frozen
class Unlisted:
    """Promises, projects, names and terms that the queue does not list."""

    stored: StoredPlan

    def __call__(self, record_id: str) -> Item | None:
        """The item of a record; None where the plan has none of this id."""
        record = self.stored.holding.get(record_id)
        if record is None:
            return None
        state = state_of(record_id, self.stored.decisions)
        return make_item(record, self.stored.document.text, state)
