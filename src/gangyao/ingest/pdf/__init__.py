"""PDF files with a text layer: where the characters stand says what they are.

    bytes ──glyphs──▶ characters  ──grids──▶ tables, frames
              drawing: rules        lines ─▶ furniture ─▶ notes ─▶ columns ─▶ paragraphs ─▶ writing ──▶ Extracted

The library that opens the file (PDFium) is written in C++ and files come from anywhere: reading happens in a process
of its own, with bounds on time and memory, so that no file can take the site down.

What is left out: running heads and page numbers, pictures, drawings, text at a slant (watermarks).
"""

from __future__ import annotations

import json
import subprocess
import sys

from gangyao.core.document.document import Hint, NodeKind
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.limits import Limits
from gangyao.ingest.pdf.refusals import refusal

__all__ = ["read_pdf"]


def read_pdf(data: bytes, name: str, limits: Limits = Limits()) -> Extracted:  # noqa: B008 - frozen
    """Extracts the text of a PDF; raises UnreadableFile where it is a scan, locked, broken, or beyond the limits."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "gangyao.ingest.pdf",
        str(limits.pages),
        str(limits.seconds),
        str(limits.memory),
    ]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * limits.seconds, check=False)
    except subprocess.TimeoutExpired:
        raise refusal("pdf-too-complex", name, "") from None
    if done.returncode != 0:
        raise refusal("pdf-too-complex", name, "")
    result = json.loads(done.stdout)
    if "refused" in result:
        raise refusal(result["refused"], name, result["detail"])
    hints = tuple(Hint(NodeKind(kind), *rest) for kind, *rest in result["hints"])
    return Extracted(result["text"], hints)
