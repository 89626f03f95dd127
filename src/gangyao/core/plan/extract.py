"""From a document to its statements: every quantity with the thing it measures, its role and its time.

One pass over the sentences in order; indicator tables first, since a sentence reader makes nothing of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from attrs import define, evolve, field

from gangyao.core.document.document import Document, NodeKind
from gangyao.core.document.folding import Folded
from gangyao.core.period import PlanPeriod
from gangyao.core.plan.doubt import Doubt
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.outcome import Outcome, Ruling
from gangyao.core.plan.sentences.context import Context, section_context, sets_scene, under_lead, unmarked_heading
from gangyao.core.plan.sentences.finding import Finding
from gangyao.core.plan.sentences.horizon import OTHER, horizon_of
from gangyao.core.plan.sentences.moment import Moment
from gangyao.core.plan.sentences.scope import scope_of
from gangyao.core.plan.sentences.sentence import SentenceReader
from gangyao.core.plan.sentences.sentence_state import SentenceState
from gangyao.core.plan.statement import Measure, Role
from gangyao.core.plan.tables.cells import read_tables
from gangyao.core.plan.tables.flat_tables import find_flat_tables
from gangyao.core.plan.tables.headless_tables import find_headless_tables
from gangyao.core.plan.tables.loose_tables import find_loose_tables
from gangyao.core.plan.tables.table import FALLING, Cell, Row, Table, measure_in_table, name_in_table
from gangyao.core.quantity.grammar import QuantityGrammar

__all__ = ["Finding", "StatementReader"]

# Lines of a title page hold values where a copy lost its headings (a sheet of results under a report's title).
_TITLE_WORDS = re.compile("报告|规划|纲要|计划|方案|意见|通知|公报|会议|代表大会")
_READ = (NodeKind.SENTENCE, NodeKind.LEAD, NodeKind.ROW, NodeKind.TITLE)
_LEAVES = (*_READ, NodeKind.ITEM, NodeKind.BOX, NodeKind.FURNITURE, NodeKind.CONTENTS)


@define
class _Scene:
    """The time that a report has come to: a review's under its outermost heading, a goal's under its own.

    Attributes:
        place: the headings it holds under.
        context: what was set last; None before anything was.
    """

    place: tuple[int, ...] = ()
    context: Context | None = None

    def note(self, path: tuple[int, ...], context: Context | None, base: Context, *, wide: bool) -> None:
        """Takes the time a sentence sets; a report's review is wide, it goes on under other headings."""
        if context is not None:
            self.place, self.context = path[:1] if wide and base.role is Role.ACHIEVED else path, context

    def over(self, path: tuple[int, ...], base: Context) -> Context:
        """The context of a paragraph under these headings."""
        if self.context is None or path[: len(self.place)] != self.place:
            return base
        if base.role is Role.ACHIEVED and self.context.role is Role.ACHIEVED:
            return evolve(base, moment=self.context.moment)
        return self.context if path == self.place else base


