"""Which mentions of numbers are quantities of something, and how firmly; docs/method/statements.md, 4, 10 and 12."""

from __future__ import annotations

import re

from gangyao.core.plan.outcome import Outcome
from gangyao.core.plan.sentences.counted import RightWords, is_noun
from gangyao.core.plan.sentences.phrase import LeftWords, ends_with_flow
from gangyao.core.plan.statement import Tier
from gangyao.core.quantity.grammar import Mention
from gangyao.core.quantity.quantity import Comparator

# Units that measure nothing by themselves: they need a predicate (达到355天, 提高到85分).
_NEEDS_PREDICATE = frozenset(["分", "次", "届", "批", "块", "门", "对", "片", "单", "度", "方", "米", "毫米", "类"])
_TIME_NOUN = re.compile("年限|寿命|期|时间|时长|天数")
# Parts of a text or of an undertaking, not things: 3个方面, 28条规定.
_PARTS = re.compile(
    r"^(?:方面|层面|环节|阶段|领域|维度|步骤|要点|字|代表团|百分点|月|小时|工作日|主题|台阶|关口|大关)|(?:红线|底线|主线|规定"
    r"|措施|意见|政策|举措|要求|建议案|方针|原则|条款|两位数)$"
)
# 300万人口以上的城市: a class of cities.
_CITY_SIZE = re.compile("人口(?:以上|以下|及以上|以内|的)")
_UNDERTAKING = re.compile("行动|工程|计划|活动|名单|榜|争鸣")
# 人均预期寿命超过80岁: how long people live is a value, not a limit.
_LIFE = re.compile("寿命|年龄$")
_OF_OTHERS = re.compile("全[国省市](?:的)?(?:平均)?$")  # 低于全国平均55%的水平
_MISSED = re.compile("未(?:能)?(?:完成|达到|实现)[^,;]{0,8}$")  # 未完成削减8%的目标
_CAPACITY = re.compile(r"项目|工程|矿|机组|电站|生产线|基地|厂|锅炉|泊位|装置|油库|航道|热电|变电站|水库|[一二三四]期$")
_CAPACITY_DIMENSIONS = (
    "mass",
    "power",
    "volume",
    "boiler",
    "voltage",
    "apparent-power",
    "time-hours",
    "time-minutes",
    "length-small",
    "area",
)
_OF_PROJECTS = re.compile("[^,;。]*(?:项目|工程)")
_SIZED = re.compile(
    r"^(?:的)?(?:重大|工业|产业|重点|亿元|制造业|省|市|战略|新|高|农业|服务业|规模|投资|大型|优质)*(?:项目"
    r"|企业|产业集群|产业|园区|集群|工程|主体)"
)
# What is built is counted even where the number is small and in characters.
_BUILT = re.compile("(?:新建|建成|建设|改造|新增|扩建|改扩建|迁建|开工|竣工|投用|新改扩建)(?:了|投用|投入使用)?$")
_BUILT_IN = frozenset(["个", "所", "座", "条", "处", "家", "栋", "幢"])
_BUILDING = re.compile(
    "(?:场|馆|院|校|学|园|站|厂|桥|路|库|中心|广场|公园|水厂|电站|泵房|市场|设施|幼儿园|通道|隧道|码头|机场|车站|剧院|书屋|楼|坝)$"
)
_LONGEST_NUMBER = 10**9
_TEN, _SET_SIZE, _TEN_THOUSAND = 10, 100, 10_000
_ROUND = frozenset([100, 1_000, 10_000, 100_000_000])  # 百家, 千户, 万家 and 亿人 are as often mere words for many
_SHARES = ("ratio", "percentage-point", "multiple")


def why_none(mention: Mention, left: LeftWords, right: RightWords) -> Outcome | None:
    """Why a mention is no quantity; None where it is one.

    Durations, bare numbers, parts and small sets in words are none unless something reaches them. UNEXPLAINED says
    that only the words around are missing which would make it one.
    """
    reached = bool(left.chain) or left.origin or (mention.comparator is not Comparator.EQUAL and bool(left.subject))
    if why := _why_no_value(mention, left, right):
        return why
    if mention.unit is None:
        return None if _bare_is_quantity(mention, left, right, reached) else Outcome.UNEXPLAINED
    if mention.dimension == "time-hours" and mention.value == 24:
        return Outcome.NAME
    if mention.dimension.startswith("time") and left.chain in ("实现", "完成") and right.noun + right.rest:
        return Outcome.DURATION
    if mention.spelled and mention.dimension not in _SHARES:
        return _why_not_spelled(mention, left, right)
    if mention.dimension.startswith("time") or mention.unit in _NEEDS_PREDICATE:
        held = mention.unit in ("届", "次", "场", "轮", "回") and bool(ends_with_flow(left.raw)) and is_noun(right.noun)
        if held or (reached and (mention.unit != "年" or bool(_TIME_NOUN.search(left.subject + left.raw)))):
            return None
        return (
            Outcome.UNEXPLAINED
            if mention.dimension in ("times", "") or mention.unit in _NEEDS_PREDICATE
            else Outcome.DURATION
        )
    if mention.unit == "成":
        return None if reached or "占" in left.raw else Outcome.UNEXPLAINED
    if mention.counts and right.noun and (part := _PARTS.search(right.noun)):
        return Outcome.UNEXPLAINED if part[0] == "百分点" else Outcome.SMALL_SET
    return None


