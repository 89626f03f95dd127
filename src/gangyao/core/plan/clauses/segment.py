"""Cuts folded text into clauses: what lies between , ; 。 or line ends, outside “ ” and ( )."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

_MARK = re.compile(r"[;。｡\n“”()]|,(?!(?<=\d,)\d{3}(?!\d))")
_PARTNER = {"”": "“", ")": "("}
_OPENERS = "“("


@define
class _Line:
    """The marks of one line read so far.

    Attributes:
        start: where the line begins.
        cuts: places of its stops that lie outside quotes and brackets closed so far.
        open: openers that nothing has closed yet, with their places.
    """

    start: int = 0
    cuts: list[int] = field(factory=list)
    open: list[tuple[str, int]] = field(factory=list)

    def close(self, opener: str) -> None:
        """Takes back the stops since the nearest opener of its kind; a closer that nothing opened counts as nothing."""
        place = next((i for i in range(len(self.open) - 1, -1, -1) if self.open[i][0] == opener), None)
        if place is None:
            return
        start = self.open[place][1]
        del self.open[place:]
        while self.cuts and self.cuts[-1] > start:
            self.cuts.pop()


def cut_clauses(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the clauses of a folded text, in order, without white space at their ends; none is empty.

    Quotes and brackets are matched within a line; one that is never closed counts as nothing, and a comma that
    parts thousands is no stop.
    """
    line = _Line()
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark == "\n":
            yield from _spans(text, line, match.start())
            line = _Line(match.end())
        elif mark in _OPENERS:
            line.open.append((mark, match.start()))
        elif mark in _PARTNER:
            line.close(_PARTNER[mark])
        else:
            line.cuts.append(match.start())
    yield from _spans(text, line, len(text))


def _spans(text: str, line: _Line, end: int) -> Iterator[tuple[int, int]]:
    start = line.start
    for cut in (*line.cuts, end):
        words = text[start:cut]
        stripped = words.strip()
        if stripped:
            first = start + words.index(stripped[0])
            yield first, first + len(stripped)
        start = cut + 1
