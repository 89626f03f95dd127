"""What one look at the machine found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

import attrs


class State(StrEnum):
    """How a finding is to be taken."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@attrs.frozen
class Finding:
    """One line of the table.

    Attributes:
        item: what was looked at, e.g. "Python".
        state: fine, worth knowing, or wrong.
        result: what it is, e.g. "3.11.7".
        advice: what to do; empty where nothing is to be done.
    """

    item: str
    state: State
    result: str
    advice: str = ""


Check = Callable[[], Iterator[Finding]]


def fine(item: str, result: str) -> Finding:
    """Nothing is to be done."""
    return Finding(item, State.FINE, result)


def note(item: str, result: str, advice: str = "") -> Finding:
    """Works, but one should know."""
    return Finding(item, State.NOTE, result, advice)


def wrong(item: str, result: str, advice: str) -> Finding:
    """Does not work, or is not safe."""
    return Finding(item, State.WRONG, result, advice)
