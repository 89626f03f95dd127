"""Files that were built to do harm, or that chance has ruined: each is refused in words or read, within bounds.

The files stand in hostile_texts, hostile_containers and hostile_pages; hostile_run compiles them in one process, so that
what it uses can be measured and nothing of it can touch the tests.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.ingest.hostile_run import FAMILIES

from gangyao.ingest.errors import CODES

FILES = [f"{family}: {title}" for family, files in FAMILIES.items() for title in files]
SECONDS, MEMORY = 10, 1024
_KNOWN = re.compile(
    r"(?:docx?|wps|rtf|pdf|ofd|html?|mht|txt|xlsx?|pptx?|epub|odt|zip|caj|Word|WPS|Excel|Office|OpenDocument|OFD|PDF|RTF|CAJ|XML|DTD"
    r"|UTF|GB|GBK|BOM|OCR|MB|LibreOffice|PK)", re.ASCII
)  # fmt: skip
_READ = {  # what is odd about these does not touch their text
    "text: UTF-16 without mark", "text: bidi overrides", "text: a script", "zip: a docx named txt", "docx: macros",
    "docx: a template on another machine", "docx: styles that rest on each other", "ofd: an ofd named docx",
    "ofd: an ofd with a seal and a script", "pdf: a pdf with a script", "pdf: a pdf named docx", "page: a page named docx",
    "page: a page in UTF-16 that says UTF-8", "page: a page with pictures inside", "page: a page with a script in its title",
}  # fmt: skip
_REFUSED = {
    "text: no bytes": "empty", "text: cut in a character": "damaged-text", "text: noise as ofd": "mislabelled",
    "zip: entries that overlap": "zip-bomb", "zip: cut off at 0.5": "broken-zip", "zip: encrypted entries": "encrypted-docx",
    "docx: entities of entities": "forbidden-xml", "docx: a table of a million cells": "zip-bomb",
    "ofd: an ofd of ever more objects": "too-complex", "ofd: an ofd of a scan": "scanned-ofd",
    "pdf: a pdf of a scan": "scanned-pdf", "pdf: a pdf of 100,000 pages": "too-many-pages",
    "page: a page of a hundred thousand blocks in blocks": "too-complex", "page: a page that is a script": "web-shell",
    "office: a locked docx": "encrypted-docx",
}  # fmt: skip


@pytest.fixture(scope="module")
def calls() -> Iterator[list[str]]:
    """What was fetched from the address that the files name."""
    made: list[str] = []
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind(("127.0.0.1", 9))
        except OSError:  # only root may listen there; what is fetched then fails all the same
            yield made
            return
        server.listen()

        def listen() -> None:
            while True:
                try:
                    server.accept()
                except OSError:
                    return
                made.append("a call")

        threading.Thread(target=listen, daemon=True).start()
        yield made
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def outcomes(calls: list[str]) -> dict[str, dict[str, Any]]:
    """What became of every file."""
    command = [sys.executable, "-m", "tests.unit.ingest.hostile_run"]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600, check=False)
    found = {line["file"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0, f"it ended after {list(found)[-1:]}: {done.stderr[-2000:]}"
    return found


def test_there_are_well_over_a_hundred_of_them_and_all_were_tried(outcomes: dict[str, dict[str, Any]]) -> None:
    assert len(FILES) == len(set(FILES)) > 100
    assert list(outcomes) == FILES


@pytest.mark.parametrize("file", FILES)
def test_it_is_refused_in_words_or_read_within_bounds(file: str, outcomes: dict[str, dict[str, Any]]) -> None:
    outcome = outcomes[file]
    assert not outcome["error"]
    assert outcome["seconds"] < SECONDS and outcome["memory"] < MEMORY
    if outcome["code"]:
        assert outcome["code"] in CODES
        _is_clear(outcome["message"])
    else:
        assert outcome["read"] > 0


def _is_clear(message: str) -> None:
    """What, where, why and what to do in Chinese, without the words of a library or signs that cannot be seen."""
    assert message.startswith(("文件", "网页", "PDF", "OFD")) and "请" in message and message.endswith("。")
    assert len(message) < 500 and message.isprintable()
    quoted = re.sub("“[^”]*”", "", message)
    assert not re.findall("[A-Za-z]{2,}", _KNOWN.sub("", quoted))


def test_what_is_only_odd_is_read_and_what_is_bad_is_called_by_its_name(outcomes: dict[str, dict[str, Any]]) -> None:
    assert {file for file in _READ if outcomes[file]["code"]} == set()
    assert {file: outcomes[file]["code"] for file in _REFUSED} == _REFUSED


def test_nothing_that_a_file_names_is_fetched(outcomes: dict[str, dict[str, Any]], calls: list[str]) -> None:
    assert outcomes and calls == []
