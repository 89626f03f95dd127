"""Lines that a copy broke at a fixed width, and what a page printed between them: page numbers, running heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gangyao.core.document.folding import Folded
from gangyao.core.document.numbering import read_number

_FEWEST_LINES = 30
_MARGINS = range(12, 121)  # of a printed line, in characters or in widths of Latin ones
_FULL_SHARE = 0.35  # of the lines that reach the margin, where a text is broken at a width
_SLACK = 3  # a line ends early where the next word or bracket must not be parted
_LINE = re.compile(r"[^\n]*\n|[^\n]+$")
_PAGE_NUMBER = re.compile(r"[-—·]*\d{1,4}[-—·]*|第\d+页(?:[,/]?共\d+页)?|\d+/\d+|[-—]+[ivxⅠ-Ⅻ]+[-—]+")
_NO_RUNNING_HEAD = re.compile(r"[。!?;,:\t]|约束性|预期性|引导性|^[\d.%<>≥≤\[\]〔〕—-]+$|^.{1,3}$")
_NOTE = re.compile(r"\[\d{1,3}\]|[①-⑳]|——|专栏")
_INDENT = re.compile(r"\n(?:\u3000{2}| {4})")


def line_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the lines, line ends included."""
    return [match.span() for match in _LINE.finditer(text)]


def is_page_number(text: str) -> bool:
    """A line that is nothing but a page number."""
    return bool(_PAGE_NUMBER.fullmatch(text))


def running_heads(texts: Sequence[str]) -> set[str]:
    """Short lines that come back five times and more, pages apart."""
    places: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        if 3 < len(text) <= 30:
            places.setdefault(text, []).append(index)
    return {
        text
        for text, found in places.items()
        if len(found) >= 5
        and not _NO_RUNNING_HEAD.search(text)
        and read_number(text) is None
        and all(b - a >= 8 for a, b in pairwise(found))
    }


def find_wraps(folded: Folded, source: str) -> list[tuple[int, int]]:
    """Source spans that stand between the lines of one paragraph where a copy broke it at a fixed width.

    A span holds the line end and any page furniture up to the next line of the paragraph; empty for other texts.
    """
    spans = line_spans(folded.text)
    texts = [folded.text[start:end].strip() for start, end in spans]
    full = _full_lines([source[folded.origins[start] : folded.origins[end]].rstrip() for start, end in spans])
    if not full:
        return []
    heads = running_heads(texts)
    indented = len(_INDENT.findall(source)) * 20 > len(spans)
    body = [i for i, text in enumerate(texts) if text and not is_page_number(text) and text not in heads]
    wraps = []
    for here, there in pairwise(body):
        if here not in full or _starts_afresh(texts[there]):
            continue
        start, end = spans[here][0], spans[there][0]
        first = folded.origins[end]
        new_paragraph = _is_indented(source, first) if indented else texts[here][-1] in "。!?;:"
        if not new_paragraph:
            last = folded.origins[start + len(folded.text[start : spans[here][1]].rstrip()) - 1]
            wraps.append((last + 1, first))
    return wraps


def _full_lines(lines: Sequence[str]) -> set[int]:
    """Indexes of the lines that reach the margin; none where lines break at the end of a paragraph only.

    The margin is one of characters (editors) or of widths (print, where a Chinese character is as wide as two others).
    """
    best: set[int] = set()
    for measure in (len, _width):
        sizes = [measure(line) for line in lines]
        written = sorted(size for size in sizes if size > 1)
        if len(written) < _FEWEST_LINES:
            return set()
        margin = written[int(len(written) * 0.9)]
        if written[-1] > 4 * margin:  # paragraphs of any length, by whatever measure
            break
        reaching = {i for i, size in enumerate(sizes) if margin - _SLACK <= size}
        apart = margin not in _MARGINS or written[-1] > 2 * margin
        if not apart and len(reaching) >= max(_FULL_SHARE * len(written), len(best) + 1):
            best = reaching
    return best


def _width(line: str) -> int:
    return len(line) + sum(char > "\u2000" for char in line)


def _starts_afresh(text: str) -> bool:
    return bool(_NOTE.match(text)) or read_number(text) is not None or "\t" in text


def _is_indented(source: str, position: int) -> bool:
    return source[max(position - 2, 0) : position] in ("\u3000\u3000", "  ")


def sentence_per_line(texts: Sequence[str]) -> bool:
    """A copy that set every sentence on a line of its own and dropped its full stop."""
    long = [text for text in texts if len(text) > 15]
    return len(long) >= _FEWEST_LINES and sum("。" in text for text in long) * 20 < len(long)


def wide_gaps(folded: Folded, source: str) -> Iterator[int]:
    """Folded positions that follow white space as wide as the indent of a paragraph, inside lines."""
    for match in re.finditer(r"[ \u3000\u00a0\u2003]{2,}", source):
        width = sum(2 if char in "\u3000\u2003" else 1 for char in match[0])
        if width >= 4:
            yield folded.from_source(match.end())
