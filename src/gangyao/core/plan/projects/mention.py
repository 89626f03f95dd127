"""One naming of a project in a text."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen


@frozen
class Mention:
    """A place where a project is named; spans count characters of the text it was read from.

    Attributes:
        start: first character of the name.
        end: one past the last.
        type: id in vocabulary/project_types.yaml, e.g. "water".
        name: as it is written, e.g. "临江污水处理厂提质改造".
        count: how many where the text says so, e.g. 3 of 普惠性幼儿园3所.
        unit: of the count, e.g. "所".
        vague: the text leaves the number open: 一批.
        place: where, as far as name or clause says; empty otherwise.
        type_inferred: its name tells no type, the list it stands in does.
        existing: its section reports what is there already.
    """

    start: int
    end: int
    type: str
    name: str
    count: Decimal | None = None
    unit: str = ""
    vague: bool = False
    place: str = ""
    existing: bool = False
    type_inferred: bool = False
