"""The promises of a plan as rows: filtered, and counted by what each filter can offer."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from attrs import fields, frozen

from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.plan import OutlineEntry, Plan
from gangyao.core.plan.responsibility.suggestion import Suggestion
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.agencies_here import agency_here
from gangyao.workbench.presentation.outline import headings_above_each, place_of
from gangyao.workbench.presentation.review_decisions import OPEN, SIGNS, state_of
from gangyao.workbench.presentation.suggested_duties import suggestion_for, suggestions
from gangyao.workbench.presentation.target_rows import Choice
from gangyao.workbench.presentation.words import doubt_words, horizon_order, horizon_words, inferred_rule

NONE = "-"  # asks for promises without a value
DECIDED, SUGGESTED = "yes", "suggested"
DUTIES: Mapping[str, str] = {DECIDED: "已定牵头单位", SUGGESTED: "未定，有建议", NONE: "未定，无建议"}
PLAIN = "未写明语气"
_DEEPEST = 2  # levels of headings that the list can be narrowed to


@frozen
class CommitmentRow:
    """One promise as a row.

    Attributes:
        commitment: the record itself.
        words: what is to be done; the clause itself where neither verb nor object was read.
        lead: the agency in charge as the area writes it, once a person confirmed it; empty until then.
        cooperating: those that cooperate, once confirmed.
        suggestion: who could, by rule; decides nothing.
        above: the headings above it, outermost first.
        order: place among the promises, from 1.
        state: how far its review is, a code of STATES.
    """

    commitment: Commitment
    words: str
    lead: str
    cooperating: tuple[str, ...]
    suggestion: Suggestion
    above: tuple[OutlineEntry, ...]
    order: int
    state: str = OPEN

    @property
    def id(self) -> str:
        """Of the promise."""
        return self.commitment.id

    @property
    def when(self) -> str:
        """Completion in words."""
        return horizon_words(self.commitment.horizon)

    @property
    def when_written(self) -> bool:
        """The text itself sets the time."""
        return self.commitment.horizon != "other" and "horizon" not in self.commitment.inferred

    @property
    def when_rule(self) -> str:
        """How the time was inferred; empty where the text sets it, or none is known."""
        return inferred_rule("horizon") if "horizon" in self.commitment.inferred else ""

    @property
    def field(self) -> str:
        """Subject field 领域, by rule; empty where no rule fits."""
        return self.commitment.field or self.suggestion.field

    @property
    def duty(self) -> str:
        """A code of DUTIES."""
        return DECIDED if self.lead else SUGGESTED if self.suggestion.lead else NONE

    @property
    def departments(self) -> tuple[str, ...]:
        """All who lead or cooperate: as confirmed, and as suggested until then."""
        if self.lead:
            return (self.lead, *self.cooperating)
        suggested = (self.suggestion.lead, *self.suggestion.cooperating) if self.suggestion.lead else ()
        return tuple(dict.fromkeys((*self.cooperating, *suggested)))

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above it in words, run-in ones left out."""
        return tuple(f"{entry.label} {entry.title}".strip() for entry in self.above if entry.kind != "lead")

    @property
    def doubts(self) -> tuple[str, ...]:
        """In words."""
        return tuple(map(doubt_words, self.commitment.doubts))

    @property
    def sign(self) -> str:
        """That it was reviewed, e.g. "已更正"; empty where it was not."""
        return SIGNS.get(self.state, "")


def commitment_rows(stored: StoredPlan) -> tuple[CommitmentRow, ...]:
    """All promises of a plan, in order of place."""
    promises, suggested = stored.plan.commitments, suggestions(stored)
    above = headings_above_each(stored.plan, [one.anchor.start for one in promises])
    return tuple(
        _row(stored, one, suggested[one.id], entries, order)
        for order, (one, entries) in enumerate(zip(promises, above, strict=True), 1)
    )


def commitment_row(stored: StoredPlan, promise: Commitment) -> CommitmentRow:
    """One promise of a plan."""
    order = stored.plan.commitments.index(promise) + 1
    return _row(stored, promise, suggestion_for(stored, promise), place_of(stored.plan, promise.anchor.start), order)


def _row(
    stored: StoredPlan, promise: Commitment, suggestion: Suggestion, above: tuple[OutlineEntry, ...], order: int
) -> CommitmentRow:
    area, anchor = stored.plan.area.name, promise.anchor
    return CommitmentRow(
        commitment=promise,
        words=promise.words or " ".join(stored.document.quote(anchor.start, anchor.end).split()),
        lead=agency_here(promise.lead, area) if promise.lead else "",
        cooperating=tuple(agency_here(name, area) for name in promise.cooperating),
        suggestion=suggestion,
        above=above,
        order=order,
        state=state_of(promise.id, stored.decisions),
    )


