"""From a document to a plan: statements with ids, targets, outline, corrections laid over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from gangyao.core.document.document import Anchor, Document
from gangyao.core.indicator.indicator import Direction
from gangyao.core.plan.clauses.read import ReadClause, read_clauses
from gangyao.core.plan.correction import Correction
from gangyao.core.plan.extract import Finding, StatementReader
from gangyao.core.plan.identifier import IdRegister, RecordKey, fingerprint, slug
from gangyao.core.plan.identity.identity import Identity
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.items import read_items
from gangyao.core.plan.outcome import Ruling
from gangyao.core.plan.plan import Found, OutlineEntry, Plan, sort_items
from gangyao.core.plan.revision import WHOLE_AREA, Revision, revise
from gangyao.core.plan.sentences.horizon import horizon_of
from gangyao.core.plan.statement import Statement
from gangyao.core.plan.vocabulary import Vocabulary
from gangyao.core.quantity.quantity import Quantity

_SCOPES = re.compile("^(城镇|城市|农村|乡镇|乡村|农民|城区|中心城区|规模以上工业|规上工业|地级及以上城市)")


@frozen
class Compiled:
    """What a compile gives.

    Attributes:
        plan: the plan.
        ids: key → id of every record, for ids.yaml.
        read: statements, then items, as they were read, before any decision of a person.
        revision: the decisions of persons: which hold, which no longer fit, what they withdrew.
        rulings: what the passes took each possible quantity for, in positions of the folded text.
        clauses: every clause of the text with its kind, in order.
    """

    plan: Plan
    ids: Mapping[str, str]
    read: tuple[Found, ...]
    revision: Revision
    rulings: tuple[Ruling, ...] = ()
    clauses: tuple[ReadClause, ...] = ()


def compile_plan(
    document: Document,
    identity: Identity,
    *,
    vocabulary: Vocabulary,
    plan_id: str | None = None,
    ids: Mapping[str, str] | None = None,
    corrections: Sequence[Correction] = (),
) -> Compiled:
    """Compiles a document.

    Args:
        document: the parsed text.
        identity: what it is.
        vocabulary: what is known before it is read.
        plan_id: of the plan; by default the identity's.
        ids: key → id of earlier compiles of the same plan, from this text or another.
        corrections: of persons, laid over what was read.
    """
    lexicon = vocabulary.lexicon
    register = IdRegister(ids or {}, canonical=lexicon.key)
    reader = StatementReader(document, identity.profile, vocabulary.grammar)
    findings = sorted(reader.read(), key=lambda f: (f.start, f.end))
    statements = _statements(findings, reader, register)
    clauses = read_clauses(
        document, identity.profile, vocabulary.verbs, contexts=reader.contexts, statements=statements,
        tables=[(table.start, table.end) for table in reader.tables],
    )  # fmt: skip
    read = (*statements, *read_items(document, identity, clauses, statements, vocabulary, register))
    revision = revise(read, corrections, document=document, lexicon=lexicon, area=identity.area, register=register)
    plan = Plan(
        id=plan_id or identity.id, title=identity.profile.title, kind=identity.kind, area=identity.area,
        period=identity.period, sources=(document.source,), outline=_outline(document), statements=revision.statements,
        targets=revision.targets, **sort_items(revision.items),
    )  # fmt: skip
    return Compiled(plan, register.entries, read, revision, reader.rulings(findings), clauses)


def _statements(findings: Sequence[Finding], reader: StatementReader, register: IdRegister) -> tuple[Statement, ...]:
    document = reader.document
    drafts = [_statement(finding, reader, reader.profile) for finding in findings]
    places = {node: fingerprint(_words(document, node)) for node in {draft.node for draft in drafts}}
    ids = register.assign([(_slug(draft), record_key(draft, places[draft.node])) for draft in drafts])
    return tuple(evolve(draft, id=id_) for draft, id_ in zip(drafts, ids, strict=True))


def _words(document: Document, node: int) -> str:
    return document.text[document.nodes[node].start : document.nodes[node].end] if document.nodes else ""


def _slug(statement: Statement) -> str:
    return slug(statement.indicator, statement.horizon if statement.horizon != "other" else "")


def _statement(finding: Finding, reader: StatementReader, profile: Profile) -> Statement:
    start, end = reader.folded.to_source(finding.start, finding.end)
    horizon, written = horizon_of(finding.context, finding.measure, profile)
    scope = finding.scope or _scope_of(finding.name)
    inferred = (*finding.inferred, *(() if written else ("horizon",)), *(() if scope else ("scope",)))
    return Statement(
        id="", indicator=finding.name, quantity=_quantity(finding), measure=finding.measure,
        role=finding.context.role, horizon=horizon, scope=scope or WHOLE_AREA, tier=finding.tier,
        anchor=Anchor(reader.document.source.id, start, end), node=finding.node, direction=_direction(finding),
        modality=finding.modality, nature=finding.nature, inferred=inferred, doubts=finding.doubts,
    )  # fmt: skip


def _direction(finding: Finding) -> Direction:
    if finding.falls:
        return Direction.DOWN
    return Direction.UP if finding.rises else Direction.NONE


def _quantity(finding: Finding) -> Quantity:
    return Quantity(finding.value, finding.value_high, finding.unit, finding.comparator, finding.words)


def _scope_of(name: str) -> str:
    match = _SCOPES.match(name)
    return match[1] if match else ""


def record_key(statement: Statement, place: str) -> RecordKey:
    """What the register knows a statement by; place is the fingerprint of its sentence."""
    quantity = statement.quantity
    high = f"-{quantity.value_high}" if quantity.value_high is not None else ""
    number = f"{quantity.value}{high}" if quantity.value is not None else ""
    value = f"{number}{quantity.unit or ''}{quantity.words or ''}"
    return RecordKey.of(
        statement.indicator, (statement.horizon, statement.role.value, statement.measure.value), value, place
    )


def _outline(document: Document) -> tuple[OutlineEntry, ...]:
    """The headings in order; each heads what comes before the next one of its level or above."""
    entries: list[OutlineEntry] = []
    end_of = [len(document.text)] * (len(document.headings))
    open_: list[int] = []
    nodes = [document.nodes[index] for index in document.headings]
    for position, node in enumerate(nodes):
        while open_ and nodes[open_[-1]].level >= node.level:
            end_of[open_.pop()] = node.start
        open_.append(position)
    for node, end in zip(nodes, end_of, strict=True):
        anchor = Anchor(document.source.id, node.start, node.end)
        entries.append(OutlineEntry(node.kind.value, node.level, node.label, node.title, anchor, end))
    return tuple(entries)
