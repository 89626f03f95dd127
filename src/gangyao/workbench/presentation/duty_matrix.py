"""Departments × chapters: how many promises each leads and cooperates in, and what nobody leads yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from gangyao.core.plan.plan import OutlineEntry
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.duty_list import AGENCY, LEADS, NONE, OPEN, WITH, Asked
from gangyao.workbench.presentation.duty_promises import Promise, dividing_headings


@frozen
class Cell:
    """What one agency has in one chapter, or in all.

    Attributes:
        led: promises that it leads.
        cooperating: promises that it cooperates in.
        led_query: of the list of the former.
        cooperating_query: of the list of the latter.
    """

    led: int
    cooperating: int
    led_query: str
    cooperating_query: str


@frozen
class MatrixRow:
    """One agency: what it has in each chapter, and altogether."""

    agency: str
    cells: tuple[Cell, ...]
    total: Cell


@frozen
class Idle:
    """An agency without a confirmed promise.

    Attributes:
        agency: its name.
        suggested: how many promises nobody leads are suggested to it.
        query: of the list of those.
    """

    agency: str
    suggested: int
    query: str


@frozen
class Matrix:
    """The table.

    Attributes:
        chapters: number and title of each column.
        rows: the agency that leads most first.
        open: what nobody leads, by chapter: number and query.
        open_total: the same altogether.
        total: how many promises there are.
        idle: agencies without a confirmed promise, those with most suggestions first.
    """

    chapters: tuple[tuple[str, str], ...]
    rows: tuple[MatrixRow, ...]
    open: tuple[tuple[int, str], ...]
    open_total: tuple[int, str]
    total: int
    idle: tuple[Idle, ...]


def read_matrix(stored: StoredPlan, promises: Sequence[Promise], installed: Iterable[str]) -> Matrix:
    """The table of a plan.

    Args:
        stored: the plan.
        promises: all of it.
        installed: names, as the area writes them, of the agencies that the installation knows.
    """
    led, helped, open_ = _count(promises)
    used = {place for table in (led, helped) for _, place in table} | set(open_)
    columns = [*_chapters(stored, used), *([None] if NONE in used else [])]
    places = [NONE if entry is None else str(entry.anchor.start) for entry in columns]
    leads = Counter(promise.duty.lead for promise in promises if promise.confirmed)
    helps = Counter(name for promise in promises if promise.confirmed for name in promise.duty.cooperating)
    rows = tuple(
        MatrixRow(
            agency,
            tuple(_cell(agency, place, led[agency, place], helped[agency, place]) for place in places),
            _cell(agency, "", leads[agency], helps[agency]),
        )
        for agency in sorted({*leads, *helps}, key=lambda name: (-leads[name], -helps[name], name))
    )
    heads = tuple((entry.label, entry.title) if entry else ("", "章节之外") for entry in columns)
    by_chapter = tuple((open_[place], _open_query(place)) for place in places)
    still = sum(not promise.confirmed for promise in promises)
    idle = _idle(promises, {*leads, *helps}, installed)
    return Matrix(heads, rows, by_chapter, (still, _open_query("")), len(promises), idle)


def _count(
    promises: Iterable[Promise],
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], Counter[str]]:
    """Agency and chapter → led; the same → cooperating; chapter → led by nobody."""
    led, helped, open_ = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[str]()
    for promise in promises:
        place = str(promise.chapter.anchor.start) if promise.chapter else NONE
        if not promise.confirmed:
            open_[place] += 1
            continue
        led[promise.duty.lead, place] += 1
        helped.update((name, place) for name in promise.duty.cooperating)
    return led, helped, open_


def _chapters(stored: StoredPlan, used: set[str]) -> tuple[OutlineEntry, ...]:
    """Those that promises stand in; a chapter of achievements has none."""
    return tuple(entry for entry in dividing_headings(stored.plan.outline)[1] if str(entry.anchor.start) in used)


def _cell(agency: str, chapter: str, led: int, cooperating: int) -> Cell:
    asked = Asked(by=AGENCY, at=agency, chapter=chapter, duty=LEADS)
    return Cell(led, cooperating, asked.query, Asked(by=AGENCY, at=agency, chapter=chapter, duty=WITH).query)


def _open_query(chapter: str) -> str:
    return Asked(by=AGENCY, chapter=chapter, duty=OPEN).query


def _idle(promises: Iterable[Promise], busy: set[str], installed: Iterable[str]) -> tuple[Idle, ...]:
    suggested = Counter(promise.duty.suggested_lead for promise in promises if promise.suggested)
    names = dict.fromkeys((*(name for name, _ in suggested.most_common()), *installed))
    return tuple(Idle(name, suggested[name], Asked(by=AGENCY, at=name).query) for name in names if name not in busy)
