"""Where a clause stands: what the headings above it say that their text does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from attrs import define, field

from gangyao.core.document.document import HEADINGS, Document, Node, NodeKind
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.sentences.context import Context, section_context, under_heading
from gangyao.core.plan.sentences.moment import Moment
from gangyao.core.plan.statement import Role


class Zone(StrEnum):
    """What a stretch of a plan does, from its headings and from the openings of its paragraphs."""

    BODY = "body"  # what is to be done
    REVIEW = "review"  # what was done, how things stand and may turn
    THOUGHT = "thought"  # guiding thought, principles
    STANDING = "standing"  # positioning: what the area is to be
    GOALS = "goals"  # states to reach
    BASIS = "basis"  # what the plan is, what it rests on
    NAMES = "names"  # titles, contents, page furniture
    NOTES = "notes"  # bodies of footnotes


_BY_KIND = {
    NodeKind.TITLE: Zone.NAMES,
    NodeKind.CONTENTS: Zone.NAMES,
    NodeKind.FURNITURE: Zone.NAMES,
    NodeKind.LEAD: Zone.NAMES,
    NodeKind.FOOTNOTE: Zone.NOTES,
}
_NO_LEAVES = (NodeKind.PARAGRAPH, NodeKind.TABLE, NodeKind.MARK)
_THOUGHT = re.compile(
    "指导(?:思想|方针|原则)|原则$|遵循|总体要求|总体思路|总体构想|总要求|基本要求|发展(?:理念|思路|主题|主线)|总基调|战略导向"
    "|基本方针|工作(?:思路|要求|方针)$|重大关系"
)
_STANDING = re.compile("(?:发展|战略|功能|总体|城市)定位")
_GOALS = re.compile(
    "(?:主要|发展|总体|奋斗|规划|具体|预期|战略|工作|阶段性?|远景|量化|建设)目标|目标(?:任务|指标|体系|愿景)?$|主要指标|指标体系|远景|愿景|展望"
)
_TASKS = re.compile("任务|举措|重点工作|工作安排|措施")
_BASIS = re.compile(
    "编制(?:依据|背景|说明|过程)|规划(?:依据|背景|范围|期限)|^(?:前言|序言|引言|序|绪论|总则)$|适用范围|基本概念|名词解释|术语"
)
_STANDS = re.compile("(?:重大|重要|深刻|战略)意义|必要性")
# A title that says what is to be done, even where it holds a word such as 目标 or 环境.
_DEED = re.compile(
    "^(?:进一步|着力|切实|努力|加快|全面|深入|大力|积极|持续|不断|坚决|有效|确保)*"
    "(?:加强|加快|加大|推进|推动|实施|控制|整治|强化|保护|建设|促进|开展|防治|健全|完善|启动|编制|严格|综合|营造|优化|改善|创造"
    "|打造|构建|巩固|夯实|筑牢|落实|实现|明确|贯彻|树立|发展|培育|提升|提高|深化|化解|应对|解决|防范|破解|补齐|聚焦|维护|服务|融入|奠定|形成|攻克)"
)
# 发展环境, 实施情况: the verb is part of a name.
_NAMES = re.compile(
    "(?:发展|建设|保护|实施|服务|控制|编制|明确)(?:环境|基础|形势|背景|现状|成就|成效|成绩|情况|定位|目标|原则|思路|理念|机遇|条件|优势|阶段|回顾|要求|主线|主题|愿景|指标|依据)"
)
# 为实现…目标而奋斗: no goals follow, but what everybody is to do.
_STRIVES = re.compile("^为|为实现|(?:奋斗|努力|团结起来)$")
_OPENS_REVIEW = re.compile("(?:当前|目前|近年来|多年来|长期以来)[,，](?![^。]*(?:要|必须|应))")
_OPENS_THOUGHT = re.compile(
    "指导思想(?:是|为|:)|(?:总体要求|总体思路|总的要求|基本思路|工作思路|指导方针|总体考虑)(?:是|为|:)|必须遵循|基本原则(?:是|为|:)"
    "|以(?:马克思列宁主义|邓小平理论|习近平新时代|习近平总书记|科学发展观|“三个代表”|党的[一二三四五六七八九十]+大).{0,200}?(?:为指导|指引)"
    "|^[^,]{0,6}高举中国特色社会主义伟大旗帜"
)
_OPENS_GOALS = re.compile(
    "目标(?:是|为|:)|(?:主要|预期|发展|总体|规划|奋斗)目标[^,。;]{0,8}[:是为]|展望(?:二|20)|(?:实现|达到)以下[^,。;]{0,6}目标"
)


@define
class Places:
    """The zone of every leaf of a document.

    Attributes:
        document: the text.
        profile: what it is.
        contexts: role and time of the leaves that the statement reader read, by index of node.
    """

    document: Document
    profile: Profile
    contexts: Mapping[int, Context]
    _below: dict[int | None, tuple[Zone, bool]] = field(factory=dict)
    _parents: frozenset[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        nodes = (node for node in self.document.nodes if node.kind is not NodeKind.FURNITURE)
        self._parents = frozenset(node.parent for node in nodes if node.parent is not None)

    def leaves(self) -> Iterator[tuple[int, Node, Zone]]:
        """The leaves in order, each with its zone."""
        paragraph, opened = None, Zone.BODY
        for index, node in enumerate(self.document.nodes):
            if node.kind in _NO_LEAVES:
                continue
            zone = _BY_KIND.get(node.kind) or (Zone.NAMES if self._heads(index, node) else None)
            if node.kind is NodeKind.LEAD:
                paragraph, opened = node.parent, _under(self._under_headings(node)[0], node.title)
            if zone is None:
                zone = opened if node.parent == paragraph else self._under_headings(node)[0]
                zone, lasting = self._by_words(index, node, zone)
                paragraph, opened = (node.parent, zone) if lasting else (paragraph, opened)
            yield index, node, zone

    def _heads(self, index: int, node: Node) -> bool:
        """A heading; a numbered line that heads nothing and ends like a sentence is none."""
        if node.kind is not NodeKind.ITEM or index in self._parents:
            return node.kind in HEADINGS
        return self.document.text[node.start : node.end].rstrip()[-1:] not in tuple("。;；，,")

    def _under_headings(self, node: Node) -> tuple[Zone, bool]:
        """What the headings above a leaf say, its paragraph or table left out: the zone, and that they look back."""
        parent = node.parent
        while parent is not None and self.document.nodes[parent].kind in _NO_LEAVES:
            parent = self.document.nodes[parent].parent
        if parent not in self._below:
            self._below[parent] = self._zone_below(parent)
        return self._below[parent]

    def _zone_below(self, parent: int | None) -> tuple[Zone, bool]:
        if parent is None:
            return (Zone.BODY if self.profile.is_report else Zone.BASIS), self.profile.looks_back
        head = self.document.nodes[parent]
        above, back = self._under_headings(head) if head.parent is not None else (Zone.BODY, self.profile.looks_back)
        if not _is_deed(head.title):
            context = under_heading(Context(Role.ACHIEVED if back else Role.TARGET), head.title, self.profile)
            back = context.role is Role.ACHIEVED
        return _under(above, head.title), back

    def _by_words(self, index: int, node: Node, zone: Zone) -> tuple[Zone, bool]:
        """The zone that the words of a sentence, or the reader's role for it, give; and whether its paragraph keeps it."""
        start = self.document.folded.from_source(node.start)
        words = self.document.folded.text[start : self.document.folded.from_source(node.end)]
        if zone in (Zone.BODY, Zone.BASIS, Zone.REVIEW) and _OPENS_THOUGHT.search(words):
            return Zone.THOUGHT, words.rstrip().endswith(":")
        if zone in (Zone.BODY, Zone.BASIS) and (self._looks_back(index, node) or _OPENS_REVIEW.match(words)):
            return Zone.REVIEW, False
        if zone in (Zone.BODY, Zone.BASIS, Zone.THOUGHT) and _OPENS_GOALS.search(words[:60]):
            return Zone.GOALS, True
        return zone, False

    def _looks_back(self, index: int, node: Node) -> bool:
        """The sentence tells what was: its headings do, a title such as 巩固脱贫成效 left out, or what was said before it."""
        context = self.contexts.get(index)
        if context is None or context.role is not Role.ACHIEVED:
            return False
        if self._under_headings(node)[1]:
            return True
        if section_context(self.document, index, self.profile).role is Role.ACHIEVED:
            return False
        told = self.profile.is_report or context.moment.written or not self.document.headings
        return told and self._is_past(context.moment)

    def _is_past(self, moment: Moment) -> bool:
        """What is reviewed is the year before or the plan period that ended; 八五普法 is no time of a review."""
        now = self.profile.period_now
        return moment.period is None or now is None or moment.period.next >= now


def _is_deed(title: str) -> bool:
    return bool(_STRIVES.search(title) or (_DEED.match(title) and not _NAMES.match(title)))


def _under(zone: Zone, title: str) -> Zone:
    """The zone under a heading that stands in a zone."""
    if _BASIS.search(title):
        return Zone.BASIS
    if _STANDS.search(title):
        return Zone.REVIEW
    if _is_deed(title):
        return Zone.BODY if zone is Zone.GOALS and not _STATE.search(title) else zone
    if _STANDING.search(title):
        return Zone.STANDING
    thought, goals = _THOUGHT.search(title), _GOALS.search(title)
    if goals and (thought or _TASKS.search(title.replace("目标任务", ""))):
        return Zone.BODY
    if goals:
        return Zone.GOALS
    return Zone.THOUGHT if thought else zone


_STATE = re.compile("(?:提升|提高|增强|进展|改善|突破|优化|成效|完善|升级|水平|跨越|台阶|局面|成型|形成)$")
