"""What differs between two readings of a plan, in words."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from gangyao.core.plan.changes import Changed, Changes, compare
from gangyao.core.plan.correction import written
from gangyao.core.plan.plan import Target
from gangyao.core.plan.statement import Statement
from gangyao.workbench.presentation.figures import figure
from gangyao.workbench.presentation.review_decisions import CHOICES, FIELDS
from gangyao.workbench.presentation.words import doubt_words, horizon_words

Records = tuple[tuple[Statement, ...], tuple[Target, ...]]

_LABELS = {**FIELDS, "stretch": "力争目标值", "baseline": "基期", "doubts": "存疑"}
_NOTHING = "（无）"


@frozen
class ChangeCounts:
    """How many records differ from the reading before; statements and targets apart."""

    new_targets: int
    changed_targets: int
    vanished_targets: int
    new_statements: int
    changed_statements: int
    vanished_statements: int

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return any((
            self.new_targets, self.changed_targets, self.vanished_targets, self.new_statements, self.changed_statements,
            self.vanished_statements,
        ))  # fmt: skip


@frozen
class FieldInWords:
    """One field that says something else: its name, what it said, what it says."""

    label: str
    before: str
    after: str


@frozen
class RecordInWords:
    """A record in one line.

    Attributes:
        id: of the record.
        name: of what is measured.
        said: its value and time, e.g. "≥63%，2025年".
        fields: what differs; empty for records that are new or gone.
    """

    id: str
    name: str
    said: str
    fields: tuple[FieldInWords, ...] = ()


@frozen
class ChangesInWords:
    """What differs, for one kind of records: new ones, changed ones, vanished ones."""

    new: tuple[RecordInWords, ...]
    changed: tuple[RecordInWords, ...]
    vanished: tuple[RecordInWords, ...]

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.new or self.changed or self.vanished)


def count_changes(before: Records | None, after: Records | None) -> ChangeCounts | None:
    """Counts what differs; None where there is nothing to compare."""
    if before is None or after is None:
        return None
    counts: list[int] = []
    for changes in (compare(before[1], after[1]), compare(before[0], after[0])):
        counts += (len(changes.new), len(changes.changed), len(changes.vanished))
    return ChangeCounts(*counts)


def read_changes(before: Records, after: Records) -> tuple[ChangesInWords, ChangesInWords]:
    """What differs in the targets, and in the statements."""
    return _in_words(compare(before[1], after[1])), _in_words(compare(before[0], after[0]))


def _in_words(changes: Changes[Statement] | Changes[Target]) -> ChangesInWords:
    return ChangesInWords(
        _records(changes.new), tuple(_changed(change) for change in changes.changed), _records(changes.vanished)
    )


def _records(records: Sequence[Statement] | Sequence[Target]) -> tuple[RecordInWords, ...]:
    return tuple(RecordInWords(record.id, _name(record), _said(record)) for record in records)


def _changed(change: Changed[Statement] | Changed[Target]) -> RecordInWords:
    before, after = change.before, change.after
    fields = tuple(
        FieldInWords(_LABELS.get(name, name), _words(before, name), _words(after, name)) for name in change.fields
    )
    return RecordInWords(after.id, _name(after), _said(after), fields)


def _name(record: Statement | Target) -> str:
    return record.name if isinstance(record, Target) else record.indicator


def _said(record: Statement | Target) -> str:
    return f"{figure(record.quantity).text}，{horizon_words(record.horizon)}"


def _words(record: Statement | Target, name: str) -> str:
    """What a field says, for people."""
    if name == "doubts":
        return "；".join(doubt_words(code) for code in record.doubts) or _NOTHING
    if name == "horizon":
        return horizon_words(record.horizon)
    if isinstance(record, Target):
        if name == "stretch":
            return figure(record.stretch).text if record.stretch else _NOTHING
        if name == "baseline":
            base = record.baseline
            return f"{figure(base.quantity).text}，{horizon_words(base.horizon)}" if base else _NOTHING
    text = written(record, name)
    return CHOICES.get(name, {}).get(text, text) or _NOTHING
