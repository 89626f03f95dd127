"""The Django application of the database."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Plans, their readings, and the history of what was done."""

    name = "gangyao.store"
    label = "store"
    verbose_name = "数据"
