"""What may be uncertain about a name: a closed list of codes, each with words a planner understands."""

from __future__ import annotations

from enum import StrEnum


class EntityDoubt(StrEnum):
    """A reason to look at a name again."""

    AREA_AMBIGUOUS = "area-ambiguous"


EXPLANATIONS: dict[EntityDoubt, str] = {
    EntityDoubt.AREA_AMBIGUOUS: "全国有几个同名的地方，原文没有写明是哪一个，代码空着",
}
