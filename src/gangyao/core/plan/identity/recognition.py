"""Whether a text surely is one of the plans at hand, surely another one, or a person has to say."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from attrs import frozen

from gangyao.core.plan.identity.identity import Identified, Identity, find_same, same_area


class Unsure(StrEnum):
    """What leaves it open which plan a text is."""

    AREA = "area"  # the text does not say whose plan it is
    PERIOD = "period"  # nor for which years
    KIND = "kind"  # there is a plan of the same area and years, of another kind or title


@frozen
class Recognition:
    """Which plan a text is.

    Attributes:
        plan_id: of the plan it is, known or new; where that is unsure, of the new plan it would be.
        unsure: why a person has to say; None where that is not needed.
        candidates: ids of the known plans it may be.
    """

    plan_id: str
    unsure: Unsure | None = None
    candidates: tuple[str, ...] = ()


def recognise(identity: Identity, known: Sequence[Identified]) -> Recognition:
    """Compares what a text says it is with the plans at hand.

    It is a known plan where area, years and kind are those of it, or the id that follows from its title is. It is
    unsure where one of these is missing, or differs in the kind alone, and a known plan agrees in the rest.

    Args:
        identity: what the text says.
        known: plans that are stored or bundled.
    """
    same = find_same(identity, known) or next((plan.id for plan in known if plan.id == identity.id), None)
    if same:
        return Recognition(same)
    candidates = tuple(dict.fromkeys(plan.id for plan in known if _may_be(identity, plan)))
    return Recognition(identity.id, _unsure(identity), candidates) if candidates else Recognition(identity.id)


def _may_be(identity: Identity, plan: Identified) -> bool:
    nowhere = not identity.area.name and not identity.area.code
    in_area = nowhere or same_area(identity.area, plan.area)
    return in_area and (identity.period in ((0, 0), plan.period))


def _unsure(identity: Identity) -> Unsure:
    if not identity.area.name and not identity.area.code:
        return Unsure.AREA
    return Unsure.PERIOD if identity.period == (0, 0) else Unsure.KIND
