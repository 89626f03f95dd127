"""Indicator tables that a copy set as plain lines: cells parted by spaces, one row or even one cell a line.

A table is known by its head: at least an indicator column and a column of a year, a base or a target, and nothing but
the words that heads are made of. Rows follow until the text stops looking like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import frozen

from gangyao.core.document.document import Document
from gangyao.core.period import PlanPeriod
from gangyao.core.plan.tables.heads import Column, is_dated, read_columns
from gangyao.core.plan.tables.loose_pieces import Piece, read_pieces
from gangyao.core.plan.tables.loose_rows import RowReader
from gangyao.core.plan.tables.table import Table

_CANDIDATE = re.compile(
    r"(?<![^\s|])(?:主要|核心|发展|规划|具体|考核|二级)?(?:指[ \u3000\u00a0]{0,9}标|项[ \u3000\u00a0]{0,9}目|名[ \u3000\u00a0]{0,9}称)"
)
_BEFORE = re.compile(
    r"(?:(?:序\s{0,9}号|类\s{0,9}别|领\s{0,9}域|分\s{0,9}类|方\s{0,9}面|维\s{0,9}度|一级指标)[\s|]{1,99}){1,3}$"
)
_HEAD_CELL = re.compile(
    r"(?:指标|名称|项目|主要|核心|发展|二级|一级|体系|计量|单位|属性|性质|类型|类别|领域|序号|目标|规划|实际|预计|预期|完成|实现|达到"
    r"|现状|基期|基准|基数|初期|期初|期末|末期|情况|年均|年度|每年|平均|累计|累积|增长|增速|增幅|增减|增加|增|速度|速|率|幅度|变化"
    r"|提高|下降|五年|[一二三四五六七八九十]+五|期间|时期|责任|牵头|部门|备注|约束性?|预期性?|分类|大类|方面|维度|来源|说明|依据"
    r"|(?:19|20)\d\d|[年末底期值数量个\d%()〔〕\[\]/、:“”或和及比较的,—-])+"
)
_HEAD_WORD = re.compile(
    r"指标|名称|项目|单位|属性|性质|类|领域|序号|目标|规划|实际|预计|现状|基[期准数]|增|累计|(?:19|20)\d\d|五|责任|备注"
)
_EXPLAINED = re.compile(r"\([^()]*\)")
_NATURE_CELL = re.compile(r"(?:约束性|预期性|引导性|指导性)")
_SPLIT_WORDS = frozenset(("指标", "单位", "属性", "性质", "类别", "领域", "序号", "项目", "名称", "备注"))
_KIND_OF_YEAR = re.compile(
    r"目标值?|规划(?:目标)?值?|基[期准数]值?|实际值?|现状值?|预计值?|完成值?|预期目标|年?末?|值|\(.*|[〔\[].*"
)
_YEARLESS = re.compile(r"目标值?|规划值?|规划目标|发展目标|现状|基期|“?[一二三四五六七八九十]+五”?(?:时期|期间|末)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(r"(?:19|20)\d\d|[１２][０-９]{3}|现状|基期|目标|规划值|[一二三四五六七八九十]五")
_LONGEST_CELL = 40
_LONGEST_HEAD = 500
_MOST_HEAD_PIECES = 30
_FEWEST_ROWS = 2


@frozen
class _Head:
    """The head of a table.

    Attributes:
        start, end: source span.
        columns: what stands below it.
        thin: its cells are parted by single spaces.
        by_line: every row below is a line.
        dated: it names its years.
    """

    start: int
    end: int
    columns: tuple[Column, ...]
    thin: bool
    by_line: bool
    dated: bool


def find_loose_tables(document: Document, period: PlanPeriod | None = None) -> Iterator[Table]:
    """Indicator tables in the lines of a document, with folded positions of `Document.folded`.

    Args:
        document: the text.
        period: that the plan is for, where it is known; it tells past years from planned ones.
    """
    text, folded = document.text, document.folded
    position = 0
    while candidate := _CANDIDATE.search(text, position):
        position = candidate.end()
        head = _read_head(document, candidate, period)
        if head is None:
            continue
        reader = RowReader(folded, head.columns, by_line=head.by_line)
        rows = tuple(reader.read(read_pieces(text, folded, (head.end, len(text)), thin=head.thin)))
        if len(rows) < _FEWEST_ROWS:
            continue
        position = max(reader.end, head.end)
        years = [column.year for column in head.columns if column.role in ("base", "target") and column.year]
        targets = [column.year for column in head.columns if column.role == "target" and column.year]
        growth = any(column.role == "growth" for column in head.columns)
        start, end = folded.from_source(head.start), folded.from_source(reader.end)
        yield Table(start, end, min(years), max(targets or years), growth, rows, head.dated)


def _read_head(document: Document, candidate: re.Match[str], period: PlanPeriod | None) -> _Head | None:
    begin = candidate.start()
    if not _DATED.search(document.text, begin, begin + _LONGEST_HEAD):
        return None
    before = _BEFORE.search(document.text, max(begin - 60, 0), begin)
    begin = before.start() if before else begin
    for thin in (False, True):
        read = read_pieces(document.text, document.folded, (begin, begin + _LONGEST_HEAD), thin=thin)
        pieces = list(islice(read, _MOST_HEAD_PIECES))
        count, titles = _titles(pieces)
        columns = tuple(read_columns(titles, period))
        if _is_head(columns):
            by_line = _is_lined(pieces, count)
            end = pieces[count].start if count < len(pieces) else pieces[-1].end
            return _Head(begin, end, columns, thin, by_line, is_dated(titles))
    return None


def _is_head(columns: Sequence[Column]) -> bool:
    roles = [column.role for column in columns]
    dated = any(column.role in ("base", "target") and column.year for column in columns)
    return "name" in roles and dated and roles.index("name") < max(i for i, c in enumerate(columns) if c.holds_values)


def _is_lined(pieces: Sequence[Piece], count: int) -> bool:
    """The head is one line or two of several cells, and the first row begins a line: so do all."""
    lines = sum(piece.opens for piece in pieces[1:count]) + 1
    return lines * 2 <= count and count < len(pieces) and pieces[count].opens


def _titles(pieces: Sequence[Piece]) -> tuple[int, list[str]]:
    """How many pieces make up the head, and the words over its columns; parts of one head cell are put together."""
    titles: list[str] = []
    i = 0
    while i < len(pieces):
        words = pieces[i].words
        if i + 1 < len(pieces) and words + pieces[i + 1].words in _SPLIT_WORDS:
            words, i = words + pieces[i + 1].words, i + 1
        if not _is_head_cell(words, bool(titles)):
            break
        i += 1
        if titles and _belongs_to(words, titles[-1]):
            titles[-1] += words
        else:
            titles.append(words)
    return i, titles


def _is_head_cell(words: str, begun: bool) -> bool:
    plain = _EXPLAINED.sub("", words)
    if _NATURE_CELL.fullmatch(words) or len(words) > _LONGEST_CELL or not _HEAD_CELL.fullmatch(plain or words):
        return False
    return bool(_HEAD_WORD.search(words)) or (begun and bool(_KIND_OF_YEAR.fullmatch(words)))


def _belongs_to(words: str, title: str) -> bool:
    """2025年 before 目标值, 目标值 before 2025年, 年均增长 before 〔累计〕: one head cell on two lines."""
    if _YEAR.search(words):
        return bool(_YEARLESS.fullmatch(title))
    if words[0] in "(〔[":
        return True
    dated = _YEAR.search(title)
    kind = title[dated.end() :].strip("年末") if dated else "-"
    return bool(_KIND_OF_YEAR.fullmatch(words)) and kind == ""
