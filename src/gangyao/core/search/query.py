"""What a query asks for; every string is a query, none is an error."""

from __future__ import annotations

import re

from attrs import frozen

from gangyao.core.search.spelling import BREAK, read_back, spell

LONGEST = 100  # characters of a query that are read
MOST = 10  # words of a query that are looked for
_OPEN, _CLOSE = '"“”「『＂', '"“”」』＂'
_TERM = re.compile(rf"([-－−]?)(?:[{_OPEN}]([^{_OPEN}{_CLOSE}]*)(?:[{_CLOSE}]|$)|([^\s{_OPEN}{_CLOSE}]+))")


@frozen
class Query:
    """Words that must stand in a passage, all of them, and words that must not.

    Attributes:
        words: spelled as passages are, each once, in order.
        excluded: the same for words written with a minus sign.
        cut: more was asked than is looked for.
    """

    words: tuple[str, ...]
    excluded: tuple[str, ...]
    cut: bool = False

    @property
    def written(self) -> tuple[str, ...]:
        """The words as people can read and ask for them again."""
        return tuple(read_back(word) for word in self.words)


def parse_query(text: str) -> Query:
    """Reads a query: words parted by blanks or marks, “a phrase”, -without."""
    words: dict[str, None] = {}
    excluded: dict[str, None] = {}
    for minus, phrase, word in _TERM.findall(text[:LONGEST]):
        spelled = spell(phrase or word).text
        found = excluded if minus else words
        found.update(dict.fromkeys(filter(None, [spelled] if phrase else spelled.split(BREAK))))
    asked = len(words) > MOST or len(excluded) > MOST or len(text) > LONGEST
    return Query(tuple(words)[:MOST], tuple(excluded)[:MOST], asked)
