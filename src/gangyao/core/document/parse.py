"""From decoded text to its parts.

The steps, each in its own module:

fold ──▶ find_wraps ──▶ read_lines ──▶ mark_kinds ──▶ mark_leads ──▶ build_nodes
"""

from __future__ import annotations

from gangyao.core.document.building import build_nodes
from gangyao.core.document.document import Document, RawText
from gangyao.core.document.folding import fold
from gangyao.core.document.leads import mark_leads
from gangyao.core.document.line_kinds import mark_kinds
from gangyao.core.document.lines import read_lines
from gangyao.core.document.wrapping import find_wraps


def parse_document(raw: RawText) -> Document:
    """Parses a text into its parts.

    Leaves (headings, sentences, rows, footnotes, furniture) follow one another without gap or overlap, so that
    joining them gives the text again; paragraphs and tables span several leaves, marks lie inside sentences.
    """
    folded = fold(raw.text)
    wraps = tuple(find_wraps(folded, raw.text))
    folded = folded.without(wraps)
    lines = read_lines(folded, raw.text)
    mark_kinds(lines, raw.hints, folded)
    mark_leads(lines, folded)
    return Document(raw.source, raw.text, tuple(build_nodes(lines, folded, raw.text)), wraps)
