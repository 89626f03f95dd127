"""Which records people have reviewed, and which they must look at again: one definition for every count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from gangyao.core.plan.correction import ACCEPTED, RESPONSIBILITY, Correction


def superseded(decisions: Mapping[str, Sequence[Correction]], unapplied: Iterable[Correction]) -> frozenset[str]:
    """Ids of the records whose last decision no longer fits what they say now, so that they must be looked at again.

    Times are of whole seconds: of decisions of one second an acceptance was the last, for it holds for all there is.

    Args:
        decisions: id of a record → the decisions that hold for it.
        unapplied: decisions that do not fit.
    """
    lost: dict[str, datetime] = {}
    for one in unapplied:
        when = datetime.fromisoformat(one.at)
        lost[one.record] = max(when, lost.get(one.record, when))
    return frozenset(record for record, when in lost.items() if not _since(decisions.get(record, ()), when))


def reviewed(decisions: Mapping[str, Sequence[Correction]], unapplied: Iterable[Correction]) -> frozenset[str]:
    """Ids of the records that people decided about and need not look at again; arguments as in superseded.

    Who said who does a promise has not thereby said that it was read rightly.
    """
    decided = (record for record, held in decisions.items() if any(c.field not in RESPONSIBILITY for c in held))
    return frozenset(decided) - superseded(decisions, unapplied)


def _since(held: Sequence[Correction], when: datetime) -> bool:
    return any((datetime.fromisoformat(one.at), one.field == ACCEPTED) > (when, False) for one in held)
