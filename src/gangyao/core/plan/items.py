"""What a text names and promises beside its numbers: commitments, projects, entities and terms, with ids that stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from attrs import evolve

from gangyao.core.document.document import Document
from gangyao.core.plan.clauses.read import ReadClause
from gangyao.core.plan.commitments.build import build_commitments
from gangyao.core.plan.entities.finding import find_entities
from gangyao.core.plan.entity import Entity
from gangyao.core.plan.identifier import IdRegister, slug
from gangyao.core.plan.identity.identity import Identity
from gangyao.core.plan.plan import Item
from gangyao.core.plan.project import Project
from gangyao.core.plan.projects.find import find_projects
from gangyao.core.plan.statement import Statement
from gangyao.core.plan.term import Term
from gangyao.core.plan.terms.finding import find_terms
from gangyao.core.plan.vocabulary import Vocabulary

_Named = TypeVar("_Named", Project, Entity, Term)


def read_items(
    document: Document,
    identity: Identity,
    clauses: Sequence[ReadClause],
    statements: Sequence[Statement],
    vocabulary: Vocabulary,
    register: IdRegister,
) -> tuple[Item, ...]:
    """All items of a text, each kind in order of place.

    Args:
        document: the text.
        identity: what it is.
        clauses: all of its clauses.
        statements: of the same text, with their ids.
        vocabulary: what is known beforehand.
        register: gives the ids and remembers them.
    """
    profile = identity.profile
    projects = _with_ids("project", find_projects(document, profile, vocabulary.project_types), register)
    entities = find_entities(document, profile, identity.area, vocabulary.known_names)
    commitments = build_commitments(document, clauses, profile, register, statements=statements, projects=projects)
    return (
        *commitments,
        *projects,
        *_with_ids("entity", entities, register),
        *_with_ids("term", find_terms(document), register),
    )


def _with_ids(kind: str, records: Sequence[_Named], register: IdRegister) -> tuple[_Named, ...]:
    """A name keeps its id; the kind keeps a project and the place of one name apart."""
    ids = register.assign_groups([(slug(record.name), [f"{kind}:{slug(record.id)}"]) for record in records])
    return tuple(evolve(record, id=id_) for record, id_ in zip(records, ids, strict=True))
