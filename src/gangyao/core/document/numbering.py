"""Numbered headings as official documents write them: 第一章, 一、, （一）, 1., （1）, 专栏1.

Source: GB/T 9704-2012, 7.3.3 (levels 一、（一）1.（1）); 篇, 章, 节 and 专栏 are the habit of planning outlines.
"""

from __future__ import annotations

import re

from attrs import frozen

from gangyao.core.document.document import NodeKind

NUMERAL = r"[零〇一二三四五六七八九十百\d]{1,4}"
_PATTERNS = (
    (NodeKind.PART, 1, re.compile(rf"第({NUMERAL})(?:篇|编|部分)(?!之)")),
    (NodeKind.CHAPTER, 2, re.compile(rf"第({NUMERAL})章")),
    (NodeKind.SECTION, 3, re.compile(rf"第({NUMERAL})节")),
    (NodeKind.BOX, 9, re.compile(r"专栏ⅰ?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:-\d+)?[:、.]?")),
    (NodeKind.ITEM, 4, re.compile(r"([一二三四五六七八九十]{1,3})、")),
    (NodeKind.ITEM, 5, re.compile(r"\(([一二三四五六七八九十]{1,3})\)[、.]?")),
    (NodeKind.ITEM, 6, re.compile(r"(\d{1,2})(?:、|\.(?!\d)|:)")),
    (NodeKind.ITEM, 7, re.compile(r"\((\d{1,2})\)|([①-⑳])")),
)
_FIRST_CHARACTERS = frozenset("第专(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_PLACES = {"十": 10, "百": 100}


@frozen
class Number:
    """The number at the start of a folded line.

    Attributes:
        kind: what it numbers.
        level: depth in the outline.
        label: as printed, e.g. "（一）" folded to "(一)".
        end: one past it in the line.
        value: the number itself, e.g. 12 for "第十二章".
    """

    kind: NodeKind
    level: int
    label: str
    end: int
    value: int


def read_number(line: str, start: int = 0) -> Number | None:
    """The heading number that stands at a place of a folded line, or None."""
    if line[start : start + 1] not in _FIRST_CHARACTERS:
        return None
    for kind, level, pattern in _PATTERNS:
        match = pattern.match(line, start)
        if match:
            return Number(kind, level, match[0], match.end() - start, ordinal(match[match.lastindex or 1]))
    return None


def ordinal(numeral: str) -> int:
    """The whole number that a short numeral writes: 12, 十二, ⑫, 二十; 0 for what is none."""
    if numeral.isdecimal() and numeral.isascii():
        return int(numeral)
    if len(numeral) == 1 and "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    total, digit = 0, None
    for char in numeral:
        if char in _PLACES:
            total += (1 if digit is None else digit) * _PLACES[char]
            digit = None
        elif char in _DIGITS:
            digit = _DIGITS[char] if digit is None else digit * 10 + _DIGITS[char]
    return total + (digit or 0)
