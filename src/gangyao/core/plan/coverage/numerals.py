"""All numerals of a text, whatever they stand for: digits of every width, 三千六百, Ⅲ, ①, ₂."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

# 两 counts as two but is no numeral of Unicode; the long forms (陆, 伍) stand in plans only as words (陆港, 队伍).
HAN = "零〇○一二两三四五六七八九十百千万亿兆廿卅"
_OTHERS = "".join(
    char
    for char in map(chr, range(sys.maxunicode + 1))
    if char.isnumeric() and char not in HAN and not ("\u3400" <= char <= "\u9fff") and not char.isdecimal()
)
_NUMERAL = re.compile(
    rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|[{HAN}]+)(?:[十百千万亿]+(?:\d+[十百千万亿]+)?)?|[{re.escape(_OTHERS)}]"
)


def is_numeral(char: str) -> bool:
    """A code point that coverage accounts for."""
    return char in HAN or (char.isnumeric() and not "\u3400" <= char <= "\u9fff")


def find_numerals(folded: str) -> Iterator[tuple[int, int]]:
    """Spans of the numerals of folded text, in order; each numeric code point lies in exactly one."""
    return (match.span() for match in _NUMERAL.finditer(folded))
