"""Statements without a number that can still be checked: 全覆盖, 翻番, Ⅲ类, 高于全市平均, 零增长; ranks stand in ranks.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from gangyao.core.plan.statement import Measure, Tier
from gangyao.core.plan.words import AREAS
from gangyao.core.quantity.mention import Mention
from gangyao.core.quantity.quantity import Comparator

_COVERAGE = re.compile(
    r"(?P<basic>基本)?(?:实现|达到)?"
    r"(?P<what>(?<!健)(?<!坚持)(?<!安)全覆盖|全域覆盖|全面覆盖|应保尽保|全达标|全部达标|稳定达标)"
)
_DOUBLING = re.compile(r"翻(?:了)?(?:[一两二三]?番|一倍)|(?<=实现)翻番")
_MEAN = re.compile(
    rf"(?P<than>远?高于|远超|超过|好于|低于|快于|优于|不低于|达到)"
    rf"(?P<whom>(?:{AREAS}|我区|我市|同期|GDP|经济增长|地区生产总值|、)+?[^,;。、]{{0,10}}?)"
    rf"(?P<what>平均水平|平均值|平均|均值|水平|增速|增长速度)"
)
_SOME_MEAN = re.compile("平均|均值|GDP|经济增长|全[市省国区]|同期")
_DEMAND = re.compile(
    r"(?:达到|符合|满足|完成)(?P<who>[^,;。]{0,8}?(?:省|市|国家|上级|规定|考核)[^,;。]{0,6}?)(?P<what>要求|标准|目标|任务)"
)
# 均达到减排标准: a named standard that all of a kind meet.
_STANDARD = re.compile(
    r"(?P<all>均|全部|所有|普遍|基本|都)(?:[^,;。]{0,24}?)(?:达到|符合)(?P<what>[^,;。、的]{2,12}?标准)"
)
# 贫困人口全部脱贫: all of a kind have come to a state that can be checked.
_ALL = re.compile(r"全部(?P<what>脱贫|退出|摘帽|出列|达标|关停|关闭|淘汰|拆除|完成[^,;。、]{2,12}|安装[^,;。、]{2,10})")
_CLASS = re.compile(
    r"(?:达到|为|达|由|至|到|优于|好于|提升到|提升至|升为|改善为|改善到|保持|稳定在)?"
    r"(?P<class>(?:国|劣)?\s?[ⅠⅡⅢⅣⅤ]\s?类(?:及以上|以上)?)"
)
# Ⅲ类水体比例: the class only names what is measured.
_CLASS_IN_NAME = re.compile(r"[\u4e00-\u9fff]{0,4}(?:比例|比重|功能区)")
_ZERO = re.compile(r"“?\s?(?P<what>零\s?(?:增长|成本|排放|新增|发生|负增长))\s?”?|(?P<negative>负增长)")
_GONE = re.compile(r"(?P<basic>基本)?(?:消灭|消除|清零|动态清零)(?P<what>[\u4e00-\u9fff]{2,12})?")
_CAN_BE_GONE = re.compile("水体|天气|断面|棚户|危房|土坯|隐患|空白|贫困|病|超载|垃圾|马路|大班额|黑臭|污染")
_BOTH = re.compile(r"“\s?双百\s?”")
_DENIED = re.compile("不能|未能|达不到|未达|无法|尚未|没有|坚持|无禁区")
_DENIED_BEFORE = 8
# A clause without any of these holds no level.
_TRIGGER = re.compile(r"覆盖|达标|应保|翻|平均|均值|水平|增速|要求|标准|目标|任务|类|零|负增长|消[灭除]|清零|双百|全部")
_ABOVE = {"不低于": ">=", "低于": "<", "达到": "="}


@frozen
class LevelMatch:
    """A level or rank in words.

    Attributes:
        start: where its words begin (folded).
        end: one past them.
        words: as printed, e.g. "全覆盖".
        measure: what kind of level.
        tier: level or rank.
        comparator: how it bounds.
        value: the position of a rank, e.g. 1; None otherwise.
        unit: "位" for a position.
        suffix: what the indicator's name takes on, e.g. "全省位次".
        name: the indicator where it stands right of the words (消除黑臭水体).
        shared: subjects joined before it each get it.
    """

    start: int
    end: int
    words: str
    measure: Measure
    tier: Tier = Tier.LEVEL
    comparator: Comparator = Comparator.EQUAL
    value: Decimal | None = None
    unit: str | None = None
    suffix: str = ""
    name: str = ""
    shared: bool = False

    def named(self, subject: str) -> str:
        """The indicator's name for a subject."""
        name = self.name or subject
        return name if name.endswith(self.suffix) else name + self.suffix


