"""Reads the vocabulary folder: units and indicators, facts that change by decree and never stand in code."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from attrs import frozen

from gangyao.core.indicator.indicator import Direction, Indicator
from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.quantity.grammar import QuantityGrammar
from gangyao.core.quantity.units import Unit, UnitTable
from gangyao.ingest.bundled import bundled


@frozen
class Vocabulary:
    """What a compile knows before it reads.

    Attributes:
        grammar: finds quantities, built from the units.
        lexicon: knows which names are one indicator.
    """

    grammar: QuantityGrammar
    lexicon: Lexicon


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that is shipped with the product, read once."""
    return Vocabulary(QuantityGrammar(_units()), Lexicon(_indicators()))


def _read(name: str) -> dict[str, Any]:
    text = (bundled("vocabulary") / name).read_text(encoding="utf8")
    return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _units() -> UnitTable:
    return UnitTable(
        tuple(
            Unit(row["name"], row["dimension"], row["factor"], tuple(row.get("aliases", ())), row.get("kind") == "count")
            for row in _read("units.yaml")["units"]
        )
    )


def _indicators() -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            id=row["id"], name=row.get("name", row["id"]), aliases=tuple(row.get("aliases", ())), unit=row.get("unit", ""),
            direction=Direction(row.get("direction", "none")), field=row.get("field", ""), nature=row.get("nature", ""),
            price_basis=row.get("price_basis", ""), source=row.get("source", ""),
        )
        for row in _read("indicators.yaml")["indicators"]
    )  # fmt: skip
