"""The name of what stands left of its number, or was said before: 森林覆盖率达到36%, 产值…, 增长8%."""

from __future__ import annotations

import re

from gangyao.core.plan.sentences import naming
from gangyao.core.plan.sentences.amount import EMPTY_VERBS, Amount, is_joined
from gangyao.core.plan.sentences.carried import Carried
from gangyao.core.plan.sentences.counted import noun_at_start
from gangyao.core.plan.sentences.naming import is_measure
from gangyao.core.plan.sentences.phrase import LeftWords, clean, flow_verb, last_flow_noun
from gangyao.core.plan.statement import Measure
from gangyao.core.quantity.grammar import Mention

_WHOLE = re.compile(
    r"^(?P<part>.*?)(?:占|(?:稳定|保持)在(?=全[国省市]))(?P<whole>(?!地|补|比).+?)(?:的?(?:比重|比例|份额|比率|百分比))?的?$"
)
_BARE_MONEY = re.compile(
    "^(?:全年|当年|今年|年内|本年|五年来?|力争|计划|预计|,|共|累计|总|已|再)*(?:完成|投入|落实|安排|筹集|筹措"
    "|争取)?(?:总?投资|资金|投入|财政资金|专项资金|总投入)?(?:投入)?$"
)
_NEXT_VERB = re.compile("^[,、;]*(?:用于|集中|全面|重点|分别|启动|对|将|并|在|为)*")
# 投资3000万元,对排水管进行改造
_DONE_TO_IT = re.compile(
    "(?P<thing>[^,;。0-9]{2,16}?)(?:进行|实施)了?(?:全面|综合|整体|升级)?(?P<deed>改造|维修|修缮|建设|扩建|改扩建|加固|治理|整治|升级)"
)
_WORKS_END = re.compile("(?:工程|项目)$")
_COUNT_BEFORE_NOUN = re.compile(
    r"[0-9][0-9.]*[余多]?[十百千万亿]*(?:平方米|平方公里|公里|个|条|栋|处|所|家|座|项|套|亩|户|台|米|名|人)"
)
# 再生水利用率达到20%,京津冀区域达到30%: an area alone takes the indicator before.
_AREA = re.compile(
    "^(?:其中)?[^,率比]{0,12}(?:区域|地区|城市|县城|省份|县\\(市\\)|京津冀|长三角|珠三角|成渝|东部|中部|西部|农村|城镇|乡镇)$"
)
_UNSURE = re.compile("(?:大?约|需|将|已|共|仅)+$")
_RATE = re.compile("(?:率|比例|比重|浓度|水平)$")
# 建成桥梁4座、在建8座; 谋划项目382个,开工248个
_STAGES = frozenset(
    [
        "在建",
        "已建",
        "拟建",
        "续建",
        "开工",
        "新开工",
        "竣工",
        "投产",
        "竣工投产",
        "建成",
        "建成投产",
        "完工",
        "签约",
        "落地",
        "入库",
        "备案",
    ]
)
_PART_OF_IT = re.compile(",?其中[^,;。]{2,8}$")  # 其中区本级227亿元
_GAP_END = re.compile("(?:高于|低于|高出)[^,;]{0,10}(?:平均|水平|均值)+$")
_GAP_ONLY = re.compile("高于|低于|高出|快于|好于|全[市省国区].{0,4}平均|平均水平|[高低](?:$|全[市省国])")
# 74%用于民生: what a share goes to.
_USED_FOR = re.compile("(?:用于|投向|来自)[^,;。、]{2,12}")
_LONG_SUBJECT = 12


def name_from_left(amount: Amount, measure: Measure, carried: Carried) -> str:
    """The name of a measured thing whose words stand left of the value or were said before."""
    mention, left = amount.mention, amount.left
    subject = _subject(amount, carried)
    if not subject:
        return ""
    whole = _WHOLE.match(subject)
    if mention.dimension == "ratio" and measure in (Measure.SHARE, Measure.CHANGE) and whole:
        carried.subject = _UNSURE.sub("", whole["part"]) or carried.subject
        subject = naming.name_share(carried.subject, whole["whole"])
        carried.full = subject
    elif mention.dimension == "ratio" and not left.raw and (used := _USED_FOR.match(amount.after)):
        subject = subject + used[0] + "比重"
    else:
        carried.subject = carried.full = subject
    if mention.counts:
        carried.counted = subject
    carried.dimension = mention.dimension
    name = suffixed(mention, left, subject, measure, amount.clause)
    carried.grown = (
        name if measure is Measure.ANNUAL_GROWTH else carried.grown if mention.dimension == "percentage-point" else ""
    )
    return name


