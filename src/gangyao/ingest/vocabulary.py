"""Reads the vocabulary folder: units, indicators and areas, facts that change by decree and never stand in code."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from gangyao.core.indicator.indicator import Direction, Indicator
from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.plan.acts.verbs import Role, Verbs
from gangyao.core.plan.entities.known_names import Agency, Enterprise, FormerName, KnownNames, Strategy
from gangyao.core.plan.identity.gazetteer import Gazetteer
from gangyao.core.plan.projects.types import ProjectType, ProjectTypes
from gangyao.core.plan.responsibility.suggestion import ResponsibilityRules, SubjectField
from gangyao.core.plan.vocabulary import Vocabulary
from gangyao.core.quantity.grammar import QuantityGrammar
from gangyao.core.quantity.units import Unit, UnitTable
from gangyao.ingest.bundled import bundled

_COUNTY = 6  # digits of a county's code; its parts have three more, all others two


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that is shipped with the product, read once."""
    gazetteer = _areas()
    return Vocabulary(
        QuantityGrammar(_units()), Lexicon(_indicators()), gazetteer, _known_names(gazetteer), load_verbs(), load_project_types()
    )  # fmt: skip


@cache
def load_project_types() -> ProjectTypes:
    """The types of projects and the words that announce them, as shipped with the product, read once."""
    content = _read("project_types.yaml")
    types = (
        ProjectType(row["id"], row["label"], tuple(row["names"].split()), tuple(row["kinds"].split()))
        for row in content["types"]
    )
    return ProjectTypes.of(types, content["never"].split())


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


def _known_names(gazetteer: Gazetteer) -> KnownNames:
    regions = tuple(tuple(line.split("/")) for line in _read("areas.yaml")["regions"].split())
    return KnownNames(gazetteer, load_agencies(), _strategies(), _enterprises(), regions)


@cache
def load_agencies() -> tuple[Agency, ...]:
    """The bodies of a county, in the order of the vocabulary."""
    content = _read("agencies.yaml")
    return tuple(
        Agency(
            id=row["id"], kind=row["kind"], names=_texts(row, "names"), short=_texts(row, "short"),
            stems=_texts(row, "stem"), former=tuple(_former(name) for name in row.get("former", ())),
            valid_from=row.get("from"), valid_to=row.get("to"), **_origin(row, content),
        )
        for row in content["agencies"]
    )  # fmt: skip


def _former(row: dict[str, Any]) -> FormerName:
    return FormerName(row["name"], _texts(row, "short"), _texts(row, "stem"), row.get("from"), row.get("to"))


def _strategies() -> tuple[Strategy, ...]:
    content = _read("strategies.yaml")
    return tuple(
        Strategy(
            id=row["id"], names=_texts(row, "names"), level=row["level"], area=row.get("area", ""),
            valid_from=row.get("from"), valid_to=row.get("to"), **_origin(row, content),
        )
        for row in content["strategies"]
    )  # fmt: skip


def _enterprises() -> tuple[Enterprise, ...]:
    content = _read("enterprises.yaml")
    return tuple(Enterprise(row["id"], _texts(row, "short"), **_origin(row, content)) for row in content["enterprises"])


def _texts(row: dict[str, Any], field: str) -> tuple[str, ...]:
    return tuple(row.get(field, ()))


def _origin(row: dict[str, Any], content: dict[str, Any]) -> dict[str, str]:
    """What an entry rests on, and when it was checked."""
    return {"source": content["sources"][row["source"]], "as_of": row.get("as_of", content["as_of"])}


def _subject_field(row: dict[str, Any], content: dict[str, Any]) -> SubjectField:
    """Words stand in one line, parted by spaces."""
    source, day = content["sources"][row.get("source", content["source"])], row.get("as_of", content["as_of"])
    return SubjectField(
        row["id"], row["lead"], tuple(row["with"]), tuple(row["words"].split()), tuple(row["headings"].split()),
        f"{source}（{day}）",
    )  # fmt: skip


@cache
def load_verbs() -> Verbs:
    """The words that acts are read by, once."""
    classes = _read("verbs.yaml")["classes"]
    words = {Role[name.upper()]: " ".join(entry["words"].values()).split() for name, entry in classes.items()}
    return Verbs.of(words)
