"""The rows of a table that a copy set as plain lines, told by what their pieces are: names, units, figures, natures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from attrs import define, evolve, field

from gangyao.core.document.folding import Folded
from gangyao.core.plan.tables.heads import Column
from gangyao.core.plan.tables.loose_pieces import Piece
from gangyao.core.plan.tables.table import Cell, Row, span_of_value
from gangyao.core.plan.tables.values import NATURE, NO_VALUE, UNIT_IN_NAME, clean_name, name_of_part, read_values

_UNIT_WORD = (
    r"(?:元|美元|人次|人|名|吨|亩|公里|千米|平方公里|平方千米|平方米|立方米|公顷|个|家|户|岁|年|千瓦|千瓦时|张|件|辆|套|所|标箱|标准箱"
    r"|微克|毫克|克|天|日|小时|分钟|分|倍|册|项|条|座|处|头|只|棵|株|公斤|斤|升|种|场|次|篇|位|床|台|部|艘|架|班|村|镇|街道|社区"
    r"|机构|企业|㎡|m²|km|TEU|Mbps)"
)
UNIT = rf"(?:%|‰|个?百分点|1?/\d*[十百千万]{{1,2}}(?:人)?|[十百千万亿]{{0,3}}{_UNIT_WORD}(?:标准煤|当量)?(?:/[\u4e00-\u9fffA-Za-z\d²³]{{1,8}})?)"
_UNIT = re.compile(UNIT)
_OWN_UNIT = re.compile(rf"{UNIT}?")
_NUMBER = re.compile(r"\d{1,2}[.、]?|\(\d{1,2}\)")
_LABELLED = re.compile(r"\d{1,2}[.、](?!\d)|\(\d{1,2}\)|[①-⑳]|\d{1,2}(?=[\u4e00-\u9fff])")
_RANGE = re.compile(r"[<>≥≤约]?\d[\d.,]*%?[-~—至]\d[\d.,]*%?")
_STOP = re.compile(
    r"[。!?;]|^(?:注[:1]|备注:|说明:|数据来源|资料来源|专栏|第[一二三四五六七八九十百]+[章节篇条]|[一二三四五六七八九十]+、.{12,})"
)
_OF_WHOLE = re.compile(r"^[(\d).、\s]*其中")
_LONGEST_NAME = 60
_MOST_NAMES = 5
_LONGEST_UNIT = 8


@define
class _Draft:
    """The pieces of one row so far."""

    names: list[Piece] = field(factory=list)
    unit: Piece | None = None
    values: list[Piece] = field(factory=list)
    nature: str = ""
    ended: bool = False
    end: int = 0


@define
class RowReader:
    """Reads rows one after another.

    Attributes:
        folded: the folded text, for positions.
        columns: of the head.
        by_line: every row begins a line.
        end: source position after the last row.
    """

    folded: Folded
    columns: Sequence[Column]
    by_line: bool
    end: int = 0
    _draft: _Draft = field(factory=_Draft)
    _field: str = ""
    _whole: str = ""
    _wanted: int = field(init=False)
    _has_unit: bool = field(init=False)
    _has_tail: bool = field(init=False)
    _nature_last: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._wanted = sum(column.holds_values for column in self.columns)
        self._has_unit = any(column.role == "unit" for column in self.columns)
        self._has_tail = self.columns[-1].role == "other"
        roles = ["value" if column.holds_values else column.role for column in self.columns]
        self._nature_last = "nature" in roles and roles.index("nature") > roles.index("value")

    def read(self, pieces: Iterable[Piece]) -> Iterator[Row]:
        """Rows until the text stops looking like a table."""
        for piece, following in pairwise(chain(pieces, (None,))):
            if (
                piece is None
                or len(piece.words) > _LONGEST_NAME
                or _STOP.search(piece.words)
                or len(self._draft.names) > _MOST_NAMES
            ):
                break
            if self.by_line and piece.opens and (self._draft.values or self._draft.nature):
                yield from self._finish()
            if self._begins_anew(piece, following):
                yield from self._finish()
            if len(self._draft.values) > self._wanted:
                break
            if not self._is_number(piece, following):
                self._take(piece)
        yield from self._finish()

    def _is_number(self, piece: Piece, following: Piece | None) -> bool:
        """The number of a row that stands between its group and its name: 经济发展 1 地区生产总值."""
        draft = self._draft
        between = draft.names and not draft.unit and not draft.values and not piece.opens
        if following is None or not between or not _NUMBER.fullmatch(piece.words):
            return False
        after = following.words
        if self._is_value(after) or _is_unit(after) or NATURE.fullmatch(after):
            return False
        self._field = "".join(name.words for name in draft.names)
        self._draft = _Draft()
        return True

    def _begins_anew(self, piece: Piece, following: Piece | None) -> bool:
        """A name after figures is the next row's, and so is a number after all columns are filled."""
        draft = self._draft
        closed = len(draft.values) >= self._wanted or (bool(draft.nature) and self._nature_last)
        if self._is_value(piece.words):
            return closed and bool(draft.names)
        if NATURE.fullmatch(piece.words) or not (draft.values or draft.nature):
            return False
        if self._has_tail and closed and not draft.ended:
            draft.ended = True
            return False
        return closed or not self._stands_for_value(piece, following)

    def _stands_for_value(self, piece: Piece, following: Piece | None) -> bool:
        """Words in place of a figure (完成省定任务): after a figure of the same line, or just before the nature."""
        natured = self._nature_last and following is not None and bool(NATURE.fullmatch(following.words))
        return natured or (self.by_line and not piece.opens)

    def _take(self, piece: Piece) -> None:
        draft, words = self._draft, piece.words
        if draft.ended:
            return
        if NATURE.fullmatch(words):
            draft.nature = words if draft.names else ""
            draft.end = piece.end
        elif self._has_unit and draft.names and not draft.unit and not draft.values and _is_unit(words):
            draft.unit = piece
        elif self._is_value(words):
            if draft.names:
                draft.values.append(piece)
        elif not self._has_unit and draft.names and not draft.values and _UNIT.fullmatch(words) and not draft.unit:
            draft.unit = piece
        elif draft.values or (draft.unit and not piece.opens):
            draft.values.append(piece)
        elif draft.unit:
            self._draft = _Draft([piece])
        else:
            draft.names.append(piece)

    def _is_value(self, words: str) -> bool:
        if NO_VALUE.fullmatch(words) or _RANGE.fullmatch(words):
            return True
        read = read_values(words, Column("target"), None)
        return bool(read) and all(cell.unit is None or bool(_OWN_UNIT.fullmatch(cell.unit)) for cell in read)

    def _finish(self) -> Iterator[Row]:
        draft, self._draft = self._draft, _Draft()
        if not draft.names:
            return
        if not draft.values:
            self._field = draft.names[-1].words if not draft.nature else self._field
            return
        row = self._row(draft)
        self.end = max(draft.values[-1].end, draft.end)
        if row is not None:
            yield row

    def _row(self, draft: _Draft) -> Row | None:
        names = self._without_field(draft)
        unit = draft.unit.words if draft.unit and not NO_VALUE.fullmatch(draft.unit.words) else None
        written = "".join(piece.words for piece in names)
        of_whole = bool(_OF_WHOLE.match(written))
        name = name_of_part(self._whole, written) if of_whole else clean_name(written)
        bracketed = UNIT_IN_NAME.search(name)
        if bracketed and (unit is None or bracketed[1] == unit):
            name, unit = name[: bracketed.start()], bracketed[1]
        self._whole = self._whole if of_whole else name
        start = names[0].start
        cells: list[Cell] = []
        for piece, column in _placed(draft.values, self.columns):
            span = self._span(start, piece.end)
            cells.extend(evolve(cell, span=span) for cell in read_values(piece.words, column, unit))
        if not cells or not re.search(r"[\u4e00-\u9fff]{2}|[A-Z]", name):
            return None
        end = self.folded.from_source(draft.values[-1].end)
        return Row(name, self.folded.from_source(start), end, tuple(cells), draft.nature, field=self._field)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Spans are counted in the source, where the spaces of a wide row count too."""
        first, after = span_of_value(start, end)
        return self.folded.from_source(first), self.folded.from_source(after)

    def _without_field(self, draft: _Draft) -> list[Piece]:
        """The pieces of the name itself; what stands before it names its group, or is its unit where it comes last."""
        names = draft.names
        if self._has_unit and draft.unit is None and len(names) > 1 and len(names[-1].words) <= _LONGEST_UNIT:
            *names, draft.unit = names
        if len(names) == 1:
            return names
        labelled = [i for i, piece in enumerate(names) if _LABELLED.match(piece.words)]
        first = labelled[-1] if labelled else 0
        if not labelled and any(column.role == "category" for column in self.columns):
            first = 1
        elif not labelled:
            first = max((i for i in range(1, len(names)) if _apart(names[i - 1], names[i])), default=0)
        if first:
            self._field = "".join(piece.words for piece in names[:first])
        return names[first:]


def _apart(before: Piece, piece: Piece) -> bool:
    """A line that heads the lines below, not the first half of a name that a copy broke."""
    opened = before.words.count("(") > before.words.count(")")
    return piece.opens and not opened and piece.words[0] != "("


def _is_unit(words: str) -> bool:
    return bool(_UNIT.fullmatch(words)) or bool(NO_VALUE.fullmatch(words))


def _placed(values: Sequence[Piece], columns: Sequence[Column]) -> Iterator[tuple[Piece, Column]]:
    """Figures under their columns; where some cells are empty, brackets are changes and the rest are years in order."""
    holding = [column for column in columns if column.holds_values]
    if len(values) >= len(holding):
        yield from zip(values, holding, strict=False)
        return
    changes = [column for column in holding if column.role in ("change", "growth")]
    years = [column for column in holding if column not in changes]
    for piece in [piece for piece in values if piece.words[0] in "〔[" and changes]:
        yield piece, changes[-1]
    plain = [piece for piece in values if piece.words[0] not in "〔[" or not changes]
    if len(plain) < len(years):
        years = years[len(years) - len(plain) :]
    yield from zip(plain, [*years, *changes], strict=False)
