"""What may be uncertain about a promise: a closed list of codes, each with words a planner understands."""

from __future__ import annotations

from enum import StrEnum


class CommitmentDoubt(StrEnum):
    """A reason to look at a promise again; the order is the order of weight."""

    VERB_UNKNOWN = "verb-unknown"
    OBJECT_MISSING = "object-missing"
    OBJECT_LONG = "object-long"
    COUNT_VAGUE = "count-vague"


EXPLANATIONS: dict[CommitmentDoubt, str] = {
    CommitmentDoubt.VERB_UNKNOWN: "动作的词不在词表里，按前面的副词推断，或者没有读出",
    CommitmentDoubt.OBJECT_MISSING: "没有读出对什么做，请对照原文补写",
    CommitmentDoubt.OBJECT_LONG: "对象是一整句话，没有能再缩短，请核对中心词",
    CommitmentDoubt.COUNT_VAGUE: "原文说“一批”“一些”，没有写明多少",
}
