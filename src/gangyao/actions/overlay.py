"""The current reading of a plan with decisions laid over: stored anew, or only looked at."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from attrs import evolve

from gangyao.core.plan.correction import Correction
from gangyao.core.plan.identifier import IdRegister
from gangyao.core.plan.plan import sort_items
from gangyao.core.plan.revision import Revision, revise
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.store import plans, search_index
from gangyao.store.models import Reading
from gangyao.store.plans import StoredPlan
from gangyao.store.rows import rewrite


def lay_over(stored: StoredPlan, held: Mapping[int, Correction]) -> Revision:
    """Lays what holds over the current reading and stores its records; the caller holds the transaction."""
    plan_id, lexicon = stored.plan.id, load_vocabulary().lexicon
    revision, register = _revised(stored, held)
    reading = Reading.objects.get(plan_id=plan_id, number=stored.reading)
    rewrite(reading, stored.records, stored.read, revision, held)
    revised = evolve(
        stored.plan, statements=revision.statements, targets=revision.targets, **sort_items(revision.items)
    )
    if revised != stored.plan:
        search_index.index_records(revised, lexicon)
    plans.register(plan_id, register.entries)
    return revision


def _revised(stored: StoredPlan, held: Mapping[int, Correction]) -> tuple[Revision, IdRegister]:
    """The current reading with what holds laid over, and the register of ids that it used; nothing is stored."""
    lexicon = load_vocabulary().lexicon
    register = IdRegister(plans.register_of(stored.plan.id), canonical=lexicon.key)
    revision = revise(
        stored.read,
        tuple(held.values()),
        document=stored.document,
        lexicon=lexicon,
        area=stored.plan.area,
        register=register,
    )
    return revision, register


def resting_on(
    stored: StoredPlan, held: Mapping[int, Correction], acts: Mapping[int, UUID], keys: set[int]
) -> set[int]:
    """Keys of the decisions that would no longer fit without some others, with what was said of their records in one act."""
    gone, unfit = set(keys), set(stored.unapplied)
    while max(gone) < max(acts):
        rest = {key: correction for key, correction in held.items() if key not in gone}
        lost = {id(one) for one in _revised(stored, rest)[0].unapplied if one not in unfit}
        fallen = {(acts[key], one.record) for key, one in rest.items() if id(one) in lost}
        more = {key for key, one in rest.items() if (acts[key], one.record) in fallen}
        if not more:
            break
        gone |= more
    return gone - keys
