"""The record of a quantity found in a text, before anybody asks what it measures."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from gangyao.core.quantity.quantity import Comparator


@frozen
class Mention:
    """A quantity in folded text.

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
