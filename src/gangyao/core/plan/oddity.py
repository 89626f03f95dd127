"""What a person seldom means: values to be asked about before they are stored, each with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gangyao.core.plan.plan import Record, Target
from gangyao.core.plan.statement import Measure, Statement
from gangyao.core.quantity.quantity import Quantity

_STATES = (Measure.LEVEL, Measure.SHARE, Measure.COUNT)
_WHOLE = 100  # per cent of which a share is a part
_ALIKE = 55  # likeness of names, of 100, from which two statements may be one


def oddities(before: Record | None, after: Record) -> tuple[tuple[str, str], ...]:
    """What is odd about a record and was not before: name of the field, and the reason in words.

    Args:
        before: the record as it was; None where it is new.
        after: the record as a person wants it; only numbers can be odd.
    """
    if not isinstance(after, Statement | Target) or not isinstance(before, Statement | Target | None):
        return ()
    known = set(_oddities(before)) if before else set()
    found = [odd for odd in _oddities(after) if odd not in known]
    if before and before.quantity.unit and after.quantity.value is not None and not after.quantity.unit:
        found.append(("quantity.unit", f"原来的单位是“{before.quantity.unit}”，现在空着"))
    return tuple(found)


def _oddities(record: Statement | Target) -> Iterator[tuple[str, str]]:
    quantity, name = record.quantity, record.name if isinstance(record, Target) else record.indicator
    highest = max((value for value in (quantity.value, quantity.value_high) if value is not None), default=None)
    rate = record.measure is Measure.SHARE or (
        record.measure is Measure.LEVEL and "率" in name and not name.endswith("增长率")
    )
    if rate and quantity.unit == "%" and highest is not None and highest > _WHOLE:
        yield "quantity.value", f"“{name}”是比率，{highest:f}% 超过了 100%"
    if "百分点" in (quantity.unit or "") and record.measure in _STATES:
        yield "quantity.unit", "“百分点”说的是变化了多少，而口径写的是达到的水平；水平用“%”，变化请把口径改为“变化幅度”"


def said_already(made: Statement, there: Iterable[Statement], key: Callable[[str], str]) -> Statement | None:
    """A statement of the same sentence with the same value and the same or a like name; None where there is none.

    Args:
        made: the statement that a person adds.
        there: those that there are.
        key: gives the same text for all names of one thing.
    """
    value = _value(made.quantity)
    near = (one for one in there if one.node == made.node and _value(one.quantity) == value)
    return next((one for one in near if _alike(one.indicator, made.indicator, key)), None)


def _value(quantity: Quantity) -> tuple[object, ...]:
    return (quantity.value, quantity.value_high, quantity.unit or "", quantity.words if quantity.value is None else "")


def _alike(one: str, other: str, key: Callable[[str], str]) -> bool:
    ours, theirs = set(one), set(other)
    likeness = 200 * len(ours & theirs) / (len(ours) + len(theirs))
    return key(one) == key(other) or one in other or other in one or likeness >= _ALIKE
