"""Finds quantities in folded text: number, magnitude, unit, comparator, range.

What only looks like one (5G, 4A, G247, 2025年, 第3, 103050 in quotes) is left out here; what a quantity
measures is not asked here. The rules are docs/method/statements.md, 4 to 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gangyao.core.quantity.comparators import ABOUT_MORE, AFTER, BEFORE, alternation, comparator_of
from gangyao.core.quantity.mention import Mention
from gangyao.core.quantity.names import is_name, is_range
from gangyao.core.quantity.numerals import (
    ARABIC_NUMERAL,
    CHINESE_NUMERAL,
    LONGEST_NUMERAL,
    parse_arabic,
    parse_chinese,
)
from gangyao.core.quantity.quantity import Comparator
from gangyao.core.quantity.units import Unit, UnitTable

__all__ = ["Mention", "QuantityGrammar"]

_MAGNITUDE = "(?:万[余多]?亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"
# 1万6千户, 1亿3千多万人: a second digit one magnitude down.
_MINOR = r"(?:(?<=[万亿])(?P<minor>[0-9])(?P<minor_magnitude>[千百](?:[余多]?万)?))?"
_MINOR_SHARE = {
    ("万", "千"): Decimal("0.1"),
    ("万", "百"): Decimal("0.01"),
    ("亿", "千万"): Decimal("0.1"),
    ("亿", "百万"): Decimal("0.01"),
}
_RANGE = r"(?:-|—|~|至|到)"
# A death rate is printed as 22/10万; 个体, 人口 and 人才 are nouns, not a unit and the rest of a word.
_PER_POPULATION = r"/(?:10|十|百|千)?万"
_NOT_MAGNITUDE = "(?!千伏|千克|千米|千卡|百分)"
_NOT_UNIT = "(?!个体|人口|人才|人员|人民)"
# Units after numerals in characters: those that no common word begins with (元 begins 元化, 米 and 天 too many).
_COUNTED = (
    "(?:家|个|所|名|人次|人|户|条|项|件|公里|亿元|万元|亩|公顷|平方米|平方公里|吨|公斤|立方米|千瓦时|千瓦"
    "|张|辆|套|座|台|头|株|成(?![员为立功果效本长熟就分都型套绩]))"
)


class QuantityGrammar:
    """The grammar for one table of units; built once, used for any number of texts."""

    def __init__(self, units: UnitTable) -> None:
        """Builds the patterns for these units."""
        self.units = units
        before, after, unit = alternation(BEFORE), alternation(AFTER), units.pattern
        tail = (
            rf"(?P<more>{ABOUT_MORE})?(?P<magnitude>{_NOT_MAGNITUDE}{_MAGNITUDE})?{_MINOR}(?P<more2>{ABOUT_MORE})?"
            rf"(?P<graded>级)?(?P<unit>{_PER_POPULATION}|{_NOT_UNIT}{unit})?(?P<more3>{ABOUT_MORE}(?![元种重]))?(?P<graded2>级(?!别))?(?P<after>{after})?"
        )
        low_tail = rf"(?:(?P<low_magnitude>{_MAGNITUDE})?(?P<low_unit>{unit})?)"
        self._arabic = re.compile(
            rf"(?P<before>{before})?(?P<low>(?<![0-9.A-Za-z]){ARABIC_NUMERAL})"
            rf"(?:{low_tail}{_RANGE}(?P<high>{ARABIC_NUMERAL}))?{tail}"
        )
        self._spelled = re.compile(
            rf"(?P<before>{before})?(?:百分之(?P<percent>{CHINESE_NUMERAL}|{ARABIC_NUMERAL})(?:{_RANGE}百分之(?P<percent_high>{CHINESE_NUMERAL}))?"
            rf"|(?P<below>{CHINESE_NUMERAL})分之(?P<above>{CHINESE_NUMERAL})"
            rf"|(?P<low>{CHINESE_NUMERAL})(?P<more>{ABOUT_MORE})?(?P<unit>个百分点|倍|{_COUNTED})"
            rf")(?P<after>{after})?"
        )
        self._fraction = re.compile(
            rf"(?P<before>{before})?(?<![0-9/])(?P<above>[0-9]{{1,3}})/(?P<below>[0-9]{{1,3}})(?![0-9/万])(?P<after>{after})?"
        )

    def find(self, text: str) -> Iterator[Mention]:
        """Quantities of a folded text, from left to right, never overlapping; printed numbers before spelled ones."""
        printed = list(self._printed(text))
        covered = {position for mention in printed for position in range(mention.start, mention.end)}
        spelled = [m for m in self._spelled_out(text) if covered.isdisjoint(range(m.start, m.end))]
        yield from sorted([*printed, *spelled], key=lambda mention: mention.number_start)

    def _printed(self, text: str) -> Iterator[Mention]:
        fractions = {m.start("above"): m for m in self._fraction.finditer(text)} if "/" in text else {}
        position = 0
        while match := self._arabic.search(text, position):
            fraction = fractions.get(match.start("low"))
            mention = self._read_fraction(fraction) if fraction else self._read_arabic(text, match)
            if mention:
                yield mention
            position = mention.end if mention else match.end()

    def _spelled_out(self, text: str) -> Iterator[Mention]:
        """百分之六, 三分之一, 两个百分点, 一倍, 百家."""
        numerals = ("percent", "percent_high", "below", "above", "low")
        for match in self._spelled.finditer(text):
            too_long = any(len(match[numeral] or "") > LONGEST_NUMERAL for numeral in numerals)
            mention = None if too_long else self._read_spelled(text, match)
            if mention:
                yield mention

    def _read_arabic(self, text: str, match: re.Match[str]) -> Mention | None:
        high = match["high"]
        if max(len(match["low"]), len(high or "")) > LONGEST_NUMERAL:
            return None
        magnitude = re.sub(ABOUT_MORE, "", match["magnitude"] or "")
        value, value_high = parse_arabic(match["low"]), parse_arabic(high) if high else None
        if high and not is_range(text, match, value, value_high):
            return self._read_first_of_two(match, value)
        if is_name(text, match):
            return None
        if match["minor"]:
            minor = re.sub(ABOUT_MORE, "", match["minor_magnitude"])
            value += int(match["minor"]) * _MINOR_SHARE.get((magnitude, minor), Decimal(0))
        graded = bool(match["graded"] or match["graded2"])
        unit = match["unit"] or ("元" if graded and magnitude else None)
        known = self.units.find(unit) if unit else None
        return Mention(
            start=match.start(), end=match.end(), number_start=match.start("low"), unit_end=_last_end(match, "unit", "graded", "magnitude", "high", "low"),
            value=value, value_high=value_high, unit=(magnitude + unit) if unit else None, magnitude=magnitude,
            dimension=_dimension(known), counts=bool(known and known.counts), comparator=comparator_of(match, graded=graded), graded=graded,
        )  # fmt: skip

    def _read_first_of_two(self, match: re.Match[str], value: Decimal) -> Mention | None:
        """由66%到70%, 2015-2020: no range, only its first number is read here."""
        printed = (match["low_magnitude"] or "") + (match["low_unit"] or "")
        if not match["low_unit"]:
            return None
        known = self.units.find(printed)
        end = match.end("low_unit")
        return Mention(
            start=match.start(), end=end, number_start=match.start("low"), unit_end=end, value=value, value_high=None,
            unit=printed, magnitude=match["low_magnitude"] or "", dimension=_dimension(known),
            counts=bool(known and known.counts), comparator=Comparator(BEFORE.get(match["before"] or "", "=")),
        )  # fmt: skip

    def _read_fraction(self, match: re.Match[str]) -> Mention | None:
        if not int(match["below"]) or int(match["above"]) >= int(match["below"]):
            return None
        return self._fraction_mention(match, Decimal(match["above"]), Decimal(match["below"]), spelled=False)

    def _fraction_mention(self, match: re.Match[str], above: Decimal, below: Decimal, *, spelled: bool) -> Mention:
        """A fraction to four digits."""
        return Mention(
            start=match.start(), end=match.end(), number_start=match.end("before") if match["before"] else match.start(),
            unit_end=match.end("above") if spelled else match.end("below"), value=(above / below).quantize(Decimal("0.0001")), value_high=None,
            unit=None, magnitude="", dimension="ratio", counts=False, comparator=comparator_of(match), spelled=spelled,
        )  # fmt: skip

    def _read_spelled(self, text: str, match: re.Match[str]) -> Mention | None:
        if match["above"]:
            below, above = parse_chinese(match["below"]), parse_chinese(match["above"])
            return self._fraction_mention(match, above, below, spelled=True) if 0 < above < below else None
        high: Decimal | None = None
        if match["percent"]:
            value, unit = _parse_any(match["percent"]), "%"
            high = _parse_any(match["percent_high"]) if match["percent_high"] else None
        elif match.start("low") and text[match.start("low") - 1] in "第十百千万亿":
            return None
        else:
            value, unit = _parse_any(match["low"]), match["unit"]
        known = self.units.find(unit)
        return Mention(
            start=match.start(), end=match.end(), number_start=match.end("before") if match["before"] else match.start(),
            unit_end=match.start("after") if match["after"] else match.end(), value=value, value_high=high if high is None or high >= value else None,
            unit=unit, magnitude="", dimension=_dimension(known), counts=bool(known and known.counts), comparator=comparator_of(match), spelled=True,
        )  # fmt: skip


def _parse_any(text: str) -> Decimal:
    return parse_arabic(text) if text[0] in "0123456789" else parse_chinese(text)


def _dimension(unit: Unit | None) -> str:
    return unit.dimension if unit else ""


def _last_end(match: re.Match[str], *groups: str) -> int:
    """End of the first of the groups that matched."""
    return next(match.end(group) for group in groups if match[group])
