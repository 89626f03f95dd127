"""Readable ids that stay: slugs of what a record says, kept in a register, never positions."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from attrs import define, field

_NOT_SLUG = re.compile(r"[^\u4e00-\u9fff0-9A-Za-zⅠ-Ⅻ]+")
_LONGEST = 48


def slug(*parts: str) -> str:
    """Parts joined by hyphens, NFKC, only Chinese characters, letters and digits inside a part."""
    cleaned = (_NOT_SLUG.sub("-", unicodedata.normalize("NFKC", part)).strip("-")[:_LONGEST].strip("-") for part in parts)
    return "-".join(part for part in cleaned if part)


@define
class IdRegister:
    """Gives ids and remembers for which key each was given.

    A key says what a record is: its naming part, and after "|" what may change when a plan is amended. A record
    whose full key is known keeps its id; one whose naming part alone is known takes over the id that nobody claims.

    Attributes:
        known: key → id, as ids.yaml keeps it.
    """

    known: Mapping[str, str] = field(factory=dict)
    _given: dict[str, str] = field(factory=dict, init=False)

    def assign(self, wanted: list[tuple[str, str]]) -> list[str]:
        """Ids for records given as (slug, key), in order; equal keys are told apart by their order."""
        keys = _numbered([key for _, key in wanted])
        ids: list[str | None] = [self.known.get(key) for key in keys]
        claimed = {value for value in ids if value} | set(self._given.values())
        free = self._unclaimed(claimed)
        reserved = claimed | set(self.known.values())
        for index, (base, _) in enumerate(wanted):
            if ids[index] is None:
                ids[index] = _take(free, keys[index]) or _fresh(base, reserved)
                reserved.add(ids[index] or "")
        result = [value or "" for value in ids]
        self._given.update(zip(keys, result, strict=True))
        return result

    @property
    def entries(self) -> dict[str, str]:
        """Every key ever known with its id: an id once given is never given to something else."""
        return {**self.known, **self._given}

    def _unclaimed(self, claimed: set[str]) -> dict[str, list[str]]:
        free: dict[str, list[str]] = defaultdict(list)
        for key, value in self.known.items():
            if value not in claimed:
                free[key.partition("|")[0]].append(value)
        return free


def _take(free: dict[str, list[str]], key: str) -> str | None:
    candidates = free.get(key.partition("|")[0])
    return candidates.pop(0) if candidates else None


def _fresh(base: str, reserved: set[str]) -> str:
    if base not in reserved:
        return base
    number = 2
    while f"{base}-{number}" in reserved:
        number += 1
    return f"{base}-{number}"


def _numbered(keys: list[str]) -> list[str]:
    seen: dict[str, int] = defaultdict(int)
    numbered = []
    for key in keys:
        seen[key] += 1
        numbered.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return numbered