@frozen
class Filter:
    """What a reader asked for; empty fields ask for nothing.

    Attributes:
        words: each must stand in the promise, or in a name of who does it.
        field: subject field; "-" asks for promises without one.
        department: who leads or cooperates, confirmed or suggested.
        duty: a code of DUTIES.
        horizon: as recorded, e.g. "2025".
        modality: as recorded, e.g. "争取"; "-" asks for plain ones.
        doubts: "any", or the code of one.
        section: start of a heading.
        checked: "yes" for those that were reviewed, "no" for the others.
    """

    words: str = ""
    field: str = ""
    department: str = ""
    duty: str = ""
    horizon: str = ""
    modality: str = ""
    doubts: str = ""
    section: str = ""
    checked: str = ""

    @property
    def narrows(self) -> bool:
        """Anything is asked for."""
        return self != Filter()

    @property
    def query(self) -> str:
        """As an address has it, e.g. "field=交通&horizon=2025"."""
        names = {one.name: "q" if one.name == "words" else one.name for one in fields(Filter)}
        return urlencode({short: value for name, short in names.items() if (value := getattr(self, name))})

    def admits(self, row: CommitmentRow, sections: Mapping[str, tuple[int, int]]) -> bool:
        """Whether a row fits all that is asked."""
        record = row.commitment
        start, end = sections.get(self.section, (0, -1))
        return (
            self._words_fit(row)
            and (not self.field or (row.field or NONE) == self.field)
            and (not self.department or self.department in row.departments)
            and (not self.duty or row.duty == self.duty)
            and (not self.horizon or record.horizon == self.horizon)
            and (not self.modality or (record.modality or NONE) == self.modality)
            and (not self.doubts or self.doubts in record.doubts or (self.doubts == "any" and bool(record.doubts)))
            and (self.section not in sections or start <= record.anchor.start < end)
            and (not self.checked or (row.state != OPEN) == (self.checked == "yes"))
        )

    def _words_fit(self, row: CommitmentRow) -> bool:
        if not self.words:
            return True
        text = f"{row.words} {row.commitment.who} {row.field} {' '.join(row.departments)}".casefold()
        return all(word in text for word in self.words.casefold().split())


def select(rows: Iterable[CommitmentRow], asked: Filter, plan: Plan) -> tuple[CommitmentRow, ...]:
    """The rows that fit, in order of place."""
    sections = _sections(plan)
    return tuple(row for row in rows if asked.admits(row, sections))


def choices(rows: Sequence[CommitmentRow], asked: Filter, plan: Plan) -> Mapping[str, tuple[Choice, ...]]:
    """What each filter can offer for these rows: only values that occur, with how many promises have each."""
    doubts = Counter(code for row in rows for code in row.commitment.doubts)
    departments = Counter(name for row in rows for name in row.departments)
    horizons = Counter(row.commitment.horizon for row in rows)
    duties = Counter(row.duty for row in rows)
    doubtful, checked = sum(bool(row.commitment.doubts) for row in rows), sum(row.state != OPEN for row in rows)
    return {
        "field": _counted(Counter(row.field or NONE for row in rows), asked.field, {NONE: "未归类"}),
        "department": _counted(departments, asked.department, {}),
        "duty": _mark([(code, words, duties[code]) for code, words in DUTIES.items()], asked.duty),
        "horizon": _mark(
            [(one, horizon_words(one), horizons[one]) for one in sorted(horizons, key=horizon_order)], asked.horizon
        ),
        "modality": _counted(Counter(r.commitment.modality or NONE for r in rows), asked.modality, {NONE: PLAIN}),
        "doubts": _mark(
            [("any", "有存疑", doubtful), *((code, doubt_words(code), n) for code, n in doubts.most_common())],
            asked.doubts,
        ),
        "section": _mark(_within(rows, plan), asked.section),
        "checked": _mark([("yes", "已核对", checked), ("no", "未核对", len(rows) - checked)], asked.checked),
    }


def _sections(plan: Plan) -> dict[str, tuple[int, int]]:
    """Start of a heading as text → the stretch that it heads."""
    return {str(entry.anchor.start): (entry.anchor.start, entry.end) for entry in _heads(plan)}


def _heads(plan: Plan) -> tuple[OutlineEntry, ...]:
    return tuple(entry for entry in plan.outline if entry.kind != "lead" and entry.level <= _DEEPEST)


def _within(rows: Sequence[CommitmentRow], plan: Plan) -> list[tuple[str, str, int]]:
    starts = [row.commitment.anchor.start for row in rows]
    return [
        (
            str(entry.anchor.start),
            f"{'　' * (entry.level - 1)}{entry.label} {entry.title}".rstrip(),
            bisect_left(starts, entry.end) - bisect_left(starts, entry.anchor.start),
        )
        for entry in _heads(plan)
    ]


def _counted(counted: Counter[str], asked: str, words: Mapping[str, str]) -> tuple[Choice, ...]:
    """The most frequent first, those without a value last."""
    ordered = sorted(counted.most_common(), key=lambda pair: pair[0] == NONE)
    return _mark([(value, words.get(value, value), count) for value, count in ordered], asked)


def _mark(offers: Iterable[tuple[str, str, int]], asked: str) -> tuple[Choice, ...]:
    made = (Choice(value, label, count, value == asked) for value, label, count in offers)
    return tuple(choice for choice in made if choice.count or choice.chosen)
