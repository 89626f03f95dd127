"""Quantities that state nothing of their own: they stand inside the name of what another one counts or measures."""

from __future__ import annotations

import re

from gangyao.core.plan.sentences.phrase import LeftWords, ends_with_flow, read_left
from gangyao.core.quantity.mention import Mention
from gangyao.core.quantity.quantity import Comparator

_OWNER_OF_SIZE = re.compile(
    r"(?P<owner>(?:[一-鿿]{0,6})(?:企业|园区|集群|产业链|乡镇|村|项目))(?:年)?"
    r"(?P<what>(?:营业|销售|集体|主营业务)?(?:收入|产值|营收|税收|投资|总投资)+)"
)
_SHARE_END = re.compile("(?:率|比重|比例|占比)$")  # 存栏100头以上奶牛养殖比重
MOVES_ON = re.compile("(?:[\u4e00-\u9fff]{0,3}(?:到|至|为))(?!期|今)")


def named_by_size(mention: Mention, between: str, later: Mention, text: str) -> str:
    """86家企业营业收入超十亿元 counts 营业收入超十亿元企业; empty elsewhere."""
    owner = _OWNER_OF_SIZE.fullmatch(between) if mention.counts and later.dimension == "money" else None
    if owner is None or later.comparator not in (Comparator.ABOVE, Comparator.AT_LEAST):
        return ""
    return owner["what"] + text[later.start : later.end] + owner["owner"]


def describes_subject(mention: Mention, left: LeftWords, right_text: str, *, last: bool) -> bool:
    """A count inside the subject of another value (74个城市平均浓度下降5%) states nothing of its own."""
    if last or not mention.counts or left.chain or re.search("[、,和及]", right_text):
        return False
    onward = read_left(right_text)
    if mention.comparator is not Comparator.EQUAL and _SHARE_END.search(onward.subject):
        return True
    if ends_with_flow(left.raw):
        return False
    return bool(onward.chain and onward.subject) and not MOVES_ON.match(right_text)
