"""What one department leads and where it cooperates, as confirmed; apart from it, what is only suggested."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.commitment_lines import CommitmentLine, LineWriter, SectionLines
from gangyao.workbench.presentation.commitment_rows import CommitmentRow, commitment_rows
from gangyao.workbench.presentation.words import horizon_order

_SUGGESTED_AT_ONCE = 30  # more are on the page of the promises


@frozen
class Share:
    """Some promises of a department: first those with a written deadline, the nearest first; then the rest by section.

    Attributes:
        count: how many.
        dated: those whose deadline the text writes.
        sections: the others.
    """

    count: int
    dated: tuple[CommitmentLine, ...]
    sections: tuple[SectionLines, ...]


@frozen
class Department:
    """The page of a department.

    Attributes:
        name: as the plan's area writes it.
        leads: what it leads, confirmed.
        cooperates: where it cooperates, confirmed.
        could_lead: what a rule suggests it for; decided is nothing of it.
        could_cooperate: the same for cooperating.
        suggested: how many are suggested, more than are listed.
        deadlines: each deadline that the text writes, with how many promises it leads until then.
        promises: how many the plan has.
    """

    name: str
    leads: Share
    cooperates: Share
    could_lead: Share
    could_cooperate: Share
    suggested: int
    deadlines: tuple[tuple[str, int], ...]
    promises: int

    @property
    def confirmed(self) -> int:
        """How many it leads or cooperates in."""
        return self.leads.count + self.cooperates.count


def read_department(stored: StoredPlan, name: str) -> Department:
    """The page of a department of this name."""
    rows, writer = commitment_rows(stored), LineWriter(stored)
    leads = [row for row in rows if row.lead == name]
    cooperates = [row for row in rows if name in row.cooperating]
    open_ = [row for row in rows if not row.lead and name not in row.cooperating]
    could_lead = [row for row in open_ if row.suggestion.lead == name]
    could_cooperate = [row for row in open_ if name in row.suggestion.cooperating]
    dated = [row for row in sorted(leads, key=_deadline) if row.when_written]
    return Department(
        name=name,
        leads=_share(leads, writer),
        cooperates=_share(cooperates, writer),
        could_lead=_share(could_lead, writer, _SUGGESTED_AT_ONCE),
        could_cooperate=_share(could_cooperate, writer, _SUGGESTED_AT_ONCE),
        suggested=len(could_lead) + len(could_cooperate),
        deadlines=tuple(
            (when, sum(row.when == when for row in dated)) for when in dict.fromkeys(r.when for r in dated)
        ),
        promises=len(rows),
    )


def _deadline(row: CommitmentRow) -> tuple[float, str]:
    return horizon_order(row.commitment.horizon)


def _share(rows: Sequence[CommitmentRow], writer: LineWriter, most: int | None = None) -> Share:
    dated = sorted((row for row in rows if row.when_written), key=_deadline)[:most]
    rest = [row for row in rows if not row.when_written]
    rest = rest if most is None else rest[: most - len(dated)]
    return Share(len(rows), tuple(map(writer.line, dated)), writer.sections(rest))
