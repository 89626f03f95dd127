"""Cuts a clause into the noun phrases of its lists, each with what the words before it do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import define, evolve, frozen

from gangyao.core.plan.projects.naming import names_in
from gangyao.core.plan.projects.types import ProjectTypes
from gangyao.core.plan.projects.words import ADVERB, AND, BACK, BUILD, COUNT, KEPT, LIGHT, OUTSIDE, TIME, VAGUE

_SHIELDED = re.compile(r"“[^“”]*”|\([^()]*\)|《[^《》]*》")
_SEPARATORS = re.compile("[、/和与及以的在等]")
_SEPARATOR = re.compile(r"[、/]")
_JOINED = re.compile(AND)
_RELYING = re.compile(rf"(?:{ADVERB}){{0,4}}(?:依托|利用|结合|围绕|借助|立足)")
_VERB = re.compile(r"(?:建设|打造|新建|组建|创建|设立|举办|创办|布局)(?=.{3})")
_BARE_VERB = re.compile(rf"(?:{ADVERB}){{0,4}}(?:{BUILD}|{LIGHT})$")
_AND = ("和", "与", "及", "并", "以及")
_LONGEST_NAME = 60
_VERB_LENGTH = 2  # of 建设 in 建设和运营港口, which ends no name
_SPLIT_WORKS = re.compile(
    r"(?:改造|整治|治理|修复|搬迁|扩建|建设)(?=(?:和|与|以及|及)(?!修复|改造|保护|利用|管护|[^、]*(?:工程|行动|计划|试点|项目)))"
)
_LEAD = re.compile(
    rf"(?!{KEPT})(?:(?P<build>{BUILD})了?|(?P<light>{LIGHT})了?|(?P<outside>{OUTSIDE})|(?P<back>{BACK})|{TIME}|(?P<adverb>{ADVERB})"
    rf"|{VAGUE}的?|{COUNT}|\d{{1,2}}届|\d+(?:\.\d+)?%(?:以上|左右)?的?|\d+(?:\.\d+)?[万亿]?元(?:以上)?的?|0\d(?=[\u4e00-\u9fff])|[一二三四五六七八九十]是|[一二三四五六七八九十]要|\([一二三四五六七八九十]+\)|\d+[.、]|[:—+]+|(?:以及|和(?![平谐美])|与|及|并)(?=.))"
)
# Words that are nouns as well; they open a phrase only at the very start of a clause.
_ALSO_NOUNS = re.compile(
    r"(?:服务|保护|应用|治理|配套|规划|发展|布局|培育|合作|联合|综合|研究|整治|修复|改造|更新|管理|供应|配置|安装|组织|开放|探索|实现|学习|突出|聚焦|集中|协同|协调|共同|整体|优先|加固|恢复|运营|共建|统筹|承接|应急|科学|精准|分类|动态|引领|带动|支撑)$"
)
_INSIDE = re.compile(
    r"(?P<build>(?<!持)续建(?!设)|新建(?!设)|建成|打造|搭建|组建|争创|举办|承办|开展|开行|开通|完善|启动|谋划|增设|新增|设立|编制|制定|申报|入选|获批|获评|荣获|创成|创建(?=国家|省级|全国|世界|市级)|实现"
    r"|(?:高质量|高标准|高水平|加快)建设|等(?:地|市|县|区)?(?:建设|打造|创建)(?=.{3})|建设(?=一批|\d|国家级?|省级|市级|区级|区域|全国|全省|世界))"
    r"|(?P<light>推进|推动|加快|落实|实施|加强)|(?P<back>依托|围绕|通过|纳入|进入|列入|确定为|列为|成为|作为|以(?![上下内外及来后前])|解决|入驻|晋升为|是:|优化|提高|清理|禁止)"
    r"|(?P<outside>融入|把|对接|参与|参加|联通|(?<!存)在(?!建|线))|(?P<other>特别是|支持|鼓励|引导|统筹|积极|大力|合理(?!膳食)|全部|发展(?=核电|风电|火电|煤矿))"
)
# Nouns of what is no project, and praise; a name begins behind them: 监管机制和信息平台, 全省唯一物流基地.
_NO_PROJECT = re.compile(
    r"(?:机制|体系|制度|政策|能力|服务|业务|产业|标准|资源|水平|功能|环境)(?:和|与|及|以及)|(?:唯一|首[个家条座]|最大)的?"
)
_COUNTED = re.compile(rf"{VAGUE}的?|{COUNT}")
_OF = re.compile(r"的(?!确)")


class Frame(StrEnum):
    """What the words before a phrase do with it."""

    BUILD = "build"  # 建设, 改造, 举办
    LIGHT = "light"  # 推进; the act stands behind the phrase
    BACK = "back"  # 依托: it is there
    OUTSIDE = "outside"  # 融入, 联通: it is somebody else's
    NONE = "none"  # it opens the clause


@frozen
class Phrase:
    """A noun phrase; spans count characters of the clause.

    Attributes:
        start: first character, behind verbs, adverbs and numbers.
        end: one past its last.
        number: how many, as written before it.
        unit: of the number.
        vague: the number is left open: 一批.
    """

    start: int
    end: int
    number: str = ""
    unit: str = ""
    vague: bool = False


@define
class Group:
    """Noun phrases of one list under one verb.

    Attributes:
        frame: what the verb does with them.
        phrases: in order.
    """

    frame: Frame
    phrases: list[Phrase]


def shield(words: str) -> str:
    """The words, of the same length, without separators inside quotes and brackets."""
    return _SHIELDED.sub(_shielded, words)


def _shielded(match: re.Match[str]) -> str:
    if match[0][0] == "《" and not match[0].endswith(("计划》", "行动》", "工程》")):  # a document is no project
        return "\x01" * len(match[0])
    return _SEPARATORS.sub("\x01", match[0])


def groups(words: str, types: ProjectTypes) -> Iterator[Group]:
    """The lists of a clause; words are shielded."""
    group = Group(Frame.NONE, [])
    bare = True  # so far only verbs: 新建、改造学校
    for start, end in _members(words, types):
        frame, phrase = _phrase(words, start, end, types, first=bare)
        bare = bare and bool(_BARE_VERB.match(words, start, end))
        if frame is not Frame.NONE and group.phrases:
            yield group
            group = Group(frame, [])
        if frame is not Frame.NONE:
            group.frame = frame
        if group.phrases and group.phrases[-1].vague and not phrase.number:
            phrase = evolve(phrase, vague=True)  # 一批 counts all that follow
        group.phrases.append(phrase)
    if group.phrases:
        yield group


def _members(words: str, types: ProjectTypes) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SEPARATOR.finditer(words):
        yield from _joined(words, start, match.start(), types)
        start = match.end()
    yield from _joined(words, start, len(words), types)


def _joined(words: str, start: int, end: int, types: ProjectTypes) -> Iterator[tuple[int, int]]:
    """Splits at 和 where a name ends before it, and before the verb of 依托产业园建设实训基地."""
    if (opener := _RELYING.match(words, start, end)) and (verb := _VERB.search(words, opener.end(), end)):
        name = names_in(words[opener.end() : verb.start()], types)
        if name and name.end == verb.start() - opener.end():
            yield start, verb.start()
            start = verb.start()
    for match in _JOINED.finditer(words, start, end):
        if match.start() <= start:
            continue
        begin = max(start, match.start() - _LONGEST_NAME)
        name = names_in(words[begin : match.start()], types)
        counted = _COUNTED.match(words, match.end(), end)
        if (
            counted
            or _SPLIT_WORKS.search(words, start + _VERB_LENGTH, match.end())
            or (name and (name.end == match.start() - begin or name.nominal))
        ):
            yield start, match.start()
            start = match.end()
    if start < end:
        yield start, end


def _phrase(words: str, start: int, end: int, types: ProjectTypes, *, first: bool) -> tuple[Frame, Phrase]:
    frame, number, unit, vague = Frame.NONE, "", "", False
    cut = _inside(words, start, _last_tail(words, start, end, types))
    if cut:
        frame, start = cut
        first = frame is Frame.NONE
    while match := _LEAD.match(words, start, end):
        if match.end() >= end or (
            _ALSO_NOUNS.match(match[0]) and not (first or _COUNTED.match(words, match.end(), end))
        ):
            break
        if match["number"]:
            number, unit = match["number"], match["unit"]
        vague = vague or bool(match["vague"])
        frame = Frame.OUTSIDE if frame is Frame.LIGHT and match[0] in _AND else _frame(match, frame)
        start = match.end()
        first = (first and bool(match["adverb"])) or match[0] in _AND
    start = _behind_others(words, start, end)
    of = _last_of(words, start, end)
    if of > start:
        start = of
        while match := _COUNTED.match(words, start, end):
            start = match.end()
    return frame, Phrase(start, end, number, unit, vague)


def _frame(match: re.Match[str], frame: Frame) -> Frame:
    """What a verb makes of a phrase; in 建设辐射西南的物流中心 the second does not take back the first."""
    if frame is Frame.BUILD and (match["back"] or match["outside"]):
        return frame
    for name, value in (
        ("build", Frame.BUILD),
        ("light", Frame.LIGHT),
        ("outside", Frame.OUTSIDE),
        ("back", Frame.BACK),
    ):
        if match.groupdict().get(name):
            return value
    return frame


def _inside(words: str, start: int, end: int) -> tuple[Frame, int] | None:
    """The last verb inside a phrase that no name holds."""
    last = None
    for match in _INSIDE.finditer(words, start, end):
        if match.start() > start and match.end() <= end:
            last = match
    if last is None:
        return None
    return _frame(last, Frame.NONE), last.end() + words.startswith("了", last.end())


def _last_tail(words: str, start: int, end: int, types: ProjectTypes) -> int:
    """Where the last word begins that announces a type; the start where there is none."""
    return max((start + tail.start for tail in types.tails(words[start:end])), default=start)


def _behind_others(words: str, start: int, end: int) -> int:
    for match in _NO_PROJECT.finditer(words, start, end):
        if match.end() < end - 1:
            start = match.end()
    return start


def _last_of(words: str, start: int, end: int) -> int:
    """Behind the last 的 of a phrase that something follows."""
    last = start
    for match in _OF.finditer(words, start, end):
        if match.end() < end:
            last = match.end()
    return last
