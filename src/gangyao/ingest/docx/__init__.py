"""Word documents: a docx is a zip of XML parts (ECMA-376); the text is extracted once and stored.

    bytes ──archive──▶ parts ──body──▶ lines and hints ──▶ Extracted
                                 │
              inline (runs, fields, tracked changes)  styles (headings, hidden text)  numbering (一、 made by Word)

What is left out: headers and footers, comments, deleted and hidden text, pictures, charts.
"""

from __future__ import annotations

from gangyao.ingest.apart import Refused
from gangyao.ingest.docx.archive import open_package
from gangyao.ingest.docx.body import Body
from gangyao.ingest.docx.refusals import refusal
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.limits import Limits

__all__ = ["read_docx"]


def read_docx(data: bytes, name: str, limits: Limits = Limits()) -> Extracted:  # noqa: B008 - frozen
    """Extracts the text of a Word document; raises UnreadableFile where the container or its XML is at fault."""
    try:
        with open_package(data, limits) as package:
            body = Body.of(package)
            for block in package.blocks():
                body.add(block)
            body.finish()
    except Refused as refused:
        raise refusal(refused, name) from None
    return Extracted(body.text, tuple(body.hints))
