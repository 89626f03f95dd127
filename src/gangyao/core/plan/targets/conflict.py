"""How statements of one target, or of targets of one name, disagree: codes that stand among a target's doubts."""

from __future__ import annotations

from enum import StrEnum


class Conflict(StrEnum):
    """A disagreement inside the plan that a person should look at."""

    VALUE_DIFFERS = "value-differs"
    UNIT_DIFFERS = "unit-differs"
    COMPARATOR_DIFFERS = "comparator-differs"
    WORDS_DIFFER = "words-differ"
    SAME_NAME = "same-name"
    MERGED_BY_NAME = "merged-by-name"


EXPLANATIONS: dict[Conflict, str] = {
    Conflict.VALUE_DIFFERS: "同一指标在规划中出现了不同的数值",
    Conflict.UNIT_DIFFERS: "同一目标前后所用的单位不同",
    Conflict.COMPARATOR_DIFFERS: "同一目标前后的界限不同（如“以上”与“突破”）",
    Conflict.WORDS_DIFFER: "同一目标前后的说法不同（如“前列”与“领先”）",
    Conflict.SAME_NAME: "另有一个名称相同、数值不同的目标，请确认是不是同一件事",
    Conflict.MERGED_BY_NAME: "两处名称和数值相同，合为一个目标；指标库不认识这个名称，请确认是不是同一件事",
}
