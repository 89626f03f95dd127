"""Parsing a made-up text in one word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.ingest.readers import read_file


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Document]:
    """From a text to its document, as a UTF-8 file is read."""
    return lambda text: parse_document(read_file(text.encode(), "纲要.txt"))
