"""Plans, strategies and decisions of higher levels: by title 《…》, by the vocabulary, and where the text calls them so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gangyao.core.document.folding import fold
from gangyao.core.plan.entities.edges import left_edge
from gangyao.core.plan.entities.known_names import Strategy
from gangyao.core.plan.entities.mention import Mention
from gangyao.core.plan.entities.name_index import NameIndex
from gangyao.core.plan.entity import EntityKind

_TITLE = re.compile(r"《([^《》\n]{3,80})》")
_KIND = re.compile(
    r"(?:规划|纲要|计划|意见|方案|决定|条例|法|建议|通知|办法|战略|规定|要点|总规|协议|协定|公约|标准|行动|决议|报告|若干措施|措施)(?:\([^()]{1,30}\))*$"
)
_OWN = re.compile(r"^(?:纲要|规划|本规划|政府工作报告|计划草案|建议|报告)(?:\([^()]*\))?$")
_LISTED = re.compile(
    r"((?:“[^“”\n]{2,20}”[、和及]?){1,8})(?:等)?(?:国家|重大|区域|发展|省级)*(?:战略|倡议)(?!性|布局|部署|思想)"
)
_PLAIN = re.compile(r"(?:(?:国家|发展|重大|总体)?战略|倡议)(?=[,、。;:“”()\n和与及]|$)")
_ZONE = re.compile(r"(?:自由贸易试验区|自贸试验区|自贸区|自贸)(?:协同(?:改革|开放)(?:先行区|示范区))?")
_LOCAL = ("健康", "平安", "法治", "数字", "美丽")  # a territory's own form of 健康中国 …
_GENERIC = re.compile(
    "国家|重大|发展|区域|总体|重要|系列|一系列|各项|本|开放|核心|优先|实施|强国|全局|长期|中长期|整体|区|市|省|县|的|相关|其他|主要|[一二三四五六七八九十]大|新|中|这个"
)


def find_strategies(text: str, strategies: Sequence[Strategy], area_code: str) -> Iterator[Mention]:
    """Known strategies, and those that the text itself calls so, wherever else they stand.

    Args:
        text: folded.
        strategies: the vocabulary; those of other territories do not count.
        area_code: of the plan's territory.
    """
    keys = {
        fold(name).text: ("s:" + strategy.id, strategy.id)
        for strategy in strategies
        if area_code.startswith(strategy.area)
        for name in (strategy.id, *strategy.names)
    }
    for match in _LISTED.finditer(text):
        for name in re.findall("“([^“”]+)”", match[1]):
            if not name.isascii():
                keys.setdefault(name, (name, ""))
    for start, end, (key, code) in NameIndex.of(keys).find(text):
        if text.startswith("战略", end):
            end += 2
        yield Mention(start, end, EntityKind.HIGHER_PLAN, key, code)
    for match in _PLAIN.finditer(text):
        start = left_edge(text, match.start())
        stem = text[start : match.start()]
        if 3 <= len(stem) <= 12 and not re.search("思想|理念", stem) and len(_GENERIC.sub("", stem)) >= 2:
            yield Mention(start, match.end(), EntityKind.HIGHER_PLAN, text[start : match.end()])


def find_titles(text: str, own_title: str) -> Iterator[Mention]:
    """Plans, laws and decisions cited by title; the plan itself does not count."""
    own = _words(own_title)
    for match in _TITLE.finditer(text):
        title = match[1]
        if _KIND.search(title) and not _OWN.match(title) and not (own and _words(title) in (own, own[-len(title) :])):
            yield Mention(match.start(), match.end(), EntityKind.HIGHER_PLAN, title)


def _words(title: str) -> str:
    return re.sub(r"[\s()（）《》“”]|草案|\d{4}年", "", fold(title).text)


def find_zones(text: str, places: Sequence[Mention], own_names: Sequence[str]) -> Iterator[Mention]:
    """Free-trade zones, with the place before them, and a territory's own 健康…, 平安…."""
    ends = {place.end: place.start for place in places}
    for match in _ZONE.finditer(text):
        start = ends.get(match.start(), match.start())
        if start < match.start() or match.end() - match.start() > 2:
            yield Mention(start, match.end(), EntityKind.HIGHER_PLAN, text[start : match.end()])
    for start, end, name in NameIndex.of({word + name: word + name for word in _LOCAL for name in own_names}).find(
        text
    ):
        yield Mention(start, end, EntityKind.HIGHER_PLAN, name)
