"""Acts on plans: adding one from a file, reading one again."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.roles import Permission
from gangyao.core.document.document import RawText
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.plan import Plan
from gangyao.ingest.fingerprint import compiler_state
from gangyao.ingest.readers import read_file
from gangyao.pipeline import compile_document
from gangyao.store import plans
from gangyao.store.history import record_event


@frozen
class AddedPlan:
    """What adding a file did.

    Attributes:
        plan_id: the plan it belongs to.
        reading: number of the plan's reading.
        fresh: False where the same file had already been read by the same compiler, and nothing was done.
    """

    plan_id: str
    reading: int
    fresh: bool


def add_plan(
    *,
    by: Actor,
    data: bytes,
    name: str,
    digest: bool = False,
    plan_id: str | None = None,
    ids: Mapping[str, str] | None = None,
) -> AddedPlan:
    """Reads a file as a plan, or as a further reading of the plan of the same area, period and kind.

    Args:
        by: who adds it; needs the permission to add plans.
        data: the file's bytes.
        name: its name, shown to people.
        digest: it is a summary in other words (摘要), not the official text.
        plan_id: the plan it belongs to where that is known.
        ids: key → id that the records shall take; those already in the store go before.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        gangyao.ingest.errors.UnreadableFile: the file gives no text; the message says what to do.
    """
    by.require(Permission.ADD_PLANS)
    raw = read_file(data, name, digest=digest)
    with transaction.atomic():
        plan_id = plan_id or _plan_of(raw)
        current = next((plan for plan in plans.listed() if plan.plan_id == plan_id), None)
        if current and (current.sha256, current.digest, current.compiler) == (
            raw.source.sha256,
            digest,
            compiler_state(),
        ):
            return AddedPlan(current.plan_id, plans.read(current.plan_id).reading, fresh=False)
        return _read_in(by, raw, plan_id, {**(ids or {}), **(plans.register_of(plan_id) if plan_id else {})})


def read_again(*, by: Actor, plan_id: str) -> AddedPlan:
    """Compiles a plan's text once more, where the compiler has changed since; ids stay.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        gangyao.store.plans.UnknownPlan: there is no such plan.
    """
    by.require(Permission.ADD_PLANS)
    with transaction.atomic():
        return _read_in(by, plans.latest_source(plan_id), plan_id, plans.register_of(plan_id))


def _plan_of(raw: RawText) -> str | None:
    """The stored plan that a text is another text of: of the same area, period and kind."""
    plan = compile_document(parse_document(raw)).plan
    return next((known.plan_id for known in plans.listed() if _same(known, plan)), None)


def _same(known: plans.PlanSummary, plan: Plan) -> bool:
    one, two = known.area, plan.area
    same_area = one.code == two.code if one.code and two.code else bool(one.name) and one.name == two.name
    return same_area and known.period == plan.period and known.kind == plan.kind and plan.period != (0, 0)


def _read_in(by: Actor, raw: RawText, plan_id: str | None, ids: Mapping[str, str]) -> AddedPlan:
    """Compiles and stores within the caller's transaction."""
    compiled = compile_document(parse_document(raw), plan_id=plan_id, ids=ids)
    at = timezone.now()
    reading = plans.add_reading(compiled.plan, raw, compiled.ids, compiler=compiler_state(), actor=by.key, at=at)
    record_event(
        at=at, actor=by.key, act="plan.read", subject=f"plan:{compiled.plan.id}",
        detail={
            "reading": reading.number, "sha256": raw.source.sha256, "digest": raw.source.digest, "compiler": compiler_state(),
            "statements": len(compiled.plan.statements), "targets": len(compiled.plan.targets),
        },
    )  # fmt: skip
    return AddedPlan(compiled.plan.id, reading.number, fresh=True)
