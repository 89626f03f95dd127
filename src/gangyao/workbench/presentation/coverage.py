"""What became of every numeral of a plan's text, as a page shows it: counts, sections, sentences with their fates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from gangyao.core.plan.coverage.records import Coverage, CoveredSentence, Fate
from gangyao.core.plan.outcome import EXPLANATIONS, Outcome
from gangyao.core.plan.plan import OutlineEntry
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.outline import place_of

PAGE = 50  # sentences
_DEEPEST = 2  # levels of headings that are counted by themselves
_LONGEST = 420  # characters of a sentence that are shown
_MOST_VERDICTS = 12
_BEFORE = 140  # of them before the first numeral that matters
# Sentences with nothing else are listed only where the reason is asked for.
_QUIET = frozenset(
    {
        Outcome.WORD, Outcome.HEADING, Outcome.CONTENTS, Outcome.FURNITURE, Outcome.FOOTNOTE_MARK, Outcome.FOOTNOTE,
        Outcome.INDEFINITE,
    }
)  # fmt: skip
_CLAUSE_END = re.compile("[，,；;。：:\n]")


@frozen
class Reason:
    """One outcome with how often it stands in the text or a section of it.

    Attributes:
        code: e.g. "name".
        label: e.g. "名称".
        explanation: what it means.
        count: numerals.
        chosen: the list is narrowed to it.
    """

    code: str
    label: str
    explanation: str
    count: int
    chosen: bool = False


@frozen
class Section:
    """A heading with what became of the numerals under it.

    Attributes:
        start: of the heading; names it in addresses.
        title: label and words.
        level: 1 or 2.
        sentences: that hold numerals.
        numerals: how many.
        compiled: of them.
        left_out: of them, with a reason.
        unexplained: of them.
        chosen: the list is narrowed to it.
    """

    start: int
    title: str
    level: int
    sentences: int
    numerals: int
    compiled: int
    left_out: int
    unexplained: int
    chosen: bool = False


@frozen
class Piece:
    """A stretch of a sentence: plain words, or a numeral with its outcome."""

    words: str
    code: str = ""
    label: str = ""


@frozen
class Verdict:
    """A numeral of a sentence with what became of it.

    Attributes:
        words: as printed.
        code: of the outcome.
        label: of the outcome.
        explanation: of the outcome.
        statements: id and name of the statements it was compiled to.
    """

    words: str
    code: str
    label: str
    explanation: str
    statements: tuple[tuple[str, str], ...] = ()


@frozen
class Row:
    """A sentence with its numerals.

    Attributes:
        pieces: the sentence.
        verdicts: of its numerals, equal ones once.
        path: the headings above it.
        at: its place as ?at= takes it.
        more: verdicts that are not listed.
        missed: places of clauses whose numeral nobody explains, for adding what was missed.
    """

    pieces: tuple[Piece, ...]
    verdicts: tuple[Verdict, ...]
    path: tuple[str, ...]
    at: str
    more: int = 0
    missed: tuple[tuple[int, int, str], ...] = ()


@frozen
class CoverageView:
    """The page.

    Attributes:
        numerals: of the text, those in words left out.
        compiled: of them.
        left_out: of them, with a reason.
        unexplained: of them.
        sentences: that hold such numerals.
        in_words: numeral characters that are part of words.
        reasons: with their counts, the unexplained first.
        sections: with their counts.
        rows: of this page.
        found: sentences that the filter finds.
        page, pages: which page this is, and of how many.
        section: start of the heading that the list is narrowed to, or None.
    """

    numerals: int
    compiled: int
    left_out: int
    unexplained: int
    sentences: int
    in_words: int
    reasons: tuple[Reason, ...]
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    found: int
    page: int
    pages: int
    section: int | None = None


def read_coverage(
    stored: StoredPlan, coverage: Coverage, *, reason: str = "", section: int | None = None, page: int = 1
) -> CoverageView:
    """The view of a coverage.

    Args:
        stored: the plan.
        coverage: of its text.
        reason: code of an outcome to narrow the list to, or empty.
        section: start of a heading to narrow the list to; 0 for what stands before the first heading; None for all.
        page: which page of the list, from 1.
    """
    entries = _entries(stored)
    places = _Places(coverage)
    span = next(((start, end) for start, end, _, _ in entries if start == section), None)
    within = places.between(*span) if span else coverage.sentences
    found = _ordered(_asked(within, reason))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    names = {statement.id: statement.indicator for statement in stored.plan.statements}
    counts = _counts(coverage.sentences)
    return CoverageView(
        **_sums(counts), sentences=sum(any(o is not Outcome.WORD for o in s.outcomes) for s in coverage.sentences),
        in_words=counts[Outcome.WORD], reasons=tuple(_reasons(_counts(within), reason)),
        sections=tuple(_sections(entries, places, section)),
        rows=tuple(_row(stored, sentence, names, reason) for sentence in shown), found=len(found), page=page, pages=pages,
        section=section if span else None,
    )  # fmt: skip


class _Places:
    """The sentences of a coverage, found by their place."""

    def __init__(self, coverage: Coverage) -> None:
        self._sentences = coverage.sentences
        self._starts = [sentence.start for sentence in coverage.sentences]

    def between(self, start: int, end: int) -> Sequence[CoveredSentence]:
        return self._sentences[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _entries(stored: StoredPlan) -> list[tuple[int, int, str, int]]:
    """Start, end, title and level of what is counted by itself; what stands before the first heading too."""
    outline = [entry for entry in stored.plan.outline if entry.kind != "lead" and entry.level <= _DEEPEST]
    first = outline[0].anchor.start if outline else len(stored.document.text)
    front = [(0, first, "卷首" if outline else "全文", 1)] if first else []
    return front + [(entry.anchor.start, entry.end, _title(entry), entry.level) for entry in outline]


def _title(entry: OutlineEntry) -> str:
    return f"{entry.label} {entry.title}".strip()


def _counts(sentences: Sequence[CoveredSentence]) -> Counter[Outcome]:
    total: Counter[Outcome] = Counter()
    for sentence in sentences:
        total.update(sentence.outcomes)
    return total


def _sums(counts: Mapping[Outcome, int]) -> dict[str, int]:
    compiled, unexplained = counts[Outcome.COMPILED], counts[Outcome.UNEXPLAINED]
    numerals = sum(counts.values()) - counts[Outcome.WORD]
    return {
        "numerals": numerals, "compiled": compiled, "left_out": numerals - compiled - unexplained,
        "unexplained": unexplained,
    }  # fmt: skip


def _reasons(counts: Mapping[Outcome, int], chosen: str) -> Iterator[Reason]:
    """All that occur, in the order of the closed list, the unexplained first."""
    first = (Outcome.UNEXPLAINED, Outcome.COMPILED)
    for outcome in (*first, *(o for o in Outcome if o not in first)):
        if counts[outcome] or outcome.value == chosen:
            yield Reason(outcome.value, *EXPLANATIONS[outcome], counts[outcome], outcome.value == chosen)


def _sections(entries: Sequence[tuple[int, int, str, int]], places: _Places, chosen: int | None) -> Iterator[Section]:
    for start, end, title, level in entries:
        within = places.between(start, end)
        with_numbers = sum(any(o is not Outcome.WORD for o in sentence.outcomes) for sentence in within)
        yield Section(start, title, level, with_numbers, **_sums(_counts(within)), chosen=start == chosen)


def _asked(sentences: Sequence[CoveredSentence], reason: str) -> list[CoveredSentence]:
    if reason:
        return [sentence for sentence in sentences if any(o.value == reason for o in sentence.outcomes)]
    return [sentence for sentence in sentences if not _QUIET.issuperset(sentence.outcomes)]


def _ordered(sentences: Sequence[CoveredSentence]) -> list[CoveredSentence]:
    return sorted(sentences, key=lambda sentence: (sentence.is_covered, sentence.start))


def _row(stored: StoredPlan, sentence: CoveredSentence, names: Mapping[str, str], reason: str) -> Row:
    text = stored.document.text
    first = next((f for f in sentence.fates if _matters(f, reason)), sentence.fates[0])
    begin = sentence.start if sentence.end - sentence.start <= _LONGEST else max(sentence.start, first.start - _BEFORE)
    last = begin + len(text[begin : sentence.end].rstrip())
    end = min(last, begin + _LONGEST)
    shown = [fate for fate in sentence.fates if begin <= fate.start and fate.end <= end]
    pieces = list(_pieces(text, begin, end, shown))
    if begin > sentence.start:
        pieces.insert(0, Piece("……"))
    if end < last:
        pieces.append(Piece("……"))
    missed = [_clause(text, sentence, fate) for fate in sentence.fates if fate.outcome is Outcome.UNEXPLAINED]
    verdicts = list(dict.fromkeys(_verdict(text, fate, names) for fate in shown if fate.outcome is not Outcome.WORD))
    verdicts.sort(key=lambda verdict: verdict.code != Outcome.UNEXPLAINED.value)
    return Row(
        pieces=tuple(pieces),
        verdicts=tuple(verdicts[:_MOST_VERDICTS]),
        more=max(0, len(verdicts) - _MOST_VERDICTS),
        path=tuple(_title(entry) for entry in place_of(stored.plan, sentence.start) if entry.kind != "lead"),
        at=f"{sentence.start}-{sentence.end}",
        missed=tuple(dict.fromkeys(missed)),
    )


def _matters(fate: Fate, reason: str) -> bool:
    return fate.outcome.value == (reason or Outcome.UNEXPLAINED.value)


def _pieces(text: str, start: int, end: int, fates: Sequence[Fate]) -> Iterator[Piece]:
    position = start
    for fate in fates:
        if position < fate.start:
            yield Piece(text[position : fate.start])
        yield Piece(text[fate.start : fate.end], fate.outcome.value, EXPLANATIONS[fate.outcome][0])
        position = fate.end
    if position < end:
        yield Piece(text[position:end])


def _verdict(text: str, fate: Fate, names: Mapping[str, str]) -> Verdict:
    label, explanation = EXPLANATIONS[fate.outcome]
    statements = tuple((id_, names.get(id_, id_)) for id_ in fate.statements)
    return Verdict("".join(text[fate.start : fate.end].split()), fate.outcome.value, label, explanation, statements)


def _clause(text: str, sentence: CoveredSentence, fate: Fate) -> tuple[int, int, str]:
    """The clause that a numeral stands in, and the numeral."""
    start = max((m.end() for m in _CLAUSE_END.finditer(text, sentence.start, fate.start)), default=sentence.start)
    stop = _CLAUSE_END.search(text, fate.end, sentence.end)
    end = stop.start() if stop else sentence.end
    blank = len(text[start:end]) - len(text[start:end].lstrip())
    return start + blank, start + len(text[start:end].rstrip()), text[fate.start : fate.end]
