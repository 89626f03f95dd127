"""The chain in order, from a file's bytes to a compiled plan. Read this first.

    bytes ──ingest──▶ RawText ──parse──▶ Document ──compile──▶ Plan
"""

from __future__ import annotations

from attrs import frozen

from gangyao.core.document.document import Document
from gangyao.core.plan.correction import Correction
from gangyao.core.plan.plan import Plan


@frozen
class Compilation:
    """A compiled plan beside the text it was compiled from.

    Attributes:
        document: the text with its parts.
        plan: its statements and targets.
        unapplied: corrections that no longer fit the text, to be shown to a person.
    """

    document: Document
    plan: Plan
    unapplied: tuple[Correction, ...] = ()
