"""The words of a paragraph as markup: marked statements, run-in headings, footnote marks; not a character lost."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from attrs import frozen
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gangyao.core.document.document import Document, NodeKind
from gangyao.workbench.presentation.review_decisions import OPEN, Decisions, state_of
from gangyao.workbench.presentation.spots import Spot
from gangyao.workbench.presentation.words import ROLES

_WRAP = re.compile(r"(\s*\n\s*)")
_NO_STOP = ' tabindex="-1"'  # one stop of the keyboard a place
_BODY_LABEL = re.compile(r"\s*(\[\d{1,3}\]|[①-⑳])")


@frozen(slots=False)
class Inline:
    """Writes stretches of one document.

    Attributes:
        document: the text.
        spots: its marked places, in order.
        address: gives the address of a statement's record by its id.
        shown: a stretch that was asked for and is to be seen, or None.
        decisions: id of a statement → what people decided about it.
    """

    document: Document
    spots: Sequence[Spot]
    address: Callable[[str], str]
    shown: tuple[int, int] | None = None
    decisions: Decisions = MappingProxyType({})

    @cached_property
    def _spot_ends(self) -> list[int]:
        return [spot.end for spot in self.spots]

    @cached_property
    def _leads(self) -> list[tuple[int, int]]:
        return [(node.start, node.end) for _, node in self.document.of_kind(NodeKind.LEAD)]

    @cached_property
    def _marks(self) -> list[tuple[int, int, str]]:
        return [(node.start, node.end, node.label) for _, node in self.document.of_kind(NodeKind.MARK)]

    @cached_property
    def bodies(self) -> Mapping[int, int]:
        """Start of a footnote mark → start of its body: the next body with its label, else the last one."""
        bodies: dict[str, list[int]] = {}
        for _, node in self.document.of_kind(NodeKind.FOOTNOTE):
            if label := _BODY_LABEL.match(self.document.text, node.start, node.end):
                bodies.setdefault(label[1], []).append(node.start)
        return {
            start: (following or bodies[label][-1:])[0]
            for start, _, label in self._marks
            if label in bodies
            for following in [[body for body in bodies[label] if body > start]]
        }

    @cached_property
    def marks_of(self) -> Mapping[int, int]:
        """Start of a footnote's body → start of the first mark that leads to it."""
        return {body: mark for mark, body in sorted(self.bodies.items(), reverse=True)}

    def write(self, start: int, end: int) -> SafeString:
        """The markup of a stretch; its text content is the stretch itself."""
        parts: list[str] = []
        position = start
        for spot in self._spots_in(start, end):
            first, last = max(spot.start, start), min(spot.end, end)
            parts.extend(markup for markup, _ in self._pieces(position, first))
            parts.append(self._spot(spot, first, last))
            position = last
        parts.extend(markup for markup, _ in self._pieces(position, end))
        return mark_safe("".join(parts))  # noqa: S308 - every piece of text is escaped in _words

    def _spots_in(self, start: int, end: int) -> Iterator[Spot]:
        for spot in self.spots[bisect_right(self._spot_ends, start) :]:
            if spot.start >= end:
                return
            yield spot

    def _spot(self, spot: Spot, start: int, end: int) -> str:
        """A marked place: empty anchors for its statements, then a link broken only by footnote marks and cells."""
        opens, ends = start == spot.start, end == spot.end
        places = "".join(f'<span class="place" id="{escape(s.id)}"></span>' for s in spot.statements) if opens else ""
        names = "、".join(dict.fromkeys(s.indicator for s in spot.statements))
        label = f"{ROLES[spot.role]}：{names}" + (f"（{len(spot.statements)}条）" if len(spot.statements) > 1 else "")
        link = f'class="mark {spot.role.value}" href="{escape(self.address(spot.statements[0].id))}"'
        stop = "" if opens else _NO_STOP
        pieces: list[str] = []
        for markup, is_mark in self._pieces(start, end):
            if is_mark:
                pieces.append(markup)
                continue
            pieces.append(f'<a {link} title="{escape(label)}" data-record{stop}>{markup}</a>')
            stop = _NO_STOP
        sign = self._sign(spot) if ends else ""
        return f'<span class="spot{sign}">{places}{"".join(pieces)}</span>'

    def _sign(self, spot: Spot) -> str:
        """Class of the sign behind a place: doubtful while a doubtful statement is open, else how far its review is."""
        states = {s.id: state_of(s.id, self.decisions) for s in spot.statements}
        if any(s.doubts and states[s.id] == OPEN for s in spot.statements):
            return " doubtful"
        known = [state for state in ("added", "corrected", "accepted") if state in states.values()]
        return f" {known[0]}" if known and OPEN not in states.values() else ""

    def _pieces(self, start: int, end: int) -> Iterator[tuple[str, bool]]:
        """The markup of a stretch in pieces, and of each whether it is a footnote mark, which is a link of its own."""
        position = start
        for mark_start, mark_end, label in self._marks[bisect_left(self._marks, (start, 0, "")) :]:
            if mark_start >= end:
                break
            if mark_start < position or mark_end > end:
                continue
            if position < mark_start:
                yield "".join(self._words(position, mark_start)), False
            yield self._footnote_mark(mark_start, mark_end, label), True
            position = mark_end
        if position < end:
            yield "".join(self._words(position, end)), False

    def _words(self, start: int, end: int) -> Iterator[str]:
        """Escaped text, run-in headings in bold."""
        position = start
        for lead_start, lead_end in self._leads[max(0, bisect_left(self._leads, (start, 0)) - 1) :]:
            if lead_start >= end:
                break
            first, last = max(lead_start, position), min(lead_end, end)
            if first >= last:
                continue
            yield self._plain(position, first)
            opens = f' id="h-{lead_start}"' if first == lead_start else ""
            yield f'<b class="lead"{opens}>{self._plain(first, last)}</b>'
            position = last
        yield self._plain(position, end)

    def _plain(self, start: int, end: int) -> str:
        """Escaped text, with what lies in it of the stretch asked for."""
        text = self.document.text
        if self.shown is None or self.shown[1] <= start or end <= self.shown[0]:
            return _escaped(text[start:end])
        first, last = max(start, self.shown[0]), min(end, self.shown[1])
        place = ' id="at"' if first == self.shown[0] else ""
        before, inside, after = (_escaped(text[a:b]) for a, b in ((start, first), (first, last), (last, end)))
        return f'{before}<mark class="at"{place}>{inside}</mark>{after}'

    def _footnote_mark(self, start: int, end: int, label: str) -> str:
        words = escape(self.document.text[start:end])
        body = self.bodies.get(start)
        if body is None:
            return f'<sup class="note" title="原文此处没有附注释正文">{words}</sup>'
        link = f'<a href="#n-{body}" aria-label="注释{escape(label)}">{words}</a>'
        return f'<sup class="note" id="m-{start}">{link}</sup>'


def _escaped(words: str) -> str:
    """Escaped text; line ends inside a paragraph stay in it without opening a gap between Chinese characters.

    A carriage return is written as a reference, for a browser drops the bare one and positions would no longer count.
    """
    pieces = _WRAP.split(words) if "\n" in words.rstrip("\n") else [words]
    written = (f'<span class="wrap">{piece}</span>' if i % 2 else escape(piece) for i, piece in enumerate(pieces))
    return "".join(written).replace("\r", "&#13;")
