"""Searches the index; the database gives rows, what is found and in which order is computed from them alone."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from heapq import nsmallest
from typing import Any, NamedTuple

from attrs import evolve, frozen
from django.db import connection

from gangyao.core.quantity.quantity import Quantity
from gangyao.core.search.matching import KEY_BITS, Hits, characters_needed, find_hits, place_of, rank_of
from gangyao.core.search.passages import Rank
from gangyao.core.search.query import Query
from gangyao.store.bundle_form import from_plain
from gangyao.store.models import PlanRow
from gangyao.store.search_index import TEXT


class Kind(StrEnum):
    """What is found."""

    TARGET = "target"
    TEXT = "text"
    STATEMENT = "statement"


@frozen
class Found:
    """A passage that was found.

    Attributes:
        kind: what it is.
        rank: which part of a text.
        plan_id: whose it is.
        plan_title: the plan's title as printed.
        digest: the text is a summary, not the official one.
        start: first character in the source.
        end: one past the last.
        text: the passage, of a record its name.
        path: headings above it, outermost first.
        record: id of the target or statement; empty for text.
        quantity: of a record.
        horizon: of a record.
        aliases: of a record: other names of its indicator.
    """

    kind: Kind
    rank: Rank
    plan_id: str
    plan_title: str
    digest: bool
    start: int
    end: int
    text: str
    path: tuple[str, ...]
    record: str
    quantity: Quantity | None
    horizon: str
    aliases: tuple[str, ...]


@frozen
class Findings:
    """What a query found.

    Attributes:
        counts: how many of each kind, in the plan asked for or in all.
        plans: id → title of each plan in which something of the kinds asked for was found, in order of plans; the one
            asked for is among them.
        by_plan: id → how many.
        found: kind → the stretch of results asked for, best first.
    """

    counts: Mapping[Kind, int]
    plans: Mapping[str, str]
    by_plan: Mapping[str, int]
    found: Mapping[Kind, tuple[Found, ...]]

    @property
    def all(self) -> int:
        """Results of all kinds."""
        return sum(self.counts.values())


def search(query: Query, *, plan_id: str = "", first: int = 0, wanted: Mapping[Kind, int]) -> Findings:
    """Searches all plans that are not archived.

    Args:
        query: what is asked; without words nothing is found.
        plan_id: gives results of this plan alone; the plans are counted all the same.
        first: how many results of each kind are passed over.
        wanted: kind → how many results to give after those.
    """
    entries = _entries(query) if query.words else {}
    hits = {id_: found for id_, packed in entries.items() if (found := find_hits(query, packed.get))}
    shelves = _shelves(hits) if hits else []
    counts: Counter[Kind] = Counter()
    by_plan: Counter[str] = Counter()
    orders: dict[Kind, list[int]] = {kind: [] for kind in wanted}
    for place, shelf in enumerate(shelves):
        for kind, part in _by_kind(shelf, hits[shelf.id]):
            by_plan[shelf.plan_id] += len(part.weights) if kind in wanted else 0
            if plan_id in ("", shelf.plan_id):
                counts[kind] += len(part.weights)
                if kind in wanted:
                    orders[kind] += part.orders(place, later=shelf.digest)
    best = {kind: [*map(place_of, nsmallest(first + most, orders[kind])[first:])] for kind, most in wanted.items()}
    titles = {shelf.plan_id: shelf.title for shelf in shelves if by_plan[shelf.plan_id]}
    if plan_id and plan_id not in titles:
        titles.update(PlanRow.objects.filter(plan_id=plan_id, archived_at=None).values_list("plan_id", "title"))
    return Findings(
        counts,
        titles,
        by_plan,
        _found_at(best, shelves),
    )


class _Shelf(NamedTuple):
    area_code: str
    first_year: int
    plan_id: str
    kind: str
    id: int
    digest: bool
    title: str


# Statements of our own: what the ORM takes to write and read these is as long as the rest of a search.
_SHELVES = """
SELECT p.area_code, p.first_year, p.plan_id, s.kind, s.id, s.digest, p.title
FROM store_searchshelf s JOIN store_planrow p ON p.plan_id = s.plan_id WHERE p.archived_at IS NULL
"""
_ENTRIES = """SELECT shelf_id, "character", packed FROM store_searchposting WHERE "character" IN """
_PASSAGES = """SELECT place, start, "end", text, path, record, facts FROM store_searchpassage WHERE place IN """


def _shelves(ids: Collection[int]) -> list[_Shelf]:
    """Those shelves whose plans are not archived, in the order in which plans are listed."""
    with connection.cursor() as cursor:
        cursor.execute(_SHELVES)
        return sorted(_Shelf(*row) for row in cursor.fetchall() if row[4] in ids)


def _entries(query: Query) -> dict[int, dict[str, bytes]]:
    """Shelf → first character → packed entries, as far as the query needs them."""
    needed = [ord(char) for char in characters_needed(query)]
    entries: defaultdict[int, dict[str, bytes]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(f"{_ENTRIES}({', '.join(['%s'] * len(needed))})", needed)
        for shelf, character, packed in cursor.fetchall():
            entries[shelf][chr(character)] = bytes(packed)
    return entries


def _by_kind(shelf: _Shelf, hits: Hits) -> Iterable[tuple[Kind, Hits]]:
    """The hits of a shelf; those among records apart by what they are."""
    if shelf.kind == TEXT:
        return ((Kind.TEXT, hits),)
    targets = {key: weight for key, weight in hits.weights.items() if rank_of(key) == Rank.TARGET}
    others = {key: weight for key, weight in hits.weights.items() if key not in targets}
    return ((Kind.TARGET, evolve(hits, weights=targets)), (Kind.STATEMENT, evolve(hits, weights=others)))


def _found_at(best: Mapping[Kind, list[tuple[int, int]]], shelves: list[_Shelf]) -> dict[Kind, tuple[Found, ...]]:
    """The passages at places, in one question to the database."""
    places = {(shelf, key): shelves[shelf].id << KEY_BITS | key for chosen in best.values() for shelf, key in chosen}
    rows: dict[int, tuple[Any, ...]] = {}
    if places:
        with connection.cursor() as cursor:
            cursor.execute(f"{_PASSAGES}({', '.join(['%s'] * len(places))})", list(places.values()))
            rows = {row[0]: row[1:] for row in cursor.fetchall()}
    return {
        kind: tuple(_found(kind, shelves[at[0]], at[1], rows[places[at]]) for at in chosen if places[at] in rows)
        for kind, chosen in best.items()
    }


def _found(kind: Kind, shelf: _Shelf, key: int, row: tuple[Any, ...]) -> Found:
    start, end, text, path, record, written = row
    facts = json.loads(written)
    return Found(
        kind=kind,
        rank=Rank(rank_of(key)),
        plan_id=shelf.plan_id,
        plan_title=shelf.title,
        digest=bool(shelf.digest),
        start=start,
        end=end,
        text=text,
        path=tuple(json.loads(path)),
        record=record,
        quantity=from_plain(facts["quantity"], Quantity, {}) if facts else None,
        horizon=facts.get("horizon", ""),
        aliases=tuple(facts.get("aliases", ())),
    )
