"""Words of a text parted by line ends, pipes or spaces, where a copy lost the cells of a table.

White space is read in the source, since folding drops it. Thin pieces part at every space; wide ones only at two and
more, so that 指 标 stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from gangyao.core.document.folding import Folded

_INK = r"[^ \t|\n\r\u3000\u00a0\u2002\u2003]"
_WIDE = re.compile(rf"{_INK}+(?:[ \u3000\u00a0\u2002\u2003]{_INK}+){{0,40}}")
_THIN = re.compile(rf"{_INK}+")
_WITH_NATURE = re.compile(r"(.*[^\s])\s?(约束性|预期性|引导性|指导性)")
_NATURE = re.compile(r"约束性|预期性|引导性|指导性")
_ENDS_A_ROW = re.compile(r"[-—–一/]|[<>≥≤〔\[(]*\d[\d.,]*[〕\])%‰]*(?:左右|以上|以内)?|约束性|预期性|引导性|指导性")


@frozen
class Piece:
    """A run of words between two separators.

    Attributes:
        words: folded, without spaces inside.
        start, end: in the source.
        opens: it is the first of its line.
    """

    words: str
    start: int
    end: int
    opens: bool


def read_pieces(text: str, folded: Folded, span: tuple[int, int], *, thin: bool) -> Iterator[Piece]:
    """The pieces of a stretch of the source, in order.

    Args:
        text: the source.
        folded: its folded form.
        span: source positions to begin and end at.
        thin: parted at every space, not at wide gaps only.
    """
    position, stop = span
    opens = True
    for match in (_THIN if thin else _WIDE).finditer(text, position, stop):
        opens = opens or "\n" in text[position : match.start()]
        position = match.end()
        for start, end in _parts(match):
            words = folded.text[folded.from_source(start) : folded.from_source(end)]
            words = words.replace(" ", "").replace("\n", "")
            if words:
                yield Piece(words, start, end, opens)
                opens = False


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """A wide piece that holds a whole row (产量 60 64) or more is parted at its spaces; a nature is parted from its value."""
    inner = [part.span() for part in _THIN.finditer(match.string, *match.span())]
    rows = len(inner) > 1 and any(_NATURE.fullmatch(match.string, *part) for part in inner)
    whole = len(inner) < 2 or not (rows or _ENDS_A_ROW.fullmatch(match.string, *inner[-1]))
    for start, end in [match.span()] if whole else inner:
        natured = _WITH_NATURE.fullmatch(match.string, start, end) if end - start < 40 else None
        if natured:
            yield natured.span(1)
            yield natured.span(2)
        else:
            yield start, end
