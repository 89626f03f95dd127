"""All projects of a document: a mention for each place where one is named, a record for each project."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import evolve

from gangyao.core.document.document import Anchor, Document, NodeKind
from gangyao.core.plan.clauses.segment import cut_clauses
from gangyao.core.plan.identifier import slug
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.project import Project
from gangyao.core.plan.projects.mention import Mention
from gangyao.core.plan.projects.reading import read_clause
from gangyao.core.plan.projects.types import ProjectTypes
from gangyao.core.plan.sentences.context import section_context
from gangyao.core.plan.statement import Role

VAGUE_COUNT = "vague-count"  # a doubt: the text says 一批 and leaves the number to those who carry the plan out
_READ = (NodeKind.SENTENCE, NodeKind.ROW)
_MARKS = re.compile(r"[“”《》\s]|\[\d+\]")
_PROJECT_WORD = re.compile(r"(?<=.{4})项目$")


def find_projects(document: Document, profile: Profile, types: ProjectTypes) -> tuple[Project, ...]:
    """The projects of a document in order of first mention; one that is named in several places has several anchors.

    Args:
        document: the text with its parts.
        profile: what kind of document it is.
        types: the vocabulary.
    """
    return merge(document, find_mentions(document, profile, types))


def find_mentions(document: Document, profile: Profile, types: ProjectTypes) -> Iterator[Mention]:
    """Every naming of a project, in order of place; spans count characters of the document's text."""
    folded = document.folded
    section: int | None = -1
    existing = boxed = False
    for index, node in document.of_kind(*_READ):
        if node.parent != section:
            section = node.parent
            existing = section_context(document, index, profile).role is Role.ACHIEVED
            boxed = any(document.nodes[above].kind is NodeKind.BOX for above in document.path(index))
        start, end = folded.from_source(node.start), folded.from_source(node.end)
        sentence = folded.text[start:end]
        for first, after in cut_clauses(sentence):
            for mention in read_clause(sentence[first:after], types, boxed=boxed):
                place = folded.to_source(start + first + mention.start, start + first + mention.end)
                yield evolve(mention, start=place[0], end=place[1], existing=existing)


def merge(document: Document, mentions: Iterable[Mention]) -> tuple[Project, ...]:
    """One record for all mentions of one name."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[_key(mention.name)].append(mention)
    ids: set[str] = set()
    return tuple(_project(document, group, ids) for group in groups.values())


def _key(name: str) -> str:
    return _PROJECT_WORD.sub("", _MARKS.sub("", name))


def _project(document: Document, mentions: list[Mention], ids: set[str]) -> Project:
    """The record of one project; promised ones lead, for their words are those of the plan."""
    first = min(mentions, key=lambda mention: (mention.existing, mention.start))
    counted = next((mention for mention in mentions if mention.count is not None), None)
    placed = next((mention for mention in mentions if mention.place), None)
    vague = counted is None and any(mention.vague for mention in mentions)
    others = sorted((mention for mention in mentions if mention is not first), key=lambda mention: mention.start)
    return Project(
        id=_id(first.name, ids), name=first.name, type=first.type,
        anchors=tuple(Anchor(document.source.id, mention.start, mention.end) for mention in (first, *others)),
        count=counted.count if counted else None, unit=counted.unit if counted else "",
        place=placed.place if placed else "", existing=all(mention.existing for mention in mentions),
        inferred=("type",) if first.type_inferred else (), doubts=(VAGUE_COUNT,) if vague else (),
    )  # fmt: skip


def _id(name: str, ids: set[str]) -> str:
    """A slug that no other project of the plan has."""
    base = slug(_MARKS.sub("", name)) or "项目"
    number, id_ = 1, base
    while id_ in ids:
        number += 1
        id_ = f"{base}-{number}"
    ids.add(id_)
    return id_
