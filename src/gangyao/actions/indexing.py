"""Fills the index of the search where it is behind; it holds nothing of its own, so that nobody acts and nothing is noted."""

from __future__ import annotations

from django.db import transaction

from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.store import plans, search_index


def index_what_is_behind() -> None:
    """Indexes plans that an earlier version read, or that were archived when the index changed its form."""
    search_index.drop_other_forms()
    for plan_id in search_index.behind():
        with transaction.atomic():
            plans.hold(plan_id)
            stored = plans.read(plan_id)
            search_index.index_plan(stored.plan, stored.document, load_vocabulary().lexicon)
