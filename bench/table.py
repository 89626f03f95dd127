"""Prints rows under one another; Chinese characters are two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from attrs import frozen


@frozen
class Row:
    """One figure.

    Attributes:
        what: what was measured.
        figure: in words.
        bar: what was asked for; empty where nothing was.
        reached: whether it is; None where there is no bar.
    """

    what: str
    figure: str
    bar: str = ""
    reached: bool | None = None


def format_table(rows: Iterable[Row]) -> str:
    """The rows as lines, what was measured padded to one width."""
    rows = list(rows)
    column = max((width(row.what) for row in rows), default=0)
    return "\n".join(f"  {row.what}{' ' * (column - width(row.what))}  {row.figure}{_verdict(row)}" for row in rows)


def width(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _verdict(row: Row) -> str:
    if row.reached is None:
        return ""
    return f"  ［要求{row.bar}：{'达到' if row.reached else '没有达到'}］"
