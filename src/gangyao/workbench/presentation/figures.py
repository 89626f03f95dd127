"""Quantities as they are printed on pages: nothing is converted or rounded."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import frozen

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


@frozen
class Figure:
    """A quantity in the pieces that a table sets apart.

    Attributes:
        sign: bound as a sign, e.g. "≥"; empty where the value is meant as it stands.
        bound: the same in words, e.g. "不低于".
        number: e.g. "36.5", "3—5"; empty where only words stand.
        unit: e.g. "%", "亿元"; empty where there is none.
        words: the level in words (全覆盖) or the direction beside a number (下降); empty otherwise.
    """

    sign: str
    bound: str
    number: str
    unit: str
    words: str

    @property
    def text(self) -> str:
        """The whole in one line, e.g. "下降 ≥18%"."""
        if not self.number:
            return self.words
        return " ".join(part for part in (self.words, f"{self.sign}{self.number}{self.unit}") if part)

    @property
    def spoken(self) -> str:
        """The whole in words, e.g. "不低于36.5%"."""
        if not self.number:
            return self.words
        return f"{self.words}{self.bound}{self.number}{self.unit}"


def figure(quantity: Quantity) -> Figure:
    """A quantity as pages print it."""
    number = "" if quantity.value is None else plain(quantity.value)
    if number and quantity.value_high is not None:
        number = f"{number}—{plain(quantity.value_high)}"
    sign, bound = SIGNS[quantity.comparator], BOUNDS[quantity.comparator]
    return Figure(sign, bound, number, quantity.unit or "", quantity.words or "")


def plain(value: Decimal) -> str:
    """A number without exponent, digits as printed."""
    return format(value, "f")
