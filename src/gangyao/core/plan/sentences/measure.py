"""Which kind of number a quantity is; docs/method/statements.md, 7 and 13."""

from __future__ import annotations

import re

from gangyao.core.plan.sentences.phrase import LeftWords
from gangyao.core.plan.statement import Measure
from gangyao.core.quantity.grammar import Mention

_GROWTH_SUBJECT = re.compile("(?<!自然)(?:增速|增幅|增长率|增长|增长速度|涨幅|降幅)$")
_LAST_YEAR = ("上年", "去年", "上一年", "上年同期", "去年同期")
_YEAR_ON_YEAR = re.compile(r"同比|比上年|较上年|比去年|较去年|环比|年均|年平均|(?<![0-9])年增")
_WORKS = ("length", "area", "area-mu", "lane-length", "area-mu-times")
_STOCK_PEOPLE = re.compile(r"(?:人口|人数|规模|总人数|从业人员|就业人员|参保人|在校生|常住人口|户籍人口)$")
_NEW = re.compile("新增|新建|新开|新培|新引|再就业")
_REACHED = re.compile("到|至|为|达|超|突破|完成|实现|在|增加|提高")
_IMPROVED = re.compile("(?:提升|改善|扩大|压缩)$")
# 排名较上年前移2位: steps in a ranking, not persons.
_MOVES_IN_RANK = re.compile("(?:前移|后移|上升|提升|前进|进位|晋升|跃升|下降|下滑|后退)$")
# 粮食年产量: what a year brings is a level, however many years are reviewed.
_GAP_TO_MEAN = re.compile("(?:高于|低于|高出)[^,;]{0,8}(?:平均|均值)(?:水平)?$")
# What a year brings in is no sum of the years reviewed, unless the text says 累计.
_OF_ONE_YEAR = re.compile("(?:收入|产值|增加值|零售总额|生产总值)$")
# What a plan has spent is spent over its years.
_SPENT = re.compile("(?<!年)(?<!强度)(?:水利|交通|社会|环保|建设|累计|总)(?:总)?投入$")
_PER_YEAR = re.compile("年(?:产量|产值|产能|供水|供电|供热|处理|吞吐|发电|接待|销售|收入|营业|综合|出栏)|常年存栏")
_PER_HEAD = re.compile("^(?:每|人均|户均|平均|千人|万人|百人)|每[百千万]|(?:人口)[千万]人")


def measure_of(
    mention: Mention, left: LeftWords, clause: str, *, flow: bool, cumulative: bool, yearly: bool, over_years: bool
) -> Measure:
    """The kind of number.

    Args:
        mention: the quantity.
        left: the words left of it.
        clause: the clause up to the quantity.
        flow: a verb of doing (新建, 完成) governs it, or the counted noun stands right of it.
        cumulative: the text says 累计 or names a run of years.
        yearly: the document speaks of single years (a work report).
        over_years: the text speaks of a plan period here.
    """
    if mention.dimension == "percentage-point":
        return Measure.CHANGE
    if mention.unit and mention.unit.startswith("/"):
        return Measure.SHARE
    if _GAP_TO_MEAN.search(left.raw):
        return Measure.CHANGE
    if mention.dimension in ("ratio", "multiple"):
        return _ratio(mention, left, clause, cumulative=cumulative, summed=yearly and over_years)
    if mention.unit == "位" and _MOVES_IN_RANK.search(left.raw):
        return Measure.CHANGE
    moved = left.rises or left.falls
    cumulative = cumulative or (
        yearly and over_years and flow and not _REACHED.search(left.chain) and not _OF_ONE_YEAR.search(left.subject)
    )
    if moved and mention.counts and _IMPROVED.search(left.chain):
        moved, flow = False, True
    if moved and not _NEW.search(left.chain) and not left.chain.endswith("为"):
        return Measure.CHANGE
    if (mention.unit and "/" in mention.unit) or _PER_YEAR.search(left.subject) or _PER_HEAD.search(left.subject):
        return Measure.LEVEL
    return _amount(mention, left, flow=flow, cumulative=cumulative, yearly=yearly)


def _ratio(mention: Mention, left: LeftWords, clause: str, *, cumulative: bool, summed: bool) -> Measure:
    clause = clause.replace(left.subject, "") if left.subject else clause
    grows = left.rises or left.falls or (bool(_GROWTH_SUBJECT.search(left.subject)) and not left.subject.endswith("率"))
    if _GROWTH_SUBJECT.search(left.subject) and not left.rises and not left.falls:
        return Measure.ANNUAL_GROWTH
    if mention.dimension == "multiple":
        return Measure.CHANGE
    if not grows:
        return Measure.SHARE
    if (_YEAR_ON_YEAR.search(clause) or left.compared in _LAST_YEAR) and not cumulative:
        return Measure.ANNUAL_GROWTH
    if left.falls or cumulative or summed or (left.compared and left.compared not in _LAST_YEAR):
        return Measure.CHANGE
    return (
        Measure.ANNUAL_GROWTH
        if re.search("增长|增速|增幅|递增|上涨|涨幅", left.chain + left.subject[-3:])
        else Measure.CHANGE
    )


def _amount(mention: Mention, left: LeftWords, *, flow: bool, cumulative: bool, yearly: bool) -> Measure:
    dimension = mention.dimension
    new = bool(_NEW.search(left.raw))
    if mention.counts and dimension == "person-times":
        return Measure.CUMULATIVE if cumulative or (new and not yearly) else Measure.LEVEL
    if mention.counts and dimension == "persons":
        if cumulative or (new and not yearly):
            return Measure.CUMULATIVE
        return Measure.LEVEL if _STOCK_PEOPLE.search(left.subject) and not new else Measure.COUNT
    if mention.counts:
        return Measure.CUMULATIVE if cumulative else Measure.COUNT
    if dimension in _WORKS:
        return Measure.CUMULATIVE if flow or cumulative else Measure.LEVEL
    if dimension == "money" and not yearly and _SPENT.search(left.subject):
        return Measure.CUMULATIVE
    if dimension in ("money", "mass", "volume", "power", "energy", "energy-coal", "carbon"):
        return Measure.CUMULATIVE if cumulative or (flow and dimension not in ("money",)) else Measure.LEVEL
    if mention.unit is None and mention.magnitude and _NEW.search(left.raw):
        return Measure.CUMULATIVE if not yearly or cumulative else Measure.COUNT
    return Measure.LEVEL
