"""A person's correction of a compiled record, laid over it at every compile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from attrs import evolve, frozen

from gangyao.core.indicator.indicator import Direction
from gangyao.core.plan.plan import Nature, Target
from gangyao.core.plan.statement import Measure, Role, Statement, Tier
from gangyao.core.quantity.quantity import Comparator


@frozen
class Correction:
    """What a person changed in one field of one record; never an edit of the record itself.

    Attributes:
        record: id of the statement or target, e.g. "森林覆盖率-2025".
        field: name of the field, e.g. "horizon", "quantity.value"; "rejected" withdraws the record.
        old: what the compiler had written, as text; the correction fits only while it still writes this.
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


REJECTED = "rejected"
_Reader = Callable[[str], Any]


def _optional(read: _Reader) -> _Reader:
    return lambda text: read(text) if text else None


_BOTH: Mapping[str, _Reader] = {
    "horizon": str, "scope": str, "measure": Measure, "direction": Direction,
    "quantity.value": _optional(Decimal), "quantity.value_high": _optional(Decimal), "quantity.unit": _optional(str),
    "quantity.comparator": Comparator, "quantity.words": _optional(str),
}  # fmt: skip
_OF_STATEMENTS: Mapping[str, _Reader] = {**_BOTH, "indicator": str, "modality": str, "role": Role, "tier": Tier}
_OF_TARGETS: Mapping[str, _Reader] = {
    **_BOTH, "name": str, "relation": str, "field": str, "nature": _optional(Nature),
}  # fmt: skip

Record = TypeVar("Record", Statement, Target)


def apply_corrections(
    records: Sequence[Record], corrections: Iterable[Correction]
) -> tuple[tuple[Record, ...], tuple[Correction, ...]]:
    """Lays corrections over statements or over targets, in their order.

    Returns:
        The records with corrections applied (rejected ones left out), and the corrections that did not fit:
        their record is not among these, or the compiler now writes something else than what was corrected.
    """
    by_record: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_record[correction.record].append(correction)
    kept: list[Record] = []
    unapplied: list[Correction] = []
    for record in records:
        current: Record | None = record
        for correction in by_record.pop(record.id, ()):
            changed = _apply(current, correction) if current else _UNFIT
            if changed is _UNFIT:
                unapplied.append(correction)
            else:
                current = changed
        if current is not None:
            kept.append(current)
    unapplied.extend(correction for rest in by_record.values() for correction in rest)
    return tuple(kept), tuple(unapplied)


class Misfit(StrEnum):
    """Why a correction was not applied."""

    NO_RECORD = "no-record"  # no statement or target has this id
    NO_FIELD = "no-field"  # it has no such field, or one that is not corrected by hand
    NO_VALUE = "no-value"  # the new value is none that the field can hold
    CHANGED = "changed"  # the compiler now writes something else than what was corrected


def misfit(correction: Correction, records: Iterable[Statement | Target]) -> Misfit:
    """Why a correction that was not applied does not fit these records."""
    record = next((record for record in records if record.id == correction.record), None)
    if record is None:
        return Misfit.NO_RECORD
    read = _readers(record).get(correction.field)
    if read is None:
        return Misfit.NO_FIELD
    try:
        read(correction.new)
    except (ValueError, ArithmeticError):
        return Misfit.NO_VALUE
    return Misfit.CHANGED


def correctable(record: Statement | Target) -> tuple[str, ...]:
    """Names of the fields of a record that a person may correct, "rejected" apart."""
    return tuple(_readers(record))


def written(record: Statement | Target, field: str) -> str:
    """What a field of a record says, as the text that corrections compare and store."""
    value: Any = record
    for name in field.split("."):
        value = getattr(value, name)
    return "" if value is None else str(value)


def _readers(record: Statement | Target) -> Mapping[str, _Reader]:
    return _OF_TARGETS if isinstance(record, Target) else _OF_STATEMENTS


_UNFIT: Any = object()


def _apply(record: Statement | Target, correction: Correction) -> Any:
    if correction.field == REJECTED:
        return None
    read = _readers(record).get(correction.field)
    if read is None or written(record, correction.field) != correction.old:
        return _UNFIT
    try:
        value = read(correction.new)
        head, _, tail = correction.field.partition(".")
        changed = {head: evolve(getattr(record, head), **{tail: value}) if tail else value}
        return evolve(record, inferred=tuple(name for name in record.inferred if name != (tail or head)), **changed)
    except (ValueError, ArithmeticError):
        return _UNFIT
