"""Lists that end in 等 and what is said of their members: A、B等项目建设."""

from __future__ import annotations

import re

from attrs import evolve, frozen

from gangyao.core.plan.projects.naming import Name, is_field_list, names_in
from gangyao.core.plan.projects.phrases import Group, Phrase
from gangyao.core.plan.projects.types import ProjectTypes
from gangyao.core.plan.projects.words import VAGUE

_ETC = re.compile(r"(?<![高均平中初同相对上下优])等(?!级|效|额|线|候|待|值|同|式|离|高线)")
# 马吃水等片区管网工程: the list is part of the name.
_PLACES = re.compile(
    r"(?:重点|重要|主要)?(?:片区|区域|地区|流域|城市(?!轨道|管网|道路|公园|更新|交通)|乡镇|街道|地(?!方)|村|河流|湖泊|湖库|河湖|单位|省|市|国|[^、]{0,6}(?:区|带)(?=保护|修复|治理|开发))"
)
_VAGUE = re.compile(VAGUE)
_FIRST_ACT = re.compile(
    r"[^、]*?(?:改造|整治|治理|建设)(?=(?:和|与|以及|及(?!其))(?![^、]{1,4}(?:工程|项目|行动|计划)))"
)
_FIELDS = re.compile(r"[^、]{0,4}(?:领域|方面|行业)")
_SET = re.compile(r"(?:设施|平台|载体|机构|网点|场所|系统|场馆|基地|活动)(?=$|建设|改造|布局|升级|配套|短板|项目)")
# What makes members of a list anything but projects; the second may still be proud of a thing with a name of its own.
_NO_PROJECTS = re.compile(
    r"(?:制度|法规|法律|条例|规定|标准|规范|政策|机制|功能|能力|服务|业务|因素|要素|环节|问题|手段|方式|形式|措施|内容|职能)"
)
_PRIDE = re.compile(r"(?:产业|力量|主体|部门|人员|资源|企业|特色|品牌|优势|总部)")
_LENDING_TYPES = frozenset({"road", "railway", "water", "tourism", "urban", "event", "culture", "energy"})
_LENDING = re.compile(r"(?:项目|工程|行动|计划)$")
_SHORTEST, _LONGEST = 2, 20


@frozen
class ProjectList:
    """The members of a list and what stands behind 等.

    Attributes:
        members: its noun phrases, the last without 等.
        behind: where what stands behind 等 begins, in characters of the clause.
        name: of what the members are, counted from there; None where it announces no project.
        is_set: they are facilities of one purpose: 等配套设施.
        excluded: they are no projects: 等制度.
        proud: they are praised as what projects may be: 等品牌.
    """

    members: list[Phrase]
    behind: int
    name: Name | None
    is_set: bool
    excluded: bool
    proud: bool = False

    @property
    def lends(self) -> bool:
        """What they are makes projects of members without a tail of their own."""
        return self.name is not None and (
            bool(_LENDING.search(self.name.tail.word)) or self.name.tail.type in _LENDING_TYPES
        )


def find_list(words: str, group: Group, types: ProjectTypes) -> ProjectList | None:
    """The list that a group of noun phrases is; None where nothing in it ends in 等."""
    for index, phrase in enumerate(group.phrases):
        etc = _ETC.search(words, phrase.start + 1, phrase.end)
        if etc is None:
            continue
        behind = words[etc.end() : group.phrases[-1].end]
        behind = behind[: len(act[0])] if (act := _FIRST_ACT.match(behind)) else behind
        if _FIELDS.match(behind):
            return ProjectList([], etc.end(), None, is_set=False, excluded=True)
        if _PLACES.match(behind):
            return None
        of = behind.rfind("、") + 1
        name = names_in(behind[of:], types)
        last = Phrase(phrase.start, etc.start(), phrase.number, phrase.unit, vague=phrase.vague)
        told = name is None and not _SET.search(behind)
        members = [*group.phrases[:index], last]
        if _VAGUE.match(behind):
            members = [evolve(member, vague=True) for member in members]
        return ProjectList(
            members,
            etc.end() + of,
            name,
            bool(_SET.search(behind)),
            excluded=told and bool(_NO_PROJECTS.search(behind)),
            proud=told and bool(_PRIDE.search(behind)),
        )
    return None


def can_be_member(words: str, longest: int = _LONGEST) -> bool:
    """A name without a tail: neither a bare field nor a whole sentence."""
    return _SHORTEST <= len(words) <= longest and not is_field_list(words)
