"""Readable ids that stay: slugs of what a record says, kept in a register, never positions.

The register (ids.yaml) maps keys to ids. A key says how a record was read once: its name, what else makes it what it
is, its value, and a fingerprint of its sentence. At the next compile a record takes the id of the key that is most
like its own, by ever looser views; an id is given to one record only, and never to another thing later.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import count, takewhile

from attrs import define, field, frozen

_NOT_SLUG = re.compile(r"[^\u4e00-\u9fff0-9A-Za-zⅠ-Ⅻ]+")
_SEPARATORS = re.compile(r"[|:#\s]")
_DIGITS = re.compile(r"\d[\d.\-]*")
_LONGEST = 48
_ALIKE = 0.45  # from here two names with one number are one record; ours, tried on a plan and its digest
_ALIKE_PRECISE = 0.3  # the same where the number has three digits or more that tell something


def slug(*parts: str) -> str:
    """Parts joined by hyphens, NFKC, only Chinese characters, letters and digits inside a part."""
    dashed = (_NOT_SLUG.sub("-", unicodedata.normalize("NFKC", part)) for part in parts)
    return "-".join(part for part in (words.strip("-")[:_LONGEST].strip("-") for words in dashed) if part)


def fingerprint(sentence: str) -> str:
    """Six hex digits that tell a sentence from others, white space aside."""
    return hashlib.sha256("".join(sentence.split()).encode("utf-8", "surrogatepass")).hexdigest()[:6]


@frozen(slots=False)
class RecordKey:
    """How a statement was read.

    Attributes:
        name: of the indicator, e.g. "森林覆盖率".
        rest: what else makes it what it is, e.g. "2025:target:share".
        value: number, unit and words, e.g. "36.5%".
        place: fingerprint of its sentence, e.g. "1f0a9c"; empty where unknown.
    """

    name: str
    rest: str
    value: str
    place: str = ""

    @classmethod
    def of(cls, name: str, rest: Sequence[str], value: str, place: str) -> RecordKey:
        """A key without the signs that part its text."""
        parts = [_SEPARATORS.sub("", part) for part in (name, *rest, value)]
        return cls(parts[0], ":".join(parts[1:-1]), parts[-1], place)

    @classmethod
    def read(cls, text: str) -> RecordKey:
        """A key from its text."""
        what, _, value = text.partition("#")[0].partition("|")
        name, _, rest = what.partition(":")
        value, _, place = value.partition("|")
        return cls(name, rest, value, place)

    @cached_property
    def text(self) -> str:
        """As ids.yaml keeps it, e.g. "森林覆盖率:2025:target:share|36.5%|1f0a9c"."""
        return f"{self.name}:{self.rest}|{self.value}|{self.place}"

    @property
    def role(self) -> str:
        """Target, achieved or standard."""
        return self.rest.split(":")[1] if self.rest.count(":") else ""

    @property
    def number(self) -> str:
        """The value without its unit, or its words."""
        digits = _DIGITS.match(self.value)
        return digits[0] if digits else self.value.removesuffix("水平")

    @property
    def is_precise(self) -> bool:
        """Whether the number has three digits that are no closing zeros; few things share such a number."""
        return len(re.sub(r"\D", "", self.number).strip("0")) >= 3


def views(canonical: Callable[[str], str]) -> tuple[Callable[[RecordKey], Hashable], ...]:
    """What must be equal for two keys to be of one record, from the strictest to the loosest.

    Args:
        canonical: the name under which a name is known, e.g. "人均预期寿命" for "平均期望寿命".
    """
    return (
        lambda key: (key.name, key.rest, key.value) if key.name else None,  # the sentence was reworded
        lambda key: (key.place, key.role, key.value) if key.place else None,  # the compiler reads it otherwise now
        lambda key: (canonical(key.name), key.rest, key.value) if key.name else None,  # another source, another name
        lambda key: (key.name, key.rest) if key.name else None,  # the number was changed
        lambda key: (canonical(key.name), key.rest) if key.name else None,
    )


@define
class IdRegister:
    """Gives ids and remembers for which keys each was given.

    Attributes:
        known: key → id, as ids.yaml keeps it.
        canonical: the name under which a name is known.
    """

    known: Mapping[str, str] = field(factory=dict)
    canonical: Callable[[str], str] = str
    _given: dict[str, str] = field(factory=dict, init=False)

    def assign(self, wanted: Sequence[tuple[str, RecordKey]]) -> list[str]:
        """Ids for records given as (slug, key), in order; equal keys are told apart by their order."""
        texts = _numbered([key.text for _, key in wanted])
        ids = [self.known.get(text) for text in texts]
        if self.known and None in ids:
            self._recognise([key for _, key in wanted], ids)
        return self._finish([base for base, _ in wanted], ids, [[text] for text in texts])

    def assign_groups(self, wanted: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
        """Ids for records that rest on others, given as (slug, keys): a group keeps the id that any of its keys had."""
        taken: set[str] = set()
        ids: list[str | None] = []
        for _, keys in wanted:
            id_ = next((known for known in self._ids_of(keys) if known not in taken), None)
            taken.add(id_ or "")
            ids.append(id_)
        return self._finish([base for base, _ in wanted], ids, [keys for _, keys in wanted])

    @property
    def entries(self) -> dict[str, str]:
        """Every key ever known with its id: an id once given is never given to something else."""
        return {**self.known, **self._given}

    def _recognise(self, keys: Sequence[RecordKey], ids: list[str | None]) -> None:
        """Fills in ids of records that are known under another key."""
        claimed = {id_ for id_ in ids if id_}
        free = [(RecordKey.read(text), id_) for text, id_ in self.known.items() if "|" in text and id_ not in claimed]
        for view in views(self.canonical):
            pools: dict[Hashable, deque[str]] = defaultdict(deque)
            for key, id_ in free:
                pools[view(key)].append(id_)
            for index, key in enumerate(keys):
                if ids[index] is None and view(key) is not None:
                    ids[index] = _next(pools.get(view(key)), claimed)
        self._recognise_alike(keys, ids, claimed, free)

    def _recognise_alike(
        self, keys: Sequence[RecordKey], ids: list[str | None], claimed: set[str], free: Iterable[tuple[RecordKey, str]]
    ) -> None:
        """The same number in the same role under a name that shares enough of its characters, the likest first."""
        pools: dict[Hashable, list[tuple[RecordKey, str]]] = defaultdict(list)
        for key, id_ in free:
            if id_ not in claimed:
                pools[key.role, key.number].append((key, id_))
        open_ = [index for index, id_ in enumerate(ids) if id_ is None]
        pairs = [
            (likeness(keys[index].name, key.name), -index, id_)
            for index in open_ for key, id_ in pools.get((keys[index].role, keys[index].number), ())[:_MOST]
        ]  # fmt: skip
        for score, negative, id_ in sorted(pairs, reverse=True):
            enough = _ALIKE_PRECISE if keys[-negative].is_precise else _ALIKE
            if score >= enough and ids[-negative] is None and id_ not in claimed:
                ids[-negative] = id_
                claimed.add(id_)

    def _known(self, key: str) -> str | None:
        return self.known.get(key) or self._given.get(key)

    def _ids_of(self, keys: Sequence[str]) -> Iterator[str]:
        """The ids that keys had: the first of each, then those that it had while that one was another record's."""
        yield from filter(None, map(self._known, keys))
        for key in keys:
            yield from takewhile(bool, map(self._known, _further(key)))

    def _finish(self, bases: Sequence[str], ids: Sequence[str | None], keys: Sequence[Sequence[str]]) -> list[str]:
        """Fresh ids for what is new, and everything written into the register; nothing in it is written over."""
        reserved = {*self.known.values(), *self._given.values()}
        next_number: dict[str, int] = {}
        result = []
        for base, known, its_keys in zip(bases, ids, keys, strict=True):
            id_ = known or _fresh(base or "记录", reserved, next_number)
            reserved.add(id_)
            result.append(id_)
            unknown = [key for key in its_keys if not self._known(key)]
            if not unknown and not known:  # every key leads to another record
                unknown = [next(key for key in _further(its_keys[0]) if not self._known(key))]
            self._given.update(dict.fromkeys(unknown, id_))
        return result


