"""Promises with ids: the acts of clauses, and the statements and projects that stand inside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from attrs import define, evolve, frozen

from gangyao.core.document.document import Document
from gangyao.core.period import last_year
from gangyao.core.plan.acts.act import Act
from gangyao.core.plan.clauses.read import ReadClause
from gangyao.core.plan.commitment import LIGHT, ClauseKind, Commitment
from gangyao.core.plan.commitments.doubt import CommitmentDoubt
from gangyao.core.plan.identifier import IdRegister, RecordKey, fingerprint, slug
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.project import Project
from gangyao.core.plan.statement import Statement

_FOOTNOTE = re.compile(r"\[\d+\]")
_LONG = 24  # an object of more characters is mostly a whole clause; ours
_KEPT = 12  # characters of a clause without an act that make its id
_SENSE = 2  # characters at the end of a verb that say what is done: 新建, 推进…建设, 规划建设


def build_commitments(
    document: Document,
    clauses: Sequence[ReadClause],
    profile: Profile,
    register: IdRegister,
    *,
    statements: Iterable[Statement] = (),
    projects: Iterable[Project] = (),
) -> tuple[Commitment, ...]:
    """The promises of a document, in order of place.

    Args:
        document: the text.
        clauses: all of its clauses.
        profile: what it is.
        register: gives the ids and remembers them.
        statements: of the same text; those whose value stands in a promise are named by it.
        projects: of the same text; those named in a promise are named by it.
    """
    inside = _Inside.of(statements, projects)
    drafts = [
        _draft(document, clause, profile, inside) for clause in clauses if clause.clause.kind is ClauseKind.PROMISE
    ]
    places = {draft.node: fingerprint(_words(document, draft.node)) for draft in drafts}
    wanted = [(_slug(draft, document), commitment_key(draft, places[draft.node])) for draft in drafts]
    return tuple(evolve(draft, id=id_) for draft, id_ in zip(drafts, register.assign(wanted), strict=True))


def commitment_key(commitment: Commitment, place: str) -> RecordKey:
    """What the register knows a promise by: its object, the sense of its verb, and the fingerprint of its sentence."""
    return RecordKey.of(commitment.object_head, ("commitment", "promise"), _sense(commitment.verb), place)


def _sense(verb: str) -> str:
    """What is done, however it is worded: 建设 of 推进…建设, 加快建设 and 规划建设."""
    return verb.replace(LIGHT, "")[-_SENSE:]


def _slug(commitment: Commitment, document: Document) -> str:
    made = slug(commitment.verb.replace(LIGHT, ""), commitment.object_head)
    return made or slug(document.quote(commitment.anchor.start, commitment.anchor.end)[:_KEPT])


def _words(document: Document, node: int) -> str:
    return document.quote(document.nodes[node].start, document.nodes[node].end)


def _draft(document: Document, clause: ReadClause, profile: Profile, inside: _Inside) -> Commitment:
    words = document.folded.text[clause.start : clause.end]
    act = clause.act
    objects = tuple(_plain(words[start:end]) for start, end in act.objects) if act else ()
    objects = tuple(dict.fromkeys(name for name in objects if name))
    anchor = clause.clause.anchor
    horizon, written = _horizon(clause, profile)
    return Commitment(
        id="", verb=act.verb if act else "", object_head=objects[0] if objects else "", objects=objects,
        modality=act.modality if act else "", who=_plain(document.folded.text[slice(*clause.who)]) if clause.who else "",
        horizon=horizon, anchor=anchor, node=clause.clause.node,
        statements=inside.statements_in(anchor.start, anchor.end), projects=inside.projects_in(anchor.start, anchor.end),
        inferred=() if written else ("horizon",), doubts=tuple(_doubts(act, objects)),
    )  # fmt: skip


def _horizon(clause: ReadClause, profile: Profile) -> tuple[str, bool]:
    """Until when, and whether the text writes it; nobody promises the past, so that a time of it is the plan's own."""
    now = profile.year_now or (profile.period_now.start if profile.period_now else None)
    end = last_year(clause.horizon)
    if now is None or (end.isdigit() and int(end) >= now):
        return clause.horizon, clause.dated
    return str(now) if profile.is_report or profile.period_now is None else profile.period_now.name, False


def _plain(words: str) -> str:
    """A phrase without footnote marks."""
    return _FOOTNOTE.sub("", words).strip()


def _doubts(act: Act | None, objects: tuple[str, ...]) -> Iterable[str]:
    if act is None or not act.known:
        yield CommitmentDoubt.VERB_UNKNOWN.value
    if not objects:
        yield CommitmentDoubt.OBJECT_MISSING.value
    elif len(objects[0]) > _LONG:
        yield CommitmentDoubt.OBJECT_LONG.value
    if act is not None and act.vague:
        yield CommitmentDoubt.COUNT_VAGUE.value


@frozen
class _Placed:
    """An id with where its record stands.

    Attributes:
        at: the end of a statement's value, or the start of a project's name.
        id: of the record.
    """

    at: int
    id: str


@define
class _Inside:
    """Where records stand, to be found by a stretch of the text.

    Attributes:
        statements: by the ends of their values, in order.
        projects: by the starts of their names, in order.
    """

    statements: list[_Placed]
    projects: list[_Placed]

    @classmethod
    def of(cls, statements: Iterable[Statement], projects: Iterable[Project]) -> _Inside:
        """Sorts both by place; a project stands wherever it is named."""
        ends = [_Placed(statement.anchor.end, statement.id) for statement in statements]
        starts = [_Placed(anchor.start, project.id) for project in projects for anchor in project.anchors]
        return cls(sorted(ends, key=lambda placed: placed.at), sorted(starts, key=lambda placed: placed.at))

    def statements_in(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of statements whose value ends in a stretch; its subject may stand before it."""
        return _between(self.statements, start + 1, end + 1)

    def projects_in(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of projects that are named in a stretch."""
        return _between(self.projects, start, end)


def _between(placed: list[_Placed], start: int, end: int) -> tuple[str, ...]:
    first = bisect_left(placed, start, key=lambda one: one.at)
    last = bisect_left(placed, end, key=lambda one: one.at)
    return tuple(dict.fromkeys(one.id for one in placed[first:last]))
