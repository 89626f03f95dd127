"""What a numeral is that no pass of the compiler took for a quantity, by the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right

from gangyao.core.plan.coverage.numerals import HAN
from gangyao.core.plan.coverage.wordings import CLASSIFIERS, WORDINGS
from gangyao.core.plan.outcome import Outcome

_PATTERNS = tuple((outcome, re.compile("|".join(patterns))) for outcome, patterns in WORDINGS)
_COUNTS = re.compile(CLASSIFIERS)
_MANY = re.compile("[十百千万亿]")


class Explanations:
    """The explanations of one folded text, found in one pass a wording."""

    def __init__(self, folded: str) -> None:
        """Finds the stretches that each group of wordings speaks of."""
        self._folded = folded
        self._spans = [
            (outcome, [match.span() for match in pattern.finditer(folded)]) for outcome, pattern in _PATTERNS
        ]
        self._starts = [[start for start, _ in spans] for _, spans in self._spans]

    def of(self, start: int, end: int) -> Outcome:
        """What the numeral in a span is; UNEXPLAINED where no wording says."""
        for (outcome, spans), starts in zip(self._spans, self._starts, strict=True):
            place = bisect_right(starts, start) - 1
            if place >= 0 and end <= spans[place][1]:
                return outcome
        return Outcome.WORD if self._counts_nothing(start, end) else Outcome.UNEXPLAINED

    def _counts_nothing(self, start: int, end: int) -> bool:
        """Han numerals that no classifier follows and that name no magnitude are part of a word."""
        words = self._folded[start:end]
        if any(char not in HAN for char in words) or _COUNTS.match(self._folded, end):
            return False
        return len(words) == 1 or not _MANY.search(words)
