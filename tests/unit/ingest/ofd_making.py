"""Makes OFD files for tests: the same prints as the PDFs, written as characters with places in millimetres."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from attrs import define, field
from tests.unit.ingest.docx_parts import zipped
from tests.unit.ingest.pdf_making import Print, _width

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_POINTS = 72 / 25.4
A4 = "0 0 210 297"


def part(root: str, inner: str) -> bytes:
    """A part with its root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{root} {_NAMESPACE}>{inner}</ofd:{root}>'.encode()


def text_object(x: float, y: float, text: str, size: float, attributes: str = "", glyphs: str = "") -> str:
    """Characters that follow one another, x and y (downwards) of their base line in millimetres."""
    steps = " ".join(f"{size * _width(char):.4f}" for char in text[:-1])
    return (
        f'<ofd:TextObject ID="9" Boundary="{x:.3f} {y - size:.3f} 200 {size * 1.2:.3f}" Font="1" Size="{size:.4f}" {attributes}>'
        f'{glyphs}<ofd:TextCode X="0" Y="{size:.4f}" DeltaX="{steps}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(*contents: str, page: str = "", shared: str = "", entry: str = "", **parts: bytes) -> bytes:
    """An OFD file with a page for each content; parts are named with "__" for "/" and "_xml" at the end."""
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(contents)))
    common = (
        f"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{A4}</ofd:PhysicalBox></ofd:PageArea>{shared}</ofd:CommonData>"
    )
    made = {
        "OFD.xml": part("OFD", f"<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>{entry}"),
        "Doc_0/Document.xml": part("Document", f"{common}<ofd:Pages>{pages}</ofd:Pages>"),
    }
    for number, content in enumerate(contents):
        layer = f'<ofd:Content><ofd:Layer ID="1">{content}</ofd:Layer></ofd:Content>'
        made[f"Doc_0/Pages/Page_{number}/Content.xml"] = part("Page", page + layer)
    for name, content in parts.items():
        made[name.removesuffix("_xml").replace("__", "/") + ".xml"] = content
    return zipped(made)


@define
class _Canvas:
    """Takes what a print draws."""

    pages: list[list[str]] = field(factory=lambda: [[]])

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        left, top = x / _POINTS, (842 - y - height) / _POINTS
        w, h = width / _POINTS, height / _POINTS
        data = f"M 0 0 L {w:.3f} 0 L {w:.3f} {h:.3f} L 0 {h:.3f} C"
        self.pages[-1].append(
            f'<ofd:PathObject Boundary="{left:.3f} {top:.3f} {w:.3f} {h:.3f}" LineWidth="0.2"><ofd:AbbreviatedData>{data}'
            "</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def getPageNumber(self) -> int:  # noqa: N802 - as the canvas of a PDF
        return len(self.pages)

    def showPage(self) -> None:  # noqa: N802
        self.pages.append([])


@define
class OfdPrint(Print):
    """A print as an OFD file."""

    def __attrs_post_init__(self) -> None:
        self.canvas = _Canvas()  # type: ignore[assignment]

    def at(self, x: float, y: float, text: str, size: float = 15.0) -> None:
        self.canvas.pages[-1].append(text_object(x / _POINTS, (842 - y) / _POINTS, text, size / _POINTS))

    def data(self) -> bytes:
        self.page()
        return ofd(*("".join(page) for page in self.canvas.pages[:-1]))


def read_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file, to change some of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
