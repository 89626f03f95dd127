"""The list that the promises are worked through by: narrowed to a section or an agency, a page of it at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from attrs import evolve, field, frozen

from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.duty_promises import Promise
from gangyao.workbench.presentation.passages import Passage, read_passage
from gangyao.workbench.presentation.words import horizon_words

PAGE = 50  # promises shown at once
SECTION, AGENCY, MATRIX = "section", "agency", "matrix"
NONE = "-"  # as an agency: promises that nobody leads and no rule suggests a lead for; as a section: under no heading
LEADS, WITH, OPEN = "lead", "with", "open"


@frozen
class Asked:
    """What the page is asked for; empty fields ask for nothing.

    Attributes:
        by: SECTION, AGENCY or MATRIX.
        at: start of a heading, or the name of an agency; NONE as above.
        chapter: start of the chapter that an agency's promises are narrowed to.
        duty: LEADS for those that the agency leads, WITH for those where it cooperates, OPEN for those that nobody leads.
        first: "open" shows what nobody leads yet before the rest.
        page: number of the page, from 1.
    """

    by: str = SECTION
    at: str = ""
    chapter: str = ""
    duty: str = ""
    first: str = ""
    page: int = 1

    @property
    def query(self) -> str:
        """As an address names it, e.g. "by=section&at=412"."""
        asked = {"by": self.by, "at": self.at, "chapter": self.chapter, "duty": self.duty, "first": self.first}
        page = {"page": str(self.page)} if self.page > 1 else {}
        return urlencode({name: value for name, value in {**asked, **page}.items() if value})

    def admits(self, promise: Promise) -> bool:
        """Whether a promise is asked for."""
        if self.chapter and _start(promise.chapter) != self.chapter:
            return False
        if self.duty == OPEN:
            return not promise.confirmed
        if self.by != AGENCY:
            return _start(promise.section) == self.at
        if self.duty == WITH:
            return self.at in promise.duty.cooperating
        return self.at == (promise.duty.lead if self.duty == LEADS else agency_of(promise))


def agency_of(promise: Promise) -> str:
    """Under which agency a promise is worked through: its lead, else the suggested one, else NONE."""
    return promise.duty.lead or promise.duty.suggested_lead or NONE


def _start(entry: object) -> str:
    anchor = getattr(entry, "anchor", None)
    return NONE if anchor is None else str(anchor.start)


@frozen
class Group:
    """A section or an agency in the list beside.

    Attributes:
        key: as Asked.at names it.
        label: e.g. "第一节 乡村建设", "县水务局".
        level: depth of a heading, 1 for the outermost; 1 of an agency.
        total: how many promises belong to it.
        open: how many of them nobody leads yet.
        query: of its address.
        here: it is the one shown.
    """

    key: str
    label: str
    level: int
    total: int
    open: int
    query: str
    here: bool


@frozen
class DutyRow:
    """A promise as a row.

    Attributes:
        promise: the promise.
        passage: its sentence.
        when: its deadline in words; empty where the plan sets none.
        typed: what was typed and could not be stored, to be shown again: lead and cooperating.
    """

    promise: Promise
    passage: Passage
    when: str
    typed: tuple[str, str] | None = None

    @property
    def lead_typed(self) -> str:
        """What the field of the lead holds: what was typed, else who leads, else the suggestion."""
        duty = self.promise.duty
        return self.typed[0] if self.typed else duty.lead or duty.suggested_lead

    @property
    def cooperating_typed(self) -> str:
        """The same for those who cooperate."""
        duty = self.promise.duty
        return self.typed[1] if self.typed else "、".join(duty.cooperating if duty.lead else duty.suggested_cooperating)

    @property
    def seen(self) -> str:
        """Who carries it as the row shows it; an act goes through only while that holds."""
        return seen_of(self.promise.duty.lead, self.promise.duty.cooperating)


def seen_of(lead: str, cooperating: Sequence[str]) -> str:
    """Who carries a promise, as a form holds it."""
    return f"{lead}|{'、'.join(cooperating)}"


@frozen
class DutyList:
    """What the page shows of the promises.

    Attributes:
        asked: what was asked for, with the place filled in.
        promises: all of the plan.
        chosen: those of the place.
        rows: those of the page.
        groups: the sections or agencies to go to.
        following: query of the next place with something open, behind this one and then from the beginning; may be empty.
    """

    asked: Asked
    promises: tuple[Promise, ...]
    chosen: tuple[Promise, ...]
    rows: tuple[DutyRow, ...]
    groups: tuple[Group, ...]
    following: str

    @property
    def done(self) -> int:
        """How many have a lead."""
        return sum(promise.confirmed for promise in self.promises)

    @property
    def left(self) -> int:
        """How many nobody leads yet."""
        return len(self.promises) - self.done

    @property
    def confirmable(self) -> int:
        """How many of the place have a suggestion that nobody has decided on."""
        return sum(promise.suggested for promise in self.chosen)

    @property
    def open(self) -> int:
        """How many of the place nobody leads yet."""
        return sum(not promise.confirmed for promise in self.chosen)

    @property
    def title(self) -> str:
        """Of the place."""
        place = next((group.label for group in self.groups if group.here), "")
        what = {LEADS: "已定牵头", WITH: "已定配合", OPEN: "未定牵头单位"}.get(self.asked.duty, "")
        chapter = next((p.chapter for p in self.chosen if p.chapter), None) if self.asked.chapter else None
        named = place or (self.asked.at if self.asked.by == AGENCY and self.asked.at != NONE else "")
        return (
            " · ".join(words for words in (named, what, heading_words(chapter) if chapter else "") if words) or "全部"
        )

    @property
    def above(self) -> str:
        """The chapter of the section that is shown; empty elsewhere."""
        first = next(iter(self.chosen), None)
        if self.asked.by != SECTION or first is None or first.chapter is None or first.chapter == first.section:
            return ""
        return heading_words(first.chapter)

    @property
    def pages(self) -> tuple[tuple[int, str, bool], ...]:
        """Number and query of every page of the place, and whether it is the one shown."""
        count = -(-len(self.chosen) // PAGE)
        return tuple((n, evolve(self.asked, page=n).query, n == self.asked.page) for n in range(1, count + 1))

    @property
    def switches(self) -> Mapping[str, str]:
        """Queries of the ways to look at it."""
        return {
            SECTION: Asked(first=self.asked.first).query,
            AGENCY: Asked(by=AGENCY, first=self.asked.first).query,
            MATRIX: Asked(by=MATRIX).query,
            "order": evolve(self.asked, first="" if self.asked.first else OPEN, page=1).query,
        }


def heading_words(entry: object) -> str:
    """A heading with its number, e.g. "第一节 乡村建设"."""
    return f"{getattr(entry, 'label', '')} {getattr(entry, 'title', '')}".strip()


@frozen
class _Place:
    """A group being counted."""

    label: str
    level: int
    promises: list[Promise] = field(factory=list)


def read_duty_list(stored: StoredPlan, promises: tuple[Promise, ...], asked: Asked) -> DutyList:
    """The list of a place; where none is asked for, the first one with something open."""
    places = _by_agency(promises) if asked.by == AGENCY else _by_section(promises)
    at = asked.at or ("" if asked.duty == OPEN else _first_open(places))
    asked = evolve(asked, at=at)
    chosen = tuple(promise for promise in promises if asked.admits(promise))
    if asked.first:
        chosen = tuple(sorted(chosen, key=lambda promise: promise.confirmed))
    asked = evolve(asked, page=min(max(asked.page, 1), max(1, -(-len(chosen) // PAGE))))
    shown = chosen[(asked.page - 1) * PAGE : asked.page * PAGE]
    groups = tuple(_group(key, place, asked) for key, place in places.items())
    rows = tuple(read_duty_row(stored, promise) for promise in shown)
    return DutyList(asked, promises, chosen, rows, groups, _following(groups, chosen, shown, asked))


def read_duty_row(stored: StoredPlan, promise: Promise) -> DutyRow:
    """A promise with its sentence."""
    record = promise.record
    passage = read_passage(stored.plan, stored.document, record.anchor, record.node)
    written = "horizon" not in record.inferred and record.horizon != "other"
    return DutyRow(promise, passage, horizon_words(record.horizon) if written else "")


def _by_section(promises: Iterable[Promise]) -> dict[str, _Place]:
    places: dict[str, _Place] = {}
    for promise in promises:
        section = promise.section
        label, level = (heading_words(section), section.level) if section else ("标题之外", 1)
        places.setdefault(_start(section), _Place(label, level)).promises.append(promise)
    return places


def _by_agency(promises: Iterable[Promise]) -> dict[str, _Place]:
    """The agency with the most that is open comes first; what no rule has a suggestion for comes last."""
    places: dict[str, _Place] = {}
    for promise in promises:
        key = agency_of(promise)
        places.setdefault(key, _Place("没有建议的" if key == NONE else key, 1)).promises.append(promise)
    return dict(sorted(places.items(), key=lambda item: (item[0] == NONE, -len(item[1].promises))))


def _first_open(places: Mapping[str, _Place]) -> str:
    held = (key for key, place in places.items() if not all(promise.confirmed for promise in place.promises))
    return next(held, next(iter(places), ""))


def _group(key: str, place: _Place, asked: Asked) -> Group:
    open_ = sum(not promise.confirmed for promise in place.promises)
    query = Asked(by=asked.by, at=key, first=asked.first).query
    here = key == asked.at and not asked.duty and not asked.chapter
    return Group(key, place.label, place.level, len(place.promises), open_, query, here)


def _following(groups: Sequence[Group], chosen: Sequence[Promise], shown: Sequence[Promise], asked: Asked) -> str:
    """Where to go on: to what is open on another page of the place, else in the next place."""
    if asked.first and any(not one.confirmed for one in chosen) and all(one.confirmed for one in shown):
        return evolve(asked, page=1).query  # what is open has moved up
    if asked.page * PAGE < len(chosen) and any(not one.confirmed for one in chosen[asked.page * PAGE :]):
        return evolve(asked, page=asked.page + 1).query
    here = next((place for place, group in enumerate(groups) if group.here), -1)
    around = (*groups[here + 1 :], *groups[: max(here, 0)])
    return next((group.query for group in around if group.open), "")
