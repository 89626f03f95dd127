"""Keeps the index of the search in step with the plans; the caller holds the transaction in which they change.

Two shelves a plan: its text, made again by a reading, and its records, made again by corrections too, which is cheap.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
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
_BATCH = 500


def index_plan(plan: Plan, document: Document, lexicon: Lexicon) -> None:
    """Indexes the current reading of a plan, text and records, in place of what was indexed of it."""
    _fill(plan, TEXT, passages_of_text(document, Outline.of(plan.outline)))
    index_records(plan, lexicon)


def index_records(plan: Plan, lexicon: Lexicon) -> None:
    """Indexes the targets and statements of a plan as they now are."""
    _fill(plan, RECORDS, passages_of_records(plan, lexicon, Outline.of(plan.outline)))


def behind() -> tuple[str, ...]:
    """Ids of the plans whose index is missing, of another form, or of an earlier reading."""
    made = SearchShelf.objects.filter(form=FORM, reading=F("plan__current_reading"))
    done = [set(made.filter(kind=kind).values_list("plan_id", flat=True)) for kind in (TEXT, RECORDS)]
    there = PlanRow.objects.filter(current_reading__gte=1, archived_at=None).values_list("plan_id", flat=True)
    return tuple(sorted(set(there) - set.intersection(*done)))


def _fill(plan: Plan, kind: str, passages: Iterable[Passage]) -> None:
    with transaction.atomic():
        SearchShelf.objects.filter(plan_id=plan.id, kind=kind).delete()
        row = PlanRow.objects.get(plan_id=plan.id)
        shelf = SearchShelf.objects.create(
            plan=row, kind=kind, form=FORM, reading=row.current_reading, digest=plan.sources[0].digest
        )
        keyed = sorted(
            ((key_of(passage.rank, number), passage) for number, passage in enumerate(passages)), key=lambda p: p[0]
        )
        rows = (_passage_row(shelf, key, passage) for key, passage in keyed)
        SearchPassage.objects.bulk_create(rows, _BATCH)
        packed = build_postings((key, passage.spelling) for key, passage in keyed)
        entries = (SearchPosting(shelf=shelf, character=ord(char), packed=entry) for char, entry in packed)
        SearchPosting.objects.bulk_create(entries, _BATCH)


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
