"""The queue of records to be reviewed, in the order of need.

First those whose decision no longer fits; then numbers: the doubtful by the weight of their doubts, targets, the rest;
then doubtful promises.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlencode

from attrs import frozen

from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.plan import Plan, Target
from gangyao.core.plan.reviewing import reviewed, superseded
from gangyao.core.plan.statement import Role, Statement
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.review_decisions import OPEN, STATES, state_of
from gangyao.workbench.presentation.review_items import NUMBER, SORTS, WEIGHT, Item, Unlisted, make_item
from gangyao.workbench.presentation.words import ROLES, doubt_words

PAGE = 50  # records listed at once
_STATES: Mapping[str, str] = {OPEN: STATES[OPEN], "again": "需重新核对", "unfit": "有决定套用不上", **STATES}
_DEEPEST = 2  # levels of headings that a queue can be narrowed to


@frozen
class Asked:
    """What the queue is narrowed to; empty fields ask for nothing.

    Attributes:
        doubt: code of a doubt, "any" for all doubtful ones, "-" for those without.
        section: start of a heading.
        state: a code of STATES, or "again" or "unfit" as in Item.
        role: target, achieved or standard.
        words: each must stand in the name.
        kind: a code of SORTS.
    """

    doubt: str = ""
    section: str = ""
    state: str = ""
    words: str = ""
    role: str = ""
    kind: str = ""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What is asked, as an address names it."""
        asked = {
            "kind": self.kind, "doubt": self.doubt, "role": self.role, "section": self.section, "state": self.state,
            "q": self.words,
        }  # fmt: skip
        return tuple((name, value) for name, value in asked.items() if value)

    @property
    def query(self) -> str:
        """As part of an address, e.g. "doubt=unit-missing&", ready for the record to follow; empty for nothing."""
        words = urlencode(self.pairs)
        return f"{words}&" if words else ""

    def admits(self, item: Item, sections: Mapping[str, tuple[int, int]]) -> bool:
        """Whether a record fits all that is asked."""
        start, end = sections.get(self.section, (0, -1))
        return (
            (not self.kind or self.kind == item.sort)
            and (not self.doubt or self.doubt in item.doubts or self.doubt == ("any" if item.doubts else "-"))
            and (not self.state or self.state in item.states)
            and (not self.role or self.role == item.role)
            and (self.section not in sections or start <= item.start < end)
            and all(word in item.title.casefold() for word in self.words.casefold().split())
        )


@frozen
class Offer:
    """One value that a filter offers: as sent, as shown, how many records have it, and whether it is asked for."""

    value: str
    label: str
    count: int
    chosen: bool = False


