"""How often people overrule the compiler, by what it had doubted: it tells which rules deserve work, and changes none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from gangyao.core.plan.correction import ACCEPTED, MERGED, REJECTED, SPLIT, WHOLE_RECORD, Correction
from gangyao.core.plan.plan import Record

NO_DOUBT = ""


@frozen
class Overruling:
    """What people decided about the records of one doubt code.

    Attributes:
        doubt: the code; empty for records that the compiler did not doubt.
        records: how many there are.
        accepted: how many people found right as they were read.
        corrected: how many had a field corrected.
        rejected: how many were withdrawn.
        regrouped: how many were merged or split.
        fields: name of a field → how often it was corrected, the most frequent first.
    """

    doubt: str
    records: int
    accepted: int
    corrected: int
    rejected: int
    regrouped: int
    fields: tuple[tuple[str, int], ...]

    @property
    def decided(self) -> int:
        """How many people have looked at."""
        return self.accepted + self.corrected + self.rejected + self.regrouped

    @property
    def share_overruled(self) -> float | None:
        """Part of the decided ones that were not right as read, 0 to 1; None where nobody has looked at any."""
        return (self.decided - self.accepted) / self.decided if self.decided else None


Reviewed = tuple[Sequence[Record], Mapping[str, Sequence[Correction]]]


def tally(plans: Iterable[Reviewed]) -> tuple[Overruling, ...]:
    """Counts by doubt code, the most overruled first; a record with two codes counts for both.

    Args:
        plans: of each its records as the compiler read them, withdrawn ones among them, and the decisions that hold
            for them by their ids.
    """
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    fields: dict[str, Counter[str]] = defaultdict(Counter)
    for records, decisions in plans:
        for record in records:
            held = [one.field for one in decisions.get(record.id, ())]
            for doubt in record.doubts or (NO_DOUBT,):
                kinds[doubt].update(("records", _kind(held)))
                fields[doubt].update(one for one in held if one not in WHOLE_RECORD)
    found = [_overruling(doubt, kinds[doubt], fields[doubt]) for doubt in kinds]
    return tuple(sorted(found, key=lambda one: (-(one.share_overruled or 0), -one.decided, one.doubt)))


def _kind(held: Sequence[str]) -> str:
    """What became of a record: a rejection outweighs a correction, and that an acceptance."""
    if REJECTED in held:
        return "rejected"
    if any(field not in WHOLE_RECORD for field in held):
        return "corrected"
    if MERGED in held or SPLIT in held:
        return "regrouped"
    return "accepted" if ACCEPTED in held else "open"


def _overruling(doubt: str, kinds: Counter[str], fields: Counter[str]) -> Overruling:
    return Overruling(
        doubt, kinds["records"], kinds["accepted"], kinds["corrected"], kinds["rejected"], kinds["regrouped"],
        tuple(fields.most_common()),
    )  # fmt: skip
