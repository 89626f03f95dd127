"""The chain from the bytes of a PDF to its text; runs in a process of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pypdfium2

from gangyao.ingest.apart import Refused
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.limits import Limits
from gangyao.ingest.pdf.aligned import parted
from gangyao.ingest.pdf.columns import Region, regions_of
from gangyao.ingest.pdf.drawing import Drawing
from gangyao.ingest.pdf.furniture import Margins
from gangyao.ingest.pdf.geometry import Line, Page
from gangyao.ingest.pdf.glyphs import read_glyphs
from gangyao.ingest.pdf.grids import Table, tables_of
from gangyao.ingest.pdf.lines import pieces_of, right_edge, rows_of, whole
from gangyao.ingest.pdf.notes import Notes
from gangyao.ingest.pdf.paragraphs import Column, Style, paragraphs_of
from gangyao.ingest.pdf.sheets import Block, Sheet, over_pages, sheet_of
from gangyao.ingest.pdf.writing import Writer

_FEW = 50  # characters; a scan may have a page number or the mark of a scanner above its picture
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def extract(data: bytes, limits: Limits) -> Extracted:
    """Reads a PDF; raises Refused."""
    pages = _pages(data, limits)
    refuse_pictures(pages)
    return compose(pages)


def compose(pages: Sequence[Page]) -> Extracted:
    """The text of pages, from the places of their characters."""
    tables = [tables_of(page) for page in pages]
    cleared = Margins.cleared([pieces_of(page.glyphs, page.number) for page in pages])
    notes = Notes(_body_size(cleared))
    regions: list[Region] = []
    for page, drawn, pieces in zip(pages, tables, cleared, strict=True):
        regions.extend(regions_of([*notes.take(pieces, page, drawn), *drawn]))
    blocks, style = _blocks(regions)
    return Writer.of(blocks, style).write(blocks, notes.bodies)


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size that most characters are set in."""
    sizes = Counter(glyph.size for pieces in pages for line in pieces for glyph in line.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _pages(data: bytes, limits: Limits) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted-pdf" if error.err_code == _PASSWORD else "broken-pdf") from None
    if len(document) > limits.pages:
        raise Refused("too-many-pages", str(len(document)))
    pages: list[Page] = []
    written = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            raise Refused("broken-pdf", str(index + 1)) from None
        found = read_glyphs(page, index + 1)
        Drawing(found[0]).read(page)
        page.close()
        pages.extend(found)
        written += sum(len(part.glyphs) for part in found)
        if written > limits.characters:
            raise Refused("too-complex")
    return pages


def refuse_pictures(pages: Sequence[Page]) -> None:
    """Scans, and fonts that do not say what their characters are."""
    pictures = sum(len(page.glyphs) < _FEW and page.pictured > 0.5 for page in pages)
    if pictures * 2 > len(pages):
        raise Refused("scanned-pdf", str(pictures))
    if not any(page.glyphs for page in pages):
        raise Refused("empty-pdf", str(len(pages)))
    written, unmapped = sum(len(page.glyphs) for page in pages), sum(page.unmapped for page in pages)
    if unmapped > 20 and unmapped > 0.1 * written:
        raise Refused("unmapped-fonts")


def _blocks(regions: Sequence[Region]) -> tuple[list[Block], Style]:
    """Paragraphs and tables in order, and how they are set."""
    edge = _usual_edge(regions)
    parts = [part for region in regions for part in _parts(region, edge)]
    style = Style.of([part for part in parts if isinstance(part, Column)])
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, Column):
            blocks.extend(paragraphs_of(part, style))
        else:
            blocks.append(sheet_of(part, style) if isinstance(part, Table) else part)
    return over_pages(blocks, style), style


def _usual_edge(regions: Sequence[Region]) -> float:
    """Where full lines of most pages end."""
    regions = [region for region in regions if not region.column]
    lines = [[piece for piece in region.pieces if isinstance(piece, Line)] for region in regions]
    ends = sorted(right_edge(found) for found in lines if found)
    return ends[len(ends) // 2] if ends else 0.0


def _parts(region: Region, edge: float) -> list[Column | Table | Sheet]:
    """Lines of a region between its tables."""
    lines = [piece for piece in region.pieces if isinstance(piece, Line)]
    x0 = min((line.x0 for line in lines), default=0.0)
    x1 = right_edge(lines)
    if not region.column and x1 < edge and len(lines) < 8:
        x1 = edge
    parts: list[Column | Table | Sheet] = []
    held: list[Line] = []

    def flush() -> None:
        found = parted(rows_of(held))
        parts.extend(part if isinstance(part, Sheet) else Column(tuple(map(whole, part)), x0, x1) for part in found)
        held.clear()

    for piece in region.pieces:
        if isinstance(piece, Line):
            held.append(piece)
        else:
            flush()
            parts.append(piece)
    flush()
    return parts
