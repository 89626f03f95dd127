"""What the review made of a target, for files that leave the site: its state, and every change with who, when and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen
from django.utils.timezone import localtime

from gangyao.core.period import last_year
from gangyao.core.plan.correction import ACCEPTED, ADDED, MERGED, REJECTED, WHOLE_RECORD, Correction
from gangyao.core.plan.plan import Target
from gangyao.core.plan.statement import Role, Statement
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.figures import figure_of
from gangyao.workbench.presentation.review_decisions import OPEN, moment, say, target_state
from gangyao.workbench.presentation.review_names import names_in
from gangyao.workbench.signatures import names_of

# Code of a state, as targets.json has it → words.
REVIEW_STATES: Mapping[str, str] = {
    OPEN: "未核对",
    "accepted": "已核对",
    "corrected": "已更正",
    "added": "补录",
    "merged": "已合并",
}
_BASE = "基期值"
_WITHDRAWN = "已剔除"
_NOTHING = "（空）"


@frozen
class Note:
    """One change that a person made.

    Attributes:
        what: the field, e.g. "数值", "基期值数值"; of the whole record what was done, e.g. "补录", "合并".
        old: what it said before; empty where that is not told.
        new: what holds instead.
        who: name of the person.
        when: e.g. "2026年3月12日".
        reason: in the person's words; may be empty.
    """

    what: str
    old: str
    new: str
    who: str
    when: str
    reason: str

    @property
    def text(self) -> str:
        """In one line, e.g. "数值 36.5→38，李同志，2026年3月12日，原文如此"."""
        change = f"{self.old}→{self.new}" if self.old else self.new
        return "，".join(part for part in (f"{self.what} {change}".rstrip(), self.who, self.when, self.reason) if part)


class ReviewNotes:
    """The changes of one plan's targets."""

    def __init__(self, stored: StoredPlan) -> None:
        """Looks up who decided."""
        self._stored = stored
        self._names = names_of(c.by for held in stored.decisions.values() for c in held)
        self._called = names_in(stored)
        self._statements = {statement.id: statement for statement in stored.plan.statements}

    def state(self, target: Target) -> str:
        """A code of REVIEW_STATES: how far the target is, and that it was only merged where that is all."""
        state = target_state(target, self._stored.decisions)
        held = self._held(target.id, *target.statements)
        fields = {c.field for c in held}
        if state == "corrected" and MERGED in fields and fields <= {ACCEPTED, MERGED}:
            return "merged"
        return state

    def decisions(self, target: Target) -> tuple[tuple[Correction, str], ...]:
        """All decisions that a target rests on, with the name of who took each, oldest first."""
        base = (target.baseline.statement,) if target.baseline else ()
        held = self._held(target.id, *target.statements, *(id_ for id_ in base if id_ not in target.statements))
        return tuple((c, self._who(c)) for c in sorted(held, key=moment))

    def of(self, target: Target) -> tuple[Note, ...]:
        """All changes of a target, of its statements and of its baseline."""
        value = [self._note(c) for c in self._held(target.id, *target.statements) if c.field != ACCEPTED]
        return (*value, *self._of_baseline(target))

    def of_value(self, target: Target) -> tuple[Note, ...]:
        """Changes of the value itself: corrected, or added by a person."""
        return tuple(self._note(c) for c in self._held(target.id, target.statements[0]) if _is_of_value(c))

    def of_base_value(self, target: Target) -> tuple[Note, ...]:
        """Changes of the value that a target starts from."""
        if target.baseline is None:
            return ()
        return tuple(self._note(c, _BASE) for c in self._held(target.baseline.statement) if _is_of_value(c))

    def withdrawn_baseline(self, target: Target, year: int) -> Note | None:
        """That people withdrew the value of a year that a target would start from; None where the text had none.

        Args:
            target: without baseline.
            year: the base year.
        """
        if target.baseline is not None:
            return None
        read = [self._statements[id_] for id_ in target.statements if id_ in self._statements]
        names = {target.name, *(statement.indicator for statement in read)}
        for gone in self._stored.rejected:
            if isinstance(gone, Statement) and gone.role is Role.ACHIEVED and last_year(gone.horizon) == str(year):
                decided = next((c for c in self._held(gone.id) if c.field == REJECTED), None)
                if decided and (gone.indicator in names or gone.anchor.start in {a.start for a in target.anchors}):
                    return self._line(
                        decided, f"{_BASE}（{year}年）", figure_of(gone, self._stored.document.text).text, _WITHDRAWN
                    )
        return None

    def _of_baseline(self, target: Target) -> Iterator[Note]:
        if target.baseline is not None and target.baseline.statement not in target.statements:
            held = self._held(target.baseline.statement)
            yield from (self._note(c, _BASE) for c in held if c.field != ACCEPTED)
        elif gone := self.withdrawn_baseline(target, self._stored.plan.period[0] - 1):
            yield gone

    def _held(self, *records: str) -> tuple[Correction, ...]:
        return tuple(c for id_ in dict.fromkeys(records) for c in self._stored.decisions.get(id_, ()))

    def _note(self, decided: Correction, of: str = "") -> Note:
        said = say(decided, self._names, self._called)
        if decided.field in WHOLE_RECORD:
            return self._line(decided, f"{of}{said.act}", "", said.new)
        return self._line(decided, f"{of}{said.label}", said.old or _NOTHING, said.new or _NOTHING)

    def _line(self, decided: Correction, what: str, old: str, new: str) -> Note:
        at = localtime(moment(decided))
        return Note(what, old, new, self._who(decided), f"{at.year}年{at.month}月{at.day}日", decided.reason)

    def _who(self, decided: Correction) -> str:
        return say(decided, self._names, self._called).who


def _is_of_value(decided: Correction) -> bool:
    return decided.field.startswith("quantity.") or decided.field == ADDED


def plain_decisions(decided: tuple[tuple[Correction, str], ...]) -> list[Mapping[str, str]]:
    """Decisions for programs, as they are stored, with names of people."""
    return [
        {
            "record": c.record,
            "field": c.field,
            "old": c.old,
            "new": c.new,
            "by": who,
            "at": c.at,
            "reason": c.reason,
        }
        for c, who in decided
    ]
