"""Records of a reading as rows: all of them at a compile, and what differs after a decision of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from attrs import frozen

from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.correction import Correction
from gangyao.core.plan.entity import Entity
from gangyao.core.plan.plan import Found, Item, Record, Target, places_of
from gangyao.core.plan.project import Project
from gangyao.core.plan.revision import Revision
from gangyao.core.plan.statement import Statement
from gangyao.core.plan.term import Term
from gangyao.store.bundle_form import canonical, to_plain
from gangyao.store.models import ItemKind, ItemRow, Reading, StatementRow, TargetRow

_BATCH = 500  # rows a statement; SQLite bounds its parameters
_KEEP = ("id", "reading", "record_id", "visibility")  # a decision changes everything else
Table = type[StatementRow] | type[TargetRow] | type[ItemRow]
KINDS: Mapping[ItemKind, type[Item]] = {
    ItemKind.COMMITMENT: Commitment, ItemKind.PROJECT: Project, ItemKind.ENTITY: Entity, ItemKind.TERM: Term,
}  # fmt: skip
_KIND_OF = {kind: name for name, kind in KINDS.items()}


@frozen
class Rows:
    """Rows of a reading that are not stored yet, in order of place; rejected ones stand in their place."""

    statements: tuple[StatementRow, ...]
    targets: tuple[TargetRow, ...]
    items: tuple[ItemRow, ...]


@frozen
class _Draft:
    """What a row is to say.

    Attributes:
        record: as it holds, or as it last was.
        position: its place among those of its kind.
        rejected: people withdrew it.
        decisions: keys of those that hold for it.
        read: the record as the compiler read it; None of a target and of a statement that people added.
    """

    record: Record
    position: int
    rejected: bool
    decisions: list[int]
    read: Found | None = None


def rows_of(reading: Reading, read: Sequence[Found], revision: Revision, held: Mapping[int, Correction]) -> Rows:
    """The rows of a reading.

    Args:
        reading: they belong to.
        read: the records as the compiler read them.
        revision: the records as they hold, and which decisions hold for which.
        held: the decisions that the revision was made with, under their keys.
    """
    statements, targets, items = _drafts(read, revision, held)
    return Rows(
        tuple(_statement_row(reading, draft) for draft in statements),
        tuple(_target_row(reading, draft) for draft in targets),
        tuple(_item_row(reading, draft) for draft in items),
    )


def rewrite(
    reading: Reading,
    before: Iterable[Record],
    read: Sequence[Found],
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
    statements, targets, items = _drafts(read, revision, held)
    for table, drafts, row_of in (
        (StatementRow, statements, _statement_row), (TargetRow, targets, _target_row), (ItemRow, items, _item_row),
    ):  # fmt: skip
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
    read: Sequence[Found], revision: Revision, held: Mapping[int, Correction]
) -> tuple[list[_Draft], list[_Draft], list[_Draft]]:
    """Statements and items in their order, and targets with the withdrawn ones at the end."""
    keys = {id(correction): key for key, correction in held.items()}
    marks = {record: [keys[id(one)] for one in some] for record, some in revision.decisions.items()}
    as_read = {record.id: record for record in read}
    order = {record.id: place for place, record in enumerate(read)}  # is needed again when one comes back
    withdrawn = [record for record in revision.rejected if isinstance(record, Statement)]
    there = sorted([*revision.statements, *withdrawn], key=lambda s: (s.anchor.start, order.get(s.id, len(order))))
    gone = [record for record in revision.rejected if isinstance(record, Target)]
    rejected = {record.id for record in revision.rejected}

    kept = {record.id: record for record in (*revision.items, *revision.rejected)}
    items = [record for record in read if not isinstance(record, Statement)]

    def draft(position: int, record: Record, read: Found | None = None) -> _Draft:
        return _Draft(record, position, record.id in rejected, marks.get(record.id, []), read)

    return (
        [draft(place, one, as_read.get(one.id)) for place, one in enumerate(there)],
        [draft(place, one) for place, one in enumerate(chain(revision.targets, gone))],
        [draft(place, kept[one.id], one) for place, one in enumerate(items)],
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


def _item_row(reading: Reading, draft: _Draft) -> ItemRow:
    item = draft.record
    first = places_of(item)[0]
    facts = (
        {"name": f"{item.verb} {item.object_head}".strip(), "horizon": item.horizon, "lead": item.lead}
        if isinstance(item, Commitment)
        else {"name": item.name}
    )
    return ItemRow(
        reading=reading, kind=_KIND_OF[type(item)], start=first.start, end=first.end, read=to_plain(draft.read, {}),
        **facts, **_columns(draft),
    )  # fmt: skip


def _shared(draft: _Draft) -> dict[str, Any]:
    """The columns of quantities; a value is kept as text, which is exact, and as a float, which is computed with."""
    record = draft.record
    value = record.quantity.value
    return {
        "measure": record.measure.value, "horizon": record.horizon,
        "value": "" if value is None else canonical(value), "value_number": None if value is None else float(value),
        "unit": "" if value is None else record.quantity.unit or "", **_columns(draft),
    }  # fmt: skip


def _columns(draft: _Draft) -> dict[str, Any]:
    """The columns of all."""
    return {
        "position": draft.position, "record_id": draft.record.id, "doubtful": bool(draft.record.doubts),
        "record": to_plain(draft.record, {}), "decisions": draft.decisions, "rejected": draft.rejected,
    }  # fmt: skip
