"""Folding: what rules read, and the way back. All sentences are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gangyao.core.document.folding import fold


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("2 0 2 5 年建成", "2025年建成"),
        ("20 25年建成", "2025年建成"),
        ("202 5 年建成", "2025年建成"),
        ("约 3 . 7 万亩", "约3.7万亩"),
        ("达到９．５％以上", "达到9.5%以上"),
        ("二 〇 三五年", "二〇三五年"),
        ("二○三五年，Ｏ", "二〇三五年,〇"),
        ("近 12 亿元", "近12亿元"),
        ("2020年 2025年", "2020年2025年"),
        ("茶园  12  15  亩", "茶园12 15亩"),
        ("5G + 工业", "5G+工业"),
        ("IPv6 规模 4 A", "IPv6规模4 A"),
        ("“ 茶旅 ” 融合", "“茶旅”融合"),
        ("【1】　甲•乙∙丙", "[1]甲·乙·丙"),
        ("甲\r\n乙\x0c丙", "甲\n乙\n丙"),
    ],
)
def test_copies_of_one_text_fold_to_one_spelling(printed: str, folded: str) -> None:
    assert fold(printed).text == folded


def test_a_folded_span_leads_back_to_its_place_in_the_source() -> None:
    source = "覆盖 率 达到 ８ ５ ％。"
    folded = fold(source)
    start = folded.text.index("85%")
    assert source[slice(*folded.to_source(start, start + 3))] == "８ ５ ％"
    assert folded.from_source(source.index("达")) == folded.text.index("达")


def test_spans_left_out_leave_the_places_of_the_rest_as_they_were() -> None:
    source = "建成水\n库２座"
    folded = fold(source).without([(3, 4)])
    assert folded.text == "建成水库2座"
    assert source[folded.origins[folded.text.index("2")]] == "２"
    assert fold(source).without([]).text == "建成水\n库2座"


@given(st.text(alphabet="茶12３． 　\t\n\r。,，%年“”\u200b\ufeff", max_size=60))
def test_every_folded_character_has_one_source_and_order_is_kept(text: str) -> None:
    folded = fold(text)
    assert len(folded.origins) == len(folded.text) + 1
    assert folded.origins[-1] == len(text)
    assert folded.origins == sorted(set(folded.origins)) or not text
