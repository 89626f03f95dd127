"""The shipped rules suggest somebody for nearly everything that a district's plan is to do."""

from __future__ import annotations

from gangyao.core.document.document import Document, NodeKind
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.responsibility.suggestion import Suggestion, suggest
from gangyao.ingest.bundled import bundled
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_responsibility


def _digest() -> Document:
    data = (bundled("plans") / "ziliujing-14" / "digest.txt").read_bytes()
    return parse_document(read_file(data, "digest.txt", digest=True))


def _suggestions(document: Document) -> list[Suggestion]:
    """One for each sentence under a chapter."""
    found = []
    for index, node in document.of_kind(NodeKind.SENTENCE):
        titles = [document.nodes[above].title for above in document.path(index) if document.nodes[above].title]
        words = document.text[node.start : node.end]
        if titles:
            rules = load_responsibility()
            found.append(suggest(object_head="", clause=words, sentence=words, headings=titles, rules=rules))
    return found


def test_nearly_every_sentence_of_the_bundled_plan_has_a_suggestion_that_names_its_word() -> None:
    suggestions = _suggestions(_digest())
    assert len(suggestions) > 100
    assert sum(bool(found.lead) for found in suggestions) >= 0.97 * len(suggestions)
    assert all("含“" in found.rule for found in suggestions if found.lead)


def test_no_field_swallows_the_plan() -> None:
    fields = [found.field for found in _suggestions(_digest())]
    assert len(set(fields)) > 30
    assert max(map(fields.count, set(fields))) < 0.15 * len(fields)
