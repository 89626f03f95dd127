"""The names that the first plan holds are found; `pytest -s` prints precision and recall for each kind."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from gangyao.core.document.parse import parse_document
from gangyao.core.plan.entities.finding import find_entities
from gangyao.core.plan.entity import Entity
from gangyao.core.plan.identity.identity import identify
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_vocabulary

LABELS = Path(__file__).parent / "labels" / "entities"
# Lowest recall and precision for each kind. Enterprises that the text never calls so are not guessed.
BARS = {
    "agency": (0.95, 0.95),
    "enterprise": (0.70, 0.95),
    "institution": (0.90, 0.90),
    "place": (0.93, 0.93),
    "higher-plan": (0.95, 0.93),
    "authority": (0.95, 0.95),
}

Span = tuple[int, int]


@pytest.fixture(scope="module")
def entities(corpus: Path) -> tuple[Entity, ...]:
    """What is found in the first plan."""
    source = corpus / "plans" / "ziliujing-14.txt"
    document = parse_document(read_file(source.read_bytes(), source.name))
    vocabulary = load_vocabulary()
    identity = identify(document, vocabulary.gazetteer)
    return find_entities(document, identity.profile, identity.area, vocabulary.known_names)


def _labels() -> list[tuple[Span, str, str]]:
    with (LABELS / "ziliujing-14.tsv").open(encoding="utf8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [((int(row["start"]), int(row["end"])), row["kind"], row["origin"]) for row in rows]


def _meet(one: Span, two: Span) -> bool:
    """One span holds the other."""
    return (one[0] <= two[0] and two[1] <= one[1]) or (two[0] <= one[0] and one[1] <= two[1])


def test_names_of_every_kind_are_found_and_little_else(entities: tuple[Entity, ...]) -> None:
    found = [((a.start, a.end), entity.kind.value) for entity in entities for a in entity.anchors]
    optional = [span for span, _, origin in _labels() if origin == "optional"]
    wanted = [(span, kind) for span, kind, origin in _labels() if origin != "optional"]
    hits: Counter[str] = Counter()
    used: set[Span] = set()
    for span, kind in wanted:
        hit = next((f for f, k in found if f not in used and k == kind and _meet(f, span)), None)
        if hit is not None:
            used.add(hit)
            hits[kind] += 1
    extra = Counter(k for f, k in found if f not in used and not any(f[0] < b and a < f[1] for a, b in optional))
    figures = {}
    for kind, total in Counter(kind for _, kind in wanted).items():
        figures[kind] = hits[kind] / total, hits[kind] / (hits[kind] + extra[kind])
        print(f"{kind}: {total} labelled, recall {figures[kind][0]:.3f}, precision {figures[kind][1]:.3f}")
    below = {
        kind: figures[kind] for kind, bar in BARS.items() if figures[kind][0] < bar[0] or figures[kind][1] < bar[1]
    }
    assert below == {}


def test_every_thing_stands_once_and_has_an_id_of_its_own(entities: tuple[Entity, ...]) -> None:
    assert len({entity.id for entity in entities}) == len(entities)
    spans = [(a.start, a.end) for entity in entities for a in entity.anchors]
    assert len(spans) == len(set(spans))


def test_names_do_not_overlap(entities: tuple[Entity, ...]) -> None:
    spans = sorted((a.start, a.end) for entity in entities for a in entity.anchors)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
