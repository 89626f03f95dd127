"""A plan's promises as a division of tasks 任务分工方案, to be printed, sent out and compared with what comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gangyao.core.plan.project import Project
from gangyao.core.plan.responsibility.division import (
    Division,
    DivisionIndicator,
    DivisionItem,
    DivisionProject,
    Duty,
)
from gangyao.core.plan.responsibility.suggestion import suggest
from gangyao.ingest.vocabulary import load_responsibility
from gangyao.report.indicator_table import Line
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.agencies_here import agency_here
from gangyao.workbench.presentation.commitment_lines import LineWriter
from gangyao.workbench.presentation.duty_list import heading_words
from gangyao.workbench.presentation.duty_promises import Promise
from gangyao.workbench.presentation.figures import plain
from gangyao.workbench.presentation.indicator_lines import read_indicator_table
from gangyao.workbench.presentation.passages import sentence_around
from gangyao.workbench.presentation.words import horizon_words

_LONGEST = 1000  # characters of a sentence; a cell of a workbook holds 32767
_DIGEST = "摘要，非正式文本：各项任务按规划事实摘要编写，不是政府发布的正式文本。"


def read_division(stored: StoredPlan, promises: Sequence[Promise], agencies: Sequence[str], on: date) -> Division:
    """The division of a plan as it stands.

    Args:
        stored: the plan.
        promises: all of it.
        agencies: names to choose from.
        on: the day of the printout.
    """
    plan, writer = stored.plan, LineWriter(stored)
    return Division(
        title=f"{plan.title}任务分工方案", plan=plan.title, day=f"{on.year}年{on.month}月{on.day}日",
        items=tuple(_item(stored, writer, promise) for promise in promises),
        indicators=tuple(_indicators(stored)), projects=tuple(_projects(stored, promises)),
        agencies=tuple(agencies), remarks=(_DIGEST,) if stored.source.digest else (),
    )  # fmt: skip


def _item(stored: StoredPlan, writer: LineWriter, promise: Promise) -> DivisionItem:
    record, chapter, section = promise.record, promise.chapter, promise.section
    start, end = sentence_around(stored.document, record.anchor, record.node)
    sentence = " ".join(stored.document.text[start:end].split())
    written = "horizon" not in record.inferred and record.horizon != "other"
    return DivisionItem(
        number=promise.number, id=record.id, chapter=heading_words(chapter) if chapter else "",
        section=heading_words(section) if section and section != chapter else "",
        text=sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST]}……", matter=record.words,
        targets=tuple(link.label for link in writer.targets(record.statements)),
        deadline=horizon_words(record.horizon) if written else "", duty=promise.duty,
    )  # fmt: skip


def _indicators(stored: StoredPlan) -> Iterator[DivisionIndicator]:
    """Who carries an indicator is not decided here; a rule's suggestion is printed as one."""
    area = stored.plan.area.name
    for group in read_indicator_table(stored).groups:
        for line in group.lines:
            yield DivisionIndicator(
                line.name, line.unit, line.base.words, line.target.words, line.nature, _by_name(line, area)
            )


def _by_name(line: Line, area: str) -> Duty:
    found = suggest(
        object_head=line.name, clause=line.name, sentence=line.name, headings=(), rules=load_responsibility()
    )
    if not found.lead:
        return Duty()
    others = tuple(agency_here(name, area) for name in found.cooperating)
    return Duty(suggested_lead=agency_here(found.lead, area), suggested_cooperating=others, rule=found.rule)


def _projects(stored: StoredPlan, promises: Sequence[Promise]) -> Iterator[DivisionProject]:
    """A project is carried by whoever carries the promise that it stands in."""
    carried: dict[str, Duty] = {}
    for promise in sorted(promises, key=lambda one: not one.confirmed):
        for id_ in promise.record.projects:
            carried.setdefault(id_, promise.duty)
    for project in stored.plan.projects:
        if not project.existing:
            yield DivisionProject(
                project.name, project.type, _count(project), project.place, carried.get(project.id, Duty())
            )


def _count(project: Project) -> str:
    return "" if project.count is None else f"{plain(project.count)}{project.unit}"
