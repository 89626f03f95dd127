"""Suggests who leads and who cooperates, from the words of a promise; a suggestion counts for nothing until confirmed.

The rules stand in vocabulary/responsibility.yaml: subject fields, the words that tell them, and who usually leads them.
They are asked in one order, the object first and the headings before the rest of the sentence, so that the answer can
name the one word that decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import frozen

_MOST_COOPERATING = 6


@frozen
class SubjectField:
    """A field of public work and who usually carries it in a county.

    Attributes:
        id: its name, e.g. "教育".
        lead: id in vocabulary/agencies.yaml of who usually leads 牵头, e.g. "教育和体育局".
        cooperating: ids of those who usually cooperate 配合, the nearest first.
        words: that tell the field wherever they stand in a promise, e.g. "幼儿园".
        headings: more general words, e.g. "农村", that tell it in a heading, and in a sentence where nothing else does.
        source: what the entry rests on, with the day on which it was looked at.
    """

    id: str
    lead: str
    cooperating: tuple[str, ...]
    words: tuple[str, ...]
    headings: tuple[str, ...]
    source: str


@frozen
class Suggestion:
    """Who could lead and who could cooperate; all empty where no rule fits.

    Attributes:
        field: id of the subject field, e.g. "教育".
        lead: id of an agency.
        cooperating: ids of agencies, those whose own subject the promise touches first.
        rule: what decided, for people, e.g. "含“幼儿园” → 教育".
    """

    field: str = ""
    lead: str = ""
    cooperating: tuple[str, ...] = ()
    rule: str = ""


@frozen
class _Hit:
    """A word found: from start to end in a text, telling a field."""

    start: int
    end: int
    word: str
    field: SubjectField


@frozen(slots=False)
class ResponsibilityRules:
    """All subject fields."""

    fields: tuple[SubjectField, ...]

    @cached_property
    def telling(self) -> WordFinder:
        """Finds the words that tell a field anywhere."""
        return WordFinder.of((word, field) for field in self.fields for word in field.words)

    @cached_property
    def general(self) -> WordFinder:
        """Finds those and the general ones."""
        pairs = [(word, field) for field in self.fields for word in field.words + field.headings]
        return WordFinder.of(pairs)


@frozen
class WordFinder:
    """Finds words of a list in a text.

    Attributes:
        starts: first character → the words that begin with it and their fields, the longest first.
    """

    starts: Mapping[str, Sequence[tuple[str, SubjectField]]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, SubjectField]]) -> WordFinder:
        """From words and their fields; a word given twice tells the field that came first."""
        starts: dict[str, dict[str, SubjectField]] = defaultdict(dict)
        for word, subject in pairs:
            starts[word[0]].setdefault(word, subject)
        return cls({first: sorted(words.items(), key=lambda pair: -len(pair[0])) for first, words in starts.items()})

    def find(self, text: str) -> list[_Hit]:
        """The words in order; one that lies inside a longer one is not told."""
        hits: list[_Hit] = []
        for hit in self._longest(text):
            if not hits or hit.end > hits[-1].end:
                hits.append(hit)
        return hits

    def last(self, text: str) -> _Hit | None:
        """The word that decides: the last one, since the head of a Chinese noun phrase stands at its end."""
        hits = self.find(text)
        return hits[-1] if hits else None

    def _longest(self, text: str) -> Iterator[_Hit]:
        for start, first in enumerate(text):
            for word, subject in self.starts.get(first, ()):
                if text.startswith(word, start):
                    yield _Hit(start, start + len(word), word, subject)
                    break


def suggest(
    *, object_head: str, clause: str, sentence: str, headings: Sequence[str], rules: ResponsibilityRules
) -> Suggestion:
    """Who could carry a promise.

    Args:
        object_head: head noun phrase of its first object; may be empty.
        clause: its clause, folded.
        sentence: the sentence around it, folded.
        headings: titles above it, outermost first, a run-in heading last.
        rules: the vocabulary.
    """
    found = _deciding(object_head, clause, sentence, headings, rules)
    if found is None:
        return Suggestion()
    hit, where = found
    beside = [other.field.lead for other in rules.telling.find(clause)]
    cooperating = [agency for agency in dict.fromkeys((*beside, *hit.field.cooperating)) if agency != hit.field.lead]
    rule = f"{where}含“{hit.word}” → {hit.field.id}"
    return Suggestion(hit.field.id, hit.field.lead, tuple(cooperating[:_MOST_COOPERATING]), rule)


def _deciding(
    object_head: str, clause: str, sentence: str, headings: Sequence[str], rules: ResponsibilityRules
) -> tuple[_Hit, str] | None:
    """The word that decides, and where it stands in words."""
    asked = [
        *((rules.telling, text, "") for text in (object_head, clause)),
        *(
            (finder, title, f"标题“{title}”")
            for title in reversed(headings)
            for finder in (rules.telling, rules.general)
        ),
        (rules.telling, sentence, "同句"),
        (rules.general, clause, ""),
        (rules.general, sentence, "同句"),
    ]
    for finder, text, where in asked:
        hit = finder.last(text)
        if hit is not None:
            return hit, where
    return None
