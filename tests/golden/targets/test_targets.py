"""Targets of real plans as a person reads them: none missing, none split, none merged with another."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from gangyao.core.plan.plan import Plan, Target
from gangyao.pipeline import compile_text

_HERE = Path(__file__).parent
_EXPECTED = [
    (path.stem, number, row)
    for path in sorted(_HERE.glob("*.tsv"))
    for number, row in enumerate(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
]


@cache
def _plan(corpus: Path, name: str) -> Plan:
    path = next(corpus.joinpath("plans").rglob(f"{name}.txt"))
    return compile_text(path.read_bytes(), path.name).plan


def _value(target: Target) -> str:
    quantity = target.quantity
    if quantity.value is None:
        return quantity.words or ""
    comparator = quantity.comparator.value
    return ("" if comparator == "=" else comparator) + format(quantity.value, "f")


def _row(target: Target) -> dict[str, str]:
    baseline = target.baseline
    return {
        "indicator": target.indicator or target.name,
        "measure": target.measure.value,
        "value": _value(target),
        "unit": target.quantity.unit or "",
        "horizon": target.horizon,
        "baseline": format(baseline.quantity.value or Decimal(0), "f") if baseline else "",
        "baseline_year": baseline.horizon if baseline else "",
        "places": str(len(target.anchors)),
        "nature": target.nature.value if target.nature else "",
    }


@pytest.mark.parametrize(("name", "number", "expected"), _EXPECTED)
def test_the_target_is_read_once_with_its_start_and_its_places(
    corpus: Path, name: str, number: int, expected: dict[str, str]
) -> None:
    rows = [_row(target) for target in _plan(corpus, name).targets]
    like = [row for row in rows if all(row[key] == expected[key] for key in ("indicator", "measure", "horizon"))]
    wanted = {key: value for key, value in expected.items() if value or key not in ("baseline_year", "nature")}
    found = [{key: row[key] for key in wanted} for row in like if row["value"] == expected["value"]]
    assert found == [wanted], like


@pytest.mark.parametrize("name", sorted({name for name, _, _ in _EXPECTED}))
def test_every_target_leads_to_its_place_and_no_two_have_one_id(corpus: Path, name: str) -> None:
    plan = _plan(corpus, name)
    known = {statement.id: statement for statement in plan.statements}
    assert len({target.id for target in plan.targets}) == len(plan.targets)
    for target in plan.targets:
        assert [known[id_].anchor for id_ in target.statements] == list(target.anchors)
        assert target.baseline is None or target.baseline.statement in known
        assert target.id.replace("-", "").isalnum()
