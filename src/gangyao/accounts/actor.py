"""Who acts: every write names one, and what it may do is asked of it."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gangyao.accounts.models import User
from gangyao.accounts.roles import ROLES, Permission, Role


class Refused(Exception):
    """An act that this actor may not do; the message is Chinese, for the person."""


@frozen
class Actor:
    """A person, or the command line of the machine itself, with what it may do today.

    Attributes:
        key: how the history names it: a user's key, or "command-line".
        permissions: what it may do.
    """

    key: str
    permissions: frozenset[Permission]

    @classmethod
    def of(cls, user: User, *, on: date) -> Actor:
        """A user with the permissions of the memberships that hold on a day."""
        held = user.memberships.holding(on) if user.is_active else user.memberships.none()
        roles = {Role(role) for role in held.values_list("role", flat=True)}
        return cls(str(user.key), frozenset().union(*(ROLES[role].permissions for role in roles)))

    def require(self, permission: Permission) -> None:
        """Raises Refused where the permission is missing."""
        if permission not in self.permissions:
            raise Refused(f"您没有“{_WORDS[permission]}”的权限，请联系本单位的规划人员")


_WORDS = {
    Permission.READ_PLANS: "查看规划",
    Permission.ADD_PLANS: "导入规划",
    Permission.REVIEW_RECORDS: "核对记录",
    Permission.ASSIGN_DUTIES: "确定任务分工",
    Permission.ARCHIVE_PLANS: "归档规划",
    Permission.MANAGE_PEOPLE: "管理人员与单位",
}
# Whoever has a shell on the server could write the database directly; it is named in the history as what it is.
COMMAND_LINE = Actor("command-line", frozenset(Permission))
NOBODY = Actor("", frozenset())
