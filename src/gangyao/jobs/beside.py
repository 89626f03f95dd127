"""Keeps a worker running beside the process that answers: begun again when it dies, ended when the site ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

_PATIENCE = 10  # seconds for a worker to give its work back when it is told to stop
_LONG_ENOUGH = 10  # seconds after which a worker counts as well begun
_LONGEST_PAUSE = 30


class WorkerBeside:
    """A process that runs `gangyao work`. Where this process is killed, the worker notices and ends by itself."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begins to keep it; returns at once."""
        threading.Thread(target=self._keep, daemon=True, name="worker beside").start()

    def stop(self) -> None:
        """Ends it; gives it time to give its work back."""
        self._stopping.set()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _keep(self) -> None:
        command = [sys.executable, "-P", "-m", "gangyao.cli", "work", "--beside", str(os.getpid())]
        pause = 1.0
        while not self._stopping.is_set():
            begun = time.monotonic()
            # A session of its own: Ctrl+C in the terminal stops the site, and the site stops the worker.
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
            self._process.wait()
            pause = 1.0 if time.monotonic() - begun > _LONG_ENOUGH else min(2 * pause, _LONGEST_PAUSE)
            self._stopping.wait(pause)
