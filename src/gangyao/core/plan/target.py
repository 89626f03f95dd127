"""From statements to targets: what is said twice is one target; a target knows where it starts from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import define, field

from gangyao.core.indicator.indicator import Direction, Indicator
from gangyao.core.indicator.lexicon import Lexicon, normalise
from gangyao.core.plan.identifier import IdRegister, slug
from gangyao.core.plan.plan import Baseline, Target
from gangyao.core.plan.statement import Measure, Role, Statement, Tier
from gangyao.core.quantity.quantity import Comparator, Quantity

_STATES = (Measure.LEVEL, Measure.SHARE, Measure.COUNT)
_STEP_WORDS = ("力争", "争取")


@define
class _Group:
    """Statements about one commitment."""

    statements: list[Statement]
    indicator: Indicator | None
    stretch: Quantity | None = None
    doubts: list[str] = field(factory=list)

    @property
    def first(self) -> Statement:
        return self.statements[0]


def build_targets(statements: Sequence[Statement], *, lexicon: Lexicon, area: str, register: IdRegister) -> tuple[Target, ...]:
    """Targets of a plan, in order of their first statement.

    Args:
        statements: of the plan, in order of place.
        lexicon: knows which names are one indicator.
        area: code of the plan's area.
        register: gives ids that stay.
    """
    committed = [s for s in statements if s.role is Role.TARGET and s.tier is not Tier.BORDERLINE]
    groups = _merge(committed, lexicon)
    ids = register.assign([(slug(g.first.indicator, area, g.first.horizon), _key(g)) for g in groups])
    reported = [s for s in statements if s.role is Role.ACHIEVED]
    return tuple(_target(group, id_, area, _find_baseline(group, reported, lexicon)) for group, id_ in zip(groups, ids, strict=True))


def _merge(statements: Iterable[Statement], lexicon: Lexicon) -> list[_Group]:
    groups: list[_Group] = []
    index: dict[tuple[str, ...], list[_Group]] = defaultdict(list)
    for statement in statements:
        indicator = lexicon.find(statement.indicator)
        key = (_name_key(statement, indicator), _kind(statement), statement.scope if indicator is None else "")
        group = next((g for g in index[key] if _same_commitment(g, statement)), None)
        if group is None:
            group = _Group([statement], indicator)
            groups.append(group)
            index[key].append(group)
        elif not _add_step(group, statement):
            _note_differences(group, statement)
            group.statements.append(statement)
    return groups


def _name_key(statement: Statement, indicator: Indicator | None) -> str:
    return indicator.id if indicator else normalise(statement.indicator)


def _kind(statement: Statement) -> str:
    """Level, share and count of one thing are one kind; growth, change and rank are others."""
    if statement.tier is Tier.RANK:
        return "rank" + (statement.quantity.words or "")
    if statement.quantity.value is None:
        return "words" + (statement.quantity.words or "")
    return "state" if statement.measure in (*_STATES, Measure.CUMULATIVE) else statement.measure.value


def _same_commitment(group: _Group, statement: Statement) -> bool:
    """The same horizon, or the same value said again for the period and for its last year."""
    first = group.first
    if first.horizon == statement.horizon:
        return True
    return first.quantity.value == statement.quantity.value and first.quantity.unit == statement.quantity.unit and _overlap(first.horizon, statement.horizon)


def _overlap(one: str, two: str) -> bool:
    return one.endswith("五") != two.endswith("五") and "other" not in (one, two)


def _add_step(group: _Group, statement: Statement) -> bool:
    """增长10%,力争11.5%: the second is the further step of the first."""
    first = group.first
    near = statement.node == first.node and statement.anchor.start >= first.anchor.start
    further = statement.modality in _STEP_WORDS and statement.quantity.value != first.quantity.value and first.quantity.value is not None
    if near and further and group.stretch is None:
        group.stretch = statement.quantity
        group.statements.append(statement)
        return True
    return False


def _note_differences(group: _Group, statement: Statement) -> None:
    first = group.first.quantity
    if statement.quantity.unit != first.unit:
        group.doubts.append("unit-differs")
    if statement.quantity.value != first.value:
        group.doubts.append("value-differs")
    elif statement.quantity.comparator != first.comparator:
        group.doubts.append("comparator-differs")


def _key(group: _Group) -> str:
    first = group.first
    name = _name_key(first, group.indicator)
    return f"target:{name}:{first.horizon}:{_kind(first)}:{first.scope}|{first.quantity.value}{first.quantity.unit or ''}"


def _find_baseline(group: _Group, reported: Sequence[Statement], lexicon: Lexicon) -> Baseline | None:
    """The latest reported value of the same thing in the same unit; of a level, not of a growth."""
    first = group.first
    if first.measure not in (*_STATES, Measure.CUMULATIVE) and first.tier is not Tier.LEVEL:
        return None
    name = _name_key(first, group.indicator)
    same = [
        s for s in reported
        if _name_key(s, lexicon.find(s.indicator)) == name and _comparable(s, first)
    ]  # fmt: skip
    latest = max(same, key=lambda s: (s.horizon if s.horizon.isdigit() else "0", s.anchor.start), default=None)
    return Baseline(latest.quantity, latest.horizon, latest.id) if latest else None


def _comparable(reported: Statement, target: Statement) -> bool:
    if target.quantity.value is None:
        return reported.quantity.value is None and reported.tier is target.tier
    return reported.quantity.value is not None and reported.quantity.unit == target.quantity.unit and reported.measure in (*_STATES, Measure.CUMULATIVE)


def _target(group: _Group, id_: str, area: str, baseline: Baseline | None) -> Target:
    first = group.first
    return Target(
        id=id_, name=first.indicator, indicator=group.indicator.id if group.indicator else None,
        area=area, scope=first.scope, horizon=first.horizon, measure=first.measure, quantity=first.quantity,
        direction=_direction(first, group.indicator, baseline), statements=tuple(s.id for s in group.statements),
        anchors=tuple(s.anchor for s in group.statements), stretch=group.stretch, relation=_relation(first),
        field=group.indicator.field if group.indicator else "", baseline=baseline, inferred=first.inferred,
        doubts=tuple(dict.fromkeys([*first.doubts, *group.doubts])),
    )  # fmt: skip


def _direction(statement: Statement, indicator: Indicator | None, baseline: Baseline | None) -> Direction:
    if indicator is not None and indicator.direction is not Direction.NONE:
        return indicator.direction
    if statement.quantity.comparator in (Comparator.AT_MOST, Comparator.BELOW):
        return Direction.DOWN
    if baseline and baseline.quantity.value is not None and statement.quantity.value is not None and baseline.quantity.value != statement.quantity.value:
        return Direction.UP if statement.quantity.value > baseline.quantity.value else Direction.DOWN
    return statement.direction


def _relation(statement: Statement) -> str:
    words = statement.quantity.words or ""
    return words if statement.quantity.value is None and statement.tier is Tier.LEVEL and any(w in words for w in ("平均", "高于", "快于", "超")) else ""
