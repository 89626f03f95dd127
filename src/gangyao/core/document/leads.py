"""Run-in headings: the short first sentence that names its paragraph (构建公路大通道。建设…).

A short sentence at the start of a paragraph is a heading where it is numbered (（一）…。, 一是…。, ——…。), where white
space parts it from what follows, or where its neighbours begin in the same way; a statement of facts (…是…, 我国…) is
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from gangyao.core.document.document import NodeKind
from gangyao.core.document.folding import Folded
from gangyao.core.document.lines import Line
from gangyao.core.document.numbering import read_number
from gangyao.core.document.sentences import split_sentences

_LONGEST = 26
_LONGEST_NUMBERED = 42
_USUAL_SHARE = 0.4  # of a text's paragraphs, where run-in headings are its habit
_FEWEST = 5  # of them, to speak of a habit
_COUNTED = re.compile(r"[一二三四五六七八九十]{1,2}(?:是|要)(?:要)?|第[一二三四五六七八九十],|[—-]{2,3}")
_STATEMENT = re.compile(
    r"^(?:到20|目前|当前|各位|我[国省市区县们]|党中央|国务院|今年|去年|一年来|[五十]年来|过去|20\d\d年)|^.{1,9}(?:时期|期间),"
    r"|[^不但于还求]是(?!否)|必须|预计|已经|\d(?:%|[万亿]{1,2}元|[年个家项人]|公里)"
)


@frozen
class _Opening:
    """The first sentence of a paragraph that may be its heading."""

    line: Line
    numbered: bool
    parted: bool
    plain: bool


def mark_leads(lines: list[Line], folded: Folded) -> None:
    """Marks the paragraphs whose first sentence is a run-in heading."""
    groups = list(_groups(lines))
    openings = {id(line): opening for group in groups for line in group if (opening := _opening(line, folded))}
    paragraphs = [line for group in groups for line in group if len(line.text) > _LONGEST and line.number is None]
    short = sum(not opening.numbered for opening in openings.values())
    usual = short >= max(_USUAL_SHARE * len(paragraphs), _FEWEST)
    for group in groups:
        found = [openings[id(line)] for line in group if id(line) in openings]
        plain = [opening for opening in found if opening.plain]
        together = len(plain) >= 2 and len(plain) * 2 >= sum(line.number is None for line in group)
        for opening in found:
            opening.line.lead = opening.numbered or opening.parted or (opening.plain and (together or usual))


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    """The paragraphs between one heading or numbered paragraph and the next."""
    group: list[Line] = []
    for line in lines:
        if line.kind is NodeKind.FURNITURE:
            continue
        if group and (line.kind is not None or line.number is not None):
            yield group
            group = []
        if line.kind is None:
            group.append(line)
    if group:
        yield group


def _opening(line: Line, folded: Folded) -> _Opening | None:
    numbered = line.number is not None or bool(_COUNTED.match(line.text))
    head = line.text[: _LONGEST_NUMBERED + 8]
    stop = next(split_sentences(head))[1] if head else 0
    first = head[:stop]
    if not first.endswith("。") or stop >= len(line.text) or stop > (_LONGEST_NUMBERED if numbered else _LONGEST):
        return None
    if first.count(",") > (2 if numbered else 1) or (_STATEMENT.search(lead_title(first)) and not numbered):
        return None
    after = folded.text.find(first, line.start) + stop
    parted = folded.origins[after] - folded.origins[after - 1] > 1
    return _Opening(line, numbered, parted, plain=not numbered)


def lead_label(sentence: str) -> str:
    """The number of a run-in heading: （一）, 一是, ——; empty where it has none."""
    number = read_number(sentence)
    if number:
        return number.label
    counted = _COUNTED.match(sentence)
    return counted[0].rstrip(",") if counted else ""


def lead_title(sentence: str) -> str:
    """Its wording without number and stop."""
    counted = _COUNTED.match(sentence)
    number = read_number(sentence)
    begin = number.end if number else counted.end() if counted else 0
    return sentence[begin:].strip().rstrip("。")
