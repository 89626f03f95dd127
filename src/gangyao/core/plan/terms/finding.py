"""From a text to its terms: those with a mark, those that a list explains, and named bundles with their members."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, pairwise

from attrs import define, field

from gangyao.core.document.document import Anchor, Document, NodeKind
from gangyao.core.plan.identifier import slug
from gangyao.core.plan.term import Term
from gangyao.core.plan.terms.bundles import find_bundles
from gangyao.core.plan.terms.cardinality import parts_of
from gangyao.core.plan.terms.doubt import TermDoubt
from gangyao.core.plan.terms.glossary import find_explained
from gangyao.core.plan.terms.marked import find_marked
from gangyao.core.plan.terms.members import (
    members_after,
    members_before,
    members_by_kind,
    members_in,
    names_made,
    names_of_leads,
)

Span = tuple[int, int]
_QUOTES = str.maketrans("", "", "“”")
_CODE = re.compile(r"[\x21-\x7e]+")
_SHORTEST_PLAIN = 4  # characters of a name that is looked for without quotation marks too
_TRIED = 30  # places of a bundle at which its members are looked for


@define
class _Draft:
    """What is known of a term so far, in positions of the folded text."""

    places: list[Span]
    mark: str = ""
    body: Span | None = None
    doubts: list[TermDoubt] = field(factory=list)


def find_terms(document: Document) -> tuple[Term, ...]:
    """The terms of a text in order of place; nothing is filled in that the text does not say.

    Args:
        document: the text.
    """
    drafts = _drafts(document)
    ordered = sorted(drafts.items(), key=lambda item: item[1].places[0])
    taken: set[str] = set()
    paragraphs = [(node.start, index) for index, node in document.of_kind(NodeKind.PARAGRAPH)]
    return tuple(_term(document, name, draft, taken, paragraphs) for name, draft in ordered)


def _drafts(document: Document) -> dict[str, _Draft]:
    text, folded = document.folded.text, document.folded
    drafts: dict[str, _Draft] = {}
    for marked in find_marked(document):
        name = text[marked.start : marked.end].translate(_QUOTES)
        body = marked.body and (folded.from_source(marked.body[0]), folded.from_source(marked.body[1]))
        draft = drafts.setdefault(name, _Draft([(marked.start, marked.end)], marked.mark, body, list(marked.doubts)))
        if draft.places[0] != (marked.start, marked.end):
            draft.places.append((marked.start, marked.end))
    for entry in find_explained(document):
        name = text[entry.start : entry.end].translate(_QUOTES).strip()
        draft = drafts.setdefault(name, _Draft([]))
        draft.body = draft.body or (entry.body_start, entry.body_end)
        draft.doubts = [doubt for doubt in draft.doubts if doubt is not TermDoubt.UNEXPLAINED]
        draft.places.append((entry.start, entry.end))
    for start, end in find_bundles(text):
        drafts.setdefault(text[start:end], _Draft([])).places.append((start, end))
    contents = [
        (folded.from_source(n.start), folded.from_source(n.end)) for _, n in document.of_kind(NodeKind.CONTENTS)
    ]
    for name, draft in drafts.items():
        draft.places = list(_all_places(text, name, draft, contents))
    _leave_to_longer(drafts)
    return {name: draft for name, draft in drafts.items() if draft.places}


def _leave_to_longer(drafts: Mapping[str, _Draft]) -> None:
    """A place inside the place of a longer term is that term's alone (“四上” in “四上”企业)."""
    spans = sorted((span for draft in drafts.values() for span in draft.places), key=lambda span: (span[0], -span[1]))
    inner = {span for before, span in pairwise(spans) if span != before and span[1] <= before[1]}
    for draft in drafts.values():
        draft.places = [span for span in draft.places if span not in inner]


def _all_places(text: str, name: str, draft: _Draft, contents: Sequence[Span]) -> Iterator[Span]:
    """Where a name stands: first the marked place, then the others in order, in quotation marks if it is short."""
    first = draft.places[:1] if draft.mark else []
    yield from first
    surfaces = {text[start:end] for start, end in draft.places} | {name}
    plain = len(name) >= _SHORTEST_PLAIN and not _CODE.fullmatch(name)
    found = {
        (match.start(1), match.end(1))
        for surface in surfaces
        for match in re.finditer(f"({re.escape(surface)})" if plain else f"(?<=“)({re.escape(surface)})(?=”)", text)
    }
    found |= set(draft.places)
    ordered = sorted(found, key=lambda span: (span[0], -span[1]))
    inside = {span for before, span in pairwise(ordered) if span[1] <= before[1]}
    for span in sorted(found - inside - set(first)):
        if not any(start <= span[0] < end for start, end in contents):
            yield span


def _term(document: Document, name: str, draft: _Draft, taken: set[str], paragraphs: Sequence[tuple[int, int]]) -> Term:
    def anchor(span: Span) -> Anchor:
        return Anchor(document.source.id, *document.folded.to_source(*span))

    parts = parts_of(_core(name))
    announced = sum(part.count for part in parts) or None
    members = _members(document, draft, name, paragraphs) if announced else ()
    missing = (TermDoubt.MEMBERS_MISSING,) if announced and not members else ()
    return Term(
        id=_free_id(slug(name) or "term", taken), name=name, anchors=tuple(map(anchor, draft.places)), mark=draft.mark,
        body=anchor(draft.body) if draft.body else None, cardinality=announced,
        members=tuple(document.folded.text[start:end] for start, end in members),
        member_anchors=tuple(map(anchor, members)), doubts=tuple(doubt.value for doubt in (*draft.doubts, *missing)),
    )  # fmt: skip


def _core(name: str) -> str:
    return name.replace("(", "").replace(")", "")


def _members(document: Document, draft: _Draft, name: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """The first list of the right length that the text gives for a bundle, at any of its places."""
    text, parts = document.folded.text, parts_of(_core(name))
    announced = sum(part.count for part in parts)
    if draft.body and (found := members_in(text, *draft.body, announced)):
        return found
    for start, end in draft.places[:_TRIED]:
        begin = start - 1 if text[:start].endswith("“") else start
        found = members_before(text, begin, announced) or members_after(text, end, announced)
        if found:
            return found
    for start, end in draft.places[:_TRIED]:
        paragraph = _paragraph(document, start, paragraphs)
        if paragraph is None:
            continue
        stop = document.folded.from_source(document.nodes[paragraph].end)
        found = members_by_kind(list(names_made(text, end, stop)), parts)
        found = found or members_by_kind(list(names_of_leads(document, paragraph, announced)), parts)
        if found:
            return found
    return ()


def _paragraph(document: Document, place: int, paragraphs: Sequence[tuple[int, int]]) -> int | None:
    source = document.folded.origins[place]
    position = bisect_right(paragraphs, (source, len(document.nodes))) - 1
    index = paragraphs[position][1] if position >= 0 else None
    return index if index is not None and source < document.nodes[index].end else None


def _free_id(wanted: str, taken: set[str]) -> str:
    numbered = (f"{wanted}-{number}" for number in count(2))
    free = wanted if wanted not in taken else next(id_ for id_ in numbered if id_ not in taken)
    taken.add(free)
    return free
