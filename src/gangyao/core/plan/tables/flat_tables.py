"""Indicator tables that a copy flattened into one line, without cells: names, units, figures, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, evolve

from gangyao.core.plan.tables.glued import part_values, read_tokens
from gangyao.core.plan.tables.loose_rows import UNIT
from gangyao.core.plan.tables.table import Cell, Row, Table, span_of_value

_YEAR = r"(?:19|20)\d\d"
HEADER = re.compile(
    rf"指\s?标[^。;]{{0,24}}?(?P<base>{_YEAR})年?[^。;\d]{{0,12}}(?P<target>{_YEAR})年?[^。;\d]{{0,30}}?(?=[\d一(\n]"
    rf"|[\u4e00-\u9fff])"
)
_HEADER_TAIL = re.compile(
    r"(?:[\n\s]|〔?\[?(?:五年)?累计(?:增长|数)?〕?\]?\d?|年均增[长速]?(?:\(?%\)?)?|\(5年累计\)|基期值?"
    r"|“?[十一二三四五六]+五”?(?:期间|时期)?(?:年均)?|增[减长速][情况幅度]*|变化(?:情况|幅度)?|指标属性|属性"
    r"|责任单位|\(%\)|目标值?|规划|预计|实际|完成情况?|/|、|\(|\))*"
)
_END_OF_ROW = re.compile(r"约束性|预期性|引导性|指导性|〕")
_COUNTS = re.compile(  # the first two rows carry their numbers, with the name of a group before them
    r"[\u4e00-\u9fff]{2,8}1[\u4e00-\u9fff][^。]{4,80}?(?:约束性|预期性)[\u4e00-\u9fff]{0,8}2[\u4e00-\u9fff]"
)
_BEFORE_HEADER = 12
_SKIPPED = 2  # numbers of rows that hold no figure
_LABEL = re.compile(r"(?:\d{1,2}[.、](?!\d)|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]+、)\s?")
_VALUE = (
    r"(?:一(?=[\d<>≥≤\s\n\[〔]|$)|[-—–]+(?=[\d〔\[<>≥≤\s\n约预]|$)|[〔\[][^〕\]]{0,12}[〕\]]|[<>≥≤]=?|\d+(?:\.\d+)*%?|左右|以上"
    r"|以内|以下|[个]?百分点|不低于|不高于|不超过|累计|约(?!束)|\s|\n|/)"
)
_UNIT = (
    r"(?:%|‰|[万亿千百]*(?:元|人|吨|亩|公里|平方公里|平方米|立方米|公顷|个|家|户|岁|年|千瓦|美元|张|件|辆|套"
    r"|所|标箱|千瓦时|微克|毫克|天|小时|分|倍|册)[^()\d]{0,10}|[^()\d]{1,6}/[^()\d]{1,6})"
)
_NAME_GOES_ON = (  # 每百户3座以上大棚(个): the unit is the one in brackets
    rf"\d{{1,2}}(?!约束性|预期性|引导性|指导性|左右|以[上下内]|个?百分点)[\u4e00-\u9fff]{{1,20}}\({_UNIT}\)"
)
_ROW = re.compile(
    rf"(?P<name>[\u4e00-\u9fffA-Za-z“](?:[^()。;\n\t]|\((?!{_UNIT}\))[^()]*\)){{1,60}}?)"
    rf"(?:\s?\((?P<unit>{_UNIT})\)\s?(?P<blob>{_VALUE}{{0,14}})"
    rf"|(?P<bare>{UNIT})(?!{_NAME_GOES_ON})(?P<values>(?=[-—–<>≥≤〔\[\s]*\d){_VALUE}{{1,14}})"
    rf"|(?<=[数率命重例])(?P<plain>(?=[-—–<>≥≤\s]*\d){_VALUE}{{1,14}})"
    rf"|(?P<sub>\d?\s?[-—–]{{1,3}}{_VALUE}{{1,10}}))(?P<nature>约束性|预期性|引导性|指导性)?"
)


def find_flat_tables(text: str) -> Iterator[Table]:
    """Indicator tables that stand in folded running text, without cells."""
    position = 0
    while header := HEADER.search(text, position):
        position = header.end()
        base, target = int(header["base"]), int(header["target"])
        if not base < target:
            continue
        begin = header.end()
        tail = _HEADER_TAIL.match(text, begin)
        begin = tail.end() if tail else begin
        growth = "年均" in text[header.start() : begin]
        titled = "序号" in text[max(header.start() - _BEFORE_HEADER, 0) : header.end()]
        numbered = titled or _COUNTS.match(text, begin) is not None
        reader = _FlatReader(text, begin, _notes(text, begin), target - base if growth else None, numbered)
        rows = tuple(reader.rows())
        if len(rows) >= 2:
            position = rows[-1].end
            yield Table(header.start(), rows[-1].end, base, target, growth, rows)


def _notes(text: str, start: int) -> dict[int, str]:
    """The notes under a table: 注:1.…2.…, by number."""
    head = re.compile("注[:]?").search(text, start, start + 6000)
    if not head:
        return {}
    block = text[head.end() : head.end() + 800]
    first = re.search(r"(?<!\d)1\.(?!\d)", block)
    if not first or "。" in block[: first.start()]:
        return {}  # what is numbered after the end of the note is something else
    return {int(m[1]): m[2] for m in re.finditer(r"(?<!\d)(\d{1,2})\.(?!\d)([^。]*)。", block)}


@define
class _FlatReader:
    """Reads the rows of a flattened table one after another."""

    text: str
    position: int
    notes: dict[int, str]
    years: int | None = None
    numbered: bool = False
    note: int = 0
    group: str = ""
    group_unit: str | None = None
    number: int | None = None

    def rows(self) -> Iterator[Row]:
        """Rows until the text stops looking like a table."""
        while self.position < len(self.text):
            self._skip()
            match = _ROW.match(self.text, self.position)
            if not match or re.match("注[:1]|[。]", self.text[self.position : self.position + 2]):
                return
            row = self._row(match)
            if row:
                yield row

    def _skip(self) -> None:
        while match := re.compile(r"[\s\n\-—–、,:/|]+|约束性|预期性|引导性|指导性").match(self.text, self.position):
            self.position = match.end()
        if label := _LABEL.match(self.text, self.position):
            self.position = label.end()
            self.group, self.group_unit = "", None
        elif digits := re.compile(r"\d{1,2}(?=[\u4e00-\u9fff])").match(self.text, self.position):
            self.position = digits.end()
            self.number = int(digits[0])
            self.group, self.group_unit = "", None

    def _row(self, match: re.Match[str]) -> Row | None:
        """One row, or None for the head of a group, whose unit and name go on to the rows below."""
        name, unit = match["name"], match["unit"] or match["bare"]
        printed = blob = match["blob"] or match["values"] or match["plain"] or match["sub"] or ""
        heading = self._heading(name)
        blob = self._without_next_number(match, blob)
        self.position = match.end() if match["nature"] else match.end() - len(printed) + len(blob)
        if unit and not re.search(r"\d", blob):
            self.group, self.group_unit = self._clean(name[heading:]), unit
            return None
        if match["sub"] and blob[0].isdigit():
            name, blob = name + blob[0], blob[1:]
        start = match.start("name") + heading
        name = self._clean(name[heading:])
        if not name:
            return None
        cells, base_year = self._cells(blob, unit or self.group_unit)
        full = name + re.sub("^(?:主要|区域性|重点)?污染物", "", self.group) if self.group and not unit else name
        if unit:
            self.group, self.group_unit = "", None
        end = self.position - len(match["nature"] or "")
        anchored = tuple(_anchored(cell, start, end - len(blob)) for cell in cells)
        return Row(full, start, end, anchored, match["nature"] or "", base_year) if cells else None

    def _without_next_number(self, match: re.Match[str], blob: str) -> str:
        """Drops the number of the next row where it was glued to this row's last value."""
        label = re.search(r"(?<=[^\d.])\d{1,2}$", blob)
        if label and re.match(r"[.、][\u4e00-\u9fff]", self.text[match.end() : match.end() + 2]):
            return blob[: label.start()]
        following = str(self.number + 1) if self.number is not None else ""
        glued = (
            following
            and blob.endswith(following)
            and not match["nature"]
            and re.match("[\u4e00-\u9fff]", self.text[match.end() : match.end() + 1])
        )
        return blob[: -len(following)] if glued else blob

    def _heading(self, name: str) -> int:
        """A field heading with a numbered sub-heading before the name: 生态环境质量1.空气质量."""
        numbered = list(re.finditer(r"\d{1,2}\.(?!\d)", name))
        begin = numbered[-1].end() if numbered else 0
        begin = max((match.end() for match in _END_OF_ROW.finditer(name)), default=begin)
        due = (self.number or 0) + 1
        for digits in re.finditer(r"(?<![\d.])\d{1,2}(?=[\u4e00-\u9fff])", name[begin:]) if self.numbered else ():
            if due <= int(digits[0]) <= due + _SKIPPED:
                self.number = int(digits[0])
                return begin + digits.end()
        return begin

    def _clean(self, name: str) -> str:
        """The name without note figures, which count up through the table."""
        for match in re.finditer(r"\d", name):
            if (
                int(match[0]) in self.notes
                and int(match[0]) > self.note
                and not re.match(r"[\d.天年岁]", name[match.end() : match.end() + 1])
            ):
                self.note = int(match[0])
                return name[: match.start()] + name[match.end() :]
        return name

    def _cells(self, blob: str, unit: str | None) -> tuple[list[Cell], int | None]:
        tokens = read_tokens(blob)
        expected = self.note + 1 if self.note + 1 in self.notes else None
        cells, used_note = part_values(tokens, unit, expected, self.years)
        base_year = None
        if used_note:
            self.note += 1
            dated = re.search(rf"({_YEAR})年", self.notes[self.note])
            base_year = int(dated[1]) if dated else None
        return cells, base_year


def _anchored(cell: Cell, start: int, figures: int) -> Cell:
    """The cell with its folded span from the row's name, where its place among the row's figures is known."""
    return evolve(cell, span=span_of_value(start, figures + cell.span[1])) if cell.span else cell
