"""编译记录: all readings of a plan, and what each changed against the one before."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.ingest.fingerprint import compiler_state
from gangyao.store import readings
from gangyao.store.plans import StoredPlan
from gangyao.store.readings import ReadingSummary
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.changes import Side, count_changes, read_changes
from gangyao.workbench.requests import stored_plan
from gangyao.workbench.signatures import names_of


@frozen
class Row:
    """A reading as a row.

    Attributes:
        reading: the reading.
        who: name of who had it compiled; empty where the account is gone.
        current: the plan shows it now.
        another_text: it was compiled from another text than the current one.
    """

    reading: ReadingSummary
    who: str
    current: bool
    another_text: bool


@require_safe
def reading_list(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Which readings there are."""
    stored = stored_plan(plan_id)
    found = readings.readings_of(plan_id)
    names = names_of(reading.actor for reading in found)
    source = stored.source
    rows = [
        Row(
            reading, names.get(reading.actor, ""), reading.number == stored.reading,
            (reading.sha256, reading.digest) != (source.sha256, source.digest),
        )
        for reading in found
    ]  # fmt: skip
    newer = found[0].compiler != compiler_state()
    return plan_page(request, "readings.html", stored, "readings", {"rows": rows, "newer": newer})


@require_safe
def reading(request: HttpRequest, plan_id: str, number: int) -> HttpResponse:
    """What one reading changed against the one before."""
    stored = stored_plan(plan_id)
    found = readings.readings_of(plan_id)
    one = next((reading for reading in found if reading.number == number), None)
    after = readings.records_in(plan_id, number)
    if one is None or after is None:
        raise Http404(f"这份规划没有第 {number} 次编译")
    context: dict[str, object] = {
        "reading": one, "who": names_of([one.actor]).get(one.actor, ""), "last": stored.reading, "way_back": way_back(stored, found),
    }  # fmt: skip
    before = readings.records_in(plan_id, number - 1)
    if before is not None:
        targets, statements = read_changes(
            Side(before, _document(stored, number - 1)), Side(after, _document(stored, number))
        )
        context |= {"targets": targets, "statements": statements, "counts": count_changes(before, after)}
    return plan_page(request, "reading.html", stored, "readings", context)


@frozen
class WayBack:
    """What a person needs to know where a reading was a mistake.

    Attributes:
        number: of the reading that shows now.
        unfit: decisions of people that do not fit it.
        earlier: number of the last reading of another text; None where there is none.
        source: name of that text.
    """

    number: int
    unfit: int
    earlier: int | None
    source: str


def way_back(stored: StoredPlan, found: Sequence[ReadingSummary]) -> WayBack:
    """The way back from the current reading; `found` are all readings of the plan, the newest first."""
    source = stored.source
    others = (one for one in found if (one.sha256, one.digest) != (source.sha256, source.digest))
    earlier = next((one for one in others if one.number < stored.reading), None)
    return WayBack(
        stored.reading, len(stored.unapplied), earlier.number if earlier else None, earlier.source if earlier else ""
    )


def _document(stored: StoredPlan, number: int) -> Document:
    if number == stored.reading:
        return stored.document
    return parse_document(readings.source_of(stored.plan.id, number))
