"""Reads the vocabulary folder: units, indicators and areas, facts that change by decree and never stand in code."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from attrs import frozen

from gangyao.core.indicator.indicator import Direction, Indicator
from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.plan.identity.gazetteer import Gazetteer
from gangyao.core.plan.responsibility.suggestion import ResponsibilityRules, SubjectField
from gangyao.core.quantity.grammar import QuantityGrammar
from gangyao.core.quantity.units import Unit, UnitTable
from gangyao.ingest.bundled import bundled

_COUNTY = 6  # digits of a county's code; its parts have three more, all others two


@frozen
class Vocabulary:
    """What a compile knows before it reads.

    Attributes:
        grammar: finds quantities, built from the units.
        lexicon: knows which names are one indicator.
        gazetteer: knows the codes of areas.
    """

    grammar: QuantityGrammar
    lexicon: Lexicon
    gazetteer: Gazetteer


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that is shipped with the product, read once."""
    return Vocabulary(QuantityGrammar(_units()), Lexicon(_indicators()), _areas())


@cache
def load_responsibility() -> ResponsibilityRules:
    """Who usually leads and cooperates in which field, as shipped with the product, read once."""
    content = _read("responsibility.yaml")
    return ResponsibilityRules(tuple(_subject_field(row, content) for row in content["fields"]))


def _read(name: str) -> dict[str, Any]:
    text = (bundled("vocabulary") / name).read_text(encoding="utf8")
    return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506 - a safe loader


def _units() -> UnitTable:
    return UnitTable(tuple(_unit(row) for row in _read("units.yaml")["units"]))


def _unit(row: dict[str, Any]) -> Unit:
    aliases = tuple(row.get("aliases", ()))
    return Unit(row["name"], row["dimension"], row["factor"], aliases, row.get("kind") == "count")


def _indicators() -> tuple[Indicator, ...]:
    content = _read("indicators.yaml")
    return tuple(_indicator(row, content) for row in content["indicators"])


def _indicator(row: dict[str, Any], content: dict[str, Any]) -> Indicator:
    return Indicator(
        id=row["id"], name=row.get("name", row["id"]), aliases=tuple(row.get("aliases", ())), unit=row.get("unit", ""),
        direction=Direction(row.get("direction", "none")), field=row.get("field", ""), nature=row.get("nature", ""),
        price_basis=row.get("price_basis", ""), source=content["sources"][row["source"]],
        as_of=row.get("as_of", content["as_of"]),
    )  # fmt: skip


def _areas() -> Gazetteer:
    """Each line lists the parts of one territory as digits and name: "02自流井区"; parts without a name only sort."""
    children = {}
    for code, line in _read("areas.yaml")["divisions"].items():
        digits = 3 if len(code) == _COUNTY else 2
        children[code] = tuple((code + part[:digits], part[digits:]) for part in line.split() if part[digits:])
    return Gazetteer(children)


def _subject_field(row: dict[str, Any], content: dict[str, Any]) -> SubjectField:
    """Words stand in one line, parted by spaces."""
    source, day = content["sources"][row.get("source", content["source"])], row.get("as_of", content["as_of"])
    return SubjectField(
        row["id"], row["lead"], tuple(row["with"]), tuple(row["words"].split()), tuple(row["headings"].split()),
        f"{source}（{day}）",
    )  # fmt: skip