_MOST = 40  # records with one number and role that are compared by name


def likeness(one: str, two: str) -> float:
    """How many of two names' characters they share, from 0 to 1 (Dice)."""
    if not one or not two:
        return 0.0
    shorter, longer = sorted((_characters(one), _characters(two)), key=len)
    shared = sum(min(number, longer.get(character, 0)) for character, number in shorter.items())
    return 2 * shared / (len(one) + len(two))


@lru_cache(maxsize=20_000)
def _characters(name: str) -> Mapping[str, int]:
    """How often each character stands in a name; a name is compared with dozens of others."""
    return Counter(name)


def _next(pool: deque[str] | None, claimed: set[str]) -> str | None:
    while pool:
        id_ = pool.popleft()
        if id_ not in claimed:
            claimed.add(id_)
            return id_
    return None


def _fresh(base: str, reserved: set[str], next_number: dict[str, int]) -> str:
    if base not in reserved:
        return base
    number = next_number.get(base, 2)
    while f"{base}-{number}" in reserved:
        number += 1
    next_number[base] = number + 1
    return f"{base}-{number}"


def _further(key: str) -> Iterator[str]:
    """Under what else the ids of a key are kept."""
    return (f"{key}#{number}" for number in count(2))


def _numbered(keys: Sequence[str]) -> list[str]:
    seen: dict[str, int] = defaultdict(int)
    numbered = []
    for key in keys:
        seen[key] += 1
        numbered.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return numbered
