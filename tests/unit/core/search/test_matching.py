"""The index finds exactly what looking at every text would find, in the order that is promised."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gangyao.core.search.matching import Hits, find_hits, key_of, place_of
from gangyao.core.search.postings import OFFSET_BITS, build_postings, occurrences
from gangyao.core.search.query import Query

_WORDS = st.text(alphabet="甲乙丙5", min_size=1, max_size=6)
_TEXTS = st.lists(st.text(alphabet="甲乙丙丁5", min_size=1, max_size=24), max_size=12)


def _index(texts: list[str]) -> dict[str, bytes]:
    return dict(build_postings((key_of(1, number), text) for number, text in enumerate(texts)))


def _begins(word: str, text: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(word, place)]


@given(_TEXTS, _WORDS)
def test_every_place_of_a_word_is_found_and_no_other(texts: list[str], word: str) -> None:
    expected = [
        key_of(1, number) << OFFSET_BITS | place for number, text in enumerate(texts) for place in _begins(word, text)
    ]
    assert list(occurrences(word, _index(texts).get)) == expected


@given(_TEXTS, st.lists(_WORDS, min_size=1, max_size=3, unique=True), st.lists(_WORDS, max_size=2))
def test_all_words_must_stand_in_a_passage_and_no_excluded_one(
    texts: list[str], words: list[str], excluded: list[str]
) -> None:
    found = find_hits(Query(tuple(words), tuple(excluded)), _index(texts).get) or Hits({})

    def order(number: int) -> tuple[int, int, int]:
        places = [place for word in words for place in _begins(word, texts[number])]
        return -len(places), min(places), number

    expected = [
        number
        for number, text in enumerate(texts)
        if all(word in text for word in words) and not any(word in text for word in excluded)
    ]
    listed = [place_of(order) for order in sorted(found.orders(7, later=False))]
    assert listed == [(7, key_of(1, number)) for number in sorted(expected, key=order)]


def test_rank_comes_before_the_whole_name_and_that_before_summaries_and_number_of_hits() -> None:
    one, two, three, four = key_of(1, 9), key_of(1, 8), key_of(2, 7), key_of(2, 6)
    official = Hits({one: 100, two: 50, three: 7}, frozenset({one})).orders(3, later=False)
    summary = Hits({four: 1, two: 5}).orders(1, later=True)
    assert [*map(place_of, sorted(official + summary))] == [(3, one), (3, two), (1, two), (3, three), (1, four)]


def test_any_number_of_occurrences_keeps_the_order() -> None:
    index = _index(["甲" * 9000, "甲" * 3, "甲"])
    orders = sorted((find_hits(Query(("甲",), ()), index.get) or Hits({})).orders(0, later=False))
    assert [*map(place_of, orders)] == [(0, key_of(1, number)) for number in range(3)]
