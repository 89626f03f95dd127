"""The index of the search: made from plans, made again at any time, no history."""

from __future__ import annotations

from django.db import models

from gangyao.store.models.plan import PlanRow


class SearchShelf(models.Model):
    """What of a plan is indexed together: its text, or its records.

    Attributes:
        kind: "text" or "records".
        form: how the index is made (store.search_index.FORM); another form is made again.
        reading: number of the reading it was made from.
        digest: the text is a summary, listed behind official ones.
        content: sha256 of what is on it, so that it is made again only where that changed.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="shelves")
    kind = models.CharField(max_length=8)
    form = models.IntegerField()
    reading = models.IntegerField()
    digest = models.BooleanField()
    content = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "kind"], name="search_shelf_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind}"


class SearchPassage(models.Model):
    """A passage as results show it; the fields are those of core.search.passages.Passage.

    Attributes:
        place: key of the shelf, then key of the passage (core.search.matching.key_of).
    """

    place = models.BigIntegerField(primary_key=True)
    shelf = models.ForeignKey(SearchShelf, on_delete=models.CASCADE, related_name="passages")
    start = models.IntegerField()
    end = models.IntegerField()
    text = models.TextField()
    path = models.JSONField()
    record = models.CharField(max_length=160, blank=True)
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.place)


class SearchPosting(models.Model):
    """Where one character stands in a shelf, with the character after it (core.search.postings).

    Attributes:
        character: its code point.
        packed: the entry.
    """

    shelf = models.ForeignKey(SearchShelf, on_delete=models.CASCADE, related_name="postings")
    character = models.IntegerField()
    packed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["character", "shelf"], name="search_posting_once")]

    def __str__(self) -> str:
        return f"{self.shelf_id} {self.character:x}"
