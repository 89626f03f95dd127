"""Time spans that plans speak of: five-year plan periods and years.

Source: the five-year plans of the People's Republic; the sixth (六五) began in 1981 and each has followed the
one before without a gap since then.
"""

from __future__ import annotations

import re

from attrs import frozen

_DIGITS = "零一二三四五六七八九十"
_FIRST_REGULAR = 6
_FIRST_REGULAR_START = 1981

PLAN_PERIOD_NAME = r"(?:[六七八九]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?)五"


@frozen(order=True)
class PlanPeriod:
    """One five-year plan period, such as 十四五.

    Attributes:
        number: which five-year plan it is, e.g. 14.
    """

    number: int

    @property
    def name(self) -> str:
        """The period's everyday name, e.g. 十四五."""
        tens, ones = divmod(self.number, 10)
        head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
        return head + (_DIGITS[ones] if ones else "") + "五"

    @property
    def start(self) -> int:
        """First year of the period, e.g. 2021."""
        return _FIRST_REGULAR_START + 5 * (self.number - _FIRST_REGULAR)

    @property
    def end(self) -> int:
        """Last year of the period, e.g. 2025."""
        return self.start + 4

    @property
    def base(self) -> int:
        """The base year that targets start from, the last year of the period before, e.g. 2020."""
        return self.start - 1

    @property
    def previous(self) -> PlanPeriod:
        """The period before this one."""
        return PlanPeriod(self.number - 1)

    @property
    def next(self) -> PlanPeriod:
        """The period after this one."""
        return PlanPeriod(self.number + 1)

    @classmethod
    def from_name(cls, name: str) -> PlanPeriod:
        """Reads a name such as 十四五; raises ValueError where it is none."""
        if not re.fullmatch(PLAN_PERIOD_NAME, name):
            raise ValueError(f"“{name}” is not the name of a five-year plan period, such as 十四五")
        digits = name[:-1]
        tens, has_ten, ones = digits.rpartition("十")
        ten_count = (_DIGITS.index(tens) if tens else 1) if has_ten else 0
        return cls(ten_count * 10 + (_DIGITS.index(ones) if ones else 0))

    @classmethod
    def from_year(cls, year: int) -> PlanPeriod:
        """The period that a year lies in, e.g. 2023 lies in 十四五."""
        return cls(_FIRST_REGULAR + (year - _FIRST_REGULAR_START) // 5)


def last_year(horizon: str) -> str:
    """The year in which a horizon ends: "十四五" → "2025", "2035" → "2035"; "other" stays as it is."""
    if horizon.isdigit() or not re.fullmatch(PLAN_PERIOD_NAME, horizon):
        return horizon
    return str(PlanPeriod.from_name(horizon).end)
