"""The state of reading one sentence, and how a finding is made from it."""

from __future__ import annotations

import re

from attrs import define, field

from gangyao.core.plan.doubt import Doubt
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.outcome import Outcome, Ruling
from gangyao.core.plan.sentences.carried import Carried
from gangyao.core.plan.sentences.context import Context, follow_time
from gangyao.core.plan.sentences.finding import Finding
from gangyao.core.plan.sentences.phrase import LeftWords
from gangyao.core.plan.statement import Measure, Role
from gangyao.core.quantity.mention import Mention
from gangyao.core.quantity.quantity import Comparator

_MODALITY = re.compile("力争|争取|确保|努力|基本|预计|探索|鼓励|原则上")
_COMMITTING = re.compile("力争|争取|确保|要达到|将达到")
_COUNTED_IN_PEOPLE = re.compile("就业|人|户")
_FAR = 40  # characters between a value and the subject it was given: more than a clause or two
_THIN = 2
# How far left of a value its words are looked for, so that one endless sentence costs no more than many.
REACH_LEFT = 200


@define
class SentenceState:
    """What is known while a sentence is read.

    Attributes:
        text: the whole folded text.
        profile: what kind of document it is.
        node: index of the sentence.
        start, end: folded span of the sentence.
        context: role and time here.
        base: role and time of the paragraph.
        carried: what was said before in the sentence.
        accepted: the mentions of the clause that are quantities, so far.
        left_out: the mentions that are none, with the reason.
    """

    text: str
    profile: Profile
    node: int
    start: int
    end: int
    context: Context
    base: Context
    carried: Carried = field(factory=Carried)
    accepted: list[Mention] = field(factory=list)
    left_out: list[Ruling] = field(factory=list)

    @property
    def over_years(self) -> bool:
        """The text speaks of a run of years here."""
        return self.context.speaks_of_years

    def follow_time(self, words: str) -> None:
        """Moves on to the time that words name, if any."""
        self.context = follow_time(self.context, words, self.profile)

    def leave_out(self, mention: Mention, why: Outcome) -> None:
        """Notes why a mention makes no statement of its own."""
        self.left_out.append(Ruling(mention.start, mention.end, why))

    def place(self, edge: int, end: int, subject: str) -> int:
        """Folded position where a subject begins, between an edge and a value; where the last one stood if it is elided."""
        if not subject:
            return self.carried.start if self.carried.start >= 0 else end
        stretch = self.text[edge:end]
        head = stretch.find(subject[:3])
        return edge + head if head >= 0 else edge + len(stretch) - len(stretch.lstrip(" ,、"))

    def finding(self, mention: Mention, name: str, span: tuple[int, int], left: LeftWords, measure: Measure) -> Finding:
        """A finding of a quantity, in the context as it is now."""
        unit, inferred = _complete_unit(mention, name)
        gap = mention.dimension == "percentage-point" and self.text[mention.start : mention.number_start] in (
            "高于",
            "低于",
        )
        start = min(span[0], mention.start)
        return Finding(
            name=name, start=start, end=span[1], node=self.node, measure=measure, context=self.context,
            value=mention.value, value_high=mention.value_high, unit=unit, comparator=Comparator.EQUAL if gap else _bound(mention, left),
            falls=left.falls, rises=left.rises, modality=modality_of(left.raw), inferred=inferred, words="下降" if left.falls else None,
            doubts=self._doubts(mention, name, unit, left, far=mention.start - start > _FAR and not left.subject),
            value_at=(mention.start, mention.end),
        )  # fmt: skip

    def _doubts(self, mention: Mention, name: str, unit: str | None, left: LeftWords, *, far: bool) -> tuple[str, ...]:
        found = (
            (Doubt.ROLE_UNCLEAR, self.context.role is Role.ACHIEVED and bool(_COMMITTING.search(left.raw))),
            (Doubt.SUBJECT_FAR, far),
            (Doubt.SUBJECT_THIN, len(name) <= _THIN),
            (Doubt.UNIT_MISSING, unit is None and mention.dimension != "ratio"),
            (Doubt.UNIT_INFERRED, unit is not None and mention.unit is None),
        )
        return tuple(doubt.value for doubt, holds in found if holds)


def _bound(mention: Mention, left: LeftWords) -> Comparator:
    """约占全省的11%: 约 bounds the value across its verb."""
    about = mention.comparator is Comparator.EQUAL and re.search("约(?:需|将)?占[^,;]{0,8}$", left.raw)
    return Comparator.ABOUT if about else mention.comparator


def modality_of(words: str) -> str:
    """力争, 确保, 基本 … before a value; empty without."""
    found = _MODALITY.search(words)
    return found[0] if found else ""


def _complete_unit(mention: Mention, name: str) -> tuple[str | None, tuple[str, ...]]:
    """新增就业3.7万 → 万人: a bare magnitude takes the unit that the indicator is counted in."""
    if mention.unit is None and mention.magnitude and (mention.counts or _COUNTED_IN_PEOPLE.search(name)):
        return mention.magnitude + ("户" if mention.dimension == "households" else "人"), ("unit",)
    return ("个百分点" if mention.unit == "百分点" else mention.unit), ()
