"""The sentences that both sides read: every stretch of the text with something in it, split once by our parser."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from bench.corpus import Text
from gangyao.core.document.document import Document, Node, NodeKind
from gangyao.core.document.parse import parse_document
from gangyao.ingest.readers import read_file

_SPANNING = (NodeKind.PARAGRAPH, NodeKind.TABLE, NodeKind.MARK)  # these hold others or lie in them


@frozen
class Sentence:
    """A stretch of the text.

    Attributes:
        start: first character in the decoded text.
        text: its characters, line ends as spaces; as long as in the text, so that places can be told.
    """

    start: int
    text: str


def parse_text(text: Text) -> Document:
    """The text with its parts."""
    return parse_document(read_file(text.data, text.file_name, digest=text.digest))


def leaves(document: Document) -> list[Node]:
    """The parts that hold no others: headings, sentences, rows; joined they are the text."""
    return [node for node in document.nodes if node.kind not in _SPANNING]


def split_text(text: Text) -> list[Sentence]:
    """The sentences, headings and rows of a text, in order; joined they are the whole text but its blanks."""
    document = parse_text(text)
    stretches = ((node.start, document.quote(node.start, node.end)) for node in leaves(document))
    return [Sentence(start, words.replace("\r", " ").replace("\n", " ")) for start, words in stretches if words.strip()]


def write_sentences(sentences: Iterable[Sentence], path: Path) -> None:
    """One JSON string a line, in order."""
    path.write_text("".join(json.dumps(s.text, ensure_ascii=False) + "\n" for s in sentences), encoding="utf8")
