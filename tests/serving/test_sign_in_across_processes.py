"""Guesses at once, answered by several processes, are counted together."""

from __future__ import annotations

import http.client
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from tests.serving.test_serve import _served

_GUESSES = 16


def test_of_many_guesses_at_once_five_are_looked_at(tmp_path: Path) -> None:
    with _served(tmp_path) as (port, _, _):
        token = _cookie(port)
        with ThreadPoolExecutor(_GUESSES) as pool:
            answers = Counter(pool.map(lambda number: _guess(port, token, f"guess-{number}"), range(_GUESSES)))
    assert answers == {200: 5, 429: _GUESSES - 5}


def _cookie(port: int) -> str:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", "/sign-in/")
        answer = connection.getresponse()
        answer.read()
        return (answer.getheader("Set-Cookie") or "").partition("csrftoken=")[2].partition(";")[0]


def _guess(port: int, token: str, password: str) -> int:
    form = urlencode({"username": "planner", "password": password, "csrfmiddlewaretoken": token})
    headers = {"Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", "/sign-in/", form, headers)
        return connection.getresponse().status
