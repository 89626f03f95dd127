"""Every clause of a document with its kind; the order: cut, place, words, neighbours.

cut_clauses ──▶ Places.leaves ──▶ read_form ──▶ kinds_of
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from gangyao.core.document.document import Anchor, Document, Node
from gangyao.core.document.folding import Folded
from gangyao.core.plan.acts.act import Act
from gangyao.core.plan.acts.verbs import Verbs
from gangyao.core.plan.clauses.forms import Reading, behind_subject, read_form
from gangyao.core.plan.clauses.kinds import kinds_of
from gangyao.core.plan.clauses.place import Places, Zone
from gangyao.core.plan.clauses.segment import cut_clauses
from gangyao.core.plan.commitment import Clause, ClauseKind
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.sentences.context import Context, follow_time, section_context
from gangyao.core.plan.sentences.horizon import horizon_of
from gangyao.core.plan.statement import Measure, Role, Statement

# （十一）湿地修复。 with more on the same line names what follows; so does a line behind a dash: ——茶旅融合
_RUN_IN_HEAD = re.compile(r"\([一二三四五六七八九十]{1,3}\)[^,;。\n\d]{2,24}。(?=[^\n])|——?[^,;。:\n\d]{4,30}\n(?=.)")
_TIME = re.compile(r"(?:19|20)\d\d|二[〇零][〇零一二三四五六七八九]{2}|五”?(?:时期|期间|末)|今年|明年|年内|本届|五年")


@frozen
class ReadClause:
    """A clause as it was read.

    Attributes:
        clause: its kind and place.
        start: where its own words begin in the folded text, its number and run-in heading left out.
        end: one past its last character in the folded text.
        who: who is to act, where the clause says so, as a span of the folded text.
        act: of a promise, with spans that count from `start`; None for other kinds, and where none was made out.
        horizon: of a promise, until when: "2025", "十四五" or "other"; empty for other kinds.
        dated: the text writes that time in the clause or in front of it.
    """

    clause: Clause
    start: int
    end: int
    act: Act | None = None
    who: tuple[int, int] | None = None
    horizon: str = ""
    dated: bool = False

    def source(self, folded: Folded, span: tuple[int, int]) -> tuple[int, int]:
        """The source span of a span of its act."""
        return folded.to_source(self.start + span[0], self.start + span[1])


@frozen
class _Piece:
    """A clause not judged yet; `own` is where its own words begin, after a heading that no line end parts from them."""

    start: int
    own: int
    end: int
    node: int
    zone: Zone


def read_clauses(
    document: Document,
    profile: Profile,
    verbs: Verbs,
    *,
    contexts: Mapping[int, Context] | None = None,
    statements: Sequence[Statement] = (),
    tables: Iterable[tuple[int, int]] = (),
) -> tuple[ReadClause, ...]:
    """All clauses in order.

    Args:
        document: the text.
        profile: what it is.
        verbs: the vocabulary of acts.
        contexts: role and time of its sentences, as StatementReader.contexts.
        statements: what was compiled from it; they tell which cells of a table are targets.
        tables: spans of its indicator tables in the folded text.
    """
    reader = _Reader(document, profile, verbs, contexts or {}, _Tabled.of(document, tables, statements))
    return tuple(sorted(reader.read(), key=lambda clause: clause.end))


@define
class _Reader:
    """Reads the clauses of one document.

    Attributes:
        document: the text.
        profile: what it is.
        verbs: the vocabulary of acts.
        contexts: role and time of its sentences.
        tabled: its indicator tables.
    """

    document: Document
    profile: Profile
    verbs: Verbs
    contexts: Mapping[int, Context]
    tabled: _Tabled
    _leaves: list[tuple[int, Node, Zone]] = field(init=False)
    _starts: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._leaves = list(Places(self.document, self.profile, self.contexts).leaves())
        self._starts = [self.document.folded.from_source(node.start) for _, node, _ in self._leaves]

    def read(self) -> Iterator[ReadClause]:
        """The clauses, those of a sentence when it ends."""
        text = self.document.folded.text
        sentence: list[_Piece] = []
        for start, end in cut_clauses(text):
            piece = self._piece(start, end)
            if (kind := self.tabled.kind_of(start, end)) is not None:
                yield self._clause(piece, kind)
                continue
            if sentence and sentence[-1].zone is not piece.zone:
                yield from self._judged(sentence)
                sentence = []
            sentence.append(piece)
            if _ends_sentence(text, end):
                yield from self._judged(sentence)
                sentence = []
        yield from self._judged(sentence)

    def _piece(self, start: int, end: int) -> _Piece:
        place = max(0, bisect_right(self._starts, start) - 1)
        own = start
        while self._leaves[place][2] is Zone.NAMES and place + 1 < len(self._leaves) and self._starts[place + 1] < end:
            place += 1
            own = self._starts[place]
        index, _, zone = self._leaves[place]
        return _Piece(start, own, end, index, zone)

    def _judged(self, sentence: Sequence[_Piece]) -> Iterator[ReadClause]:
        """The clauses of one sentence, all in one zone."""
        if not sentence:
            return
        zone, text = sentence[0].zone, self.document.folded.text
        if len(sentence) == 1 and _RUN_IN_HEAD.match(text, sentence[0].own):
            zone = Zone.NAMES
        readings = [read_form(text[piece.own : piece.end], self.verbs) for piece in sentence]
        if zone is Zone.BODY:
            readings = [behind_subject(reading, self.verbs) for reading in readings]
        context: Context | None = None
        for piece, reading, kind in zip(sentence, readings, kinds_of(readings, zone), strict=True):
            if _TIME.search(text, piece.own, piece.end):
                context = follow_time(context or self._context(piece), text[piece.own : piece.end], self.profile)
            yield self._clause(piece, kind, reading, context)

    def _context(self, piece: _Piece) -> Context:
        """Role and time at the beginning of the sentence of a clause."""
        found = self.contexts.get(piece.node)
        return found or section_context(self.document, piece.node, self.profile)

    def _clause(
        self, piece: _Piece, kind: ClauseKind, reading: Reading | None = None, context: Context | None = None
    ) -> ReadClause:
        anchor = Anchor(self.document.source.id, *self.document.folded.to_source(piece.start, piece.end))
        clause = Clause(kind, anchor, piece.node)
        if reading is None or kind is not ClauseKind.PROMISE:
            return ReadClause(clause, piece.own, piece.end)
        horizon, dated = horizon_of(context or self._context(piece), Measure.COUNT, self.profile)
        start, act = piece.own + reading.offset, reading.act
        who = (start + act.who[0], start + act.who[1]) if act is not None and act.who is not None else None
        if reading.subject is not None:
            who = (piece.own + reading.subject[0], piece.own + reading.subject[1])
        return ReadClause(clause, start, piece.end, act, who, horizon, dated)


def _ends_sentence(text: str, end: int) -> bool:
    while text[end : end + 1].isspace() and text[end] != "\n":
        end += 1
    return text[end : end + 1] != ","


@frozen
class _Tabled:
    """The indicator tables of a text and where values of its statements stand.

    Attributes:
        spans: of the tables in the folded text, in order.
        values: where statements begin in the folded text, in order.
        roles: of these statements.
    """

    spans: tuple[tuple[int, int], ...]
    values: list[int]
    roles: list[Role]

    @classmethod
    def of(cls, document: Document, tables: Iterable[tuple[int, int]], statements: Sequence[Statement]) -> _Tabled:
        """Sorts both."""
        ordered = sorted(statements, key=lambda statement: statement.anchor.start)
        places = [document.folded.from_source(statement.anchor.start) for statement in ordered]
        return cls(tuple(sorted(tables)), places, [statement.role for statement in ordered])

    def kind_of(self, start: int, end: int) -> ClauseKind | None:
        """Of a clause inside a table: by the values in it; None outside tables."""
        if not any(a < end and start < b for a, b in self.spans):
            return None
        roles = self.roles[bisect_right(self.values, start - 1) : bisect_right(self.values, end - 1)]
        if not roles:
            return ClauseKind.HEADING
        return ClauseKind.TARGET if Role.TARGET in roles else ClauseKind.ACHIEVEMENT
