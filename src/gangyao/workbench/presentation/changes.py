"""What differs between two readings of a plan, in words: what is promised apart from how it is worded."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from gangyao.core.document.document import Document
from gangyao.core.plan.changes import Changed, Changes, compare
from gangyao.core.plan.correction import written
from gangyao.core.plan.plan import Target
from gangyao.core.plan.statement import Statement
from gangyao.workbench.presentation.figures import figure
from gangyao.workbench.presentation.passages import sentence_around
from gangyao.workbench.presentation.review_decisions import CHOICES, FIELDS
from gangyao.workbench.presentation.words import doubt_words, horizon_words

Records = tuple[tuple[Statement, ...], tuple[Target, ...]]

_LABELS = {**FIELDS, "stretch": "力争目标值", "baseline": "基期", "doubts": "存疑"}
_NOTHING = "（无）"
_VALUE = ("quantity.value", "quantity.value_high", "quantity.unit", "quantity.comparator")
_WORDING = frozenset(("name", "indicator", "scope", "modality", "quantity.words", "field", "doubts"))
_WORDS_OF_VALUE = frozenset((*_VALUE, "quantity.words"))
_LONGEST = 300  # characters of a sentence


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
        old_sentence: where it stood; empty for new ones.
        new_sentence: where it stands now; empty for those that are gone.
        wording: only its name or words differ, nothing that is promised.
    """

    id: str
    name: str
    said: str
    fields: tuple[FieldInWords, ...] = ()
    old_sentence: str = ""
    new_sentence: str = ""
    wording: bool = False


@frozen
class ChangesInWords:
    """What differs, for one kind of records: new ones, changed ones, vanished ones.

    Attributes:
        new: were not there before.
        changed: promise something else: value, time, bound and the like.
        reworded: are named or worded otherwise.
        vanished: are there no more.
    """

    new: tuple[RecordInWords, ...]
    changed: tuple[RecordInWords, ...]
    reworded: tuple[RecordInWords, ...]
    vanished: tuple[RecordInWords, ...]

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.new or self.changed or self.reworded or self.vanished)


@frozen
class Side:
    """One of the two readings: its records and the text they stand in."""

    records: Records
    document: Document

    @cached_property
    def _statements(self) -> dict[str, Statement]:
        return {one.id: one for one in self.records[0]}

    def sentence(self, record: Statement | Target) -> str:
        """The sentence or row that a record was first read from."""
        first = self._statements.get(record.statements[0]) if isinstance(record, Target) else record
        if first is None:
            return ""
        start, end = sentence_around(self.document, first.anchor, first.node)
        words = " ".join(self.document.text[start:end].split())
        return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"


def count_changes(before: Records | None, after: Records | None) -> ChangeCounts | None:
    """Counts what differs; None where there is nothing to compare."""
    if before is None or after is None:
        return None
    counts: list[int] = []
    for changes in (compare(before[1], after[1]), compare(before[0], after[0])):
        counts += (len(changes.new), len(changes.changed), len(changes.vanished))
    return ChangeCounts(*counts)


def read_changes(before: Side, after: Side) -> tuple[ChangesInWords, ChangesInWords]:
    """What differs in the targets, and in the statements."""
    return (
        _in_words(compare(before.records[1], after.records[1]), before, after),
        _in_words(compare(before.records[0], after.records[0]), before, after),
    )


def _in_words(changes: Changes[Statement] | Changes[Target], before: Side, after: Side) -> ChangesInWords:
    changed = [_changed(change, before, after) for change in changes.changed]
    return ChangesInWords(
        tuple(RecordInWords(one.id, _name(one), _said(one), new_sentence=after.sentence(one)) for one in changes.new),
        tuple(one for one in changed if not one.wording),
        tuple(one for one in changed if one.wording),
        tuple(
            RecordInWords(one.id, _name(one), _said(one), old_sentence=before.sentence(one)) for one in changes.vanished
        ),
    )


def _changed(change: Changed[Statement] | Changed[Target], before: Side, after: Side) -> RecordInWords:
    old, new = change.before, change.after
    worded = old.quantity.value is None or new.quantity.value is None  # the words are all that there is of a value
    wording = all(name in _WORDING and not (worded and name == "quantity.words") for name in change.fields)
    return RecordInWords(
        new.id, _name(new), _said(new), _fields(change), before.sentence(old), after.sentence(new), wording
    )


def _fields(change: Changed[Statement] | Changed[Target]) -> tuple[FieldInWords, ...]:
    """What differs, the most telling first; number, unit and bound are one value."""
    old, new = change.before, change.after
    values = (figure(old.quantity).text, figure(new.quantity).text)
    whole = values[0] != values[1] and any(name in _VALUE for name in change.fields)
    fields = [FieldInWords("数值", values[0] or _NOTHING, values[1] or _NOTHING)] if whole else []
    shown = _WORDS_OF_VALUE if whole else frozenset()
    rest = sorted((name for name in change.fields if name not in shown), key=lambda name: name in _WORDING)
    return (*fields, *(FieldInWords(_LABELS.get(name, name), _words(old, name), _words(new, name)) for name in rest))


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
