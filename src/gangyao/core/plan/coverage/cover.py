"""Says of every numeral of a text what became of it; compiled and listed together are all there are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import groupby

from attrs import define, field

from gangyao.core.document.document import Document, Node, NodeKind
from gangyao.core.document.folding import Folded, fold
from gangyao.core.plan.coverage.numerals import find_numerals
from gangyao.core.plan.coverage.records import Coverage, CoveredSentence, Fate
from gangyao.core.plan.coverage.rules import Explanations
from gangyao.core.plan.doubt import Doubt
from gangyao.core.plan.outcome import Outcome, Ruling
from gangyao.core.plan.statement import Statement
from gangyao.core.quantity.numerals import LONGEST_NUMERAL, parse_arabic, parse_chinese

_BY_KIND = {
    NodeKind.CONTENTS: Outcome.CONTENTS,
    NodeKind.FURNITURE: Outcome.FURNITURE,
    NodeKind.FOOTNOTE: Outcome.FOOTNOTE,
}
_NO_LEAVES = (NodeKind.PARAGRAPH, NodeKind.TABLE, NodeKind.MARK)
_HEADINGS = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION, NodeKind.ITEM, NodeKind.LEAD, NodeKind.BOX)
_LONGEST_ROW_NUMBER = 3
_NAME = re.compile("[.、]?[\u4e00-\u9fff]")
_MAGNITUDES = "十百千万亿"
_GLUED = 7  # digits without a comma: figures that a copy ran together
_AROUND = 2  # characters of its name that a qualifying numeral is known by
# 个百分点, 张/千人, 例/10万: the numeral is part of how the unit is written, whatever became of the value before it.
_IN_UNIT = re.compile("百(?=分点)|(?<=/)(?:10+)?[十百千万亿]+")


def cover(document: Document, statements: Sequence[Statement], rulings: Sequence[Ruling]) -> Coverage:
    """The coverage of a document.

    Args:
        document: the text.
        statements: what was compiled from it, corrections applied.
        rulings: of the passes that read it, in folded positions of `Document.folded`.
    """
    fates = sorted(_Fates(document, statements, rulings).all(), key=lambda fate: fate.start)
    leaves = [(index, node) for index, node in enumerate(document.nodes) if node.kind not in _NO_LEAVES]
    starts = [node.start for _, node in leaves]
    sentences = []
    for place, group in groupby(fates, key=lambda fate: max(0, bisect_right(starts, fate.start) - 1)):
        index, node = leaves[place]
        sentences.append(CoveredSentence(index, node.start, node.end, tuple(group)))
    return Coverage(tuple(sentences))


@define
class _Fates:
    """Finds the fates of one document."""

    document: Document
    statements: Sequence[Statement]
    rulings: Sequence[Ruling]
    folded: Folded = field(init=False)
    explanations: Explanations = field(init=False)
    leaves: list[Node] = field(init=False)
    leaf_starts: list[int] = field(init=False)
    marks: list[Node] = field(init=False)
    tables: list[Ruling] = field(init=False)
    by_start: list[Statement] = field(init=False)
    widest: int = field(init=False)
    placed: set[tuple[int, int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.folded = self.document.folded
        self.explanations = Explanations(self.folded.text)
        self.leaves = [node for node in self.document.nodes if node.kind not in _NO_LEAVES]
        self.leaf_starts = [node.start for node in self.leaves]
        self.marks = [node for node in self.document.nodes if node.kind is NodeKind.MARK]
        self.by_start = sorted(self.statements, key=lambda s: s.anchor.start)
        self.widest = max((s.anchor.end - s.anchor.start for s in self.statements), default=0)
        self.tables = [d for d in self.rulings if d.outcome is Outcome.TABLE]
        others = (d for d in self.rulings if d.outcome is not Outcome.TABLE)
        self.placed = {self.folded.to_source(*d.anchor) for d in self.rulings if d.anchor}
        self.rulings = sorted(others, key=lambda d: (d.start, d.outcome is not Outcome.COMPILED))

    def all(self) -> Iterator[Fate]:
        """The fates of the text as rules read it, and of the page furniture that lies in its broken lines."""
        statement_starts = [s.anchor.start for s in self.by_start]
        decided = [d.start for d in self.rulings]
        reach = max((d.end - d.start for d in self.rulings), default=0)
        for start, end in find_numerals(self.folded.text):
            first, last = self.folded.to_source(start, end)
            low, high = bisect_right(statement_starts, first - self.widest - 1), bisect_right(statement_starts, first)
            near = [s for s in self.by_start[low:high] if first < s.anchor.end]
            low, high = bisect_right(decided, start - reach - 1), bisect_right(decided, end - 1)
            said = [d for d in self.rulings[low:high] if d.start <= start < d.end]
            outcome, ids = self._outcome(start, end, first, near, said)
            yield from (Fate(a, b, outcome, ids) for a, b in self._pieces(start, end))
        for start, end in self.document.wraps:
            inside = fold(self.document.text[start:end])
            for a, b in find_numerals(inside.text):
                first, last = inside.to_source(a, b)
                yield Fate(start + first, start + last, Outcome.FURNITURE)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The source spans of a numeral: more than one where a copy broke it over two lines."""
        first, last = self.folded.to_source(start, end)
        for a, b in self.document.wraps:
            if first < a and b < last:
                yield first, a
                first = b
        yield first, last

    def _outcome(
        self, start: int, end: int, source: int, near: Sequence[Statement], said: Sequence[Ruling]
    ) -> tuple[Outcome, tuple[str, ...]]:
        leaf = self.leaves[max(0, bisect_right(self.leaf_starts, source) - 1)] if self.leaves else None
        if leaf is not None and leaf.kind in _BY_KIND:
            return _BY_KIND[leaf.kind], ()
        if any(mark.start <= source < mark.end for mark in self.marks):
            return Outcome.FOOTNOTE_MARK, ()
        if (unit := _IN_UNIT.match(self.folded.text, start)) and unit.end() == end:
            return Outcome.UNIT, ()
        compiled = [d for d in said if d.outcome is Outcome.COMPILED]
        if ids := self._compiled(compiled, near) or self._of_value(start, end, near):
            return Outcome.COMPILED, ids
        if leaf is not None and leaf.kind in _HEADINGS and self._in_label(source, leaf):
            return Outcome.HEADING, ()
        return self._left_out(start, end, leaf, near, said), ()

    def _compiled(self, rulings: Sequence[Ruling], near: Sequence[Statement]) -> tuple[str, ...]:
        """The statements made of these rulings that still stand."""
        spans = {self.folded.to_source(*d.anchor) for d in rulings if d.anchor}
        return tuple(s.id for s in near if (s.anchor.start, s.anchor.end) in spans)

    def _of_value(self, start: int, end: int, near: Sequence[Statement]) -> tuple[str, ...]:
        """The statements around a numeral whose value or words it writes, of those that no ruling has a place for.

        These are cells of tables, and statements that people added.
        """
        printed = self.folded.text[start:end]
        values = _values(printed)
        return tuple(
            s.id
            for s in near
            if (s.anchor.start, s.anchor.end) not in self.placed
            and (
                (values and values & {s.quantity.value, s.quantity.value_high})
                or (Doubt.VALUE_GLUED.value in s.doubts and _holds(printed, s))
                or (s.quantity.words and printed in s.quantity.words)
            )
        )

    def _in_label(self, source: int, leaf: Node) -> bool:
        printed = self.document.text[leaf.start : leaf.end]
        title = printed.find(leaf.title[:3]) if leaf.title else len(printed)
        return bool(leaf.label) and source < leaf.start + (title if title >= 0 else 0)

    def _left_out(
        self, start: int, end: int, leaf: Node | None, near: Sequence[Statement], said: Sequence[Ruling]
    ) -> Outcome:
        explained = self.explanations.of(start, end)
        if explained in (Outcome.DATE, Outcome.DOCUMENT_NUMBER, Outcome.NAME, Outcome.QUOTED, Outcome.ORDINAL):
            return explained
        if any(d.outcome is Outcome.COMPILED for d in said):
            return Outcome.REJECTED
        if end - start >= _GLUED and self.folded.text[start:end].isdecimal():
            return Outcome.UNEXPLAINED
        if explained is Outcome.WORD:
            return explained
        for ruling in said:
            if ruling.outcome is not Outcome.UNEXPLAINED:
                return ruling.outcome
        around = self.folded.text[max(0, start - 1) : end + _AROUND]
        if any(around[1:] in s.indicator or (start and around[:-1] in s.indicator) for s in near):
            return Outcome.QUALIFIER
        if explained is Outcome.UNEXPLAINED and self._counts_rows(start, end, leaf):
            return Outcome.TABLE
        return explained

    def _counts_rows(self, start: int, end: int, leaf: Node | None) -> bool:
        """A short number before the name of a row."""
        text = self.folded.text
        if not any(table.start <= start < table.end for table in self.tables):
            return leaf is not None and leaf.kind is NodeKind.ROW and text[start - 1 : start] in ("", "\n")
        return text[start:end].isdecimal() and end - start < _LONGEST_ROW_NUMBER and bool(_NAME.match(text, end))


def _holds(printed: str, statement: Statement) -> bool:
    """A run of figures that a copy glued together holds this value, or the end of it."""
    value = str(statement.quantity.value)
    return value in printed or value.endswith("." + printed)


def _values(printed: str) -> set[Decimal | None]:
    """The numbers that a numeral may write: 3.7万 is 3.7 where the magnitude goes to the unit, or 37000."""
    if len(printed) > LONGEST_NUMERAL:
        return set()
    heads = (printed[:end] for end in range(len(printed), 0, -1) if not printed[end:].strip(_MAGNITUDES))
    return {value for head in heads for value in _read(head)}


def _read(numeral: str) -> Iterator[Decimal]:
    digits = numeral.rstrip(_MAGNITUDES)
    try:
        if not digits or digits[0] not in "0123456789":
            yield parse_chinese(numeral)
        elif digits == numeral:
            yield parse_arabic(digits)
        elif digits.isascii():
            yield parse_arabic(digits) * parse_chinese(numeral[len(digits) :])
    except (ValueError, InvalidOperation):
        return
