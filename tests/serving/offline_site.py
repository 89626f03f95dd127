"""Runs inside a machine without network: starts the site, asks its pages, tries to get out, prints what came of it.

python offline_site.py PROGRAM SECONDS PATH... [-- ARGUMENTS of serve]
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request


def main(program: str, seconds: str, *words: str) -> None:
    """Prints one JSON object: what was said, the pages' answers, whether the outside could be reached."""
    paths, _, arguments = " ".join(words).partition(" -- ")
    command = [program, "serve", "--port", "0", *arguments.split()]
    said, answers = "", {}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        watchdog = threading.Timer(float(seconds), process.kill)
        watchdog.start()
        for line in process.stderr:
            said += line
            if not answers and (address := re.search(r"http://127\.0\.0\.1:\d+", line)):
                answers = {path: _asked(address[0] + path) for path in paths.split()}
                process.terminate()
        watchdog.cancel()
    print(json.dumps({"said": said, "answers": answers, "outside": _reaches_out(), "code": process.returncode}))


def _asked(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""
    except OSError as error:
        return 0, str(error)


def _reaches_out() -> bool:
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=2).close()  # an address kept for documentation
    except OSError as error:
        return isinstance(error, TimeoutError)
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
