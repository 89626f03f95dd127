"""A person's correction of a compiled record, laid over it at every compile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from gangyao.core.indicator.indicator import Direction
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
_WORDS: Mapping[str, Callable[[str], Any]] = {
    "indicator": str, "horizon": str, "scope": str, "modality": str,
    "measure": Measure, "role": Role, "tier": Tier, "direction": Direction,
    "quantity.value": lambda text: Decimal(text) if text else None, "quantity.value_high": lambda text: Decimal(text) if text else None,
    "quantity.unit": lambda text: text or None, "quantity.comparator": Comparator, "quantity.words": lambda text: text or None,
}  # fmt: skip


def apply_corrections(statements: Sequence[Statement], corrections: Iterable[Correction]) -> tuple[tuple[Statement, ...], tuple[Correction, ...]]:
    """Lays corrections over statements, in their order.

    Returns:
        The statements with corrections applied (rejected ones left out), and the corrections that no longer fit:
        their record is gone, or the compiler now writes something else than what was corrected.
    """
    by_record: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_record[correction.record].append(correction)
    kept: list[Statement] = []
    unapplied: list[Correction] = []
    for statement in statements:
        current: Statement | None = statement
        for correction in by_record.pop(statement.id, ()):
            changed = _apply(current, correction) if current else None
            if current is None or changed is _UNFIT:
                unapplied.append(correction)
            else:
                current = changed
        if current is not None:
            kept.append(current)
    unapplied.extend(correction for rest in by_record.values() for correction in rest)
    return tuple(kept), tuple(unapplied)


def written(statement: Statement, field: str) -> str:
    """What a field of a statement says, as the text that corrections compare and store."""
    value: Any = statement
    for name in field.split("."):
        value = getattr(value, name)
    return "" if value is None else str(value)


_UNFIT: Any = object()


def _apply(statement: Statement, correction: Correction) -> Any:
    if correction.field == REJECTED:
        return None
    read = _WORDS.get(correction.field)
    if read is None or written(statement, correction.field) != correction.old:
        return _UNFIT
    try:
        value = read(correction.new)
        head, _, tail = correction.field.partition(".")
        changed = {head: evolve(getattr(statement, head), **{tail: value}) if tail else value}
        return evolve(statement, inferred=tuple(name for name in statement.inferred if name != (tail or head)), **changed)
    except (ValueError, ArithmeticError):
        return _UNFIT
