"""Records of clauses and of the promises among them; docs/how-to/label-clauses.md tells the kinds apart."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from gangyao.core.document.document import Anchor


class ClauseKind(StrEnum):
    """What a clause does in its plan; every clause of the body has exactly one."""

    PROMISE = "promise"  # an act that a department could be held to
    TARGET = "target"  # an indicator and its value or level, without an act
    ACHIEVEMENT = "achievement"  # what was done or how things stood
    PRINCIPLE = "principle"  # guiding thought, values, slogans
    PURPOSE = "purpose"  # result or aim hanging on an act
    MANNER = "manner"  # means, condition, scope, basis, time
    CONTEXT = "context"  # every other clause
    HEADING = "heading"  # titles, numbered and run-in heads, table furniture


LIGHT = "…"  # between a light verb and its nominalised verb, where the objects stand: 推进…建设


@frozen
class Clause:
    """A stretch between two of the marks , ; 。 of either width or line ends, outside quotation marks and brackets.

    Attributes:
        kind: what it does.
        anchor: where it stands, without white space at its ends.
        node: index of the sentence, row or heading in Document.nodes that it lies in.
    """

    kind: ClauseKind
    anchor: Anchor
    node: int


@frozen
class Commitment:
    """A promise: what the plan's government, or those it directs, is to do or bring about.

    Attributes:
        id: readable slug verb-object, e.g. "推进建设-老城排水管网"; unique in its plan.
        verb: the word that says what is done; a light verb with its nominalised verb whole, e.g. "推进…建设";
            empty where none is recognised.
        object_head: head noun phrase of the first object, e.g. "老城排水管网".
        objects: head noun phrases of all coordinated objects, the first among them.
        modality: how firm it is in the text's own words, e.g. "争取", "探索", "鼓励"; empty where it is plain.
        who: who acts where the text says so, e.g. "区政府"; empty otherwise.
        horizon: "2025", "十四五" or "other", as in Statement.
        anchor: the clause.
        node: index in Document.nodes of the sentence or row that it stands in.
        statements: ids of the statements whose value stands inside.
        projects: ids of the projects named inside.
        field: subject field in vocabulary/responsibility.yaml that its section and objects belong to; empty if none.
        lead: the agency in charge 牵头单位, once a person confirmed it; empty until then.
        cooperating: agencies that cooperate 配合单位, once a person confirmed them.
        inferred: names of the fields that the text does not write and a rule filled in.
        doubts: codes of what is uncertain.
    """

    id: str
    verb: str
    object_head: str
    objects: tuple[str, ...]
    modality: str
    who: str
    horizon: str
    anchor: Anchor
    node: int
    statements: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    field: str = ""
    lead: str = ""
    cooperating: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What is to be done, in one line, e.g. "推进老城排水管网、污水处理厂建设"."""
        before, _, behind = self.verb.partition(LIGHT)
        objects = tuple(dict.fromkeys(name for name in (self.object_head, *self.objects) if name))
        return f"{before}{'、'.join(objects)}{behind}"
