"""Levels and ranks of a clause that stand without a number: 实现全覆盖, 居全省前列."""

from __future__ import annotations

from collections.abc import Iterator

from gangyao.core.plan.doubt import Doubt
from gangyao.core.plan.sentences.carried import Carried
from gangyao.core.plan.sentences.finding import Finding
from gangyao.core.plan.sentences.level_match import LevelMatch
from gangyao.core.plan.sentences.levels import find_levels
from gangyao.core.plan.sentences.phrase import LeftWords, read_left
from gangyao.core.plan.sentences.ranks import find_ranks
from gangyao.core.plan.sentences.sentence_state import REACH_LEFT, SentenceState, modality_of
from gangyao.core.plan.sentences.sharing import ALL_OF_THEM, split_subjects
from gangyao.core.plan.statement import Measure


def read_worded(state: SentenceState, start: int, end: int) -> Iterator[Finding]:
    """The levels in order; the words of each begin where the value or level before it ends."""
    edge = start
    accepted = [mention.end for mention in state.accepted]
    ranks = list(find_ranks(state.text, start, end, state.accepted))
    levels = [
        level
        for level in find_levels(state.text, start, end, state.accepted)
        if not any(rank.start < level.end and level.start < rank.end for rank in ranks)
    ]
    for level in sorted([*ranks, *levels], key=lambda level: level.start):
        edge = max([edge, *(position for position in accepted if position <= level.start)])
        yield from _read(state, edge, level)
        edge = max(edge, min(level.end, end))


def _subjects(carried: Carried, left: LeftWords, level: LevelMatch) -> list[str]:
    """Whose level it is: each of the joined subjects before it, or of those that the sentence has named so far."""
    subject = carried.complete(left.subject)
    all_of_them = bool(ALL_OF_THEM.search(left.raw))
    if not subject or (subject != left.subject and carried.together):
        said = carried.together or (_fitting(carried.names, level) if all_of_them else [])
        return [name + left.subject for name in said] or [subject or carried.subject]
    return split_subjects(subject) if level.shared or all_of_them else [subject]


def _fitting(names: list[str], level: LevelMatch) -> list[str]:
    """Of the names said so far those that a level can be of: growth outpaces growth; else each thing once."""
    if level.measure is Measure.ANNUAL_GROWTH and any(name.endswith("增速") for name in names):
        return [name for name in names if name.endswith("增速")]
    return [name for name in names if not any(name != other and name.startswith(other) for other in names)]


def _read(state: SentenceState, edge: int, level: LevelMatch) -> Iterator[Finding]:
    left = read_left(state.text[max(edge, level.start - REACH_LEFT) : level.start].lstrip("、和与及"))
    subjects = _subjects(state.carried, left, level)
    if not any(subjects) and not level.name:
        return
    start = state.place(edge, level.start, left.subject)
    if left.subject:
        state.carried.subject, state.carried.full, state.carried.start = left.subject, left.subject, start
    shared_out = len(level.values) == len(subjects)
    doubts = (Doubt.SHARED_OUT.value,) if level.values and not shared_out else ()
    for position, name in enumerate(subjects):
        value = level.values[position] if shared_out else level.value
        yield Finding(
            name=level.named(name), start=min(start, level.start), end=level.end, node=state.node, measure=level.measure,
            context=state.context, tier=level.tier, value=value, unit=level.unit, comparator=level.comparator,
            words=level.words, modality=modality_of(left.raw), value_at=(level.start, level.end), doubts=doubts,
        )  # fmt: skip
