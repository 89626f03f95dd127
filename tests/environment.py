"""Loaded before everything else (pyproject.toml, addopts): tests never touch a person's own data."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="gangyao-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["GANGYAO_HOME"] = _home
os.environ["GANGYAO_BIND"] = "127.0.0.1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "true"  # the browser's driver runs a loop in the thread that also asks the database
)
