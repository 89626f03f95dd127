"""What each role may do; the table is the rule, views and actions only ask it."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    READ_PLANS = "read-plans"
    ADD_PLANS = "add-plans"
    REVIEW_RECORDS = "review-records"
    ASSIGN_DUTIES = "assign-duties"
    ARCHIVE_PLANS = "archive-plans"
    MANAGE_PEOPLE = "manage-people"


class Role(StrEnum):
    """What a person is in an agency; the words are those of DESIGN's users."""

    PLANNER = "planner"
    DEPARTMENT = "department"
    LEADER = "leader"
    STATISTICIAN = "statistician"
    AUDITOR = "auditor"


@frozen
class RoleDefinition:
    """A role for people to read, with what it allows.

    Attributes:
        label: name in the interface, e.g. "规划人员".
        description: what such a person does, one line.
        permissions: what is allowed.
    """

    label: str
    description: str
    permissions: frozenset[Permission]


_READ = frozenset({Permission.READ_PLANS})
ROLES = {
    Role.PLANNER: RoleDefinition("规划人员", "发展改革部门编制、分解、评估规划的人员", frozenset(Permission)),
    Role.DEPARTMENT: RoleDefinition("部门人员", "承担任务的部门、镇街，查看；填报将在以后的版本提供", _READ),
    Role.LEADER: RoleDefinition("领导", "本级和部门负责同志，查看", _READ),
    Role.STATISTICIAN: RoleDefinition("统计人员", "统计部门，查看；导入数据将在以后的版本提供", _READ),
    Role.AUDITOR: RoleDefinition("监督人员", "人大、政协、审计，只看，永远只看", _READ),
}
