"""Records of a reading as rows: all of them at a compile, and what differs after a decision of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from attrs import frozen

from gangyao.core.plan.correction import Correction
from gangyao.core.plan.plan import Target
from gangyao.core.plan.revision import Revision
from gangyao.core.plan.statement import Statement
from gangyao.store.bundle_form import canonical, to_plain
from gangyao.store.models import Reading, StatementRow, TargetRow

_BATCH = 500  # rows a statement; SQLite bounds its parameters
_KEEP = ("id", "reading", "record_id", "visibility")  # a decision changes everything else
Record = Statement | Target
Table = type[StatementRow] | type[TargetRow]


@frozen
class Rows:
    """Rows of a reading that are not stored yet, in order of place; rejected statements stand in their place."""

    statements: tuple[StatementRow, ...]
    targets: tuple[TargetRow, ...]


@frozen
class _Draft:
    """What a row is to say.

    Attributes:
        record: as it holds, or as it last was.
        position: its place among those of its kind.
        rejected: people withdrew it.
        decisions: keys of those that hold for it.
        read: the statement as the compiler read it; None of a target and of one that people added.
    """

    record: Record
    position: int
    rejected: bool
    decisions: list[int]
    read: Statement | None = None


def rows_of(reading: Reading, read: Sequence[Statement], revision: Revision, held: Mapping[int, Correction]) -> Rows:
    """The rows of a reading.

    Args:
        reading: they belong to.
        read: statements as the compiler read them.
        revision: the records as they hold, and which decisions hold for which.
        held: the decisions that the revision was made with, under their keys.
    """
    statements, targets = _drafts(read, revision, held)
    return Rows(
        tuple(_statement_row(reading, draft) for draft in statements),
        tuple(_target_row(reading, draft) for draft in targets),
    )


def rewrite(
    reading: Reading,
    before: Iterable[Record],
    read: Sequence[Statement],
    revision: Revision,
    held: Mapping[int, Correction],
) -> None:
    """Brings the stored rows of a reading to what holds now; the caller holds the transaction.

    Args:
        reading: they belong to.
        before: the records as they are stored, rejected ones among them; what is still the same is left alone.
        read: as in rows_of.
        revision: as in rows_of.
        held: as in rows_of.
    """
    stored = {(type(record), record.id): record for record in before}
    statements, targets = _drafts(read, revision, held)
    for table, drafts, row_of in ((StatementRow, statements, _statement_row), (TargetRow, targets, _target_row)):
        there = _stored_places(table, reading)
        changed, fresh = [], []
        for draft in drafts:
            record = draft.record
            key, *place = there.pop(record.id, (None,))
            same_place = place == [draft.position, draft.rejected, draft.decisions]
            if same_place and stored.get((type(record), record.id)) == record:
                continue
            row = row_of(reading, draft)
            row.pk = key
            (fresh if key is None else changed).append(row)
        _store(table, gone=[key for key, *_ in there.values()], fresh=fresh, changed=changed)


def _stored_places(table: Table, reading: Reading) -> dict[str, tuple[Any, ...]]:
    """Id of a record → primary key of its row, position, whether it is rejected, keys of its decisions."""
    rows = table.objects.filter(reading=reading).values_list("record_id", "pk", "position", "rejected", "decisions")
    return {record: rest for record, *rest in rows}


def _store(table: Table, *, gone: list[int], fresh: list[Any], changed: list[Any]) -> None:
    fields = [one.attname for one in table._meta.concrete_fields if one.name not in _KEEP]
    if gone:
        table.objects.filter(pk__in=gone).delete()
    table.objects.bulk_create(fresh, _BATCH)
    table.objects.bulk_update(changed, fields, _BATCH // 10)


def _drafts(
    read: Sequence[Statement], revision: Revision, held: Mapping[int, Correction]
) -> tuple[list[_Draft], list[_Draft]]:
    """Statements in order of place, and targets with the withdrawn ones at the end."""
    keys = {id(correction): key for key, correction in held.items()}
    marks = {record: [keys[id(one)] for one in some] for record, some in revision.decisions.items()}
    as_read = {statement.id: statement for statement in read}
    order = {statement.id: place for place, statement in enumerate(read)}  # is needed again when one comes back
    withdrawn = [record for record in revision.rejected if isinstance(record, Statement)]
    there = sorted([*revision.statements, *withdrawn], key=lambda s: (s.anchor.start, order.get(s.id, len(read))))
    gone = [record for record in revision.rejected if isinstance(record, Target)]
    rejected = {record.id for record in revision.rejected}

    def draft(position: int, record: Record, read: Statement | None = None) -> _Draft:
        return _Draft(record, position, record.id in rejected, marks.get(record.id, []), read)

    return (
        [draft(place, one, as_read.get(one.id)) for place, one in enumerate(there)],
        [draft(place, one) for place, one in enumerate(chain(revision.targets, gone))],
    )


def _statement_row(reading: Reading, draft: _Draft) -> StatementRow:
    statement = draft.record
    return StatementRow(
        reading=reading, indicator=statement.indicator, role=statement.role.value, start=statement.anchor.start,
        end=statement.anchor.end, read=to_plain(draft.read, {}) if draft.read else None, **_shared(draft),
    )  # fmt: skip


def _target_row(reading: Reading, draft: _Draft) -> TargetRow:
    target = draft.record
    return TargetRow(
        reading=reading, name=target.name, indicator=target.indicator or "", field=target.field,
        nature=target.nature.value if target.nature else "", **_shared(draft),
    )  # fmt: skip


def _shared(draft: _Draft) -> dict[str, Any]:
    """The columns of both; a value is kept as text, which is exact, and as a float, which is computed with."""
    record = draft.record
    value = record.quantity.value
    return {
        "position": draft.position, "record_id": record.id, "measure": record.measure.value, "horizon": record.horizon,
        "value": "" if value is None else canonical(value), "value_number": None if value is None else float(value),
        "unit": "" if value is None else record.quantity.unit or "", "doubtful": bool(record.doubts),
        "record": to_plain(record, {}), "decisions": draft.decisions, "rejected": draft.rejected,
    }  # fmt: skip