def suffixed(mention: Mention, left: LeftWords, subject: str, measure: Measure, clause: str) -> str:
    """A subject with what kind of number it is: …增速, …降幅, …数."""
    if measure is Measure.ANNUAL_GROWTH:
        return naming.name_growth(
            subject,
            yearly=bool(re.search("年均|年平均|年递增", clean(clause).replace(subject, "") + left.chain)),
            falls=left.falls,
        )
    if measure is Measure.CHANGE and (mention.dimension == "percentage-point" or _GAP_END.search(left.raw)):
        gap = re.search(r"(?:高于|低于|高出|快于|低|高)(.{0,10}?)(?:平均|水平|增速|均值)*$", left.raw)
        if gap and re.search("高于|低于|高出|快于|平均", left.raw):
            return _before_gap(subject) + "与" + gap[1] + "平均之差"
        return naming.name_change(subject, falls=left.falls, points=True, compared="")
    if measure is Measure.CHANGE and mention.dimension == "ratio":
        compared = ("较" + left.compared) if left.compared else ("累计" if "累计" in clause else "")
        return naming.name_change(subject, falls=left.falls, points=False, compared=compared)
    if measure is Measure.CHANGE and mention.dimension == "multiple":
        return subject + (f"较{left.compared}倍数" if left.compared else "增幅" if left.rises else "倍数")
    if measure is Measure.CHANGE:
        return subject + ("减少量" if left.falls else "增加额" if mention.dimension == "money" else "增量")
    flow = flow_verb(subject)
    if flow and flow[0] in EMPTY_VERBS and len(flow[1]) >= 2:
        subject = flow[1]
    return naming.name_for(measure, subject, mention.dimension, counts=mention.counts)


def _before_gap(subject: str) -> str:
    return re.split("高于|低于|高出|快于", subject)[0] or subject


def _subject(amount: Amount, carried: Carried) -> str:
    """The subject as written, or carried on from before."""
    left, mention = amount.left, amount.mention
    said_before = _said_before(amount, carried)
    if said_before is not None:
        return said_before
    subject = left.subject
    if len(subject) > _LONG_SUBJECT and (
        (mention.counts and mention.dimension != "persons") or "新增" in subject or "新建" in subject
    ):
        subject = last_flow_noun(subject)
    if (
        carried.verb
        and not left.chain
        and (is_joined(left) or carried.dimension == mention.dimension != "money")
        and not flow_verb(subject)
        and not subject.startswith("占")
    ):
        return carried.verb + subject
    flow = flow_verb(subject)
    if flow and flow[1]:
        carried.verb = flow[0]
    elif not is_joined(left):
        carried.verb = ""
    if mention.dimension == "ratio" and _AREA.search(subject) and _RATE.search(carried.full):
        return subject + carried.full
    return carried.complete(subject)


def _said_before(amount: Amount, carried: Carried) -> str | None:
    """The subject of a value whose own words name none, or only a part or a stage of what was said before."""
    left, mention = amount.left, amount.mention
    subject = left.subject
    if subject in _STAGES and carried.counted:
        return subject + _without_verbs(carried.counted)
    if _GAP_ONLY.match(subject) and carried.full:
        return carried.grown or carried.full
    if (
        mention.dimension == "money"
        and not mention.graded
        and subject + left.chain
        and _BARE_MONEY.fullmatch(left.raw.lstrip(",、"))
    ):
        return _money_for(amount, carried, subject or "投资")
    if not subject and mention.dimension == "ratio" and (left.rises or left.falls):
        return carried.subject or carried.full
    if not subject:
        return carried.full or carried.subject
    part = mention.dimension == "money" and _PART_OF_IT.match(left.raw) and not is_measure(subject)
    return subject + carried.full if part and is_measure(carried.full) else None


def _without_verbs(noun: str) -> str:
    while (flow := flow_verb(noun)) and len(flow[1]) >= 2:
        noun = flow[1]
    return noun


def _money_for(amount: Amount, carried: Carried, word: str) -> str:
    """投资3000万元改造2条街: the money's name is what it is spent on, or what the sentence is about."""
    done = "完成" if "完成" in amount.left.raw and not word.startswith("完成") and "投资" in word else ""
    if carried.topic or carried.counted:
        return (carried.topic or carried.counted) + done + word
    following = _NEXT_VERB.sub("", amount.after)
    if done_to := _DONE_TO_IT.match(following):
        return done_to["thing"] + done_to["deed"] + done + word
    flow = flow_verb(following)
    thing = noun_at_start(_COUNT_BEFORE_NOUN.sub("", flow[1] if flow else following, count=1))
    thing = re.split("[、和及](?=.*[0-9])", thing)[0]
    if not flow and _WORKS_END.search(thing):
        return thing + done + word
    if not flow or len(thing) < 2:
        return carried.subject if not amount.left.raw else done + word
    verb = (
        flow[0] if flow[0] in ("改造", "治理", "修建", "建设") and not thing.endswith(("改造", "治理", "建设")) else ""
    )
    return thing + verb + done + word
