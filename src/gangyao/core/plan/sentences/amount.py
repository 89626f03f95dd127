"""One quantity in its clause, and on which side of it the thing stands that it measures."""

from __future__ import annotations

import re

from attrs import frozen

from gangyao.core.plan.sentences.admission import is_age_limit
from gangyao.core.plan.sentences.carried import Carried
from gangyao.core.plan.sentences.counted import RightWords, is_noun
from gangyao.core.plan.sentences.phrase import LeftWords, ends_with_flow, flow_verb
from gangyao.core.quantity.grammar import Mention

# Verbs that say no more than that something is there; they are no part of a name.
EMPTY_VERBS = frozenset(
    [
        "完成",
        "实现",
        "建成",
        "有",
        "为",
        "打造",
        "创建",
        "达成",
        "形成",
        "获得",
        "获",
        "荣获",
        "共有",
        "拥有",
        "达到",
        "已有",
    ]
)
LONGEST_REST = 16
_MEASURED_MONEY = re.compile("投资|规模|面积|总投$")
_PEOPLE = ("persons", "households", "person-times")
_NEVER_RIGHT = ("ratio", "percentage-point", "multiple", "age")
_PHASE = re.compile("第?[一二三四五]期(?:工程)?")  # 三期90万平方米管网改造
_GOVERNED = re.compile("完成|新增|新建|改造|建成(?!区)|新改扩建|实施|治理|修复|整治|征收|淘汰|处置")


@frozen
class Amount:
    """A quantity in its clause.

    Attributes:
        mention: the quantity; positions in the folded text.
        left: words between the value before (or the clause's start) and it.
        right: words up to the next value.
        clause: words from the clause's start, cleaned.
        after: words behind it up to the end of the sentence.
        edge: folded position where the left words begin.
    """

    mention: Mention
    left: LeftWords
    right: RightWords
    clause: str
    after: str
    edge: int


def counts_right(amount: Amount) -> bool:
    """新建10家超市: the counted thing stands right; 森林覆盖率达到36%: it stands left."""
    mention, left, right = amount.mention, amount.left, amount.right
    if not right.noun:
        return (
            mention.dimension in _PEOPLE
            and not left.subject
            and not left.chain
            and 2 <= len(right.rest) <= LONGEST_REST
        )
    if not is_noun(right.noun) and not right.possessive:
        return False
    if mention.dimension == "age":
        return is_age_limit(mention, left, right)
    if mention.graded:
        return mention.dimension not in _NEVER_RIGHT or not left.subject
    if mention.dimension in _NEVER_RIGHT or (mention.unit is None and not mention.counts):
        return mention.dimension == "ratio" and (
            not left.subject or (right.possessive and not left.chain and "占" not in left.subject)
        )
    bare = (
        not left.subject
        or bool(_PHASE.fullmatch(left.subject))
        or bool(ends_with_flow(left.raw))
        or (right.listed and not left.chain)
    )
    if (
        right.possessive
        and left.subject
        and not flow_verb(left.subject)
        and mention.dimension not in ("money", "persons", "households")
    ):
        return False
    if mention.counts:
        return bare or not left.chain
    return bare or (right.possessive and bool(_MEASURED_MONEY.search(left.subject)))


def governed(left: LeftWords, carried: Carried) -> bool:
    """A verb of doing governs the value, in this clause or from the start of an enumeration."""
    if flow_verb(left.subject) or ends_with_flow(left.chain) or _GOVERNED.search(left.raw):
        return True
    return bool(carried.verb) and not left.chain and (bool(left.subject) or is_joined(left))


def is_joined(left: LeftWords) -> bool:
    """The words go on with an enumeration: 、乡道140公里."""
    return left.raw.startswith(("、", "和", "及", "与", "以及"))
