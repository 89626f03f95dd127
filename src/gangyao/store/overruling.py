"""Which doubts people overrule, over the current readings of plans."""

from __future__ import annotations

from gangyao.core.plan.overruling import Overruling, Reviewed, tally
from gangyao.core.plan.plan import Target
from gangyao.store.plans import StoredPlan, listed, read


def overruled(plan_id: str | None = None) -> tuple[Overruling, ...]:
    """Counts by doubt code, of one plan or of all; raises UnknownPlan."""
    return tally(_reviewed(read(one)) for one in ([plan_id] if plan_id else [plan.id for plan in listed()]))


def _reviewed(stored: StoredPlan) -> Reviewed:
    targets = (record for record in stored.records if isinstance(record, Target))
    return (*stored.read, *targets), stored.decisions
