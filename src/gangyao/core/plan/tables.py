"""Indicator tables (指标表): real ones with cells, and those that a copy flattened into one line.

A flattened table has lost its cell borders: 151165〔14〕 is 151, 165 and 14. Numbers are parted by what the table
itself states: target minus base is the change; notes are numbered in order; columns keep their decimals.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from attrs import define, frozen

from gangyao.core.plan.statement import Measure
from gangyao.core.quantity.quantity import Comparator

_YEAR = r"(?:19|20)\d\d"
HEADER = re.compile(rf"指\s?标[^。;]{{0,24}}?(?P<base>{_YEAR})年?[^。;\d]{{0,12}}(?P<target>{_YEAR})年?[^。;\d]{{0,30}}?(?=[\d一(\n]|[\u4e00-\u9fff])")
_HEADER_TAIL = re.compile(r"(?:[\n\s]|〔?\[?(?:五年)?累计(?:增长|数)?〕?\]?\d?|年均增[长速](?:\(?%\)?)?|“?[十一二三四五六]+五”?(?:期间|时期)?(?:年均)?|增[减长速][情况幅度]*|变化(?:情况|幅度)?|指标属性|属性|责任单位|\(%\)|目标值?|规划|预计|实际|完成情况?|/|、|\(|\))*")
_NATURE = re.compile(r"约束性|预期性|引导性|指导性")
_LABEL = re.compile(r"(?:\d{1,2}[.、](?!\d)|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]+、)\s?")
_VALUE = r"(?:[-—–]+(?=[\d〔\[<>≥≤\s\n约预]|$)|[〔\[][^〕\]]{0,12}[〕\]]|[<>≥≤]=?|\d+(?:\.\d+)*%?|左右|以上|以内|以下|[个]?百分点|不低于|不高于|不超过|累计|约(?!束)|\s|\n|/)"
_UNIT = r"(?:%|‰|[万亿千百]*(?:元|人|吨|亩|公里|平方公里|平方米|立方米|公顷|个|家|户|岁|年|千瓦|美元|张|件|辆|套|所|标箱|千瓦时|微克|毫克|天|小时|分|倍|册)[^()\d]{0,10}|[^()\d]{1,6}/[^()\d]{1,6})"
_ROW = re.compile(
    rf"(?P<name>[\u4e00-\u9fffA-Za-z“](?:[^()。;\n\t]|\((?!{_UNIT}\))[^()]*\)){{1,60}}?)"
    rf"(?:\s?\((?P<unit>{_UNIT})\)\s?(?P<blob>{_VALUE}{{0,14}})"
    rf"|(?<=[数率命重例])(?P<plain>(?=[-—–<>≥≤\s]*\d){_VALUE}{{1,14}})|(?P<sub>\d?\s?[-—–]{{1,3}}{_VALUE}{{1,10}}))(?P<nature>约束性|预期性|引导性|指导性)?"
)
_COMPARATORS = {"<": "<", ">": ">", "≤": "<=", "≥": ">=", "<=": "<=", ">=": ">=", "左右": "~", "约": "~", "以上": ">=", "以下": "<", "以内": "<=", "不低于": ">=", "不高于": "<=", "不超过": "<="}


@frozen
class Cell:
    """One value of a table row.

    Attributes:
        column: "base", "target" or "change".
        value: as printed.
        comparator: how it bounds.
        unit: its own unit, else the row's.
        summed: in 〔 〕, a five-year sum or change.
        falls: printed with a minus.
    """

    column: str
    value: Decimal
    comparator: Comparator
    unit: str | None
    summed: bool = False
    falls: bool = False


@frozen
class Row:
    """One indicator of a table.

    Attributes:
        name: the indicator.
        start, end: folded span from the name to the last value.
        cells: its values.
        nature: "约束性", "预期性" or empty.
        base_year: of its base value, where a note says another than the header.
    """

    name: str
    start: int
    end: int
    cells: tuple[Cell, ...]
    nature: str = ""
    base_year: int | None = None


@frozen
class Table:
    """An indicator table with its years.

    Attributes:
        start, end: folded span.
        base, target: years of the value columns.
        growth: its change column holds yearly growth rates (年均增长), not changes over the period.
        rows: its indicators.
    """

    start: int
    end: int
    base: int
    target: int
    growth: bool
    rows: tuple[Row, ...]


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
        reader = _FlatReader(text, begin, _notes(text, begin))
        rows = tuple(reader.rows())
        if len(rows) >= 2:
            position = rows[-1].end
            yield Table(header.start(), rows[-1].end, base, target, "年均增" in text[header.start() : begin], rows)


def _notes(text: str, start: int) -> dict[int, str]:
    """The notes under a table: 注:1.… 2.…"""
    head = re.compile("注[:]?").search(text, start, start + 6000)
    if not head:
        return {}
    block = text[head.end() : head.end() + 800]
    return {int(m[1]): m[2] for m in re.finditer(r"(?<!\d)(\d{1,2})\.(?!\d)([^。]*)。", block)}


@define
class _FlatReader:
    """Reads the rows of a flattened table one after another."""

    text: str
    position: int
    notes: dict[int, str]
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
        name, unit = match["name"], match["unit"]
        blob = match["blob"] or match["plain"] or match["sub"] or ""
        heading = self._heading(name)
        blob = self._without_next_number(match, blob)
        self.position = match.end() if match["nature"] else match.end() - len(match["blob"] or match["plain"] or match["sub"] or "") + len(blob)
        if unit and not re.search(r"\d", blob):
            self.group, self.group_unit = self._clean(name[heading:]), unit
            return None
        if match["sub"] and blob[0].isdigit():
            name, blob = name + blob[0], blob[1:]
        start = match.start("name") + heading
        name = self._clean(name[heading:])
        cells, base_year = self._cells(blob, unit or self.group_unit)
        full = name + re.sub("^(?:主要|区域性|重点)?污染物", "", self.group) if self.group and not unit else name
        if unit:
            self.group, self.group_unit = "", None
        return Row(full, start, self.position - len(match["nature"] or ""), tuple(cells), match["nature"] or "", base_year) if cells else None

    def _without_next_number(self, match: re.Match[str], blob: str) -> str:
        """Drops the number of the next row where it was glued to this row's last value."""
        label = re.search(r"(?<=[^\d.])\d{1,2}$", blob)
        if label and re.match(r"[.、][\u4e00-\u9fff]", self.text[match.end() : match.end() + 2]):
            return blob[: label.start()]
        following = str(self.number + 1) if self.number is not None else ""
        glued = following and blob.endswith(following) and not match["nature"] and re.match("[\u4e00-\u9fff]", self.text[match.end() : match.end() + 1])
        return blob[: -len(following)] if glued else blob

    def _heading(self, name: str) -> int:
        """A field heading with a numbered sub-heading before the name: 生态环境质量1.空气质量…"""
        numbered = list(re.finditer(r"\d{1,2}\.(?!\d)", name))
        return numbered[-1].end() if numbered else 0

    def _clean(self, name: str) -> str:
        """The name without note figures, which count up through the table."""
        for match in re.finditer(r"\d", name):
            if int(match[0]) in self.notes and int(match[0]) > self.note and not re.match(r"[\d.天年岁]", name[match.end() : match.end() + 1]):
                self.note = int(match[0])
                return name[: match.start()] + name[match.end() :]
        return name

    def _cells(self, blob: str, unit: str | None) -> tuple[list[Cell], int | None]:
        tokens = _tokens(blob)
        expected = self.note + 1 if self.note + 1 in self.notes else None
        cells, used_note = part_values(tokens, unit, expected)
        base_year = None
        if used_note:
            self.note += 1
            dated = re.search(rf"({_YEAR})年", self.notes[self.note])
            base_year = int(dated[1]) if dated else None
        return cells, base_year


