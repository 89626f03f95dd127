"""The record of a quantity as printed."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen


class Comparator(StrEnum):
    """How the written value bounds the real one."""

    EQUAL = "="
    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    ABOUT = "~"


@frozen
class Quantity:
    """A value as printed, unsigned; nothing is converted.

    Attributes:
        value: the printed number, e.g. Decimal("3.7"); None where only words stand (全覆盖).
        value_high: upper end of a printed range (3-5家 → 5), else None.
        unit: the unit as printed without spaces, e.g. "万人", "%", "个百分点"; None where there is none.
        comparator: how the value bounds the real one, e.g. Comparator.AT_LEAST for 以上.
        words: the level in words where no number stands or beside it, e.g. "全覆盖", "下降"; None otherwise.
    """

    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = field(default=Comparator.EQUAL, converter=Comparator)
    words: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.value is None and self.words is None:
            raise ValueError("a quantity needs a value or words")
        if self.value_high is not None and (self.value is None or self.value_high < self.value):
            raise ValueError(f"a range runs upwards, not from {self.value} to {self.value_high}")
