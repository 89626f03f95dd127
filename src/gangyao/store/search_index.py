"""Keeps the index of the search in step with the plans; the caller holds the transaction in which they change.

Two shelves a plan: its text, made again by a reading, and its records, made again by corrections too, which is cheap.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import chain, islice
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from gangyao.core.document.document import Document
from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.plan.plan import Plan
from gangyao.core.search.matching import KEY_BITS, key_of
from gangyao.core.search.passages import Outline, Passage, passages_of_records, passages_of_text
from gangyao.core.search.postings import build_postings
from gangyao.store.bundle_form import to_plain
from gangyao.store.models import PlanRow, SearchPassage, SearchPosting, SearchShelf

FORM = 1  # goes up when core.search makes the index in another way
TEXT, RECORDS = "text", "records"
_BATCH = 300  # rows a statement; SQLite bounds its parameters


def index_plan(plan: Plan, document: Document, lexicon: Lexicon) -> None:
    """Indexes the current reading of a plan, text and records, in place of what was indexed of it."""
    _fill(plan, TEXT, passages_of_text(document, Outline.of(plan.outline)))
    index_records(plan, lexicon)


def index_records(plan: Plan, lexicon: Lexicon) -> None:
    """Indexes the targets and statements of a plan as they now are."""
    _fill(plan, RECORDS, passages_of_records(plan, lexicon, Outline.of(plan.outline)))


def drop_other_forms() -> None:
    """Empties the shelves that another version filled, which this one cannot read."""
    SearchShelf.objects.exclude(form=FORM).delete()


def behind() -> tuple[str, ...]:
    """Ids of the plans, archived ones left out, whose index is missing or of an earlier reading."""
    made = SearchShelf.objects.filter(reading=F("plan__current_reading"))
    done = [set(made.filter(kind=kind).values_list("plan_id", flat=True)) for kind in (TEXT, RECORDS)]
    there = PlanRow.objects.filter(current_reading__gte=1, archived_at=None).values_list("plan_id", flat=True)
    return tuple(sorted(set(there) - set.intersection(*done)))


def _fill(plan: Plan, kind: str, passages: Iterable[Passage]) -> None:
    """Makes a shelf hold these passages; where it holds them already it only takes the number of the reading."""
    row = PlanRow.objects.get(plan_id=plan.id)
    keyed = sorted(
        ((key_of(passage.rank, number), passage) for number, passage in enumerate(passages)), key=lambda pair: pair[0]
    )
    digest = plan.sources[0].digest
    content = sha256(repr((FORM, digest, keyed)).encode("utf8", "surrogatepass")).hexdigest()
    with transaction.atomic():
        there = SearchShelf.objects.filter(plan=row, kind=kind)
        if there.filter(content=content).update(reading=row.current_reading):
            return
        there.delete()
        shelf = SearchShelf.objects.create(
            plan=row, kind=kind, form=FORM, reading=row.current_reading, digest=digest, content=content
        )
        SearchPassage.objects.bulk_create((_passage_row(shelf, *pair) for pair in keyed), _BATCH)
        packed = build_postings((key, passage.spelling) for key, passage in keyed)
        _add_postings(shelf.pk, packed)


def _add_postings(shelf: int, packed: Iterable[tuple[str, bytes]]) -> None:
    """Thousands of small rows: as statements of our own, which take a fifth of the time of model instances."""
    names = ("shelf_id", "character", "packed")
    columns = ", ".join(map(connection.ops.quote_name, names))
    insert = f"INSERT INTO {SearchPosting._meta.db_table} ({columns}) VALUES "  # noqa: S608 - names of our own table
    rows = iter(packed)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, _BATCH)):
            values = chain.from_iterable((shelf, ord(char), entry) for char, entry in batch)
            cursor.execute(insert + ", ".join(["(%s, %s, %s)"] * len(batch)), list(values))


def _passage_row(shelf: SearchShelf, key: int, passage: Passage) -> SearchPassage:
    facts: dict[str, Any] = {}
    if passage.quantity:
        facts = {
            "quantity": to_plain(passage.quantity, {}), "horizon": passage.horizon, "aliases": list(passage.aliases),
        }  # fmt: skip
    return SearchPassage(
        place=shelf.pk << KEY_BITS | key, shelf=shelf, start=passage.start, end=passage.end, text=passage.text, path=list(passage.path),
        record=passage.record, facts=facts,
    )  # fmt: skip
