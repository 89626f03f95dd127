"""Kinds of clauses, acts and their objects beside hand labels: figures per text and chapter, and the bars of the blind sets.

.venv/bin/python -m pytest -s tests/golden/test_clauses.py     prints the figures
"""

from __future__ import annotations

import csv
import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from attrs import frozen

from gangyao.core.document.document import NodeKind
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.clauses.read import ReadClause, read_clauses
from gangyao.core.plan.clauses.segment import cut_clauses
from gangyao.core.plan.commitment import ClauseKind
from gangyao.core.plan.identity.profile import read_profile
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_verbs
from gangyao.pipeline import Compilation, compile_text

_CORPUS = Path(os.environ.get("GANGYAO_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
_TEXTS = sorted(str(path.relative_to(_CORPUS)) for path in _CORPUS.glob("plans/**/*.txt"))
LABELS = Path(__file__).parent / "labels" / "clauses"
BARS = {"promise precision": 0.92, "promise recall": 0.92, "kind": 0.90, "object head": 0.85}
_HEAD = "object head"
BY_CHAPTER = frozenset({"ziliujing-14"})
SEPARATORS = frozenset(",，;；。｡\u200b\ufeff")
Span = tuple[int, int]


@frozen
class Label:
    """What a reader said of one clause; a head is a span of the source text.

    Attributes:
        span: of the clause.
        kind: what it does.
        heads: of a promise, the head of its first object, the one that was settled on first.
    """

    span: Span
    kind: str
    heads: tuple[Span, ...]


@frozen
class Labelled:
    """One file of labels."""

    name: str
    text: str
    group: str

    def labels(self) -> list[Label]:
        """Its clauses in order."""
        with (LABELS / f"{self.name}.tsv").open(encoding="utf8", newline="") as file:
            return [_label(row) for row in csv.DictReader(file, delimiter="\t")]


@frozen
class Judged:
    """A labelled clause beside what was read; head is of the object that was read, as printed."""

    label: Label
    read: ReadClause | None
    heads: tuple[str, ...]
    head: str

    @property
    def kind(self) -> str:
        return self.read.clause.kind.value if self.read else ""


def _label(row: dict[str, str]) -> Label:
    heads = ((row["head_start"], row["head_end"]), (row.get("head2_start"), row.get("head2_end")))
    spans = tuple((int(start), int(end)) for start, end in heads if start and end)
    return Label((int(row["start"]), int(row["end"])), row["kind"], spans)


def _labelled() -> list[Labelled]:
    with (LABELS / "index.tsv").open(encoding="utf8", newline="") as file:
        return [Labelled(row["labels"], row["text"], row["set"]) for row in csv.DictReader(file, delimiter="\t")]


def _judge(compiled: Compilation, labels: Sequence[Label]) -> list[Judged]:
    text = compiled.document.text
    by_span = {(read.clause.anchor.start, read.clause.anchor.end): read for read in compiled.clauses}
    judged = []
    for label in labels:
        read = by_span.get(label.span)
        head = read.act.object_head if read and read.act else None
        place = read.source(compiled.document.folded, head) if read and head else (0, 0)
        judged.append(Judged(label, read, tuple(_words(text, span) for span in label.heads), _words(text, place)))
    return judged


def _words(text: str, span: Span) -> str:
    return re.sub(r"\s", "", text[span[0] : span[1]])


def _figures(judged: Sequence[Judged]) -> dict[str, float]:
    promise = ClauseKind.PROMISE.value
    count: Counter[str] = Counter()
    for one in judged:
        count["read"] += one.kind == promise
        count["labelled"] += one.label.kind == promise
        count["kind"] += one.kind == one.label.kind
        if one.kind == one.label.kind == promise:
            count["both"] += 1
            count["equal"] += one.head in one.heads[:1]
            count["either"] += one.head in one.heads
            count["within"] += any(one.head and (one.head in head or head in one.head) for head in one.heads)
    both = count["both"] or 1
    return {
        "clauses": len(judged),
        "promise precision": count["both"] / (count["read"] or 1),
        "promise recall": count["both"] / (count["labelled"] or 1),
        "kind": count["kind"] / (len(judged) or 1),
        "object head": count["either"] / both,
        "head settled": count["equal"] / both,
        "head within": count["within"] / both,
    }


def _line(name: str, figures: dict[str, float]) -> str:
    shown = "  ".join(f"{key} {value:.3f}" for key, value in figures.items() if key != "clauses")
    return f"{name:34} {figures['clauses']:4.0f}  {shown}"


def _by_chapter(compiled: Compilation, judged: Sequence[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    chapters = [node for _, node in compiled.document.of_kind(NodeKind.CHAPTER)]
    starts = [node.start for node in chapters]
    for place in range(len(chapters) + 1):
        group = [one for one in judged if bisect_right(starts, one.label.span[0]) == place]
        if group:
            yield (chapters[place - 1].label if place else "卷首"), group


@pytest.mark.parametrize("labelled", _labelled(), ids=lambda labelled: labelled.name)
def test_clauses_are_what_readers_said_they_are(labelled: Labelled, corpus: Path) -> None:
    path = corpus / labelled.text
    compiled = compile_text(path.read_bytes(), path.name)
    judged = _judge(compiled, labelled.labels())
    figures = _figures(judged)
    print("\n" + _line(f"{labelled.name} ({labelled.group})", figures))
    if labelled.name in BY_CHAPTER:
        for chapter, group in _by_chapter(compiled, judged):
            print(_line(f"  {chapter}", _figures(group)))
    assert all(one.read for one in judged), "every labelled clause is cut as the readers saw it"
    if labelled.group == "blind":
        bars = {name: bar for name, bar in BARS.items() if name != _HEAD}
        assert {name: figures[name] for name, bar in bars.items() if figures[name] < bar} == {}


@pytest.mark.xfail(
    strict=True, reason="not reached yet: heads are equal in .73 and .76, one within the other in .94 and .97"
)
@pytest.mark.parametrize("labelled", [one for one in _labelled() if one.group == "blind"], ids=lambda one: one.name)
def test_heads_of_objects_are_those_that_readers_named(labelled: Labelled, corpus: Path) -> None:
    path = corpus / labelled.text
    figures = _figures(_judge(compile_text(path.read_bytes(), path.name), labelled.labels()))
    assert figures[_HEAD] >= BARS[_HEAD]


@pytest.mark.parametrize("name", _TEXTS)
def test_every_clause_of_a_text_has_one_kind_and_nothing_is_left_over(name: str, corpus: Path) -> None:
    path = corpus / name
    document = parse_document(read_file(path.read_bytes(), path.name))
    read = read_clauses(document, read_profile(document), load_verbs())
    left_over, position = [], 0
    for one in read:
        left_over.append(document.text[position : one.clause.anchor.start])
        position = one.clause.anchor.end
    assert not set("".join("".join([*left_over, document.text[position:]]).split())) - SEPARATORS
    cut = [document.folded.to_source(start, end) for start, end in cut_clauses(document.folded.text)]
    assert [(one.clause.anchor.start, one.clause.anchor.end) for one in read] == cut
