"""The loop: takes the oldest work that waits, does it in a process of its own, and goes on with the next."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone

from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.jobs.bounded import Bounds, End, run_bounded
from gangyao.jobs.kinds import do
from gangyao.jobs.presence import Presence, forget_the_gone, is_gone
from gangyao.pipeline import bundled_plans
from gangyao.store import jobs, uploads
from gangyao.store.jobs import Claim, LostClaim

_LOG = logging.getLogger(__name__)
_PAUSE = 0.5  # seconds between two looks at an empty queue
_SIGN = 1.0  # seconds between two signs of life
_BUSY = (OperationalError, InterfaceError)  # the database is locked or away for a moment
_TOO_MUCH = (
    "这份文件太大或太复杂，在限定的时间和内存里处理不完，没有读入。原有的规划没有改动。"
    "请删去图片和附件，另存为 docx 或 txt 再打开；仍然不行的，请分成几个文件。"
)


class Worker:
    """One worker; several may share a queue."""

    def __init__(self, *, beside: int | None = None, bounds: Bounds = Bounds()) -> None:  # noqa: B008 - frozen
        """Prepares.

        Args:
            beside: the process with which the worker ends.
            bounds: what one piece of work may use.
        """
        self.beside, self.bounds = beside, bounds
        self.stopped = False
        self.presence = Presence()

    def run(self, *, once: bool = False) -> None:
        """Works until it is told to stop or the process beside it is gone; once: until nothing waits.

        Work that it has to leave is given back to the queue.
        """
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        uploads.sweep()
        jobs.begin_silent_again(at=timezone.now(), is_gone=is_gone)
        forget_the_gone()
        while self.may_go_on():
            try:
                worked = self.work_once()
            except _BUSY:
                _LOG.warning("the database did not answer, the worker tries again", exc_info=True)
                connections.close_all()
                worked = False
            if once and not worked:
                break
            if not worked:
                time.sleep(_PAUSE)
        self.presence.leave()

    def may_go_on(self) -> bool:
        """Whether nobody has told it to stop and the process beside it is there."""
        return not self.stopped and (self.beside is None or os.getppid() == self.beside)

    def work_once(self) -> bool:
        """Does the oldest work that waits; False where there is none."""
        jobs.begin_silent_again(at=timezone.now(), is_gone=is_gone)
        claim = jobs.claim(self.presence.name, at=timezone.now())
        if claim is None:
            return False
        load_vocabulary()  # once here, and not again in each child
        bundled_plans()
        connections.close_all()  # a connection must not be carried over the fork
        end = run_bounded(partial(do, claim), bounds=self.bounds, beat=self._beat(claim))
        with suppress(LostClaim):  # where the child had ended the work itself
            _settle(claim, end)
        return True

    def _stop(self, *_: object) -> None:
        self.stopped = True

    def _beat(self, claim: Claim) -> Callable[[], bool]:
        """Gives a sign of life each second; a database that is busy for a moment is no reason to stop."""
        last = time.monotonic()

        def beat() -> bool:
            nonlocal last
            if time.monotonic() - last >= _SIGN:
                last = time.monotonic()
                try:
                    jobs.give_sign(claim, at=timezone.now())
                except LostClaim:
                    return self.may_go_on()  # it has ended the work and is about to end itself
                except _BUSY:
                    connections.close_all()
            return self.may_go_on()

        return beat


def _settle(claim: Claim, end: End) -> None:
    """What becomes of work whose process has ended."""
    if end is End.OUT_OF_BOUNDS:
        jobs.fail(claim, _TOO_MUCH, at=timezone.now(), code="too-much")
    elif end is End.BROKE_OFF:
        jobs.begin_again(claim, at=timezone.now())
    elif end is End.STOPPED:
        jobs.give_back(claim)
