"""Finds quantities in folded text: number, magnitude, unit, comparator, range.

What only looks like one (5G, 4A, G247, 2025年, 第3, 103050 in quotes) is left out here; what a quantity
measures is not asked here. The rules are docs/method/statements.md, 4 to 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from gangyao.core.quantity.numerals import ARABIC_NUMERAL, CHINESE_NUMERAL, parse_arabic, parse_chinese
from gangyao.core.quantity.quantity import Comparator
from gangyao.core.quantity.units import UnitTable

_BEFORE = {
    "不低于": ">=", "不少于": ">=", "不小于": ">=", "不得低于": ">=", "不得少于": ">=", "至少": ">=", "≥": ">=", "大于等于": ">=",
    "不超过": "<=", "不高于": "<=", "不大于": "<=", "不多于": "<=", "不得超过": "<=", "不得高于": "<=", "至多": "<=", "最多": "<=", "≤": "<=",
    "突破": ">", "超过": ">", "超": ">", "逾": ">", "高于": ">", "大于": ">", "多于": ">", "优于": ">", ">": ">", "过": ">",
    "低于": "<", "小于": "<", "少于": "<", "不足": "<", "不到": "<", "<": "<",
    "近": "~", "接近": "~", "约": "~", "大约": "~", "约为": "~", "将近": "~", "大概": "~",
}  # fmt: skip
_AFTER = {
    "左右": "~", "上下": "~", "以上": ">=", "及以上": ">=", "及其以上": ">=", "或以上": ">=", "之上": ">=",
    "以下": "<", "之下": "<", "及以下": "<=", "以内": "<=", "之内": "<=", "内": "<=", "之间": "=",
}  # fmt: skip
_MAGNITUDE = "(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"
_ABOUT_MORE = "[余多]"
_RANGE = r"(?:-|—|~|至|到)"


def _alternation(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@frozen
class Mention:
    """A quantity in folded text, before anybody asks what it measures.

    Attributes:
        start: first character, a comparator before the number included.
        end: one past the last character, a comparator after the unit included.
        number_start: first digit.
        unit_end: one past the unit, before a comparator that follows.
        value: as printed, without magnitude where that belongs to the unit (3.7万人 → 3.7).
        value_high: upper end of a range, else None.
        unit: printed unit with magnitude, e.g. "万人"; None where none is printed.
        magnitude: printed magnitude, e.g. "万"; also part of unit where there is one.
        dimension: of the unit in the vocabulary, e.g. "money"; empty without unit.
        counts: the unit is a classifier.
        comparator: how the value bounds the real one.
        spelled: written in Chinese numerals.
        graded: a size class such as 200亿级.
    """

    start: int
    end: int
    number_start: int
    unit_end: int
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    magnitude: str
    dimension: str
    counts: bool
    comparator: Comparator
    spelled: bool = False
    graded: bool = False


class QuantityGrammar:
    """The grammar for one table of units; built once, used for any number of texts."""

    def __init__(self, units: UnitTable) -> None:
        """Builds the patterns for these units."""
        self.units = units
        before, after, unit = _alternation(_BEFORE), _alternation(_AFTER), units.pattern
        tail = (
            rf"(?P<more>{_ABOUT_MORE})?(?P<magnitude>{_MAGNITUDE})?(?P<more2>{_ABOUT_MORE})?"
            rf"(?P<graded>级)?(?P<unit>(?!个体){unit})?(?P<more3>{_ABOUT_MORE}(?![元种重]))?(?P<graded2>级(?![别以]))?(?P<after>{after})?"
        )
        low_tail = rf"(?:(?P<low_magnitude>{_MAGNITUDE})?(?P<low_unit>{unit})?)"
        self._arabic = re.compile(
            rf"(?P<before>{before})?(?P<low>(?<![\d.A-Za-z]){ARABIC_NUMERAL})"
            rf"(?:{low_tail}{_RANGE}(?P<high>{ARABIC_NUMERAL}))?{tail}"
        )
        self._spelled = re.compile(
            rf"(?P<before>{before})?(?:百分之(?P<percent>{CHINESE_NUMERAL}|{ARABIC_NUMERAL})(?:{_RANGE}百分之(?P<percent_high>{CHINESE_NUMERAL}))?"
            rf"|(?P<below>{CHINESE_NUMERAL})分之(?P<above>{CHINESE_NUMERAL})"
            rf"|(?P<low>{CHINESE_NUMERAL})(?P<more>{_ABOUT_MORE})?(?P<unit>个百分点|倍|{_COUNTED})"
            rf")(?P<after>{after})?"
        )
        self._fraction = re.compile(rf"(?P<before>{before})?(?P<above>\d+)/(?P<below>\d+)(?![\d/])(?P<after>{after})?")

    def find(self, text: str) -> Iterator[Mention]:
        """Quantities of a folded text, from left to right, never overlapping."""
        fractions = {m.start("above"): m for m in self._fraction.finditer(text)} if "/" in text else {}
        end = 0
        for match in self._arabic.finditer(text):
            if match.start("low") < end:
                continue
            fraction = fractions.get(match.start("low"))
            mention = self._read_fraction(fraction) if fraction else self._read_arabic(text, match)
            if mention:
                end = mention.end
                yield mention

    def find_spelled(self, text: str) -> Iterator[Mention]:
        """Quantities written in Chinese numerals (百分之六, 三分之一, 两个百分点, 一倍, 百家)."""
        for match in self._spelled.finditer(text):
            mention = self._read_spelled(text, match)
            if mention:
                yield mention

    def _read_arabic(self, text: str, match: re.Match[str]) -> Mention | None:
        number_start, low, high = match.start("low"), match["low"], match["high"]
        unit, magnitude, end = match["unit"], match["magnitude"] or "", match.end()
        value, value_high = parse_arabic(low), parse_arabic(high) if high else None
        if high and not _is_range(text, match, value, value_high):
            return self._read_first_of_two(text, match, value)
        if _is_name(text, match):
            return None
        graded = bool(match["graded"] or match["graded2"])
        if graded and magnitude and not unit:
            unit = "元"
        known = self.units.find(unit) if unit else None
        return Mention(
            start=match.start(), end=end, number_start=number_start, unit_end=match.end("unit") if match["unit"] else match.end("graded") if match["graded"] else match.end("magnitude") if magnitude else match.end("high") if high else match.end("low"),
            value=value, value_high=value_high, unit=(magnitude + unit) if unit else None, magnitude=magnitude,
            dimension=known.dimension if known else "", counts=bool(known and known.counts),
            comparator=_comparator(match, graded=graded), graded=graded,
        )  # fmt: skip

    def _read_first_of_two(self, text: str, match: re.Match[str], value: Decimal) -> Mention | None:
        """由66%到70%, 2015-2020: no range, only its first number is read here."""
        printed = (match["low_magnitude"] or "") + (match["low_unit"] or "")
        if not match["low_unit"]:
            return None
        known = self.units.find(printed)
        end = match.end("low_unit")
        return Mention(
            start=match.start(), end=end, number_start=match.start("low"), unit_end=end, value=value, value_high=None,
            unit=printed, magnitude=match["low_magnitude"] or "", dimension=known.dimension if known else "",
            counts=bool(known and known.counts), comparator=Comparator(_BEFORE.get(match["before"] or "", "=")),
        )  # fmt: skip

    def _read_fraction(self, match: re.Match[str]) -> Mention | None:
        if not int(match["below"]) or int(match["above"]) >= int(match["below"]):
            return None
        return self._fraction_mention(match, Decimal(match["above"]), Decimal(match["below"]), spelled=False)

    def _fraction_mention(self, match: re.Match[str], above: Decimal, below: Decimal, *, spelled: bool) -> Mention:
        """A fraction to four digits, as docs/method/statements.md wants it."""
        return Mention(
            start=match.start(), end=match.end(), number_start=match.end("before") if match["before"] else match.start(),
            unit_end=match.end("above") if spelled else match.end("below"), value=(above / below).quantize(Decimal("0.0001")), value_high=None,
            unit=None, magnitude="", dimension="ratio", counts=False, comparator=_comparator(match), spelled=spelled,
        )  # fmt: skip

    def _read_spelled(self, text: str, match: re.Match[str]) -> Mention | None:
        if match["above"]:
            below, above = parse_chinese(match["below"]), parse_chinese(match["above"])
            return self._fraction_mention(match, above, below, spelled=True) if 0 < above < below else None
        if match["percent"]:
            value, unit = _parse_any(match["percent"]), "%"
            high = _parse_any(match["percent_high"]) if match["percent_high"] else None
        else:
            if match.start("low") and text[match.start("low") - 1] in "第十百千万亿":
                return None
            value, unit, high = _parse_any(match["low"]), match["unit"], None
        known = self.units.find(unit)
        return Mention(
            start=match.start(), end=match.end(), number_start=match.end("before") if match["before"] else match.start(),
            unit_end=match.start("after") if match["after"] else match.end(), value=value, value_high=high, unit=unit,
            magnitude="", dimension=known.dimension if known else "", counts=bool(known and known.counts),
            comparator=_comparator(match), spelled=True,
        )  # fmt: skip


_COUNTED = "(?:家|个|所|名|人|户|条|项|件|公里|亿元|万元|亩|公顷|平方米|平方公里)"


def _parse_any(text: str) -> Decimal:
    return parse_arabic(text) if text[0].isdigit() else parse_chinese(text)


def _comparator(match: re.Match[str], *, graded: bool = False) -> Comparator:
    """After the unit beats before the number; 余 and 多 say more than; a size class is about."""
    groups = match.groupdict()
    if groups.get("after"):
        return Comparator(_AFTER[groups["after"]])
    if groups.get("before"):
        return Comparator(_BEFORE[groups["before"]])
    if groups.get("more") or groups.get("more2") or groups.get("more3"):
        return Comparator.ABOVE
    return Comparator.ABOUT if graded else Comparator.EQUAL


_YEAR = re.compile(r"(?:19|20)\d\d$")
_NOT_UNIT_AFTER = re.compile(r"年(?!以上|以内|左右)|月|号|时(?![长间])|点(?!位|源)|周年|代|版|届|强(?!度)|后(?![,。])|\+|[·•∙:×]\d|”?高地|级(?!以)|[A-Za-z]|周岁")
_NAME_BEFORE = re.compile(r"[A-Za-z第+·•∙〔\[(（#]$|[A-Za-z]-$")


def _is_range(text: str, match: re.Match[str], low: Decimal, high: Decimal | None) -> bool:
    """由a到b is two values and 2015-2020 two years; a range runs upwards within one unit."""
    if high is None or high <= low:
        return False
    left = text[max(0, match.start() - 12) : match.start()]
    separator = text[match.end("low_unit") if match["low_unit"] else match.end("low_magnitude") if match["low_magnitude"] else match.end("low")]
    if separator in "至到" and re.search("[由从自][^,;。]*$", left):
        return False
    return not (_YEAR.fullmatch(match["low"]) and (_YEAR.fullmatch(match["high"]) or text[match.end("high") : match.end("high") + 1] == "年"))


def _is_name(text: str, match: re.Match[str]) -> bool:
    """5G, 4A, G247, 2025年, 第3, 3+3, 500强, 〔2016〕65号: figures in names and dates."""
    number_start = match.start("low")
    if not match["before"] and _NAME_BEFORE.search(text[max(0, number_start - 2) : number_start]):
        return True
    number_end = match.end("high") if match["high"] else match.end("low")
    unit = match["unit"]
    if match["graded"] and not match["magnitude"]:
        return True
    following = text[number_end : number_end + 3]
    if not match["magnitude"] and not match["graded"] and (unit is None or unit in ("年", "分")) and _NOT_UNIT_AFTER.match(following):
        return unit != "年" or bool(_YEAR.fullmatch(match["low"])) or not following.startswith("年")
    return unit == "年" and bool(_YEAR.fullmatch(match["high"] or match["low"]))
