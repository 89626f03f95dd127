"""PDF files with a text layer: where the characters stand says what they are.

    bytes ──glyphs──▶ characters  ──grids──▶ tables, frames
              drawing: rules        lines ─▶ furniture ─▶ notes ─▶ columns ─▶ paragraphs ─▶ writing ──▶ Extracted

The library that opens the file (PDFium) is written in C++ and files come from anywhere: reading happens in a process
of its own, with bounds on time and memory, so that no file can take the site down.

What is left out: running heads and page numbers, pictures, drawings, text at a slant (watermarks).
"""

from __future__ import annotations

from gangyao.ingest.apart import Refused, read_apart
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.limits import Limits
from gangyao.ingest.pdf.refusals import refusal

__all__ = ["read_pdf"]


def read_pdf(data: bytes, name: str, limits: Limits = Limits()) -> Extracted:  # noqa: B008 - frozen
    """Extracts the text of a PDF; raises UnreadableFile where it is a scan, locked, broken, or beyond the limits."""
    try:
        return read_apart("gangyao.ingest.pdf.extract", data, limits)
    except Refused as refused:
        raise refusal(refused.code, name, refused.detail) from None
