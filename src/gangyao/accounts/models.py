"""Tables of people, agencies and memberships."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from gangyao.accounts.roles import ROLES, Role


class UserManager(BaseUserManager["User"]):
    """Creates accounts; only actions call it, so that every account has its entry in the history."""

    def create_user(self, username: str, password: str, **fields: Any) -> User:
        """A new account with a hashed password."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """By the name people type."""
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person's account; never deleted, so that the history's keys lead somewhere.

    The history names people by key alone; once name and username are erased it stays verifiable and is nameless.

    Attributes:
        is_active: False while the account is disabled; it then neither signs in nor acts.
        must_change_password: the password is a one-time one.
        erased_at: when name and username were erased; empty while they stand.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField("用户名", max_length=64, unique=True)
    name = models.CharField("姓名", max_length=64, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()
    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = "人员"
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", is_active=False), name="erased_person_has_no_name"
            ),
        ]

    def __str__(self) -> str:
        return "（姓名已删除）" if self.erased_at else self.name or self.username


class Agency(models.Model):
    """A unit of government 单位: a department, 镇, 街道 or other body that carries tasks.

    Attributes:
        id: in addresses and usernames, e.g. "fgj"; never changes.
        closed_from: the first day on which it is no more; from then on no membership in it holds.
    """

    id = models.CharField(primary_key=True, max_length=64)
    name = models.CharField("单位名称", max_length=128, unique=True)
    short_name = models.CharField("简称", max_length=64, blank=True)
    area_code = models.CharField("行政区划代码", max_length=12, blank=True)
    closed_from = models.DateField("撤销日期", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "单位"

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by the day."""

    def holding(self, on: date) -> MembershipQuerySet:
        """Those that hold on a day: begun, not ended, in an agency that is not closed."""
        begun = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
        return begun.filter(Q(agency__closed_from__isnull=True) | Q(agency__closed_from__gt=on))


class Membership(models.Model):
    """What a person is in an agency, from one day to another; the last day is included, open where empty.

    Attributes:
        deputy_for: whom this person stands in for (代理); such a membership always has a last day.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=[(role.value, ROLES[role].label) for role in Role])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    deputy_for = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="deputies")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="membership_role_is_known"
            ),
            models.UniqueConstraint(fields=["user", "agency", "role", "starts_on"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | Q(ends_on__isnull=False), name="deputy_has_a_last_day"
            ),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | ~Q(deputy_for=F("user")), name="deputy_stands_in_for_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.agency} {ROLES[Role(self.role)].label}"


class SignInFailures(models.Model):
    """How often signing in failed of late, for one username or one network address.

    Attributes:
        key: a keyed digest of the username or address, since people also type a password where a name belongs.
        kind: "account" or "address".
        count: failures in a row.
        last_at: when the last one was.
        locked_until: until when no further try is looked at; empty while tries are free.
    """

    key = models.CharField(primary_key=True, max_length=64)
    kind = models.CharField(max_length=8)
    count = models.IntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    locked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.count}"


class SignInLink(models.Model):
    """The one-time address by which the local planner of a new installation gets in; at most one for a person.

    Attributes:
        digest: sha256 of the token, which itself is kept nowhere.
        expires_at: from when it no longer works.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"until {self.expires_at:%Y-%m-%d %H:%M}"
