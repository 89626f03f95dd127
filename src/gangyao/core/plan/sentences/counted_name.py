"""The name of what stands right of its number: 新建10家超市, 78%的城市, 50亿级产业集群."""

from __future__ import annotations

import re

from gangyao.core.plan.sentences import naming
from gangyao.core.plan.sentences.amount import EMPTY_VERBS, LONGEST_REST, Amount, is_joined
from gangyao.core.plan.sentences.carried import Carried
from gangyao.core.plan.sentences.counted import RightWords, noun_at_start
from gangyao.core.plan.sentences.phrase import LeftWords, ends_with_flow, flow_verb
from gangyao.core.quantity.grammar import Mention

# 101条街巷的综合改造 → 综合改造街巷.
_DONE_TO = re.compile(
    "^(?P<thing>.{2,})的(?P<deed>[^的]{0,4}(?:改造|建设|改扩建|治理|整治|修复|加固|绿化|清淤|铺设|亮化|硬化|普查)(?:[和与][^的]{2,4})?)$"
)
_LONGEST_VERB = 8


def name_from_right(amount: Amount, carried: Carried) -> str:
    """The name of a counted thing or of a share of things."""
    mention, left, right = amount.mention, amount.left, amount.right
    if mention.dimension == "ratio":
        noun = left.subject + right.noun
        if right.rest in EMPTY_VERBS:
            what = re.split("[,;。]", amount.after.removeprefix("的"))[0].removeprefix(right.noun)
            return f"{what}的{noun}比例" if len(what) <= LONGEST_REST else noun + "比例"
        return f"{right.rest}的{noun}比例" if right.rest and len(right.rest) <= LONGEST_REST else noun + "比例"
    if mention.dimension == "age":
        return right.noun + "年龄"
    if mention.graded:
        return right.noun + "规模"
    if mention.dimension == "money":
        if "投资" in left.raw:
            carried.verb = "投资"
            return right.noun + re.sub("^.*(?=总?投资)", "", left.raw)
        return right.noun + (left.subject if not is_joined(left) else carried.verb if carried.verb == "投资" else "")
    return _name_of_counted(mention, left, right, carried)


def _name_of_counted(mention: Mention, left: LeftWords, right: RightWords, carried: Carried) -> str:
    if not right.noun:
        return naming.name_count(carried.topic + right.rest, mention.dimension, mention.counts)
    verb = ends_with_flow(left.raw) or (
        left.subject if left.subject and not left.chain and not left.raw.endswith("等") else ""
    )
    if is_joined(left) and not verb:
        verb = carried.verb
    else:
        carried.verb = ends_with_flow(left.raw) or ""
    carried.counted = carried.subject = carried.full = right.noun
    flow = flow_verb(right.rest)
    carried.topic = carried.topic or (
        noun_at_start(flow[1]) if flow and len(flow[1]) > _LONGEST_VERB else "" if flow else right.noun
    )
    if verb in EMPTY_VERBS or len(verb) > _LONGEST_VERB:
        verb = ""
    noun = right.noun
    if mention.dimension in ("persons", "households") and "的" in noun and right.rest:
        head, _, what = noun.partition("的")
        return naming.name_count(what + right.rest + "的" + head, mention.dimension, mention.counts)
    if done := _DONE_TO.match(noun):
        noun = done["deed"] + done["thing"]
    elif not verb and right.rest and len(right.rest) <= LONGEST_REST:
        noun = _what_happens(right.rest) + noun
    return naming.name_count(verb + noun, mention.dimension, mention.counts)


def _what_happens(rest: str) -> str:
    """完工 in 3条道路完工 → 完工; longer words are joined with 的."""
    rest = re.sub("(?:工作|目标|任务)?$", "", rest)
    return rest if len(rest) <= 4 else rest + "的"
