"""How text is spelled for searching: one width, one case, no blanks or quotes, numbers whole.

A query word is found where its spelling occurs in the spelling of a passage. Marks that part words become BREAK, so that
no word is found across a comma. The first and the last digit of a number have characters of their own, so that 25 is
not found in 2025, nor 5% in 36.5%.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from attrs import frozen

BREAK = "\x01"
NAME = "\x02"  # on both sides of the name of a record, so that a whole name can be told from a part of one
_BEGINS, _ENDS, _ALONE = 0xE000, 0xE010, 0xE020  # private characters of digits at the ends of a number
_KEPT = frozenset("%‰&")
_TRANSPARENT = frozenset({"Ps", "Pe", "Pi", "Pf", "Zs", "Cc", "Cf", "Cs", "Co", "Cn", "Lm", "Sk"})
_QUOTES = frozenset("\"'·")
_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)*")
_GAP = "\x00"  # where a blank or a quote was left out: words go on across it, numbers do not
_PART = re.compile(
    rf"(?P<number>{_NUMBER.pattern})|(?P<pause>[{BREAK}.,][{BREAK}.,{_GAP}]*)|{_GAP}+|[^{BREAK}.,{_GAP}0-9]+"
)


@frozen
class Spelling:
    """A text as it is searched.

    Attributes:
        text: the spelling.
        origins: for each character of it the position in the text that it comes from; one of a break's marks.
    """

    text: str
    origins: tuple[int, ...]


def spell(text: str) -> Spelling:
    """The spelling of a text, without a break at either end."""
    chars: list[str] = []
    origins: list[int] = []
    for position, char in enumerate(text):
        spelled = _spell_one(char)
        chars.append(spelled)
        origins.extend([position] * len(spelled))
    return _set_marks("".join(chars), origins)


@lru_cache(maxsize=32_768)
def _spell_one(char: str) -> str:
    if char in "\t\n\r\v\f\u2028\u2029":
        return BREAK
    return "".join(map(_spell_folded, unicodedata.normalize("NFKC", char).casefold()))


def _spell_folded(char: str) -> str:
    if char in _KEPT or char in ".,":
        return char
    category = unicodedata.category(char)
    if char in _QUOTES or category in _TRANSPARENT:
        return _GAP
    return BREAK if category[0] in "PZ" or char in "~|" else char


def _set_marks(text: str, origins: list[int]) -> Spelling:
    pieces: list[str] = []
    places: list[int] = []
    for part in _PART.finditer(text):
        start, end = part.span()
        if part["pause"]:
            if pieces and end < len(text):
                pieces.append(BREAK)
                places.append(origins[start])
        elif part["number"]:
            pieces.append(_bounded(part[0].replace(",", "")))
            places += [origins[i] for i in range(start, end) if text[i] != ","]
        elif text[start] != _GAP:
            pieces.append(part[0])
            places += origins[start:end]
    return Spelling("".join(pieces), tuple(places))


def _bounded(number: str) -> str:
    """A number whose ends can be told from digits within one; private characters, which _spell_one drops from texts."""
    if len(number) == 1:
        return _digit(number, _ALONE)
    return _digit(number[0], _BEGINS) + number[1:-1] + _digit(number[-1], _ENDS)


def _digit(digit: str, part: int) -> str:
    return chr(part + int(digit))


def read_back(spelling: str) -> str:
    """A spelling in characters that people can read; spelled again it is the same, in quotes where it has a break."""
    numbers = "".join(str(ord(char) & 0xF) if _BEGINS <= ord(char) <= _ALONE + 9 else char for char in spelling)
    return numbers.replace(BREAK, "，")
