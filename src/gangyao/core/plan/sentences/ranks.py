"""Ranks in words: 居全省前列, 跃居全国第一, 测评第一名, 创历史新高."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from gangyao.core.plan.sentences.level_match import LevelMatch
from gangyao.core.plan.sentences.words import AREAS
from gangyao.core.plan.statement import Measure, Tier
from gangyao.core.quantity.mention import Mention
from gangyao.core.quantity.numerals import parse_chinese
from gangyao.core.quantity.quantity import Comparator

_HOLDS = (
    r"(?:位列|位居|跃居|跃升至|居|排名|排|稳居|位于|位|列|获|名列|跻身|进入|保持在?|争进|争先|进位至|走在|处于|达到)"
)
_PLACES = (
    r"第[一二三四五六七八九十0-9]{1,3}(?:方阵|梯队|集团|军团)|第[一二三四五六七八九十0-9]{1,3}[位名]?|最[低高](?![气温水生点处])|前[列茅]|首位|前[一二三四五六七八九十0-9]{1,2}0{0,2}(?:[位名强]|(?=[,;。、]|$))"
    r"|领先(?:水平|地位)?|先进(?:水平|行列)|中上(?:水平|游)|上游|一等次|最前列"
)
_RANK = re.compile(
    rf"(?:已?连续[0-9一二三四五六七八九十]{{1,3}}年)?(?:继续|稳定)?(?P<holds>{_HOLDS})?"
    rf"(?P<area>{AREAS})(?:同类.{{0,6}})?(?:排名?|位?列|位?居)?(?P<rank>{_PLACES})"
)
# 文明城市测评第一名: the contest names the field.
_CONTEST = re.compile(
    r"(?P<area>测评|考核|考评|评比|排名|评价)(?P<holds>中?(?:稳?居|位?[列居])?|获得?)?(?P<rank>第[一二三四五六七八九十0-9]{1,3}[位名]?)"
)
_SINCE = r"(?:历史(?:同期)?|有史以来|历年|同期|近年|(?:19|20)[0-9][0-9]年以来|近\s?[0-9]+\s?年(?:来)?)"
_RECORD = re.compile(
    rf"再?创{_SINCE}*(?:的)?新高(?!度|地|端)|(?:创|达到?|为)?{_SINCE}(?:的)?(?:最[高好多优低]|最好)(?:水平|成绩)?"
)
# A clause without any of these holds no rank.
_TRIGGER = re.compile(
    r"第[一二三四五六七八九十0-9]|前[列茅一二三四五六七八九十0-9]|首位|领先|先进|上游|中上|一等次|新高|最[低高好多优]|领跑|榜首|方阵|梯队"
)
# 西部领先的…之都, 领先、全国一流: what something is to be called.
_SLOGAN = re.compile("(?:、[^,;。]{2,10})?的[一-鿿]|、(?:全[市省国区]|世界|国际|国内)?一流")
# 增速领跑全省; 稳居首位, without saying among whom.
_LEADS = re.compile(rf"(?P<rank>领跑)(?P<area>{AREAS})")
_FIRST = re.compile(r"(?P<holds>位居|稳居|跃居|高居|均居|居)(?P<area>)(?P<rank>首位|榜首|第一(?:方阵|梯队|集团|军团))")
# 分别居全市第5、第6位: the positions after the first.
_FURTHER = re.compile("(?:[、和与及]第[一二三四五六七八九十0-9]{1,3}[位名]?)+")
_WITHIN = re.compile("前([一二三四五六七八九十]+|[0-9]+)")
_POSITION = re.compile(r"第([一二三四五六七八九十]+|[0-9]+)")
# 第一批, 全省第一个: an ordinal of something else.
_OTHER_ORDINALS = tuple("批次轮届期部中小个家条座产")


def find_ranks(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[LevelMatch]:
    """Ranks of one clause that lie on no quantity."""
    if not _TRIGGER.search(text, start, end):
        return
    taken = [(mention.start, mention.end) for mention in mentions]
    for rank in chain(_ranks(text, start, end), _records(text, start, end)):
        if not any(a < rank.end and rank.start < b for a, b in taken):
            taken.append((rank.start, rank.end))
            yield rank


def _ranks(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in chain(*(known.finditer(text, start, end) for known in (_RANK, _CONTEST, _LEADS, _FIRST))):
        if m["rank"].startswith(("领先", "先进", "上游")) and not m["holds"] and _SLOGAN.match(text, m.end(), end):
            continue
        if m["rank"].startswith("第") and text[m.end() : m.end() + 1] in _OTHER_ORDINALS:
            continue
        yield _rank(m, _FURTHER.match(text, m.end(), end) if m["rank"].startswith("第") else None)


def _rank(m: re.Match[str], further: re.Match[str] | None) -> LevelMatch:
    """A rank; with the further ones that follow it where several subjects have theirs in turn."""
    value = _position(m["rank"])
    following = [_position(rank) for rank in re.findall("第[^、和与及]+", further[0])] if further else []
    return LevelMatch(
        m.start(), further.end() if further else m.end(), m["area"] + m["rank"] + (further[0] if further else ""),
        Measure.RANK, Tier.RANK, value=value, unit="位" if value else None, suffix=m["area"] + "位次", shared=True,
        comparator=Comparator.AT_MOST if value and m["rank"].startswith("前") else Comparator.EQUAL,
        values=tuple(v for v in (value, *following) if v is not None) if following else (),
    )  # fmt: skip


def _position(rank: str) -> Decimal | None:
    """The position, of 前10位 the last one that will do; None where it is none (方阵, 前列, 百强)."""
    if rank in ("首位", "榜首"):
        return Decimal(1)
    if within := _WITHIN.match(rank):
        return None if rank.endswith("强") else Decimal(within[1]) if within[1].isascii() else parse_chinese(within[1])
    number = _POSITION.search(rank)
    if not number or rank.endswith(("方阵", "梯队", "集团", "军团")):
        return None
    return Decimal(number[1]) if number[1].isascii() else parse_chinese(number[1])


def _records(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _RECORD.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), m[0].lstrip("再创"), Measure.RANK, Tier.RANK, suffix="历史位次")
