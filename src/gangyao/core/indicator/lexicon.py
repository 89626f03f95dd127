"""Finds the indicator that a phrase names, by the names and aliases of the vocabulary; it never guesses."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from attrs import field, frozen

from gangyao.core.indicator.indicator import Indicator
from gangyao.core.regions import REGION

_MARKS = re.compile(r"\((?:GDP|R&D|PM2\.?5|PM10|CO2|COD|CPI)\)|[“”\"'《》()、,·:\s的]")
_LEADING = re.compile(
    r"^(?:全[区市省国县州旗]|我[区市省国县]|本[区市]|全社会(?=地区生产总值)|年[末底均]|期末|全年|五年|(?:实现|完成|力争|确保|预计|提出|当年)(?=.{3}))+"
)
_WITHIN = re.compile(r"占全[区市省国县州旗]")
_SPELLINGS = (
    (re.compile("国内生产总值|GDP|(?<!地区)(?<!海洋)生产总值"), "地区生产总值"),
    (re.compile("万元地区生产总值|亿元地区生产总值(?=能|二|用水|水)|每万元地区生产总值"), "单位地区生产总值"),
    (re.compile("研究与试验发展|研究与开发|研究与发展|研究和试验发展|R&D"), "研发"),
    (re.compile(r"PM2\.?5"), "细颗粒物"),
    (re.compile("PM10"), "可吸入颗粒物"),
    (re.compile("COD"), "化学需氧量"),
    (re.compile("规模以上"), "规上"),
    (re.compile("水质类别$"), "类别"),
    (re.compile("比率$|比例$|占比比重$|占比率$"), "比例"),
    (re.compile("(?<=占)(.{2,20})(?:比例|占比|比值|份额)$"), r"\1比重"),
)
_ENDING = re.compile(
    r"(?:(?:(?:较|比)(?:上年|去年|\d{4}年?|“?十.五”?)[末底初]?)?(?:累计|年均|平均|实际|名义|同比)?"
    r"(?:增长速度|增长率|增速|增幅|涨幅|降幅|升幅|增长|提高|增加|上升|下降率?|降低率?|减少率?|增加额|减少额|增加量|减少量|增量|变动|幅度)"
    rf"|与.{{1,18}}(?:比较|之差)|(?:全[国省市区县州]|{REGION}|世界|全球|国内|省内|市内|同类地区|历史){{1,3}}位次|覆盖)$"
)
_ENDINGS = 3
_SHORTEST = 2
_FIELD = re.compile(  # the column 类别 of an indicator table, which a copy glues to the first name under it
    "^(?:经济(?:发展|增长|结构)|创新驱动|科技(?:创新|教育)|民生(?:福祉|改善)|人民生活|公共服务|人口就业|绿色(?:生态|低碳|发展)|资源环境"
    "|生态(?:环境|状况|保护|文明)(?:质量)?|安全保障|空气质量|水环境质量|土壤环境质量|环境质量|污染物排放总量)(?=.{4})"
)


@frozen(slots=False)
class Lexicon:
    """The indicators that a compile knows.

    Attributes:
        indicators: of the vocabulary.
    """

    indicators: tuple[Indicator, ...] = ()
    _found: dict[str, tuple[str, Indicator | None]] = field(factory=dict, init=False, eq=False, repr=False)

    @cached_property
    def _by_name(self) -> dict[str, Indicator]:
        named = ((name, indicator) for indicator in self.indicators for name in (indicator.name, *indicator.aliases))
        return {normalise(name): indicator for name, indicator in named}

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """The indicators by their ids."""
        return {indicator.id: indicator for indicator in self.indicators}

    def find(self, phrase: str) -> Indicator | None:
        """The indicator whose name or alias the phrase is, with or without words of growth; None where unknown."""
        return self._look_up(phrase)[1]

    def key(self, phrase: str) -> str:
        """The same text for all names of one thing: the indicator's id, else the phrase without words of growth."""
        stem, indicator = self._look_up(phrase)
        return indicator.id if indicator else stem

    def _look_up(self, phrase: str) -> tuple[str, Indicator | None]:
        known = self._found.get(phrase)
        if known is None:
            known = self._search(normalise(phrase))
            if len(self._found) < _REMEMBERED:
                self._found[phrase] = known
        return known

    def _search(self, name: str) -> tuple[str, Indicator | None]:
        """The name itself first, then without one ending after another: 森林覆盖率累计提高 → 森林覆盖率."""
        for _ in range(_ENDINGS):
            indicator = self._by_name.get(name) or self._by_name.get(_FIELD.sub("", name))
            if indicator:
                return name, indicator
            shorter = _respell(_ENDING.sub("", name))
            if shorter == name or len(shorter) < _SHORTEST:
                break
            name = shorter
        return name, self._by_name.get(name)


_REMEMBERED = 20_000


def normalise(phrase: str) -> str:
    """A phrase as names are compared: NFKC, one spelling for GDP and the like, no marks, no leading 全区."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", phrase))
    return _respell(_WITHIN.sub("占", _LEADING.sub("", text)))


def _respell(text: str) -> str:
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    return text
