"""Places that a vocabulary knows: territories with their codes, and regions, rivers and countries without."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from attrs import frozen

from gangyao.core.plan.entities.doubt import EntityDoubt
from gangyao.core.plan.entities.edges import begins_word
from gangyao.core.plan.entities.mention import Mention
from gangyao.core.plan.entities.name_index import NameIndex
from gangyao.core.plan.entity import EntityKind
from gangyao.core.plan.identity.gazetteer import Gazetteer

# Names of territories that are words as well: they count beside their city or county alone.
_WORDS_TOO = re.compile(
    r"老城区|城区|郊区|矿区|市中区|新城区|海港区|港口区|城中区|城东区|城西区|城北区|城关区|东区|西区|工农区|向阳区|前进区|友好区|新民市|共和县|东方市|前郭"
)
# Names of cities that without 市 are words.
_WORDS_BARE = re.compile(
    r"长治|朝阳|日照|来宾|安康|白银|大同|东方|平安|兴安|海东|海北|海西|四平|中卫|阿里|山南|白山|大庆|中山|吉安|宜春|保山|通化|海口|开封|资阳|安顺|新乡"
)
# Words that a town or county may be called like; without 镇, 乡 or 街道 they are words.
_COMMON = re.compile(
    r"建设|和平|红旗|团结|新街|高峰|解放|胜利|人民|中心|新华|文化|幸福|友谊|光明|前进|兴隆|永安|大安|新店|联络|平安|新民|长土|龙潭"
)
_SUFFIX = re.compile(
    "(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市|(?:..?族|[\u4e00-\u9fff]{2,9}族)?自治[州县旗]|地区|盟|新区|区|县|旗|街道|镇|乡)$"
)
_WORD_AFTER = {"市": "场民值容郊", "区": "域间块位别", "县": "域级", "镇": "域", "乡": "村镇土", "省": "级"}
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_PROVINCE, _PREFECTURE, _COUNTY = 2, 4, 6
_SHORT = 2  # characters of a name that stands for itself only where a word can begin


@frozen(slots=False)
class PlaceNames:
    """Known places, as the plan of one territory means them.

    Attributes:
        own: code of the plan's territory without closing zeros; empty where unknown.
        index: names → codes (of territories) or the usual name (of regions).
    """

    own: str
    index: NameIndex[tuple[str, ...]]
    regions: Mapping[str, str]

    @classmethod
    def of(cls, gazetteer: Gazetteer, regions: tuple[tuple[str, ...], ...], area_code: str) -> PlaceNames:
        """The places that a plan of a territory may name."""
        own = "" if area_code == "100000" else re.sub("(?:00){1,2}$", "", area_code)
        names: dict[str, list[str]] = defaultdict(list)
        for name, code in _territories(gazetteer, own):
            names[name].append(code)
        usual = {name: group[0] for group in regions for name in group}
        return cls(
            own, NameIndex.of({**{name: () for name in usual}, **{n: tuple(c) for n, c in names.items()}}), usual
        )

    def find(self, text: str) -> list[Mention]:
        """Places in order; a territory and its part side by side (…市…区) are one."""
        found: list[Mention] = []
        for start, end, codes in self.index.find(text):
            before = found[-1] if found else None
            if before and start < before.end:
                continue
            mention = self._mention(text, start, end, codes, before if before and before.end == start else None)
            if mention and before and mention.start == before.start:
                found[-1] = mention
            elif mention:
                found.append(mention)
        return found

    def _mention(
        self, text: str, start: int, end: int, codes: tuple[str, ...], before: Mention | None
    ) -> Mention | None:
        name = text[start:end]
        if not codes:
            return Mention(start, end, EntityKind.PLACE, self.regions[name])
        if not self._stands(text, start, end, codes, beside=before is not None):
            return None
        if name[-1] == "市" and text[end : end + 1] in tuple(_WORD_AFTER["市"]):
            end -= 1
        inside = tuple(code for code in codes if before and before.code and code.startswith(_bare(before.code)))
        chosen = self._choose(inside or codes)
        doubts = () if chosen else (EntityDoubt.AREA_AMBIGUOUS.value,)
        code = chosen.ljust(_COUNTY, "0") if chosen else ""
        first = before.start if before and inside else start
        return Mention(first, end, EntityKind.PLACE, code or name, code, doubts)

    def _stands(self, text: str, start: int, end: int, codes: tuple[str, ...], *, beside: bool) -> bool:
        """The characters are a name here, not a word, a person's name or the ends of two words."""
        if _is_word(text, start, end, beside=beside):
            return False
        if min(map(len, codes)) > _COUNTY and _is_person(text, start, end):
            return False
        loose = not beside and self._is_loose(text[start:end], codes)
        in_list = end - start == _SHORT and text[end : end + 1] in ("、", "—")
        return not loose or in_list or begins_word(text, start)

    def _is_loose(self, name: str, codes: tuple[str, ...]) -> bool:
        """A short name that the end of one word and the beginning of the next may write by chance (均衡水平)."""
        if any(len(code) == _PROVINCE or len(code) > _COUNTY or self.own.startswith(code) for code in codes):
            return False
        return len(name) == _SHORT or (len(name) == 3 and name[-1] in "市县区")

    def _choose(self, codes: tuple[str, ...]) -> str:
        """The territory meant: the only one, the plan's own, one near it, or the one of the highest level."""
        for reach in (_COUNTY, _PREFECTURE, _PROVINCE):
            near = [code for code in codes if self.own and code[:reach] == self.own[:reach] and len(code) >= reach]
            if len(near) == 1:
                return near[0]
        highest = [code for code in codes if len(code) == min(map(len, codes))]
        return highest[0] if len(highest) == 1 else ""


def _bare(code: str) -> str:
    """A code as far as it says something."""
    return re.sub("(?:00){1,2}$", "", code) if len(code) == _COUNTY else code


def _territories(gazetteer: Gazetteer, own: str) -> Iterator[tuple[str, str]]:
    """Names with codes; towns, and counties by their short name, only about the plan's own territory."""
    for parts in gazetteer.children.values():
        for code, name in parts:
            town = len(code) > _COUNTY
            near = bool(own) and code[:_PREFECTURE] == own[:_PREFECTURE] and len(own) >= _PREFECTURE
            if town and not near:
                continue
            yield name, code
            bare = _SUFFIX.sub("", name)
            home = code.startswith(own) and len(own) == _COUNTY if town else near
            if len(bare) > 1 and bare != name and (home or len(code) < _COUNTY) and not _says_nothing(bare, code):
                yield bare, code


def _says_nothing(bare: str, code: str) -> bool:
    return bool((_WORDS_BARE if len(code) <= _PREFECTURE else _COMMON).fullmatch(bare))


def _is_word(text: str, start: int, end: int, *, beside: bool) -> bool:
    """The characters make no name here: a word, a person's name, or part of another."""
    name = text[start:end]
    last, after = name[-1], text[end : end + 1]
    if _WORDS_TOO.fullmatch(name) or (len(name) == 2 and last in "区县市"):
        return not beside
    return bool(after) and last != "市" and after in _WORD_AFTER.get(last, "")


def _is_person(text: str, start: int, end: int) -> bool:
    """A town's name that is somebody's given name here: a surname stands before it, and begins a word."""
    before = text[max(0, start - 2) : start]
    begins = before[:-1] == "" or before[0] in "、,。;:“\n和与及"
    return end - start == 2 and before[-1:] in _SURNAMES and before != "" and begins
