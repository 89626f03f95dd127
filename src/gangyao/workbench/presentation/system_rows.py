"""The systems of a plan as rows of a list: filtered, by chapter, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from attrs import frozen

from gangyao.core.plan.plan import Plan
from gangyao.core.plan.system import Service, ServiceState
from gangyao.workbench.presentation.system_words import CLASSES, STATES, chapter_label, engine_label, shown_name
from gangyao.workbench.presentation.target_rows import Choice


@frozen
class SystemRow:
    """One system as a row.

    Attributes:
        service: the system as declared.
        name: as shown.
        state: e.g. "部分运行".
        engines: what runs it, e.g. ("办件时限", "规划编译").
        owners: who might run it, e.g. "发展和改革局、财政局"; empty where nobody is suggested.
        promises: how many promises of the plan it answers.
        missing: how many of the promises that it names are not in the plan.
    """

    service: Service
    name: str
    state: str
    engines: tuple[str, ...]
    owners: str
    promises: int
    missing: int


@frozen
class Chapter:
    """A chapter with those of its systems that are shown.

    Attributes:
        title: e.g. "第三章 交通"; without a name where the outline has none.
        rows: its systems.
    """

    title: str
    rows: tuple[SystemRow, ...]


@frozen
class Filter:
    """What a reader asked for; empty fields ask for nothing.

    Attributes:
        words: each must stand in the number, name, summary or owners.
        state: a code of ServiceState.
        engine: a code of Engine; it need not be the main one.
        kind: a code of ServiceClass.
        chapter: its number as text.
    """

    words: str = ""
    state: str = ""
    engine: str = ""
    kind: str = ""
    chapter: str = ""

    @property
    def narrows(self) -> bool:
        """Anything is asked for."""
        return self != Filter()

    def admits(self, row: SystemRow) -> bool:
        """Whether a row fits all that is asked."""
        service = row.service
        text = f"{service.id} {service.name} {row.name} {service.summary} {row.owners}".casefold()
        return (
            all(word in text for word in self.words.casefold().split())
            and self.state in ("", service.state)
            and (not self.engine or self.engine in service.engines)
            and self.kind in ("", service.service_class)
            and self.chapter in ("", str(service.chapter))
        )


def system_rows(services: Iterable[Service], plan: Plan) -> tuple[SystemRow, ...]:
    """All systems of a plan as rows, in the order given."""
    known = {commitment.id for commitment in plan.commitments}
    return tuple(_row(service, known) for service in services)


def _row(service: Service, known: set[str]) -> SystemRow:
    promises = sum(id_ in known for id_ in service.commitments)
    return SystemRow(
        service,
        shown_name(service.name),
        STATES[service.state],
        tuple(map(engine_label, service.engines)),
        "、".join(service.suggested_owners),
        promises,
        len(service.commitments) - promises,
    )


def by_chapter(rows: Iterable[SystemRow], plan: Plan) -> tuple[Chapter, ...]:
    """The rows under the chapters that promise them."""
    named = chapter_titles(plan)
    grouped = groupby(rows, lambda row: row.service.chapter)
    return tuple(Chapter(chapter_title(number, named), tuple(held)) for number, held in grouped)


def chapter_titles(plan: Plan) -> Mapping[str, str]:
    """Label → title of the chapters of a plan."""
    return {entry.label: entry.title for entry in plan.outline if entry.kind == "chapter"}


def chapter_title(number: int, named: Mapping[str, str]) -> str:
    """第三章 and its title, where the plan has it."""
    label = chapter_label(number)
    return f"{label} {named.get(label, '')}".strip()


def count_states(rows: Iterable[SystemRow]) -> tuple[tuple[ServiceState, str, int], ...]:
    """State, word and number of systems, also of the states that none is in."""
    counts = Counter(row.service.state for row in rows)
    return tuple((state, word, counts[state]) for state, word in STATES.items())


def choices(rows: Sequence[SystemRow], plan: Plan, asked: Filter) -> Mapping[str, tuple[Choice, ...]]:
    """What each filter can offer for these rows: only values that occur."""
    named = chapter_titles(plan)
    states = Counter(row.service.state for row in rows)
    kinds = Counter(row.service.service_class for row in rows)
    chapters = Counter(row.service.chapter for row in rows)
    engines = Counter(engine for row in rows for engine in row.service.engines)
    return {
        "state": _offers(((state, states[state]) for state in STATES), STATES.__getitem__, asked.state),
        "engine": _offers(engines.most_common(), engine_label, asked.engine),
        "kind": _offers(((kind, kinds[kind]) for kind in CLASSES), CLASSES.__getitem__, asked.kind),
        "chapter": _offers(sorted(chapters.items()), lambda number: chapter_title(number, named), asked.chapter),
    }


def _offers(counted: Iterable[tuple[Any, int]], label: Callable[[Any], str], asked: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(value), label(value), count, str(value) == asked) for value, count in counted if count)
