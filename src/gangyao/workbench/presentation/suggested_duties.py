"""Who could lead each promise of a plan, by the rules of vocabulary/responsibility.yaml; nothing of it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import evolve

from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.responsibility.suggestion import Suggestion, suggest
from gangyao.ingest.vocabulary import load_responsibility
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.agencies_here import agency_here
from gangyao.workbench.presentation.outline import headings_above_each, place_of
from gangyao.workbench.presentation.passages import sentence_around


def suggestions(stored: StoredPlan) -> Mapping[str, Suggestion]:
    """Id of each promise → who could lead and cooperate, as the plan's area writes their names."""
    promises, area = stored.plan.commitments, stored.plan.area.name
    above = headings_above_each(stored.plan, [one.anchor.start for one in promises])
    headings = (tuple(entry.title for entry in entries) for entries in above)
    return {
        one.id: _named_here(_suggest(*_words(stored, one), titles), area)
        for one, titles in zip(promises, headings, strict=True)
    }


def suggestion_for(stored: StoredPlan, promise: Commitment) -> Suggestion:
    """The same for one promise."""
    titles = tuple(entry.title for entry in place_of(stored.plan, promise.anchor.start))
    return _named_here(_suggest(*_words(stored, promise), titles), stored.plan.area.name)


def _words(stored: StoredPlan, promise: Commitment) -> tuple[str, str, str]:
    """What a rule looks at: the object, the clause and its sentence, folded."""
    folded, anchor = stored.document.folded, promise.anchor
    start, end = sentence_around(stored.document, anchor, promise.node)
    places = map(folded.from_source, (anchor.start, anchor.end, start, end))
    clause_start, clause_end, sentence_start, sentence_end = places
    text = folded.text
    return promise.object_head, text[clause_start:clause_end], text[sentence_start:sentence_end]


@lru_cache(maxsize=20_000)
def _suggest(object_head: str, clause: str, sentence: str, headings: tuple[str, ...]) -> Suggestion:
    """Every page of a plan asks for the same thousands again."""
    rules = load_responsibility()
    return suggest(object_head=object_head, clause=clause, sentence=sentence, headings=headings, rules=rules)


@lru_cache(maxsize=20_000)
def _named_here(suggestion: Suggestion, area: str) -> Suggestion:
    if not suggestion.lead:
        return suggestion
    cooperating = tuple(agency_here(name, area) for name in suggestion.cooperating)
    return evolve(suggestion, lead=agency_here(suggestion.lead, area), cooperating=cooperating)