def find_levels(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[LevelMatch]:
    """Levels of one clause; one that is denied (不能稳定达标) or lies on a quantity is none."""
    if not _TRIGGER.search(text, start, end):
        return
    taken = [(mention.start, mention.end) for mention in mentions]
    number_starts = {mention.start for mention in mentions}
    for read in (_means, _coverage, _doublings, _demands, _standards, _all, _classes, _zeros, _gone, _double_hundred):
        for level in read(text, start, end):
            denied = _DENIED.search(text, max(start, level.start - _DENIED_BEFORE), level.start + 3)
            if level.end in number_starts:
                continue
            if not denied and not any(a < level.end and level.start < b for a, b in taken):
                taken.append((level.start, level.end))
                yield level


def _means(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _MEAN.finditer(text, start, end):
        if (m["than"] == "达到" and "平均" not in m["what"]) or not _SOME_MEAN.search(m[0]):
            continue
        measure = _measure_of_mean(text[start : m.start()], m["what"])
        suffix = f"与{m['whom']}{m['what']}比较" if measure is Measure.ANNUAL_GROWTH else ""
        yield LevelMatch(
            m.start(), m.end(), m[0], measure, comparator=Comparator(_ABOVE.get(m["than"], ">")), suffix=suffix
        )


def _measure_of_mean(before: str, what: str) -> Measure:
    if re.search("增速|增长|增幅", before + what):
        return Measure.ANNUAL_GROWTH
    if re.search("率|比重|比例", before):
        return Measure.SHARE
    return Measure.CHANGE if "幅度" in before else Measure.LEVEL


def _coverage(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _COVERAGE.finditer(text, start, end):
        basic = bool(m["basic"]) or text[max(start, m.start() - 2) : m.start()] == "基本"
        words = ("基本" if basic else "") + m["what"]
        suffix = "覆盖" if "覆盖" in m["what"] else ""
        yield LevelMatch(m.start(), m.end(), words, Measure.SHARE, comparator=_about(basic), suffix=suffix, shared=True)


def _about(basic: object) -> Comparator:
    """基本 before a level says about."""
    return Comparator.ABOUT if basic else Comparator.EQUAL


def _doublings(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _DOUBLING.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), m[0], Measure.CHANGE, suffix="增幅")


def _demands(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _DEMAND.finditer(text, start, end):
        rate = text[max(start, m.start() - 2) : m.start()].rstrip("均都").endswith("率")
        yield LevelMatch(m.start(), m.end(), m[0], Measure.SHARE if rate else Measure.LEVEL, shared=True)


def _standards(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _STANDARD.finditer(text, start, end):
        yield LevelMatch(m.start("all"), m.end(), "达到" + m["what"], Measure.SHARE, suffix="达标", shared=True)


def _all(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _ALL.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), m[0], Measure.SHARE, suffix=m["what"] + "比例")


def _classes(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _CLASS.finditer(text, start, end):
        if _CLASS_IN_NAME.match(text, m.end()) or text[m.start() - 1 : m.start()] in ("—", "-"):
            continue
        words = m["class"].replace(" ", "")
        yield LevelMatch(m.start(), m.end(), words, Measure.LEVEL, suffix="类别", shared=True)


def _zeros(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _ZERO.finditer(text, start, end):
        words = (m["what"] or m["negative"]).replace(" ", "")
        measure = Measure.CHANGE if "增长" in words else Measure.LEVEL
        comparator = Comparator.BELOW if m["negative"] else Comparator.EQUAL
        suffix = words[-2:] if words.startswith("零") else "增长"
        yield LevelMatch(m.start(), m.end(), words, measure, comparator=comparator, suffix=suffix)


def _gone(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _GONE.finditer(text, start, end):
        if m["what"] and _CAN_BE_GONE.search(m["what"]):
            verb = m[0].removeprefix("基本").removesuffix(m["what"])
            yield LevelMatch(m.start(), m.end(), verb, Measure.LEVEL, comparator=_about(m["basic"]), name=m["what"])


def _double_hundred(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _BOTH.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), "双百", Measure.SHARE, shared=True)
