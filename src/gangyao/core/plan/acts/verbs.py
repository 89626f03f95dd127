"""The words that acts are read by, compiled from vocabulary/verbs.yaml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import IntEnum

from attrs import frozen


class Role(IntEnum):
    """What a word can do in a clause: bits, since a word may do several things. vocabulary/verbs.yaml says why."""

    ACT = 1  # says itself what is done: 建立, 修建
    AIM = 2  # a change for the better that may be another act's aim: 提升, 实现
    LIGHT = 4  # says little without a nominalised verb at the end: 推进…建设
    PIVOT = 8  # has somebody else act: 鼓励企业开展…
    MODAL = 16  # how firm it is, in front of a verb or as the verb: 争取
    NOMINAL = 32  # a verb that is a noun as well: 建设, 管理
    ADVERB = 64  # how it is done: 积极, 高标准
    FIRMNESS = 128  # an adverb that weakens: 基本, 初步
    MANNER = 256  # opens means, basis or scope: 依托, 围绕
    STATE = 512  # says how things are: 位于, 面临
    NOUN = 1024  # begins like a verb and is none: 建成区
    TAIL = 2048  # the nominalised verb that a light verb takes: 推进…建设


@frozen(eq=False)
class Verbs:
    """The words of all roles.

    Attributes:
        roles: word → what it can do, e.g. "推进" → Role.LIGHT | Role.NOMINAL, as a number.
        lengths: two characters → lengths of the words of two or more that begin with them, longest first.
        longest_tail: length of the longest tail.
    """

    roles: Mapping[str, int]
    lengths: Mapping[str, tuple[int, ...]]
    longest_tail: int

    @classmethod
    def of(cls, words: Mapping[Role, Iterable[str]]) -> Verbs:
        """Compiles the words of each role."""
        roles: dict[str, int] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for role, listed in words.items():
            for word in listed:
                roles[word] = roles.get(word, 0) | int(role)
                lengths[word[:2]].add(len(word))
        tails = (len(word) for word, role in roles.items() if role & Role.TAIL)
        ordered = {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items() if len(key) > 1}
        return cls(roles, ordered, max(tails, default=0))

    def at(self, words: str, position: int) -> tuple[int, int]:
        """Length and roles of the longest word at a position; zeros where none begins there."""
        for length in self.lengths.get(words[position : position + 2], ()):
            role = self.roles.get(words[position : position + length])
            if role is not None and position + length <= len(words):
                return length, role
        role = self.roles.get(words[position : position + 1])
        return (0, 0) if role is None else (1, role)

    def tail(self, words: str, start: int, end: int, wanted: int = Role.TAIL) -> int:
        """Where the longest tail that ends a stretch begins; its end where none does."""
        roles = self.roles
        for length in range(min(self.longest_tail, end - start), 1, -1):
            if roles.get(words[end - length : end], 0) & wanted:
                return end - length
        return end
