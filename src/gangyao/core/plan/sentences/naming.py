"""How a measured thing is named: subject plus what kind of number it is (…增速, …数, …占比)."""

from __future__ import annotations

import re

from gangyao.core.plan.sentences.words import MEASURE_NOUNS, alternation
from gangyao.core.plan.statement import Measure

_MEASURE_NOUN_END = re.compile(rf"(?:{alternation(MEASURE_NOUNS)}|[率量额数值比度时间费款金税])$")
_PEOPLE_END = re.compile(
    r"(?:人员|人口|群众|人才|劳动力|居民|农民|学生|教师|人数|对象|党员|老人|老年人|儿童|院士|传承人|医生|医师|工人|干部|志愿者|运动员)$"
)
_COUNT_END = re.compile(r"(?:数|数量|总数|人数|户数|量|人口|规模)$")
_UNIT_NOUN = {
    "length": "里程", "area": "面积", "area-mu": "面积", "money": "金额", "households": "户数", "power": "容量", "volume": "量", "mass": "量",
    "persons": "人数", "person-times": "人次", "time": "年数", "time-days": "天数",
}  # fmt: skip
_MONEY_NOUN = re.compile(
    r"(?:投资|投入|资金|收入|支出|补贴|额|值|贷款|存款|费用|经费|成本|税收|利润|销售|产值|规模|资产|融资|消费|价"
    r"|工资|总量|余额|GDP|债券|授信|基金|补助|奖励|红利|到位|进出口|出口|进口|外资|标准|薪酬|收益)$"
)


def is_measure(noun: str) -> bool:
    """Names a measure that means something with a number: 税收收入, 增加值; 区本级 does not."""
    noun = re.sub(r"\([^()]*\)$", "", noun)
    return bool(_MEASURE_NOUN_END.search(noun) or _MONEY_NOUN.search(noun))


def name_count(noun: str, dimension: str, counts: bool) -> str:
    """A counted thing: 普惠性幼儿园 → 普惠性幼儿园数, 县道 → 县道里程."""
    if not noun:
        return noun
    bare = re.sub(r"\([^()]*\)$", "", noun)
    if bare != noun and _COUNT_END.search(bare):
        return noun
    people = bool(_PEOPLE_END.search(noun))
    if dimension == "households":
        return noun + _households_suffix(noun)
    if dimension == "person-times":
        return noun if people or re.search("(?:人数|人次|量|数)$", noun) else noun + "人次"
    if counts:
        if _COUNT_END.search(noun):
            return noun
        return noun + ("人数" if dimension == "persons" and not people else "数")
    if dimension == "money":
        return noun if _MONEY_NOUN.search(noun) else noun + "金额"
    if _MEASURE_NOUN_END.search(noun):
        return noun
    return noun + _UNIT_NOUN.get(dimension, "")


def _households_suffix(noun: str) -> str:
    """户 counts families, and enterprises too: 四上企业238户 → 四上企业数."""
    if noun.endswith("数"):
        return ""
    return "数" if noun.endswith(("户", "企业", "主体", "法人", "机构")) else "户数"


def name_growth(subject: str, *, yearly: bool, falls: bool = False) -> str:
    """A yearly growth rate: 地区生产总值 → 地区生产总值(年均)增速."""
    subject = re.sub(r"(?:增长|增速|增幅|增长率|增长速度|涨幅)$", "", subject)
    return subject + ("年均" if yearly else "") + ("降幅" if falls else "增速")


def name_change(subject: str, *, falls: bool, points: bool, compared: str) -> str:
    """A change: …较2015年降幅, …占比变动."""
    subject = re.sub(r"(?:增长|增速|增幅|降幅|变动)$", "", subject)
    if points:
        return subject + "变动"
    return subject + compared + ("降幅" if falls else "增幅")


def name_share(subject: str, whole: str) -> str:
    """A share of a whole: 战略性新兴产业产值, 规上工业总产值 → …占规上工业总产值比重."""
    return f"{subject}占{whole}比重" if whole else subject


def name_for(measure: Measure, noun: str, dimension: str, *, counts: bool) -> str:
    """The name of a level, count, cumulative or share."""
    if measure in (Measure.COUNT, Measure.CUMULATIVE) or counts:
        return name_count(noun, dimension, counts)
    return noun
