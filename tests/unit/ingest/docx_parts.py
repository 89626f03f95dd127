"""Builds docx files for tests from raw XML parts, so that every markup stands as Word and WPS write it."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_SIDE_PARTS = ("styles", "numbering", "footnotes", "endnotes", "header", "comments")


def paragraph(inner: str, properties: str = "") -> str:
    """A paragraph; plain words become a run of their own."""
    content = inner if inner.startswith("<") or not inner else run(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def cell(*paragraphs: str, properties: str = "") -> str:
    inner = "".join(p if p.startswith("<") else paragraph(p) for p in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells) + "</w:tr>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(rows) + "</w:tbl>"


def field_run(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def contained(root: str, inner: str, namespace: str = W) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{namespace}" {_NAMESPACES}>{inner}</w:{root}>'.encode()


def docx(body: str, *, namespace: str = W, document: bytes | None = None, **sides: str) -> bytes:
    """A docx of the given body and side parts (styles, numbering, footnotes …), both without their root element."""
    parts = {
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations([(kind, f"{kind}.xml") for kind in _SIDE_PARTS if kind in sides]),
        "word/document.xml": document or contained("document", f"<w:body>{body}<w:sectPr/></w:body>", namespace),
    }
    for kind, inner in sides.items():
        parts[f"word/{kind}.xml"] = contained(kind, inner, namespace)
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _relations(pairs: list[tuple[str, str]]) -> bytes:
    inner = "".join(
        f'<Relationship Id="r{i}" Type="{_RELS}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(pairs)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE_RELS}">{inner}</Relationships>'.encode()


def level(index: int, number_format: str, template: str, extra: str = "") -> str:
    """One level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{template}"/></w:lvl>'
    )


def numbering(*levels: str) -> str:
    """A numbering part with one list, number 1."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>' + number(1)


def number(key: int, inner: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="0"/>{inner}</w:num>'


def numbered(words: str, index: int = 0, key: int = 1) -> str:
    """A paragraph with automatic numbering."""
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{key}"/></w:numPr>')


def style(key: str, name: str, inner: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{inner}</w:style>'


def styled(words: str, key: str) -> str:
    return paragraph(words, f'<w:pStyle w:val="{key}"/>')
