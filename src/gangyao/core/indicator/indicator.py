"""The record of an indicator and the vocabulary that knows them."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Direction(StrEnum):
    """Which way is better, or which way a statement says it moves."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@frozen
class Indicator:
    """An indicator as the vocabulary knows it; empty fields are unknown, never guessed.

    Attributes:
        id: readable slug in Chinese characters, e.g. "森林覆盖率".
        name: standard name, e.g. "森林覆盖率".
        aliases: other names in use, e.g. ("平均期望寿命",).
        unit: usual unit, e.g. "%".
        direction: which way is better.
        field: subject field 类别, e.g. "生态环境".
        nature: 约束性 "binding" or 预期性 "anticipatory" where a cited source says so; empty otherwise.
        price_basis: "current", "constant" or empty.
        source: where the facts come from, e.g. "国家统计局《主要统计指标解释》".
        as_of: the day on which the entry was checked, e.g. "2026-03-31".
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    direction: Direction = Direction.NONE
    field: str = ""
    nature: str = ""
    price_basis: str = ""
    source: str = ""
    as_of: str = ""
