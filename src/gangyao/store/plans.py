"""Plans between the records of core and the tables: adding a reading, listing, reading back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Protocol

from attrs import field, frozen
from django.db import connection
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from gangyao.core.document.document import Document, Hint, RawText, Source
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.correction import Correction
from gangyao.core.plan.plan import Area, Found, OutlineEntry, Plan, Record, Target, sort_items
from gangyao.core.plan.revision import Revision
from gangyao.core.plan.statement import Statement
from gangyao.store import corrections
from gangyao.store.bundle_form import from_plain, to_plain
from gangyao.store.models import ItemRow, PlanRow, Reading, RecordId, SourceText, StatementRow, TargetRow
from gangyao.store.rows import KINDS, rows_of

_BATCH = 500  # rows an INSERT; SQLite bounds the parameters of a statement


class UnknownPlan(Exception):
    """No plan of this id; the message is Chinese, for the person."""

    def __init__(self, plan_id: str) -> None:
        super().__init__(f"没有编号为“{plan_id}”的规划")


@frozen
class PlanSummary:
    """A plan as lists show it.

    Attributes:
        id: e.g. "ziliujing-14".
        title: as printed.
        kind: "outline", "special", "report" or "other".
        area: whose plan it is.
        period: first and last year.
        digest: the text at hand is a summary (摘要), not the official text.
        compiler: state of the compiler that read it last.
        sha256: of the file it was read from.
        targets: how many.
        statements: how many.
    """

    id: str
    title: str
    kind: str
    area: Area
    period: tuple[int, int]
    digest: bool
    compiler: str
    sha256: str
    targets: int
    statements: int


@frozen(slots=False)
class StoredPlan:
    """The current reading of a plan with the decisions of people.

    Attributes:
        plan: its records as they hold.
        document: the text they stand in.
        reading: number of the reading, 1 for the first.
        compiled_at: when it was read.
        read: statements, then items, as the compiler read them.
        rejected: records that people withdrew.
        decisions: id of a record → the decisions that hold for it, oldest first; their `by` is an account's key.
        unapplied: decisions that no longer fit; core.plan.correction.why_unfit says why.
    """

    plan: Plan
    document: Document
    reading: int
    compiled_at: datetime
    read: tuple[Found, ...] = ()
    rejected: tuple[Record, ...] = ()
    decisions: Mapping[str, tuple[Correction, ...]] = field(factory=dict)
    unapplied: tuple[Correction, ...] = ()

    @property
    def source(self) -> Source:
        """The text that is shown."""
        return self.document.source

    @property
    def records(self) -> tuple[Record, ...]:
        """All that are stored, rejected ones among them."""
        return (*self.plan.records, *self.rejected)

    @cached_property
    def holding(self) -> Mapping[str, Record]:
        """Id → record of those that hold."""
        return {record.id: record for record in self.plan.records}


def listed() -> tuple[PlanSummary, ...]:
    """All plans that are not archived, by area and period; one question to the database, however many there are."""
    readings = (
        Reading.objects.filter(plan__archived_at=None, number=F("plan__current_reading"))
        .order_by("plan__area_code", "plan__first_year", "plan_id")
        .values(
            "plan_id", "plan__title", "plan__kind", "plan__area_code", "plan__area_name", "plan__first_year", "plan__last_year",
            "source__digest", "compiler", "source__sha256", held_targets=_number_of(TargetRow),
            held_statements=_number_of(StatementRow),
        )
    )  # fmt: skip
    return tuple(_summary(row) for row in readings)


def _number_of(records: type[StatementRow] | type[TargetRow]) -> Coalesce:
    """How many records of a kind hold in the reading of the outer question."""
    counted = (
        records.objects.filter(reading=OuterRef("pk"), rejected=False).values("reading").values(number=Count("pk"))
    )
    return Coalesce(Subquery(counted), 0)


def read(plan_id: str) -> StoredPlan:
    """The current reading of a plan; raises UnknownPlan."""
    row = PlanRow.objects.filter(plan_id=plan_id, archived_at=None, current_reading__gte=1).first()
    if row is None:
        raise UnknownPlan(plan_id)
    reading = row.readings.only("pk", "compiled_at").get(number=row.current_reading)
    return _read_reading(reading.pk, reading.compiled_at, row.title, corrections.mark(plan_id))


def forget() -> None:
    """Drops what this process keeps of the plans it has read, as a start does; they are read again when asked for."""
    for kept in (_read_document, _read_reading, _record):
        kept.cache_clear()


def known_ids() -> frozenset[str]:
    """Ids of all plans, archived ones included."""
    return frozenset(PlanRow.objects.values_list("plan_id", flat=True))


def hold(plan_id: str) -> None:
    """Keeps others from reading this plan in until the transaction ends, also where it is yet to be.

    SQLite lets one write at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [plan_id])
    PlanRow.objects.select_for_update().filter(plan_id=plan_id).first()


