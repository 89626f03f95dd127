"""Shares of the three sectors printed as a proportion: 三次产业结构由18:42:40调整为15:44:41."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from gangyao.core.plan.sentences.context import at_origin
from gangyao.core.plan.sentences.finding import Finding
from gangyao.core.plan.sentences.phrase import read_left
from gangyao.core.plan.sentences.sentence_state import SentenceState
from gangyao.core.plan.statement import Measure

_COLON = "[:∶︰]"
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3})?"
# The subject stands up to thirty characters before its proportion; a second proportion follows 调整为, 优化到.
_PROPORTION = re.compile(
    rf"(?<![0-9:.])(?P<one>{_NUMBER}){_COLON}(?P<two>{_NUMBER})(?:{_COLON}(?P<three>{_NUMBER}))?(?![0-9:])"
)
_SUBJECT = re.compile(
    r"(?P<two_only>二、三次产业|二三产业|二、三产业)?(?:[一二三、]*次?产业|产业)(?:增加值)?(?:结构|比例|比重|比|构成)+[^,;。]*$"
)
_REACH = 40
_SECTORS = ("第一产业占比", "第二产业占比", "第三产业占比")


def read_structures(state: SentenceState) -> Iterator[Finding]:
    """One finding a sector and proportion, in order of place."""
    sentence = state.text[state.start : state.end]
    subject_start = -1
    for match in _PROPORTION.finditer(sentence):
        before = sentence[max(0, match.start() - _REACH) : match.start()]
        subject = _SUBJECT.search(before)
        if subject:
            subject_start = state.start + match.start() - len(before) + subject.start()
        elif subject_start < 0 or not re.search(r"(?:为|到|至|成)$", before):
            continue
        yield from _proportion(state, match, subject_start, before)


def _proportion(state: SentenceState, match: re.Match[str], start: int, before: str) -> Iterator[Finding]:
    left = read_left(before)
    context = at_origin(state.context, left.origin_year) if left.origin else state.context
    parts = [name for name in ("one", "two", "three") if match[name]]
    for part, sector in zip(parts, _SECTORS[-len(parts) :], strict=True):
        yield Finding(
            name=sector,
            start=start,
            end=state.start + match.end(part),
            node=state.node,
            measure=Measure.SHARE,
            context=evolve(context, standing=True),
            value=Decimal(match[part]),
            value_at=(state.start + match.start(part), state.start + match.end(part)),
        )
