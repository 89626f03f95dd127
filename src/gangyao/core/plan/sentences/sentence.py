"""Reads one sentence, clause by clause, carrying subject, verb and time on until the text names new ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import define, evolve

from gangyao.core.document.sentences import split_clauses
from gangyao.core.plan.outcome import Outcome
from gangyao.core.plan.sentences.admission import describes_counted, is_indefinite, tier_of, why_none
from gangyao.core.plan.sentences.amount import Amount, counts_right, governed
from gangyao.core.plan.sentences.counted import RightWords, read_right
from gangyao.core.plan.sentences.counted_name import name_from_right
from gangyao.core.plan.sentences.descriptions import MOVES_ON, describes_subject, named_by_size
from gangyao.core.plan.sentences.finding import Finding
from gangyao.core.plan.sentences.measure import measure_of
from gangyao.core.plan.sentences.measured_name import name_from_left
from gangyao.core.plan.sentences.phrase import LeftWords, clean, flow_verb, read_left
from gangyao.core.plan.sentences.sentence_state import REACH_LEFT, SentenceState
from gangyao.core.plan.sentences.shared import is_shared, read_shared
from gangyao.core.plan.sentences.sharing import ALL_OF_THEM, are_alike, split_subjects
from gangyao.core.plan.sentences.structure import read_structures
from gangyao.core.plan.sentences.value_context import context_of
from gangyao.core.plan.sentences.worded import read_worded
from gangyao.core.plan.statement import Tier
from gangyao.core.quantity.grammar import QuantityGrammar
from gangyao.core.quantity.mention import Mention

# A sentence without any of these holds no statement; most sentences are left here.
_INTEREST = re.compile(
    r"[0-9百千万亿]|十[余多]|[一二三四五六七八九两十](?:公里|公斤|公顷|平方|立方|吨|亩|千瓦)|[二三四五六七八九两]成"
    r"|前[一二三四五六七八九十]|一半|[二三四五六七八九两](?:个|家|所|座|条|处|栋|幢)|全覆盖|翻[一两]?番|平均|第[一二三]|前列|领先|[ⅠⅡⅢⅣⅤ]类|零增长|负增长|达标|消除|消灭"
    r"|清零|首位|要求|标准"
    r"|百分之|分之|倍|覆盖|双百|零成本|全部|新高|一等次|同步|应.尽|倍增|发达国家|领跑|榜首|历史最|方阵|梯队|不减少|每[个社行建自村乡镇街县园学]|([村乡镇县户校组])\1[通有建设]|[快高]于"
)
_PROPORTION = re.compile(r"[0-9][:∶︰][0-9]")
_NO_VALUES = re.compile(r"[0-9一二两三四五六七八九十]+个[十百千万亿]*元?台阶|“[^“”]{1,18}”|《[^《》]*》|\[[0-9]+\]")
_CUMULATIVE = re.compile(r"累计|累积|五年(?!规划)|总计|(?<![0-9])5年(?!以|内|期)")
_PEOPLE = re.compile(
    "^[一-鿿]{0,8}(?:(?P<households>农户|贫困户|工商户|农牧户|家庭|用户)|人口|居民|群众|市民|村民|农民|农牧民|农民工|师生|职工"
    "|对象|老人|老年人|学生|儿童|人才|劳动力|人员|党员|教师|医生)"
)
_PEOPLE_MAGNITUDES = ("万", "亿", "千万", "百万")
_GROWS_AFTER = re.compile("的?(?:速度)?(?:增长|递增)")  # 保持年均14%增长
_MOVE_FIRST = re.compile("(?P<verb>压减|削减|缩减|减少|降低|精简|提高|提升|增加)(?P<what>(?!率|幅)[一-鿿“”]{2,})$")
_PARTS_OF_WHOLE = ("ratio", "percentage-point")
_ONLY_MODAL = re.compile("(?:[,并]|力争|争取|确保|努力)+")
_NOT_ADJACENT = ("ratio", "percentage-point", "money", "multiple")
# How far right of a value its words are looked for.
_REACH_RIGHT = 80
_ADJACENT_VALUES = 4


@define
class SentenceReader:
    """Reads the statements of one sentence.

    Attributes:
        state: the state; its context on exit is what the last clause left.
        grammar: finds quantities.
    """

    state: SentenceState
    grammar: QuantityGrammar

    def read(self) -> Iterator[Finding]:
        """The statements in order of place."""
        state = self.state
        sentence = state.text[state.start : state.end]
        if not _INTEREST.search(sentence):
            state.follow_time(sentence)
            return
        structures = list(read_structures(state)) if _PROPORTION.search(sentence) else []
        parts = {finding.end for finding in structures}
        mentions = [mention for mention in self._mentions(sentence) if mention.unit_end not in parts]
        yield from structures
        position = 0
        for a, b in split_clauses(sentence):
            begin, end = a + state.start, b + state.start
            first = position
            while position < len(mentions) and mentions[position].number_start < end:
                position += 1
            yield from self._clause(begin, end, mentions[first:position])

    def _mentions(self, sentence: str) -> list[Mention]:
        """Quantities outside names in quotes and outside 两个台阶."""
        shielded = (
            _NO_VALUES.sub(lambda m: "\0" * len(m[0]), sentence) if re.search("[“《\\[台]", sentence) else sentence
        )
        return [_moved(mention, self.state.start) for mention in self.grammar.find(shielded)]

    def _clause(self, start: int, end: int, mentions: list[Mention]) -> Iterator[Finding]:
        state = self.state
        state.accepted.clear()
        if (
            state.text[start - 1 : start] == ";"
            and state.base.speaks_of_years
            and state.context.role is state.base.role
        ):
            state.context = state.base
        clause = state.text[start:end]
        found = list(read_shared(state, start, end, mentions)) if is_shared(clause, state.text, mentions) else []
        if not found:
            found = list(self._one_by_one(start, end, mentions))
        if not mentions:
            state.follow_time(clause)
        levels = list(read_worded(state, start, end))
        if not found and not levels:
            state.carried.note_clause(clause)
        yield from found
        yield from levels

    def _one_by_one(self, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Finding]:
        text, edge = self.state.text, start
        skipped: Mention | None = None
        for position, found in enumerate(mentions):
            if found is skipped:
                continue
            following = mentions[position + 1].start if position + 1 < len(mentions) else end
            left_text = text[max(edge, found.start - REACH_LEFT) : found.start]
            right_text = self._right_text(position, mentions, end)
            self.state.follow_time(left_text)
            left, right = read_left(left_text, moves_on=bool(MOVES_ON.match(right_text))), read_right(right_text)
            mention = _counting_people(found, right.noun)
            if mention.dimension == "ratio" and _GROWS_AFTER.match(right_text):
                left = evolve(left, chain=left.chain + "增长")
            left = self._with_predicate(mention, left)
            if describes_subject(mention, left, right_text, last=following == end):
                self.state.leave_out(mention, Outcome.INDEFINITE if is_indefinite(mention) else Outcome.QUALIFIER)
                continue
            if why := why_none(mention, left, right):
                self.state.leave_out(mention, why)
                in_subject = mention.spelled or mention.dimension.startswith("time") or mention.dimension == "voltage"
                edge = edge if in_subject else mention.end
                continue
            self.state.accepted.append(mention)
            clause = clean(text[max(start, mention.start - REACH_LEFT) : mention.start])
            after = clean(text[mention.end : min(mention.end + _REACH_RIGHT, self.state.end)])
            later = mentions[position + 1] if following < end else None
            descriptive = describes_counted(mention, left, right, text[mention.end : following], later) or (
                right.possessive and tier_of(mention, left, right, after) is Tier.BORDERLINE
            )
            if later and (named := named_by_size(mention, text[mention.end : later.start], later, text)):
                draft, read_to = self._read(Amount(mention, left, RightWords(named, "", False, 0), clause, after, edge))
                if draft is not None:
                    yield evolve(draft, end=later.end)
                    self.state.leave_out(later, Outcome.QUALIFIER)
                    skipped = later
                    edge = later.end
                continue
            draft, read_to = self._read(Amount(mention, left, right, clause, after, edge))
            if not descriptive:
                edge = min(max(read_to, mention.end), following)
            if draft is not None:
                yield from self._each(evolve(draft, tier=Tier.BORDERLINE) if descriptive else draft, left)

    def _with_predicate(self, mention: Mention, left: LeftWords) -> LeftWords:
        """年均增长7%,力争8%: a value goes on with the predicate before; 压减项目30%: the predicate stands before its object."""
        carried = self.state.carried
        before = _MOVE_FIRST.match(left.subject) if mention.dimension in _PARTS_OF_WHOLE and not left.chain else None
        if before:
            return evolve(left, subject=before["what"], chain=before["verb"])
        if left.subject or mention.dimension != carried.dimension or not _ONLY_MODAL.fullmatch(left.raw):
            return left
        return evolve(left, chain=left.chain + carried.chain, raw=left.raw + carried.chain)

    def _right_text(self, position: int, mentions: Sequence[Mention], end: int) -> str:
        """The words right of a value; where the next one touches it (1467位80岁以上老人, 300户、900名居民), those right of that."""
        text, mention = self.state.text, mentions[position]
        for later in mentions[position + 1 : position + _ADJACENT_VALUES]:
            gap = text[mention.end : later.start]
            if gap not in ("", "、", "和") or not mention.counts or later.dimension in _NOT_ADJACENT:
                return gap
            mention = later
        following = next((m.start for m in islice(mentions, position + 1, None) if m.start >= mention.end), end)
        return text[mention.end : following]

    def _each(self, draft: Finding, left: LeftWords) -> Iterator[Finding]:
        """甲和乙均达到x: each gets the value."""
        subject = self.state.carried.full
        if not ALL_OF_THEM.search(left.raw) and not are_alike(subject):
            names = [draft.name]
        elif draft.name.startswith(subject):
            names = [name + draft.name[len(subject) :] for name in split_subjects(subject)]
        else:
            names = split_subjects(draft.name)
        carried = self.state.carried
        carried.names += names
        carried.together = split_subjects(subject) if len(names) > 1 else []
        for name in names:
            yield evolve(draft, name=name)

    def _read(self, amount: Amount) -> tuple[Finding | None, int]:
        """One quantity, and where its words end."""
        mention, left, right = amount.mention, amount.left, amount.right
        state, carried = self.state, self.state.carried
        from_right = counts_right(amount)
        measure = measure_of(
            mention, left, amount.clause, flow=from_right or governed(left, carried),
            cumulative=self._is_sum(amount), yearly=state.profile.is_report, over_years=state.over_years,
        )  # fmt: skip
        if from_right:
            name, start, end = name_from_right(amount, carried), mention.start, mention.end + right.length
        else:
            start, end = state.place(amount.edge, mention.start, left.subject), mention.end
            name = name_from_left(amount, measure, carried)
        carried.start, carried.chain = start, left.chain
        if not name:
            return None, mention.end
        finding = state.finding(mention, name, (start, end), left, measure)
        return evolve(finding, tier=tier_of(mention, left, right, amount.after), context=context_of(amount, state)), end

    def _is_sum(self, amount: Amount) -> bool:
        """累计 stands in the clause, or at the head of the enumeration that the counted thing goes on with."""
        carried = self.state.carried
        said = bool(_CUMULATIVE.search(amount.clause))
        goes_on = amount.mention.counts and not amount.left.chain and not flow_verb(amount.left.subject)
        carried.summed = said or (carried.summed and (goes_on or amount.left.subject.startswith("占")))
        return said or (carried.summed and goes_on)


def _counting_people(mention: Mention, noun: str) -> Mention:
    """6398万农村人口: a bare magnitude before people or households counts them."""
    found = _PEOPLE.search(noun) if mention.unit is None and mention.magnitude in _PEOPLE_MAGNITUDES else None
    if not found:
        return mention
    return evolve(mention, dimension="households" if found["households"] else "persons", counts=True)


def _moved(mention: Mention, by: int) -> Mention:
    return evolve(
        mention,
        start=mention.start + by,
        end=mention.end + by,
        number_start=mention.number_start + by,
        unit_end=mention.unit_end + by,
    )
