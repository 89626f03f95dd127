"""Terms that a list at the end explains (名词解释): one to a line, 名词：解释, or the name on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from gangyao.core.document.document import Document, NodeKind

_HEAD = re.compile(r"(?:附件?\d*[:：.]?)?(?:有关|部分|主要)?(?:名词(?:术语)?|术语|专业名词)(?:解释|注释|说明|释义)")
_ENTRY = re.compile(
    r"\s*(?:\[?\(?\d{1,3}[\].、:)]*|[①-⑳])?\s?(?P<name>[^:。,;\n]{2,30}?)(?P<colon>:)(?P<body>.*)", re.DOTALL
)
_LINES = (NodeKind.FOOTNOTE, NodeKind.PARAGRAPH)
_UPPER = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION)


@frozen
class Explained:
    """A term of a list of explanations.

    Attributes:
        start: first character of the term in the list, folded.
        end: one past its last, quotation marks included.
        body_start: first character of the explanation, folded.
        body_end: one past its last.
    """

    start: int
    end: int
    body_start: int
    body_end: int


def find_explained(document: Document) -> Iterator[Explained]:
    """The terms of a list of explanations, in order."""
    lines = _list_lines(document)
    for start, end in _entries(document, lines):
        text = document.folded.text[start:end].rstrip()
        entry = _ENTRY.match(text)
        if entry and entry["body"].strip():
            body = start + entry.end("colon") + len(entry["body"]) - len(entry["body"].lstrip())
            yield Explained(start + entry.start("name"), start + entry.end("name"), body, start + len(text))


def _list_lines(document: Document) -> list[tuple[int, int, str]]:
    """Folded spans and labels of the lines under the head of such a list."""
    lines: list[tuple[int, int, str]] = []
    listing = False
    folded = document.folded
    for node in document.nodes:
        span = folded.from_source(node.start), folded.from_source(node.end)
        words = folded.text[slice(*span)].strip() if node.end - node.start < 40 else ""
        if node.kind not in (NodeKind.CONTENTS, NodeKind.FURNITURE) and _HEAD.fullmatch(words.rstrip(":")):
            listing = True
        elif node.kind in _UPPER:
            listing = False
        elif listing and node.kind in _LINES:
            lines.append((*span, node.label))
    return lines


def _entries(document: Document, lines: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Lines with one label, or a name line with the lines up to the next name, are one entry."""
    entry: tuple[int, int, str] | None = None
    for start, end, label in lines:
        goes_on = entry is not None and (
            label == entry[2] if label else not _ENTRY.match(document.folded.text[start:end])
        )
        if entry is not None and goes_on:
            entry = (entry[0], end, entry[2])
            continue
        if entry is not None:
            yield entry[:2]
        entry = (start, end, label)
    if entry is not None:
        yield entry[:2]
