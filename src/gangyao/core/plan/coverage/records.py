"""Records of coverage: numerals with what became of them, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from attrs import frozen

from gangyao.core.plan.outcome import Outcome


@frozen
class Fate:
    """What became of one numeral.

    Attributes:
        start: first character in the source text.
        end: one past the last.
        outcome: compiled, or why not.
        statements: ids of the statements whose value it is; empty where it is not compiled.
    """

    start: int
    end: int
    outcome: Outcome
    statements: tuple[str, ...] = ()


@frozen(slots=False)
class CoveredSentence:
    """A sentence, table row, heading or other leaf of the text that holds numerals.

    Attributes:
        node: its index in Document.nodes.
        start: first character in the source text.
        end: one past the last.
        fates: of its numerals, in order.
    """

    node: int
    start: int
    end: int
    fates: tuple[Fate, ...]

    @cached_property
    def outcomes(self) -> Counter[Outcome]:
        """How many of its numerals came to what."""
        return Counter(fate.outcome for fate in self.fates)

    @property
    def is_covered(self) -> bool:
        """Every numeral is compiled or explained."""
        return Outcome.UNEXPLAINED not in self.outcomes


@frozen(slots=False)
class Coverage:
    """What became of all numerals of a text.

    Attributes:
        sentences: those that hold numerals, in order.
    """

    sentences: tuple[CoveredSentence, ...]

    @cached_property
    def outcomes(self) -> Counter[Outcome]:
        """How many numerals of the text came to what."""
        total: Counter[Outcome] = Counter()
        for sentence in self.sentences:
            total.update(sentence.outcomes)
        return total

    @property
    def numerals(self) -> int:
        """How many there are."""
        return sum(self.outcomes.values())

    @property
    def unexplained(self) -> tuple[CoveredSentence, ...]:
        """Sentences that may hold something missed."""
        return tuple(sentence for sentence in self.sentences if not sentence.is_covered)
