"""What a search found, as a page lists it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from gangyao.core.search.passages import Rank
from gangyao.core.search.query import Query
from gangyao.core.search.snippet import Piece, cut_snippet
from gangyao.store.search import Findings, Found, Kind
from gangyao.workbench.presentation.figures import figure
from gangyao.workbench.presentation.words import horizon_words

A_PAGE = 20  # results of one kind
OVERVIEW: Mapping[Kind, int] = {Kind.TARGET: 5, Kind.TEXT: 10, Kind.STATEMENT: 5}
KINDS: Mapping[Kind, str] = {Kind.TARGET: "目标", Kind.TEXT: "文本", Kind.STATEMENT: "表述"}
_UNITS: Mapping[Kind, str] = {Kind.TARGET: "项", Kind.TEXT: "处", Kind.STATEMENT: "处"}
_LONGEST = 150  # characters of a snippet


@frozen
class Result:
    """One result.

    Attributes:
        pieces: its words, hits apart.
        heading: the words are a heading, a name, or of a record.
        record: id of the target or statement; empty for text.
        figure: value of a record, e.g. "≥43%".
        when: e.g. "2025年".
        alias: pieces of another name of the indicator by which it was found; empty where its own was enough.
        plan_id: whose it is.
        plan_title: as printed.
        digest: from a summary, not the official text.
        path: headings above it.
        at: its place in the text, e.g. "120-148".
    """

    pieces: tuple[Piece, ...]
    heading: bool
    record: str
    figure: str
    when: str
    alias: tuple[Piece, ...]
    plan_id: str
    plan_title: str
    digest: bool
    path: tuple[str, ...]
    at: str


@frozen
class Group:
    """The results of one kind.

    Attributes:
        kind: "target", "text" or "statement".
        title: e.g. "目标".
        unit: what they are counted in.
        count: how many there are.
        results: those that are shown.
        chosen: this kind alone is asked for.
    """

    kind: str
    title: str
    unit: str
    count: int
    results: tuple[Result, ...]
    chosen: bool


@frozen
class SearchView:
    """The page of a search.

    Attributes:
        empty: nothing to search for was asked.
        excluded: only words that must not occur were asked.
        cut: more was asked than was looked for.
        kind: the kind asked for; empty for the first of each.
        count: results of all kinds.
        groups: the kinds in the order of the page.
        shown: those of them whose results are shown.
        plans: id, title and number of results of each plan that can be chosen.
        page: number of the page, from 1.
        pages: how many; 1 for an overview.
        alone: words that are found, but not together, with how often each is.
    """

    empty: bool
    excluded: bool
    cut: bool
    kind: str
    count: int
    groups: tuple[Group, ...]
    shown: tuple[Group, ...]
    plans: tuple[tuple[str, str, int], ...]
    page: int
    pages: int
    alone: tuple[tuple[str, int], ...]


def read_search(
    query: Query, found: Findings, *, kind: Kind | None, page: int, plan_id: str, alone: Sequence[tuple[str, int]]
) -> SearchView:
    """The page of what was found.

    Args:
        query: what was asked.
        found: what was found.
        kind: the kind asked for, None for the first of each.
        page: of that kind.
        plan_id: the plan asked for, or empty.
        alone: how often each word is found alone.
    """
    groups = tuple(_group(query, found, each, chosen=each is kind) for each in KINDS)
    choices = [(id_, title, found.by_plan[id_]) for id_, title in found.plans.items()]
    return SearchView(
        empty=not query.words,
        excluded=bool(query.excluded),
        cut=query.cut,
        kind=kind.value if kind else "",
        count=found.all,
        groups=groups,
        shown=tuple(group for group in groups if group.results),
        plans=tuple(choices) if len(choices) > 1 or plan_id else (),
        page=page,
        pages=-(-found.counts.get(kind, 0) // A_PAGE) if kind else 1,
        alone=tuple(alone),
    )


def _group(query: Query, found: Findings, kind: Kind, *, chosen: bool) -> Group:
    results = tuple(_result(query, each) for each in found.found.get(kind, ()))
    return Group(kind.value, KINDS[kind], _UNITS[kind], found.counts.get(kind, 0), results, chosen)


def _result(query: Query, found: Found) -> Result:
    pieces = cut_snippet(found.text.replace("\t", "　"), query.words, _LONGEST)
    return Result(
        pieces=pieces,
        heading=found.kind is not Kind.TEXT or found.rank is Rank.HEADING,
        record=found.record,
        figure=figure(found.quantity).text if found.quantity else "",
        when=horizon_words(found.horizon) if found.record else "",
        alias=() if any(piece.hit for piece in pieces) else _alias(query, found.aliases),
        plan_id=found.plan_id,
        plan_title=found.plan_title,
        digest=found.digest,
        path=found.path,
        at=f"{found.start}-{found.end}",
    )


def _alias(query: Query, aliases: Sequence[str]) -> tuple[Piece, ...]:
    """The other name in which most of the words stand; empty where none of them stands in any."""
    cut = [cut_snippet(alias, query.words, _LONGEST) for alias in aliases]
    best = max(cut, key=lambda pieces: sum(piece.hit for piece in pieces), default=())
    return best if any(piece.hit for piece in best) else ()
