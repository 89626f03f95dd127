"""From a document to its statements: every quantity with the thing it measures, its role and its time.

One pass over the sentences in order. Within a sentence the subject, the verb and the time are carried on until
the text names new ones, as Chinese prose does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import define, evolve, field, frozen

from gangyao.core.document.document import Document, Node, NodeKind
from gangyao.core.document.folding import Folded, fold
from gangyao.core.document.sentences import split_clauses
from gangyao.core.period import PlanPeriod
from gangyao.core.plan import naming
from gangyao.core.plan.context import Context, Moment, follow_time, section_context
from gangyao.core.plan.levels import LevelMatch, find_levels
from gangyao.core.plan.measure import measure_of
from gangyao.core.plan.phrase import LeftWords, RightWords, clean, ends_with_flow, flow_verb, last_flow_noun, read_left, read_right, strip_subject
from gangyao.core.plan.profile import Profile
from gangyao.core.plan.statement import Measure, Role, Tier
from gangyao.core.plan.tables import FALLING, Cell, Row, Table, find_flat_tables, measure_in_table, name_in_table
from gangyao.core.quantity.grammar import Mention, QuantityGrammar
from gangyao.core.quantity.quantity import Comparator

_READ = (NodeKind.SENTENCE, NodeKind.LEAD, NodeKind.ROW)
_INTEREST = re.compile(r"[\d百千万亿]|全覆盖|翻[一两]?番|平均|第[一二三]|前列|领先|[ⅠⅡⅢⅣⅤ]类|零增长|负增长|达标|消除|消灭|清零|首位|要求|百分之|分之|倍|覆盖|双百|零成本|全部|新高")
_QUOTED_NAME = re.compile(r"“[^“”]{1,18}”|《[^《》]*》|\[\d+\]")
_SHARED_OUT = re.compile(r"分别")
_JOINED = re.compile(r"[、和与及]|以及")
_ALL_OF_THEM = re.compile(r"(?:均|都)(?=[^,;]{0,8}$)")
_CUMULATIVE = re.compile(r"累计|五年(?!规划)|总计|5年")
_CAPACITY = re.compile(r"项目|工程|矿|机组|电站|生产线|基地|厂|锅炉|泊位|装置|油库|航道|热电|变电站|水库")
_AGE_LIMIT = re.compile(r"(?:周?岁)")


@frozen
class Finding:
    """A statement before it has an id.

    Attributes:
        name: phrase naming what is measured.
        start: folded position.
        end: folded position.
        node: index of the sentence.
        value, value_high, unit, comparator, words: as in Quantity.
        measure, context, tier: what kind, when and for whom.
        scope: narrowest population or area written, else empty.
        inferred: names of fields a rule filled in.
        doubts: codes of what is uncertain.
    """

    name: str
    start: int
    end: int
    node: int
    measure: Measure
    context: Context
    tier: Tier = Tier.CORE
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = Comparator.EQUAL
    words: str | None = None
    falls: bool = False
    rises: bool = False
    modality: str = ""
    scope: str = ""
    inferred: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@define
class _Carried:
    """What a sentence carries on from clause to clause."""

    subject: str = ""
    subject_start: int = -1
    verb: str = ""
    cumulative: bool = False
    counted: str = ""
    subjects: tuple[str, ...] = ()


@define
class StatementReader:
    """Reads the statements of one document."""

    document: Document
    profile: Profile
    grammar: QuantityGrammar
    folded: Folded = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.folded = fold(self.document.text)

    def read(self) -> Iterator[Finding]:
        """All statements in order of place."""
        tables = list(find_flat_tables(self.folded.text))
        for table in tables:
            yield from self._table(table)
        section, base = None, Context(Role.TARGET)
        context = base
        for index, node in self.document.of_kind(*_READ):
            if node.parent != section or node.kind is NodeKind.ROW:
                section, base = node.parent, section_context(self.document, index, self.profile)
                context = base
            start, end = self.folded.from_source(node.start), self.folded.from_source(node.end)
            for table in tables:
                if table.start < end and start < table.end:
                    start, end = (table.end, max(end, table.end)) if start >= table.start or end > table.end else (start, table.start)
            sentence = _SentenceReader(self, index, start, end, context)
            yield from sentence.read()
            context = sentence.last_context(base)

    def _table(self, table: Table) -> Iterator[Finding]:
        """Every value of an indicator table: base reported, target and change committed to."""
        for row in table.rows:
            node = self._node_at(row.start)
            for cell in row.cells:
                measure = measure_in_table(row.name, cell, growth=table.growth)
                yield Finding(
                    name=name_in_table(row.name, cell, measure), start=row.start, end=row.end, node=node, measure=measure,
                    context=self._table_context(table, row, cell, measure), value=cell.value, unit=cell.unit, comparator=cell.comparator,
                    falls=cell.falls or bool(FALLING.search(row.name)) and measure is Measure.CHANGE,
                )  # fmt: skip

    def _table_context(self, table: Table, row: Row, cell: Cell, measure: Measure) -> Context:
        if cell.column == "base":
            return Context(Role.ACHIEVED, Moment(year=row.base_year or table.base, written=True))
        over_period = cell.column == "change" or measure in (Measure.CHANGE, Measure.ANNUAL_GROWTH, Measure.CUMULATIVE)
        moment = Moment(period=PlanPeriod.from_year(table.target), written=True) if over_period else Moment(year=table.target, written=True)
        return Context(Role.TARGET, moment)

    def _node_at(self, position: int) -> int:
        """The leaf that a folded position lies in."""
        source = self.folded.origins[position]
        return next((i for i, node in self.document.of_kind(*_READ, NodeKind.BOX, NodeKind.FURNITURE, NodeKind.TITLE, NodeKind.CONTENTS) if node.start <= source < node.end), 0)


@define
class _SentenceReader:
    """Reads one sentence."""

    reader: StatementReader
    node: int
    start: int
    end: int
    context: Context
    carried: _Carried = field(factory=_Carried)

    @property
    def text(self) -> str:
        return self.reader.folded.text

    def read(self) -> Iterator[Finding]:
        sentence = self.text[self.start : self.end]
        if not _INTEREST.search(sentence):
            self.context = follow_time(self.context, sentence, self.reader.profile)
            return
        mentions = self._mentions(sentence)
        for a, b in split_clauses(sentence):
            a, b = a + self.start, b + self.start
            inside = [m for m in mentions if a <= m.number_start < b]
            yield from self._clause(a, b, inside)

    def last_context(self, base: Context) -> Context:
        """The context for the next sentence: a year named here stays in the paragraph, but not a goal's."""
        if self.context.moment.year is not None and self.context.role is Role.ACHIEVED:
            return self.context
        return base if self.context.role is base.role else self.context if not self.context.moment.written else base

    def _mentions(self, sentence: str) -> list[Mention]:
        shielded = _QUOTED_NAME.sub(lambda m: "\0" * len(m[0]), sentence) if "“" in sentence or "[" in sentence or "《" in sentence else sentence
        found = list(self.reader.grammar.find(shielded))
        taken = [(m.start, m.end) for m in found]
        for spelled in self.reader.grammar.find_spelled(shielded):
            if not any(a < spelled.end and spelled.start < b for a, b in taken):
                found.append(spelled)
        return sorted((_moved(m, self.start) for m in found), key=lambda m: m.number_start)

    def _clause(self, a: int, b: int, mentions: list[Mention]) -> Iterator[Finding]:
        clause = self.text[a:b]
        self.context = follow_time(self.context, clause[: mentions[-1].start - a] if mentions else clause, self.reader.profile)
        if _CUMULATIVE.search(clause):
            self.carried.cumulative = True
        found: list[Finding] = []
        if _SHARED_OUT.search(clause) and len(mentions) > 1:
            found = list(self._shared_out(a, b, mentions))
        if not found:
            edge = a
            for position, mention in enumerate(mentions):
                following = mentions[position + 1].start if position + 1 < len(mentions) else b
                finding, edge = self._one(a, edge, mention, following, b)
                found.extend(finding)
        for level in find_levels(self.text, a, b, mentions):
            found.extend(self._level(a, level))
        if not mentions and not found:
            self._topic(clause, a)
        yield from found

    def _topic(self, clause: str, a: int) -> None:
        """A clause without a number may still name what the next one measures."""
        subject = strip_subject(clause)
        if 2 <= len(subject) <= 20 and not flow_verb(subject):
            self.carried.counted = self.carried.counted or ""

    def _one(self, a: int, edge: int, mention: Mention, following: int, b: int) -> tuple[list[Finding], int]:
        """One quantity; returns its findings and where the next one's left words begin."""
        left = read_left(self.text[edge : mention.start])
        right = read_right(self.text[mention.end : following])
        if self._is_no_quantity(mention, left, right):
            return [], mention.end
        draft = self._draft(a, edge, mention, left, right)
        if draft is None:
            return [], mention.end
        found = [draft]
        if _ALL_OF_THEM.search(left.raw):
            found = list(self._split_subjects(draft))
        consumed = mention.end + right.length if draft.end > mention.end else mention.end
        return found, min(consumed, following)

    def _is_no_quantity(self, mention: Mention, left: LeftWords, right: RightWords) -> bool:
        """Durations, bare numbers and small sets in words are no quantities unless something reaches them."""
        reached = bool(left.chain) or mention.comparator is not Comparator.EQUAL and bool(left.subject)
        if mention.unit is None:
            return not (reached or mention.magnitude or (mention.dimension == "ratio" and bool(left.raw or right.noun))) or (mention.magnitude in ("百", "千", "十") and not reached)
        if mention.dimension.startswith("time") or mention.unit in ("分", "次", "届", "批", "块", "门", "对", "片", "单", "度", "方", "米", "毫米"):
            return not left.chain or (mention.unit == "年" and not re.search("年限|寿命|期|时间", left.subject + left.raw))
        if mention.spelled and mention.counts:
            return not (mention.value >= 100 and (left.chain or ends_with_flow(left.raw) or left.raw.endswith(("、", "和"))))
        if mention.unit == "条" and re.match("红线|底线|主线|规定|措施|意见|政策|举措", right.noun):
            return True
        return mention.unit in ("类", "成") and not left.chain

    def _draft(self, a: int, edge: int, mention: Mention, left: LeftWords, right: RightWords) -> Finding | None:
        flow = ends_with_flow(left.raw) if not left.subject or left.raw.endswith(tuple("建设成")) else None
        noun_right = self._takes_right_noun(mention, left, right)
        clause_left = self.text[a : mention.start]
        cumulative = self._is_cumulative(mention, clause_left)
        measure = measure_of(
            mention, left, clean(clause_left), flow=bool(noun_right or self._flows(left)), cumulative=cumulative,
            yearly=self.reader.profile.is_report, role=self.context.role,
        )  # fmt: skip
        tier = self._tier(mention, left, right, noun_right)
        if noun_right:
            name, start = self._name_from_right(mention, left, right, measure), mention.start
            end = mention.end + right.length
        else:
            name, start = self._name_from_left(mention, left, edge, measure, clause_left)
            end = mention.end
        if not name:
            return None
        return self._finding(mention, name, start, end, measure, tier, left)

    def _flows(self, left: LeftWords) -> bool:
        return bool(flow_verb(left.subject) or ends_with_flow(left.chain) or re.search("完成|新增|新建|改造", left.raw) or (left.raw.startswith(("、", "和", "及")) and self.carried.verb))

    def _is_cumulative(self, mention: Mention, clause_left: str) -> bool:
        if re.search("累计|五年(?!规划)|总计", clause_left):
            return True
        return self.carried.cumulative and (mention.counts or mention.dimension == "money") and bool(re.search("累计", self.text[self.start : mention.start]))

    def _takes_right_noun(self, mention: Mention, left: LeftWords, right: RightWords) -> bool:
        """新建10家超市: the counted thing stands right; 森林覆盖率达到36%: it stands left."""
        if not right.noun or len(right.noun) < 2 and not right.possessive:
            return False
        if mention.dimension in ("ratio", "percentage-point", "multiple", "age") or mention.unit is None:
            return right.possessive and not left.subject and mention.dimension == "ratio" or (mention.graded and not left.subject)
        if mention.graded:
            return True
        bare = not left.subject or bool(ends_with_flow(left.raw))
        if mention.counts:
            return bare or not left.chain
        return bare or (right.possessive and bool(re.search("投资|规模|面积|总投$", left.subject)))

    def _name_from_right(self, mention: Mention, left: LeftWords, right: RightWords, measure: Measure) -> str:
        if mention.dimension == "ratio":
            return right.rest + right.noun + "比例" if right.rest else right.noun + "比例"
        if mention.graded:
            return right.noun + "规模"
        if mention.dimension == "money" and left.raw:
            return right.noun + re.sub("^.*(?=总?投资)", "", left.raw) if "投资" in left.raw else right.noun + left.subject
        verb = ends_with_flow(left.raw) or (left.subject if left.subject and not left.chain else "")
        if not verb and right.rest and len(right.rest) <= 14:
            verb = right.rest
        self.carried.verb = ends_with_flow(left.raw) or self.carried.verb
        noun = right.noun
        self.carried.counted = noun
        self.carried.subject = noun
        verb = "" if verb in ("完成", "实现", "建成", "有", "为", "打造", "创建") else verb
        return naming.name_count(verb + noun if len(verb) <= 8 else noun, mention.dimension, mention.counts)

    def _name_from_left(self, mention: Mention, left: LeftWords, edge: int, measure: Measure, clause_left: str) -> tuple[str, int]:
        subject, start = self._subject(left, edge, mention)
        if not subject:
            return "", mention.start
        whole = re.search(r"^(.*?)占(.+?)(?:的?(?:比重|比例|份额|比率|百分比))?的?$", subject)
        if mention.dimension == "ratio" and (measure is Measure.SHARE or measure is Measure.CHANGE) and whole and whole[2]:
            head = whole[1] or self.carried.subject
            subject = naming.name_share(head, whole[2])
            self.carried.subject, self.carried.subject_start = head, start
        else:
            self.carried.subject, self.carried.subject_start = subject, start
        return self._suffixed(mention, left, subject, measure, clause_left), start

    def _suffixed(self, mention: Mention, left: LeftWords, subject: str, measure: Measure, clause_left: str) -> str:
        if measure is Measure.ANNUAL_GROWTH:
            return naming.name_growth(subject, yearly="年均" in clause_left)
        if measure is Measure.CHANGE and mention.dimension in ("ratio", "percentage-point"):
            return self._change_name(mention, left, subject, clause_left)
        if measure is Measure.CHANGE and not mention.dimension == "multiple":
            return subject + ("减少量" if left.falls else "增加额" if mention.dimension == "money" else "增量")
        flow = flow_verb(subject)
        if flow and flow[0] in ("完成", "实现", "建成", "打造", "创建", "达成", "形成", "获得", "获") and flow[1]:
            subject = flow[1]
        return naming.name_for(measure, subject, mention.dimension, counts=mention.counts)

    def _change_name(self, mention: Mention, left: LeftWords, subject: str, clause_left: str) -> str:
        gap = re.search(r"(?:高于|低于|高出|低|高)(.{0,10}?)(?:平均|水平)*$", left.raw)
        text = self.text[self.start : mention.number_start]
        if gap and mention.dimension == "percentage-point" and re.search("高于|低于|高出", text[-16:]):
            return subject + "与" + (clean(gap[1]) or "") + "平均之差"
        compared = re.search(r"((?:较|比)“?[^,;]{1,10}?)”?(?:年?期?末|期|年|相比)", clean(clause_left))
        said = clean(compared[1] + ("年" if compared[1][-1].isdigit() else "")).replace("“", "") if compared else ("累计" if "累计" in clause_left else "")
        return naming.name_change(subject, falls=left.falls, points=mention.dimension == "percentage-point", compared=said)

    def _subject(self, left: LeftWords, edge: int, mention: Mention) -> tuple[str, int]:
        """The subject as written, or carried on from before."""
        subject, start = left.subject, self._place(edge, mention.start, left.subject)
        joined = left.raw[:1] in ("、", "和", "及", "与") or left.raw.startswith("以及")
        if mention.counts and "人" not in (mention.unit or "") and len(subject) > 12:
            subject = last_flow_noun(subject)
        if not subject:
            return self.carried.subject, self.carried.subject_start if self.carried.subject_start >= 0 else mention.start
        if joined and self.carried.verb and not left.chain:
            return self.carried.verb + subject, start
        flow = flow_verb(subject)
        if flow and flow[1]:
            self.carried.verb = flow[0]
        elif left.chain and not joined:
            self.carried.verb = ""
        return self._completed(subject, start)

    def _completed(self, subject: str, start: int) -> tuple[str, int]:
        """增速, 占…, 产量: short measure nouns lean on the subject before."""
        before = self.carried.subject
        if before and (subject in ("增速", "增幅", "增长率", "占比", "比重", "比例", "增长", "同比", "排名") or subject.startswith("占")):
            return before + subject, start
        generic = re.fullmatch(naming._MEASURE_NOUN_END.pattern.rstrip("$"), subject)
        if before and generic and len(subject) <= 5:
            stem = naming._MEASURE_NOUN_END.sub("", before)
            return (stem or before) + subject, start
        return subject, start

    def _place(self, edge: int, end: int, subject: str) -> int:
        """Folded position where a subject begins, between the edge and the number."""
        stretch = self.text[edge:end]
        head = stretch.find(subject[:3]) if subject else -1
        return edge + head if head >= 0 else edge + len(stretch) - len(stretch.lstrip(" ,、"))

    def _tier(self, mention: Mention, left: LeftWords, right: RightWords, noun_right: bool) -> Tier:
        if mention.unit and mention.dimension == "age" and not left.chain:
            return Tier.BORDERLINE
        capacity = mention.dimension in ("mass", "power", "volume", "boiler", "voltage", "apparent-power", "time-hours", "time-minutes")
        if capacity and not left.chain and right.noun and _CAPACITY.search(right.noun):
            return Tier.BORDERLINE
        if mention.spelled and mention.counts and mention.value < 100:
            return Tier.BORDERLINE
        return Tier.CORE

    def _finding(self, mention: Mention, name: str, start: int, end: int, measure: Measure, tier: Tier, left: LeftWords) -> Finding:
        unit = mention.unit
        inferred: tuple[str, ...] = ()
        if unit is None and mention.magnitude and re.search("就业|人|户", name):
            unit, inferred = mention.magnitude + "人", ("unit",)
        if unit == "百分点" or unit == "百分点":
            unit = "个百分点"
        comparator = mention.comparator
        if mention.dimension == "percentage-point" and self.text[mention.start : mention.number_start] in ("高于", "低于"):
            comparator = Comparator.EQUAL
        role_context = self.context
        if tier is Tier.BORDERLINE and mention.dimension == "age":
            role_context = evolve(role_context, role=Role.STANDARD)
        return Finding(
            name=name, start=min(start, mention.start), end=end, node=self.node, measure=measure, context=role_context, tier=tier,
            value=mention.value, value_high=mention.value_high, unit=unit, comparator=comparator, falls=left.falls, rises=left.rises,
            modality=_modality(left.raw), inferred=inferred, words="下降" if left.falls else None,
        )  # fmt: skip

    def _shared_out(self, a: int, b: int, mentions: list[Mention]) -> Iterator[Finding]:
        """甲、乙分别达到x和y: the values go to the subjects in order."""
        split = _SHARED_OUT.search(self.text, a, b)
        if not split:
            return
        left = read_left(self.text[a : split.start()])
        chain = read_left("主语" + self.text[split.end() : mentions[0].start])
        after = [m for m in mentions if m.start >= split.end()]
        subjects = split_subjects(left.subject or self.carried.subject, len(after), self.carried.subject)
        if len(subjects) != len(after):
            return
        begin = self._place(a, after[0].start, left.subject)
        for subject, mention in zip(subjects, after, strict=True):
            words = LeftWords(subject, left.chain + chain.chain, clean(self.text[a : after[0].start]))
            measure = measure_of(mention, words, words.raw, flow=self._flows(words), cumulative="累计" in words.raw, yearly=self.reader.profile.is_report, role=self.context.role)
            grown = re.search("增长$|增速$", subject)
            if grown and mention.dimension == "ratio":
                measure = Measure.ANNUAL_GROWTH
            name = self._suffixed(mention, words, subject, measure, words.raw)
            yield self._finding(mention, name, begin, mention.end, measure, Tier.CORE, words)
        self.carried.subject, self.carried.subject_start, self.carried.subjects = subjects[0], begin, tuple(subjects)

    def _split_subjects(self, draft: Finding) -> Iterator[Finding]:
        """甲和乙均达到x: each gets the value."""
        parts = split_subjects(draft.name, 0, "")
        for part in parts or [draft.name]:
            yield evolve(draft, name=part)

    def _level(self, a: int, level: LevelMatch) -> Iterator[Finding]:
        left = read_left(self.text[a : level.start])
        subject = left.subject or self.carried.subject
        if not subject and not level.name:
            return
        start = self._place(a, level.start, left.subject) if left.subject else (self.carried.subject_start if self.carried.subject_start >= 0 else level.start)
        names = split_subjects(subject, 0, "") if level.shared or _ALL_OF_THEM.search(left.raw) else [subject]
        if not left.subject and len(self.carried.subjects) > 1:
            names = list(self.carried.subjects)
        for name in names or [subject]:
            yield Finding(
                name=level.named(name), start=min(start, level.start), end=level.end, node=self.node, measure=level.measure, context=self.context,
                tier=level.tier, value=level.value, unit=level.unit, comparator=level.comparator, words=level.words, modality=_modality(left.raw),
            )  # fmt: skip


