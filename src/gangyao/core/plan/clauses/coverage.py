"""Coverage by clauses: how many of each kind a text has, and which they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from attrs import frozen

from gangyao.core.plan.clauses.read import ReadClause
from gangyao.core.plan.commitment import Clause, ClauseKind


@frozen(slots=False)
class ClauseCoverage:
    """All clauses of a text by kind; every clause has exactly one.

    Attributes:
        clauses: in order of place.
    """

    clauses: tuple[Clause, ...]

    @classmethod
    def of(cls, read: Iterable[ReadClause]) -> ClauseCoverage:
        """The coverage of clauses that were read."""
        return cls(tuple(one.clause for one in read))

    @cached_property
    def kinds(self) -> Counter[ClauseKind]:
        """How many clauses there are of each kind."""
        return Counter(clause.kind for clause in self.clauses)

    def of_kind(self, kind: ClauseKind) -> tuple[Clause, ...]:
        """The clauses of one kind, in order."""
        return tuple(clause for clause in self.clauses if clause.kind is kind)

    @cached_property
    def by_node(self) -> dict[int, tuple[Clause, ...]]:
        """The clauses of each sentence, row or heading, by its index in Document.nodes."""
        nodes: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            nodes.setdefault(clause.node, []).append(clause)
        return {node: tuple(clauses) for node, clauses in nodes.items()}
