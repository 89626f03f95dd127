"""The promises of a plan with who carries them: what people confirmed, and beside it what a rule suggests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.plan import OutlineEntry
from gangyao.core.plan.responsibility.division import Duty
from gangyao.core.plan.responsibility.naming import AgencyNames
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.agencies_here import agencies_of
from gangyao.workbench.presentation.outline import headings_above_each
from gangyao.workbench.presentation.suggested_duties import suggestions

_NUMBERED = ("part", "chapter", "section")
_SHALLOW = 2  # levels that a text without 篇, 章 and 节 is divided by
_MOST_CHAPTERS = 20  # columns of a table; a plan of more chapters is divided by what stands above them


@frozen
class Promise:
    """One promise in the division of tasks.

    Attributes:
        number: in the plan's order, from 1.
        record: the promise.
        section: the innermost of the headings that the plan is worked through by; None where it stands under none.
        chapter: the heading that the table counts it under; None where it stands under none.
        duty: who carries it, and what a rule suggests.
    """

    number: int
    record: Commitment
    section: OutlineEntry | None
    chapter: OutlineEntry | None
    duty: Duty

    @property
    def id(self) -> str:
        """Of the record."""
        return self.record.id

    @property
    def confirmed(self) -> bool:
        """A person said who leads it."""
        return bool(self.duty.lead)

    @property
    def suggested(self) -> bool:
        """A rule says who could lead it, and nobody has decided yet."""
        return bool(self.duty.suggested_lead) and not self.duty.lead


def read_promises(stored: StoredPlan) -> tuple[Promise, ...]:
    """All promises of a plan in its order."""
    plan, suggested = stored.plan, suggestions(stored)
    working, counted = map(_places, dividing_headings(plan.outline))
    above = headings_above_each(plan, (record.anchor.start for record in plan.commitments))
    found = []
    for number, (record, path) in enumerate(zip(plan.commitments, above, strict=True), 1):
        rule = suggested[record.id]
        duty = Duty(record.lead, record.cooperating, rule.lead, rule.cooperating, rule.rule)
        section, chapter = _innermost(path, working), _innermost(path, counted)
        found.append(Promise(number, record, section, chapter, duty))
    return tuple(found)


def dividing_headings(
    outline: Sequence[OutlineEntry],
) -> tuple[tuple[OutlineEntry, ...], tuple[OutlineEntry, ...]]:
    """The headings that a plan is worked through by, and those among them that a table has columns for."""
    numbered = tuple(entry for entry in outline if entry.kind in _NUMBERED)
    if not numbered:
        numbered = tuple(entry for entry in outline if entry.kind not in ("lead", "box") and entry.level <= _SHALLOW)
    chapters = tuple(entry for entry in numbered if entry.kind == "chapter")
    if 0 < len(chapters) <= _MOST_CHAPTERS:
        return numbered, chapters
    return numbered, tuple(entry for entry in numbered if entry.level == numbered[0].level)


def _places(entries: Iterable[OutlineEntry]) -> frozenset[int]:
    return frozenset(entry.anchor.start for entry in entries)


def _innermost(path: Sequence[OutlineEntry], wanted: frozenset[int]) -> OutlineEntry | None:
    return next((entry for entry in reversed(path) if entry.anchor.start in wanted), None)


def agencies_here(area: str, installed: Iterable[tuple[str, str]]) -> AgencyNames:
    """The agencies that a duty may name: those of the vocabulary as the area writes them, and the installation's own.

    Args:
        area: name of the plan's area.
        installed: name and short name of each agency of the installation; one that the vocabulary knows goes by the name
            that the area writes.
    """
    known = agencies_of(area)
    own: dict[str, str] = {}
    for name, short in installed:
        used = known.find(name) or known.find(short) or name
        own.update({spelling: used for spelling in (name, short) if spelling})
    return evolve(known, spellings={**known.spellings, **own})


def offers_of(names: AgencyNames) -> tuple[str, ...]:
    """The names to choose from, each once, in the order of the vocabulary."""
    return tuple(dict.fromkeys(names.spellings.values()))
