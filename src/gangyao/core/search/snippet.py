"""The words around what was found, in pieces of which some are hits."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from gangyao.core.search.spelling import spell

_AROUND = 36  # characters shown before the first hit
_CUT = "……"


@frozen
class Piece:
    """A stretch of a snippet.

    Attributes:
        text: its characters.
        hit: a word of the query stands here.
    """

    text: str
    hit: bool = False


def cut_snippet(text: str, words: Sequence[str], longest: int) -> tuple[Piece, ...]:
    """A text with the words of a query marked, cut to a length around the first of them."""
    spans = _merged(hits_in(text, words))
    start = max(0, min(spans[0][0] - _AROUND, len(text) - longest)) if spans and len(text) > longest else 0
    end = min(len(text), start + longest)
    pieces, position = [Piece(_CUT)] if start else [], start
    for first, last in spans:
        first, last = max(first, position), min(last, end)
        if first >= last:
            continue
        if position < first:
            pieces.append(Piece(text[position:first]))
        pieces.append(Piece(text[first:last], hit=True))
        position = last
    if position < end:
        pieces.append(Piece(text[position:end]))
    return (*pieces, *([Piece(_CUT)] if end < len(text) else []))


def hits_in(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where words, spelled as queries are, stand in a text as printed."""
    spelling = spell(text)
    found = []
    for word in words:
        place = spelling.text.find(word)
        while place >= 0:
            found.append((spelling.origins[place], spelling.origins[place + len(word) - 1] + 1))
            place = spelling.text.find(word, place + 1)
    return sorted(found)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
