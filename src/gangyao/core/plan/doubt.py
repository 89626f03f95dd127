"""What may be uncertain about a statement: a closed list of codes, each with words a planner understands.

A review works doubtful statements first; the order here is the order of weight.
"""

from __future__ import annotations

from enum import StrEnum


class Doubt(StrEnum):
    """A reason to look at a statement again."""

    VALUE_GLUED = "value-glued"
    SHARED_OUT = "shared-out"
    ROLE_UNCLEAR = "role-unclear"
    SUBJECT_FAR = "subject-far"
    SUBJECT_THIN = "subject-thin"
    UNIT_MISSING = "unit-missing"
    UNIT_INFERRED = "unit-inferred"
    HORIZON_OTHER = "horizon-other"


EXPLANATIONS: dict[Doubt, str] = {
    Doubt.VALUE_GLUED: "表格的数字在原文中连写在一起，按表内的加减关系拆开",
    Doubt.SHARED_OUT: "“分别”之后的数值与前面的事项个数对不上，按先后次序对应",
    Doubt.ROLE_UNCLEAR: "所在章节讲的是过去，这句话却像是承诺（或者相反），请确认是目标还是已完成",
    Doubt.SUBJECT_FAR: "句中没有写出指标名称，取自前面的分句",
    Doubt.SUBJECT_THIN: "指标名称过短或过于笼统，可能不完整",
    Doubt.UNIT_MISSING: "数字后面没有单位",
    Doubt.UNIT_INFERRED: "单位没有写全，按指标补足",
    Doubt.HORIZON_OTHER: "原文没有写明是哪一年或哪个时期",
}
