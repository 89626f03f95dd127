"""Statements without a number that can still be checked: 全覆盖, 翻番, Ⅲ类, 高于全市平均, 全省前列."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from gangyao.core.plan.statement import Measure, Tier
from gangyao.core.quantity.grammar import Mention
from gangyao.core.quantity.numerals import parse_chinese
from gangyao.core.quantity.quantity import Comparator

_AREA = r"(?:全市|全省|全国|全区|全县|川南|西部|中西部|西南|同类地区|同类城市|国内|省内|市内|全球|世界|全州|自治区|长三角|东部)(?:各?(?:区县|县区|市州|地区|省份|城市|县市区|县市))?(?:、全[市省国])?"
_HOLDS = r"(?:位列|位居|跃居|跃升至|居|排名|排|稳居|位于|位|列|获|名列|跻身|进入|保持在?|走在|处于|达到)"
_PLACES = (
    r"第[一二三四五六七八九十\d]{1,3}[位名]?|最[低高](?![气温水生点处])|前[列茅]|首位|前[一二三四五六七八九十\d]{1,2}[位名强]?|领先(?:水平|地位)?|先进(?:水平|行列)|中上(?:水平|游)|上游|一等次|最前列"
)
_RANK = re.compile(rf"(?:已?连续[\d一二三四五六七八九十]{{1,3}}年)?(?:继续|稳定)?{_HOLDS}?(?P<area>{_AREA})(?:同类.{{0,6}})?(?P<rank>{_PLACES})")
# 文明城市测评第一名: the contest names the field.
_CONTEST = re.compile(r"(?P<area>测评|考核|评比|排名|评价)(?:中?位?[列居]?|获得?)?(?P<rank>第[一二三四五六七八九十\d]{1,3}[位名]?)")
_RECORD = re.compile(
    r"(?:再)?创(?:近\s?\d+\s?年(?:来)?|历史|有史以来|历年|同期|(?:19|20)\d\d年以来)+(?:来)?(?:的)?新高(?!度|端)|再?创新高(?!地|度|端)"
    r"|(?:创|达到?|为)?(?:历史(?:同期)?|有史以来|(?:19|20)\d\d年以来)(?:的)?(?:最[高好多优低]|最好)(?:水平|成绩)?"
)
_COVERAGE = re.compile(r"(?P<basic>基本)?(?:实现|达到)?(?P<what>(?<!健)(?<!坚持)(?<!安)全覆盖|全域覆盖|全面覆盖|应保尽保|全达标|全部达标|稳定达标)")
_DOUBLING = re.compile(r"翻(?:了)?(?:[一两二三]?番|一倍)")
_MEAN = re.compile(rf"(?P<than>远?高于|远超|超过|好于|低于|快于|优于|不低于|达到)(?P<whom>(?:{_AREA}|我区|我市|同期|GDP|经济增长|地区生产总值|、)+?[^,;。、]{{0,10}}?)(?P<what>平均水平|平均值|平均|均值|水平|增速|增长速度)(?![\d.])")
_DEMAND = re.compile(r"(?:达到|符合|满足|完成)(?P<who>[^,;。]{0,8}?(?:省|市|国家|上级|规定|考核)[^,;。]{0,6}?)(?P<what>要求|标准|目标|任务)")
# 均达到减排标准: a named standard that all of a kind meet.
_STANDARD = re.compile(r"(?P<all>均|全部|所有|普遍|基本|都)(?:[^,;。]{0,24}?)(?:达到|符合)(?P<what>[^,;。、的]{2,12}?标准)")
_CLASS = re.compile(r"(?:达到|为|达|由|至|到|优于|好于|提升到|提升至|升为|改善为|改善到|保持|稳定在)?(?P<class>(?:国|劣)?\s?[ⅠⅡⅢⅣⅤ]\s?类(?:及以上|以上)?)")
_ZERO = re.compile(r"“?\s?(?P<what>零\s?(?:增长|成本|排放|新增|发生|负增长))\s?”?|(?P<negative>负增长)")
_GONE = re.compile(r"(?P<basic>基本)?(?:消灭|消除|清零|动态清零)(?P<what>[\u4e00-\u9fff]{2,12})?")
_BOTH = re.compile(r"“\s?双百\s?”")
_DENIED = re.compile("不能|未能|达不到|未达|无法|尚未|没有")
_TRIGGER = re.compile(r"覆盖|达标|应保|翻|平均|均值|水平|增速|要求|标准|目标|类|零|负增长|消[灭除]|清零|双百|第[一二三四五六七八九十\d]|前[列茅一二三四五六七八九十\d]|首位|领先|先进|上游|新高|最[低高]|历史最|以来最|中上|一等次")
_ABOVE = {"高于": ">", "远高于": ">", "远超": ">", "超过": ">", "好于": ">", "快于": ">", "优于": ">", "低于": "<", "不低于": ">=", "达到": "="}


@frozen
class LevelMatch:
    """A level or rank in words.

    Attributes:
        start: where its words begin (folded).
        end: one past them.
        words: as printed, e.g. "全覆盖".
        tier: level or rank.
        measure: what kind of level.
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
    tier: Tier
    measure: Measure
    comparator: Comparator = Comparator.EQUAL
    value: Decimal | None = None
    unit: str | None = None
    suffix: str = ""
    name: str = ""
    shared: bool = False

    def named(self, subject: str) -> str:
        """The indicator's name for a subject."""
        return (self.name or subject) + ("" if (self.name or subject).endswith(self.suffix) else self.suffix)


