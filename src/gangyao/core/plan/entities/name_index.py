"""Finds thousands of known names in a text in one pass, by their first two characters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from attrs import frozen

T = TypeVar("T")
_HEAD = 2


@frozen(slots=False)
class NameIndex(Generic[T]):
    """Names and what they stand for; names of one character are not found.

    Attributes:
        names: name, folded → what it stands for.
        heads: first two characters → the names that begin so, the longest first.
    """

    names: Mapping[str, T]
    heads: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, names: Mapping[str, T]) -> NameIndex[T]:
        """An index of names."""
        heads: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=len, reverse=True):
            if len(name) >= _HEAD:
                heads[name[:_HEAD]].append(name)
        return cls(names, {head: tuple(found) for head, found in heads.items()})

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """The longest name at each place where one begins, overlapping ones too: start, end, what it stands for."""
        if not self.heads:
            return
        heads, startswith = self.heads, text.startswith
        for first in self.firsts.finditer(text):
            place = first.start()
            for name in heads.get(text[place : place + _HEAD], ()):
                if startswith(name, place):
                    yield place, place + len(name), self.names[name]
                    break

    @cached_property
    def firsts(self) -> re.Pattern[str]:
        """Any first character of a name."""
        return re.compile("[" + "".join(map(re.escape, sorted({head[0] for head in self.heads}))) + "]")
