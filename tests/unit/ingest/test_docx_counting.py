"""How automatic numbering writes numbers."""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gangyao.ingest.docx.counting import chinese, count


@pytest.mark.parametrize(
    ("number", "number_format", "written"),
    [
        (1, "chineseCounting", "一"), (10, "chineseCountingThousand", "十"), (11, "japaneseCounting", "十一"),
        (20, "chineseCounting", "二十"), (101, "chineseCounting", "一百零一"), (110, "chineseCounting", "一百一十"),
        (1005, "chineseCounting", "一千零五"), (12, "chineseLegalSimplified", "壹拾贰"), (10, "ideographDigital", "一〇"),
        (3, "ideographTraditional", "丙"), (12, "decimalEnclosedCircleChinese", "⑫"), (21, "decimalEnclosedCircle", "21"),
        (9, "upperRoman", "IX"), (28, "lowerLetter", "bb"), (5, "decimalZero", "05"), (12, "decimalFullWidth", "１２"),
        (7, "unheardOf", "7"), (0, "chineseCounting", "0"), (99999, "chineseCounting", "99999"),
    ],
)  # fmt: skip
def test_a_number_is_written_in_word_s_format(number: int, number_format: str, written: str) -> None:
    assert count(number, number_format) == written


@given(st.integers(1, 9999))
def test_chinese_numbers_read_back_as_themselves(number: int) -> None:
    assert cn2an.cn2an(chinese(number), "normal") == number
