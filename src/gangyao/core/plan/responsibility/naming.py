"""Names of agencies as one area writes them, and which of them a typed name means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property

from attrs import frozen

PENDING = "待定"  # printed where nothing is confirmed
NONE = "无"  # printed where it is confirmed that nobody cooperates
_NOBODY = (PENDING, NONE, "暂无", "-", "—", "——")
_BETWEEN = re.compile(r"[、，,；;/／|｜\n\r\t]+|\s{1,}(?=[\u4e00-\u9fff])")
_LEVEL = re.compile(r"(?:自治)?(省|区|市|州|盟|县|旗)$")
_REMARK = re.compile(r"[(（][^()（）]*(?:牵头|配合|主要|责任|统筹)[^()（）]*[)）]$")
_OUTSIDE = ("local", "grassroots")
_WITHOUT_AREA = ("开发区管理委员会", "镇街", "海关", "铁路局", "人民银行", "民主党派", "工青妇")
_OWN_NAMES = {
    "共青团": "团{}委",
    "党校": "{}委党校",
    "纪律检查委员会": "{}纪律检查委员会",
    "监察委员会": "{}监察委员会",
}
_NATIONAL = "国家"


def local_name(agency: str, kind: str, area: str) -> str:
    """An agency's name as the area writes it: 发展和改革局 of 云溪区 is 区发展和改革局, 组织部 is 区委组织部.

    Args:
        agency: id in vocabulary/agencies.yaml, the full name without level.
        kind: its kind there, e.g. "party".
        area: name of the area, e.g. "云溪区"; the id alone is given where it tells no level.
    """
    level = _LEVEL.search(area)
    if level is None or agency in _WITHOUT_AREA or kind in _OUTSIDE:
        return agency
    if agency in _OWN_NAMES:
        return _OWN_NAMES[agency].format(level[1])
    if kind == "party":
        return f"{level[1]}委{agency.removeprefix('党委')}"
    return agency if agency.startswith(_NATIONAL) else level[1] + agency


@frozen(slots=False)
class AgencyNames:
    """The agencies of one area by all their spellings.

    Attributes:
        spellings: a name, short name or former name, with or without its level → the name used here,
            e.g. "发改局" → "区发展和改革局".
        area: name of the area, e.g. "云溪区".
    """

    spellings: Mapping[str, str]
    area: str

    def find(self, typed: str) -> str:
        """The name used here; empty where none is known. A city's 市发改委 is not the district's."""
        plain = squeeze(_REMARK.sub("", squeeze(typed)))
        if plain in self._used:
            return plain
        bare = self._before.sub("", plain, count=1)
        for spelling in (plain, bare, bare.removeprefix("委")):
            if spelling in self._folded:
                return self._folded[spelling]
        return ""

    @cached_property
    def _used(self) -> frozenset[str]:
        return frozenset(map(squeeze, self.spellings.values()))

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {squeeze(spelling): name for spelling, name in self.spellings.items()}

    @cached_property
    def _before(self) -> re.Pattern[str]:
        """What may stand before a name: the area with or without the territories above it, or its level alone."""
        level = _LEVEL.search(self.area)
        area = re.escape(self.area) if self.area else "(?!)"
        alone = f"|{level[1]}" if level else ""
        return re.compile(rf"^(?:(?:[\u4e00-\u9fff]{{2,9}}?[省市州盟])*{area}{alone})(?:人民政府(?!办))?")


def squeeze(words: str) -> str:
    """Words without blanks, in one width, to be compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))


def split_names(words: str) -> tuple[str, ...]:
    """The agencies that a cell names, parted by 、 ， ； / or line ends; 待定, 无 and a dash name nobody."""
    parts = (part.strip(" 。.;；\u3000") for part in _BETWEEN.split(words))
    return tuple(part for part in parts if part and squeeze(part) not in _NOBODY)


def join_names(names: tuple[str, ...]) -> str:
    """The agencies in one line, e.g. "区民政局、区财政局"."""
    return "、".join(names)
