"""Files that people gave, and the work in the background that they wait for."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Upload(models.Model):
    """A file as it was given; its bytes lie in the home, named by their hash, and are there before the row is.

    Attributes:
        key: in addresses.
        sha256: of the bytes; the same file twice is recognised by it.
        actor: key of who gave it.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=256)
    size = models.BigIntegerField()
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gte=0), name="upload_has_a_size")]

    def __str__(self) -> str:
        return self.name


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    ASKING = "asking", "待回答"
    DONE = "done", "完成"
    FAILED = "failed", "未成功"


class Job(models.Model):
    """One piece of work in the background; what it did is in the history, this row is how far it is.

    Attributes:
        key: in addresses.
        kind: which work, e.g. "read-upload".
        arguments: what it works on; JSON values only.
        step: what it is doing, in words for people.
        attempts: how often it was begun; names the run that may end it.
        worker: name of the worker that runs it or ran it last.
        alive_at: when its worker last gave a sign; one that is silent too long is begun again.
        outcome: what it gave, what it asks, or the message that says why not.
        actor: key of who asked for it.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=32)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.WAITING, db_index=True)
    step = models.CharField(max_length=128, blank=True)
    attempts = models.IntegerField(default=0)
    worker = models.CharField(max_length=36, blank=True)
    created_at = models.DateTimeField()
    alive_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)
    actor = models.CharField(max_length=64)

    class Meta:
        ordering = ("created_at", "key")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "running", "asking"), finished_at__isnull=True)
                | Q(state__in=("done", "failed"), finished_at__isnull=False),
                name="job_has_ended_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
