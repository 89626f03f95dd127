"""Acts on plans: adding one from a file, reading one again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.roles import Permission
from gangyao.core.document.document import Document, RawText
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.identity.identity import find_same, identify
from gangyao.ingest.fingerprint import compiler_state
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.pipeline import bundled_ids, bundled_plans, compile_document
from gangyao.store import plans
from gangyao.store.history import record_event


@frozen
class AddedPlan:
    """What adding a file did.

    Attributes:
        plan_id: the plan it belongs to.
        reading: number of the plan's reading.
        fresh: False where the same file had already been read by the same compiler, and nothing was done.
        statements: how many this reading found; 0 where nothing was done.
        targets: how many.
    """

    plan_id: str
    reading: int
    fresh: bool
    statements: int = 0
    targets: int = 0


def add_plan(
    *,
    by: Actor,
    data: bytes,
    name: str,
    digest: bool = False,
    plan_id: str | None = None,
) -> AddedPlan:
    """Reads a file as a plan, or as a further reading of the plan of the same area, period and kind.

    Args:
        by: who adds it; needs the permission to add plans.
        data: the file's bytes.
        name: its name, shown to people.
        digest: it is a summary in other words (摘要), not the official text.
        plan_id: the plan it belongs to where that is known.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        gangyao.ingest.errors.UnreadableFile: the file gives no text; the message says what to do.
    """
    by.require(Permission.ADD_PLANS)
    raw = read_file(data, name, digest=digest)
    document = parse_document(raw)
    with transaction.atomic():
        listed = plans.listed()
        plan_id = plan_id or _plan_of(document, listed)
        plans.hold(plan_id)
        current = next((plan for plan in listed if plan.id == plan_id), None)
        if current and (current.sha256, current.digest, current.compiler) == (
            raw.source.sha256,
            digest,
            compiler_state(),
        ):
            return AddedPlan(plan_id, plans.read(plan_id).reading, fresh=False)
        return _read_in(by, raw, document, plan_id, {**bundled_ids(plan_id), **plans.register_of(plan_id)})


def read_again(*, by: Actor, plan_id: str) -> AddedPlan:
    """Compiles a plan's text once more, where the compiler has changed since; ids stay.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        gangyao.store.plans.UnknownPlan: there is no such plan.
    """
    by.require(Permission.ADD_PLANS)
    with transaction.atomic():
        plans.hold(plan_id)
        raw = plans.latest_source(plan_id)
        return _read_in(by, raw, parse_document(raw), plan_id, plans.register_of(plan_id))


def _plan_of(document: Document, listed: Sequence[plans.PlanSummary]) -> str:
    """The id of the stored or bundled plan that a text is another text of, else the one that its title gives."""
    identity = identify(document, load_vocabulary().gazetteer)
    return find_same(identity, (*listed, *bundled_plans())) or identity.id


def _read_in(by: Actor, raw: RawText, document: Document, plan_id: str, ids: Mapping[str, str]) -> AddedPlan:
    """Compiles and stores within the caller's transaction."""
    compiled = compile_document(document, plan_id=plan_id, ids=ids)
    at = timezone.now()
    reading = plans.add_reading(compiled.plan, raw, compiled.ids, compiler=compiler_state(), actor=by.key, at=at)
    record_event(
        at=at, actor=by.key, act="plan.read", subject=f"plan:{compiled.plan.id}",
        detail={
            "reading": reading.number, "sha256": raw.source.sha256, "digest": raw.source.digest, "compiler": compiler_state(),
            "statements": len(compiled.plan.statements), "targets": len(compiled.plan.targets),
        },
    )  # fmt: skip
    found = len(compiled.plan.statements), len(compiled.plan.targets)
    return AddedPlan(compiled.plan.id, reading.number, True, *found)
