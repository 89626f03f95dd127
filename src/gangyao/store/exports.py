"""Exports of plans in the home: made before a plan is archived, kept to be taken away."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def keep(plan_id: str, content: bytes) -> str:
    """Brings an export to the disk; gives its sha256. Raises OSError where there is no room."""
    sha256 = hashlib.sha256(content).hexdigest()
    folder = path_of(plan_id, sha256).parent
    folder.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".export-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path_of(plan_id, sha256))
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return sha256


def path_of(plan_id: str, sha256: str) -> Path:
    """Where an export lies."""
    return Path(settings.GANGYAO_HOME) / "exports" / f"{plan_id}-{sha256[:16]}.zip"
