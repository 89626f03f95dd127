"""From statements to targets: what is said twice is one target; a target knows where it starts from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from gangyao.core.indicator.indicator import Direction, Indicator
from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.plan.correction import Correction
from gangyao.core.plan.identifier import IdRegister, slug
from gangyao.core.plan.plan import Area, Baseline, Nature, Target
from gangyao.core.plan.statement import Role, Statement, Tier
from gangyao.core.plan.targets.baseline import BaselineIndex
from gangyao.core.plan.targets.merging import Group, kind, merge
from gangyao.core.plan.targets.regrouping import Regrouping
from gangyao.core.quantity.quantity import Comparator, Quantity

_NATURES = {"约束性": Nature.BINDING, "预期性": Nature.ANTICIPATORY}
_BOUNDS = {
    Comparator.AT_MOST: Direction.DOWN, Comparator.BELOW: Direction.DOWN,
    Comparator.AT_LEAST: Direction.UP, Comparator.ABOVE: Direction.UP,
}  # fmt: skip
_UNKNOWN_AREA = "本地"
_RELATING = ("平均", "高于", "快于", "低于", "同步", "均值")


@frozen
class BuiltTargets:
    """Targets of a plan.

    Attributes:
        targets: in order of their first statement.
        regrouped: decisions about which statements are one target, with the id of the target they led to.
        left: all other decisions.
    """

    targets: tuple[Target, ...]
    regrouped: tuple[tuple[str, Correction], ...] = ()
    left: tuple[Correction, ...] = ()


def build_targets(
    statements: Sequence[Statement],
    *,
    lexicon: Lexicon,
    area: Area,
    register: IdRegister,
    corrections: Iterable[Correction] = (),
) -> BuiltTargets:
    """Targets of a plan.

    Args:
        statements: of the plan, in order of place, with their ids.
        lexicon: knows which names are one indicator.
        area: whose plan it is.
        register: gives ids that stay; a target keeps the id that any of its statements led to.
        corrections: of persons; those about which statements are one target are laid over here.
    """
    groups = merge([s for s in statements if s.role is Role.TARGET and s.tier is not Tier.BORDERLINE], lexicon)
    place = area.code or area.name or _UNKNOWN_AREA
    ids = register.assign_groups(
        [(_slug(group, place), [f"target:{s.id}" for s in group.statements]) for group in groups]
    )
    regrouping = Regrouping(
        dict(zip(ids, groups, strict=True)),
        lambda group: register.assign_groups([(_slug(group, place), [f"split:{group.first.id}"])])[0],
    )
    regrouping.regroup(corrections)
    reported = BaselineIndex([s for s in statements if s.role is Role.ACHIEVED], lexicon)
    targets = [_target(group, id_, area.code, reported.find(group)) for id_, group in regrouping.groups.items()]
    targets.sort(key=lambda target: min(anchor.start for anchor in target.anchors))
    return BuiltTargets(tuple(targets), tuple(regrouping.applied), tuple(regrouping.left))


def _slug(group: Group, place: str) -> str:
    horizon = group.first.horizon
    return slug(group.first.indicator, place, horizon if horizon != "other" else "")


def _target(group: Group, id_: str, area: str, baseline: Baseline | None) -> Target:
    first = group.first
    return Target(
        id=id_, name=_name(group), indicator=group.indicator.id if group.indicator else None,
        area=area, scope=first.scope, horizon=first.horizon, measure=first.measure, quantity=first.quantity,
        direction=_direction(first, group.indicator, baseline), statements=tuple(s.id for s in group.statements),
        anchors=tuple(s.anchor for s in group.statements), stretch=group.stretch, relation=_relation(first),
        nature=next((_NATURES[s.nature] for s in group.statements if s.nature in _NATURES), None),
        field=group.indicator.field if group.indicator else "", baseline=baseline, inferred=first.inferred,
        doubts=tuple(dict.fromkeys([*first.doubts, *group.doubts])),
    )  # fmt: skip


def _name(group: Group) -> str:
    """As the plan mostly writes it; of equals the first."""
    names = Counter(s.indicator for s in group.statements if s not in group.derived)
    return names.most_common(1)[0][0]


def _direction(statement: Statement, indicator: Indicator | None, baseline: Baseline | None) -> Direction:
    """The vocabulary's word; of levels else the bound's, or that of the step from the baseline; else the text's."""
    if indicator is not None and indicator.direction is not Direction.NONE:
        return indicator.direction
    if kind(statement) != "state" or statement.quantity.value is None:
        return statement.direction
    bound = _BOUNDS.get(statement.quantity.comparator)
    return bound or _step(baseline, statement.quantity) or statement.direction


def _step(baseline: Baseline | None, quantity: Quantity) -> Direction | None:
    start = baseline.quantity if baseline else None
    if start is None or start.value is None or quantity.value is None or start.unit != quantity.unit:
        return None
    if start.value == quantity.value:
        return None
    return Direction.UP if quantity.value > start.value else Direction.DOWN


def _relation(statement: Statement) -> str:
    """What a target without a number is compared with, as written: 高于全市平均水平."""
    words = statement.quantity.words or ""
    in_words = statement.quantity.value is None and statement.tier is Tier.LEVEL
    return words if in_words and any(word in words for word in _RELATING) else ""
