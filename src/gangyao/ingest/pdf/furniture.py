"""Running heads and page numbers: what stands at the same place of many pages, or counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import define, field

from gangyao.ingest.pdf.geometry import Line
from gangyao.ingest.pdf.lines import plain, rows_of, whole, words_of

_DEPTH = 3  # lines at the top and at the bottom that may be furniture
_NUMBER = re.compile(r"[-—–―·~～]*\s*(?:第?#{1,4}页?(?:[,，/／]?共?#{1,4}页?)?|[ivxIVX]{1,7})\s*[-—–―·~～]*")
_BARE = re.compile(r"#{1,4}")
_SHARE = 0.3  # of the pages on which a line comes back that is furniture
_SAME_PLACE = 4.0  # points

Rows = list[list[Line]]


@define
class Margins:
    """The lines of all pages, without what the page itself prints.

    Attributes:
        pages: rows of every page, from top to bottom; what is furniture is taken out.
    """

    pages: list[Rows]
    _known: dict[tuple[bool, str], list[float]] = field(factory=dict)
    _places: dict[bool, list[float]] = field(factory=lambda: {True: [], False: []})

    @classmethod
    def cleared(cls, pieces: Sequence[Sequence[Line]]) -> list[list[Line]]:
        """Pieces of every page without running heads and page numbers."""
        margins = cls([rows_of(page) for page in pieces])
        margins._learn()
        for rows in margins.pages:
            for top in (True, False):
                margins._clear(rows, top)
        return [[piece for row in rows for piece in row] for rows in margins.pages]

    def _learn(self) -> None:
        """What comes back, and where."""
        found: dict[tuple[bool, str], list[float]] = {}
        for rows in self.pages:
            for top in (True, False):
                for row in _outer(rows, top):
                    found.setdefault((top, plain(words_of(whole(row)))), []).append(row[0].baseline)
        filled = sum(bool(rows) for rows in self.pages)
        fewest = max(2, min(3, filled - 1), round(_SHARE * min(filled, 20)))
        for key, places in found.items():
            near = max(sum(abs(place - other) < _SAME_PLACE for other in places) for place in places[:50])
            if near >= fewest and not re.search("[。；]$", key[1]):
                self._known[key] = places
                self._places[key[0]].extend(places)

    def _clear(self, rows: Rows, top: bool) -> None:
        """Takes furniture off one end of a page, from the outermost line inwards."""
        for _ in range(_DEPTH):
            if not rows or not self._is_furniture(rows, top):
                return
            rows.pop(0 if top else -1)

    def _is_furniture(self, rows: Rows, top: bool) -> bool:
        row = rows[0 if top else -1]
        words = plain(words_of(whole(row)))
        if len(row) < 4 and self._comes_back(row, top):
            return self._is_apart(rows, top)
        if _NUMBER.fullmatch(words):
            return len(self.pages) > 1 or not _BARE.fullmatch(words)
        if len(row) > 2 or len(rows) < 2 or len(words) > 40:
            return False
        there = rows[1 if top else -2][0]
        apart = abs(there.baseline - row[0].baseline) > 2.2 * max(there.size, row[0].size)
        return apart and _stands(row, self._places[top]) > 1

    def _comes_back(self, row: list[Line], top: bool) -> bool:
        return _stands(row, self._known.get((top, plain(words_of(whole(row)))), ())) > 1

    def _is_apart(self, rows: Rows, top: bool) -> bool:
        """Whether the lines that come back are in another size or farther off than the text's own lines are."""
        ordered = rows[:_DEPTH] if top else rows[: -_DEPTH - 1 : -1]
        for row, there in pairwise(ordered):
            if not self._comes_back(there, top):
                size, other = row[0].size, there[0].size
                far = abs(there[0].baseline - row[0].baseline) > 1.9 * max(size, other)
                return far or abs(size - other) > 0.08 * other
        return len(rows) <= _DEPTH


def _stands(row: list[Line], places: Sequence[float]) -> int:
    """How many of the places are that of a row."""
    return sum(abs(row[0].baseline - place) < _SAME_PLACE for place in places)


def _outer(rows: Rows, top: bool) -> Rows:
    return rows[:_DEPTH] if top else rows[-_DEPTH:]
