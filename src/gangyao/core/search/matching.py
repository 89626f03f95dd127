"""Which passages a query finds in one index, and in which order they are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from gangyao.core.search.postings import OFFSET_BITS, characters_of, occurrences
from gangyao.core.search.query import Query
from gangyao.core.search.spelling import NAME

NUMBER_BITS = 28  # of a passage in its index; more than any file that is read has
KEY_BITS = 32
_NUMBER, _OFFSET = (1 << NUMBER_BITS) - 1, (1 << OFFSET_BITS) - 1
_PLACE_BITS = 16  # of an index among all
_WEIGHT_AT = NUMBER_BITS + _PLACE_BITS  # first bit of the weight in an order
_PART_BIT = _WEIGHT_AT + 41  # a part of a name, not the whole; below it a summary, above it the rank
_ONCE, _MOST = 1 << OFFSET_BITS, 4000  # occurrences in one passage beyond this many do not count
_HEAVIEST = _MOST * _ONCE


def key_of(rank: int, number: int) -> int:
    """The key of a passage: its rank (0-15), then its number in order of place."""
    return rank << NUMBER_BITS | number


def rank_of(key: int) -> int:
    """The rank in a key."""
    return key >> NUMBER_BITS


@frozen
class Hits:
    """What a query finds in one index.

    Attributes:
        weights: key of each passage found → less for more occurrences of the words, then for an earlier first one.
        named: keys of the records whose own whole name, not an alias, is the query.
    """

    weights: dict[int, int]
    named: frozenset[int] = frozenset()

    def orders(self, place: int, *, later: bool) -> list[int]:
        """One integer for each passage, smaller for what is listed first; place_of() reads the passage back from it.

        In this order: rank, whole name first; official texts before summaries; weight; place of the index; place in it.

        Args:
            place: of the index among all (below 65536).
            later: its text is a summary.
        """
        part = 1 << _PART_BIT
        start = part | later << _PART_BIT - 1 | place << NUMBER_BITS
        orders = [
            (key >> NUMBER_BITS << _PART_BIT + 1) + (weight << _WEIGHT_AT) + (key & _NUMBER) + start
            for key, weight in self.weights.items()
        ]
        if not self.named:
            return orders
        return [order - part if key in self.named else order for key, order in zip(self.weights, orders, strict=True)]


def place_of(order: int) -> tuple[int, int]:
    """Place of the index and key of the passage in one of Hits.orders()."""
    return order >> NUMBER_BITS & ((1 << _PLACE_BITS) - 1), key_of(order >> _PART_BIT + 1, order & _NUMBER)


def characters_needed(query: Query) -> frozenset[str]:
    """First characters of the entries that find_hits() asks for."""
    return frozenset().union(*map(characters_of, (*query.words, *query.excluded, *_whole_name(query))))


def _whole_name(query: Query) -> tuple[str, ...]:
    return (f"{NAME}{query.words[0]}{NAME}",) if len(query.words) == 1 else ()


def find_hits(query: Query, entry: Callable[[str], bytes | None]) -> Hits | None:
    """The passages in which all words of a query stand and none of those excluded; None where there are none.

    Args:
        query: at least one word.
        entry: gives the packed entries of a first character, None where there are none.
    """
    found = list[Sequence[int]]()
    for word in query.words:
        places = occurrences(word, entry)
        if not places:
            return None
        found.append(places)
    weights = _weigh(found[0])
    for places in found[1:]:
        more = _weigh(places)
        weights = {key: _together(weight, more[key]) for key, weight in weights.items() if key in more}
    for word in query.excluded:
        for place in occurrences(word, entry):
            weights.pop(place >> OFFSET_BITS, None)
    if not weights:
        return None
    whole = (place for word in _whole_name(query) for place in occurrences(word, entry))
    return Hits(weights, frozenset(place >> OFFSET_BITS for place in whole if not place & _OFFSET))


def _weigh(places: Sequence[int]) -> dict[int, int]:
    """Key → weight, of places in order."""
    weights: dict[int, int] = {}
    for place in places:
        key = place >> OFFSET_BITS
        if key in weights:
            if weights[key] >= _ONCE:
                weights[key] -= _ONCE
        else:
            weights[key] = _HEAVIEST | place & _OFFSET
    return weights


def _together(one: int, other: int) -> int:
    """The weight of a passage by two words: their occurrences added, the earlier of their places."""
    often = (_HEAVIEST - (one & ~_OFFSET)) + (_HEAVIEST - (other & ~_OFFSET)) + _ONCE
    return max(_HEAVIEST - often, 0) | min(one & _OFFSET, other & _OFFSET)
