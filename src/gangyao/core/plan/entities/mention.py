"""A name at one place of a text, and which of several readings of a place holds."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from gangyao.core.plan.entity import EntityKind


@frozen
class Mention:
    """A name at one place.

    Attributes:
        start: first character, folded.
        end: one past the last.
        kind: what the name stands for.
        key: what makes two mentions one thing, e.g. "区|人大常委会"; the name itself where nothing else is known.
        code: from a vocabulary; empty where unknown.
        doubts: codes of what is uncertain.
    """

    start: int
    end: int
    kind: EntityKind
    key: str
    code: str = ""
    doubts: tuple[str, ...] = ()


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order of place; of those that overlap the longest, then the first given."""
    taken: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        places = range(mention.start, mention.end)
        if not any(place in taken for place in places):
            taken.update(dict.fromkeys(places, mention))
    return sorted({(m.start, m.end): m for m in taken.values()}.values(), key=lambda m: m.start)
