"""Folding: one spelling for every character and no stray spaces, with the way back to the source.

Copies of plans carry full-width digits, spaces inside numbers and words, and half of their punctuation in the
other width. Rules are written once, for the folded text; anchors always speak of the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from attrs import frozen

_FULL_WIDTH = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_SAME_LENGTH = str.maketrans(
    {
        **{chr(code): char for code, char in _FULL_WIDTH.items()},
        "〜": "~", "～": "~", "−": "-", "‐": "-", "‑": "-", "–": "-", "―": "—", "─": "—", "﹣": "-",
        "℅": "%", "٪": "%", "﹪": "%", "○": "〇", "Ｏ": "〇", "◯": "〇", "「": "“", "」": "”", "『": "“", "』": "”",
        "［": "[", "］": "]", "【": "[", "】": "]", "﹝": "〔", "﹞": "〕", "〈": "《", "〉": "》",
        "•": "·", "∙": "·", "・": "·", "‧": "·", "．": ".", "﹤": "<", "﹥": ">", "≦": "≤", "≧": "≥",
        "╱": "/", "∕": "/", "⁄": "/",
        "\u00a0": " ", "\u3000": " ", "\u2003": " ", "\u2002": " ", "\u2009": " ", "\u202f": " ",
        "\u200b": " ", "\ufeff": " ",
        "\t": "\t", "\v": " ", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n",
    }
)  # fmt: skip
_PIECE = re.compile(r"[^ \r\n]+|\n")
_ASCII_WORD = re.compile(r"[0-9A-Za-z]")
_LAST_DIGITS = re.compile(r"(\d+)$")
_SPACED_YEAR = re.compile(r"(?<!\d)(?:1 9|2 0) \d \d ?年")  # the mark of a copy that spaced all its digits
_FIRST_DIGITS = re.compile(r"(\d+)")


@frozen
class Folded:
    """A folded text with the source position of every character.

    Attributes:
        text: the folded text.
        origins: source position of each folded character, and of the end; one longer than text.
    """

    text: str
    origins: list[int]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a folded span, without white space at its ends."""
        if start >= end:
            return self.origins[start], self.origins[start]
        return self.origins[start], self.origins[end - 1] + 1

    def from_source(self, position: int) -> int:
        """First folded position at or after a source position."""
        return bisect_left(self.origins, position)

    def without(self, spans: Iterable[tuple[int, int]]) -> Folded:
        """The same text with some source spans left out, in order of place."""
        pieces: list[str] = []
        origins: list[int] = []
        position = 0
        for start, end in spans:
            first, after = self.from_source(start), self.from_source(end)
            pieces.append(self.text[position:first])
            origins.extend(self.origins[position:first])
            position = after
        if not pieces:
            return self
        pieces.append(self.text[position:])
        origins.extend(self.origins[position:])
        return Folded("".join(pieces), origins)


def fold(text: str) -> Folded:
    """Folds a text; line ends become line feeds, spaces stay only where they part two numbers or words."""
    spelled = text.translate(_SAME_LENGTH)
    spaced_digits = bool(_SPACED_YEAR.search(spelled))
    pieces: list[str] = []
    origins: list[int] = []
    before = ""
    for match in _PIECE.finditer(spelled):
        piece = match[0]
        if before and _keeps_space(before, piece, spelled, match.start(), spaced_digits=spaced_digits):
            pieces.append(" ")
            origins.append(match.start() - 1)
        pieces.append(piece)
        origins.extend(range(match.start(), match.end()))
        before = "" if piece == "\n" else piece
    origins.append(len(text))
    return Folded("".join(pieces), origins)


def _keeps_space(before: str, piece: str, text: str, start: int, *, spaced_digits: bool) -> bool:
    """A space stays between two numbers or Latin words, unless it was set inside one number."""
    if not (_ASCII_WORD.match(before[-1]) and _ASCII_WORD.match(piece[0])):
        return False
    last, first = _LAST_DIGITS.search(before), _FIRST_DIGITS.match(piece)
    if not last or not first:
        return True
    if text[start - 2 : start] == "  ":
        return True
    if len(first[1]) == 1 and (len(last[1]) == 1 or before == last[1]) and (spaced_digits or len(before) <= 2):
        return False
    after = piece[len(first[1]) :] or text[start + len(piece) : start + len(piece) + 4].lstrip(" ")
    return not (len(last[1]) + len(first[1]) == 4 and last[1][:2] in ("19", "20") and after.startswith("年"))
