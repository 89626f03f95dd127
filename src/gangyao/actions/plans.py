"""Acts on plans: adding one from a file, reading one again.

A compile stands outside of every transaction; where others change the plan during each, the last one keeps them out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve, frozen
from django.db import transaction
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.roles import Permission
from gangyao.core.document.document import Document, RawText
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.correction import Correction
from gangyao.core.plan.identity.identity import find_same, identify
from gangyao.core.plan.identity.mismatch import differences
from gangyao.core.plan.identity.titles import read_title
from gangyao.core.plan.plan import Plan
from gangyao.ingest.fingerprint import compiler_state
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.pipeline import Compilation, bundled_ids, bundled_plans, compile_document
from gangyao.store import archive, corrections, plans, readings, search_index
from gangyao.store.history import record_event

_TRIES = 4  # compiles of one file while others change the same plan, before one that keeps them out


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


@frozen
class Watch:
    """What work in the background hears of a reading.

    Attributes:
        say: is told, in words for people, what is done now.
        approve: is shown what was compiled and the plan that it would be a further reading of (None where that is new)
            before it is stored; where it raises, nothing is stored.
        finish: is told what was done, inside the transaction that stores it; where it raises, nothing is stored.
    """

    say: Callable[[str], None] = lambda _: None
    approve: Callable[[Plan, plans.PlanSummary | None], None] = lambda _, __: None
    finish: Callable[[AddedPlan], None] = lambda _: None


NOBODY_WATCHES = Watch()


class NotReadIn(Exception):
    """A file that can be read cannot become a reading as things stand; the message is Chinese and says what to do."""


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
        NotReadIn: the plan is archived.
    """
    by.require(Permission.ADD_PLANS)
    raw = read_file(data, name, digest=digest)
    document = parse_document(raw)
    return read_in(by=by, raw=raw, document=document, plan_id=plan_id or _plan_of(document, plans.listed()))


def read_again(*, by: Actor, plan_id: str, reading: int | None = None, watch: Watch = NOBODY_WATCHES) -> AddedPlan:
    """Compiles a plan's text once more, where the compiler has changed since; ids stay.

    Args:
        by: who has it compiled; needs the permission to add plans.
        plan_id: of the plan.
        reading: whose text is compiled; by default that of the current one.
        watch: hears what is done.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        gangyao.store.plans.UnknownPlan: there is no such plan or reading, or the plan is archived.
    """
    by.require(Permission.ADD_PLANS)
    raw = readings.source_of(plan_id, reading)
    return read_in(by=by, raw=raw, document=parse_document(raw), plan_id=plan_id, watch=watch, anew=True)


def read_in(
    *,
    by: Actor,
    raw: RawText,
    document: Document,
    plan_id: str,
    watch: Watch = NOBODY_WATCHES,
    anew: bool = False,
) -> AddedPlan:
    """Compiles a text and stores it as a reading of a plan; once more where somebody changed the plan meanwhile.

    Args:
        by: who has it compiled; needs the permission to add plans.
        raw: the text.
        document: the text with its parts.
        plan_id: of the plan, known or new.
        watch: hears what is done.
        anew: compiles also what the same compiler read last.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotReadIn: the plan is archived.
    """
    by.require(Permission.ADD_PLANS)
    for _ in range(_TRIES):
        added = _try_to_read_in(by, raw, document, plan_id, watch, anew)
        if added is not None:
            return added
    watch.say("正在编译")  # before the transaction: whoever waits for this work is told outside of it
    with transaction.atomic():
        plans.hold(plan_id)
        added = _try_to_read_in(by, raw, document, plan_id, Watch(approve=watch.approve, finish=watch.finish), anew)
    if added is None:
        raise RuntimeError(f"{plan_id} was changed while it was held")
    return added


def _try_to_read_in(
    by: Actor, raw: RawText, document: Document, plan_id: str, watch: Watch, anew: bool
) -> AddedPlan | None:
    """Compiles and stores; None where somebody changed the plan meanwhile."""
    before = readings.state_of(plan_id)
    known = next((plan for plan in plans.listed() if plan.id == plan_id), None)
    compiled, held = None, {}
    if anew or not known or _says(known) != (raw.source.sha256, raw.source.digest, compiler_state()):
        watch.say("正在编译")
        held = corrections.holding(plan_id)
        compiled = _compile(document, plan_id, known, held.values())
        watch.approve(compiled.plan, known)
        watch.say("正在写入")
    with transaction.atomic():
        plans.hold(plan_id)
        if readings.state_of(plan_id) != before:
            return None
        refuse_archived(plan_id)
        added = _read_in(by, raw, compiled, held) if compiled else AddedPlan(plan_id, before[0], fresh=False)
        watch.finish(added)
        return added


def refuse_archived(plan_id: str) -> None:
    """Raises NotReadIn where a plan is archived: it takes no further reading until it is restored."""
    if archive.is_archived(plan_id):
        raise NotReadIn(
            f"这份文件属于已归档的规划（编号 {plan_id}），没有读入。请先在“归档”页恢复那份规划，再打开这份文件。"
        )


def _says(known: plans.PlanSummary) -> tuple[str, bool, str]:
    return known.sha256, known.digest, known.compiler


def _compile(
    document: Document, plan_id: str, known: plans.PlanSummary | None, held: Iterable[Correction]
) -> Compilation:
    """A compile that keeps the ids of a plan, and what it is: title, kind, area and years are its own.

    Another text of the same plan may print its title, and name its area, anew.
    """
    identity = identify(document, load_vocabulary().gazetteer)
    same = known is None or not differences(identity, known)
    area = None if known is None or (same and identity.area.name) else known.area
    ids = {**bundled_ids(plan_id), **plans.register_of(plan_id)}
    compiled = compile_document(document, plan_id=plan_id, area=area, ids=ids, corrections=tuple(held))
    if known is None:
        return compiled
    title = compiled.plan.title if same and read_title(document) else known.title
    plan = evolve(compiled.plan, title=title, kind=known.kind, area=area or compiled.plan.area, period=known.period)
    return evolve(compiled, plan=plan)


def _plan_of(document: Document, listed: Sequence[plans.PlanSummary]) -> str:
    """The id of the stored or bundled plan that a text is another text of, else the one that its title gives."""
    identity = identify(document, load_vocabulary().gazetteer)
    return find_same(identity, (*listed, *bundled_plans())) or identity.id


def _read_in(by: Actor, raw: RawText, compiled: Compilation, held: Mapping[int, Correction]) -> AddedPlan:
    """Stores a compile within the caller's transaction, with all that follows from a new reading."""
    at = timezone.now()
    reading = plans.add_reading(compiled, raw, held, compiler=compiler_state(), actor=by.key, at=at)
    search_index.index_plan(compiled.plan, compiled.document, load_vocabulary().lexicon)
    record_event(
        at=at, actor=by.key, act="plan.read", subject=f"plan:{compiled.plan.id}",
        detail={
            "reading": reading.number, "sha256": raw.source.sha256, "digest": raw.source.digest, "compiler": compiler_state(),
            "statements": len(compiled.plan.statements), "targets": len(compiled.plan.targets),
        },
    )  # fmt: skip
    found = len(compiled.plan.statements), len(compiled.plan.targets)
    return AddedPlan(compiled.plan.id, reading.number, True, *found)
