"""What a returned division of tasks would change, row by row, before anything is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from gangyao.core.plan.responsibility.naming import join_names
from gangyao.core.plan.responsibility.returned import (
    Comparison,
    Difference,
    Outcome,
    ReturnedDivision,
    RowReport,
)
from gangyao.workbench.presentation.duty_promises import Promise

_Carried = tuple[str, tuple[str, ...]]  # lead and cooperating
_TOLD = {"deadline": "完成时限", "note": "备注"}


@frozen
class Change:
    """One promise that would be carried by others.

    Attributes:
        promise: as it is.
        lead: who would lead; empty where nobody would any more.
        cooperating: who would cooperate.
        place: where it stands in the file, e.g. "“任务分工”表 G5、H5".
        strangers: agencies in it that nobody knows; it is taken only where the person ticks it.
    """

    promise: Promise
    lead: str
    cooperating: tuple[str, ...]
    place: str
    strangers: tuple[str, ...] = ()

    @property
    def new_lead(self) -> bool:
        """The lead changes."""
        return self.lead != self.promise.duty.lead

    @property
    def new_cooperating(self) -> bool:
        """Those who cooperate change."""
        return self.cooperating != self.promise.duty.cooperating


@frozen
class Told:
    """A change that is shown and not taken: a deadline or a remark."""

    promise: Promise
    label: str
    old: str
    new: str
    place: str


@frozen
class Preview:
    """What a file would do.

    Attributes:
        name: of the file.
        rows: how many rows were read.
        unchanged: how many of them say what holds.
        changes: what may be taken, those with nothing to look into first.
        told: what is shown alone.
        refused: sentences on what cannot be taken: place, reason, what to do.
        missing: promises that the file does not hold; they stay as they are.
        ignored: headings and sheets that were not read.
    """

    name: str
    rows: int
    unchanged: int
    changes: tuple[Change, ...]
    told: tuple[Told, ...]
    refused: tuple[str, ...]
    missing: tuple[Promise, ...]
    ignored: tuple[str, ...]

    @property
    def plain(self) -> int:
        """How many changes are ticked from the start."""
        return sum(not change.strangers for change in self.changes)


def read_preview(promises: Sequence[Promise], comparison: Comparison, returned: ReturnedDivision, name: str) -> Preview:
    """The preview of a file that was compared with the division as it stands."""
    known = {promise.id: promise for promise in promises}
    changes, refused = [], [refusal.message for refusal in comparison.refusals]
    for report in comparison.rows:
        change = _change(report, known) if report.differences else None
        if change is None:
            continue
        if change.cooperating and not change.lead:
            refused.append(f"{change.place}：写了配合单位，没有牵头单位，没有采用；请先写牵头单位")
        elif change.new_lead or change.new_cooperating:
            changes.append(change)
    changes.sort(key=lambda change: bool(change.strangers))
    return Preview(
        name, len(returned.rows), len(comparison.of(Outcome.UNCHANGED)), tuple(changes),
        tuple(_told(one, known) for one in comparison.differences if one.field in _TOLD), tuple(refused),
        tuple(known[report.id] for report in comparison.of(Outcome.MISSING)),
        (*returned.ignored_headings, *(f"“{sheet}”表" for sheet in returned.ignored_sheets)),
    )  # fmt: skip


def _change(report: RowReport, known: Mapping[str, Promise]) -> Change | None:
    promise = known[report.id]
    asked = {one.field: one for one in report.differences if one.field not in _TOLD}
    if not asked:
        return None
    lead = asked["lead"].new if "lead" in asked else promise.duty.lead
    others = promise.duty.cooperating
    if "cooperating" in asked:
        others = tuple(name for name in asked["cooperating"].new.split("、") if name)
    strangers = tuple(name for one in asked.values() for name in one.unknown)
    return Change(promise, lead, others, _place(list(asked.values())), strangers)


def _place(differences: Sequence[Difference]) -> str:
    cells = "、".join(dict.fromkeys(one.cell for one in differences))
    sheet = "" if cells.startswith("第") else "表"  # a paragraph of a document has a number, no cell
    return f"“{differences[0].sheet}”{sheet} {cells}"


def _told(one: Difference, known: Mapping[str, Promise]) -> Told:
    return Told(known[one.id], _TOLD[one.field], one.old, one.new, _place([one]))


def kept_of(preview: Preview) -> dict[str, Any]:
    """What the page holds between looking and taking: of each change its promise, what would hold, and what holds now."""
    return {
        "name": preview.name[-100:],
        "changes": [
            [one.promise.id, one.lead, join_names(one.cooperating), one.promise.duty.lead, join_names(one.promise.duty.cooperating)]
            for one in preview.changes
        ],
    }  # fmt: skip


def wanted_of(kept: Mapping[str, Any], ticked: frozenset[str]) -> tuple[dict[str, _Carried], dict[str, _Carried]]:
    """Of what a page held and a person ticked: id → what is to hold, and id → what held when it was shown."""
    taken = [change for change in kept["changes"] if change[0] in ticked]
    wanted = {id_: (lead, _names(others)) for id_, lead, others, _, _ in taken}
    return wanted, {id_: (lead, _names(others)) for id_, _, _, lead, others in taken}


def _names(joined: str) -> tuple[str, ...]:
    return tuple(name for name in joined.split("、") if name)
