"""What differs between two readings of a plan: records that are new, say something else, or are there no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from attrs import frozen

from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.correction import correctable
from gangyao.core.plan.plan import Record as AnyRecord
from gangyao.core.plan.plan import Target
from gangyao.core.plan.statement import Statement

_BESIDES: Mapping[type, tuple[str, ...]] = {
    Statement: ("nature", "doubts"), Target: ("stretch", "baseline", "doubts"), Commitment: ("objects", "field", "doubts"),
}  # fmt: skip

Record = TypeVar("Record", bound=AnyRecord)


@frozen
class Changed(Generic[Record]):
    """A record that says something else.

    Attributes:
        before: what it said.
        after: what it says now.
        fields: names of the fields that differ, e.g. ("horizon", "quantity.value").
    """

    before: Record
    after: Record
    fields: tuple[str, ...]


@frozen
class Changes(Generic[Record]):
    """What differs between two readings; where a record stands in the text is no difference.

    Attributes:
        new: records that were not there before, in order.
        changed: records under the same id that say something else.
        vanished: records that are there no more, as they were; what people decided about them is kept.
    """

    new: tuple[Record, ...]
    changed: tuple[Changed[Record], ...]
    vanished: tuple[Record, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.new or self.changed or self.vanished)


def compare(before: Sequence[Record], after: Sequence[Record]) -> Changes[Record]:
    """Compares the records of one kind of two readings by their ids."""
    then, now = {record.id: record for record in before}, {record.id: record for record in after}
    pairs = [(then[record.id], record) for record in after if record.id in then]
    return Changes(
        tuple(record for record in after if record.id not in then),
        tuple(Changed(old, new, fields) for old, new in pairs if (fields := differing(old, new))),
        tuple(record for record in before if record.id not in now),
    )


def differing(before: Record, after: Record) -> tuple[str, ...]:
    """Names of the fields in which two records under one id differ."""
    names = (*correctable(after), *_BESIDES.get(type(after), ("doubts",)))
    return tuple(name for name in names if _said(before, name) != _said(after, name))


def _said(record: AnyRecord, name: str) -> object:
    """What a field says; of a baseline its value and time, not the statement that it is taken from."""
    if name == "baseline" and isinstance(record, Target):
        return (record.baseline.quantity, record.baseline.horizon) if record.baseline else None
    value: object = record
    for part in name.split("."):
        value = getattr(value, part)
    return value
