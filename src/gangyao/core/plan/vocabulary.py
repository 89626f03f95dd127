"""What a compile knows before it reads: facts that change by decree and never stand in code."""

from __future__ import annotations

from attrs import frozen

from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.plan.acts.verbs import Verbs
from gangyao.core.plan.entities.known_names import KnownNames
from gangyao.core.plan.identity.gazetteer import Gazetteer
from gangyao.core.plan.projects.types import ProjectTypes
from gangyao.core.quantity.grammar import QuantityGrammar


@frozen
class Vocabulary:
    """What a compile knows before it reads.

    Attributes:
        grammar: finds quantities, built from the units.
        lexicon: knows which names are one indicator.
        gazetteer: knows the codes of areas.
        known_names: of bodies, strategies, enterprises and places.
        verbs: knows the words that acts are read by.
        project_types: knows the words that announce a project.
    """

    grammar: QuantityGrammar
    lexicon: Lexicon
    gazetteer: Gazetteer
    known_names: KnownNames
    verbs: Verbs
    project_types: ProjectTypes
