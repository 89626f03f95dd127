"""A person's decision about a compiled record, laid over it at every compile."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from attrs import evolve, frozen

from gangyao.core.indicator.indicator import Direction
from gangyao.core.period import PLAN_PERIOD_NAME
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.entity import Entity, EntityKind
from gangyao.core.plan.plan import Nature, Target
from gangyao.core.plan.plan import Record as AnyRecord
from gangyao.core.plan.project import Project
from gangyao.core.plan.statement import Measure, Role, Statement, Tier
from gangyao.core.plan.term import Term
from gangyao.core.quantity.quantity import Comparator


@frozen
class Correction:
    """What a person decided about one field of one record; never an edit of the record itself.

    Attributes:
        record: id of the statement, target or item, e.g. "森林覆盖率-2025".
        field: name of the field, e.g. "horizon", "quantity.value"; or one of the decisions about the whole record below.
        old: what the compiler had written, as text; the correction fits only while it still writes this. Of a decision
            about the whole record: what its fields said together (`seen`); empty fits whatever they say.
        new: what holds instead, as text.
        by: who, as a name of the installation's accounts.
        at: when, ISO 8601 with the zone's offset, e.g. "2026-03-12T09:30:00+08:00".
        reason: why, in the person's words.
    """

    record: str
    field: str
    old: str
    new: str
    by: str
    at: str
    reason: str


ACCEPTED = "accepted"  # a person has looked at the record, and it is right
REJECTED = "rejected"  # the record is withdrawn
ADDED = "added"  # a statement that the compiler missed; new holds its fields and its words (core/plan/revision.py)
MERGED = "merged-into"  # a target is the same as the one that new names, and goes into it
SPLIT = "split-off"  # the statement that new names is no part of the target, but a target of its own
WHOLE_RECORD = (ACCEPTED, REJECTED, ADDED, MERGED, SPLIT)

_Reader = Callable[[str], Any]


def _optional(read: _Reader) -> _Reader:
    return lambda text: read(text) if text else None


def read_number(text: str) -> Decimal:
    """A number as a plan prints it; raises ValueError or ArithmeticError for any other."""
    number = Decimal(text)
    if not number.is_finite() or number.as_tuple().exponent not in _PLACES or len(number.as_tuple().digits) > _DIGITS:
        raise ValueError(f"“{text[:_DIGITS]}” is no number that a plan prints")
    return number


_PLACES, _DIGITS = range(-15, 1), 40  # powers of ten of the last digit, and how many digits


def _short(text: str) -> str:
    return _at_most(text, 40)


def _worded(text: str) -> str:
    return _at_most(text, 100)


def _at_most(text: str, most: int) -> str:
    if len(text) > most or any(sign < " " for sign in text):
        raise ValueError(f"at most {most} characters in one line, not {len(text)}")
    return text


def _named(text: str) -> str:
    if not text.strip():
        raise ValueError("a record needs a name")
    return _at_most(text, 200)


def _horizon(text: str) -> str:
    if not re.fullmatch(rf"\d{{4}}|{PLAN_PERIOD_NAME}|other", text):
        raise ValueError(f"“{text}” is no year, period or “other”")
    return text


_BOTH: Mapping[str, _Reader] = {
    "horizon": _horizon, "scope": _worded, "measure": Measure, "direction": Direction,
    "quantity.value": _optional(read_number), "quantity.value_high": _optional(read_number),
    "quantity.unit": _optional(_short), "quantity.comparator": Comparator, "quantity.words": _optional(_worded),
}  # fmt: skip
_OF_STATEMENTS: Mapping[str, _Reader] = {**_BOTH, "indicator": _named, "modality": _short, "role": Role, "tier": Tier}
_OF_TARGETS: Mapping[str, _Reader] = {
    **_BOTH, "name": _named, "relation": _worded, "field": _short, "nature": _optional(Nature),
}  # fmt: skip


def _agency(text: str) -> str:
    """One agency: a promise has one lead."""
    if _BETWEEN_AGENCIES.search(text):
        raise ValueError(f"“{text[:_DIGITS]}” names more than one agency")
    return _at_most(text.strip(), 60)


def _agencies(text: str) -> tuple[str, ...]:
    """Agencies with 、 between them, each once."""
    return tuple(dict.fromkeys(_agency(name) for name in text.split(LIST_MARK) if name.strip()))


LIST_MARK = "、"  # between the members of a list that a correction holds as text
_BETWEEN_AGENCIES = re.compile("[、，,；;/\n]")
LEAD, COOPERATING = "lead", "cooperating"
RESPONSIBILITY = (LEAD, COOPERATING)  # who does it is no part of what was read, and no acceptance stands on it
_OF_COMMITMENTS: Mapping[str, _Reader] = {
    "verb": _named, "object_head": _named, "modality": _short, "who": _worded, "horizon": _horizon,
    LEAD: _agency, COOPERATING: _agencies,
}  # fmt: skip
_OF_PROJECTS: Mapping[str, _Reader] = {
    "name": _named, "type": _short, "count": _optional(read_number), "unit": _short, "place": _worded,
}  # fmt: skip
_READERS: Mapping[type, Mapping[str, _Reader]] = {
    Statement: _OF_STATEMENTS, Target: _OF_TARGETS, Commitment: _OF_COMMITMENTS, Project: _OF_PROJECTS,
    Entity: {"name": _named, "kind": EntityKind, "code": _short}, Term: {"name": _named},
}  # fmt: skip

Record = TypeVar("Record", bound=AnyRecord)


@frozen
class Overlaid(Generic[Record]):
    """Records with decisions laid over.

    Attributes:
        kept: those that hold, in their order.
        rejected: those that were withdrawn, as they last were.
        applied: decisions that fitted.
        left: decisions that did not, among them those about records that are not among these.
    """

    kept: tuple[Record, ...]
    rejected: tuple[Record, ...]
    applied: tuple[Correction, ...]
    left: tuple[Correction, ...]


def apply_corrections(records: Sequence[Record], corrections: Iterable[Correction]) -> Overlaid[Record]:
    """Lays decisions about fields, acceptances and rejections over records of one kind, in their order."""
    by_record: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_record[correction.record].append(correction)
    kept: list[Record] = []
    rejected: list[Record] = []
    applied: list[Correction] = []
    left: list[Correction] = []
    for record in records:
        current, withdrawn = record, False
        for correction in by_record.pop(record.id, ()):
            changed = None if withdrawn else decide(current, correction)
            (left if changed is None else applied).append(correction)
            withdrawn = withdrawn or (changed is not None and correction.field == REJECTED)
            current = changed or current
        (rejected if withdrawn else kept).append(current)
    left.extend(correction for rest in by_record.values() for correction in rest)
    return Overlaid(tuple(kept), tuple(rejected), tuple(applied), tuple(left))


def decide(record: Record, correction: Correction) -> Record | None:
    """The record after one decision about it; None where that does not fit. A rejected record stays as it is."""
    if correction.field in (ACCEPTED, REJECTED):
        return record if correction.old in ("", seen(record)) else None
    read = _readers(record).get(correction.field)
    if read is None or written(record, correction.field) != correction.old:
        return None
    try:
        return with_field(record, correction.field, correction.new)
    except (ValueError, ArithmeticError):
        return None


def with_field(record: Record, field: str, text: str) -> Record:
    """The record with one field read from text, no longer inferred; raises ValueError, ArithmeticError or KeyError."""
    value = _readers(record)[field](text)
    head, _, tail = field.partition(".")
    changed: dict[str, Any] = {head: evolve(getattr(record, head), **{tail: value}) if tail else value}
    changed["inferred"] = tuple(name for name in record.inferred if name != (tail or head))
    return evolve(record, **changed)


class Misfit(StrEnum):
    """Why a decision was not applied."""

    NO_RECORD = "no-record"  # no record has this id
    NO_OTHER = "no-other"  # the other record that it names is not there, or not a part of this one
    NO_FIELD = "no-field"  # it has no such field, or one that is not corrected by hand
    NO_VALUE = "no-value"  # the new value is none that the field can hold
    NO_PLACE = "no-place"  # the words of an added statement are no longer in the text
    READ_NOW = "read-now"  # the compiler now reads an added statement itself
    CHANGED = "changed"  # the compiler now writes something else than what was corrected


def misfit(correction: Correction, records: Iterable[AnyRecord]) -> Misfit:
    """Why a decision that was not applied does not fit these records."""
    record = next((record for record in records if record.id == correction.record), None)
    if correction.field == ADDED:
        return Misfit.READ_NOW if record else Misfit.NO_PLACE
    if record is None:
        return Misfit.NO_RECORD
    if correction.field in WHOLE_RECORD:
        return Misfit.CHANGED if correction.field in (ACCEPTED, REJECTED) else Misfit.NO_OTHER
    if correction.field not in correctable(record):
        return Misfit.NO_FIELD
    return Misfit.CHANGED if holds(record, correction.field, correction.new) else Misfit.NO_VALUE


def why_unfit(correction: Correction, records: Iterable[AnyRecord]) -> str:
    """The reason of misfit in words for the person, with what to do."""
    why = misfit(correction, records)
    if why is Misfit.CHANGED and correction.field in WHOLE_RECORD:
        return "这条记录现在的内容与当时核对的不同，请对照原文重新核对"
    return _EXPLANATIONS[why].format(correction=correction)


_EXPLANATIONS = {
    Misfit.NO_RECORD: "这条表述或目标现在不在了：原文改动后可能不再读出，也可能并入了别的目标",
    Misfit.NO_OTHER: "它所指的另一条记录现在不在，或不再属于这个目标，请重新核对",
    Misfit.NO_FIELD: "这条记录没有这个可以更正的字段",
    Misfit.NO_VALUE: "“{correction.new}”不是这个字段可以写的值，请改写",
    Misfit.NO_PLACE: "补录的文字在现在的文本里找不到了，请对照原文重新补录",
    Misfit.READ_NOW: "程序现在自己读出了补录的这一条，编号沿用，可以撤销补录",
    Misfit.CHANGED: "这一项的原值现在已不是“{correction.old}”，请对照原文重新核对",
}


def holds(record: AnyRecord, field: str, text: str) -> bool:
    """Whether a text is a value that this field can hold."""
    try:
        _readers(record)[field](text)
    except (ValueError, ArithmeticError):
        return False
    return True


def statement_holds(field: str, text: str) -> bool:
    """Whether a text is a value that this field of a statement can hold."""
    try:
        _OF_STATEMENTS[field](text)
    except (ValueError, ArithmeticError, KeyError):
        return False
    return True


def correctable(record: AnyRecord) -> tuple[str, ...]:
    """Names of the fields of a record that a person may correct."""
    return tuple(_readers(record))


def written(record: AnyRecord, field: str) -> str:
    """What a field of a record says, as the text that corrections compare and store."""
    value: Any = record
    for name in field.split("."):
        value = getattr(value, name)
    if isinstance(value, tuple):
        return LIST_MARK.join(value)
    return "" if value is None else str(value)


def seen(record: AnyRecord) -> str:
    """What the correctable fields of a record say together, as 16 hex digits: an acceptance holds for these alone."""
    fields = "\x1f".join(written(record, field) for field in correctable(record) if field not in RESPONSIBILITY)
    return hashlib.sha256(fields.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _readers(record: AnyRecord) -> Mapping[str, _Reader]:
    return _READERS[type(record)]