@define
class StatementReader:
    """Reads the statements of one document.

    Attributes:
        document: the text.
        profile: what it is.
        grammar: finds quantities.
        folded: the text as rules read it.
        left_out: once it has been read, the mentions that make no statement, with the reasons.
        tables: once it has been read, the indicator tables found.
        contexts: once it has been read, role and time at the beginning of each sentence, by index of node.
    """

    document: Document
    profile: Profile
    grammar: QuantityGrammar
    folded: Folded = field(init=False)
    left_out: list[Ruling] = field(factory=list)
    tables: list[Table] = field(factory=list)
    contexts: dict[int, Context] = field(factory=dict)
    _leaves: list[tuple[int, int]] = field(init=False)  # where each begins, and its index

    def __attrs_post_init__(self) -> None:
        self.folded = self.document.folded
        self._leaves = [(node.start, index) for index, node in self.document.of_kind(*_LEAVES)]

    def read(self) -> Iterator[Finding]:
        """All statements, tables first, then sentences in order of place."""
        for finding in self._findings():
            finding = evolve(finding, scope=finding.scope or scope_of(finding.name))
            undated = horizon_of(finding.context, finding.measure, self.profile)[0] == OTHER
            yield evolve(finding, doubts=(*finding.doubts, Doubt.HORIZON_OTHER.value)) if undated else finding

    def rulings(self, findings: Iterable[Finding]) -> tuple[Ruling, ...]:
        """What each possible quantity was taken for, once the text has been read; its findings are the argument."""
        made = (Ruling(*f.value_at, Outcome.COMPILED, (f.start, f.end)) for f in findings if f.value_at)
        tables = (Ruling(table.start, table.end, Outcome.TABLE) for table in self.tables)
        return (*made, *self.left_out, *tables)

    def _findings(self) -> Iterator[Finding]:
        self.tables = tables = self._tables()
        for table in tables:
            yield from self._table(table)
        scene = _Scene()
        section: int | None = -1
        path: tuple[int, ...] = ()
        base = headed = context = Context(Role.TARGET)
        heads = {node.parent for node in self.document.nodes if node.kind is not NodeKind.FURNITURE}
        for index, node in self.document.of_kind(*_READ, NodeKind.ITEM):
            if node.kind is NodeKind.ITEM and index in heads:
                continue
            if node.parent != section or node.kind is NodeKind.ROW:
                section = node.parent
                path = self.document.path(index)
                path = path[:-1] if path and self.document.nodes[path[-1]].kind is NodeKind.PARAGRAPH else path
                headed = section_context(self.document, index, self.profile)
                base = scene.over(path, headed)
                context = base
            start, end = self.folded.from_source(node.start), self.folded.from_source(node.end)
            start, end = _outside(tables, start, end)
            words = self.folded.text[start:end]
            if node.kind is NodeKind.LEAD and not self.profile.is_report:
                base = context = under_lead(base, words)
            heading = unmarked_heading(words, headed, self.profile) if self._fills_line(start, end) else None
            if heading and (node.kind is not NodeKind.TITLE or _heads_review(words, heading)):
                scene.note(path, heading, headed, wide=False)
                continue
            if now := sets_scene(words, headed, self.profile):
                scene.note(path, now, headed, wide=self.profile.is_report)
                base = context = scene.over(path, headed)
            self.contexts[index] = context
            state = self._state(index, start, end, context, base)
            yield from SentenceReader(state, self.grammar).read()
            context = _carried_over(state.context, base, yearly=self.profile.is_report)

    def _state(self, index: int, start: int, end: int, context: Context, base: Context) -> SentenceState:
        return SentenceState(self.folded.text, self.profile, index, start, end, context, base, left_out=self.left_out)

    def _fills_line(self, start: int, end: int) -> bool:
        """A stretch of the folded text has its line to itself."""
        text = self.folded.text
        return text[start - 1 : start] in ("", "\n") and (
            text[end - 1 : end] == "\n" or text[end : end + 1] in ("", "\n")
        )

    def _tables(self) -> list[Table]:
        """Tables with cells, elsewhere those in plain lines, elsewhere flattened ones, in order of place."""
        period = self.profile.period
        found: list[Table] = []
        for tables in (
            read_tables(self.document, period),
            find_loose_tables(self.document, period),
            find_flat_tables(self.folded.text),
            find_headless_tables(self.document, period),
        ):
            found += [t for t in tables if not any(t.start < other.end and other.start < t.end for other in found)]
        return sorted(found, key=lambda table: table.start)

    def _table(self, table: Table) -> Iterator[Finding]:
        """Every value of an indicator table: base reported, target and change committed to."""
        for row in table.rows:
            node = self._node_at(row.start)
            for cell in row.cells:
                measure = measure_in_table(row.name, cell, growth=table.growth)
                start, end = cell.span or (row.start, row.end)
                yield Finding(
                    name=name_in_table(row.name, cell, measure), start=start, end=end, node=node, measure=measure,
                    context=self._table_context(table, row, cell, measure), value=cell.value, unit=cell.unit, comparator=cell.comparator,
                    falls=cell.falls or (bool(FALLING.search(row.name)) and measure is Measure.CHANGE), nature=row.nature,
                    doubts=(Doubt.VALUE_GLUED.value,) if cell.glued else (),
                )  # fmt: skip

    def _table_context(self, table: Table, row: Row, cell: Cell, measure: Measure) -> Context:
        if cell.column == "base":
            year = cell.year or row.base_year or table.base
            return Context(Role.ACHIEVED, Moment(year=year, written=table.dated), standing=True)  # that column's year
        year = cell.year or table.target
        flowing = measure in (Measure.CHANGE, Measure.ANNUAL_GROWTH, Measure.CUMULATIVE)
        yearly = any(other.column == "target" and other.year not in (None, table.target) for other in row.cells)
        over_period = cell.column == "change" or (flowing and not yearly)
        moment = (
            Moment(period=PlanPeriod.from_year(table.target), written=table.dated)
            if over_period
            else Moment(year=year, written=table.dated)
        )
        return Context(Role.TARGET, moment)

    def _node_at(self, position: int) -> int:
        """The leaf that a folded position lies in."""
        source = self.folded.origins[position]
        found = bisect_right(self._leaves, (source, len(self.document.nodes))) - 1
        index = self._leaves[found][1] if found >= 0 else 0
        return index if source < self.document.nodes[index].end else 0


def _heads_review(words: str, heading: Context) -> bool:
    """A line of the title page that heads a review, rather than being the title itself."""
    return heading.role is Role.ACHIEVED and not _TITLE_WORDS.search(words)


def _outside(tables: list[Table], start: int, end: int) -> tuple[int, int]:
    """The part of a sentence that no table has been read from."""
    for table in tables:
        if table.start < end and start < table.end:
            after = start >= table.start or end > table.end
            start, end = (table.end, max(end, table.end)) if after else (start, table.start)
    return start, end


def _carried_over(context: Context, base: Context, *, yearly: bool) -> Context:
    """The context for the next sentence: a time of the past named here stays in the paragraph, a goal's does not."""
    if yearly and context.moment.year is not None and base.speaks_of_years and base.role is Role.ACHIEVED:
        return base
    if context.role is Role.TARGET and context.moment.written and base.moment == Moment():
        return context
    if context.role is Role.ACHIEVED and (context.moment.written or base.role is Role.ACHIEVED):
        return context
    return context if context.role is not base.role and not context.moment.written else base
