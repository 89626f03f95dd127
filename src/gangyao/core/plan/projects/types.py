"""The closed list of project types, compiled from vocabulary/project_types.yaml."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from attrs import frozen


@frozen
class ProjectType:
    """What sort of thing a project is.

    Attributes:
        id: e.g. "water".
        label: in the words of the interface, e.g. "水利与供水".
        names: tails that make a name of what stands before them, e.g. "水库" of 临江水库.
        kinds: facilities that are projects only where they are built, e.g. "小型水库".
    """

    id: str
    label: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]


@frozen
class Tail:
    """The end of a name in a text.

    Attributes:
        start: of the word that announces the type.
        end: one past it.
        type: id of the type.
        word: the word itself, e.g. "水库".
        kind: the word is a kind of facility, no name's end.
    """

    start: int
    end: int
    type: str
    word: str
    kind: bool


@frozen(eq=False)
class ProjectTypes:
    """All types with a search for their words.

    Attributes:
        labels: id → label, in the order of the vocabulary.
        words: word → its type and whether it is a kind; an empty type for words that only look like one.
        pattern: finds the longest word at a place, also one that begins inside another.
    """

    labels: Mapping[str, str]
    words: Mapping[str, tuple[str, bool]]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, types: Iterable[ProjectType], never: Iterable[str] = ()) -> ProjectTypes:
        """Compiles the types.

        Args:
            types: with their words.
            never: words that hold one of theirs and are no project: 生态系统.

        Raises:
            ValueError: a word stands in two places.
        """
        types = tuple(types)
        words: dict[str, tuple[str, bool]] = {}
        for type_ in types:
            for kind, listed in ((False, type_.names), (True, type_.kinds)):
                for word in listed:
                    if word in words:
                        raise ValueError(f"{word} stands in {words[word][0]} and in {type_.id}")
                    words[word] = (type_.id, kind)
        words.update((word, ("", False)) for word in never)
        return cls({type_.id: type_.label for type_ in types}, words, re.compile(f"(?=({_alternation(words)}))"))

    def tails(self, text: str) -> list[Tail]:
        """The words in a text, the longest at each place, ordered by end; of two with one end the longer comes last."""
        found: list[Tail] = []
        never = 0  # up to where a word stands that only looks like one of a type
        for match in self.pattern.finditer(text):
            word = match[1]
            type_, kind = self.words[word]
            start, end = match.start(), match.start() + len(word)
            if not type_:
                never = max(never, end)
            elif end > never:
                found.append(Tail(start, end, type_, word, kind))
        return sorted(found, key=lambda tail: (tail.end, -tail.start))


def _alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first, grouped by first character for speed."""
    rest: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        rest[word[0]].append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(ends)})" for first, ends in rest.items())
