"""What happens when the site starts: the bundled plans are there, and every plan is read by the present compiler."""

from __future__ import annotations

from collections.abc import Iterator

from gangyao.accounts.actor import Actor
from gangyao.actions.indexing import index_what_is_behind
from gangyao.actions.plans import AddedPlan, add_plan, read_again
from gangyao.ingest.bundled import bundled
from gangyao.ingest.fingerprint import compiler_state
from gangyao.store import plans

_DIGEST = "digest.txt"


def prepare_plans(*, by: Actor) -> Iterator[AddedPlan]:
    """Adds the bundled plans that are missing and reads again what an older compiler read, one after another."""
    listed, known = {plan.id: plan for plan in plans.listed()}, plans.known_ids()
    for folder in sorted(bundled("plans").iterdir(), key=lambda entry: entry.name):
        digest = folder / _DIGEST
        digested = folder.name in listed and listed[folder.name].digest
        if digest.is_file() and (digested or folder.name not in known):
            yield add_plan(by=by, data=digest.read_bytes(), name=_DIGEST, digest=True, plan_id=folder.name)
    for plan in plans.listed():
        if plan.compiler != compiler_state():
            yield read_again(by=by, plan_id=plan.id)
    index_what_is_behind()