@frozen
class Queue:
    """The records in the order of review.

    Attributes:
        items: all.
        shown: those that were asked for.
        asked: what was asked for.
        offers: what each filter can offer.
        unfit: how many decisions do not fit and were not seen to since.
        unlisted: gives a record that is not listed, since nothing about it is in doubt; it can be reviewed all the same.
    """

    items: tuple[Item, ...]
    shown: tuple[Item, ...]
    asked: Asked
    offers: Mapping[str, tuple[Offer, ...]]
    unfit: int = 0
    unlisted: Callable[[str], Item | None] = lambda _: None

    @property
    def done(self) -> int:
        """How many were reviewed."""
        return sum(item.state != OPEN for item in self.items)

    @property
    def doubtful(self) -> int:
        """How many are doubtful."""
        return sum(bool(item.doubts) for item in self.items)

    @property
    def doubtful_done(self) -> int:
        """How many of those were reviewed."""
        return sum(bool(item.doubts) and item.state != OPEN for item in self.items)

    def find(self, record_id: str) -> Item | None:
        """The item of a record, shown or not, listed or not."""
        listed = (item for item in self.items if item.id == record_id)
        return next(listed, None) or self.unlisted(record_id)

    def first(self) -> Item | None:
        """Where a review begins: the first that is open, else the first."""
        return next((item for item in self.shown if item.state == OPEN), next(iter(self.shown), None))

    def page_of(self, record_id: str) -> tuple[Item, ...]:
        """The stretch of the list that a record stands in; the first where it is not listed."""
        start = self._shown_place(record_id) // PAGE * PAGE
        return self.shown[start : start + PAGE]

    def pages(self, record_id: str) -> tuple[tuple[int, Item, bool], ...]:
        """Number and first record of every page, and whether it is the one that a record stands on."""
        here = self._shown_place(record_id) // PAGE
        return tuple((n + 1, self.shown[n * PAGE], n == here) for n in range((len(self.shown) + PAGE - 1) // PAGE))

    def neighbours(self, record_id: str) -> tuple[Item | None, Item | None]:
        """The records listed before and after one."""
        ids = [item.id for item in self.shown]
        if record_id not in ids:
            return None, next(iter(self.shown), None)
        place = ids.index(record_id)
        return (
            self.shown[place - 1] if place else None,
            self.shown[place + 1] if place + 1 < len(ids) else None,
        )

    def _shown_place(self, record_id: str) -> int:
        return next((place for place, item in enumerate(self.shown) if item.id == record_id), 0)


def read_queue(stored: StoredPlan, asked: Asked) -> Queue:
    """The queue of a plan, narrowed to what is asked."""
    items = tuple(sorted(_items(stored), key=_need))
    sections = _sections(stored.plan)
    shown = tuple(item for item in items if asked.admits(item, sections))
    again = superseded(stored.decisions, stored.unapplied)
    unfit = sum(correction.record in again for correction in stored.unapplied)
    return Queue(items, shown, asked, _offers(items, asked, stored.plan, sections), unfit, Unlisted(stored))


def _need(item: Item) -> tuple[bool, bool, int, bool, int, str]:
    plain = not item.doubts and item.role is not Role.TARGET
    return (not item.changed, item.sort != NUMBER, item.weight, plain, item.start, item.id)


def _items(stored: StoredPlan) -> Iterator[Item]:
    """Statements, and those others about which there is something to decide or was decided; of names only the latter."""
    done, again = reviewed(stored.decisions, stored.unapplied), superseded(stored.decisions, stored.unapplied)
    unfit = frozenset(correction.record for correction in stored.unapplied)
    for record in stored.records:
        state = state_of(record.id, stored.decisions) if record.id in done else OPEN
        doubtful = bool(record.doubts) and isinstance(record, Target | Commitment)
        if not (isinstance(record, Statement) or doubtful or state != OPEN or record.id in unfit):
            continue
        item = make_item(record, stored.document.text, state, changed=record.id in again, unfit=record.id in unfit)
        if isinstance(record, Statement) or item.doubts or item.state != OPEN or item.unfit:
            yield item


def _sections(plan: Plan) -> dict[str, tuple[int, int]]:
    """Start of a heading as text → the stretch that it heads."""
    return {
        str(entry.anchor.start): (entry.anchor.start, entry.end)
        for entry in plan.outline
        if entry.kind != "lead" and entry.level <= _DEEPEST
    }


def _offers(
    items: Sequence[Item], asked: Asked, plan: Plan, sections: Mapping[str, tuple[int, int]]
) -> Mapping[str, tuple[Offer, ...]]:
    doubts = Counter(code for item in items for code in item.doubts)
    states = Counter(state for item in items for state in item.states)
    roles = Counter(item.role.value for item in items if item.role)
    sorts = Counter(item.sort for item in items)
    doubtful = sum(bool(item.doubts) for item in items)
    starts = sorted(item.start for item in items)
    heads = {str(e.anchor.start): f"{'　' * (e.level - 1)}{e.label} {e.title}".rstrip() for e in plan.outline}
    within = [
        (key, heads[key], bisect_left(starts, end) - bisect_left(starts, start))
        for key, (start, end) in sections.items()
    ]
    by_weight = sorted(doubts, key=lambda code: WEIGHT.get(code, len(WEIGHT)))
    return {
        "doubt": _mark(
            [
                ("any", "有存疑", doubtful),
                *((code, doubt_words(code), doubts[code]) for code in by_weight),
                ("-", "无存疑", len(items) - doubtful),
            ],
            asked.doubt,
        ),
        "section": _mark(within, asked.section),
        "state": _mark([(code, words, states[code]) for code, words in _STATES.items()], asked.state),
        "kind": _mark([(code, words, sorts[code]) for code, words in SORTS.items()], asked.kind),
        "role": _mark([(role.value, words, roles[role.value]) for role, words in ROLES.items()], asked.role),
    }


def _mark(offers: Iterable[tuple[str, str, int]], asked: str) -> tuple[Offer, ...]:
    made = (Offer(value, label, count, value == asked) for value, label, count in offers)
    return tuple(offer for offer in made if offer.count or offer.chosen)


def onward(before: Queue, now: Queue, record_id: str) -> Item | None:
    """The next open record behind one that was decided, from the beginning again at the end; None where all are done.

    Args:
        before: the queue as it was when the record was shown, for a decision may have taken the record out.
        now: the queue after the decision.
        record_id: the record that was decided.
    """
    ids = [item.id for item in before.items]
    place = ids.index(record_id) if record_id in ids else -1
    there = {item.id: item for item in now.shown if item.state == OPEN}
    around = (*ids[place + 1 :], *ids[: place + 1])
    return next((there[id_] for id_ in around if id_ in there), next(iter(there.values()), None))


def kinds_of(items: Sequence[Item]) -> tuple[tuple[str, int], ...]:
    """Of what kind records are, in words with counts: by their heaviest doubt, those without doubt last."""
    heaviest = Counter(min(item.doubts, key=lambda code: WEIGHT.get(code, len(WEIGHT)), default="") for item in items)
    ordered = sorted(heaviest, key=lambda code: WEIGHT.get(code, len(WEIGHT) + (not code)))
    return tuple((doubt_words(code) if code else "没有存疑", heaviest[code]) for code in ordered)
