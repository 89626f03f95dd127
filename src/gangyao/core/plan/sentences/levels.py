"""Statements without a number that can still be checked: 翻番, Ⅲ类, 高于全市平均, 零增长.

What is done for all of a kind (全覆盖) stands in complete_levels.py, ranks in ranks.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gangyao.core.plan.sentences.complete_levels import find_complete
from gangyao.core.plan.sentences.level_match import LevelMatch, about
from gangyao.core.plan.sentences.words import AREAS
from gangyao.core.plan.statement import Measure
from gangyao.core.quantity.mention import Mention
from gangyao.core.quantity.quantity import Comparator

_DOUBLING = re.compile(r"翻(?:了)?(?:[一两二三]?番|一倍)|(?<=实现)(?:翻番|倍增)")
_HALVING = re.compile("(?P<falls>减少|下降|降低|压减|缩短|缩减|减)?(?P<rises>增加|提高|提升)?了?一半(?P<more>以上)?")
_MEAN = re.compile(
    rf"(?P<than>远?高于|远超|超过|好于|远?低于|快于|优于|不低于|达到)"
    rf"(?P<whom>(?:{AREAS}|我区|我市|同期|G\s?D\s?P|经济(?:增长)?|地区生产总值|(?<=[快高]于)城镇(?:居民)?|、)+?[^,;。、]{{0,10}}?)"
    rf"(?P<what>平均水平|平均值|平均增[速幅]|平均|均值|水平|增速|增长速度)"
)
_SOME_MEAN = re.compile(r"平均|均值|G\s?D\s?P|经济增|地区生产总值|全[市省国区]|同期|于城镇")
# 与经济增长基本同步: another quantity is what it keeps up with.
_IN_STEP = re.compile(
    r"(?:与|和|同)(?P<whom>(?:国民)?经济(?:增长|发展|增速)?|GDP|地区生产总值|劳动生产率)(?:增长|增速|提高)?(?:保持)?(?P<basic>基本)?(?:保持)?同步(?:增长|提高)?"
)
_KEEPS_UP_REACH = 30
_KEEPS_UP = re.compile("收入|增长|增速|工资|报酬|投入|支出|水平|标准|养老金|待遇")
_DEMAND = re.compile(
    r"(?:达到|达(?!标)|符合|满足|完成)(?P<who>[^,;。]{0,8}?(?:省|市|国家|上级|规定|考核|规划|先进|设计)[^,;。]{0,6}?)(?P<what>要求|标准|目标|任务)"
)
# Work that is as it was asked for (举措符合…要求) is no level of anything.
_ABSTRACT = re.compile("政策|举措|措施|工作|方向|决策|做法|实际")
_CLASS = re.compile(
    r"(?:(?:达到|达)?或?优于(?=国?\s?[ⅠⅡⅢⅣⅤ])|达到|为|达|由|至|到|优于|好于|提升到|提升至|升为|改善为|改善到|保持|稳定在)?"
    r"(?P<class>(?:国|劣)?\s?[ⅠⅡⅢⅣⅤ]\s?类(?:及以上|以上)?)(?:水体|水质)?(?:标准)?(?![比功])"
)
# Ⅲ类水体比例: the class only names what is measured.
_CLASS_IN_NAME = re.compile(r"[\u4e00-\u9fff]{0,4}(?:比例|比重|功能区)")
# 劣Ⅴ类水体全面消除, 消除劣Ⅴ类: the class is the thing that goes (complete_levels.py), no level of it.
_IS_GONE = re.compile("(?:水体|断面)?(?:基本|全面|全部|动态)?(?:消除|消灭|清零)")
_GOES = re.compile("(?:消除|消灭)$")
_ZERO = re.compile(r"“?\s?(?P<what>零\s?(?:增长|成本|排放|新增|发生|负增长))\s?”?|(?P<negative>负增长)")
_KEPT = re.compile(r"(?<=面积|数量|总量|耕地|质量)(?P<words>不(?:减少|降低|下降))(?=[,;。、]|$)")
_DEVELOPED = re.compile(r"(?:接近或)?达到[^,;。]{0,4}发达国家(?:平均)?水平")
_BOTH = re.compile(r"“\s?双百\s?”")
_DENIED = re.compile("应在|不能|未能|达不到|未达|无法|尚未|没有|坚持|无禁区")
_DENIED_BEFORE = 8
# A clause without any of these holds no level.
_TRIGGER = re.compile(
    r"覆盖|达标|应保|翻|一半|平均|均值|水平|增速|要求|标准|目标|任务|类|零|负增长|消[灭除]|清零|双百|全部|同步|尽|倍增|每[个一社行建自村乡镇街县园学]|不减少"
    r"|([村乡镇县户校组])\1"
)
_ABOVE = {"不低于": ">=", "低于": "<", "远低于": "<", "达到": "="}


def find_levels(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[LevelMatch]:
    """Levels of one clause; one that is denied (不能稳定达标) or lies on a quantity is none."""
    if not _TRIGGER.search(text, start, end):
        return
    taken = [(mention.start, mention.end) for mention in mentions]
    number_starts = {mention.start for mention in mentions}
    for read in (
        _means,
        _in_step,
        _doublings,
        _halvings,
        _demands,
        _classes,
        _zeros,
        _kept,
        _double_hundred,
        find_complete,
    ):
        for level in read(text, start, end):
            denied = _DENIED.search(text, max(start, level.start - _DENIED_BEFORE), level.start + 3)
            if level.end in number_starts or text[level.end : level.end + 1].isdecimal():
                continue
            if not denied and not any(a < level.end and level.start < b for a, b in taken):
                taken.append((level.start, level.end))
                yield level


def _means(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _MEAN.finditer(text, start, end):
        if (m["than"] == "达到" and "平均" not in m["what"]) or not _SOME_MEAN.search(m[0]):
            continue
        measure = _measure_of_mean(text[start : m.start()], m["what"])
        suffix = f"与{m['whom']}{m['what']}比较".replace(" ", "") if measure is Measure.ANNUAL_GROWTH else ""
        yield LevelMatch(
            m.start(), m.end(), m[0], measure, comparator=Comparator(_ABOVE.get(m["than"], ">")), suffix=suffix
        )


def _measure_of_mean(before: str, what: str) -> Measure:
    if re.search("增速|增长|增幅", before + what):
        return Measure.ANNUAL_GROWTH
    if re.search("率|比重|比例", before):
        return Measure.SHARE
    return Measure.CHANGE if "幅度" in before else Measure.LEVEL


def _in_step(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _IN_STEP.finditer(text, start, end):
        if not _KEEPS_UP.search(text, max(0, m.start() - _KEEPS_UP_REACH), m.start()):
            continue
        basic = m["basic"] or text[max(start, m.start() - 2) : m.start()] == "基本"
        yield LevelMatch(
            m.start(),
            m.end(),
            m[0],
            Measure.ANNUAL_GROWTH,
            comparator=about(basic),
            suffix=f"与{m['whom']}比较",
            shared=True,
        )


def _doublings(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _DOUBLING.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), m[0], Measure.CHANGE, suffix="增幅")


def _halvings(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    """事故起数减少一半以上: how much is said, without a number."""
    for m in _HALVING.finditer(text, start, end):
        if m["falls"] or m["rises"]:
            bound = Comparator.AT_LEAST if m["more"] else Comparator.EQUAL
            suffix = "降幅" if m["falls"] else "增幅"
            yield LevelMatch(m.start(), m.end(), m[0], Measure.CHANGE, comparator=bound, suffix=suffix)


def _demands(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _DEMAND.finditer(text, start, end):
        if m[0].startswith("符合") and _ABSTRACT.search(text, max(start, m.start() - _DENIED_BEFORE), m.start()):
            continue
        basic = text[max(start, m.start() - 2) : m.start()] == "基本"
        rate = text[max(start, m.start() - 2) : m.start()].rstrip("均都").endswith("率")
        yield LevelMatch(
            m.start(), m.end(), m[0], Measure.SHARE if rate else Measure.LEVEL, comparator=about(basic), shared=True
        )


def _classes(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _CLASS.finditer(text, start, end):
        gone = _IS_GONE.match(text, m.end()) or _GOES.search(text, max(start, m.start() - 4), m.start())
        if gone or _CLASS_IN_NAME.match(text, m.end()) or text[m.start() - 1 : m.start()] in ("—", "-"):
            continue
        basic = text[max(start, m.start() - 2) : m.start()] == "基本"
        words = m["class"].replace(" ", "")
        yield LevelMatch(m.start(), m.end(), words, Measure.LEVEL, comparator=about(basic), suffix="类别", shared=True)


def _zeros(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _ZERO.finditer(text, start, end):
        words = (m["what"] or m["negative"]).replace(" ", "")
        measure = Measure.CHANGE if "增长" in words else Measure.LEVEL
        comparator = Comparator.BELOW if m["negative"] else Comparator.EQUAL
        suffix = words[-2:] if words.startswith("零") else "增长"
        yield LevelMatch(m.start(), m.end(), words, measure, comparator=comparator, suffix=suffix)


def _kept(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _KEPT.finditer(text, start, end):
        yield LevelMatch(m.start("words"), m.end(), m["words"], Measure.CHANGE, comparator=Comparator.AT_LEAST)
    for m in _DEVELOPED.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), m[0], Measure.LEVEL, shared=True)


def _double_hundred(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _BOTH.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), "双百", Measure.SHARE, shared=True)
