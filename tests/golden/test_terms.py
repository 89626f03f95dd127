"""The marked terms and bundles of the first plan are found; `pytest -s` prints how many, and how many with members."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from attrs import frozen

from gangyao.core.document.parse import parse_document
from gangyao.core.plan.term import Term
from gangyao.core.plan.terms.finding import find_terms
from gangyao.ingest.readers import read_file

LABELS = Path(__file__).parent / "labels" / "terms"
MARKED = 33
LOWEST_BUNDLES = 0.95
LOWEST_PRECISION = 0.90

Span = tuple[int, int]


@frozen
class Label:
    """One labelled term."""

    span: Span
    mark: str
    cardinality: int | None
    members: tuple[Span, ...]
    origin: str


@pytest.fixture(scope="module")
def terms(corpus: Path) -> tuple[Term, ...]:
    """What is found in the first plan."""
    source = corpus / "plans" / "ziliujing-14.txt"
    return find_terms(parse_document(read_file(source.read_bytes(), source.name)))


def _labels(*origins: str) -> list[Label]:
    with (LABELS / "ziliujing-14.tsv").open(encoding="utf8", newline="") as file:
        labels = [_label(row) for row in csv.DictReader(file, delimiter="\t")]
    return [label for label in labels if label.origin in origins]


def _label(row: dict[str, str]) -> Label:
    members = tuple((int(a), int(b)) for a, b in (span.split("-") for span in row["members"].split(";") if span))
    number = int(row["cardinality"]) if row["cardinality"] else None
    return Label((int(row["start"]), int(row["end"])), row["mark"], number, members, row["origin"])


def _meets(span: Span, other: Span) -> bool:
    """One span holds the other."""
    return (span[0] <= other[0] and other[1] <= span[1]) or (other[0] <= span[0] and span[1] <= other[1])


def _found(label: Label, terms: tuple[Term, ...]) -> Term | None:
    return next((term for term in terms for a in term.anchors if _meets((a.start, a.end), label.span)), None)


def test_every_marked_term_is_found_with_its_mark_and_is_unexplained(terms: tuple[Term, ...]) -> None:
    labels = _labels("mark")
    found = [_found(label, terms) for label in labels]
    right = [term for label, term in zip(labels, found, strict=True) if term and term.mark == label.mark]
    print(f"marked terms: {len(labels)} labelled, {len(right)} found with their mark")
    assert len(labels) == len(right) == MARKED
    assert all("unexplained" in term.doubts and term.body is None for term in right)


def test_a_mark_that_comes_twice_or_too_early_is_doubted(terms: tuple[Term, ...]) -> None:
    double = [term for term in terms if "mark-double" in term.doubts]
    early = [term for term in terms if "mark-out-of-order" in term.doubts]
    assert [term.mark for term in double] == ["[4]", "[4]"]
    assert early == double[:1]


def test_bundles_are_found_and_little_else(terms: tuple[Term, ...]) -> None:
    labels = _labels("bundle")
    found = [term for label in labels if (term := _found(label, terms))]
    known = _labels("bundle", "mark", "optional")
    extra = [t for t in terms if not any(_meets((a.start, a.end), label.span) for label in known for a in t.anchors)]
    precision = 1 - len(extra) / len(terms)
    print(
        f"bundles: {len(labels)} labelled, recall {len(found) / len(labels):.3f}; all terms: precision {precision:.3f}"
    )
    assert len(found) / len(labels) >= LOWEST_BUNDLES
    assert precision >= LOWEST_PRECISION


def test_a_name_announces_as_many_members_as_it_is_labelled_with(terms: tuple[Term, ...]) -> None:
    labels = [label for label in _labels("mark", "bundle") if label.cardinality]
    wrong = [label for label in labels if (term := _found(label, terms)) and term.cardinality != label.cardinality]
    print(f"cardinality: {len(labels)} labelled, {len(labels) - len(wrong)} right")
    assert wrong == []


def test_members_are_found_where_the_text_gives_them_and_nowhere_else(terms: tuple[Term, ...]) -> None:
    given = [label for label in _labels("mark", "bundle") if label.members]
    right = [label for label in given if _same_members(label, _found(label, terms))]
    print(f"members: {len(given)} bundles labelled, {len(right)} right")
    assert right == given
    silent = [label for label in _labels("mark", "bundle", "optional") if not label.members]
    assert [term.name for label in silent if (term := _found(label, terms)) and term.members] == []


def _same_members(label: Label, term: Term | None) -> bool:
    spans = [(a.start, a.end) for a in term.member_anchors] if term else []
    return len(spans) == len(label.members) and all(map(_meets, spans, label.members))
