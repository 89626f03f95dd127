"""Terms before a footnote mark: where they stand, their explanation, and what is wrong with the mark."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from gangyao.core.document.document import Document, Node, NodeKind
from gangyao.core.document.numbering import ordinal
from gangyao.core.plan.entities.edges import left_edge
from gangyao.core.plan.terms.doubt import TermDoubt

_QUOTED_BEFORE = re.compile(r"“([^“”\n]{1,24})”([\u4e00-\u9fff]{0,8})$")
_OPEN_BEFORE = re.compile(r"“([^“”\n]{1,24})$")
_REACH = 40


@frozen
class Marked:
    """A term with its mark.

    Attributes:
        start: first character of the term, folded, behind a quotation mark.
        end: one past its last.
        mark: as printed, e.g. "[4]".
        body: source span of its explanation; None where there is none.
        doubts: codes of what is wrong with the mark.
    """

    start: int
    end: int
    mark: str
    body: tuple[int, int] | None
    doubts: tuple[TermDoubt, ...]


def find_marked(document: Document) -> Iterator[Marked]:
    """Every term with a mark, in order."""
    marks = [node for _, node in document.of_kind(NodeKind.MARK)]
    runs = _runs([ordinal(mark.label.strip("[]")) for mark in marks])
    notes = _notes(document)
    text = document.folded.text
    for mark, doubts in zip(marks, runs, strict=True):
        place = document.folded.from_source(mark.start)
        start, end = term_before(text, place)
        if start < end:
            body = _body(notes, mark)
            missing = () if body else (TermDoubt.UNEXPLAINED,)
            yield Marked(start, end, mark.label, body, (*doubts, *missing))


def term_before(text: str, place: int) -> tuple[int, int]:
    """The folded span of the term that ends at a place: what is quoted there, with what follows it, else a name."""
    begin = max(0, place - _REACH)
    window = text[begin:place]
    quoted = _QUOTED_BEFORE.search(window)
    if quoted:
        return (begin + quoted.start(1), begin + quoted.end(1)) if not quoted[2] else (begin + quoted.start(), place)
    inside = _OPEN_BEFORE.search(window)
    return (begin + inside.start(1), place) if inside else (left_edge(text, place), place)


def _runs(numbers: Sequence[int]) -> list[tuple[TermDoubt, ...]]:
    """Of each mark what is wrong with it; numbering that begins again at 1 is a new run."""
    doubts: list[tuple[TermDoubt, ...]] = []
    starts = [i for i, number in enumerate(numbers) if i == 0 or (number == 1 and numbers[i - 1] != 1)]
    for first, after in pairwise([*starts, len(numbers)]):
        run = numbers[first:after]
        counts, rising = Counter(run), _longest_rise(run)
        for i, number in enumerate(run):
            double = (TermDoubt.MARK_DOUBLE,) if counts[number] > 1 else ()
            doubts.append((*double, *(() if i in rising else (TermDoubt.MARK_OUT_OF_ORDER,))))
    return doubts


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Places of a longest rising run through the numbers; those outside stand out of order."""
    tails: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    for i, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(lasts[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        lasts[place : place + 1] = [i]
    rising: set[int] = set()
    i = lasts[-1] if lasts else -1
    while i >= 0:
        rising.add(i)
        i = before[i]
    return rising


def _notes(document: Document) -> dict[str, list[tuple[int, int]]]:
    """Source spans of the explanations by label, in order; the lines of one are put together."""
    notes: dict[str, list[tuple[int, int]]] = {}
    last: Node | None = None
    for _, node in document.of_kind(NodeKind.FOOTNOTE):
        spans = notes.setdefault(node.label, [])
        if last is not None and last.label == node.label and last.end == node.start:
            spans[-1] = (spans[-1][0], node.end)
        else:
            spans.append((node.start, node.end))
        last = node
    return notes


def _body(notes: dict[str, list[tuple[int, int]]], mark: Node) -> tuple[int, int] | None:
    """The next explanation of the label behind the mark, which then is used up; else the one before."""
    spans = notes.get(mark.label, [])
    following = next((span for span in spans if span[0] > mark.start), None)
    if following and len(spans) > 1:
        spans.remove(following)
    return following or (spans[-1] if spans else None)