@frozen
class _Token:
    """A run of digits with the words around it, or an empty cell (value "-")."""

    digits: str
    comparator: str = ""
    unit: str = ""
    summed: bool = False
    minus: bool = False


_TOKEN = re.compile(
    r"(?P<open>[〔\[])?\s?(?P<minus>[-—–](?=\d))?(?P<before>[<>≥≤]=?|约|不低于|不高于|不超过)?\s?(?P<digits>\d+(?:\.\d+)*)\s?(?P<unit>%|个?百分点)?(?P<after>左右|以上|以下|以内)?\s?(?P<close>[〕\]])?|(?P<empty>[-—–])"
)


def _tokens(blob: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(blob):
        if match["empty"]:
            found.append(_Token("-"))
            continue
        words = match["after"] or match["before"] or ""
        minus = bool(match["minus"]) and bool(match["unit"])
        if match["minus"] and not minus:
            found.append(_Token("-"))
        found.append(_Token(match["digits"], _COMPARATORS.get(words, "="), (match["unit"] or "").replace("百分点", "个百分点").replace("个个", "个"), bool(match["open"]), minus))
    return found


def part_values(tokens: list[_Token], unit: str | None, note: int | None) -> tuple[list[Cell], bool]:
    """Gives the tokens of a row their columns, parting digits that were glued together.

    Args:
        tokens: in order.
        unit: of the row.
        note: number of the note that is due next; its figure may stand glued inside a number.
    """
    plain = [token for token in tokens if not token.summed and not token.unit.startswith("个")]
    summed = [token for token in tokens if token.summed]
    points = [token for token in tokens if token.unit.startswith("个")]
    minus = [token for token in plain if token.minus and token.unit]
    plain = [token for token in plain if token not in minus]
    change = (summed or points or minus or [None])[0]
    values, used_note = _part_plain(plain, change, note)
    cells = [
        Cell(column, value, Comparator(token.comparator or "="), unit)
        for column, (value, token) in zip(("base", "target"), values, strict=False) if value is not None
    ]  # fmt: skip
    if change is not None:
        value, before = _part_change(change, values)
        columns = ("base", "target")[-len(before) :] if before else ()
        cells += [Cell(column, number, Comparator.EQUAL, unit) for column, number in zip(columns, before, strict=True)]
        cells.append(Cell("change", value, Comparator(change.comparator if change.summed else "="), change.unit or unit, change.summed, change.minus))
    return cells, used_note


def _part_plain(tokens: list[_Token], change: _Token | None, note: int | None) -> tuple[list[tuple[Decimal | None, _Token]], bool]:
    """Base and target from the tokens outside brackets; one glued token is parted in two."""
    columns: list[tuple[Decimal | None, _Token]] = [(None if t.digits == "-" else _number(t.digits), t) for t in tokens]
    digits = [t for t in tokens if t.digits != "-"]
    if len(digits) == 1 and digits[0].digits.count(".") != 0 or (len(digits) == 1 and tokens[0].digits != "-" and len(tokens) == 1):
        parted = _split_pair(digits[0].digits, change, note)
        if parted and not (tokens[0].digits == "-"):
            first, second, used = parted
            return [(first, _Token(str(first))), (second, digits[0])], used
    return columns[:2], False


def _number(digits: str) -> Decimal:
    head, _, tail = digits.partition(".")
    return Decimal(f"{head}.{tail.replace('.', '')}") if tail else Decimal(head)


def _split_pair(digits: str, change: _Token | None, note: int | None) -> tuple[Decimal, Decimal, bool] | None:
    """Two numbers in one run of digits: 70.570 → 70.5 and 70; 15.7415 with note 4 → 15.7 and 15."""
    best: tuple[float, Decimal, Decimal, bool] | None = None
    target_change = Decimal(change.digits) if change and re.fullmatch(r"\d+(?:\.\d+)?", change.digits) else None
    for cut in range(1, len(digits)):
        for skip in (0, 1):
            if skip and (note is None or digits[cut] != str(note)):
                continue
            left, right = digits[:cut], digits[cut + skip :]
            if not (_well_formed(left) and _well_formed(right)):
                continue
            a, b = Decimal(left), Decimal(right)
            cost = _pair_cost(a, b, left, right, change, target_change) - (0.2 if skip else 0.0)
            if best is None or cost < best[0]:
                best = (cost, a, b, bool(skip))
    if best is None or best[0] > 1.2:
        return None
    return best[1], best[2], best[3]


def _well_formed(text: str) -> bool:
    return bool(re.fullmatch(r"(?:0|[1-9]\d*)(?:\.\d{1,2})?", text))


def _pair_cost(a: Decimal, b: Decimal, left: str, right: str, change: _Token | None, stated: Decimal | None) -> float:
    """How unlikely two numbers are a base and its target; zero where the stated change fits."""
    if stated is not None and change is not None and a:
        if abs(abs(b - a) - stated) < Decimal("0.006"):
            return 0.0
        if change.unit == "%" and abs(abs(b - a) / a * 100 - stated) < Decimal("0.6"):
            return 0.0
    if not a or not b:
        return 9.0
    decimals = abs(len(left.partition(".")[2]) - len(right.partition(".")[2]))
    return abs(math.log(float(b / a))) + 0.05 * decimals + (0.06 if len(left.partition(".")[2]) > 1 else 0.0)


def _part_change(change: _Token, values: list[tuple[Decimal | None, _Token]]) -> tuple[Decimal, list[Decimal]]:
    """The change, and the values glued before it: 432个百分点 after 41 is 43 and 2; 69.4755.6 is 69.4, 75 and 5.6."""
    digits = change.digits
    if change.summed or (len(values) >= 2 and digits.count(".") <= 1):
        return _number(digits), []
    base = values[0][0] if values else None
    for cut in range(1, len(digits)):
        left, right = digits[:cut], digits[cut:]
        if base is not None and _well_formed(left) and _well_formed(right) and _differ_by(base, left, right):
            return Decimal(right), [Decimal(left)]
    for one, two in combinations(range(1, len(digits)), 2):
        parts = digits[:one], digits[one:two], digits[two:]
        if base is None and all(map(_well_formed, parts)) and _differ_by(Decimal(parts[0]), parts[1], parts[2]):
            return Decimal(parts[2]), [Decimal(parts[0]), Decimal(parts[1])]
    return _number(digits), []


def _differ_by(base: Decimal, target: str, change: str) -> bool:
    return Decimal(change) > 0 and abs(abs(Decimal(target) - base) - Decimal(change)) < Decimal("0.006")


FALLING = re.compile("(?:下降|减少|降低|削减)(?:率|幅度|量)?$")
_FLOWING = re.compile("新增|累计|治理面积|新建|建设|改造")


def measure_in_table(name: str, cell: Cell, *, growth: bool) -> Measure:
    """The kind of number of a cell, from its column and its indicator's name."""
    if cell.column == "change":
        if growth and cell.unit == "%" and not cell.summed:
            return Measure.ANNUAL_GROWTH
        return Measure.CUMULATIVE if _FLOWING.search(name) else Measure.CHANGE
    if cell.unit in ("%", "‰"):
        if re.search("增速|增长率?$|增幅", name):
            return Measure.ANNUAL_GROWTH
        return Measure.CHANGE if FALLING.search(name) else Measure.SHARE
    return Measure.CUMULATIVE if _FLOWING.search(name) else Measure.LEVEL


def name_in_table(name: str, cell: Cell, measure: Measure) -> str:
    """The indicator's name for a cell: changes say so."""
    if measure is Measure.CHANGE and FALLING.search(name):
        return FALLING.sub("", name) + "降幅"
    if cell.column != "change" or measure is Measure.CUMULATIVE:
        return name
    if measure is Measure.ANNUAL_GROWTH:
        return name if name.endswith(("增长", "增速")) else name + "年均增速"
    return name + ("降幅" if cell.falls else "累计提高" if cell.unit == "%" else "累计增加")
