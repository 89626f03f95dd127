"""A statement or a target with everything that is known of it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import evolve, frozen

from gangyao.core.document.document import Document
from gangyao.core.indicator.indicator import Indicator
from gangyao.core.plan.plan import Plan, Target
from gangyao.core.plan.statement import Statement
from gangyao.workbench.presentation.figures import Figure, baseline_figure, figure, figure_of, quote_of
from gangyao.workbench.presentation.outline import headings_above
from gangyao.workbench.presentation.passages import sentence_around
from gangyao.workbench.presentation.review_decisions import (
    SIGNS,
    Decisions,
    Saying,
    moment,
    say,
    state_of,
    target_state,
)
from gangyao.workbench.presentation.spots import find_spots
from gangyao.workbench.presentation.words import (
    DIRECTIONS,
    MEASURES,
    NATURES,
    NOT_WRITTEN,
    ROLES,
    TIERS,
    doubt_words,
    horizon_words,
    inferred_label,
    inferred_rule,
    scope_words,
)

_AROUND = 90  # characters of the sentence shown on either side of a statement at most


@frozen
class Fact:
    """One field in words.

    Attributes:
        label: e.g. "完成时限".
        value: e.g. "2025年".
        rule: how it was inferred; empty where the text writes it.
        unknown: the text says nothing.
    """

    label: str
    value: str
    rule: str = ""
    unknown: bool = False


@frozen
class Quote:
    """A statement in its sentence.

    Attributes:
        statement: its id, the place in the text.
        before: words of the sentence before it.
        hit: its own words.
        after: words of the sentence after it.
        path: headings above it, outermost first.
        role: what it is, in words.
    """

    statement: str
    before: str
    hit: str
    after: str
    path: tuple[str, ...]
    role: str


@frozen
class Link:
    """A neighbouring record.

    Attributes:
        id: of the record.
        label: what it says, e.g. "森林覆盖率 36.5%".
        note: what it is, e.g. "规划目标"; empty where that is plain.
    """

    id: str
    label: str
    note: str = ""


@frozen
class Card:
    """A record as a page or a panel shows it.

    Attributes:
        id: of the record.
        kind: "目标" or "表述".
        title: the indicator.
        figure: the value.
        role: target, achieved or standard, as recorded.
        when: e.g. "2025年".
        facts: fields in words.
        inferred: inferred fields with their rules.
        doubts: in words.
        quotes: the statements it rests on, in their sentences.
        here: other records at the same place in the text.
        target: of a statement: the target it belongs to.
        baseline: of a target: the statement its baseline is taken from.
        indicator: what the vocabulary knows.
        previous: the record before it.
        following: the record after it.
        sign: that it was reviewed, e.g. "已更正"; empty where nobody has.
        decisions: what people decided about it, of a target also about the statements it rests on; oldest first.
    """

    id: str
    kind: str
    title: str
    figure: Figure
    role: str
    when: str
    facts: tuple[Fact, ...]
    inferred: tuple[Fact, ...]
    doubts: tuple[str, ...]
    quotes: tuple[Quote, ...]
    here: tuple[Link, ...] = ()
    target: Link | None = None
    baseline: Link | None = None
    indicator: Indicator | None = None
    previous: Link | None = None
    following: Link | None = None
    sign: str = ""
    decisions: tuple[Saying, ...] = ()


def read_card(
    plan: Plan,
    document: Document,
    record_id: str,
    indicators: Sequence[Indicator] = (),
    decisions: Decisions = MappingProxyType({}),
    names: Mapping[str, str] = MappingProxyType({}),
) -> Card | None:
    """The card of a record; None where the plan has no such record.

    Args:
        plan: with the decisions of people laid over.
        document: its text.
        record_id: of the statement or target.
        indicators: of the vocabulary.
        decisions: id of a record → what people decided about it.
        names: actor's key → name.
    """
    said = tuple(say(correction, names) for correction in decisions.get(record_id, ()))
    for position, target in enumerate(plan.targets):
        if target.id == record_id:
            card = _target_card(plan, document, position, indicators)
            below = [c for id_ in target.statements for c in decisions.get(id_, ())]
            said = tuple(say(c, names) for c in sorted([*decisions.get(record_id, ()), *below], key=moment))
            return evolve(card, decisions=said, sign=SIGNS.get(target_state(target, decisions), ""))
    for position, statement in enumerate(plan.statements):
        if statement.id == record_id:
            card = _statement_card(plan, document, position)
            return evolve(card, decisions=said, sign=SIGNS.get(state_of(record_id, decisions), ""))
    return None


def _target_card(plan: Plan, document: Document, position: int, indicators: Sequence[Indicator]) -> Card:
    target = plan.targets[position]
    statements = {s.id: s for s in plan.statements}
    resting = [statements[id_] for id_ in target.statements if id_ in statements]
    based = statements.get(target.baseline.statement) if target.baseline else None
    return Card(
        id=target.id,
        kind="目标",
        title=target.name,
        figure=figure_of(target, document.text),
        role="target",
        when=horizon_words(target.horizon),
        facts=tuple(_target_facts(plan, target, document.text, statements)),
        inferred=_rules(target.inferred),
        doubts=tuple(map(doubt_words, target.doubts)),
        quotes=tuple(_quote(plan, document, s) for s in resting),
        baseline=_link(based, document.text) if based else None,
        indicator=next((i for i in indicators if i.id == target.indicator), None),
        previous=_target_link(plan.targets[position - 1], document.text) if position else None,
        following=_target_link(plan.targets[position + 1], document.text) if position + 1 < len(plan.targets) else None,
    )


def _statement_card(plan: Plan, document: Document, position: int) -> Card:
    statement = plan.statements[position]
    spot = next((s for s in find_spots(plan.statements) if statement in s.statements), None)
    target = next((t for t in plan.targets if statement.id in t.statements), None)
    return Card(
        id=statement.id,
        kind="表述",
        title=statement.indicator,
        figure=figure_of(statement, document.text),
        role=statement.role.value,
        when=horizon_words(statement.horizon),
        facts=tuple(_statement_facts(plan, statement)),
        inferred=_rules(statement.inferred),
        doubts=tuple(map(doubt_words, statement.doubts)),
        quotes=(_quote(plan, document, statement),),
        here=tuple(_link(s, document.text) for s in spot.statements if s is not statement) if spot else (),
        target=_target_link(target, document.text) if target else None,
        previous=_link(plan.statements[position - 1], document.text) if position else None,
        following=_link(plan.statements[position + 1], document.text) if position + 1 < len(plan.statements) else None,
    )


def _target_facts(plan: Plan, target: Target, text: str, statements: Mapping[str, Statement]) -> Iterator[Fact]:
    if target.stretch:
        yield Fact("力争", figure(target.stretch, quote_of(target, text)).spoken)
    if target.relation:
        yield Fact("比较", target.relation)
    if target.baseline:
        value = baseline_figure(target.baseline, statements, text).spoken
        yield Fact("基期值", f"{value}（{horizon_words(target.baseline.horizon)}）")
    else:
        yield Fact("基期值", NOT_WRITTEN, unknown=True)
    yield _fact("horizon", "完成时限", horizon_words(target.horizon), target.inferred)
    yield _fact("measure", "口径", MEASURES[target.measure], target.inferred)
    yield _fact("scope", "范围", scope_words(target.scope, plan.area, "scope" in target.inferred), target.inferred)
    yield Fact("类别", target.field or "指标库中没有", unknown=not target.field)
    yield Fact("属性", NATURES[target.nature] if target.nature else NOT_WRITTEN, unknown=target.nature is None)
    yield _fact("direction", "方向", DIRECTIONS[target.direction.value], target.inferred)


def _statement_facts(plan: Plan, statement: Statement) -> Iterator[Fact]:
    inferred = statement.inferred
    yield _fact("role", "性质", ROLES[statement.role], inferred)
    yield _fact("horizon", "时间", horizon_words(statement.horizon), inferred)
    yield _fact("measure", "口径", MEASURES[statement.measure], inferred)
    yield _fact("scope", "范围", scope_words(statement.scope, plan.area, "scope" in inferred), inferred)
    yield Fact("可核查程度", TIERS[statement.tier])
    if statement.modality:
        yield Fact("语气", statement.modality)
    if "unit" in inferred:
        yield _fact("unit", "单位", statement.quantity.unit or "", inferred)
    if "indicator" in inferred:
        yield _fact("indicator", "指标", statement.indicator, inferred)


def _fact(code: str, label: str, value: str, inferred: Sequence[str]) -> Fact:
    return Fact(label, value, inferred_rule(code) if code in inferred else "", unknown=value == NOT_WRITTEN)


def _rules(inferred: Sequence[str]) -> tuple[Fact, ...]:
    return tuple(Fact(inferred_label(code), "", inferred_rule(code)) for code in inferred)


def _quote(plan: Plan, document: Document, statement: Statement) -> Quote:
    start, end = sentence_around(document, statement.anchor, statement.node)
    anchor, text = statement.anchor, document.text
    before, after = text[start : anchor.start], text[anchor.end : end]
    if len(before) > _AROUND:
        before = "……" + before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND] + "……"
    path = headings_above(plan, anchor.start)
    hit = text[anchor.start : anchor.end]
    return Quote(statement.id, before.lstrip(), hit, after.rstrip(), path, ROLES[statement.role])


def _link(statement: Statement, text: str) -> Link:
    return Link(statement.id, f"{statement.indicator} {figure_of(statement, text).text}", ROLES[statement.role])


def _target_link(target: Target, text: str) -> Link:
    return Link(target.id, f"{target.name} {figure_of(target, text).text}")
