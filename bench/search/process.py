"""Indexes made-up plans in the database of this process, then times queries. Prints one JSON object.

python -m bench.search.process SENTENCES REPEATS
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import django


def main(sentences: int, repeats: int) -> int:
    """Fills an empty database and measures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangyao.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    built = fill(sentences)
    print(json.dumps({**built, "queries": time_queries(repeats), **sizes()}, ensure_ascii=False))
    return 0


def fill(sentences: int) -> dict[str, Any]:
    """Stores and indexes made-up plans, one transaction a plan as a reading does."""
    from django.db import connection

    from bench.search.made_up import make_plans
    from gangyao.store.models import SearchPassage, SearchPosting

    plans, seconds = 0, 0.0
    for made in make_plans(sentences):
        plans += 1
        seconds += _index(made.id, made.title, made.text)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        "plans": plans, "passages": SearchPassage.objects.count(), "entries": SearchPosting.objects.count(),
        "index_seconds": seconds, "index_seconds_a_plan": seconds / plans,
    }  # fmt: skip


def _index(plan_id: str, title: str, text: str) -> float:
    """Seconds that the index of a plan takes; parsing is not among them."""
    from django.db import transaction

    from gangyao.core.document.document import RawText, Source
    from gangyao.core.document.parse import parse_document
    from gangyao.core.indicator.lexicon import Lexicon
    from gangyao.core.plan.plan import Area, Plan
    from gangyao.store.models import PlanRow
    from gangyao.store.search_index import index_plan

    source = Source("0" * 16, "0" * 64, f"{plan_id}.txt", "txt", "utf-8", len(text))
    document = parse_document(RawText(source, text))
    plan = Plan(plan_id, title, "outline", Area("", ""), (2021, 2025), (document.source,))
    assert document.folded.text
    with transaction.atomic():
        PlanRow.objects.create(
            plan_id=plan_id, title=title, kind="outline", first_year=2021, last_year=2025, current_reading=1
        )
        before = perf_counter()
        index_plan(plan, document, Lexicon())
    return perf_counter() - before


def time_queries(repeats: int) -> list[dict[str, Any]]:
    """Each query by the index, with counts, order and the first page, and a LIKE scan that only counts."""
    from bench.search.made_up import QUERIES

    return [{"group": group, **_time_query(query, repeats)} for group, queries in QUERIES.items() for query in queries]


def _time_query(asked: str, repeats: int) -> dict[str, Any]:
    from gangyao.core.search.query import parse_query
    from gangyao.store.search import Kind, search

    def by_index() -> int:
        found = search(parse_query(asked), wanted={Kind.TARGET: 5, Kind.TEXT: 10, Kind.STATEMENT: 5})
        return found.all

    index, scan = _best(by_index, repeats), _best(lambda: _scan(asked), max(3, repeats // 2))
    return {
        "query": asked, "found": index[1], "found_by_scan": scan[1], "index_seconds": index[0], "scan_seconds": scan[0],
        "speed_up": scan[0] / index[0],
    }  # fmt: skip


def _scan(asked: str) -> int:
    """How many rows of plans that are not archived a LIKE '%…%' for each word finds."""
    from gangyao.store.models import SearchPassage

    rows = SearchPassage.objects.filter(shelf__plan__archived_at=None)
    for word in asked.split():
        excluded = word.startswith("-")
        rows = rows.exclude(text__contains=word[1:]) if excluded else rows.filter(text__contains=word)
    return rows.count()


def _best(run: Callable[[], int], repeats: int) -> tuple[float, int]:
    """Seconds of the best run, and what it gave."""
    seconds = []
    for _ in range(repeats):
        before = perf_counter()
        given = run()
        seconds.append(perf_counter() - before)
    return min(seconds), given


def sizes() -> dict[str, int]:
    """Bytes of the entries alone, of the passages' text, and of the whole database."""
    from django.db import connection

    with connection.cursor() as cursor:
        length = "octet_length" if connection.vendor == "postgresql" else "length"
        cursor.execute(f"SELECT SUM({length}(packed)) FROM store_searchposting")
        packed = int(cursor.fetchone()[0])
        cursor.execute("SELECT SUM(length(text)) FROM store_searchpassage")
        characters = int(cursor.fetchone()[0])
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return {"packed_bytes": packed, "characters": characters, "database_bytes": int(cursor.fetchone()[0])}


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), int(sys.argv[2])))
