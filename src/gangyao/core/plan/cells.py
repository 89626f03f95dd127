"""Indicator tables with cells (指标表), from Word tables and tab-separated text, read by their columns.

The head of one to three rows says what a column holds: category, indicator, unit, the years, growth or change over
the period, and whether a target is binding (约束性) or anticipatory (预期性). Values in 〔 〕 or [ ] are sums of five
years. What is no number (达到国家要求, —) gives no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import define, frozen

from gangyao.core.document.document import Document, Node, NodeKind
from gangyao.core.period import PLAN_PERIOD_NAME, PlanPeriod
from gangyao.core.plan.tables import Cell, Row, Table
from gangyao.core.quantity.quantity import Comparator

_MOST_HEAD_ROWS = 3
_HEAD_WORD = re.compile(
    r"指标|名称|项目|单位|属性|性质|类型|类别|领域|序号|目标|规划|实际|预计|完成|实现|现状|基期|情况|年均|累计|增[长速减幅]"
    r"|变化|[十一二三四五六]+五|责任|备注|值|末|(?:19|20)\d\d年?"
)
_ROLES = (
    ("other", re.compile(r"序号|责任|牵头|部门|备注|来源|依据|说明")),
    ("nature", re.compile(r"属性|性质|指标类型|^类型")),
    ("category", re.compile(r"类别|领域|分类|方面|维度|大类")),
    ("growth", re.compile(r"年均")),
    ("unit", re.compile(r"^(?:计量)?单位$")),
)
_CHANGE = re.compile(r"累计|增[减长幅加]|变化|提高|降低|下降|〔|\[")
_NAME = re.compile(r"指标|名称|项目")
_REPORTED = re.compile(r"实际|完成|实现|现状|基期|基数|预计|初值|基准")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(rf"({PLAN_PERIOD_NAME})")
_NUMBERING = re.compile(
    r"^(?:\d{1,2}(?:[.、](?!\d)|(?=[\u4e00-\u9fff]))|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]+、|其中:?|[-—]+)+"
)
_NOTE_MARK = re.compile(r"\[\d{1,2}\]|[①-⑳*※]|(?<=[\u4e00-\u9fff)])\d{1,2}$")
_UNIT_IN_NAME = re.compile(r"\((?!含|不含|其中|按|以)([^()]{1,12})\)$")
_NO_UNIT = re.compile(r"[/—–-]*|无")
_CORNER = re.compile(r"单位:([^\s\t\n;,)]{1,10})")
_NATURE = re.compile(r"约束性|预期性|引导性|指导性")
_VALUE = re.compile(
    r"(?P<open>[〔\[])?(?P<minus>[-—–−](?=\d))?"
    r"(?P<before>[<>≥≤]=?|约|不低于|不少于|不小于|不高于|不超过|大于|高于|超过|小于|低于|力争|达到|近)*"
    r"(?P<minus2>[-−](?=\d))?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>%|‰|个?百分点|[万亿]?[\u4e00-\u9fff㎡³²/]{0,6}?)(?P<after>左右|以上|以下|以内|及以上)?(?P<close>[〕\]])?"
    r"(?:\((?P<year>(?:19|20)\d\d)年?\))?(?=[〔\[;/、]|$)"
)
_COMPARATORS = {
    "<": "<", "小于": "<", "低于": "<", "以下": "<", ">": ">", "大于": ">", "高于": ">", "超过": ">", "≤": "<=", "<=": "<=",
    "不高于": "<=", "不超过": "<=", "以内": "<=", "≥": ">=", ">=": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=",
    "以上": ">=", "及以上": ">=", "约": "~", "近": "~", "左右": "~",
}  # fmt: skip


@frozen
class _Text:
    """The words of one cell with their folded position."""

    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@frozen
class _Column:
    """What a column holds.

    Attributes:
        role: "name", "unit", "nature", "category", "base", "target", "growth", "change" or "other".
        year: of a value column.
    """

    role: str
    year: int | None = None


@define
class _Carried:
    """What merged cells hand on to the rows below."""

    name: str = ""
    unit: str | None = None
    nature: str = ""


def read_tables(document: Document) -> Iterator[Table]:
    """The indicator tables among the tables of a document, with folded positions of `Document.folded`.

    Tables whose head names no indicator or no year, such as lists of projects, are left alone.
    """
    rows: dict[int, list[Node]] = {}
    for _, node in document.of_kind(NodeKind.ROW):
        if node.parent is not None:
            rows.setdefault(node.parent, []).append(node)
    for index, members in rows.items():
        table = _read_table([_texts(document, node) for node in members], _caption(document, index))
        if table is not None:
            yield table


def _texts(document: Document, node: Node) -> list[_Text]:
    folded = document.folded
    start, end = folded.from_source(node.start), folded.from_source(node.end)
    cells: list[_Text] = []
    for words in folded.text[start:end].rstrip("\n").split("\t"):
        stripped = words.strip()
        cells.append(_Text(stripped, start + (words.find(stripped) if stripped else 0)))
        start += len(words) + 1
    return cells


def _caption(document: Document, index: int) -> str:
    """The words before a table, where the unit of all its rows often stands."""
    start = document.nodes[index].start
    return document.folded.text[document.folded.from_source(max(start - 60, 0)) : document.folded.from_source(start)]


def _read_table(rows: Sequence[list[_Text]], caption: str) -> Table | None:
    first = next((i for i, row in enumerate(rows[:_MOST_HEAD_ROWS]) if any(_NAME.search(c.words) for c in row)), None)
    if first is None:
        return None
    head = _head_rows(rows[first:])
    columns = _columns(rows[first : first + head])
    years = [column.year for column in columns if column.role in ("base", "target") and column.year]
    if not years or not any(column.role == "name" for column in columns):
        return None
    corner = _CORNER.search(caption + "\t" + "\t".join(cell.words for row in rows[: first + head] for cell in row))
    carried = _Carried()
    read = [_row(row, columns, carried, corner[1] if corner else None) for row in rows[first + head :]]
    found = tuple(row for row in read if row is not None)
    if not found:
        return None
    growth = any(column.role == "growth" for column in columns)
    targets = [column.year for column in columns if column.role == "target" and column.year]
    end = max(cell.end for cell in rows[-1])
    return Table(rows[first][0].start, end, min(years), max(targets or years), growth, found)


def _head_rows(rows: Sequence[list[_Text]]) -> int:
    """How many rows make up the head: those whose words all name columns."""
    count = 1
    while count < min(_MOST_HEAD_ROWS, len(rows) - 1):
        words = [cell.words for cell in rows[count] if cell.words]
        if not words or not all(_HEAD_WORD.search(word) and not re.fullmatch(r"[\d.]+", word) for word in words):
            break
        if any(_NATURE.fullmatch(word) for word in words):
            break
        count += 1
    return count


def _columns(head: Sequence[list[_Text]]) -> list[_Column]:
    """The columns by the words above them; a head cell over several columns names all of them."""
    width = max(len(row) for row in head)
    words = [[row[j].words if j < len(row) else "" for j in range(width)] for row in head]
    titles = []
    for j in range(width):
        above = [_above(words, i, j) for i in range(len(head))]
        titles.append("".join(dict.fromkeys(filter(None, above))))
    columns: list[_Column] = []
    for title in titles:
        named = any(column.role == "name" for column in columns)
        columns.append(_column(title, named=named, before=columns[-1].role if columns else ""))
    return _with_base(columns, titles)


def _above(words: Sequence[Sequence[str]], i: int, j: int) -> str:
    """The head cell of a row over a column; the cell to its left where that spans and something stands below."""
    if words[i][j] or i == len(words) - 1 or not words[i + 1][j]:
        return words[i][j]
    left = next((k for k in range(j, -1, -1) if words[i][k]), None)
    return words[i][left] if left is not None and words[i + 1][left] else ""


def _column(title: str, *, named: bool, before: str) -> _Column:
    plain = title.replace(" ", "")
    for role, pattern in _ROLES:
        if pattern.search(plain):
            return _Column(role)
    year = _YEAR.search(plain)
    if year:
        return _Column("base" if _REPORTED.search(plain) else "target", int(year[0]))
    if _CHANGE.search(plain):
        return _Column("change")
    if _NAME.search(plain) and not named:
        return _Column("name")
    period = _PERIOD.search(plain)
    if period and "期间" not in plain:
        return _Column("base" if _REPORTED.search(plain) else "target", PlanPeriod.from_name(period[1]).end)
    return _Column("name" if not plain and before == "name" else "other")


def _with_base(columns: list[_Column], titles: Sequence[str]) -> list[_Column]:
    """Of several plain years the first is the base and the last the target; those between are steps."""
    plain = [i for i, column in enumerate(columns) if column.role == "target" and "目标" not in titles[i]]
    latest = max((column.year or 0 for column in columns if column.role == "target"), default=0)
    for i in plain:
        year = columns[i].year or 0
        if year < latest:
            columns[i] = _Column("base" if year == min(columns[k].year or 0 for k in plain) else "other", year)
    return columns


def _row(cells: Sequence[_Text], columns: Sequence[_Column], carried: _Carried, corner: str | None) -> Row | None:
    by_role: dict[str, list[tuple[_Text, _Column]]] = {}
    for cell, column in zip(cells, columns, strict=False):
        if cell.words:
            by_role.setdefault(column.role, []).append((cell, column))
    named = [cell for cell, _ in by_role.get("name", ())]
    name, unit = _name(named, carried, first_empty=_first_name_is_empty(cells, columns))
    unit = _unit(by_role, unit, carried) or corner
    written = (_NATURE.search(cell.words) for cell, _ in by_role.get("nature", ()))
    carried.nature = nature = next((match[0] for match in written if match), carried.nature)
    values = [pair for role in ("base", "target", "change", "growth") for pair in by_role.get(role, ())]
    found: list[Cell] = []
    base_year: int | None = None
    for cell, column in values:
        read, year = _values(cell.words, column, unit)
        found.extend(read)
        base_year = year or (column.year if column.role == "base" and read else base_year)
    if not found or not name:
        return None
    start = named[0].start if named else min(cell.start for cell in cells if cell.words)
    end = max(cell.end for cell, _ in values)
    return Row(name, start, max(end, start), tuple(found), nature, base_year)


def _first_name_is_empty(cells: Sequence[_Text], columns: Sequence[_Column]) -> bool:
    first = next((i for i, column in enumerate(columns) if column.role == "name"), 0)
    return first >= len(cells) or not cells[first].words


def _name(named: Sequence[_Text], carried: _Carried, *, first_empty: bool) -> tuple[str, str | None]:
    """The indicator of a row and the unit in its brackets; a merged first cell is carried down to its parts."""
    words = [_NOTE_MARK.sub("", _NUMBERING.sub("", cell.words)) for cell in named]
    units = [m[1] for word in words if (m := _UNIT_IN_NAME.search(word))]
    words = [_UNIT_IN_NAME.sub("", word) if units else word for word in words]
    if first_empty:
        name = _joined(carried.name, words[0]) if words else carried.name
        return name, units[-1] if units else None
    carried.name, carried.unit = (words[0] if words else ""), None
    name = _joined(words[0], words[1]) if len(words) > 1 else carried.name
    return name, units[-1] if units else None


def _joined(whole: str, part: str) -> str:
    """主要污染物排放减少 with 氨氮 is 氨氮排放减少; other parts follow their whole."""
    polluting = re.match(r"(?:主要)?(?:大气|水)?(?:主要)?污染物", whole)
    return part + whole[polluting.end() :] if polluting else whole + part


def _unit(by_role: dict[str, list[tuple[_Text, _Column]]], in_name: str | None, carried: _Carried) -> str | None:
    """The unit column, else the name's brackets; an empty unit cell below a merged one keeps the unit."""
    written = next((cell.words for cell, _ in by_role.get("unit", ())), None)
    if written is not None:
        carried.unit = None if _NO_UNIT.fullmatch(written) else written
    elif in_name is not None:
        return in_name
    return carried.unit


def _values(words: str, column: _Column, unit: str | None) -> tuple[list[Cell], int | None]:
    """The values of a cell and the base year that it states itself; 6.5左右[38] is a growth and a sum."""
    found: list[Cell] = []
    base_year: int | None = None
    position = 0
    while match := _VALUE.match(words, position):
        summed = bool(match["open"] and match["close"])
        own = match["unit"].removesuffix("及") or None
        role = "change" if column.role == "growth" or summed else column.role
        if own is None and column.role == "growth" and not summed:
            own = "%"
        comparator = _COMPARATORS.get(match["after"] or match["before"] or "", "=")
        falls = bool(match["minus"] or match["minus2"])
        value = Decimal(match["digits"].replace(",", ""))
        own = "个百分点" if own == "百分点" else own
        found.append(Cell(role, value, Comparator(comparator), own or unit, summed, falls))
        base_year = int(match["year"]) if match["year"] else base_year
        position = match.end()
        while words[position : position + 1] in (";", "/", "、", " ") and position < len(words):
            position += 1
    return (found if position >= len(words) else []), base_year
