"""Quantities as they are printed on pages: nothing is converted or rounded, bounds are in the words of the text.

以上, 以下, 以内 include the number and 超过, 低于, 不到 do not (民法典 第1259条). The record has one comparator for 以下 and
低于 (docs/method/statements.md, 6), so which of them stands there is looked up in the quote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from attrs import frozen

from gangyao.core.plan.plan import Baseline, Target
from gangyao.core.plan.statement import Statement
from gangyao.core.quantity.comparators import AFTER, alternation
from gangyao.core.quantity.quantity import Comparator, Quantity

SIGNS: Mapping[Comparator, str] = {
    Comparator.EQUAL: "",
    Comparator.AT_LEAST: "≥",
    Comparator.ABOVE: ">",
    Comparator.AT_MOST: "≤",
    Comparator.BELOW: "<",
    Comparator.ABOUT: "约",
}
BOUNDS: Mapping[Comparator, str] = {
    Comparator.EQUAL: "",
    Comparator.AT_LEAST: "不低于",
    Comparator.ABOVE: "超过",
    Comparator.AT_MOST: "不超过",
    Comparator.BELOW: "低于",
    Comparator.ABOUT: "约",
}
# What stands behind the unit; 及以下, 之上 and the like are printed as the plain word.
_BEHIND: Mapping[Comparator, str] = {
    Comparator.AT_LEAST: "以上",
    Comparator.AT_MOST: "以内",
    Comparator.BELOW: "以下",
    Comparator.ABOUT: "左右",
}
_AFTER_UNIT = rf"[^0-9,，。；、]{{0,12}}?(?P<after>{alternation(AFTER)})"
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_THOUSANDS = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3})")
_PLACE = "位"
_RANK = re.compile("第|前|首|榜首")


@frozen
class Figure:
    """A quantity in the pieces that a table sets apart.

    Attributes:
        sign: bound as a sign, e.g. "≥"; empty where the value is meant as it stands.
        before: bound in words before the number, e.g. "不低于"; of a rank "第" or "前"; empty where there is none.
        number: e.g. "36.5", "3—5"; empty where only words stand.
        unit: e.g. "%", "亿元"; empty where there is none.
        after: bound in words behind the unit, e.g. "以下"; empty where there is none.
        words: the level in words (全覆盖), the direction beside a number (下降), or among whom a rank is held (全市);
            empty otherwise.
    """

    sign: str
    before: str
    number: str
    unit: str
    after: str
    words: str

    @property
    def bound(self) -> str:
        """The bound of the number in words, wherever it stands; empty where there is none."""
        return "" if self.before == "第" or not self.number else self.before or self.after

    @property
    def text(self) -> str:
        """The whole in one line, e.g. "下降 18%以上"."""
        return " ".join(part for part in (self.words, self._numeric) if part)

    @property
    def spoken(self) -> str:
        """The whole in words, e.g. "不低于36.5%"."""
        return f"{self.words}{self._numeric}"

    @property
    def _numeric(self) -> str:
        return f"{self.before}{self.number}{self.unit}{self.after}" if self.number else ""


def figure(quantity: Quantity, quote: str = "") -> Figure:
    """A quantity as pages print it.

    Args:
        quantity: the value.
        quote: the words it was read from; they say on which side of the number its bound stands.
    """
    number = "" if quantity.value is None else plain(quantity.value)
    if number and quantity.value_high is not None:
        number = f"{number}—{plain(quantity.value_high)}"
    unit, words, comparator = quantity.unit or "", quantity.words or "", quantity.comparator
    if number and words and unit == _PLACE and (rank := _RANK.search(words)):
        ahead = "前" if comparator is Comparator.AT_MOST else "第"
        return Figure("", ahead, number, unit, "", words[: rank.start()])
    after = _written_behind(quantity, quote) if number else ""
    sign = SIGNS[Comparator.AT_MOST if after and comparator is Comparator.BELOW else comparator]
    return Figure(sign, "" if after else BOUNDS[comparator], number, unit, after, words)


def figure_of(record: Statement | Target, text: str) -> Figure:
    """The value of a record as pages print it, its bound as the text of the plan writes it."""
    return figure(record.quantity, quote_of(record, text))


def quote_of(record: Statement | Target, text: str) -> str:
    """The words that a record is read from."""
    anchor = record.anchors[0] if isinstance(record, Target) else record.anchor
    return text[anchor.start : anchor.end]


def baseline_figure(baseline: Baseline, statements: Mapping[str, Statement], text: str) -> Figure:
    """The value that a target starts from; statements are those of the plan by their ids."""
    read_from = statements.get(baseline.statement)
    return figure(baseline.quantity, quote_of(read_from, text) if read_from else "")


def _written_behind(quantity: Quantity, quote: str) -> str:
    """以上, 以下, 以内 or 左右 where the quote writes the bound behind this number, else empty."""
    if quantity.comparator not in _BEHIND or quantity.value is None or not quote:
        return ""
    number = plain(quantity.value if quantity.value_high is None else quantity.value_high)
    folded = _THOUSANDS.sub("", quote.translate(_WIDE))
    for found in re.finditer(rf"(?<![0-9.]){re.escape(number)}(?![0-9.]){_AFTER_UNIT}", folded):
        if AFTER[found["after"]] == quantity.comparator:
            return (
                "以下" if found["after"].endswith("下") and found["after"] != "上下" else _BEHIND[quantity.comparator]
            )
    return ""


def plain(value: Decimal) -> str:
    """A number without exponent, digits as printed."""
    return format(value, "f")
