"""From a document to a plan: statements with ids, targets, outline, corrections laid over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from gangyao.core.document.document import HEADINGS, Anchor, Document
from gangyao.core.indicator.indicator import Direction
from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.plan.context import horizon_of
from gangyao.core.plan.correction import Correction, apply_corrections
from gangyao.core.plan.extract import Finding, StatementReader
from gangyao.core.plan.identifier import IdRegister, slug
from gangyao.core.plan.plan import Area, OutlineEntry, Plan
from gangyao.core.plan.profile import Profile, read_profile
from gangyao.core.plan.statement import Statement
from gangyao.core.plan.target import build_targets
from gangyao.core.quantity.grammar import QuantityGrammar
from gangyao.core.quantity.quantity import Quantity

WHOLE_AREA = "全区"
_SCOPES = re.compile("^(城镇|城市|农村|乡镇|乡村|农民|城区|中心城区|规模以上工业|规上工业|地级及以上城市)")


@frozen
class Compiled:
    """What a compile gives.

    Attributes:
        plan: the plan.
        ids: key → id of every record, for ids.yaml.
        unapplied: corrections that no longer fit.
    """

    plan: Plan
    ids: Mapping[str, str]
    unapplied: tuple[Correction, ...] = ()


def compile_plan(
    document: Document,
    *,
    grammar: QuantityGrammar,
    lexicon: Lexicon,
    plan_id: str | None = None,
    area: Area | None = None,
    ids: Mapping[str, str] | None = None,
    corrections: Sequence[Correction] = (),
) -> Compiled:
    """Compiles a document.

    Args:
        document: the parsed text.
        grammar: finds quantities.
        lexicon: knows which names are one indicator.
        plan_id: of the plan; by default made from area code and period.
        area: whose plan it is; by default what the title says, without a code.
        ids: key → id of earlier compiles of the same plan.
        corrections: of persons, laid over what was read.
    """
    profile = read_profile(document)
    area = area or Area("", _area_name(profile.title))
    register = IdRegister(ids or {})
    statements = _statements(document, profile, grammar, register)
    statements, unapplied = apply_corrections(statements, corrections)
    targets = build_targets(statements, lexicon=lexicon, area=area.code, register=register)
    period = _years(profile)
    plan = Plan(
        id=plan_id or default_plan_id(area, profile), title=profile.title, kind=profile.kind, area=area, period=period,
        sources=(document.source,), outline=tuple(_outline(document)), statements=statements, targets=targets,
    )  # fmt: skip
    return Compiled(plan, register.entries, unapplied)


def default_plan_id(area: Area, profile: Profile) -> str:
    """`<area code>-<period>`, e.g. "510302-14"; "report-2014" for a work report; ASCII only."""
    head = area.code or {"outline": "plan", "special": "special", "report": "report"}.get(profile.kind, "text")
    tail = str(profile.year) if profile.year else f"{profile.period.number:02d}" if profile.period else "0"
    return f"{head}-{tail}"


def _statements(document: Document, profile: Profile, grammar: QuantityGrammar, register: IdRegister) -> tuple[Statement, ...]:
    reader = StatementReader(document, profile, grammar)
    findings = sorted(reader.read(), key=lambda f: (f.start, f.end))
    drafts = [_statement(finding, reader, profile) for finding in findings]
    ids = register.assign([(slug(s.indicator, s.horizon if s.horizon != "other" else ""), _key(s)) for s in drafts])
    return tuple(evolve(draft, id=id_) for draft, id_ in zip(drafts, ids, strict=True))


def _statement(finding: Finding, reader: StatementReader, profile: Profile) -> Statement:
    start, end = reader.folded.to_source(finding.start, finding.end)
    horizon, written = horizon_of(finding.context, finding.measure, profile)
    scope = finding.scope or _scope_of(finding.name)
    inferred = (*finding.inferred, *(() if written else ("horizon",)), *(() if scope else ("scope",)))
    return Statement(
        id="", indicator=finding.name, quantity=_quantity(finding), measure=finding.measure, role=finding.context.role, horizon=horizon,
        scope=scope or WHOLE_AREA, tier=finding.tier, anchor=Anchor(reader.document.source.id, start, end), node=finding.node,
        direction=Direction.DOWN if finding.falls else Direction.UP if finding.rises else Direction.NONE, modality=finding.modality, nature=finding.nature,
        inferred=inferred, doubts=finding.doubts,
    )  # fmt: skip


def _quantity(finding: Finding) -> Quantity:
    return Quantity(finding.value, finding.value_high, finding.unit, finding.comparator, finding.words)


def _scope_of(name: str) -> str:
    match = _SCOPES.match(name)
    return match[1] if match else ""


def _key(statement: Statement) -> str:
    quantity = statement.quantity
    return f"{statement.indicator}:{statement.horizon}:{statement.role.value}:{statement.measure.value}|{quantity.value}{quantity.unit or ''}{quantity.words or ''}"


def _outline(document: Document) -> list[OutlineEntry]:
    entries = []
    headings = [(i, document.nodes[i]) for i in document.headings]
    for position, (_, node) in enumerate(headings):
        end = next((other.start for _, other in headings[position + 1 :] if other.level <= node.level), len(document.text))
        entries.append(OutlineEntry(node.kind.value, node.level, node.label, node.title, Anchor(document.source.id, node.start, node.end), end))
    return entries


def _years(profile: Profile) -> tuple[int, int]:
    if profile.year is not None:
        return (profile.year, profile.year)
    if profile.period is not None:
        return (profile.period.start, profile.period.end)
    return (0, 0)


def _area_name(title: str) -> str:
    """自贡市自流井区国民经济… → 自贡市自流井区; empty where the title names none."""
    head = re.split(r"国民经济|“|第十|\d{4}年|生态|政府|关于", title)[0]
    match = re.match(r"[(]?(?:[\u4e00-\u9fff]{1,8}[)])?((?:[\u4e00-\u9fff]{2,9}?(?:省|自治区|市|州|盟|县|区|旗))+)", head)
    return match[1] if match else ""

