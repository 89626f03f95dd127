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
        self._handle = os.open(_folder() / self.name, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def leave(self) -> None:
        """Takes name and lock away."""
        (_folder() / self.name).unlink(missing_ok=True)
        os.close(self._handle)


def is_gone(name: str) -> bool:
    """Whether a worker of this home has ended; of a worker elsewhere nothing is known."""
    try:
        handle = os.open(_folder() / name, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def forget_the_gone() -> None:
    """Takes the names of ended workers away, once their work was given to others."""
    for path in list(_folder().iterdir()):
        if is_gone(path.name):
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.GANGYAO_HOME) / "workers"
