"""Keeps a worker running beside the process that answers: begun again when it dies, ended when the site ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time

_PATIENCE = 10  # seconds for a worker to give its work back when it is told to stop
_LONG_ENOUGH = 10  # seconds after which a worker counts as well begun
_LONGEST_PAUSE = 30.0


class WorkerBeside:
    """A process that runs `gangyao work`. Where this process is killed, the worker notices and ends by itself.

    There is no thread: a process that forks while another thread begins a program can hold that thread up for ever.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._begun = 0.0
        self._pause = 0.0

    def attend(self) -> None:
        """Begins the worker where none is running; to be called about each second."""
        if self._process is not None:
            if self._process.poll() is None:
                return
            lived = time.monotonic() - self._begun
            if lived < self._pause:
                return
            self._pause = 1.0 if lived > _LONG_ENOUGH else min(2 * self._pause, _LONGEST_PAUSE)
        command = [sys.executable, "-P", "-m", "gangyao.cli", "work", "--beside", str(os.getpid())]
        self._pause, self._begun = max(self._pause, 1.0), time.monotonic()
        # A session of its own: Ctrl+C in the terminal stops the site, and the site stops the worker.
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)

    def stop(self) -> None:
        """Ends it; gives it time to give its work back."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
