"""What people decided about compiled records: overlays, never edits."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gangyao.store.models.plan import PlanRow


class CorrectionRow(models.Model):
    """One decision of a person about one field of one record; only added to, taken back by a later row.

    The fields are those of core.plan.correction.Correction, `actor` being its `by`. A row whose `undoes` names another
    takes that one back and says nothing itself.

    Attributes:
        batch: what was decided in one act and is taken back in one; a UUID.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="corrections")
    batch = models.UUIDField(db_index=True)
    record_id = models.CharField(max_length=160)
    field = models.CharField(max_length=32)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=~Q(record_id="") & ~Q(field=""), name="correction_says_of_what"),
            models.CheckConstraint(
                condition=Q(undoes__isnull=True) | ~Q(undoes=F("id")), name="correction_undoes_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.field}"
