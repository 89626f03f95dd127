"""Which workers of this home are alive: each holds a lock that the system takes away with its process."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from uuid import uuid4

from django.conf import settings


class Presence:
    """A worker's name and its lock, from now until `leave` or the end of the process, however that comes."""

    def __init__(self) -> None:
        self.name = str(uuid4())
        _folder().mkdir(parents=True, exist_ok=True)
        for left in list(_folder().iterdir()):
            is_gone(left.name)
        self._handle = os.open(_folder() / self.name, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def leave(self) -> None:
        """Takes name and lock away."""
        (_folder() / self.name).unlink(missing_ok=True)
        os.close(self._handle)


def is_gone(name: str) -> bool:
    """Whether a worker of this home has ended; of a worker elsewhere nothing is known."""
    path = _folder() / name
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        path.unlink(missing_ok=True)
        return True
    finally:
        os.close(handle)


def _folder() -> Path:
    return Path(settings.GANGYAO_HOME) / "workers"
