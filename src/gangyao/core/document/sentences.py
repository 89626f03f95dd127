"""Sentences and clauses of folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FULL_STOP = re.compile(r"(?:[。!?]+[”’)》]*\n*|…{1,2}(?=[”’])|\n+)")
_CLAUSE_END = re.compile(r"[;:]|,(?!\d{3}(?!\d))|(?<!\d),")
_QUOTED = re.compile(r"“[^“”]*”|\([^()]*\)|《[^《》]*》")


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a paragraph, covering it; stops inside “ ” and ( ) do not end one."""
    shielded = _shield(text)
    start = 0
    for match in _FULL_STOP.finditer(shielded):
        if match.end() > start:
            yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def split_clauses(text: str) -> Iterator[tuple[int, int]]:
    """Spans between , ; : of a sentence, without the mark; marks inside “ ” and ( ) do not split."""
    shielded = _shield(text)
    start = 0
    for match in _CLAUSE_END.finditer(shielded):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _shield(text: str) -> str:
    """The text with marks inside quotes and brackets blanked, of the same length."""
    if "“" not in text and "(" not in text and "《" not in text:
        return text
    return _QUOTED.sub(lambda m: m[0] if len(m[0]) > 60 else m[0][0] + "\0" * (len(m[0]) - 2) + m[0][-1], text)