def _why_no_value(mention: Mention, left: LeftWords, right: RightWords) -> Outcome | None:
    """A number of an account, a class of cities, a voltage in a name, a step, a target that was missed."""
    found = (
        (Outcome.NAME, mention.value >= _LONGEST_NUMBER and mention.unit is None),
        (Outcome.NAME, mention.dimension == "length-small"),
        (Outcome.ORDINAL, mention.unit in ("位", "名") and left.raw.endswith("前")),  # 前10位 is a position
        (Outcome.QUALIFIER, _CITY_SIZE.match(right.noun + right.rest)),
        (Outcome.NAME, mention.dimension == "voltage" and right.noun),
        (Outcome.MISSED, _MISSED.search(left.raw)),
        (Outcome.OTHERS, right.noun.startswith("水平") and _OF_OTHERS.search(left.raw)),
        (Outcome.APPROXIMATE, mention.spelled and mention.dimension == "money" and not left.raw),
    )
    return next((why for why, holds in found if holds), None)


def _bare_is_quantity(mention: Mention, left: LeftWords, right: RightWords, reached: bool) -> bool:
    if mention.magnitude in ("百", "千", "十"):
        return reached
    fraction = mention.dimension == "ratio" and bool(left.raw or right.noun)
    return reached or bool(mention.magnitude) or fraction


def _why_not_spelled(mention: Mention, left: LeftWords, right: RightWords) -> Outcome | None:
    """百家企业 counts where a verb governs it, 十余家 and 一万二千人 always; 三支队伍, 万家…行动, 每千名老人 never do."""
    if is_indefinite(mention):
        return Outcome.INDEFINITE
    if left.raw.endswith("每"):
        return Outcome.UNIT
    if _UNDERTAKING.search(right.noun):
        return Outcome.NAME
    if mention.counts and mention.value < _SET_SIZE:
        if mention.comparator is not Comparator.EQUAL and mention.value >= _TEN:
            return None
        return _why_small_set(mention, left, right)
    if mention.comparator is not Comparator.EQUAL or mention.value not in _ROUND:
        return None
    governed = bool(left.chain or ends_with_flow(left.raw) or left.raw.endswith(("、", "和")))
    return None if governed and mention.value < _TEN_THOUSAND else Outcome.APPROXIMATE


def is_indefinite(mention: Mention) -> bool:
    """一个, 一批 in characters is the article of Chinese, no number."""
    return mention.spelled and mention.counts and mention.value == 1 and mention.comparator is Comparator.EQUAL


def _why_small_set(mention: Mention, left: LeftWords, right: RightWords) -> Outcome | None:
    """建成两个体育场 counts what is built; 打造三个高地 and 完成三个方面的任务 sum up."""
    if _PARTS.search(right.noun) or mention.unit not in _BUILT_IN or mention.comparator is not Comparator.EQUAL:
        return Outcome.SMALL_SET
    if _BUILT.search(left.raw) and is_noun(right.noun):
        return None if _BUILDING.search(right.noun) else Outcome.UNEXPLAINED
    goes_on = left.raw in ("、", "和", "及", "与") and _BUILDING.search(right.noun)
    return Outcome.UNEXPLAINED if (ends_with_flow(left.raw) or goes_on) and is_noun(right.noun) else Outcome.SMALL_SET


def is_age_limit(mention: Mention, left: LeftWords, right: RightWords) -> bool:
    """为70岁以上老人, 每千人口拥有3岁以下婴幼儿托位数: the age describes whom; 寿命达到80岁 is a value."""
    if mention.dimension != "age" or _LIFE.search(left.subject):
        return False
    return not left.chain or (bool(right.noun) and mention.comparator is not Comparator.EQUAL)


def describes_counted(
    mention: Mention, left: LeftWords, right: RightWords, right_text: str, later: Mention | None
) -> bool:
    """产值超10亿元企业8家, 50亿级产业集群2个, 110千伏变电站2座: a size inside the name of what is counted next.

    Args:
        mention: the size.
        left: words left of it.
        right: words right of it.
        right_text: all text between it and the next value.
        later: the next value in the clause.
    """
    if later is None or not later.counts or mention.counts or len(right_text) - 1 > right.length or not right.noun:
        return False
    sized = mention.dimension == "money" and mention.comparator is not Comparator.EQUAL
    capacity = mention.dimension in _CAPACITY_DIMENSIONS and mention.dimension != "area" and not left.chain
    return sized or mention.graded or capacity or is_age_limit(mention, left, right)


def tier_of(mention: Mention, left: LeftWords, right: RightWords, after: str) -> Tier:
    """Ages and sizes that only describe (80岁以上老人, 10亿元以上项目, 200万吨选煤厂) and small spelled sets are borderline.

    Args:
        mention: the quantity.
        left: words left of it.
        right: words right of it.
        after: all words behind it in the sentence.
    """
    if is_age_limit(mention, left, right):
        return Tier.BORDERLINE
    described = not left.chain and is_noun(right.noun)
    if (
        described
        and mention.dimension in _CAPACITY_DIMENSIONS
        and (_CAPACITY.search(right.noun) or _OF_PROJECTS.match(after))
        and not ends_with_flow(left.raw)
    ):
        return Tier.BORDERLINE
    if (
        described
        and mention.dimension == "money"
        and mention.comparator is not Comparator.EQUAL
        and _SIZED.match(right.noun)
    ):
        return Tier.BORDERLINE
    bounded = mention.comparator is not Comparator.EQUAL and is_noun(right.noun)
    if bounded and (
        (mention.dimension in _CAPACITY_DIMENSIONS and not left.chain)
        or (right.possessive and left.subject and not left.chain)
    ):
        return Tier.BORDERLINE
    if mention.spelled and mention.counts and mention.value < _SET_SIZE and mention.comparator is Comparator.EQUAL:
        return Tier.BORDERLINE
    return Tier.CORE
