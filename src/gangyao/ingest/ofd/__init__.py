"""OFD files (GB/T 33190-2016), the state's own fixed layout: a zip container of XML parts with places of characters.

    bytes ──package──▶ pages ──objects──▶ characters and rules with their places ──as of a PDF──▶ Extracted

What is left out: running heads and page numbers, pictures, annotations (seals, watermarks), text at a slant.
"""

from __future__ import annotations

from gangyao.ingest.apart import Refused, read_apart
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.limits import Limits
from gangyao.ingest.ofd.refusals import refusal

__all__ = ["looks_like_ofd", "read_ofd"]


def looks_like_ofd(data: bytes) -> bool:
    """Whether a zip container is an OFD file: its entry part has a fixed name (7.2 of the standard)."""
    return b"OFD.xml" in data and b"word/document.xml" not in data


def read_ofd(data: bytes, name: str, limits: Limits = Limits()) -> Extracted:  # noqa: B008 - frozen
    """Extracts the text of an OFD file; raises UnreadableFile where it is a scan, locked, broken, or beyond the limits."""
    try:
        return read_apart("gangyao.ingest.ofd.extract", data, limits)
    except Refused as refused:
        raise refusal(refused, name) from None
