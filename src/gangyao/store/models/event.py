"""The history: what was done, by whom and when; each entry holds the hash of the one before."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One act. The database refuses to change or delete it; it holds no personal data, only the actor's key.

    Attributes:
        number: 1, 2, 3 without a gap.
        at: when, in UTC.
        actor: key of the user, or "command-line".
        act: what was done, e.g. "plan.add".
        subject: what it was done to, e.g. "plan:ziliujing-14"; ids only, so that records may go and the trail stays.
        detail: facts of the act, without personal data.
        previous: hash of the entry before; 64 zeros for the first.
        hash: sha256 over all of the above (store/history.py).
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    act = models.CharField(max_length=64)
    subject = models.CharField(max_length=256, db_index=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.CheckConstraint(condition=models.Q(number__gte=1), name="event_numbers_start_at_one")]

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.subject}"
