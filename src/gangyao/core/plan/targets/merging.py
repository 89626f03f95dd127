"""Which statements commit to one and the same thing.

Two statements are one commitment where they name one thing (by the vocabulary, or by the same words where these are
specific), for the same population and the same end, as the same kind of number, and give the same value; or where
the vocabulary knows the thing and the values are near to each other: then the plan contradicts itself, and the target
says so. Where names agree and values are far apart, a subject was left out more likely than a value changed: there
are two targets, and both carry the doubt.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from decimal import Decimal

from attrs import define, field

from gangyao.core.indicator.indicator import Direction, Indicator
from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.period import last_year
from gangyao.core.plan.statement import Measure, Statement, Tier
from gangyao.core.plan.targets.conflict import Conflict
from gangyao.core.quantity.quantity import Quantity
from gangyao.core.regions import REGION

_STEP_WORDS = ("力争", "争取")
_AMOUNTS = (Measure.COUNT, Measure.CUMULATIVE)
_WHOLE = ("", "全区", "全市", "全省", "全国", "全县")
_NEAR = Decimal("0.2")  # part of the larger value by which two values of one target may differ; ours, no standard's
_FEW = 3  # values under one name that may be one thing; more are many things
_SPECIFIC = 5  # characters from which a name that the vocabulary does not know is the same thing when it is said again
_COMPARED_WITH = re.compile(rf"全[国省市区县州]|{REGION}|世界|全球|同类|省内|国内|市内")


@define
class Group:
    """Statements about one commitment.

    Attributes:
        statements: in order of place.
        indicator: of the vocabulary, where it knows the thing.
        name: the name under which the thing is known.
        stretch: the further step of 增长10%,力争11.5%.
        doubts: how its statements disagree.
        derived: those that say the same in another way (the change column of its table row).
    """

    statements: list[Statement]
    indicator: Indicator | None
    name: str
    stretch: Quantity | None = None
    doubts: list[str] = field(factory=list)
    derived: list[Statement] = field(factory=list)

    @property
    def first(self) -> Statement:
        """The statement that the target is read from."""
        return self.statements[0]


def merge(statements: Iterable[Statement], lexicon: Lexicon) -> list[Group]:
    """Groups of statements, in order of their first place; each statement is in one group."""
    merging = _Merging(lexicon)
    keyed = [(statement, merging.keys_of(statement)) for statement in statements]
    for statement, keys in keyed:
        if statement.quantity.value is not None:
            merging.values[keys.kind].add(statement.quantity.value)
    for statement, keys in keyed:
        merging.add(statement, keys)
    return merging.groups


def population(statement: Statement, name: str) -> str:
    """The narrower population of a statement, where its name does not say it already; empty for the whole area."""
    return "" if statement.scope in _WHOLE or statement.scope in name else statement.scope


def kind(statement: Statement) -> str:
    """Levels and shares are one kind, amounts another; growth, change, ranks and words are others."""
    if statement.tier is Tier.RANK or statement.measure is Measure.RANK:
        return "rank:" + "".join(sorted(set(_COMPARED_WITH.findall(statement.quantity.words or ""))))
    if statement.quantity.value is None:
        return f"words:{statement.quantity.words}"
    if statement.measure in _AMOUNTS:
        return "amount"
    if statement.measure is Measure.ANNUAL_GROWTH and statement.horizon.isdigit() and "年均" in statement.indicator:
        return "mean growth"  # of several years, in a document whose growths are of one
    return statement.measure.value if statement.measure in (Measure.ANNUAL_GROWTH, Measure.CHANGE) else "state"


@define
class _Merging:
    """What has been grouped so far, found by key, so that the cost grows with the number of statements alone."""

    lexicon: Lexicon
    groups: list[Group] = field(factory=list)
    values: dict[Hashable, set[Decimal]] = field(factory=lambda: defaultdict(set))
    _by_value: dict[Hashable, Group] = field(factory=dict)
    _by_kind: dict[Hashable, Group] = field(factory=dict)
    _by_row: dict[Hashable, Group] = field(factory=dict)

    def keys_of(self, statement: Statement) -> _Keys:
        """What a statement is looked up by."""
        name, indicator = self.lexicon.key(statement.indicator), self.lexicon.find(statement.indicator)
        thing = (name, population(statement, indicator.name if indicator else statement.indicator))
        return _Keys(thing, indicator, statement)

    def add(self, statement: Statement, keys: _Keys) -> None:
        """Puts a statement into the group that it belongs to, or into one of its own."""
        if not self._joins(statement, keys):
            group = Group([statement], keys.indicator, keys.thing[0])
            self._note_same_name(group, keys)
            self.groups.append(group)
            self._index(group, keys)

    def _is_specific(self, keys: _Keys) -> bool:
        """Whether a name means one thing when it is said again: an indicator's, or a long one with one value.

        A name that a plan gives several values (9个单元, 3个单元) is a word for many things.
        """
        return keys.indicator is not None or (len(keys.thing[0]) >= _SPECIFIC and len(self.values[keys.kind]) <= 1)

    def _joins(self, statement: Statement, keys: _Keys) -> bool:
        row = self._by_row.get(keys.row)
        if row is not None and statement.measure is Measure.CHANGE and row.first.measure is not Measure.CHANGE:
            return self._derive(row, statement, keys)
        same_kind = self._by_kind.get(keys.kind)
        if same_kind is not None and _is_step(same_kind, statement):
            same_kind.stretch = statement.quantity
            same_kind.statements.append(statement)
            return True
        group = self._by_value.get(keys.value) if self._is_specific(keys) else None
        if group is None and keys.indicator and same_kind is not None and _agree(same_kind, statement):
            group = same_kind
        if group is None:
            return False
        if statement.measure is Measure.CHANGE and group.first.measure is not Measure.CHANGE:
            return self._derive(group, statement, keys)
        note_differences(group, statement)
        if keys.indicator is None and statement.node != group.first.node:
            group.doubts.append(Conflict.MERGED_BY_NAME)
        group.statements.append(statement)
        self._index(group, keys)
        return True

    def _derive(self, group: Group, statement: Statement, keys: _Keys) -> bool:
        """A change that a table prints beside base and target, or that the text repeats, is no target of its own."""
        group.statements.append(statement)
        group.derived.append(statement)
        self._index(group, keys)
        return True

    def _note_same_name(self, group: Group, keys: _Keys) -> None:
        other = self._by_kind.get(keys.kind)
        few = len(keys.thing[0]) >= _SPECIFIC and len(self.values[keys.kind]) <= _FEW
        if other is not None and (keys.indicator or few) and group.first.quantity.value is not None:
            for one in (group, other):
                one.doubts.append(Conflict.SAME_NAME)

    def _index(self, group: Group, keys: _Keys) -> None:
        self._by_value.setdefault(keys.value, group)
        self._by_kind.setdefault(keys.kind, group)
        self._by_row.setdefault(keys.row, group)


class _Keys:
    """What a statement is looked up by."""

    def __init__(self, thing: tuple[str, str], indicator: Indicator | None, statement: Statement) -> None:
        self.thing, self.indicator = thing, indicator
        quantity, end, what = statement.quantity, last_year(statement.horizon), kind(statement)
        number = "number" if what in ("state", "amount") else what
        self.value = (thing, end, number, quantity.value, quantity.value_high, quantity.unit)
        self.kind = (thing, end, what)
        self.row = (thing, statement.anchor.start)  # the values of a row all begin at its name


def _is_step(group: Group, statement: Statement) -> bool:
    """增长10%,力争11.5%: the second is the further step of the first."""
    first, quantity = group.first, statement.quantity
    near = statement.node == first.node and statement.anchor.start >= first.anchor.start
    reached_for = statement.modality in _STEP_WORDS and first.modality not in _STEP_WORDS
    if group.stretch is not None or not (near and reached_for) or quantity.unit != first.quantity.unit:
        return False
    return _is_further(first.quantity.value, quantity.value, down=_goes_down(group))


def _is_further(one: Decimal | None, two: Decimal | None, *, down: bool) -> bool:
    return one is not None and two is not None and (two < one if down else two > one)


def _goes_down(group: Group) -> bool:
    """Whether a smaller level is the better one; a larger fall is better than a smaller one."""
    return kind(group.first) == "state" and group.indicator is not None and group.indicator.direction is Direction.DOWN


def _agree(group: Group, statement: Statement) -> bool:
    """Whether a statement of other value or words can be of the group: near it, and not from one sentence with it.

    One sentence that gives two values means two things, whatever the words it left out.
    """
    one, two = group.first.quantity.value, statement.quantity.value
    if any(other.node == statement.node and other.quantity.value != two for other in group.statements[-3:]):
        return False
    return one == two or (one is not None and two is not None and abs(one - two) <= _NEAR * max(one, two))


def note_differences(group: Group, statement: Statement) -> None:
    """Adds to a group's doubts how a statement says it otherwise than the first."""
    one, two = group.first.quantity, statement.quantity
    if two.unit != one.unit:
        group.doubts.append(Conflict.UNIT_DIFFERS)
    if two.value != one.value or two.value_high != one.value_high:
        group.doubts.append(Conflict.VALUE_DIFFERS)
    elif one.value is None and two.words != one.words:
        group.doubts.append(Conflict.WORDS_DIFFER)
    if two.comparator != one.comparator and two.value == one.value:
        group.doubts.append(Conflict.COMPARATOR_DIFFERS)
