"""Work in a process of its own: it ends, breaks off, or is ended, and the worker goes on."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from gangyao.ingest.limits import MB
from gangyao.jobs.bounded import Bounds, End, run_bounded

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


def _forever() -> None:
    while True:
        time.sleep(1)


def _compute() -> None:
    while True:
        pass


def _break() -> None:
    raise OSError("broken")


@pytest.mark.parametrize(
    ("work", "end"),
    [
        (lambda: None, End.BY_ITSELF),
        (_break, End.BROKE_OFF),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), End.BROKE_OFF),
        (lambda: sys.exit(3), End.BROKE_OFF),
    ],
)
def test_the_end_of_the_work_is_known(work: object, end: End) -> None:
    assert run_bounded(work, bounds=Bounds(), beat=lambda: True, every=0.01) is end


def test_work_over_its_time_is_ended() -> None:
    assert run_bounded(_forever, bounds=Bounds(seconds=0.1), beat=lambda: True, every=0.01) is End.OUT_OF_BOUNDS


def test_work_over_its_computing_time_is_ended() -> None:
    bounds = Bounds(processor_seconds=1)
    assert run_bounded(_compute, bounds=bounds, beat=lambda: True, every=0.05) is End.OUT_OF_BOUNDS


def test_work_over_its_memory_is_refused_more() -> None:
    def grow() -> None:
        try:
            bytearray(4096 * MB)
        except MemoryError:
            os._exit(0)

    assert run_bounded(grow, bounds=Bounds(), beat=lambda: True, every=0.01) is End.BY_ITSELF


def test_work_is_ended_when_the_worker_is_told_to_stop() -> None:
    assert run_bounded(_forever, bounds=Bounds(), beat=lambda: False, every=0.01) is End.STOPPED
