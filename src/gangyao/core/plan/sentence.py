"""Reads one sentence, clause by clause, carrying subject, verb and time on until the text names new ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, evolve, field

from gangyao.core.document.sentences import split_clauses
from gangyao.core.plan import amount as amounts
from gangyao.core.plan.admission import is_quantity, tier_of
from gangyao.core.plan.amount import Amount
from gangyao.core.plan.carried import Carried
from gangyao.core.plan.context import Context, at_origin, follow_time
from gangyao.core.plan.counted import read_right
from gangyao.core.plan.doubt import Doubt
from gangyao.core.plan.finding import Finding
from gangyao.core.plan.levels import LevelMatch, find_levels
from gangyao.core.plan.measure import measure_of
from gangyao.core.plan.phrase import LeftWords, clean, ends_with_flow, read_left
from gangyao.core.plan.profile import Profile
from gangyao.core.plan.sharing import ALL_OF_THEM, SHARED_OUT, split_subjects
from gangyao.core.plan.statement import Measure, Role
from gangyao.core.quantity.grammar import Mention, QuantityGrammar
from gangyao.core.quantity.quantity import Comparator

_INTEREST = re.compile(
    r"[\d百千万亿]|全覆盖|翻[一两]?番|平均|第[一二三]|前列|领先|[ⅠⅡⅢⅣⅤ]类|零增长|负增长|达标|消除|消灭|清零|首位|要求|百分之|分之|倍|覆盖|双百|零成本|全部|新高|一等次"
)
_QUOTED_NAME = re.compile(r"“[^“”]{1,18}”|《[^《》]*》|\[\d+\]")
_CUMULATIVE = re.compile(r"累计|累积|五年(?!规划)|总计|(?<!\d)5年(?!以|内|期)")
_MODALITY = re.compile("力争|争取|确保|努力|基本|预计|探索|鼓励|原则上")
_COMMITTING = re.compile("力争|争取|确保|要达到|将达到")
_MOVES_ON = re.compile("(?:[\u4e00-\u9fff]{0,3}(?:到|至|为))(?!期|今)")
_PEOPLE = re.compile("(?P<households>农户|贫困户|工商户|农牧户|家庭|用户)$|(?:人口|居民|群众|市民|村民|农民|农民工|职工|对象|老人|老年人|学生|儿童|人才|劳动力|人员|党员|教师|医生)(?:的|$)")
_FAR = 40
_THIN = 2


@define
class SentenceReader:
    """Reads the statements of one sentence.

    Attributes:
        text: the whole folded text.
        grammar: finds quantities.
        profile: what kind of document it is.
        node: index of the sentence.
        start, end: folded span of the sentence.
        context: role and time on entry; on exit, those that the last clause left.
        carried: what was said before in the sentence.
        accepted: the mentions that are quantities, so far.
    """

    text: str
    grammar: QuantityGrammar
    profile: Profile
    node: int
    start: int
    end: int
    context: Context
    carried: Carried = field(factory=Carried)
    accepted: list[Mention] = field(factory=list)

    def read(self) -> Iterator[Finding]:
        """The statements in order of place."""
        sentence = self.text[self.start : self.end]
        if not _INTEREST.search(sentence):
            self.context = follow_time(self.context, sentence, self.profile)
            return
        mentions = self._mentions(sentence)
        for a, b in split_clauses(sentence):
            begin, end = a + self.start, b + self.start
            yield from self._clause(begin, end, [m for m in mentions if begin <= m.number_start < end])

    def _mentions(self, sentence: str) -> list[Mention]:
        """Quantities outside names in quotes; spelled ones where no printed one stands."""
        shielded = _QUOTED_NAME.sub(lambda m: "\0" * len(m[0]), sentence) if re.search("[“《\\[]", sentence) else sentence
        found = list(self.grammar.find(shielded))
        taken = [(m.start, m.end) for m in found]
        found += [s for s in self.grammar.find_spelled(shielded) if not any(a < s.end and s.start < b for a, b in taken)]
        return sorted((_moved(m, self.start) for m in found), key=lambda m: m.number_start)

    def _clause(self, a: int, b: int, mentions: list[Mention]) -> Iterator[Finding]:
        clause = self.text[a:b]
        found = list(self._shared_out(a, b, mentions)) if mentions and (SHARED_OUT.search(clause) or self._runs_on(mentions)) else []
        if not found:
            found = list(self._one_by_one(a, b, mentions))
        if not mentions:
            self.context = follow_time(self.context, clause, self.profile)
        levels = list(self._levels(a, b))
        if not found and not levels:
            self.carried.note_clause(clause)
        yield from found
        yield from levels

    def _one_by_one(self, a: int, b: int, mentions: Sequence[Mention]) -> Iterator[Finding]:
        edge = a
        for position, mention in enumerate(mentions):
            following = mentions[position + 1].start if position + 1 < len(mentions) else b
            left_text, right_text = self.text[edge : mention.start], self._right_text(position, mentions, b)
            self.context = follow_time(self.context, left_text, self.profile)
            left, right = read_left(left_text, moves_on=bool(_MOVES_ON.match(right_text))), read_right(right_text)
            mention = _counting_people(mention, right.noun)
            if _describes(mention, left, right_text, last=following == b):
                continue
            if not is_quantity(mention, left, right):
                edge = edge if mention.spelled or mention.dimension.startswith("time") else mention.end
                continue
            self.accepted.append(mention)
            amount = Amount(mention, left, right, clean(self.text[a : mention.start]), clean(self.text[mention.end : self.end]), edge)
            draft, end = self._read(amount)
            edge = min(max(end, mention.end), following)
            if draft is None:
                continue
            yield from self._each(draft, left)

    def _right_text(self, position: int, mentions: Sequence[Mention], b: int) -> str:
        """The words right of a value; where the next one touches it (1467位80岁以上老人, 300户900名居民), those right of that."""
        mention = mentions[position]
        for later in mentions[position + 1 :]:
            gap = self.text[mention.end : later.start]
            if gap not in ("", "、", "和") or not mention.counts or later.dimension in ("ratio", "percentage-point", "money", "multiple"):
                return gap if mention is mentions[position] else self.text[mention.end : later.start]
            mention = later
        return self.text[mention.end : b]

    def _each(self, draft: Finding, left: LeftWords) -> Iterator[Finding]:
        """甲和乙均达到x: each gets the value."""
        subject = self.carried.full
        if not ALL_OF_THEM.search(left.raw):
            names = [draft.name]
        elif draft.name.startswith(subject):
            names = [name + draft.name[len(subject) :] for name in split_subjects(subject)]
        else:
            names = split_subjects(draft.name)
        self.carried.names += names
        for name in names:
            yield evolve(draft, name=name)

    def _read(self, amount: Amount) -> tuple[Finding | None, int]:
        """One quantity, and where its words end."""
        mention, left, right = amount.mention, amount.left, amount.right
        from_right = amounts.counts_right(amount)
        measure = measure_of(
            mention, left, amount.clause, flow=from_right or amounts.governed(left, self.carried), cumulative=self._is_cumulative(amount),
            yearly=self.profile.is_report, over_years=self._over_years(),
        )  # fmt: skip
        if from_right:
            name, start, end = amounts.name_from_right(amount, self.carried), mention.start, mention.end + right.length
            self.carried.start = start
        else:
            before = self.carried.start
            name, end = amounts.name_from_left(amount, measure, self.carried), mention.end
            start = self._place(amount.edge, mention.start, left.subject) if left.subject else before if before >= 0 else mention.start
            self.carried.start = start
        if not name:
            return None, mention.end
        finding = self._finding(mention, name, (start, end), left, measure)
        return evolve(finding, tier=tier_of(mention, left, right, amount.after), context=self._context_of(amount)), end

    def _context_of(self, amount: Amount) -> Context:
        """The context, but for the start of a change and for limits set by others."""
        mention, left = amount.mention, amount.left
        if left.origin:
            return at_origin(self.context, left.origin_year)
        if mention.dimension == "age" and not left.chain:
            return evolve(self.context, role=Role.STANDARD)
        gap = mention.dimension == "percentage-point" and bool(re.search("高于|低于|高出|平均", left.raw))
        stock = mention.counts and not amounts.counts_right(amount) and not amounts.governed(left, self.carried)
        return evolve(self.context, standing=gap or stock)

    def _is_cumulative(self, amount: Amount) -> bool:
        return bool(_CUMULATIVE.search(amount.clause))

    def _over_years(self) -> bool:
        return self.context.moment.period is not None

    def _place(self, edge: int, end: int, subject: str) -> int:
        """Folded position where a subject begins, between the edge and the number."""
        stretch = self.text[edge:end]
        head = stretch.find(subject[:3]) if subject else -1
        return edge + head if head >= 0 else edge + len(stretch) - len(stretch.lstrip(" ,、"))

    def _finding(self, mention: Mention, name: str, span: tuple[int, int], left: LeftWords, measure: Measure) -> Finding:
        unit, inferred = _complete_unit(mention, name)
        comparator = mention.comparator
        if mention.dimension == "percentage-point" and self.text[mention.start : mention.number_start] in ("高于", "低于"):
            comparator = Comparator.EQUAL
        start = min(span[0], mention.start)
        return Finding(
            name=name, start=start, end=span[1], node=self.node, measure=measure, context=self.context,
            value=mention.value, value_high=mention.value_high, unit=unit, comparator=comparator, falls=left.falls, rises=left.rises,
            modality=_modality(left.raw), inferred=inferred, words="下降" if left.falls else None,
            doubts=self._doubts(mention, name, unit, left, far=mention.start - start > _FAR and not left.subject),
        )  # fmt: skip

    def _doubts(self, mention: Mention, name: str, unit: str | None, left: LeftWords, *, far: bool) -> tuple[str, ...]:
        found = [
            (Doubt.ROLE_UNCLEAR, self.context.role is Role.ACHIEVED and bool(_COMMITTING.search(left.raw))),
            (Doubt.SUBJECT_FAR, far),
            (Doubt.SUBJECT_THIN, len(name) <= _THIN),
            (Doubt.UNIT_MISSING, unit is None and mention.dimension != "ratio"),
            (Doubt.UNIT_INFERRED, unit is not None and mention.unit is None),
        ]
        return tuple(doubt.value for doubt, holds in found if holds)

    def _shared_out(self, a: int, b: int, mentions: list[Mention]) -> Iterator[Finding]:
        """甲、乙分别达到x和y: the values go to the subjects in order; 分别从a、b增加到c、d does so twice."""
        split = SHARED_OUT.search(self.text, a, b)
        begins, ends = (split.start(), split.end()) if split else (mentions[0].start, mentions[0].start)
        after = _with_shared_unit([m for m in mentions if m.start >= ends])
        if not after:
            return
        self.context = follow_time(self.context, self.text[a : after[0].start], self.profile)
        left = read_left(self.text[a:begins])
        first = read_left("甲" + self.text[ends : after[0].start], moves_on=len(after) > 2)
        groups = self._groups(after) if first.origin else [after]
        subjects = self._subjects_for(left, len(groups[0]))
        unsure = not subjects and len(groups[0]) > 1 and bool(left.subject) and bool(split)
        if unsure:
            subjects = [left.subject] * len(groups[0])
        if not subjects or any(len(group) != len(subjects) for group in groups):
            return
        begin = self._place(a, after[0].start, left.subject) if left.subject else self.carried.start if self.carried.start >= 0 else a
        for position, group in enumerate(groups):
            chain = first if position == 0 else read_left("甲" + self.text[groups[position - 1][-1].end : group[0].start])
            for subject, mention in zip(subjects, group, strict=True):
                words = evolve(chain, subject=subject, chain=left.chain + chain.chain, raw=left.raw + chain.raw[1:], compared=chain.compared or left.compared)
                finding = self._share(begin, mention, words, self.text[a : after[0].start])
                yield evolve(finding, doubts=(Doubt.SHARED_OUT.value, *finding.doubts)) if unsure else finding
        self.carried.subject, self.carried.start, self.carried.names = subjects[-1], begin, list(subjects)
        self.carried.full = subjects[-1]
        self.accepted += after

    def _runs_on(self, mentions: Sequence[Mention]) -> bool:
        """甲和乙增长8%和11%: values joined by nothing but 和 or 、 belong to joined subjects, 分别 or not."""
        joints = [self.text[one.end : two.start] for one, two in pairwise(mentions)]
        return bool(joints) and all(joint in ("和", "、", "与", "及") for joint in joints)

    def _groups(self, after: list[Mention]) -> list[list[Mention]]:
        half = len(after) // 2
        return [after[:half], after[half:]] if half and len(after) % 2 == 0 else [after]

    def _subjects_for(self, left: LeftWords, count: int) -> list[str]:
        """The subjects that values are shared out over; one value goes to all of them."""
        if count == 1:
            parts = split_subjects(left.subject)
            return parts if len(parts) == 1 else []
        if left.subject:
            return split_subjects(self.carried.complete(left.subject), count)
        names = self.carried.names[-count:]
        return names if len(names) == count else split_subjects(self.carried.subject, count)

    def _share(self, begin: int, mention: Mention, left: LeftWords, clause: str) -> Finding:
        cumulative = "累计" in clause
        measure = measure_of(
            mention, left, clause, flow=amounts.governed(left, self.carried), cumulative=cumulative, yearly=self.profile.is_report, over_years=self._over_years()
        )
        name = amounts.suffixed(mention, left, left.subject, measure, clause)
        context = at_origin(self.context, left.origin_year) if left.origin else self.context
        return evolve(self._finding(mention, name, (begin, mention.end), left, measure), context=context)

    def _levels(self, a: int, b: int) -> Iterator[Finding]:
        """Levels and ranks of a clause; the words of each begin where the value or level before it ends."""
        ends = [a, *(m.end for m in self.accepted)]
        for level in sorted(find_levels(self.text, a, b, self.accepted), key=lambda level: level.start):
            yield from self._level(max(end for end in ends if end <= level.start), level)
            ends.append(level.end)

    def _level(self, edge: int, level: LevelMatch) -> Iterator[Finding]:
        left = read_left(self.text[edge : level.start].lstrip("、和与及"))
        subject = self.carried.complete(left.subject) or self.carried.subject
        if not subject and not level.name:
            return
        start = self._place(edge, level.start, left.subject) if left.subject else self.carried.start if self.carried.start >= 0 else level.start
        if left.subject:
            self.carried.subject, self.carried.full, self.carried.start = left.subject, left.subject, start
        names = split_subjects(subject) if level.shared or ALL_OF_THEM.search(left.raw) else [subject]
        for name in names:
            yield Finding(
                name=level.named(name), start=min(start, level.start), end=level.end, node=self.node, measure=level.measure, context=self.context,
                tier=level.tier, value=level.value, unit=level.unit, comparator=level.comparator, words=level.words, modality=_modality(left.raw),
            )  # fmt: skip


def _describes(mention: Mention, left: LeftWords, right_text: str, *, last: bool) -> bool:
    """A count inside the subject of another value (74个城市平均浓度下降5%) states nothing of its own."""
    if last or not mention.counts or left.chain or ends_with_flow(left.raw) or re.search("[、,和及]", right_text):
        return False
    onward = read_left(right_text)
    return bool(onward.chain and onward.subject) and not _MOVES_ON.match(right_text)


def _with_shared_unit(mentions: list[Mention]) -> list[Mention]:
    """分别提高15、22个百分点: the unit is printed once, at the last value."""
    last = mentions[-1] if mentions else None
    if last is None or last.unit is None:
        return mentions
    return [
        evolve(m, unit=last.unit, dimension=last.dimension, counts=last.counts) if _is_part_of(m, last) else m
        for m in mentions
    ]


def _is_part_of(mention: Mention, last: Mention) -> bool:
    """3个和4个百分点, 1409万、1305万人次: what is printed is the beginning of the last one's unit."""
    return last.unit is not None and last.unit != mention.unit and last.unit.startswith(mention.unit or mention.magnitude)


def _moved(mention: Mention, by: int) -> Mention:
    return evolve(mention, start=mention.start + by, end=mention.end + by, number_start=mention.number_start + by, unit_end=mention.unit_end + by)


def _modality(text: str) -> str:
    found = _MODALITY.search(text)
    return found[0] if found else ""


def _counting_people(mention: Mention, noun: str) -> Mention:
    """6398万农村人口: a bare magnitude before people or households counts them."""
    found = _PEOPLE.search(noun) if mention.unit is None and mention.magnitude in ("万", "亿", "千万", "百万") else None
    if not found:
        return mention
    return evolve(mention, dimension="households" if found["households"] else "persons", counts=True)


def _complete_unit(mention: Mention, name: str) -> tuple[str | None, tuple[str, ...]]:
    """新增就业3.7万 → 万人: a bare magnitude takes the unit that the indicator is counted in."""
    if mention.unit is None and mention.magnitude and (mention.counts or re.search("就业|人|户", name)):
        return mention.magnitude + ("户" if mention.dimension == "households" else "人"), ("unit",)
    return ("个百分点" if mention.unit == "百分点" else mention.unit), ()
