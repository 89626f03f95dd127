"""Figures of a flattened table row that a copy ran together: 151165〔14〕 is 151, 165 and 14.

Numbers are parted by what the table itself states: target minus base is the change; notes are numbered in order;
columns keep their decimals.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from itertools import combinations

from attrs import evolve, frozen

from gangyao.core.plan.tables.table import Cell
from gangyao.core.quantity.numerals import LONGEST_NUMERAL
from gangyao.core.quantity.quantity import Comparator

_COMPARATORS = {
    "<": "<", ">": ">", "≤": "<=", "≥": ">=", "<=": "<=", ">=": ">=", "左右": "~", "约": "~", "以上": ">=", "以下": "<",
    "以内": "<=", "不低于": ">=", "不高于": "<=", "不超过": "<=",
}  # fmt: skip


@frozen
class Token:
    """A run of digits with the words around it, or an empty cell (value "-"); where it begins and ends in the row."""

    digits: str
    comparator: str = ""
    unit: str = ""
    summed: bool = False
    minus: bool = False
    begin: int = 0
    end: int = 0


_COLUMNS = 3
_LONGEST_RUN = 24
_NEAR = 0.3  # percentage points between a growth as printed and as computed from base and target
_TOKEN = re.compile(
    r"(?P<open>[〔\[])?\s?(?P<minus>[-—–](?=\d))?(?P<before>[<>≥≤]=?|约|不低于|不高于|不超过)?\s?"
    r"(?P<digits>[0-9]+(?:\.[0-9]+)*)\s?(?P<unit>%|个?百分点)?(?P<after>左右|以上|以下|以内)?\s?(?P<close>[〕\]])?"
    r"|(?P<empty>[-—–一])"
)


def read_tokens(blob: str) -> list[Token]:
    """The runs of digits of a row's cells, in order, with brackets, minus, unit and bounds."""
    found = []
    for match in _TOKEN.finditer(blob):
        if match["empty"]:
            found.append(Token("-"))
            continue
        words = match["after"] or match["before"] or ""
        minus = bool(match["minus"]) and bool(match["unit"])
        if match["minus"] and not minus:
            found.append(Token("-"))
        unit = "个百分点" if (match["unit"] or "").endswith("百分点") else match["unit"] or ""
        place = match.start("digits"), match.end()
        found.append(Token(match["digits"], _COMPARATORS.get(words, "="), unit, bool(match["open"]), minus, *place))
    return found


def part_values(
    tokens: list[Token], unit: str | None, note: int | None, years: int | None = None
) -> tuple[list[Cell], bool]:
    """Gives the tokens of a row their columns, parting digits that were glued together.

    Args:
        tokens: in order.
        unit: of the row.
        note: number of the note that is due next; its figure may stand glued inside a number.
        years: between base and target, where the last column is yearly growth in %.

    Returns:
        The cells whose numbers are no longer than those of a plan, with where each ends in the row (0 where that is
        not known), and whether the note's figure was among the digits.
    """
    summed = [token for token in tokens if token.summed]
    points = [token for token in tokens if not token.summed and token.unit.startswith("个")]
    minus = [token for token in tokens if not token.summed and token not in points and token.minus and token.unit]
    plain = [token for token in tokens if not (token.summed or token in points or token in minus)]
    change = next(iter([*summed, *points, *minus]), None)
    printed = list(plain)
    grown = False
    if years and change is None:
        plain = _with_growth(plain, years)
        grown = len(plain) > len(printed)
        change = plain.pop() if len(plain) == _COLUMNS else None
    values, used_note = _part_plain(plain, change, note)
    lone = len(printed) == 1 and change is None and values[0][0] is not None  # perhaps a run that nothing parts
    glued = lone or any(token not in printed for _, token in values)
    cells = [
        Cell(column, value, Comparator(token.comparator or "="), unit, glued=glued, span=(0, token.end))
        for column, (value, token) in zip(("base", "target"), values, strict=False)
        if value is not None
    ]
    if change is not None:
        cells += _change_cells(change, values, unit, grown=grown)
    return [cell for cell in cells if len(cell.value.as_tuple().digits) <= LONGEST_NUMERAL], used_note


def _with_growth(tokens: list[Token], years: int) -> list[Token]:
    """Base, target and growth; one run of digits is parted where the growth leads from the base to the target."""
    if len(tokens) == _COLUMNS:
        return tokens[:-1] if tokens[-1].digits == "-" else [*tokens[:-1], evolve(tokens[-1], unit="%")]
    if len(tokens) != 1 or len(tokens[0].digits) > _LONGEST_RUN:
        return tokens
    digits = tokens[0].digits
    nearest, best = _NEAR, tokens
    for one, two in combinations(range(1, len(digits)), 2):
        base, target, growth = digits[:one], digits[one:two], digits[two:]
        if not all(map(_well_formed, (base, target, growth))) or not float(base) * float(target):
            continue
        error = abs(((float(target) / float(base)) ** (1 / years) - 1) * 100 - float(growth))
        if error < nearest:
            nearest, begin = error, tokens[0].begin
            first, second = Token(base, end=begin + one), Token(target, end=begin + two)
            best = [first, second, evolve(tokens[0], digits=growth, unit="%")]
    return best


