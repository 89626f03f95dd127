"""Values shared out over several subjects: 甲、乙分别达到x和y; 甲和乙增长8%和11%; 分别从a、b增加到c、d."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from gangyao.core.plan.doubt import Doubt
from gangyao.core.plan.sentences.amount import governed
from gangyao.core.plan.sentences.context import at_origin
from gangyao.core.plan.sentences.finding import Finding
from gangyao.core.plan.sentences.measure import measure_of
from gangyao.core.plan.sentences.measured_name import suffixed
from gangyao.core.plan.sentences.naming import name_share
from gangyao.core.plan.sentences.phrase import LeftWords, read_left
from gangyao.core.plan.sentences.sentence_state import REACH_LEFT, SentenceState
from gangyao.core.plan.sentences.sharing import SHARED_OUT, split_subjects
from gangyao.core.quantity.mention import Mention
from gangyao.core.quantity.quantity import Comparator

_JOINTS = ("和", "、", "与", "及")
# read_left wants a subject to part the predicate from; a shared predicate has none of its own.
_ANY_SUBJECT = "甲"


def is_shared(clause: str, text: str, mentions: Sequence[Mention]) -> bool:
    """分别 says so, or the values follow one another with nothing but 和 or 、 between them."""
    if not mentions:
        return False
    joints = [text[one.end : two.start] for one, two in pairwise(mentions)]
    return bool(SHARED_OUT.search(clause)) or (bool(joints) and all(joint in _JOINTS for joint in joints))


def read_shared(state: SentenceState, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Finding]:
    """The values with their subjects; nothing where they cannot be brought together."""
    word = SHARED_OUT.search(state.text, start, end)
    subject_end, begin = (word.start(), word.end()) if word else (mentions[0].start, mentions[0].start)
    values = _with_shared_unit([mention for mention in mentions if mention.start >= begin])
    if not values:
        return
    state.follow_time(state.text[start : values[0].start])
    left = read_left(state.text[max(start, subject_end - REACH_LEFT) : subject_end])
    predicate = read_left(_ANY_SUBJECT + state.text[begin : values[0].start], moves_on=len(values) > 2)
    groups = _halves(values) if predicate.origin else [values]
    subjects, doubts = _subjects_for(state, left, len(groups[0]), said=word is not None)
    if not subjects or any(len(group) != len(subjects) for group in groups):
        return
    place = state.place(start, values[0].start, left.subject)
    clause = state.text[max(start, values[0].start - REACH_LEFT) : values[0].start]
    for position, group in enumerate(groups):
        if position:
            predicate = read_left(_ANY_SUBJECT + state.text[groups[position - 1][-1].end : group[0].start])
        for subject, mention in zip(subjects, group, strict=True):
            finding = _value(state, place, mention, _joined(left, predicate, subject), clause)
            yield evolve(finding, doubts=(*doubts, *finding.doubts))
    _carry_on(state, subjects, place, values)


def _carry_on(state: SentenceState, subjects: list[str], place: int, values: list[Mention]) -> None:
    carried = state.carried
    carried.subject = carried.full = subjects[-1]
    carried.start, carried.names, carried.together = place, list(subjects), list(subjects)
    state.accepted += values


def _joined(left: LeftWords, predicate: LeftWords, subject: str) -> LeftWords:
    """The words left of one value: its own subject with the predicate of all."""
    whole = predicate.subject.removeprefix(_ANY_SUBJECT)
    return evolve(
        predicate,
        subject=name_share(subject, whole[1:].rstrip("的")) if whole.startswith("占") else subject,
        chain=left.chain + predicate.chain,
        raw=left.raw + predicate.raw.removeprefix(_ANY_SUBJECT),
        compared=predicate.compared or left.compared,
    )


def _halves(values: list[Mention]) -> list[list[Mention]]:
    half = len(values) // 2
    return [values[:half], values[half:]] if half and len(values) % 2 == 0 else [values]


def _subjects_for(
    state: SentenceState, left: LeftWords, count: int, *, said: bool
) -> tuple[list[str], tuple[str, ...]]:
    """The subjects that values are shared out over, with what is doubtful; one value goes to all of them elsewhere."""
    carried = state.carried
    if count == 1:
        parts = split_subjects(left.subject)
        return (parts if parts != [""] and len(parts) == 1 else []), ()
    if not left.subject:
        names = carried.names[-count:]
        if len(names) == count or not carried.subject:
            return names, ()
        return split_subjects(carried.subject, count), ()
    subjects = split_subjects(carried.complete(left.subject), count)
    if not subjects and said:
        return [left.subject] * count, (Doubt.SHARED_OUT.value,)
    return subjects, ()


def _value(state: SentenceState, place: int, mention: Mention, left: LeftWords, clause: str) -> Finding:
    measure = measure_of(
        mention, left, clause, flow=governed(left, state.carried), cumulative="累计" in clause,
        yearly=state.profile.is_report, over_years=state.over_years,
    )  # fmt: skip
    name = suffixed(mention, left, left.subject, measure, clause)
    finding = state.finding(mention, name, (place, mention.end), left, measure)
    return evolve(finding, context=at_origin(state.context, left.origin_year)) if left.origin else finding


def _with_shared_unit(mentions: list[Mention]) -> list[Mention]:
    """分别提高15、22个百分点: the unit is printed whole at the last value only."""
    last = mentions[-1] if mentions else None
    if last is None or last.unit is None:
        return mentions
    mentions = [_with_unit_of(mention, last) if _begins(mention, last) else mention for mention in mentions]
    first = mentions[0]
    bounded_before = first.comparator is not Comparator.EQUAL and first.start < first.number_start
    return [_bounded_like(mention, first) if bounded_before else mention for mention in mentions]


def _bounded_like(mention: Mention, first: Mention) -> Mention:
    """超过98%、85%: the bound before the first value is that of all."""
    return evolve(mention, comparator=first.comparator) if mention.comparator is Comparator.EQUAL else mention


def _with_unit_of(mention: Mention, last: Mention) -> Mention:
    """The value with the last one's unit, and its bound too where it has none of its own."""
    comparator = last.comparator if mention.comparator is Comparator.EQUAL else mention.comparator
    return evolve(mention, unit=last.unit, dimension=last.dimension, counts=last.counts, comparator=comparator)


def _begins(mention: Mention, last: Mention) -> bool:
    """3个和4个百分点, 1409万、1305万人次: what is printed is the beginning of the last one's unit."""
    return (
        last.unit is not None and last.unit != mention.unit and last.unit.startswith(mention.unit or mention.magnitude)
    )