def find_levels(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[LevelMatch]:
    """Levels and ranks of one clause, left to right."""
    if not _TRIGGER.search(text, start, end):
        return
    taken: list[tuple[int, int]] = [(m.start, m.end) for m in mentions]
    for reader in (_ranks, _records, _means, _coverage, _doublings, _demands, _standards, _classes, _zeros, _gone, _double_hundred):
        for match in reader(text, start, end):
            if _DENIED.search(text, max(start, match.start - 8), match.start + 3):
                continue
            if not any(a < match.end and match.start < b for a, b in taken):
                taken.append((match.start, match.end))
                yield match


def _ranks(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in (*_RANK.finditer(text, start, end), *_CONTEST.finditer(text, start, end)):
        number = re.search(r"第([一二三四五六七八九十]+|\d+)", m["rank"])
        value = Decimal(1) if m["rank"] == "首位" else None
        if number:
            value = parse_chinese(number[1]) if not number[1].isdigit() else Decimal(number[1])
        if m["rank"].startswith("第") and text[m.end() : m.end() + 1] in tuple("批次轮届期部中小个家条座产"):
            continue
        yield LevelMatch(m.start(), m.end(), m["area"] + m["rank"], Tier.RANK, Measure.RANK, value=value, unit="位" if value else None, suffix=m["area"] + "位次", shared=True)


def _records(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _RECORD.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), m[0].lstrip("创"), Tier.RANK, Measure.RANK, suffix="历史位次")


def _means(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _MEAN.finditer(text, start, end):
        if (m["than"] == "达到" and "平均" not in m["what"]) or not re.search("平均|均值|GDP|经济增长|全[市省国区]|同期", m[0]):
            continue
        words = m[0]
        measure = Measure.ANNUAL_GROWTH if re.search("增速|增长|增幅", text[start : m.start()] + m["what"]) else Measure.SHARE if re.search("率|比重|比例", text[start : m.start()]) else Measure.CHANGE if "幅度" in text[start : m.start()] else Measure.LEVEL
        yield LevelMatch(m.start(), m.end(), words, Tier.LEVEL, measure, Comparator(_ABOVE[m["than"]]), suffix="与" + m["whom"] + m["what"] + "比较" if measure is Measure.ANNUAL_GROWTH else "", shared=False)


def _coverage(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _COVERAGE.finditer(text, start, end):
        about = Comparator.ABOUT if m["basic"] or text[max(start, m.start() - 4) : m.start()].endswith("基本") else Comparator.EQUAL
        yield LevelMatch(m.start(), m.end(), ("基本" if about is Comparator.ABOUT else "") + m["what"], Tier.LEVEL, Measure.SHARE, about, suffix="覆盖" if "覆盖" in m["what"] else "", shared=True)


def _doublings(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _DOUBLING.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), m[0], Tier.LEVEL, Measure.CHANGE, suffix="增幅")


def _demands(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _DEMAND.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), m[0], Tier.LEVEL, Measure.SHARE if text[max(start, m.start() - 2) : m.start()].rstrip("均都").endswith("率") else Measure.LEVEL, shared=True)


def _standards(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _STANDARD.finditer(text, start, end):
        yield LevelMatch(m.start("all"), m.end(), "达到" + m["what"], Tier.LEVEL, Measure.SHARE, suffix="达标", shared=True)


def _classes(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _CLASS.finditer(text, start, end):
        if re.match(r"[\u4e00-\u9fff]{0,4}(?:比例|比重|水体比例|功能区|断面比例|以上比例)", text[m.end() : m.end() + 8]) or text[m.start() - 1 : m.start()] in "—-":
            continue
        yield LevelMatch(m.start(), m.end(), m["class"].replace(" ", ""), Tier.LEVEL, Measure.LEVEL, suffix="类别", shared=True)


def _zeros(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _ZERO.finditer(text, start, end):
        words = (m["what"] or m["negative"]).replace(" ", "")
        yield LevelMatch(m.start(), m.end(), words, Tier.LEVEL, Measure.CHANGE if "增长" in words else Measure.LEVEL, Comparator.BELOW if m["negative"] else Comparator.EQUAL, suffix=words[-2:] if words.startswith("零") else "增长")


def _gone(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _GONE.finditer(text, start, end):
        if m["what"] and re.search("水体|天气|断面|棚户|危房|土坯|隐患|空白|贫困|病|超载|垃圾|马路|大班额|黑臭|污染", m["what"]):
            yield LevelMatch(m.start(), m.end(), m[0][:4].rstrip(m["what"]) or m[0][:2], Tier.LEVEL, Measure.LEVEL, Comparator.ABOUT if m["basic"] else Comparator.EQUAL, name=m["what"])


def _double_hundred(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _BOTH.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), "双百", Tier.LEVEL, Measure.SHARE, shared=True)
