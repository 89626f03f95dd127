"""Which workers are alive is known by their locks, and a new worker takes up the work of a dead one at once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from gangyao.jobs.presence import Presence, forget_the_gone, is_gone
from gangyao.jobs.worker import Worker
from gangyao.store import jobs
from gangyao.store.models import Job, JobState

_HOLD = """
import fcntl, os, sys, time
handle = os.open(sys.argv[1], os.O_CREAT | os.O_RDWR)
fcntl.flock(handle, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def workers(tmp_path: Path, settings: Any) -> Path:
    settings.GANGYAO_HOME = tmp_path
    (tmp_path / "workers").mkdir()
    return tmp_path / "workers"


def test_a_worker_is_gone_when_its_process_is_killed(workers: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(workers / "one")], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert not is_gone("one")
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        assert is_gone("one")


def test_of_a_worker_with_another_home_nothing_is_known() -> None:
    assert not is_gone("elsewhere")


def test_a_worker_that_leaves_takes_its_name_away(workers: Path) -> None:
    presence = Presence()
    assert (workers / presence.name).exists()
    presence.leave()
    assert list(workers.iterdir()) == []


def test_only_those_that_are_gone_are_forgotten(workers: Path) -> None:
    (workers / "dead").touch()
    presence = Presence()
    forget_the_gone()
    assert [path.name for path in workers.iterdir()] == [presence.name]
    presence.leave()


@pytest.mark.django_db
def test_the_work_of_a_dead_worker_is_begun_again_at_once_when_the_next_worker_starts(workers: Path) -> None:
    jobs.queue("read-upload", {}, actor="someone", at=timezone.now())
    jobs.claim("dead", at=timezone.now())
    (workers / "dead").touch()
    worker = Worker()
    jobs.begin_silent_again(at=timezone.now(), is_gone=is_gone)
    worker.presence.leave()
    assert Job.objects.get().state == JobState.WAITING
