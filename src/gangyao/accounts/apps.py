"""The Django application of people and agencies."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and agencies."""

    name = "gangyao.accounts"
    label = "accounts"
    verbose_name = "人员与单位"
