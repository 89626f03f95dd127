"""The record of a system that the plan promises, declared in plans/<plan>/services/<id>.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

EVERY_DEPARTMENT = "各部门"  # an owner that stands for all; every other is an id of vocabulary/agencies.yaml
LONGEST_SUMMARY = 40  # characters


class ServiceClass(StrEnum):
    """What part of the plan a system carries."""

    CORE = "core"  # the plan's own implementation (chapter 16, targets)
    SECTOR = "sector"  # promised in a sector chapter
    NOT_SUITABLE = "not-suitable"  # persons, party, security: tracked as commitments only


class ServiceState(StrEnum):
    """How far a system is; docs/decisions/0025-a-system-may-run-in-part.md says why there are four."""

    RUNNING = "running"  # all that it is for
    PARTLY = "partly"  # a part of it, said in `part`
    PLANNED = "planned"
    TRACKED = "tracked"  # as promises only, with the reason why it must not run


class Engine(StrEnum):
    """What runs a system; one engine serves many."""

    PLAN = "plan"
    METRIC = "metric"
    CASES = "cases"
    PORTFOLIO = "portfolio"
    REGISTER = "register"
    SPACE = "space"
    TRACE = "trace"
    FLOW = "flow"


class Subject(StrEnum):
    """What a guarded system may keep records of; persons are never scored, ranked or listed."""

    ORGANISATION = "organisation"
    THING = "thing"  # goods, devices, documents, matters to be dealt with
    PLACE = "place"  # also the aggregate figures of a place
    OWN_CASE = "own-case"  # what an applicant asks for himself


class InconsistentService(ValueError):
    """Fields of a system that contradict each other; the message is Chinese and says what to do.

    Attributes:
        field: the field to be changed, as it is called in the declaration.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@frozen
class Service:
    """One promised system.

    Attributes:
        id: row of the list of systems, e.g. "C05", "S14-07".
        name: of the system, e.g. "规划修订调整程序".
        chapter: number of the chapter of the plan that promises it, e.g. 16.
        service_class: what part of the plan it carries.
        summary: what goes in, what is done with it and what comes out, in one line.
        state: how far it is.
        engines: what runs it, first the main one, e.g. (Engine.CASES, Engine.PLAN); none where it must not run.
        part: which part runs, where it is partly running; empty otherwise.
        reason: why it is tracked only; empty for the others.
        subject: what it may keep records of, where that has to be said; None otherwise.
        guard: the limit that follows from it, in words; empty without a subject.
        suggested_owners: agencies that might run it, ids of the vocabulary or EVERY_DEPARTMENT; nobody confirmed them.
        public: what of it everybody may see once it runs; empty where nothing is said.
        runs_at: names of the pages that carry it or its part, e.g. ("workbench:targets",).
        commitments: ids of the promises it answers.

    Raises:
        InconsistentService: the fields contradict each other.
    """

    id: str
    name: str
    chapter: int
    service_class: ServiceClass
    summary: str
    state: ServiceState
    engines: tuple[Engine, ...] = ()
    part: str = ""
    reason: str = ""
    subject: Subject | None = None
    guard: str = ""
    suggested_owners: tuple[str, ...] = ()
    public: str = ""
    runs_at: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        for field, message in _faults(self):
            raise InconsistentService(field, message)


def _faults(service: Service) -> Iterator[tuple[str, str]]:
    """Fields that contradict others, with what to do."""
    state, tracked = service.state, service.state is ServiceState.TRACKED
    if len(service.summary) > LONGEST_SUMMARY:
        yield "summary", f"有 {len(service.summary)} 个字，请压到 {LONGEST_SUMMARY} 个以内"
    if tracked != (service.service_class is ServiceClass.NOT_SUITABLE):
        yield "state", "tracked 与 class: not-suitable 必须同时写：不宜由系统承担的只跟踪，其余的不能只跟踪"
    if tracked != bool(service.reason):
        yield "reason", "state 为 tracked 时必须写明理由，其余状态不写"
    if tracked == bool(service.engines):
        yield "engines", "state 为 tracked 时不写，没有功能模块可以运行它；其余状态至少写一个"
    runs = state in (ServiceState.RUNNING, ServiceState.PARTLY)
    if runs != bool(service.runs_at):
        yield "runs_at", "state 为 running、partly 时写明在哪些页，其余状态不写"
    if (state is ServiceState.PARTLY) != bool(service.part):
        yield "part", "state 为 partly 时写明哪一部分已运行，其余状态不写"
    if (service.subject is None) != (not service.guard):
        yield "guard", "subject（对象）与 guard（界限）必须同时写，或者都不写"
    yield from _repeated(service)


def _repeated(service: Service) -> Iterator[tuple[str, str]]:
    lists = {
        "engines": service.engines, "suggested_owners": service.suggested_owners, "runs_at": service.runs_at,
        "commitments": service.commitments,
    }  # fmt: skip
    for field, values in lists.items():
        if len(set(values)) < len(values):
            yield field, "有重复的，请删去"
