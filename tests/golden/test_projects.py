"""Projects of the first plan beside a list made by hand: precision and recall by chapter.

.venv/bin/python -m pytest -s tests/golden/test_projects.py     prints the table

The list names no kind of facility twice and of an enumeration of small facilities often one. What is found beyond it
is therefore judged twice: as wrong (raw), and by the tsv of finds that were judged one by one to be projects.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen

from gangyao.cli.projecting import project_lines
from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_project_types

_LABELS = Path(__file__).with_name("labels") / "projects"
_BAR = 0.90
_RAW = 0.65  # floor of precision where nothing beyond the list counts
_TYPES, _COUNTS = 0.80, 1.0
_REASONS = {"named-again", "designation", "programme", "facility", "kind", "event", "platform"}
_GROSSLY = 2  # a name longer than this many times the listed one, and six characters, is another


@frozen
class Row:
    """One accepted place of an entry, or one find beyond the list."""

    start: int
    end: int
    chapter: int = 0
    group: int = 0
    type: str = ""
    count: str = ""


@frozen
class Found:
    """The program's mentions beside the list."""

    text: str
    gold: list[Row]
    more: list[Row]
    lines: list[dict[str, Any]]
    hits: dict[int, list[tuple[Row, dict[str, Any]]]] = field(factory=lambda: defaultdict(list))

    def rows_of(self, line: dict[str, Any]) -> list[Row]:
        """Listed rows that a mention overlaps without being grossly longer."""
        rows = [row for row in self.gold if row.start < line["end"] and line["start"] < row.end]
        longest = max((_length(self.text, row.start, row.end) for row in rows), default=0)
        length = _length(self.text, line["start"], line["end"])
        return rows if length <= max(_GROSSLY * longest, longest + 6) else []


def _length(text: str, start: int, end: int) -> int:
    return len("".join(text[start:end].split()))


def _rows(name: str, text: str) -> list[Row]:
    rows = []
    with (_LABELS / name).open(encoding="utf8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            start, end = int(row["start"]), int(row["end"])
            assert hashlib.sha256(text[start:end].encode()).hexdigest()[:16] == row["sha256"], "another text"
            assert row.get("reason", "kind") in _REASONS
            chapter, group = int(row.get("chapter") or 0), int(row.get("group") or 0)
            rows.append(Row(start, end, chapter, group, row.get("type", ""), row.get("count", "")))
    return rows


@pytest.fixture(scope="module")
def document(corpus: Path) -> Document:
    path = corpus / "plans" / "ziliujing-14.txt"
    return parse_document(read_file(path.read_bytes(), path.name))


@pytest.fixture(scope="module")
def found(document: Document) -> Found:
    gold, more = _rows("ziliujing-14.tsv", document.text), _rows("ziliujing-14-more.tsv", document.text)
    result = Found(document.text, gold, more, list(project_lines(document)))
    for line in result.lines:
        for row in result.rows_of(line):
            result.hits[row.group].append((row, line))
    return result


def _chapter(found: Found, start: int) -> int:
    """The chapter of the listed place before."""
    return max(
        (row for row in found.gold if row.start <= start), key=lambda row: row.start, default=found.gold[0]
    ).chapter


def _table(found: Found) -> dict[int | str, list[int]]:
    """Chapter → entries, entries found, mentions, on the list, judged right beyond it; last the whole."""
    table: dict[int | str, list[int]] = defaultdict(lambda: [0] * 5)
    first = {row.group: row.chapter for row in reversed(found.gold)}
    for group, chapter in first.items():
        table[chapter][0] += 1
        table[chapter][1] += group in found.hits
    more = {(row.start, row.end) for row in found.more}
    for line in found.lines:
        counts = table[_chapter(found, line["start"])]
        listed = bool(found.rows_of(line))
        counts[2] += 1
        counts[3] += listed
        counts[4] += not listed and (line["start"], line["end"]) in more
    table["all"] = [sum(column) for column in zip(*table.values(), strict=True)]
    return table


def test_the_projects_of_the_list_are_found_and_little_else(found: Found) -> None:
    table = _table(found)
    print("\nchapter entries found  recall | mentions listed   raw | judged  with them")
    for chapter, (entries, hit, mentions, listed, more) in sorted(
        table.items(), key=lambda item: str(item[0]).zfill(3)
    ):
        recall = hit / entries if entries else 1.0
        raw, judged = (listed / mentions, (listed + more) / mentions) if mentions else (1.0, 1.0)
        print(
            f"{chapter!s:>7} {entries:7} {hit:5} {recall:7.3f} | {mentions:8} {listed:6} {raw:5.3f} | {more:6} {judged:10.3f}"
        )
    entries, hit, mentions, listed, more = table["all"]
    assert hit / entries >= _BAR
    assert (listed + more) / mentions >= _BAR
    assert listed / mentions >= _RAW


def test_what_was_judged_beyond_the_list_is_still_found(found: Found) -> None:
    spans = {(line["start"], line["end"]) for line in found.lines}
    assert [row for row in found.more if (row.start, row.end) not in spans] == [], "take these lines out of the tsv"


def test_types_are_those_chosen_by_hand_for_most(found: Found) -> None:
    labels = load_project_types().labels
    assert {row.type for row in found.gold} <= set(labels)
    pairs = [(row.type, line["type"]) for hits in found.hits.values() for row, line in hits]
    share = sum(left == right for left, right in pairs) / len(pairs)
    print(f"\ntypes as chosen by hand: {share:.3f} of {len(pairs)}")
    assert share >= _TYPES


def test_counts_are_read_where_the_text_says_how_many(found: Found) -> None:
    numbered = {row.group: row for row in found.gold if row.count and row.count != "vague" and row.group in found.hits}
    right = [
        group for group, row in numbered.items() if any(line["count"] == row.count for _, line in found.hits[group])
    ]
    vague = {row.group for row in found.gold if row.count == "vague" and row.group in found.hits}
    said = [group for group in vague if any(line["vague"] for _, line in found.hits[group])]
    print(f"\ncounts: {len(right)} of {len(numbered)}; a number left open: {len(said)} of {len(vague)}")
    assert len(right) / len(numbered) >= _COUNTS
    assert len(said) / len(vague) >= _BAR
