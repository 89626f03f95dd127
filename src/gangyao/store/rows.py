"""Records of a reading as rows: all of them at a compile, and what differs after a decision of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from attrs import frozen

from gangyao.core.plan.correction import Correction
from gangyao.core.plan.plan import Target
from gangyao.core.plan.revision import Revision
from gangyao.core.plan.statement import Statement
from gangyao.store.bundle_form import canonical, to_plain
from gangyao.store.models import Reading, StatementRow, TargetRow

_BATCH = 500  # rows a statement; SQLite bounds its parameters
_KEEP = ("id", "reading", "record_id", "visibility")  # a decision changes everything else
Row = TypeVar("Row", StatementRow, TargetRow)


@frozen
class Rows:
    """Rows of a reading that are not stored yet, in order of place; rejected statements stand in their place."""

    statements: tuple[StatementRow, ...]
    targets: tuple[TargetRow, ...]


def rows_of(reading: Reading, read: Sequence[Statement], revision: Revision, held: Mapping[int, Correction]) -> Rows:
    """The rows of a reading.

    Args:
        reading: they belong to.
        read: statements as the compiler read them.
        revision: the records as they hold, and which decisions hold for which.
        held: the decisions that the revision was made with, under their keys.
    """
    keys = {id(correction): key for key, correction in held.items()}
    marks = {record: [keys[id(one)] for one in some] for record, some in revision.decisions.items()}
    as_read = {statement.id: to_plain(statement, {}) for statement in read}
    order = {statement.id: place for place, statement in enumerate(read)}  # is needed again when one comes back
    withdrawn = [record for record in revision.rejected if isinstance(record, Statement)]
    there = sorted([*revision.statements, *withdrawn], key=lambda s: (s.anchor.start, order.get(s.id, len(read))))
    statements = [
        _statement_row(reading, place, one, as_read.get(one.id), marks.get(one.id, []))
        for place, one in enumerate(there)
    ]
    gone = [record for record in revision.rejected if isinstance(record, Target)]
    targets = [
        _target_row(reading, place, one, marks.get(one.id, []))
        for place, one in enumerate(chain(revision.targets, gone))
    ]
    rejected = {record.id for record in revision.rejected}
    for row in (*statements, *targets):
        row.rejected = row.record_id in rejected
    return Rows(tuple(statements), tuple(targets))


def rewrite(reading: Reading, rows: Rows) -> None:
    """Brings the stored rows of a reading to these; the caller holds the transaction."""
    _bring(StatementRow, list(reading.statements.all()), rows.statements)
    _bring(TargetRow, list(reading.targets.all()), rows.targets)


def _bring(table: type[Row], stored: Iterable[Row], wanted: Iterable[Row]) -> None:
    there = {row.record_id: row for row in stored}
    fields = [one.attname for one in table._meta.concrete_fields if one.name not in _KEEP]
    changed, fresh = [], []
    for row in wanted:
        old = there.pop(row.record_id, None)
        if old is None:
            fresh.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in fields):
            row.pk, row.visibility = old.pk, old.visibility
            changed.append(row)
    table.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
    table.objects.bulk_create(fresh, _BATCH)
    table.objects.bulk_update(changed, fields, _BATCH // 10)


def _statement_row(
    reading: Reading, position: int, statement: Statement, read: dict[str, Any] | None, decisions: list[int]
) -> StatementRow:
    return StatementRow(
        reading=reading, indicator=statement.indicator, role=statement.role.value, start=statement.anchor.start,
        end=statement.anchor.end, read=read, **_shared(statement, position, decisions),
    )  # fmt: skip


def _target_row(reading: Reading, position: int, target: Target, decisions: list[int]) -> TargetRow:
    return TargetRow(
        reading=reading, name=target.name, indicator=target.indicator or "", field=target.field,
        nature=target.nature.value if target.nature else "", **_shared(target, position, decisions),
    )  # fmt: skip


def _shared(record: Statement | Target, position: int, decisions: list[int]) -> dict[str, Any]:
    """The columns of both; a value is kept as text, which is exact, and as a float, which is computed with."""
    value = record.quantity.value
    return {
        "position": position, "record_id": record.id, "measure": record.measure.value, "horizon": record.horizon,
        "value": "" if value is None else canonical(value), "value_number": None if value is None else float(value),
        "unit": "" if value is None else record.quantity.unit or "", "doubtful": bool(record.doubts),
        "record": to_plain(record, {}), "decisions": decisions,
    }  # fmt: skip
