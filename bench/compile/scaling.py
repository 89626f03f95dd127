"""A text ten times as long: its body again and again, each copy under other headings and with other figures.

Plain repetition would be too easy, since equal statements fall together: headings are renumbered and marked, and the
last digit of every number that is no year is moved on, so that each copy is compiled as news.
"""

from __future__ import annotations

import re

from bench.compile.sentences import leaves, parse_text
from bench.corpus import Text
from gangyao.core.document.document import HEADINGS, Document, Node, NodeKind

_DIGITS = "〇一二三四五六七八九"
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(19|20)\d\d")
_LABEL = re.compile(r"第([〇一二三四五六七八九十]+)(?=[篇章])")
_ONCE = (NodeKind.TITLE, NodeKind.CONTENTS)


def lengthen(text: Text, times: int) -> Text:
    """The text with its body `times` times; title and contents stand once."""
    document = parse_text(text)
    parts = leaves(document)
    tops = _outermost(document)
    pieces = [document.quote(node.start, node.end) for node in parts if node.kind in _ONCE]
    for copy in range(times):
        pieces += [_changed(document, node, copy, tops) for node in parts if node.kind not in _ONCE]
        if not pieces[-1].endswith("\n"):
            pieces.append("\n")
    return Text(f"{text.name}-times-{times}", "".join(pieces).encode(), digest=text.digest)


def _outermost(document: Document) -> int:
    """How many parts (or chapters, where there are no parts) the text has."""
    kinds = [node.kind for node in document.nodes]
    return kinds.count(NodeKind.PART) or kinds.count(NodeKind.CHAPTER)


def _changed(document: Document, node: Node, copy: int, tops: int) -> str:
    words = document.quote(node.start, node.end)
    if copy == 0:
        return words
    if node.kind in HEADINGS:
        if node.level == 1:
            words = _LABEL.sub(lambda m: "第" + chinese_number(_number(m[1]) + copy * tops), words)
        end = len(words.rstrip(" \u3000\r\n。：:"))
        return f"{words[:end]}之{chinese_number(copy + 1)}{words[end:]}"
    return _NUMBER.sub(lambda m: m[0] if _YEAR.fullmatch(m[0]) else _moved(m[0], copy), words)


def _moved(digits: str, copy: int) -> str:
    """The last digit moved on by the copy's number, never to zero."""
    return digits[:-1] + str((int(digits[-1]) + copy - 1) % 9 + 1)


def chinese_number(number: int) -> str:
    """A number below one thousand in Chinese numerals: 21 → 二十一, 105 → 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones or not words else "")


def _number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.index(tens) if tens else 1 if ten else 0) * 10 + (_DIGITS.index(ones) if ones else 0)
