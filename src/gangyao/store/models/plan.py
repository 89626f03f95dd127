"""Plans, the texts they were read from, and what each reading gave."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Visibility(models.TextChoices):
    """Who may see a row; internal until a person publishes it."""

    INTERNAL = "internal", "内部"
    PUBLIC = "public", "公开"


def _visibility() -> models.CharField[str, str]:
    return models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.INTERNAL)


def _known_visibility(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(visibility__in=Visibility.values), name=f"{name}_visibility_is_known")


class PlanRow(models.Model):
    """A plan of one area for one period. plan_version changes only by a lawful amendment, never by a compile."""

    plan_id = models.SlugField(primary_key=True, max_length=64)
    title = models.CharField(max_length=256)
    kind = models.CharField(max_length=16)
    area_code = models.CharField(max_length=12, blank=True)
    area_name = models.CharField(max_length=128, blank=True)
    first_year = models.IntegerField()
    last_year = models.IntegerField()
    plan_version = models.IntegerField(default=1)
    current_reading = models.IntegerField(default=0)
    visibility = _visibility()
    added_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _known_visibility("plan"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="plan_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.plan_id


class SourceText(models.Model):
    """The text of a file that a plan was read from; kept as it was decoded, never changed, published with its plan."""

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="sources")
    source_id = models.CharField(max_length=16)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=256)
    format = models.CharField(max_length=16)
    encoding = models.CharField(max_length=16, blank=True)
    digest = models.BooleanField(default=False)
    text = models.TextField()
    hints = models.JSONField(default=list)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "sha256", "digest"], name="source_once_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.name}"


class Reading(models.Model):
    """One compile of one text by one state of the compiler; a new compile is a new reading."""

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="readings")
    number = models.IntegerField()
    source = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="readings")
    compiler = models.CharField(max_length=32)
    actor = models.CharField(max_length=64)
    compiled_at = models.DateTimeField()
    outline = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="reading_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="reading_numbers_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} #{self.number}"


class RecordId(models.Model):
    """The register of ids: a key keeps its id in every later reading, and an id is never given to something else."""

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="record_ids")
    key = models.CharField(max_length=512)
    record_id = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="record_key_once")]

    def __str__(self) -> str:
        return self.record_id


class RecordRow(models.Model):
    """What the rows of all records share: columns that lists are sorted and filtered by, and the record.

    Attributes:
        record: as it holds, decisions of people laid over.
        decisions: keys of the corrections that hold for it, oldest first.
        rejected: a person withdrew it; it is kept to be taken back.
    """

    position = models.IntegerField()
    record_id = models.CharField(max_length=160)
    doubtful = models.BooleanField(default=False)
    record = models.JSONField()
    decisions = models.JSONField(default=list)
    rejected = models.BooleanField(default=False)
    visibility = _visibility()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.record_id


class QuantityRow(RecordRow):
    """What the rows of statements and targets share besides."""

    measure = models.CharField(max_length=16)
    horizon = models.CharField(max_length=16)
    value = models.CharField(max_length=64, blank=True)
    value_number = models.FloatField(null=True)
    unit = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class StatementRow(QuantityRow):
    """A statement of a reading; `read` is the record as the compiler read it, empty for one that a person added."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="statements")
    indicator = models.CharField(max_length=256)
    role = models.CharField(max_length=16)
    start = models.IntegerField()
    end = models.IntegerField()
    read = models.JSONField(null=True)

    class Meta:
        constraints = [
            _known_visibility("statement"),
            models.UniqueConstraint(fields=["reading", "record_id"], name="statement_once_a_reading"),
            models.CheckConstraint(condition=Q(start__gte=0) & Q(end__gt=F("start")), name="statement_spans_forward"),
        ]


class TargetRow(QuantityRow):
    """A target of a reading."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="targets")
    name = models.CharField(max_length=256)
    indicator = models.CharField(max_length=128, blank=True)
    field = models.CharField(max_length=64, blank=True)
    nature = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            _known_visibility("target"),
            models.UniqueConstraint(fields=["reading", "record_id"], name="target_once_a_reading"),
        ]


class ItemKind(models.TextChoices):
    """What a record that is no quantity is."""

    COMMITMENT = "commitment", "任务"
    PROJECT = "project", "项目"
    ENTITY = "entity", "机构和地方"
    TERM = "term", "名词"


class ItemRow(RecordRow):
    """A commitment, project, entity or term of a reading.

    Attributes:
        name: of a commitment its verb and object.
        lead: of a commitment, the agency in charge that a person confirmed; empty otherwise.
        read: the record as the compiler read it.
    """

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=16, choices=ItemKind.choices)
    name = models.CharField(max_length=512)
    horizon = models.CharField(max_length=16, blank=True)
    lead = models.CharField(max_length=64, blank=True)
    start = models.IntegerField()
    end = models.IntegerField()
    read = models.JSONField()

    class Meta:
        constraints = [
            _known_visibility("item"),
            models.UniqueConstraint(fields=["reading", "record_id"], name="item_once_a_reading"),
            models.CheckConstraint(condition=Q(start__gte=0) & Q(end__gt=F("start")), name="item_spans_forward"),
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="item_kind_is_known"),
            models.CheckConstraint(
                condition=Q(lead="") | Q(kind=ItemKind.COMMITMENT), name="only_commitments_have_leads"
            ),
        ]
