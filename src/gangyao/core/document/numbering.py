"""Numbered headings as official documents write them: 第一章, 一、, （一）, 1., （1）, 专栏1.

Source: GB/T 9704-2012, 7.3.3 (levels 一、（一）1.（1）); 篇, 章, 节 and 专栏 are the habit of planning outlines.
"""

from __future__ import annotations

import re

from attrs import frozen

from gangyao.core.document.document import NodeKind

_NUMERAL = r"[零〇一二三四五六七八九十百\d]{1,4}"
_PATTERNS = (
    (NodeKind.PART, 1, re.compile(rf"第{_NUMERAL}(?:篇|编|部分)")),
    (NodeKind.CHAPTER, 2, re.compile(rf"第{_NUMERAL}章")),
    (NodeKind.SECTION, 3, re.compile(rf"第{_NUMERAL}节")),
    (NodeKind.BOX, 9, re.compile(r"专栏ⅰ?[\d一二三四五六七八九十]{1,3}(?:-\d+)?[:、.]?")),
    (NodeKind.ITEM, 4, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (NodeKind.ITEM, 5, re.compile(r"\([一二三四五六七八九十]{1,3}\)、?")),
    (NodeKind.ITEM, 6, re.compile(r"\d{1,2}(?:、|\.(?!\d)|:)")),
    (NodeKind.ITEM, 7, re.compile(r"\(\d{1,2}\)|[①-⑳]")),
)
INLINE_HEADING = re.compile(rf"第{_NUMERAL}[篇编章节](?![,。;、的])|(?<=[。;!?”])专栏[\d一二三四五六七八九十]")


@frozen
class Number:
    """The number at the start of a folded line.

    Attributes:
        kind: what it numbers.
        level: depth in the outline.
        label: as printed, e.g. "（一）" folded to "(一)".
        end: one past it in the line.
    """

    kind: NodeKind
    level: int
    label: str
    end: int


def read_number(line: str) -> Number | None:
    """The heading number that a folded line starts with, or None."""
    if not line or line[0] not in "第专(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩":
        return None
    for kind, level, pattern in _PATTERNS:
        match = pattern.match(line)
        if match:
            return Number(kind, level, match[0], match.end())
    return None
