"""Figures that name or date something and are no quantities: 5G, 4A, G247, 2025年, 第3, 3+3, 500强, 〔2016〕65号."""

from __future__ import annotations

import re
from decimal import Decimal

_YEAR = re.compile(r"(?:19|20)[0-9][0-9]$")
_NOT_UNIT_AFTER = re.compile(
    r"年(?!以上|以内|左右)|月|号|时(?![长间])|点(?!位|源)|周年|代|版|届|强(?!度)|后(?![,。])|\+|[·•∙:×][0-9]"
    r"|”?高地|级(?!以)|[A-Za-z]|周岁"
)
_NAME_BEFORE = re.compile(r"[A-Za-z第+×·•∙〔\[(（#]$|[A-Za-z]-$")


def is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a number's neighbours make it a name or a date."""
    number_start = match.start("low")
    before = text[max(0, number_start - 2) : number_start]
    if not match["before"] and _NAME_BEFORE.search(before) and not (before[-1] in "(（" and match["unit"]):
        return True
    if match["unit"] == "日" and text[number_start - 1 : number_start] == "月":
        return True
    if match["graded"] and not match["magnitude"]:
        return True
    number_end = match.end("high") if match["high"] else match.end("low")
    unit = match["unit"]
    following = text[number_end : number_end + 3]
    if (
        not match["magnitude"]
        and not match["graded"]
        and (unit is None or unit in ("年", "分"))
        and _NOT_UNIT_AFTER.match(following)
    ):
        return unit != "年" or bool(_YEAR.fullmatch(match["low"])) or not following.startswith("年")
    return unit == "年" and bool(_YEAR.fullmatch(match["high"] or match["low"]))


def is_range(text: str, match: re.Match[str], low: Decimal, high: Decimal | None) -> bool:
    """由a到b is two values and 2015-2020 two years; a range runs upwards within one unit."""
    if high is None or high <= low:
        return False
    left = text[max(0, match.start() - 12) : match.start()]
    separator = text[
        match.end("low_unit")
        if match["low_unit"]
        else match.end("low_magnitude")
        if match["low_magnitude"]
        else match.end("low")
    ]
    if separator in "至到" and re.search("[由从自][^,;。]*$", left):
        return False
    return not (
        _YEAR.fullmatch(match["low"])
        and (_YEAR.fullmatch(match["high"]) or text[match.end("high") : match.end("high") + 1] == "年")
    )
