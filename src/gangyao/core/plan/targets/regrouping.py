"""What people decided about which statements are one target, laid over what the rules had grouped."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import define, field

from gangyao.core.plan.correction import MERGED, SPLIT, Correction
from gangyao.core.plan.targets.conflict import Conflict
from gangyao.core.plan.targets.merging import Group, note_differences


@define
class Regrouping:
    """Groups under the ids of their targets, as decisions change them.

    Attributes:
        groups: id → group, in order of place.
        name: the id of the target that a group of one statement becomes.
        applied: decisions that fitted, under the id of the target that they led to.
        left: all others.
    """

    groups: dict[str, Group]
    name: Callable[[Group], str]
    applied: list[tuple[str, Correction]] = field(factory=list)
    left: list[Correction] = field(factory=list)

    def regroup(self, corrections: Iterable[Correction]) -> None:
        """Lays decisions over the groups in their order."""
        steps = {MERGED: self._merge, SPLIT: self._split}
        for correction in corrections:
            step = steps.get(correction.field)
            led_to = step(correction.record, correction.new) if step else None
            if led_to is None:
                self.left.append(correction)
            else:
                self.applied.append((led_to, correction))

    def _merge(self, one: str, into: str) -> str | None:
        if one == into or one not in self.groups or into not in self.groups:
            return None
        gone, group = self.groups.pop(one), self.groups[into]
        self.applied = [(into if led_to == one else led_to, correction) for led_to, correction in self.applied]
        for statement in gone.statements:
            if statement not in gone.derived:
                note_differences(group, statement)
        group.statements += gone.statements
        group.derived += gone.derived
        group.stretch = group.stretch or gone.stretch
        group.indicator = group.indicator or gone.indicator
        if Conflict.SAME_NAME in group.doubts and Conflict.SAME_NAME in gone.doubts:
            group.doubts.remove(Conflict.SAME_NAME)
        return into

    def _split(self, target: str, statement: str) -> str | None:
        group = self.groups.get(target)
        taken = next((s for s in group.statements if s.id == statement), None) if group else None
        if group is None or taken is None or len(group.statements) == 1:
            return None
        group.statements.remove(taken)
        group.derived = [s for s in group.derived if s is not taken and s is not group.first]
        group.doubts = [doubt for doubt in group.doubts if doubt == Conflict.SAME_NAME]
        for other in group.statements[1:]:
            if other not in group.derived and other.quantity != group.stretch:
                note_differences(group, other)
        if group.stretch == taken.quantity:
            group.stretch = None
        separate = Group([taken], group.indicator, group.name)
        self.groups[self.name(separate)] = separate
        return target
