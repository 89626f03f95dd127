"""Django settings; everything that an installation may change is read from the environment here and nowhere else."""

from __future__ import annotations

SECRET_KEY = "x"
USE_TZ = True
INSTALLED_APPS: list[str] = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
