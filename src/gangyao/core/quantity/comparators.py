"""The words that bound a value: 不低于, 突破, 以上, 左右; docs/method/statements.md, 6."""

from __future__ import annotations

import re

from gangyao.core.quantity.quantity import Comparator

BEFORE = {
    "不低于": ">=", "不少于": ">=", "不小于": ">=", "不得低于": ">=", "不得少于": ">=", "至少": ">=", "≥": ">=", "大于等于": ">=",
    "不超过": "<=", "不高于": "<=", "不大于": "<=", "不多于": "<=", "不得超过": "<=", "不得高于": "<=", "至多": "<=", "最多": "<=", "≤": "<=",
    "突破": ">", "超过": ">", "超": ">", "逾": ">", "高于": ">", "大于": ">", "多于": ">", "优于": ">", ">": ">", "过": ">",
    "低于": "<", "小于": "<", "少于": "<", "不足": "<", "不到": "<", "<": "<",
    "近": "~", "接近": "~", "约": "~", "大约": "~", "约为": "~", "将近": "~", "大概": "~",
}  # fmt: skip
AFTER = {
    "左右": "~", "上下": "~", "以上": ">=", "及以上": ">=", "及其以上": ">=", "或以上": ">=", "之上": ">=",
    "以下": "<", "之下": "<", "及以下": "<=", "以内": "<=", "之内": "<=", "内": "<=", "之间": "=",
}  # fmt: skip
ABOUT_MORE = "[余多]"


def alternation(words: dict[str, str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def comparator_of(match: re.Match[str], *, graded: bool = False) -> Comparator:
    """What follows the unit beats what precedes the number; 余 and 多 say more than; a size class is about."""
    groups = match.groupdict()
    if groups.get("after"):
        return Comparator(AFTER[groups["after"]])
    if groups.get("before"):
        return Comparator(BEFORE[groups["before"]])
    inside = (groups.get("magnitude") or "") + (groups.get("minor_magnitude") or "")
    if any(groups.get(more) for more in ("more", "more2", "more3")) or re.search(ABOUT_MORE, inside):
        return Comparator.ABOVE
    return Comparator.ABOUT if graded else Comparator.EQUAL
