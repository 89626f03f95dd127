"""What a plan promises at a glance: counts, baseline against target, what is uncertain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from gangyao.core.plan.plan import Plan, Target
from gangyao.workbench.presentation.comparison import Pair, pairs
from gangyao.workbench.presentation.outline import Entry, read_outline
from gangyao.workbench.presentation.words import (
    MEASURES,
    NATURES,
    doubt_words,
    horizon_order,
    horizon_words,
    inferred_label,
    inferred_rule,
)


@frozen
class Share:
    """One group with its count.

    Attributes:
        label: e.g. "生态环境".
        count: how many there are.
        width: the count as per cent of the largest group, for a bar.
        query: of the table that shows them, e.g. "field=生态环境"; empty where no table does.
        note: an explanation; empty where none is needed.
    """

    label: str
    count: int
    width: float
    query: tuple[str, str] | None = None
    note: str = ""


@frozen
class Overview:
    """Everything on the overview page.

    Attributes:
        targets: number of targets.
        numeric: of them with a number.
        based: of them with a baseline.
        statements: number of statements.
        fields: targets by field 类别.
        natures: targets by legal weight.
        horizons: targets by completion.
        measures: targets by kind of number.
        doubts: doubts with their counts.
        inferred: inferred fields with their counts.
        compared: targets beside their baselines.
        outline: two levels of headings with what they hold.
    """

    targets: int
    numeric: int
    based: int
    statements: int
    fields: tuple[Share, ...]
    natures: tuple[Share, ...]
    horizons: tuple[Share, ...]
    measures: tuple[Share, ...]
    doubts: tuple[Share, ...]
    inferred: tuple[Share, ...]
    compared: tuple[Pair, ...]
    outline: tuple[Entry, ...]

    @property
    def fields_known(self) -> bool:
        """The vocabulary knows the field of at least one target."""
        return any(share.query and share.query[1] != "-" for share in self.fields)

    @property
    def natures_known(self) -> bool:
        """The plan says of at least one target whether it binds."""
        return any(share.query and share.query[1] != "-" for share in self.natures)


def read_overview(plan: Plan, text: str = "") -> Overview:
    """The overview of a plan; its text gives the words of bounds."""
    targets, statements = plan.targets, plan.statements
    return Overview(
        targets=len(targets),
        numeric=sum(t.quantity.value is not None for t in targets),
        based=sum(t.baseline is not None for t in targets),
        statements=len(statements),
        fields=_shares((t.field or "未归类", ("field", t.field or "-")) for t in targets),
        natures=_shares(map(_nature, targets)),
        horizons=_shares((horizon_words(t.horizon), ("horizon", t.horizon)) for t in sorted(targets, key=_horizon)),
        measures=_shares((MEASURES[t.measure], ("measure", t.measure.value)) for t in targets),
        doubts=_shares((doubt_words(code), ("doubts", code)) for t in targets for code in t.doubts),
        inferred=tuple(
            Share(inferred_label(code), count, _width(count, [len(targets)]), ("inferred", code), inferred_rule(code))
            for code, count in Counter(code for t in targets for code in t.inferred).most_common()
        ),
        compared=pairs(targets, {s.id: s for s in statements}, text),
        outline=read_outline(plan, deepest=2),
    )


def _shares(groups: Iterable[tuple[str, tuple[str, str]]]) -> tuple[Share, ...]:
    """Groups by size; what is unknown comes last."""
    counted = Counter(groups).most_common()
    ordered = sorted(counted, key=lambda item: (item[0][1][1] == "-", -item[1]))
    counts = [count for _, count in counted]
    return tuple(Share(label, count, _width(count, counts), query) for (label, query), count in ordered)


def _nature(target: Target) -> tuple[str, tuple[str, str]]:
    if target.nature is None:
        return "未写明", ("nature", "-")
    return NATURES[target.nature], ("nature", target.nature.value)


def _horizon(target: Target) -> tuple[float, str]:
    return horizon_order(target.horizon)


def _width(count: int, counts: Iterable[int]) -> float:
    return round(100 * count / max(max(counts, default=0), 1), 1)
