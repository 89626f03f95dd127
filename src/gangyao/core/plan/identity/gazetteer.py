"""Whose plan a text is: finds a territory's name in a title and its code among the administrative divisions.

Source of the codes: vocabulary/areas.yaml (GB/T 2260; below the county the statistical codes).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import frozen

from gangyao.core.plan.plan import Area

NATION = Area("100000", "全国")
_NATIONAL = re.compile(r"中华人民共和国|国务院|中共中央|^国家|^全国")
_NATIONAL_NOTICE = re.compile(r"\s*(?:中共中央|国务院)[^。:]{0,30}关于")
_FULL_CODE = 6
_LONGEST = 15
_WORDS_TOO = ("城区", "郊区", "矿区", "市中区")  # names, but mostly words unless they come first or after their city
_WITHIN = re.compile(r"^[\u4e00-\u9fff]{1,9}?(?:新区|开发区|高新区|产业区|园区|街道|镇|乡)(?!村|域|级)")
_NOT_A_NAME = "(?<![社地园景小片灾牧林库老])"  # 社区 and 老区 are words
_UNKNOWN = re.compile(
    r"(?:(?:19|20)\d\d年度?|中共)?[(]?(?:[\u4e00-\u9fff]{1,8}[)])?(?!省|市|自治区)"
    rf"((?:[\u4e00-\u9fff]{{2,12}}?(?:省|自治区|市|州|盟|县|{_NOT_A_NAME}区|旗|镇|乡|街道))+)"
)
_WHO_SPEAKS = re.compile(r"(?:日在|代表|^)(?=[\u4e00-\u9fff]{2,14}?(?:第.{1,4}届|人民政府))")
_AFTER_NAME = re.compile(r"国民经济|“|第.{1,4}届|第十|(?<!^)\d{4}年|生态|(?:人民)?政府|关于")
_GOVERNMENT = r"(?=(?:人民)?政府|第.{1,4}届|人民代表大会|国民经济|市长|区长|县长|省长)"


@frozen
class _Match:
    """A name in a text.

    Attributes:
        start: where it begins.
        end: one past it.
        codes: of all territories of this name.
    """

    start: int
    end: int
    codes: tuple[str, ...]


@frozen(slots=False)
class Gazetteer:
    """The administrative divisions.

    Attributes:
        children: code of a territory ("" for the nation, "5103") → its parts, e.g. ("510302", "自流井区").
    """

    children: Mapping[str, Iterable[tuple[str, str]]]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {code: name for parts in self.children.values() for code, name in parts}

    @cached_property
    def _codes(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, name in self._names.items():
            found[name].append(code)
        return {name: tuple(codes) for name, codes in found.items()}

    @cached_property
    def _endings(self) -> frozenset[str]:
        return frozenset(name[-1] for name in self._codes)

    def find(self, title: str, opening: str = "", file_name: str = "") -> Area | None:
        """The territory a document is for.

        Args:
            title: of the document, white space removed.
            opening: its first lines, for reports that are titled 政府工作报告 alone; only names beside 人民政府,
                a people's congress or the head of government count there.
            file_name: asked last.

        Returns:
            The area; with an empty code where several territories have the name, or the divisions do not know it.
            None where nothing is named.
        """
        titled = self._named(title)
        if titled and (titled.code or titled.name not in opening):
            return titled
        if _NATIONAL.search(title) or _NATIONAL_NOTICE.match(opening):
            return NATION
        for named in re.finditer(r"[\u4e00-\u9fff]{2,30}?" + _GOVERNMENT, opening):
            if area := self._named(named[0], to_the_end=True):
                return area
        spoken = (self._unlisted(opening[who.end() :]) for who in _WHO_SPEAKS.finditer(opening))
        if area := titled or next(filter(None, spoken), None):
            return area
        if _NATIONAL.search(opening[:60]) or "代表国务院" in opening:
            return NATION
        return self._named(file_name)

    def _named(self, text: str, *, to_the_end: bool = False) -> Area | None:
        """The deepest territory of the first chain of names in a text (自贡市自流井区), else a name without code."""
        chain: list[_Match] = []
        for match in self._matches(text):
            if chain and text[chain[-1].end : match.start].removeprefix(")"):
                break
            codes = tuple(code for code in match.codes if not chain or code.startswith(chain[-1].codes))
            if codes:
                chain.append(_Match(match.start, match.end, codes))
        if to_the_end and chain and chain[-1].end != len(text):
            return None
        if not chain or (len(chain) == 1 and chain[0].start and text[chain[0].start : chain[0].end] in _WORDS_TOO):
            return None if to_the_end else self._unlisted(text)
        last = chain[-1]
        if len(last.codes) > 1 or (not to_the_end and _WITHIN.match(text[last.end :])):
            return self._unlisted(text) or Area("", text[chain[0].start : last.end])
        return Area(last.codes[0].ljust(_FULL_CODE, "0"), self._full_name(last.codes[0]))

    def _matches(self, text: str) -> Iterable[_Match]:
        """Names of territories from left to right, the longest at each place."""
        position = 0
        for end in (i + 1 for i, char in enumerate(text) if char in self._endings):
            for start in range(max(position, end - _LONGEST), end - 1):
                codes = self._codes.get(text[start:end])
                if codes:
                    yield _Match(start, end, codes)
                    position = end
                    break

    def _unlisted(self, text: str) -> Area | None:
        match = _UNKNOWN.match(_AFTER_NAME.split(text)[0])
        return Area("", match[1]) if match else None

    def _full_name(self, code: str) -> str:
        """A county with its prefecture, or its 直辖市; a province and a prefecture alone."""
        above = [code[:2], code[:4], code[:6]] if len(code) > _FULL_CODE else [code[:2], code[:4]]
        names = [self._names.get(part, "") for part in above if part != code]
        if len(code) > 4 and len([name for name in names if name]) > 1:
            names = names[1:]
        return "".join((*names, self._names[code])) if len(code) > 4 else self._names[code]
