"""The words left of a quantity in its clause: subject, predicate, and what the value is compared with."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import frozen

from gangyao.core.period import PLAN_PERIOD_NAME, PlanPeriod
from gangyao.core.plan.sentences import words
from gangyao.core.plan.sentences.words import alternation

_MARK = re.compile(r"\[[0-9]{1,3}\]|[①-⑳]")
_YEAR = r"(?:(?:19|20)[0-9][0-9]|[一二][九〇零][〇零一二三四五六七八九]{2})年?"
_PERIOD = rf"(?:“?{PLAN_PERIOD_NAME}”?|[0-9]五)(?:时期|期间|规划)?"
_BASE = (
    rf"(?:{_YEAR}|{_PERIOD}|上一?年|去年|前年|前[两三五]?年|全国|全省|全市|全区|基期|年初|上届|五年前"
    rf"|同期)(?:年|期)?(?:同期|时|末|底|初|期末|的?实际)*"
)

# 较2015年, 比“十二五”末, 与上年相比, 在2020年的基础上, 是2010年的(2.6倍): the base of a comparison, not a time.
COMPARISON = re.compile(
    rf"(?:较|比|(?<!参)与|同|在(?={_BASE}的?基础上))(?P<base>{_BASE})(?:的?基础上|相比|净|又|再)?(?!的?[重例])"
    rf"|(?:[是为]|相当于|约为|接近|达到?)(?P<times>{_BASE})的?(?=近?约?超?过?$)"
)
# 由2010年的162亿元增加到…: where a change starts; the year belongs to this value alone.
ORIGIN = re.compile(
    rf"(?:由|从|自)(?P<year>{_YEAR})?(?P<period>{_PERIOD}末?)?(?:年?[末底初])?时?的?(?:每人|每户|每亩|每年|每月"
    rf"|人均|平均)*(?:不足|近|约)?$"
)
# 由历史高峰的30%降至…: any words may stand there where the value is followed by 到, 至 or 为.
_WIDE_ORIGIN = re.compile(r"(?:由|从)[^,;由从]{0,12}$")

# 增加到2015年的287.9亿元: the year between 到 and the value.
_DESTINATION_YEAR = re.compile(rf"(?<=[到至为])(?:{_YEAR})(?:年?[末底])?的?(?=近?约?$)")

_CHAIN_WORD = alternation(words.REACH, words.UP, words.DOWN, words.GROWTH_ADVERBS, words.MODALS, words.TIME_WORDS)
_CHAIN = re.compile(rf"(?P<subject>.*?)(?P<chain>(?:{_CHAIN_WORD}|了|再)*)$", re.DOTALL)
_GROWTH_REACHES = re.compile("(?:增长|递增)(?:要|应|需|须|将|均|分别)*(?:达到?|为|保持在?)$")  # 年均增长要达到5%
_UP_END = re.compile(rf"{alternation(words.UP)}了?(?:近|约|超过|超)?$")
_DOWN_END = re.compile(rf"{alternation(words.DOWN)}了?(?:近|约|超过|超)?$")
_FLOW_END = re.compile(rf"{alternation(words.FLOW)}了?$")
# A verb of doing opens a phrase unless it is part of a noun: 建成区, 生产总值, 服务业, 销售收入.
_FLOW_START = re.compile(
    rf"^(?!建成区|保护区|服务区|合作区|利用率|合作社|安置房|服务业|服务(?:机器人|贸易|消费|外包|设施|中心|站|能力|质量|水平))(?:{alternation(words.FLOW)})了?"
    r"(?!率|额|业(?!态|务|主)|面积|收入|总值|系数|量(?!子|化)|规模|能力|值|增加值|成本|性|力(?!量|争)|强度|总规模|者|用地|指数|到|至|规划|水平|速度)"
)
_STRONG_FLOW = re.compile(alternation(words.STRONG_FLOW))
_PARTICLE = "|".join(f"{word}(?![{after}])" if after else word for word, after in words.LEADING_PARTICLES.items())
_LEADING = re.compile(
    rf"^(?:{alternation(words.LEADING)}(?!率)|{_PARTICLE}|[,、\s]|”|[0-9]+年|——|\([0-9一二三四五六七八九十]+\)|\)|[一二三四五六七八九十]+是|\.)+"
)
_TIME = (
    rf"(?:到|至|截至|截止|截止到|在)?(?:{_YEAR}(?:年?[末底初])?前?(?:以前|之前)?|“{PLAN_PERIOD_NAME}”"
    rf"|“?{PLAN_PERIOD_NAME}”?(?:期间|时期|末|期末|以来)|[一二三四]季度|[0-9]{{1,2}}月[末底份]*前?|年底前|年末)"
)
_TIME_AT_START = re.compile(rf"^.*?{_TIME}(?:的时候)?(?=[^的比至到—-])")
_ONLY_TIME = re.compile(rf"^{_TIME}的?$")
_TIME_AT_END = re.compile(rf"(?<=[\u4e00-\u9fff)”]){_TIME}$")
_DURATION = re.compile(r"(?:连续|已连续|近)?[0-9一二三四五六七八九十两]+(?:个?(?:年|月|季度))$")
_LOCAL = re.compile(r"^(?:全区|全市|全县|全省|全国|我区|我市|我省|我县|我国|本区|本市)(?=.{3})")
# 甲、乙、丙等丁: the general word names the thing, its examples do not.
_EXAMPLES = re.compile(
    r"^(?P<verb>[^、]{0,6}?)(?P<examples>[^、,]{2,}(?:、[^、,]+)*)等(?P<general>[\u4e00-\u9fff“”]{4,})$"
)

# 财政收入连续跨上两个台阶、达到…: what it reached follows.
_STEP_UP = re.compile(
    "(?:连续|先后|接连|连)?(?:[跨迈登越]上|跨越|突破)了?[0-9一二两三四五六七八九十百千万亿元个新大]+(?:台阶|关口)[、,]?"
)
# 通过工程措施削减氨氮…: the means is no part of the name.
_MEANS = re.compile("^(?:通过|采取|运用|利用|采用)[^,;。]{2,14}?(?=削减|减少|减排|新增|新建|完成|实现|形成|节约)")
# 规模以上工业实现总产值: a verb between whose it is and what is measured.
_INNER_VERB = re.compile(
    "(?<=[一-鿿]{2})(?:共|累计|预计)?(?:实现|完成)(?=(?:主营业务|销售|营业|总|工业|建筑业)*(?:增加值|总产值|产值|收入|利润|税收|销售额)$)"
)
_HARMS = re.compile("(?:浓度|排放|排放量|能耗|污染物|死亡率|发病率|PM2.5|细颗粒物)$")

# 为70岁以上老人…: with nothing before it, 为 is no predicate.
_PREPOSITIONS = ("为", "对", "有")
# 甲、乙等六项指标: here the examples are the things.
_SET_OF_EXAMPLES = re.compile(r"[一二三四五六七八九十0-9]+[项个种类大]")


def clean(text: str) -> str:
    """A phrase without footnote marks and white space."""
    return _MARK.sub("", text).replace(" ", "").replace("\n", "").replace("\0", "") if text else text


@frozen
class LeftWords:
    """What stands left of a number in its clause.

    Attributes:
        subject: the words before the predicate, leading connectives removed, e.g. "森林覆盖率".
        chain: the predicate right before the number, e.g. "同比增长", "达到"; empty where the noun touches the number.
        raw: all of it but comparisons.
        compared: base of a comparison, e.g. "2015年", "十二五"; empty without one.
        origin: the number is where a change starts (由a到b).
        origin_year: its year where one is printed, or the last year of the period printed (由“十一五”末的…).
    """

    subject: str
    chain: str
    raw: str
    compared: str = ""
    origin: bool = False
    origin_year: int | None = None

    @property
    def rises(self) -> bool:
        """The predicate says up: 增长, 提高, 上升."""
        return bool(_UP_END.search(self.chain) or _GROWTH_REACHES.search(self.chain)) and not self._eases

    @property
    def falls(self) -> bool:
        """The predicate says down: 下降, 减少, 降低."""
        return (bool(_DOWN_END.search(self.chain)) and not self.rises) or self._eases

    @property
    def _eases(self) -> bool:
        """浓度改善12%: what does harm gets better by going down."""
        return self.chain.endswith("改善") and bool(_HARMS.search(self.subject))


def read_left(text: str, *, moves_on: bool = False) -> LeftWords:
    """Parts the words left of a number into subject, predicate and comparison.

    Args:
        text: folded words from the value before, or the clause's start, to the number.
        moves_on: another value follows after 到, 至 or 为, so that this one may be where a change starts.
    """
    raw = _STEP_UP.sub("", clean(text))
    compared = ""
    if found := COMPARISON.search(raw):
        compared = (found["base"] or found["times"]).strip("“”").replace("”", "")
        raw = COMPARISON.sub("", raw)
    origin = ORIGIN.search(raw) or (_WIDE_ORIGIN.search(raw) if moves_on else None)
    if origin:
        raw = raw[: origin.start()]
    raw = _DESTINATION_YEAR.sub("", raw)
    match = _CHAIN.match(raw)
    subject, chain = (match["subject"], match["chain"]) if match else (raw, "")
    if not subject and chain in _PREPOSITIONS:
        chain = ""
    origin_year = _origin_year(origin.groupdict()) if origin else None
    return LeftWords(strip_subject(subject), chain, raw, compared, bool(origin), origin_year)


def _origin_year(groups: Mapping[str, str | None]) -> int | None:
    year, period = groups.get("year"), groups.get("period")
    if year:
        return read_year(year)
    name = re.search(PLAN_PERIOD_NAME, period) if period else None
    return PlanPeriod.from_name(name[0]).end if name else None


_CHINESE_YEAR = str.maketrans("零〇一二三四五六七八九", "00123456789")


def read_year(text: str) -> int:
    """The year of 2025年 or 二〇二五年."""
    return int(text.rstrip("年").translate(_CHINESE_YEAR))


def strip_subject(text: str) -> str:
    """A subject phrase without time, comparison, connectives and trailing duration."""
    previous = None
    text = COMPARISON.sub("", clean(text))
    while text and text != previous:
        previous = text
        if re.search("年|“|季度|月", text):
            text = _TIME_AT_START.sub("", _TIME_AT_END.sub("", _ONLY_TIME.sub("", text)))
        text = _INNER_VERB.sub("", text)
        text = _MEANS.sub("", _DURATION.sub("", text))
        text = _LEADING.sub("", text).strip(",、的").rstrip("(")
        text = _LOCAL.sub("", text)
        text = _balanced(text)
    return _without_examples(text)


def _balanced(text: str) -> str:
    """A phrase without quotes and brackets that lost their partner."""
    if text.count("“") != text.count("”"):
        text = (
            text.strip("“”") if text.strip("“”").count("“") == text.strip("“”").count("”") else re.sub("[“”]", "", text)
        )
    if text.count("(") != text.count(")"):
        text = re.sub("[()]", "", text)
    return text


def _without_examples(text: str) -> str:
    found = _EXAMPLES.match(text) if "等" in text and "、" in text else None
    if not found:
        return text
    if _SET_OF_EXAMPLES.match(found["general"]):
        return text[: found.start("general") - 1]
    flow = flow_verb(text)
    return (flow[0] if flow else "") + found["general"]


def flow_verb(text: str) -> tuple[str, str] | None:
    """A phrase as (verb, noun) where it starts with a verb of doing: 新建普惠性幼儿园 → (新建, 普惠性幼儿园)."""
    match = _FLOW_START.match(text)
    return (match[0].rstrip("了"), text[match.end() :]) if match else None


def ends_with_flow(text: str) -> str | None:
    """The verb of doing that a phrase ends with, else None."""
    match = _FLOW_END.search(text)
    return match[0].rstrip("了") if match else None


def last_flow_noun(text: str) -> str:
    """The phrase from its last verb of doing on: 为老年人发放高龄补贴 → 发放高龄补贴."""
    starts = [m.start() for m in _STRONG_FLOW.finditer(text) if m.end() < len(text)]
    return text[starts[-1] :] if starts else text
