"""Labels that Word makes by automatic numbering: they stand in no run, so they are counted here as Word counts."""

from __future__ import annotations

import re

from attrs import define, field, frozen

from gangyao.ingest.docx.counting import count
from gangyao.ingest.docx.markup import Element, attribute, child, short, switch, value, whole
from gangyao.ingest.docx.styles import Styles

_LEVELS = 9
_LONGEST_LABEL = 40  # a template may be of any length and is repeated with every paragraph
_CLOSED = ("、", "）", ")", "．", "：", "，")


@frozen
class Level:
    """One level of a list.

    Attributes:
        number_format: e.g. "chineseCounting".
        template: e.g. "第%1章", "%1.%2".
        start: first number.
        follows: what stands after the label: "tab", "space" or "nothing".
        legal: all numbers of the label in Arabic digits.
        restart: levels up to this one (counted from 1) start it again; 0 for never, None for every level above.
        style: id of the paragraph style tied to the level.
    """

    number_format: str
    template: str
    start: int
    follows: str
    legal: bool
    restart: int | None
    style: str


@frozen
class List:
    """A numbering that paragraphs name: the abstract list it counts in, its levels and its own first numbers."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@define
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, List] = field(factory=dict)
    counters: dict[str, list[int | None]] = field(factory=dict)
    begun: set[str] = field(factory=set)

    @classmethod
    def of(cls, part: Element | None, styles: Styles) -> Numbering:
        """Reads the numbering part; a document may lack it."""
        if part is None:
            return cls()
        abstracts = {attribute(a, "abstractNumId"): a for a in part if short(a.tag) == "w:abstractNum"}
        named = {value(a, "w:styleLink"): key for key, a in abstracts.items() if value(a, "w:styleLink")}
        lists: dict[str, List] = {}
        for number in part:
            if short(number.tag) == "w:num":
                key = value(number, "w:abstractNumId")
                key = named.get(value(abstracts.get(key), "w:numStyleLink"), key)
                lists[attribute(number, "numId")] = _read_list(number, key, abstracts.get(key))
        return cls(lists)

    def level_of_style(self, num_id: str, style: str) -> int:
        """The level of a list that a paragraph style is tied to, else the first."""
        found = self.lists.get(num_id)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if style and level.style == style), 0)

    def label(self, num_id: str, index: int) -> str:
        """Counts one paragraph and returns its label with what follows it; "" for bullets and unknown lists."""
        found = self.lists.get(num_id)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return ""
        counters = self._advance(num_id, found, index)
        if level.number_format == "bullet":
            return ""
        return _with_space(_fill(level, found, counters)[:_LONGEST_LABEL], level.follows)

    def _advance(self, num_id: str, found: List, index: int) -> list[int | None]:
        """Lists of one abstract list count on together, unless a list has a first number of its own."""
        counters = self.counters.setdefault(found.abstract, [None] * _LEVELS)
        if num_id not in self.begun:
            self.begun.add(num_id)
            for overridden in found.starts:
                counters[overridden] = None
        before = counters[index]
        counters[index] = _start(found, index) if before is None else before + 1
        for deeper in range(index + 1, _LEVELS):
            level = found.levels.get(deeper)
            if level is None or level.restart is None or index < level.restart:
                counters[deeper] = None
        return counters


def _fill(level: Level, found: List, counters: list[int | None]) -> str:
    """The template with its numbers; a level above that was never used shows its first number, as in Word."""

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        above = found.levels.get(index)
        counted = counters[index]
        number_format = "decimal" if level.legal or above is None else above.number_format
        return count(_start(found, index) if counted is None else counted, number_format)

    return re.sub(r"%([1-9])", number, level.template)


def _start(found: List, index: int) -> int:
    level = found.levels.get(index)
    return found.starts.get(index, level.start if level else 1)


def _with_space(label: str, follows: str) -> str:
    """A tab after a label is only layout; a space is kept where label and words would run together."""
    if not label or follows == "nothing" or label.endswith(_CLOSED):
        return label
    return label.rstrip() + " "


def _read_list(number: Element, key: str, abstract: Element | None) -> List:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for element in () if abstract is None else abstract:
        if short(element.tag) == "w:lvl":
            levels[_index(element)] = _read_level(element)
    for override in number:
        if short(override.tag) == "w:lvlOverride":
            replaced, start = child(override, "w:lvl"), value(override, "w:startOverride")
            if replaced is not None:
                levels[_index(override)] = _read_level(replaced)
            if start:
                starts[_index(override)] = whole(start, 1)
    return List(key, levels, starts)


def _index(element: Element) -> int:
    return min(max(whole(attribute(element, "ilvl"), 0), 0), _LEVELS - 1)


def _read_level(element: Element) -> Level:
    restart = value(element, "w:lvlRestart")
    return Level(
        number_format=value(element, "w:numFmt") or "decimal",
        template=value(element, "w:lvlText")[:200],
        start=whole(value(element, "w:start"), 1),
        follows=value(element, "w:suff") or "tab",
        legal=switch(element, "w:isLgl") is True,
        restart=whole(restart, 0) if restart else None,
        style=value(element, "w:pStyle"),
    )
