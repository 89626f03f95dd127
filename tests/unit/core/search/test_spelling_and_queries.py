"""How texts and queries are spelled, what a query asks for, and which words of a text are marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gangyao.core.search.query import LONGEST, MOST, Query, parse_query
from gangyao.core.search.snippet import cut_snippet, hits_in
from gangyao.core.search.spelling import spell


def stands(query: str, text: str) -> bool:
    """Whether all words of a query stand in a text and none that it excludes."""
    asked, spelled = parse_query(query), spell(text).text
    return all(word in spelled for word in asked.words) and not any(word in spelled for word in asked.excluded)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("就业", "稳定和扩大就业"),
        ("水", "节约用水"),
        ("36.5%", "比率达到３６．５％"),
        ("2025年", "到２０２５年末"),
        ("12万", "新增 12 万人"),
        ("1200", "建成1,200公里"),
        ("5g", "建设5G基站"),
        ("5Ｇ", "建设5G基站"),
        ("pm2.5", "PM2.5浓度下降"),
        ("PM", "PM2.5浓度下降"),
        ("gdp", "人均GDP翻番"),
        ("4A级", "创建４Ａ级景区"),
        ("G85", "沿G85高速"),
        ("R&D", "R＆D经费"),
        ("m2", "每人50㎡"),
        ("两山", "建设“两山”基地"),
        ("建设两山基地", "建设 “两山” 基地"),
        ("85", "83.2 85"),
        ("“粮食、蔬菜”", "粮食，蔬菜稳产"),
        ("粮食、蔬菜", "蔬菜面积和粮食产量"),
        ("2021-2025年", "2021—2025年"),
        ("养老 就业", "就业和养老"),
        ("养老 -就业", "养老服务"),
        ("「社区养老」", "发展社区养老"),
    ],
)
def test_a_query_finds_what_a_reader_would_call_the_same_words(query: str, text: str) -> None:
    assert stands(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("25", "到2025年"),
        ("5%", "达到36.5%"),
        ("2.5", "达到12.5"),
        ("36", "达到36.5%"),
        ("5G", "15G"),
        ("业养", "稳定就业，养老金"),
        ("83285", "2020年 83.2 85"),
        ("2020", "20“20”"),
        ("养老 -就业", "就业和养老"),
        ("养老 就业", "养老服务"),
        ("“粮食、蔬菜”", "粮食蔬菜"),
    ],
)
def test_a_query_does_not_find_half_a_number_or_words_across_a_comma(query: str, text: str) -> None:
    assert not stands(query, text)


def test_a_query_has_each_word_once_in_the_order_asked() -> None:
    assert parse_query(" 养老  就业 养老 ") == Query(("养老", "就业"), ())
    assert parse_query("养老 －托育 -「日间 照料」") == Query(("养老",), ("托育", "日间照料"))


@pytest.mark.parametrize("query", ["", "  ", "，。！", "“”", "-", "--", "\x00", "\u202e\u200f", "\ud800", "()*:^"])
def test_marks_alone_ask_for_nothing(query: str) -> None:
    assert parse_query(query).words == ()


def test_a_query_that_is_too_long_is_cut_and_says_so() -> None:
    long = parse_query("就业" * LONGEST)
    assert long.cut
    assert len(long.words[0]) == LONGEST
    many = parse_query(" ".join("甲乙丙丁戊己庚辛壬癸子丑"))
    assert many.cut
    assert len(many.words) == MOST
    assert not parse_query("就业 养老").cut


@given(st.text(max_size=300))
def test_every_string_is_a_query_and_a_text(text: str) -> None:
    asked = parse_query(text)
    assert all(word and word == word.strip("\x01") for word in (*asked.words, *asked.excluded))
    spelled = spell(text)
    assert len(spelled.text) == len(spelled.origins)
    assert list(spelled.origins) == sorted(spelled.origins)
    assert "".join(piece.text for piece in cut_snippet(text, asked.words, 1000)) == text


@given(st.text(alphabet="就业养老ＧG5.０,，、 “”%年", max_size=40), st.integers(0, 40), st.integers(1, 6))
def test_a_stretch_of_a_text_in_quotes_finds_the_text_where_it_cuts_no_number(text: str, start: int, size: int) -> None:
    stretch = text[start : start + size].replace("“", "").replace("”", "")
    if any(char in "5０." for char in (text[start - 1 : start] + text[start : start + 1] + text[start + size - 1 :])):
        return
    words = parse_query(f'"{stretch}"').words
    if words and text[start : start + size] == stretch:
        assert words[0] in spell(text).text


def test_what_was_found_is_marked_as_it_is_printed() -> None:
    text = "到２０２５年，“就业”和养老服务，就业"
    words = parse_query("就业 2025年").words
    assert [text[start:end] for start, end in hits_in(text, words)] == ["２０２５年", "就业", "就业"]
    assert [(piece.text, piece.hit) for piece in cut_snippet(text, words, 100)] == [
        ("到", False), ("２０２５年", True), ("，“", False), ("就业", True), ("”和养老服务，", False), ("就业", True),
    ]  # fmt: skip


def test_a_long_text_is_cut_around_the_first_hit() -> None:
    pieces = cut_snippet("甲" * 200 + "养老" + "乙" * 200, ("养老",), 100)
    assert [piece.text for piece in pieces] == ["……", "甲" * 36, "养老", "乙" * 62, "……"]
    assert cut_snippet("甲" * 20, (), 100)[0].text == "甲" * 20
