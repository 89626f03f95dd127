"""Any text falls into clauses that cover all but the marks between them and white space, never empty, in order."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from gangyao.core.plan.clauses.segment import cut_clauses

PIECES = [*"，,；;。｡、：:“”()（）\n 　\t", "青禾区", "修建步道", "12,000", "3,5", "“", "（", "——", "0"]
planlike = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
SEPARATORS = frozenset(",;。｡\n")


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in cut_clauses(text)]


@settings(max_examples=300, deadline=None)
@given(st.one_of(planlike, st.text(max_size=200)))
def test_clauses_cover_all_but_separators_and_white_space(text: str) -> None:
    spans = list(cut_clauses(text))
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert not set("".join(text[position:start].split())) - SEPARATORS
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not set("".join(text[position:].split())) - SEPARATORS


def test_marks_inside_quotes_and_brackets_do_not_cut() -> None:
    assert words("推行“一窗,一网;一次”改革,完善窗口(含分厅,专区)。") == [
        "推行“一窗,一网;一次”改革",
        "完善窗口(含分厅,专区)",
    ]


def test_a_bracket_inside_a_quote_may_hold_marks_too() -> None:
    assert words("开展“夜读(春,夏)季”活动,布置书架") == ["开展“夜读(春,夏)季”活动", "布置书架"]


def test_a_quote_or_bracket_that_is_never_closed_counts_as_nothing() -> None:
    assert words("修“桥,铺路(石,土\n绿化)山,护林”") == ["修“桥", "铺路(石", "土", "绿化)山", "护林”"]


def test_a_comma_that_parts_thousands_does_not_cut() -> None:
    assert words("面积12,000亩,比上年3,5成") == ["面积12,000亩", "比上年3", "5成"]


def test_a_long_line_of_openers_is_cut_in_step_with_its_length() -> None:
    begin = time.perf_counter()
    assert len(words("“(,)”," * 20_000)) == 20_000
    assert time.perf_counter() - begin < 2
