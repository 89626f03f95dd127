"""The chain in order, from a file's bytes to a compiled plan. Read this first.

bytes ──ingest.read_file──▶ RawText ──parse_document──▶ Document ──compile_plan──▶ Plan
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file
from pathlib import Path

from attrs import frozen

from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.clauses.read import ReadClause
from gangyao.core.plan.compile import compile_plan
from gangyao.core.plan.correction import Correction
from gangyao.core.plan.coverage.cover import cover
from gangyao.core.plan.coverage.records import Coverage
from gangyao.core.plan.extract import StatementReader
from gangyao.core.plan.identity.identity import find_same, identify
from gangyao.core.plan.outcome import Ruling
from gangyao.core.plan.plan import Area, Found, Plan
from gangyao.core.plan.revision import Revision
from gangyao.core.plan.system import Service
from gangyao.ingest.bundled import bundled
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.store.bundle import load_head, load_ids
from gangyao.store.systems import load_services


@frozen
class Compilation:
    """A compiled plan beside the text it was compiled from.

    Attributes:
        document: the text with its parts.
        plan: its statements and targets.
        ids: key → id of every record, to be kept and handed to the next compile.
        read: statements, then items, as they were read, before any decision of a person.
        revision: decisions of persons that hold, and those that no longer fit, to be shown to a person.
        rulings: what the passes took each possible quantity for, in positions of the folded text.
        clauses: every clause of the text with its kind, in order.
    """

    document: Document
    plan: Plan
    ids: Mapping[str, str]
    read: tuple[Found, ...]
    revision: Revision
    rulings: tuple[Ruling, ...] = ()
    clauses: tuple[ReadClause, ...] = ()

    @property
    def coverage(self) -> Coverage:
        """What became of every numeral of the text."""
        return cover(self.document, self.plan.statements, self.rulings)


def compile_text(
    data: bytes,
    name: str,
    *,
    digest: bool = False,
    plan_id: str | None = None,
    area: Area | None = None,
    ids: Mapping[str, str] | None = None,
    corrections: Sequence[Correction] = (),
) -> Compilation:
    """Compiles a file.

    Args:
        data: the file's bytes.
        name: its name, for messages and where the title says nothing.
        digest: the file is a summary in other words, not the official text.
        plan_id: of the plan; by default that of the bundled plan of the same area, period and kind, whose records
            then keep their ids; else made from area code and period.
        area: whose plan it is; by default what the title says.
        ids: key → id of earlier compiles of the same plan.
        corrections: of persons, laid over what is read.

    Raises:
        gangyao.ingest.errors.UnreadableFile: the file cannot be read; the message says what to do.
    """
    document = parse_document(read_file(data, name, digest=digest))
    return compile_document(document, plan_id=plan_id, area=area, ids=ids, corrections=corrections)


def compile_document(
    document: Document,
    *,
    plan_id: str | None = None,
    area: Area | None = None,
    ids: Mapping[str, str] | None = None,
    corrections: Sequence[Correction] = (),
) -> Compilation:
    """Compiles a text that is already read and parsed; the arguments are those of compile_text."""
    vocabulary = load_vocabulary()
    identity = identify(document, vocabulary.gazetteer, area)
    if plan_id is None and (bundled_id := find_same(identity, bundled_plans())):
        plan_id, ids = bundled_id, {**bundled_ids(bundled_id), **(ids or {})}
    compiled = compile_plan(
        document, identity, vocabulary=vocabulary, plan_id=plan_id,
        ids=ids, corrections=corrections,
    )  # fmt: skip
    return Compilation(
        document, compiled.plan, compiled.ids, compiled.read, compiled.revision, compiled.rulings, compiled.clauses
    )


def cover_plan(document: Document, plan: Plan) -> Coverage:
    """What became of every numeral of a text that a plan was compiled from before: it is read again, nothing is changed."""
    vocabulary = load_vocabulary()
    identity = identify(document, vocabulary.gazetteer, plan.area)
    reader = StatementReader(document, identity.profile, vocabulary.grammar)
    return cover(document, plan.statements, reader.rulings(list(reader.read())))


@cache
def bundled_plans() -> tuple[Plan, ...]:
    """The plans that ship with the product, without their records."""
    return tuple(plan for folder in _bundles() for plan in [load_head(folder)])


@cache
def bundled_ids(plan_id: str) -> Mapping[str, str]:
    """The register of ids of a bundled plan, so that another text of it keeps the ids of its records."""
    return next((load_ids(folder) for folder in _bundles() if load_head(folder).id == plan_id), {})


def services_of(plan_id: str, own: Path) -> tuple[Service, ...]:
    """The systems of a plan as declared: those that ship with the product, replaced and added to by one's own.

    Args:
        plan_id: of the plan.
        own: folder of one's own declarations; it need not exist.

    Raises:
        gangyao.store.systems.UnreadableService: a declaration cannot be read; the message says what to do.
    """
    with as_file(bundled("plans")) as folder:
        return load_services(folder / plan_id / "services", own)


def _bundles() -> list[Path]:
    with as_file(bundled("plans")) as folder:
        return sorted(path.parent for path in folder.glob("*/plan.yaml"))
