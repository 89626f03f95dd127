"""Tables of people, agencies and memberships."""

from __future__ import annotations

import uuid
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
    """A person's account.

    The history names people by key alone; erasing this row leaves the history verifiable and nameless.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField("用户名", max_length=64, unique=True)
    name = models.CharField("姓名", max_length=64, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name or self.username


class Agency(models.Model):
    """A unit of government 单位: a department, 镇, 街道 or other body that carries tasks."""

    id = models.CharField(primary_key=True, max_length=64)
    name = models.CharField("单位名称", max_length=128, unique=True)
    short_name = models.CharField("简称", max_length=64, blank=True)
    area_code = models.CharField("行政区划代码", max_length=12, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "单位"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What a person is in an agency, from one day to another; the last day is included, open where empty."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=[(role.value, ROLES[role].label) for role in Role])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

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
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.agency} {ROLES[Role(self.role)].label}"
