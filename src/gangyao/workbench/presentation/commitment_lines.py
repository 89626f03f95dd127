"""Promises as a page prints them: by section, with their sentence, the targets and projects inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from attrs import frozen

from gangyao.core.plan.plan import Target
from gangyao.core.plan.project import Project
from gangyao.core.plan.statement import Statement
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.cards import Link
from gangyao.workbench.presentation.commitment_rows import CommitmentRow
from gangyao.workbench.presentation.figures import figure_of
from gangyao.workbench.presentation.passages import Passage, read_passage

A_PAGE = 60


@frozen
class CommitmentLine:
    """A promise with what stands in it.

    Attributes:
        row: what the list knows of it.
        passage: its clause in its sentence.
        targets: the targets inside, or the statements where they belong to none.
        projects: the projects named inside.
    """

    row: CommitmentRow
    passage: Passage
    targets: tuple[Link, ...]
    projects: tuple[Link, ...]


@frozen
class SectionLines:
    """Promises that follow each other under one heading.

    Attributes:
        path: the headings, outermost first.
        lines: the promises.
    """

    path: tuple[str, ...]
    lines: tuple[CommitmentLine, ...]


@frozen(slots=False)
class LineWriter:
    """Makes rows of one plan into lines."""

    stored: StoredPlan

    def sections(self, rows: Iterable[CommitmentRow]) -> tuple[SectionLines, ...]:
        """Lines by section."""
        return tuple(
            SectionLines(path, tuple(map(self.line, group))) for path, group in groupby(rows, lambda row: row.path)
        )

    def line(self, row: CommitmentRow) -> CommitmentLine:
        """One line."""
        record = row.commitment
        passage = read_passage(self.stored.plan, self.stored.document, record.anchor, record.node)
        return CommitmentLine(
            row, passage, tuple(self.targets(record.statements)), tuple(self.projects(record.projects))
        )

    def targets(self, statements: Iterable[str]) -> Iterator[Link]:
        """The targets that statements belong to, each once; of a statement without target the statement itself."""
        text = self.stored.document.text
        for found in dict.fromkeys(self._targets.get(id_, id_) for id_ in statements):
            record = found if isinstance(found, Target) else self._statements.get(found)
            if record is not None:
                name = record.name if isinstance(record, Target) else record.indicator
                yield Link(record.id, f"{name} {figure_of(record, text).text}".strip())

    def projects(self, projects: Iterable[str]) -> Iterator[Link]:
        """The projects of some ids."""
        known = (self._projects[id_] for id_ in projects if id_ in self._projects)
        return (Link(project.id, project.name) for project in known)

    @cached_property
    def _targets(self) -> Mapping[str, Target]:
        return {id_: target for target in self.stored.plan.targets for id_ in target.statements}

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {statement.id: statement for statement in self.stored.plan.statements}

    @cached_property
    def _projects(self) -> Mapping[str, Project]:
        return {project.id: project for project in self.stored.plan.projects}


@frozen
class Pages:
    """Which stretch of the rows is shown.

    Attributes:
        number: of the page, from 1.
        last: number of the last page; 1 where there are no rows.
        rows: those of the page.
    """

    number: int
    last: int
    rows: tuple[CommitmentRow, ...]

    @classmethod
    def of(cls, rows: Sequence[CommitmentRow], asked: int) -> Pages:
        """The page that is asked for, or the nearest there is."""
        last = max(1, -(-len(rows) // A_PAGE))
        number = min(max(asked, 1), last)
        return cls(number, last, tuple(rows[(number - 1) * A_PAGE : number * A_PAGE]))
