"""Plans between the records of core and the tables: adding a reading, listing, reading back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from attrs import frozen

from gangyao.core.document.document import Document, Hint, RawText, Source
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.plan import Area, OutlineEntry, Plan, Target
from gangyao.core.plan.statement import Statement
from gangyao.core.quantity.quantity import Quantity
from gangyao.store.bundle_form import canonical, from_plain, to_plain
from gangyao.store.models import PlanRow, Reading, RecordId, SourceText, StatementRow, TargetRow

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


@frozen
class StoredPlan:
    """The current reading of a plan.

    Attributes:
        plan: its records.
        document: the text they stand in.
        reading: number of the reading, 1 for the first.
        compiled_at: when it was read.
    """

    plan: Plan
    document: Document
    reading: int
    compiled_at: datetime

    @property
    def source(self) -> Source:
        """The text that is shown."""
        return self.document.source


def listed() -> tuple[PlanSummary, ...]:
    """All plans that are not archived, by area and period."""
    rows = PlanRow.objects.filter(archived_at=None, current_reading__gte=1).order_by(
        "area_code", "first_year", "plan_id"
    )
    return tuple(_summary(row) for row in rows)


def read(plan_id: str) -> StoredPlan:
    """The current reading of a plan; raises UnknownPlan."""
    row = PlanRow.objects.filter(plan_id=plan_id, archived_at=None, current_reading__gte=1).first()
    if row is None:
        raise UnknownPlan(plan_id)
    reading = row.readings.only("pk", "compiled_at").get(number=row.current_reading)
    return _read_reading(reading.pk, reading.compiled_at, row.title)


def known_ids() -> frozenset[str]:
    """Ids of all plans, archived ones included."""
    return frozenset(PlanRow.objects.values_list("plan_id", flat=True))


def hold(plan_id: str) -> None:
    """Keeps others from reading this plan in until the transaction ends; SQLite lets one write at a time anyway."""
    PlanRow.objects.select_for_update().filter(plan_id=plan_id).first()


def register_of(plan_id: str) -> dict[str, str]:
    """Key → id of every record that ever was in this plan."""
    return dict(RecordId.objects.filter(plan_id=plan_id).values_list("key", "record_id"))


def latest_source(plan_id: str) -> RawText:
    """The text of the current reading as its reader gave it, to be compiled again; raises UnknownPlan."""
    row = PlanRow.objects.filter(plan_id=plan_id, current_reading__gte=1).first()
    if row is None:
        raise UnknownPlan(plan_id)
    return _raw(row.readings.select_related("source").get(number=row.current_reading).source)


def add_reading(
    plan: Plan, raw: RawText, ids: Mapping[str, str], *, compiler: str, actor: str, at: datetime
) -> Reading:
    """Stores a compile as the plan's next and current reading; the caller holds the transaction.

    Args:
        plan: the compiled plan; its id says which plan it is a reading of.
        raw: the text it was compiled from.
        ids: key → id of every record, past ones included.
        compiler: state of the compiler.
        actor: key of who had it compiled.
        at: when.
    """
    row = _plan_row(plan)
    source = _source_row(row, raw)
    number = row.current_reading + 1
    reading = Reading.objects.create(
        plan=row, number=number, source=source, compiler=compiler, actor=actor, compiled_at=at,
        outline=[to_plain(entry, {}) for entry in plan.outline],
    )  # fmt: skip
    StatementRow.objects.bulk_create((_statement_row(reading, *item) for item in enumerate(plan.statements)), _BATCH)
    TargetRow.objects.bulk_create((_target_row(reading, *item) for item in enumerate(plan.targets)), _BATCH)
    known = register_of(plan.id)
    fresh = (RecordId(plan=row, key=key, record_id=id_) for key, id_ in ids.items() if key not in known)
    RecordId.objects.bulk_create(fresh, _BATCH)
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


def _statement_row(reading: Reading, position: int, statement: Statement) -> StatementRow:
    return StatementRow(
        reading=reading, position=position, record_id=statement.id, indicator=statement.indicator, role=statement.role.value,
        measure=statement.measure.value, horizon=statement.horizon, start=statement.anchor.start, end=statement.anchor.end,
        doubtful=bool(statement.doubts), record=to_plain(statement, {}), **_value(statement.quantity),
    )  # fmt: skip


def _target_row(reading: Reading, position: int, target: Target) -> TargetRow:
    return TargetRow(
        reading=reading, position=position, record_id=target.id, name=target.name, indicator=target.indicator or "",
        field=target.field, nature=target.nature.value if target.nature else "", measure=target.measure.value,
        horizon=target.horizon, doubtful=bool(target.doubts), record=to_plain(target, {}), **_value(target.quantity),
    )  # fmt: skip


def _value(quantity: Quantity) -> dict[str, Any]:
    """The value as text, which is exact, and as a float, which is computed with."""
    if quantity.value is None:
        return {"value": "", "value_number": None, "unit": ""}
    return {"value": canonical(quantity.value), "value_number": float(quantity.value), "unit": quantity.unit or ""}


def _summary(row: PlanRow) -> PlanSummary:
    reading = row.readings.select_related("source").defer("source__text", "outline").get(number=row.current_reading)
    return PlanSummary(
        row.plan_id, row.title, row.kind, Area(row.area_code, row.area_name), (row.first_year, row.last_year),
        reading.source.digest, reading.compiler, reading.source.sha256, reading.targets.count(), reading.statements.count(),
    )  # fmt: skip


@lru_cache(maxsize=16)
def _read_reading(pk: int, _: datetime, title: str) -> StoredPlan:
    """A reading never changes, so its records are built once a process."""
    reading = Reading.objects.select_related("source", "plan").get(pk=pk)
    document = parse_document(_raw(reading.source))
    row = reading.plan
    plan = Plan(
        id=row.plan_id, title=title, kind=row.kind, area=Area(row.area_code, row.area_name), period=(row.first_year, row.last_year),
        sources=(document.source,), outline=tuple(from_plain(plain, OutlineEntry, {}) for plain in reading.outline),
        statements=_records(reading.statements, Statement), targets=_records(reading.targets, Target),
    )  # fmt: skip
    return StoredPlan(plan, document, reading.number, reading.compiled_at)


def _records(rows: Any, kind: type[Any]) -> tuple[Any, ...]:
    return tuple(from_plain(plain, kind, {}) for plain in rows.order_by("position").values_list("record", flat=True))


def _raw(row: SourceText) -> RawText:
    source = Source(row.source_id, row.sha256, row.name, row.format, row.encoding, len(row.text), row.digest)
    return RawText(source, row.text, tuple(from_plain(plain, Hint, {}) for plain in row.hints))