def _moved(mention: Mention, by: int) -> Mention:
    return evolve(mention, start=mention.start + by, end=mention.end + by, number_start=mention.number_start + by, unit_end=mention.unit_end + by)


def _modality(text: str) -> str:
    found = re.search("力争|争取|确保|努力|基本|预计|探索|鼓励|原则上", text)
    return found[0] if found else ""


_HEAD = re.compile(r"(?:排放总量|排放量|总量|浓度|收入|比例|比重|占比|率|数量|总额|产值|增加值|面积|投资|支出|水平|人数|增速|强度|容量占.+|消费量|产量|指数)$")


def split_subjects(subject: str, count: int, before: str) -> list[str]:
    """Parts a joined subject: 城乡居民收入 → 城镇…, 农村…; 脱硫、脱硝机组比例 → 脱硫机组比例, 脱硝机组比例."""
    if "城乡" in subject and count in (0, 2) and not _JOINED.search(subject.replace("城乡", "")):
        return [subject.replace("城乡", "城镇", 1), subject.replace("城乡", "农村", 1)]
    parts = [part for part in _JOINED.split(subject) if part]
    if len(parts) < 2 or (count and len(parts) != count):
        return [subject] if count < 2 else []
    last = parts[-1]
    head = _HEAD.search(last)
    if len(last) <= 4 and len(parts[0]) > len(last):
        stem = re.sub(r"(?:增长|增速|强度|规模|总量|数量|人数|面积|产量|产值)$", "", parts[0])
        return [parts[0], *(stem + part for part in parts[1:])] if len(parts) == 2 else parts
    tail = last[len(parts[-2]) :] if len(last) > len(parts[-2]) + 1 else ""
    if head and head.start() > 0 and len(tail) < len(head[0]):
        tail = head[0]
    return [part if _HEAD.search(part) else part + tail for part in parts[:-1]] + [last]
