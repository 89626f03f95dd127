"""One system with all that is declared of it, and the promises it answers in their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from gangyao.core.document.document import Document
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.plan import Plan
from gangyao.core.plan.system import Service
from gangyao.workbench.presentation.passages import Passage, read_passage
from gangyao.workbench.presentation.system_rows import chapter_title, chapter_titles
from gangyao.workbench.presentation.system_words import CLASSES, ENGINES, PAGES, STATES, SUBJECTS, shown_name
from gangyao.workbench.presentation.words import horizon_words


@frozen
class Answered:
    """A promise that a system answers.

    Attributes:
        id: of the promise.
        passage: its sentence, with what stands around it.
        at: its place, e.g. "120-145".
        when: e.g. "2025年".
        lead: the agency in charge; empty until a person confirmed one.
    """

    id: str
    passage: Passage
    at: str
    when: str
    lead: str


@frozen
class Neighbour:
    """The system before or after.

    Attributes:
        id: e.g. "C06".
        name: as shown.
    """

    id: str
    name: str


@frozen
class SystemCard:
    """A system as its page shows it.

    Attributes:
        service: as declared.
        name: as shown.
        chapter: e.g. "第三章 交通".
        state: e.g. "部分运行".
        kind: e.g. "规划实施".
        engines: label and explanation of what runs it.
        subject: e.g. "单位"; empty where none is set.
        owners: who might run it, e.g. "发展和改革局、财政局".
        pages: name and word of the pages that run it or a part of it.
        answered: the promises it answers.
        missing: ids of promises that it names and the plan does not have.
        previous: the system before it.
        following: the system after it.
    """

    service: Service
    name: str
    chapter: str
    state: str
    kind: str
    engines: tuple[tuple[str, str], ...]
    subject: str
    owners: str
    pages: tuple[tuple[str, str], ...]
    answered: tuple[Answered, ...]
    missing: tuple[str, ...]
    previous: Neighbour | None = None
    following: Neighbour | None = None


def read_system(services: Sequence[Service], service_id: str, plan: Plan, document: Document) -> SystemCard | None:
    """The card of a system; None where none of that id is declared.

    Args:
        services: all of the plan, in order.
        service_id: e.g. "C05".
        plan: with the decisions of people laid over.
        document: its text.
    """
    position = next((number for number, service in enumerate(services) if service.id == service_id), None)
    if position is None:
        return None
    service = services[position]
    held = {commitment.id: commitment for commitment in plan.commitments}
    return SystemCard(
        service=service,
        name=shown_name(service.name),
        chapter=chapter_title(service.chapter, chapter_titles(plan)),
        state=STATES[service.state],
        kind=CLASSES[service.service_class],
        engines=tuple(ENGINES[engine] for engine in service.engines),
        subject=SUBJECTS[service.subject] if service.subject else "",
        owners="、".join(service.suggested_owners),
        pages=tuple((name, PAGES[name]) for name in service.runs_at if name in PAGES),
        answered=tuple(_answered(plan, document, held[id_]) for id_ in service.commitments if id_ in held),
        missing=tuple(id_ for id_ in service.commitments if id_ not in held),
        previous=_neighbour(services[position - 1]) if position else None,
        following=_neighbour(services[position + 1]) if position + 1 < len(services) else None,
    )


def _answered(plan: Plan, document: Document, commitment: Commitment) -> Answered:
    anchor = commitment.anchor
    passage = read_passage(plan, document, anchor, commitment.node)
    return Answered(
        commitment.id, passage, f"{anchor.start}-{anchor.end}", horizon_words(commitment.horizon), commitment.lead
    )


def _neighbour(service: Service) -> Neighbour:
    return Neighbour(service.id, shown_name(service.name))