def register_of(plan_id: str) -> dict[str, str]:
    """Key → id of every record that ever was in this plan."""
    return dict(RecordId.objects.filter(plan_id=plan_id).values_list("key", "record_id"))


def register(plan_id: str, ids: Mapping[str, str]) -> None:
    """Adds to a plan's register what it does not hold yet."""
    known = register_of(plan_id)
    fresh = (RecordId(plan_id=plan_id, key=key, record_id=id_) for key, id_ in ids.items() if key not in known)
    RecordId.objects.bulk_create(fresh, _BATCH)


class Compiled(Protocol):
    """What a compile hands over (pipeline.Compilation)."""

    @property
    def plan(self) -> Plan:
        """Its records as they hold."""

    @property
    def ids(self) -> Mapping[str, str]:
        """Key → id of every record, past ones included."""

    @property
    def read(self) -> tuple[Found, ...]:
        """The records as they were read."""

    @property
    def revision(self) -> Revision:
        """The decisions of people, laid over."""


def add_reading(
    compiled: Compiled, raw: RawText, held: Mapping[int, Correction], *, compiler: str, actor: str, at: datetime
) -> Reading:
    """Stores a compile as the plan's next and current reading; the caller holds the transaction.

    Args:
        compiled: the compiled plan; its id says which plan it is a reading of.
        raw: the text it was compiled from.
        held: the decisions that it was compiled with, under their keys.
        compiler: state of the compiler.
        actor: key of who had it compiled.
        at: when.
    """
    plan = compiled.plan
    row = _plan_row(plan)
    source = _source_row(row, raw)
    number = row.current_reading + 1
    reading = Reading.objects.create(
        plan=row, number=number, source=source, compiler=compiler, actor=actor, compiled_at=at,
        outline=[to_plain(entry, {}) for entry in plan.outline],
    )  # fmt: skip
    rows = rows_of(reading, compiled.read, compiled.revision, held)
    StatementRow.objects.bulk_create(rows.statements, _BATCH)
    TargetRow.objects.bulk_create(rows.targets, _BATCH)
    ItemRow.objects.bulk_create(rows.items, _BATCH)
    register(plan.id, compiled.ids)
    row.current_reading = number
    row.save(update_fields=["current_reading"])
    return reading


def _plan_row(plan: Plan) -> PlanRow:
    facts = {
        "title": plan.title, "kind": plan.kind, "area_code": plan.area.code, "area_name": plan.area.name,
        "first_year": plan.period[0], "last_year": plan.period[1],
    }  # fmt: skip
    return PlanRow.objects.update_or_create(plan_id=plan.id, defaults=facts)[0]


def _source_row(row: PlanRow, raw: RawText) -> SourceText:
    source = raw.source
    facts = {
        "source_id": source.id, "name": source.name, "format": source.format, "encoding": source.encoding, "text": raw.text,
        "hints": [to_plain(hint, {}) for hint in raw.hints],
    }  # fmt: skip
    return SourceText.objects.get_or_create(plan=row, sha256=source.sha256, digest=source.digest, defaults=facts)[0]


