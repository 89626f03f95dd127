"""The lines that a text is parsed in: wrapped ones joined, running text parted at the headings inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import define

from gangyao.core.document.document import NodeKind
from gangyao.core.document.folding import Folded
from gangyao.core.document.numbering import NUMERAL, Number, ordinal, read_number
from gangyao.core.document.running_text import RunningText
from gangyao.core.document.wrapping import line_spans, sentence_per_line, wide_gaps

_CONTENTS = re.compile(r"(?:目录|目次)(?=\s?第|[^。\n]{0,20}\n)")
_CONTENTS_INSIDE = re.compile(rf"(?<=[^\n“《])(?:目录|目次)\s?(?=第{NUMERAL}[篇编章]|一、)")
_ENTRY = re.compile(rf"(第{NUMERAL}[篇编章节])\s?([^\n]*?)[.…·]{{0,200}}\s?\d{{0,3}}(?=\n|第{NUMERAL}[篇编章节]|$)")
_LONGEST_CONTENTS = 12_000
_TITLE_LINE = re.compile(
    r"[^,。;:《\n]{4,60}?(?:规划|计划)?(?:纲要|工作报告|的建议|规划)(?:\([^()]{2,20}\))?(?=序言|前言|目录|根据|为|《|“|第[一1][篇编章]|一、|\s"
    r"|20[0-9]{2}年[0-9]{1,2}月)"
)
_SHORTEST_GLUED_LINE = 100
_LONGEST_TITLE = 80
_SENTENCE = re.compile("[。;!:]")
_NOTE_MARK = re.compile(r"\[\d{1,3}\]|[①-⑳]")


@define
class Line:
    """A stretch of the folded text that is a heading, a paragraph or a row of its own.

    Attributes:
        start: first character, folded.
        end: one past its last character, its line end included.
        text: the words without white space around them.
        number: the heading number it starts with.
        kind: what it was recognised as; None for a paragraph.
        level: depth by its number or by the file; only its order counts.
        label: of a footnote body, as its mark is printed.
        lead: its first sentence is a run-in heading.
        inside: it belongs to the box above it.
        reach: source position up to which it heads others, where the file states it; 0 otherwise.
    """

    start: int
    end: int
    text: str
    number: Number | None
    kind: NodeKind | None = None
    level: int = 0
    label: str = ""
    lead: bool = False
    inside: bool = False
    reach: int = 0


def read_lines(folded: Folded, source: str) -> list[Line]:
    """The lines of a folded text in order, covering it."""
    text = folded.text
    spans = line_spans(text)
    dropped_stops = sentence_per_line([text[start:end] for start, end in spans])
    running = RunningText(folded, frozenset(wide_gaps(folded, source)), _titles(text), dropped_stops)
    lines = [_line(text, a, b) for start, end in spans for a, b in _parts(running, text, start, end)]
    lines = list(_with_titles(lines, text))
    _limit_boxes(lines, running)
    return lines


def _limit_boxes(lines: list[Line], running: RunningText) -> None:
    """A box that a copy flattened ends with its line, or at once where an indent follows its title."""
    text, origins = running.folded.text, running.folded.origins
    for line in lines:
        if line.number and line.number.kind is NodeKind.BOX and text[line.end - 1] != "\n":
            close = text.find("\n", line.end)
            line.reach = origins[line.end if line.end in running.gaps or close < 0 else close + 1]


def _line(text: str, start: int, end: int) -> Line:
    stripped = text[start:end].strip()
    return Line(start, end, stripped, read_number(stripped))


def _parts(running: RunningText, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if text.count("\t", start, end) > 1:  # a row of a table
        yield start, end
        return
    glued = _TITLE_LINE.match(text, start, end) if start < 200 and end - start > _SHORTEST_GLUED_LINE else None
    if glued and len(text[:start].strip()) <= _LONGEST_TITLE and not _SENTENCE.search(text, 0, start):
        yield start, glued.end()
        start = glued.end()
    contents = _CONTENTS_INSIDE.search(text, start, end)
    if contents:
        yield from pairwise(running.cuts(start, contents.start()))
        yield contents.span()
        start = contents.end()
    cuts = running.cuts(start, end) if text[start] not in "[①" else _note_cuts(text, start, end)
    yield from pairwise(cuts)


def _note_cuts(text: str, start: int, end: int) -> list[int]:
    """A block of footnotes on one line is parted at its marks, which count up."""
    cuts, due = [start], 0
    for match in _NOTE_MARK.finditer(text, start, end):
        number = ordinal(match[0].strip("[]"))
        if match.start() > start and number == due and text[match.start() - 1] in "。;)”. ":
            cuts.append(match.start())
        if match.start() == start or number == due:
            due = number + 1
    return [*cuts, end]


def _titles(text: str) -> dict[str, list[str]]:
    """Titles by label as the table of contents writes them; empty where there is none."""
    head = _CONTENTS.search(text, 0, _LONGEST_CONTENTS)
    if not head:
        return {}
    titles: dict[str, list[str]] = {}
    for match in _ENTRY.finditer(text, head.end(), head.end() + _LONGEST_CONTENTS):
        if 2 <= len(match[2]) <= 46:
            titles.setdefault(match[1], []).append(match[2])
    return titles


def _with_titles(lines: list[Line], text: str) -> Iterator[Line]:
    """A number that stands on a line of its own has its title on the next."""
    waiting: Line | None = None
    for line in lines:
        if waiting is not None and line.text:
            if _is_bare_title(line, text):
                yield _line(text, waiting.start, line.end)
                waiting = None
                continue
            yield _line(text, waiting.start, line.start)
            waiting = None
        if waiting is None:
            number = line.number
            if number and number.level <= 3 and number.end == len(line.text) and text[line.end - 1] == "\n":
                waiting = line
            else:
                yield line
    if waiting is not None:
        yield _line(text, waiting.start, lines[-1].end)


def _is_bare_title(line: Line, text: str) -> bool:
    return line.number is None and 2 <= len(line.text) <= 30 and not re.search("[。;:!?\t]", line.text)
