"""Places of a text that hold statements: overlapping spans become one spot that lists all of them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from gangyao.core.plan.statement import Role, Statement

_WEIGHT = (Role.TARGET, Role.ACHIEVED, Role.STANDARD)


@frozen
class Spot:
    """A stretch of text that is marked as one.

    Attributes:
        start: first character.
        end: one past the last character.
        statements: the statements whose spans lie in it, in order of place.
    """

    start: int
    end: int
    statements: tuple[Statement, ...]

    @property
    def role(self) -> Role:
        """The weightiest role in it: a target shows as one even beside a result."""
        return min((s.role for s in self.statements), key=_WEIGHT.index)


def find_spots(statements: Sequence[Statement]) -> tuple[Spot, ...]:
    """The spots of a text, in order, none touching another's characters."""
    spots: list[Spot] = []
    for statement in sorted(statements, key=lambda s: (s.anchor.start, s.anchor.end)):
        start, end = statement.anchor.start, statement.anchor.end
        if spots and start < spots[-1].end:
            last = spots.pop()
            spots.append(Spot(last.start, max(last.end, end), (*last.statements, statement)))
        elif end > start:
            spots.append(Spot(start, end, (statement,)))
    return tuple(spots)
