"""The index: where each pair of neighbouring characters stands, kept by its first character.

An entry is the packed record of one character with the one after it; an occurrence is one integer, key << 28 | offset,
the key being that of the passage. Occurrences of longer words follow from those of their pairs: the pairs must stand at
their distance from one another in one passage. What is found is exact; no text is looked at.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

OFFSET_BITS = 28  # of a character in its passage; longer than any file that is read
_WIDE = "utf-32-le"
_TWO = struct.Struct("<2I")
_END = "\x00"  # after the last character of a passage


def build_postings(passages: Iterable[tuple[int, str]]) -> Iterator[tuple[str, bytes]]:
    """First characters with their packed entries, for passages given as key and spelling."""
    pairs: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for key, text in passages:
        first = key << OFFSET_BITS
        for place, (char, after) in enumerate(zip(text, text[1:] + _END, strict=True), first):
            pairs[char][after].append(place)
    return ((char, _pack(found)) for char, found in pairs.items())


def _pack(found: Mapping[str, Sequence[int]]) -> bytes:
    """Number of followers; followers in order; up to where the occurrences of each reach; all occurrences."""
    followers = sorted(found)
    ends, places = [0], list[int]()
    for follower in followers:
        places += found[follower]
        ends.append(len(places))
    head = struct.pack("<I", len(followers)) + "".join(followers).encode(_WIDE)
    return head + struct.pack(f"<{len(ends)}I{len(places)}Q", *ends, *places)


def _places(packed: bytes, follower: str | None) -> Sequence[int]:
    """Occurrences of a character before a follower, in order; before any where None."""
    count = int.from_bytes(packed[:4], "little")
    ends = 4 + 4 * count
    if follower is None:
        first, last = 0, _TWO.unpack_from(packed, ends + 4 * count - 4)[1]
    else:
        index = packed[4:ends].decode(_WIDE).find(follower)
        if index < 0:
            return ()
        first, last = _TWO.unpack_from(packed, ends + 4 * index)
    places = struct.unpack_from(f"<{last - first}Q", packed, ends + 4 * count + 4 + 8 * first)
    return places if follower is not None else sorted(places)  # they lie follower by follower


def characters_of(word: str) -> frozenset[str]:
    """First characters of the entries that occurrences() needs for a word."""
    return frozenset(word[place] for place in _cover(word))


def occurrences(word: str, entry: Callable[[str], bytes | None]) -> Sequence[int]:
    """All places where a word begins, overlapping ones too, in order.

    Args:
        word: one character or more, as spelled.
        entry: gives the packed entries of a first character, None where there are none.
    """
    found = []
    for place in _cover(word):
        packed = entry(word[place])
        places = _places(packed, word[place + 1] if len(word) > 1 else None) if packed else ()
        if not places:
            return ()
        found.append((places, place))
    return found[0][0] if len(found) == 1 else _in_one_line(found)


def _in_one_line(found: list[tuple[Sequence[int], int]]) -> Sequence[int]:
    """Where a word begins, by the occurrences of its pairs and their offsets in it."""
    found.sort(key=lambda pair: len(pair[0]))
    rarest, shift = found[0]
    begins = [place - shift for place in rarest]
    for places, shift in found[1:]:
        there = frozenset(places)
        begins = [begin for begin in begins if begin + shift in there]
    return begins


@lru_cache(maxsize=512)
def _cover(word: str) -> tuple[int, ...]:
    """Offsets of pairs that together are the whole word."""
    if len(word) < 3:
        return (0,)
    return tuple(sorted({*range(0, len(word) - 1, 2), len(word) - 2}))
