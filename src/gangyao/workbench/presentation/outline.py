"""The outline of a plan with what each heading holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field, frozen

from gangyao.core.plan.plan import OutlineEntry, Plan
from gangyao.core.plan.statement import Role

_DEEPEST = 3  # levels that stand beside the text, boxes 专栏 apart; run-in headings are left to the text itself


@frozen
class Entry:
    """A heading with what it holds.

    Attributes:
        anchor: id of the heading in the text, e.g. "h-396".
        label: e.g. "第三章".
        title: e.g. "主要目标".
        targets: statements under it that commit.
        statements: all statements under it.
        start: first character of the heading.
        children: headings below it.
    """

    anchor: str
    label: str
    title: str
    targets: int
    statements: int
    start: int
    children: tuple[Entry, ...] = ()


@define
class _Growing:
    entry: OutlineEntry
    below: list[_Growing] = field(factory=list)


def read_outline(plan: Plan, deepest: int = _DEEPEST) -> tuple[Entry, ...]:
    """The headings of a plan as a tree, with its boxes 专栏, run-in headings left out.

    Args:
        plan: the plan.
        deepest: level of the innermost headings to show, 1 for the outermost alone.
    """
    all_starts = sorted(s.anchor.start for s in plan.statements)
    target_starts = sorted(s.anchor.start for s in plan.statements if s.role is Role.TARGET)
    roots: list[_Growing] = []
    above: list[_Growing] = []
    for entry in plan.outline:
        if entry.kind == "lead" or (entry.level > deepest and (entry.kind != "box" or deepest < _DEEPEST)):
            continue
        while above and above[-1].entry.level >= entry.level:
            above.pop()
        growing = _Growing(entry)
        (above[-1].below if above else roots).append(growing)
        above.append(growing)
    return tuple(_finish(root, target_starts, all_starts) for root in roots)


def _finish(growing: _Growing, targets: Sequence[int], statements: Sequence[int]) -> Entry:
    entry = growing.entry
    start = entry.anchor.start
    return Entry(
        f"h-{start}",
        entry.label,
        entry.title,
        _between(targets, start, entry.end),
        _between(statements, start, entry.end),
        start,
        tuple(_finish(child, targets, statements) for child in growing.below),
    )


def _between(starts: Sequence[int], first: int, end: int) -> int:
    return bisect_left(starts, end) - bisect_left(starts, first)


def place_of(plan: Plan, position: int) -> tuple[OutlineEntry, ...]:
    """The headings above a place, outermost first."""
    found: list[OutlineEntry] = []
    for entry in plan.outline:
        if entry.anchor.start > position:
            break
        if position < entry.end:
            found = [other for other in found if other.level < entry.level] + [entry]
    return tuple(found)


def headings_above_each(plan: Plan, positions: Iterable[int]) -> Iterator[tuple[OutlineEntry, ...]]:
    """The headings above each of many places, which come in order; what place_of gives for each, in one pass."""
    above: list[OutlineEntry] = []
    following = 0
    for position in positions:
        while following < len(plan.outline) and plan.outline[following].anchor.start <= position:
            entry = plan.outline[following]
            above = [other for other in above if other.level < entry.level] + [entry]
            following += 1
        above = [entry for entry in above if position < entry.end]
        yield tuple(above)


def headings_above(plan: Plan, position: int) -> tuple[str, ...]:
    """The same in words, e.g. ("第二章 主要目标", "第一节 经济发展")."""
    return tuple(f"{entry.label} {entry.title}".strip() for entry in place_of(plan, position))
