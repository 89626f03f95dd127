"""The record of a system that the plan promises, declared in plans/<plan>/services/<id>.yaml."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class ServiceClass(StrEnum):
    """What part of the plan a system carries."""

    CORE = "core"  # the plan's own implementation (chapter 16, targets)
    SECTOR = "sector"  # promised in a sector chapter
    NOT_SUITABLE = "not-suitable"  # persons, party, security: tracked as commitments only


class ServiceState(StrEnum):
    """How far a system is."""

    PLANNED = "planned"
    RUNNING = "running"
    TRACKED = "tracked"  # tracked as promises only, with the reason why it must not run


@frozen
class Service:
    """One promised system.

    Attributes:
        id: row of the list of systems, e.g. "C05", "S14-07".
        name: of the system, e.g. "规划修订调整程序".
        chapter: number of the chapter of the plan that promises it, e.g. 16.
        service_class: what part of the plan it carries.
        engines: what runs it, first the main one, e.g. ("case", "plan").
        state: how far it is.
        reason: why it is tracked only; empty for the others.
        commitments: ids of the promises it answers.
        runs_at: name of the page or command that runs it; empty unless it is running.
    """

    id: str
    name: str
    chapter: int
    service_class: ServiceClass
    engines: tuple[str, ...]
    state: ServiceState
    reason: str = ""
    commitments: tuple[str, ...] = ()
    runs_at: str = ""
