"""One piece of work in a process of its own, with bounds: whatever a file holds, the worker goes on."""

from __future__ import annotations

import ctypes
import logging
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from enum import Enum

from attrs import frozen

from gangyao.ingest.limits import MB

_PR_SET_PDEATHSIG = 1
_LOG = logging.getLogger(__name__)


@frozen
class Bounds:
    """What one piece of work may use.

    Attributes:
        seconds: by the clock; readers that run a program of their own have bounds of their own.
        processor_seconds: of computing.
        memory: bytes of address space of this process.
    """

    seconds: float = 900
    processor_seconds: int = 300
    memory: int = 3072 * MB


class End(Enum):
    """How a process ended."""

    BY_ITSELF = "by-itself"
    OUT_OF_BOUNDS = "out-of-bounds"
    BROKE_OFF = "broke-off"
    STOPPED = "stopped"


def run_bounded(work: Callable[[], None], *, bounds: Bounds, beat: Callable[[], bool], every: float = 0.2) -> End:
    """Forks, does the work in the child, and waits for its end.

    Args:
        work: what the child does; what it raises is logged, and counts as broken off.
        bounds: what it may use.
        beat: called all the while; False stops the work.
        every: seconds between two beats.
    """
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        _be_the_child(work, bounds, parent)
    deadline = time.monotonic() + bounds.seconds
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return _end(status)
        late = time.monotonic() > deadline
        if late or not beat():
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return End.OUT_OF_BOUNDS if late else End.STOPPED
        time.sleep(every)


def _be_the_child(work: Callable[[], None], bounds: Bounds, parent: int) -> None:
    """Never returns: whatever happens, this process ends here."""
    code = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        _end_with(parent)
        resource.setrlimit(resource.RLIMIT_CPU, (bounds.processor_seconds, bounds.processor_seconds + 5))
        # The soft limit alone: programs that a reader starts set bounds of their own, which may be higher.
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        work()
        code = 0
    except BaseException:  # the log is all that is left of it
        _LOG.exception("work in the background broke off")
    finally:
        logging.shutdown()
        sys.stderr.flush()
        os._exit(code)


def _end_with(parent: int) -> None:
    """Lets the kernel end this process with its parent, also where that one is killed; elsewhere bounds are all."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it had ended before
        os._exit(1)


def _end(status: int) -> End:
    if os.WIFEXITED(status):
        return End.BY_ITSELF if os.WEXITSTATUS(status) == 0 else End.BROKE_OFF
    return End.OUT_OF_BOUNDS if os.WTERMSIG(status) == signal.SIGXCPU else End.BROKE_OFF
