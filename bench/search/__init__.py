"""The search beside a LIKE scan of the same rows, on SQLite and on PostgreSQL.

    made_up ──▶ process (one a database: index, queries, sizes) ──▶ speed-up

The index answers as the page does: it finds, verifies, counts by kind and by plan, orders, and reads the first page. The
scan only counts, which is the least a page without an index would have to do.
"""

from __future__ import annotations

from statistics import median
from typing import Any

from bench.search.databases import NoPostgresql, on_postgresql, on_sqlite

SENTENCES = 100_000
SPEED_UP = 10  # at least so many times as fast as the scan, median over frequent, rare and absent words
BARRED = ("frequent", "rare", "absent")
REPEATS = 9


def run() -> dict[str, Any]:
    """Both databases, one after the other."""
    return measure(SENTENCES, REPEATS)


def measure(sentences: int, repeats: int) -> dict[str, Any]:
    """Both databases over so many sentences.

    Args:
        sentences: made up.
        repeats: how often each query is timed; the best counts.
    """
    result: dict[str, Any] = {"sentences": sentences, "made_up": True, "at_least": SPEED_UP, "databases": {}}
    result["databases"]["sqlite"] = summed(on_sqlite(sentences, repeats))
    try:
        result["databases"]["postgresql"] = summed(on_postgresql(sentences, repeats))
    except NoPostgresql as reason:
        result["databases"]["postgresql"] = {"missing": str(reason)}
    return result


def summed(measured: dict[str, Any]) -> dict[str, Any]:
    """The measurement with its medians."""
    queries = measured["queries"]
    groups = dict.fromkeys(query["group"] for query in queries)
    of_groups = {group: median(q["speed_up"] for q in queries if q["group"] == group) for group in groups}
    return {
        "speed_up": median(query["speed_up"] for query in queries if query["group"] in BARRED),
        "speed_up_by_group": of_groups,
        "all_found_alike": all(query["found"] == query["found_by_scan"] for query in queries),
        **measured,
    }
