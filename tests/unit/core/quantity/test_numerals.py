"""Numerals are read as exact decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gangyao.core.quantity.numerals import parse_arabic, parse_chinese

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("三", "3"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("两千三百", "2300"),
        ("三万六千", "36000"),
        ("二〇三五", "2035"),
        ("三点五", "3.5"),
        ("一亿二千万", "120000000"),
        ("百", "100"),
    ],
)
def test_a_chinese_numeral_is_its_number(printed: str, value: str) -> None:
    assert parse_chinese(printed) == Decimal(value)


@pytest.mark.parametrize(("printed", "value"), [("1,200.5", "1200.5"), ("12,000", "12000"), ("0.7", "0.7")])
def test_thousands_commas_are_no_part_of_a_number(printed: str, value: str) -> None:
    assert parse_arabic(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "点五", "多少", "三个"])
def test_what_is_no_numeral_is_refused_by_name(printed: str) -> None:
    with pytest.raises(ValueError, match="is not a Chinese numeral"):
        parse_chinese(printed)


@given(st.integers(min_value=1, max_value=9999))
def test_every_number_below_ten_thousand_comes_back_as_written(number: int) -> None:
    assert parse_chinese(spell(number)) == number


def spell(number: int) -> str:
    """A number below 10000 in Chinese: 2035 → 二千零三十五."""
    spelled, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            spelled += ("零" if gap else "") + DIGITS[digit] + name
        gap = not digit and bool(spelled)
    return spelled
