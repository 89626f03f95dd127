"""Levels that say a thing is so for all of a kind: 全覆盖, 全部达标, 应保尽保, 村村通, 黑臭水体清零."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from gangyao.core.plan.sentences.level_match import LevelMatch, about
from gangyao.core.plan.statement import Measure

_COVERAGE = re.compile(
    r"(?P<basic>基本)?(?:实现|达到)?"
    r"(?P<what>(?<!健)(?<!坚持)(?<!安)全覆盖|全域覆盖|全面覆盖|应(?P<deed>[一-鿿])尽(?P=deed)|全达标|全部达标|(?<=基本)达标(?=[,;。、]|$)|(?:全面、?)?稳定达标)"
)
# “五个全覆盖”工程 is a name; 全面覆盖、权责清晰的体系 describes what is to be built.
_IN_NAME = re.compile("”?(?:工程|行动|计划|活动|专项|试点|现场会|会议)")
_IN_QUOTES = re.compile("[^”,;。]{0,8}”")
_ATTRIBUTE = re.compile("(?:、[^,;。]{0,24})?的[^,;。]{0,14}(?:体系|制度|机制|格局|模式)")
# 均达到减排标准: a named standard that all of a kind meet.
_STANDARD = re.compile(
    r"(?P<all>均|全部|所有|普遍|基本|都)(?:[^,;。]{0,24}?)(?:达到|符合)(?P<what>[^,;。、的]{2,12}?标准)"
)
# 贫困人口全部脱贫: all of a kind have come to a state that can be checked.
_ALL = re.compile(
    r"全部(?P<what>脱贫|退出|摘帽|出列|达标|关停|关闭|淘汰|拆除|消除|清零|通车|完成[^,;。、]{2,12}|安装[^,;。、]{2,10}"
    r"|通[一-鿿]{2,6}|纳入[^,;。、]{2,12}|接[通入][^,;。、]{2,14}|实[现行][^,;。、0-9]{2,12})"
)
# 村村通动车: every one of a kind has it.
_EVERY_ONE = re.compile(
    r"(?P<one>[村乡镇县户校组])(?P=one)(?P<has>通|有|建有|设有)(?P<what>[一-鿿][^,;。、”]{0,11})(?!工程)"
)
# 每个社区都有健身设施; 新能源公交实现村村通
_EACH_HAS = re.compile(
    r"每[个一]?(?P<one>社区|行政村|建制村|自然村|村|乡镇|镇|街道|县|园区|学校)(?:都|均|至少)*(?:建|设|配|拥)?有(?:一[个所座处])?(?P<what>[一-鿿]{3,16})"
)
_REACHES_ALL = re.compile(r"(?:实现|达到|基本)(?P<words>([村乡镇县户组])\2通)(?!工程)")
_GONE = re.compile(r"(?P<basic>基本|全面|全部)?(?:消灭|消除|动态清零|清零)(?P<what>[\u4e00-\u9fffⅠ-Ⅴ]{2,12})?")
_CAN_BE_GONE = re.compile(
    "水体|劣[ⅣⅤ]类|天气|断面|棚户|危房|土坯|空白|贫困|病|超载|垃圾|马路|大班额|黑臭|污染|零就业|旱厕|积案|存量|辍学|机构"
)
# 努力消除, 消除隐患: a direction, no state.
_DIRECTION = re.compile("(?:进一步|逐步|努力|着力|积极|及时|不断|有效|稳步|加快)$")
_DANGER = re.compile("隐患|风险|障碍|影响|壁垒|差距|矛盾|差别|歧视|积水")
_ADVERB = 3


def find_complete(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    """The levels of one clause that speak of all of a kind."""
    return chain(*(read(text, start, end) for read in (_coverage, _standards, _all, _every_one, _each_has, _gone)))


def _coverage(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _COVERAGE.finditer(text, start, end):
        if _is_name(text, m, start, end):
            continue
        basic = bool(m["basic"]) or text[max(start, m.start() - 2) : m.start()] == "基本"
        words = ("基本" if basic else "") + m["what"]
        suffix = "覆盖" if "覆盖" in m["what"] else ""
        yield LevelMatch(m.start(), m.end(), words, Measure.SHARE, comparator=about(basic), suffix=suffix, shared=True)


def _is_name(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Part of a longer quoted name, of the name of an undertaking, or one attribute among others."""
    quoted = text.rfind("“", start, match.start("what")) > text.rfind("”", start, match.start("what"))
    if quoted and text[match.start("what") - 1] != "“" and _IN_QUOTES.match(text, match.end(), end):
        return True
    return bool(_IN_NAME.match(text, match.end(), end) or _ATTRIBUTE.match(text, match.end(), end))


def _standards(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _STANDARD.finditer(text, start, end):
        yield LevelMatch(
            m.start("all"), m.end(), "达到" + m["what"], Measure.SHARE,
            comparator=about(m["all"] == "基本"), suffix="达标", shared=True,
        )  # fmt: skip


def _all(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _ALL.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), m[0], Measure.SHARE, suffix=m["what"] + "比例", shared=True)


def _every_one(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _EVERY_ONE.finditer(text, start, end):
        words = m["one"] * 2 + m["has"] + m["what"]
        yield LevelMatch(m.start(), m.end(), words, Measure.SHARE, name=m["one"] + m["has"] + m["what"] + "比例")


def _each_has(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    for m in _EACH_HAS.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), "每个都有", Measure.SHARE, name=f"{m['one']}{m['what']}覆盖")
    for m in _REACHES_ALL.finditer(text, start, end):
        yield LevelMatch(m.start(), m.end(), m["words"], Measure.SHARE, suffix=m["words"])


def _gone(text: str, start: int, end: int) -> Iterator[LevelMatch]:
    """消除黑臭水体; 黑臭水体基本消除, where the thing stands before."""
    for m in _GONE.finditer(text, start, end):
        before = text[max(start, m.start() - _ADVERB) : m.start()]
        if _DIRECTION.search(before) or _DANGER.search(m["what"] or ""):
            continue
        basic = m["basic"] == "基本"
        if m["what"] and _CAN_BE_GONE.search(m["what"]):
            verb = m[0].removeprefix("基本").removesuffix(m["what"])
            yield LevelMatch(m.start(), m.end(), verb, Measure.LEVEL, comparator=about(basic), name=m["what"])
        elif (
            not m["what"] and _CAN_BE_GONE.search(text, start, m.start()) and not _DANGER.search(text, start, m.start())
        ):
            words = m[0].removeprefix("基本")
            yield LevelMatch(m.start(), m.end(), words, Measure.LEVEL, comparator=about(basic), shared=True)
