"""The record of a body, place or higher plan that the text names."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from gangyao.core.document.document import Anchor


class EntityKind(StrEnum):
    """What a name stands for. Persons are no kind: nobody is listed."""

    AGENCY = "agency"  # bodies of party, government, people's congress, courts, mass organisations
    ENTERPRISE = "enterprise"
    INSTITUTION = "institution"  # schools, research, medical, cultural institutions
    PLACE = "place"  # territories, streets, rivers, scenic spots
    HIGHER_PLAN = "higher-plan"  # plans, strategies and decisions of higher levels
    AUTHORITY = "authority"  # meetings and higher authorities cited as basis


@frozen
class Entity:
    """Somebody or something that the plan names.

    Attributes:
        id: readable slug, unique among the plan's entities, e.g. "区人大常委会".
        name: as the plan mostly writes it.
        kind: what it is.
        code: GB/T 2260 or statistical code of a place, id in vocabulary/agencies.yaml of an agency; empty where unknown.
        anchors: every place where it is named.
        inferred: names of the fields that a rule filled in.
        doubts: codes of what is uncertain.
    """

    id: str
    name: str
    kind: EntityKind
    anchors: tuple[Anchor, ...]
    code: str = ""
    inferred: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
