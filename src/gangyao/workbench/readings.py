"""编译记录: all readings of a plan, and what each changed against the one before."""

from __future__ import annotations

from attrs import frozen
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gangyao.ingest.fingerprint import compiler_state
from gangyao.store import readings
from gangyao.store.readings import ReadingSummary
from gangyao.workbench.pages import plan_page
from gangyao.workbench.presentation.changes import count_changes, read_changes
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
    found = next((one for one in readings.readings_of(plan_id) if one.number == number), None)
    after = readings.records_in(plan_id, number)
    if found is None or after is None:
        raise Http404(f"这份规划没有第 {number} 次编译")
    context: dict[str, object] = {
        "reading": found, "who": names_of([found.actor]).get(found.actor, ""), "last": stored.reading,
    }  # fmt: skip
    before = readings.records_in(plan_id, number - 1)
    if before is not None:
        targets, statements = read_changes(before, after)
        context |= {"targets": targets, "statements": statements, "counts": count_changes(before, after)}
    return plan_page(request, "reading.html", stored, "readings", context)
