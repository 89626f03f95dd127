"""What holds for the terms of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gangyao.core.document.parse import parse_document
from gangyao.core.plan.term import Term
from gangyao.core.plan.terms.cardinality import cardinality_of, is_bundle
from gangyao.core.plan.terms.finding import find_terms
from gangyao.ingest.readers import read_file

PIECES = [
    "“",
    "”",
    "五大工程",
    "一核两带",
    "[1]",
    "[2]",
    "、",
    "和",
    "（",
    "）",
    "：",
    "名词解释",
    "\n",
    "治水",
    "护林",
    "。",
    "1.",
    "双控",
]


def _terms(text: str) -> tuple[Term, ...]:
    return find_terms(parse_document(read_file(text.encode(), "made-up.txt")))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_any_pieces_of_text_give_terms_with_as_many_members_as_announced_or_none(pieces: list[str]) -> None:
    text = "青禾县发展规划\n第一章 总则\n" + "".join(pieces)
    terms = _terms(text)
    assert len({term.id for term in terms}) == len(terms)
    for term in terms:
        assert term.anchors and all(0 <= a.start < a.end <= len(text) for a in term.anchors)
        assert len(term.members) == len(term.member_anchors)
        assert len(term.members) in (0, term.cardinality)
        assert ("members-missing" in term.doubts) == (term.cardinality is not None and not term.members)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("五大行动", 5), ("一核三带", 4), ("两新一重", 3), ("三位一体", 3), ("3+2", 5), ("双减", 2), ("法律七进", 7),
        ("十四五", None), ("三农", None), ("一镇一品", None), ("一国两制", None), ("三甲", None), ("星级院落", None), ("四川好人", None),
    ],
)  # fmt: skip
def test_a_name_announces_so_many_members(name: str, number: int | None) -> None:
    assert cardinality_of(name) == number


def test_a_bundle_need_not_announce_a_number() -> None:
    assert is_bundle("一核多元")
    assert cardinality_of("一核多元") is None


def test_numbering_that_begins_again_at_one_is_no_doubt() -> None:
    terms = _terms(
        "青禾县发展规划\n第一章 总则\n推广“田长制”[1]和“路长制”[2]。\n第二章 其他\n推广“林长制”[1]和“湾长制”[2]。\n"
    )
    assert [term.doubts for term in terms] == [("unexplained",)] * 4


def test_the_place_with_the_mark_comes_first_among_the_places_of_a_term() -> None:
    text = "青禾县发展规划\n第一章 总则\n完善“街巷长制”办法，推广“街巷长制”[1]。\n"
    (term,) = _terms(text)
    assert [anchor.start for anchor in term.anchors] == [text.rindex("街巷长制"), text.index("街巷长制")]


def test_a_term_inside_a_longer_one_is_not_counted_twice() -> None:
    text = "青禾县发展规划\n第一章 总则\n培育“四上”企业。\n名词解释\n1.“四上”企业：指四类单位。\n"
    assert [term.name for term in _terms(text)] == ["四上企业"]
