"""Bodies: by their names, by the words that mean them beside 部门, and by the forms that mean many at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from gangyao.core.document.folding import fold
from gangyao.core.plan.entities.edges import items_before
from gangyao.core.plan.entities.known_names import Agency
from gangyao.core.plan.entities.mention import Mention
from gangyao.core.plan.entities.name_index import NameIndex
from gangyao.core.plan.entity import EntityKind

_LEVELS = "区县市省州旗镇乡"
_NOT_LEVEL = frozenset("城社园景地灾库片特小新老郊辖学矿牧林农军战校厂都各县")
# What may not follow a name that ends so: 财政部门, 组织部署, 市委托, 人大代表 are other words.
_NOT_AFTER = {
    "部": "门署分落队位件长", "局": "部面限势长", "委": "托派员任会", "会": "议员", "大": "力幅量多规家众胆增批型代道", "协": "委助作议商调同定力",
    "办": "事法理实好学公案", "院": "校长士线落", "府": "采购", "关": "系键联", "团": "体结队", "社": "会区",
}  # fmt: skip
_NO_WORD = re.compile("[^\u4e00-\u9fff]")
_LONGEST_STEM = 12  # characters, 上级 before it included
_NEEDS_OWNER = ("馆", "台", "中心")  # facilities that a plan speaks of in general
_ROLES = re.compile(
    r"(?:党中央|国务院|中共中央|中央军委|全国人大常委会|全国人大|全国政协)"
    r"|各级(?:党委和政府|党委政府|党委\(党组\)|党委、政府|党委|党组织|人民政府|政府|部门|各部门|领导机关)(?:\(党组\))?"
    rf"|[{_LEVELS}](?:级|直)(?:各|有关|相关|主管|职能)*(?:部门|单位|机关)"
    r"|各(?:地区)?(?:级)?(?:有关|相关|职能)?部门|(?:有关|相关)职能部门"
    r"|(?<!全.)(?P<local>各(?:镇\(街道\)|乡镇\(街道\)|镇街|乡镇|镇(?!街)|街道|市州|市\(州\)|区县|县区|县市区|县\(市、区\)|地区))"
    r"(?:党委|人民政府|政府|(?=[、,和要应须]))(?!政府)"
)
_DEPARTMENTS = re.compile(
    r"(?P<list>等(?:有关|相关|职能|主管)*(?:部门|单位|机关))|(?:主管|行政|监管|管理)*(?:部门|(?<!司法)机关)"
)


@frozen(slots=False)
class AgencyNames:
    """The bodies of a vocabulary, ready to be found.

    Attributes:
        names: every name → the body.
        stems: words that mean a body beside 部门 → the body.
    """

    names: NameIndex[Agency]
    stems: Mapping[str, Agency]

    @classmethod
    def of(cls, agencies: Sequence[Agency]) -> AgencyNames:
        """Where two bodies share a name or a word, the first of the vocabulary has it."""
        names = {fold(name).text: agency for agency in reversed(agencies) for name in agency.all_names}
        stems = {stem: agency for agency in reversed(agencies) for stem in agency.all_stems}
        return cls(NameIndex.of(names), stems)

    def find(self, text: str, places: Sequence[Mention]) -> Iterator[Mention]:
        """Bodies in a folded text; a place right before a name belongs to it.

        Args:
            text: folded.
            places: known places, in order.
        """
        owners = {place.end: place for place in places}
        for start, end, agency in self.names.find(text):
            if not _is_other_word(text, start, end):
                first, level = _owner(text, start, owners)
                if first < start or level or not text[start:end].endswith(_NEEDS_OWNER) or end - start > 6:
                    yield _body(first, end, level, agency)
                    yield from self._neighbours(text, end)
        for role in _ROLES.finditer(text):
            code = "镇街" if role["local"] and re.search("[镇乡街]", role[0]) else ""
            yield Mention(role.start(), role.end(), EntityKind.AGENCY, role[0], code)
        yield from self._departments(text)

    def _neighbours(self, text: str, end: int) -> Iterator[Mention]:
        """Words in one list with a name mean bodies too: 海关、工商、税务等."""
        while text[end : end + 1] == "、":
            item = re.compile(r"[\u4e00-\u9fff]{2,8}?(?=[、,。;和及]|等|部门)").match(text, end + 1)
            agency = self.stems.get(item[0]) if item else None
            if item is None or agency is None:
                return
            end = item.end()
            yield _body(item.start(), end, "", agency)

    def _departments(self, text: str) -> Iterator[Mention]:
        """发改、国土等部门, 生态环境部门."""
        for match in _DEPARTMENTS.finditer(text):
            spans = list(items_before(text, match.start(), ()))
            if not match["list"]:
                body = self._ends_with(text, match.start(), match.end())
                if body is None:
                    continue
                yield body
                spans = spans[1:]
            for _, end in spans:
                if body := self._ends_with(text, end, end):
                    yield body

    def _ends_with(self, text: str, end: int, last: int) -> Mention | None:
        """The body whose word stands before a place; 上级 before it belongs to it."""
        item = re.split(_NO_WORD, text[max(0, end - _LONGEST_STEM) : end])[-1]
        stem = next((item[i:] for i in range(len(item) - 1) if item[i:] in self.stems), "")
        if not stem:
            return None
        begin = end - len(stem)
        level = next((word for word in ("上级", *_LEVELS) if item.endswith(word + stem)), "")
        return _body(begin - len(level), last, level, self.stems[stem])


def _is_other_word(text: str, start: int, end: int) -> bool:
    after = text[end : end + 1]
    if after and after in _NOT_AFTER.get(text[end - 1], ""):
        return True
    return text[start] in _LEVELS and end - start <= 5 and start > 0 and text[start - 1] in _NOT_LEVEL


def _owner(text: str, start: int, owners: Mapping[int, Mention]) -> tuple[int, str]:
    """Where a body's name begins with its territory, and its level: 区, 市 …; empty where the text has none."""
    leading = text[start] in _LEVELS and text[start + 1] in "委政人"
    place = owners.get(start + 1) if leading else owners.get(start)
    if place is not None:
        return place.start, text[place.end - 1] if text[place.end - 1] in _LEVELS else place.key
    if leading:
        return start, text[start]
    if start > 0 and text[start - 1] in _LEVELS and (start == 1 or text[start - 2] not in _NOT_LEVEL):
        return start - 1, text[start - 1]
    nation = re.compile("(?:国家|中央|全国|中国)$").search(text, max(0, start - 2), start)
    return (nation.start(), "国家") if nation else (start, "")


def _body(start: int, end: int, level: str, agency: Agency) -> Mention:
    return Mention(start, end, EntityKind.AGENCY, f"{level}|{agency.id}", agency.id)