def _summary(row: Mapping[str, Any]) -> PlanSummary:
    return PlanSummary(
        row["plan_id"], row["plan__title"], row["plan__kind"], Area(row["plan__area_code"], row["plan__area_name"]),
        (row["plan__first_year"], row["plan__last_year"]), row["source__digest"], row["compiler"], row["source__sha256"],
        row["held_targets"], row["held_statements"],
    )  # fmt: skip


@lru_cache(maxsize=32)
def _read_document(pk: int, _: datetime) -> Document:
    """The text of a reading never changes, so it is parsed once a process."""
    return parse_document(raw_of(Reading.objects.select_related("source").get(pk=pk).source))


@lru_cache(maxsize=32)
def _read_reading(pk: int, compiled_at: datetime, title: str, _: int) -> StoredPlan:
    """A reading's records change only with the decisions of people, so they are built once a process for each mark."""
    reading = Reading.objects.select_related("plan").get(pk=pk)
    document = _read_document(pk, compiled_at)
    row, held = reading.plan, corrections.holding(reading.plan_id)
    statements, targets, items = _stored(reading.statements), _stored(reading.targets), _stored(reading.items)
    stored = (*statements, *targets, *items)
    decisions = {one.id: tuple(held[key] for key in one.decisions if key in held) for one in stored if one.decisions}
    fitting = {key for one in stored for key in one.decisions}
    plan = Plan(
        id=row.plan_id, title=title, kind=row.kind, area=Area(row.area_code, row.area_name), period=(row.first_year, row.last_year),
        sources=(document.source,), outline=tuple(from_plain(plain, OutlineEntry, {}) for plain in reading.outline),
        statements=tuple(one.record for one in statements if not one.rejected),
        targets=tuple(one.record for one in targets if not one.rejected),
        **sort_items(one.record for one in items if not one.rejected),
    )  # fmt: skip
    return StoredPlan(
        plan, document, reading.number, reading.compiled_at,
        read=tuple(one.read for one in (*statements, *items) if one.read),
        rejected=tuple(one.record for one in stored if one.rejected),
        decisions=decisions, unapplied=tuple(correction for key, correction in held.items() if key not in fitting),
    )  # fmt: skip


@frozen
class _Stored:
    """A row as the columns say it, with its records."""

    id: str
    rejected: bool
    decisions: list[int]
    record: Any
    read: Any


def _stored(rows: QuerySet[Any]) -> list[_Stored]:
    """The rows of a reading in order of place; the columns of records come as text, which says whether one is known."""
    read = Value(None, TextField()) if rows.model is TargetRow else Cast("read", TextField())
    kind = F("kind") if rows.model is ItemRow else Value(rows.model.__name__)
    columns = (kind, "record_id", "rejected", "decisions", Cast("record", TextField()), read)
    return [
        _Stored(id_, rejected, decisions, _record(record, _TYPES[name]), _record(read, _TYPES[name]) if read else None)
        for name, id_, rejected, decisions, record, read in rows.order_by("position").values_list(*columns)
    ]


_TYPES: Mapping[str, type[Record]] = {"StatementRow": Statement, "TargetRow": Target, **KINDS}


@lru_cache(maxsize=20_000)
def _record(text: str, kind: type[Any]) -> Any:
    """A record from the text of its column; few of a plan change with a decision, so the others are built but once."""
    plain = json.loads(text)
    return None if plain is None else from_plain(plain, kind, {})


def raw_of(row: SourceText) -> RawText:
    """A stored text as its reader gave it."""
    source = Source(row.source_id, row.sha256, row.name, row.format, row.encoding, len(row.text), row.digest)
    return RawText(source, row.text, tuple(from_plain(plain, Hint, {}) for plain in row.hints))