def _change_cells(
    change: Token, values: list[tuple[Decimal | None, Token]], unit: str | None, *, grown: bool
) -> list[Cell]:
    """The change, and before it the values that were glued to it; nothing where they cannot be parted."""
    value, before = _part_change(change, values)
    if value is None:
        return []
    columns = ("base", "target")[-len(before) :] if before else ()
    cells = [
        Cell(column, number, Comparator.EQUAL, unit, glued=True) for column, number in zip(columns, before, strict=True)
    ]
    comparator = Comparator(change.comparator if change.summed else "=")
    return [
        *cells,
        Cell(
            "change",
            value,
            comparator,
            change.unit or unit,
            change.summed,
            change.minus,
            grown or bool(before),
            span=(0, change.end),
        ),
    ]


def _part_plain(
    tokens: list[Token], change: Token | None, note: int | None
) -> tuple[list[tuple[Decimal | None, Token]], bool]:
    """Base and target from the tokens outside brackets; one glued token is parted in two."""
    columns: list[tuple[Decimal | None, Token]] = [(None if t.digits == "-" else _number(t.digits), t) for t in tokens]
    digits = [t for t in tokens if t.digits != "-"]
    if (len(digits) == 1 and digits[0].digits.count(".") != 0) or (
        len(digits) == 1 and tokens[0].digits != "-" and len(tokens) == 1
    ):
        parted = _split_pair(digits[0].digits, change, note)
        if parted and tokens[0].digits != "-":
            first, second, used = parted
            end = digits[0].begin + len(str(first))
            return [(first, Token(str(first), end=end)), (second, digits[0])], used
    return columns[:2], False


def _number(digits: str) -> Decimal | None:
    """None for a run with two points: it holds two numbers at least, and which ones nobody can tell."""
    return Decimal(digits) if digits.count(".") <= 1 else None


def _split_pair(digits: str, change: Token | None, note: int | None) -> tuple[Decimal, Decimal, bool] | None:
    """Two numbers in one run of digits: 70.570 → 70.5 and 70; 15.7415 with note 4 → 15.7 and 15."""
    if len(digits) > _LONGEST_RUN:
        return None
    best: tuple[float, Decimal, Decimal, bool] | None = None
    target_change = Decimal(change.digits) if change and re.fullmatch(r"\d+(?:\.\d+)?", change.digits) else None
    for cut in range(1, len(digits)):
        for skip in (0, 1):
            if skip and (note is None or digits[cut] != str(note)):
                continue
            left, right = digits[:cut], digits[cut + skip :]
            if not (_well_formed(left) and _well_formed(right)):
                continue
            a, b = Decimal(left), Decimal(right)
            cost = _pair_cost(a, b, left, right, change, target_change) - (0.2 if skip else 0.0)
            if best is None or cost < best[0]:
                best = (cost, a, b, bool(skip))
    if best is None or best[0] > 1.2:
        return None
    return best[1], best[2], best[3]


def _well_formed(text: str) -> bool:
    return bool(re.fullmatch(r"(?:0|[1-9]\d*)(?:\.\d{1,2})?", text))


def _pair_cost(a: Decimal, b: Decimal, left: str, right: str, change: Token | None, stated: Decimal | None) -> float:
    """How unlikely two numbers are a base and its target; zero where the stated change fits."""
    if stated is not None and change is not None and a:
        if abs(abs(b - a) - stated) < Decimal("0.006"):
            return 0.0
        if change.unit == "%" and abs(abs(b - a) / a * 100 - stated) < Decimal("0.6"):
            return 0.0
    if not a or not b:
        return 9.0
    decimals = abs(len(left.partition(".")[2]) - len(right.partition(".")[2]))
    return abs(math.log(float(b / a))) + 0.05 * decimals + (0.06 if len(left.partition(".")[2]) > 1 else 0.0)


def _part_change(change: Token, values: list[tuple[Decimal | None, Token]]) -> tuple[Decimal | None, list[Decimal]]:
    """The change, and the values glued before it: 432个百分点 after 41 is 43 and 2; 69.4755.6 is 69.4, 75 and 5.6."""
    digits = change.digits
    if change.summed or (len(values) >= 2 and digits.count(".") <= 1) or len(digits) > _LONGEST_RUN:
        return _number(digits), []
    base = values[0][0] if values else None
    for cut in range(1, len(digits)):
        left, right = digits[:cut], digits[cut:]
        if base is not None and _well_formed(left) and _well_formed(right) and _differ_by(base, left, right):
            return Decimal(right), [Decimal(left)]
    for one, two in combinations(range(1, len(digits)), 2):
        parts = digits[:one], digits[one:two], digits[two:]
        if base is None and all(map(_well_formed, parts)) and _differ_by(Decimal(parts[0]), parts[1], parts[2]):
            return Decimal(parts[2]), [Decimal(parts[0]), Decimal(parts[1])]
    return _number(digits), []


def _differ_by(base: Decimal, target: str, change: str) -> bool:
    return Decimal(change) > 0 and abs(abs(Decimal(target) - base) - Decimal(change)) < Decimal("0.006")
