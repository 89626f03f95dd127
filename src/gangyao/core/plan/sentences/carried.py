"""What a sentence carries on from clause to clause, as Chinese prose elides what was said before."""

from __future__ import annotations

import re

from attrs import define, field

from gangyao.core.plan.sentences.counted import noun_at_start
from gangyao.core.plan.sentences.phrase import flow_verb, read_left, strip_subject

# 面积, 产量: measures that mean nothing alone and belong to the thing named before.
_LEANING = re.compile(
    "(?:增加值(?:总量)?|总?产量|总?产值|总?面积|增速|增量|增幅|增长率|占比|比重|比例|增长|同比|排名|浓度|数量|总量|人数"
    "|户数|规模|密度|创建率|办复率|合格率|满意率|出口|进口|产能|销量|余额)"
)
_MEASURE_END = re.compile(
    "(?:总?产量|总?产值|(?:种植|播种)?面积|增加值|总额|数量|人数|户数|规模|增速|总量|产能|销量|余额)$"
)
# 完成投资, 营业收入: money of the project or park that the sentence is about.
_OF_THE_TOPIC = re.compile(
    "(?:(?:共|已)?(?:完成|实现|累计完成)?(?:年度|总|预计总)?(?:投资|产值|投资额|总投|资金|投入)"
    "|(?:营业|销售|主营业务)收入|入园企业|建成区面积|规划面积|占地面积|用地面积|总建筑面积|建筑面积|人口|税收|利税"
    "|覆盖面|参保人数|总?库容|年供水量|(?:设计)?灌溉面积|(?:总)?装机(?:容量)?|(?:日)?处理能力|(?:设置)?床位)"
)
# 连续提高企业退休人员基本养老金, …: a verb of change before its object names what the next value measures.
_RAISED = re.compile(
    "(?:提高|上调|调整|降低|减少|扩大)(?:了)?(?P<what>[^、提降]{3,24}(?:标准|金|工资|补贴|补助|收入|水平|费率"
    "|税率|覆盖面))$"
)
_PLACE = re.compile("园区|工程|项目|基地|产业园|景区|片区|新城|新区|陆港|开发区|园|中心|集团|公司|道路|机场|铁路|水库")

_LONGEST_CLAUSE = 200  # so that one endless clause costs no more than many


@define
class Carried:
    """What was said before in the sentence.

    Attributes:
        subject: of the last value.
        full: that subject with the whole it is a share of (甲占乙比重), for a value that goes on with it.
        dimension: of the last value's unit.
        start: folded position where it stands; -1 at first.
        chain: predicate of the last value, for one that goes further (年均增长7%,力争8%).
        grown: name of the growth just given, for a gap that goes on with it (增长5.5%,高于全省1个百分点).
        summed: the last value was a sum over years (累计).
        verb: of doing that governs an enumeration (新建A3所、B5个).
        counted: the thing counted last.
        topic: the project or place that the sentence is about.
        names: subjects of the values so far, for a later 分别 or 均.
        together: subjects that had their last value in common (甲、乙分别达到x和y), for a level that goes on with them.
    """

    subject: str = ""
    full: str = ""
    dimension: str = ""
    start: int = -1
    chain: str = ""
    grown: str = ""
    summed: bool = False
    verb: str = ""
    counted: str = ""
    topic: str = ""
    names: list[str] = field(factory=list)
    together: list[str] = field(factory=list)

    def note_clause(self, clause: str) -> None:
        """A clause without a number may name what the next one measures."""
        clause = clause[-_LONGEST_CLAUSE:]
        left = read_left(clause)
        subject = strip_subject(clause)
        flow = flow_verb(subject)
        if raised := _RAISED.search(left.raw):
            self.subject = self.full = raised["what"]
        if (left.rises or left.falls) and left.subject and not flow:
            self.subject = self.full = left.subject
        thing = noun_at_start(flow[1] if flow else subject)
        if not self.topic and "、" not in thing and 3 <= len(thing) <= 20 and _PLACE.search(thing):
            self.topic = thing

    def complete(self, subject: str) -> str:
        """A subject that leans on what was said before, with that put first."""
        if self.subject and (subject.startswith("占") or _LEANING.fullmatch(subject)):
            if subject.startswith("占") or subject in (
                "增速",
                "增量",
                "增幅",
                "增长率",
                "占比",
                "比重",
                "比例",
                "增长",
                "同比",
                "排名",
            ):
                return self.subject + subject
            return (_MEASURE_END.sub("", self.subject) or self.subject) + subject
        if _OF_THE_TOPIC.fullmatch(subject):
            return (
                self.topic or self.counted
                if not subject.startswith(("建成区", "占地", "建筑", "总建筑"))
                else self.topic
            ) + subject
        return subject
