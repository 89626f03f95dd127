"""Files that people gave: their bytes in the home, named by their hash, and which of them were read before.

The bytes are on the disk under their final name before a row speaks of them: what was acknowledged is never lost.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from attrs import frozen
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from gangyao.store.models import Job, JobState, PlanRow, Reading, Upload

_ON_ITS_WAY = ".part-"
_FORGOTTEN = 24 * 60 * 60  # seconds after which a file on its way will not arrive any more


@frozen
class Received:
    """A file whose bytes are on the disk.

    Attributes:
        sha256: of the bytes, and the name of the file.
        size: bytes.
    """

    sha256: str
    size: int


@frozen
class KnownFile:
    """A file that a plan was already read from.

    Attributes:
        plan_id: of the plan.
        title: of the plan.
        archived: the plan is archived.
        reading: number of the last reading of this file.
        compiled_at: when that was.
        compiler: state of the compiler of that reading.
        current: the plan shows this reading now.
    """

    plan_id: str
    title: str
    archived: bool
    reading: int
    compiled_at: datetime
    compiler: str
    current: bool


class Incoming:
    """A file on its way to the disk; raises OSError where the disk is full or the home cannot be written."""

    def __init__(self) -> None:
        folder = _folder()
        folder.mkdir(0o700, parents=True, exist_ok=True)
        self._path = folder / f"{_ON_ITS_WAY}{secrets.token_hex(8)}"
        self._stream = open(self._path, "xb", opener=_for_the_owner_alone)  # noqa: SIM115 - closed by keep or discard
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Adds bytes."""
        self._stream.write(piece)
        self._digest.update(piece)
        self.size += len(piece)

    def keep(self) -> Received:
        """Brings the bytes to the disk under their final name."""
        received = Received(self._digest.hexdigest(), self.size)
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        os.replace(self._path, path_of(received.sha256))
        for folder in (_folder(), _folder().parent):
            _to_disk(folder)
        return received

    def discard(self) -> None:
        """Takes the bytes away again; does nothing where they were kept."""
        self._stream.close()
        self._path.unlink(missing_ok=True)


def path_of(sha256: str) -> Path:
    """Where the bytes of a file lie."""
    return _folder() / sha256


def sweep() -> None:
    """Takes away what was on its way when the site was stopped."""
    for path in _folder().glob(f"{_ON_ITS_WAY}*"):
        if path.stat().st_mtime < time.time() - _FORGOTTEN:
            path.unlink(missing_ok=True)


@contextmanager
def durable() -> Iterator[None]:
    """A transaction that is on the disk when it ends; SQLite otherwise brings the last ones there a little later."""
    settable = connection.vendor == "sqlite" and not connection.in_atomic_block
    if settable:
        connection.cursor().execute("PRAGMA synchronous=FULL")
    try:
        with transaction.atomic():
            yield
    finally:
        if settable:
            connection.cursor().execute("PRAGMA synchronous=NORMAL")


def known_as(sha256: str, *, digest: bool, plan_id: str | None = None) -> KnownFile | None:
    """The plan that was read from the same bytes, the last reading of it; None where there is none.

    Args:
        sha256: of the bytes.
        digest: the file counts as a summary (摘要).
        plan_id: looks at this plan alone.
    """
    same = Reading.objects.filter(source__sha256=sha256, source__digest=digest)
    if plan_id is not None:
        same = same.filter(plan_id=plan_id)
    nearest = same.order_by(F("plan__archived_at").desc(nulls_first=True), "-compiled_at", "-number")
    reading = nearest.select_related("plan").defer("outline").first()
    if reading is None:
        return None
    plan: PlanRow = reading.plan
    return KnownFile(
        plan.plan_id, plan.title, plan.archived_at is not None, reading.number, reading.compiled_at, reading.compiler,
        reading.number == plan.current_reading,
    )  # fmt: skip


def work_on(sha256: str, *, digest: bool, plan_id: str | None) -> Job | None:
    """Work that has not ended on the same bytes, asked for in the same way."""
    open_ = Job.objects.filter(
        kind="read-upload", state__in=(JobState.WAITING, JobState.RUNNING, JobState.ASKING),
        arguments__sha256=sha256, arguments__digest=digest,
    )  # fmt: skip
    return next((job for job in open_ if job.arguments.get("plan") in (plan_id, None)), None)


def upload_of(job: Job) -> Upload | None:
    """The file that work is about."""
    key = job.arguments.get("upload")
    return Upload.objects.filter(pk=key).first() if key else None


def _folder() -> Path:
    return Path(settings.GANGYAO_HOME) / "uploads"


def _for_the_owner_alone(path: str, flags: int) -> int:
    """Whatever the umask of the server that answers."""
    return os.open(path, flags, 0o600)


def _to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
