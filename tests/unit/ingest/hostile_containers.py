"""Hostile docx and ofd files, and zip containers of every bad kind. All of it is made up."""

from __future__ import annotations

import struct

from tests.unit.ingest.docx_parts import (
    W,
    contained,
    docx,
    numbered,
    numbering,
    paragraph,
    row,
    run,
    style,
    styled,
    table,
    zipped,
)
from tests.unit.ingest.hostile_texts import PLAN, Family, Made
from tests.unit.ingest.ofd_making import ofd, part, read_parts, text_object

_PLAN = paragraph("到2025年，建成水库3座，造林面积达到12万亩以上。")
_MB = 1024 * 1024
_XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_LAUGHS = (
    "<!DOCTYPE x ["
    + '<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)


def _document(before: str, inner: str = "甲。") -> bytes:
    return (before + contained("document", f"<w:body>{paragraph(inner)}</w:body>").decode().partition("?>")[2]).encode()


def _cut(share: float) -> Made:
    return lambda: (data := docx(_PLAN * 50))[: int(len(data) * share)]


def _changed(signature: bytes, offset: int, value: bytes) -> Made:
    """A docx one field of whose zip records is not what it should be."""

    def made() -> bytes:
        data = bytearray(docx(_PLAN * 50))
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            data[place + offset : place + offset + len(value)] = value
        return bytes(data)

    return made


def _nested() -> bytes:
    inner = zipped({"0.txt": b"\0" * (4 * _MB)})
    for _ in range(5):
        inner = zipped({f"{n}.zip": inner for n in range(8)})
    return inner


def _overlapping() -> bytes:
    """Many entries of the directory that share the bytes of one."""
    data = zipped({"a": b"\0" * (2 * _MB)})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = data[start:end] * 3000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 3000, 3000, len(entries), start, 0)
    return data[:start] + entries + tail


def _nest(tag: str, count: int) -> str:
    return f"<{tag}>" * count + paragraph("甲。") + f"</{tag}>" * count


def _relations(inner: str) -> bytes:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'.encode()


def _based(key: str, other: str) -> str:
    return style(key, key.lower(), f'<w:basedOn w:val="{other}"/>')


def _led(relation: str) -> Made:
    return lambda: zipped({"_rels/.rels": _relations(relation), "word/document.xml": _document("")})


def _with(name: str, content: bytes, **kinds: bytes) -> Made:
    return lambda: zipped({**read_parts(docx(_PLAN)), name: content, **kinds})


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_LEVEL = '<w:start w:val="999999999"/><w:numFmt w:val="chineseCounting"/>'
_COUNTED = f'<w:lvl w:ilvl="0">{_LEVEL}<w:lvlText w:val="{"%1" * 90}"/></w:lvl>'
_CITED = '<w:r><w:footnoteReference w:id="1"/></w:r>'
_NOTE = f'<w:footnote w:id="1"><w:p>{_CITED}<w:r><w:t>注</w:t></w:r></w:p></w:footnote>'
_TEMPLATE = '<Relationship Id="a" Type="x/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/>'
_SPANNING = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
_CELLS = "<w:tbl>" + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 100 + "</w:tr>")

ZIPS: Family = {
    "a zip of zips of zeros": ("甲.docx", _nested),
    "entries that overlap": ("甲.docx", _overlapping),
    "twenty thousand entries": ("甲.zip", lambda: zipped({f"{n}": b"" for n in range(20_000)})),
    "a part of zeros": ("甲.docx", lambda: zipped({"word/document.xml": b"\0" * (60 * _MB)})),
    "a picture of zeros": ("甲.docx", _with("word/media/a.bmp", b"\0" * (90 * _MB))),
    "a size declared too small": ("甲.docx", _changed(b"PK\x01\x02", 24, struct.pack("<L", 40))),
    "a size declared too large": ("甲.docx", _changed(b"PK\x01\x02", 24, struct.pack("<L", 7 * _MB))),
    "a packed size that is wrong": ("甲.docx", _changed(b"PK\x01\x02", 20, struct.pack("<L", 9))),
    "a checksum that is wrong": ("甲.docx", _changed(b"PK\x01\x02", 16, b"abcd")),
    "an unknown way of packing": ("甲.docx", _changed(b"PK\x01\x02", 10, b"\x63\0")),
    "encrypted entries": ("甲.docx", _changed(b"PK\x01\x02", 8, b"\x01\0")),
    "a directory that lies elsewhere": ("甲.docx", _changed(b"PK\x05\x06", 16, struct.pack("<L", 5))),
    "a directory of no length": ("甲.docx", _changed(b"PK\x05\x06", 12, b"\0\0\0\0")),
    "local names that differ": ("甲.docx", _changed(b"PK\x03\x04", 30, b"xxxxx")),
    **{f"cut off at {share}": ("甲.docx", _cut(share)) for share in (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99)},
    "only the end of a directory": ("甲.docx", lambda: b"PK\x05\x06" + b"\0" * 18),
    "only the first letters": ("甲.docx", lambda: b"PK\x03\x04"),
    "parts named as paths": ("甲.docx", lambda: zipped({"../../word/document.xml": b"x", "/etc/passwd": b"x"})),
    "a workbook": ("甲.xlsx", lambda: zipped({"xl/workbook.xml": b"<a/>"})),
    "slides": ("甲.pptx", lambda: zipped({"ppt/presentation.xml": b"<a/>"})),
    "a book": ("甲.epub", lambda: zipped({"META-INF/container.xml": b"<a/>"})),
    "an OpenDocument": ("甲.odt", lambda: zipped({"content.xml": b"<a/>"})),
    "a zip of a text": ("甲.zip", lambda: zipped({"规划.txt": PLAN.encode()})),
    "a docx named txt": ("甲.txt", lambda: docx(_PLAN)),
    "a docx named pdf": ("甲.pdf", lambda: docx(_PLAN)),
    "a docx behind other bytes": ("甲.docx", lambda: b"MZ" + b"\0" * 99 + docx(_PLAN)),
    "a docx that ends in a page": ("甲.docx", lambda: docx(_PLAN) + b"<html><script>alert(1)</script></html>"),
}

DOCX: Family = {
    "an entity of a file": ("甲.docx", lambda: docx("", document=_document(_XXE, "&e;"))),
    "entities of entities": ("甲.docx", lambda: docx("", document=_document(_LAUGHS, "&a11;"))),
    "an entity in UTF-16": ("甲.docx", lambda: docx("", document=_document('<?xml version="1.0" encoding="UTF-16"?>' + _XXE).decode().encode("utf-16"))),
    "a DTD in the styles": ("甲.docx", _with("word/styles.xml", _XXE.encode() + b"<x/>")),
    "tables in tables, 100,000 deep": ("甲.docx", lambda: docx("<w:tbl><w:tr><w:tc>" * 100_000)),
    "tables in tables, 60 deep": ("甲.docx", lambda: docx("<w:tbl><w:tr><w:tc>" * 60 + _PLAN + "</w:tc></w:tr></w:tbl>" * 60)),
    "controls in controls": ("甲.docx", lambda: docx(_nest("w:sdt", 240))),
    "a table of a million cells": ("甲.docx", lambda: docx(_CELLS + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 100 + "</w:tr>") * 9999 + "</w:tbl>")),
    "a table of thousands of cells of text": ("甲.docx", lambda: docx(table(*[row(*["建成3座"] * 20)] * 200))),
    "a row of twenty thousand cells": ("甲.docx", lambda: docx(table(row(*["1"] * 20_000)))),
    "a cell over a billion columns": ("甲.docx", lambda: docx(table(row(*[_SPANNING] * 500)))),
    "a paragraph of fifty thousand runs": ("甲.docx", lambda: docx(paragraph(run("林") * 50_000))),
    "a run of twelve megabytes": ("甲.docx", lambda: docx(paragraph(run("林" * 4_000_000)))),
    "a hundred thousand headings": ("甲.docx", lambda: docx(styled("第一章", "H") * 100_000, styles=style("H", "heading 1"))),
    "styles that rest on each other": ("甲.docx", lambda: docx(styled("甲。", "A"), styles=_based("A", "B") + _based("B", "A"))),
    "numbers without end": ("甲.docx", lambda: docx(numbered("目标") * 12_000, numbering=numbering(_COUNTED))),
    "a note that cites itself": ("甲.docx", lambda: docx(paragraph(_CITED) + _PLAN, footnotes=_NOTE)),
    "a relation to another machine": ("甲.docx", _led(f'<Relationship Id="a" Type="{_OFFICE}" Target="http://127.0.0.1:9/x" TargetMode="External"/>')),
    "a relation to a file": ("甲.docx", _led(f'<Relationship Id="a" Type="{_OFFICE}" Target="file:///etc/passwd"/>')),
    "a relation out of the container": ("甲.docx", _led(f'<Relationship Id="a" Type="{_OFFICE}" Target="../../../etc/passwd"/>')),
    "a relation to itself": ("甲.docx", _led(f'<Relationship Id="a" Type="{_OFFICE}" Target="_rels/.rels"/>')),
    "ten thousand relations": ("甲.docx", _led(f'<Relationship Id="a" Type="{_OFFICE}" Target="word/document.xml"/>' * 10_000)),
    "a template on another machine": ("甲.docx", _with("word/_rels/document.xml.rels", _relations(_TEMPLATE))),
    "macros": ("甲.docm", _with("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 99)),
    "a script in the title": ("甲.docx", _with("docProps/core.xml", b"<x><title>&lt;script&gt;alert(1)&lt;/script&gt;</title></x>")),
    "no body": ("甲.docx", lambda: docx("", document=contained("document", ""))),
    "no main part": ("甲.docx", lambda: zipped({"word/styles.xml": b"<a/>"})),
    "a body of another vocabulary": ("甲.docx", lambda: docx("", document=b'<document xmlns="urn:x"><body><p>x</p></body></document>')),
    "an XML declaration of no encoding": ("甲.docx", lambda: docx("", document=b'<?xml version="1.0" encoding="nonsense"?><a/>')),
    "bytes of no encoding": ("甲.docx", lambda: docx("", document=f'<w:document xmlns:w="{W}"><w:body>'.encode() + b"\xff\xfe\xfa")),
    "an attribute of ten megabytes": ("甲.docx", lambda: docx(paragraph("<w:r w:x='" + "a" * 10_500_000 + "'><w:t>甲。</w:t></w:r>"))),
    "thousands of attributes": ("甲.docx", lambda: docx(paragraph("<w:r " + " ".join(f"w:a{n}='1'" for n in range(200_000)) + "><w:t>甲。</w:t></w:r>"))),
    "thousands of namespaces": (
        "甲.docx",
        lambda: docx(paragraph("<w:r " + " ".join(f"xmlns:a{n}='u{n}'" for n in range(50_000)) + "><w:t>甲。</w:t></w:r>")),
    ),
    "deleted, hidden and private words": (
        "甲.docx",
        lambda: docx(paragraph("<w:del><w:r><w:delText>9</w:delText></w:r></w:del>" + run("\ue000\u202e建成3座。"))),
    ),
    "paragraphs whose ends are deleted": ("甲.docx", lambda: docx(paragraph("林", "<w:rPr><w:del/></w:rPr>") * 20_000)),
    "fields in fields": ("甲.docx", lambda: docx(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 50_000 + run("甲。")))),
}  # fmt: skip


def _units() -> bytes:
    """Composite objects each of which draws ten of the next."""
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>{f"""<ofd:CompositeObject ResourceID="{n + 1}" Boundary="0 0 9 9"/>""" * 10}'
        "</ofd:Content></ofd:CompositeGraphicUnit>"
        for n in range(20)
    )
    use = text_object(30, 40, "造林5万亩。", 5) + '<ofd:CompositeObject ResourceID="0" Boundary="0 0 9 9"/>'
    return ofd(use, shared="<ofd:PublicRes>Res.xml</ofd:PublicRes>", Doc_0__Res_xml=part("Res", units))


def _replaced(name: str, content: bytes) -> Made:
    return lambda: zipped({**read_parts(ofd(text_object(30, 40, "造林5万亩。", 5))), name: content})


_GOOD = text_object(30, 40, "到2025年，建成水库3座。", 5)
_PAGES = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_0/Content.xml"/>' for n in range(100_000))

OFD: Family = {
    "an ofd of nothing": ("甲.ofd", lambda: zipped({"OFD.xml": b""})),
    "an ofd without a document": ("甲.ofd", lambda: zipped({"OFD.xml": part("OFD", "")})),
    "an ofd that leads to itself": ("甲.ofd", _replaced("OFD.xml", part("OFD", "<ofd:DocBody><ofd:DocRoot>OFD.xml</ofd:DocRoot></ofd:DocBody>"))),
    "an ofd that leads out": ("甲.ofd", _replaced("OFD.xml", part("OFD", "<ofd:DocBody><ofd:DocRoot>../../../etc/passwd</ofd:DocRoot></ofd:DocBody>"))),
    "an ofd with an entity": ("甲.ofd", _replaced("Doc_0/Document.xml", (_XXE + "<x>&e;</x>").encode())),
    "an ofd of entities of entities": ("甲.ofd", _replaced("Doc_0/Pages/Page_0/Content.xml", (_LAUGHS + "<x>&a11;</x>").encode())),
    "an ofd of 100,000 pages": ("甲.ofd", _replaced("Doc_0/Document.xml", part("Document", f"<ofd:Pages>{_PAGES}</ofd:Pages>"))),
    "an ofd whose documents are one": (
        "甲.ofd",
        _replaced("OFD.xml", part("OFD", "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>" * 300)),
    ),
    "an ofd of ever more objects": ("甲.ofd", _units),
    "an ofd of blocks in blocks": ("甲.ofd", lambda: ofd("<ofd:PageBlock>" * 200 + _GOOD + "</ofd:PageBlock>" * 200)),
    "an ofd of blocks 100,000 deep": ("甲.ofd", lambda: ofd("<ofd:PageBlock>" * 100_000)),
    "an ofd of steps without end": ("甲.ofd", lambda: ofd(_GOOD.replace('DeltaX="', 'DeltaX="g 999999999 5 ' * 1))),
    "an ofd of numbers that are none": ("甲.ofd", lambda: ofd(_GOOD.replace('Size="5.0000"', 'Size="nan"') + _GOOD.replace("30.000", "1e308"))),
    "an ofd of all characters at one place": ("甲.ofd", lambda: ofd(text_object(30, 40, "林" * 20_000, 0) + _GOOD)),
    "an ofd of tiny characters": (
        "甲.ofd",
        lambda: ofd("".join(text_object(30 + n % 100 / 50, 40 + n // 100 / 50, "林", 0.001) for n in range(9000)) + _GOOD),
    ),
    "an ofd of a huge page": ("甲.ofd", lambda: ofd(_GOOD, page="<ofd:Area><ofd:PhysicalBox>0 0 99999999999 99999999999</ofd:PhysicalBox></ofd:Area>")),
    "an ofd of rules without end": (
        "甲.ofd",
        lambda: ofd('<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 L 9 0 L 9 9 C</ofd:AbbreviatedData></ofd:PathObject>' * 30_000 + _GOOD),
    ),
    "an ofd of paths that are none": (
        "甲.ofd",
        lambda: ofd('<ofd:PathObject Boundary="0"><ofd:AbbreviatedData>L L M x 9 9 9</ofd:AbbreviatedData></ofd:PathObject>' + _GOOD),
    ),
    "an ofd of templates that are missing": ("甲.ofd", lambda: ofd(_GOOD, page='<ofd:Template TemplateID="77"/>' * 1000)),
    "an ofd of a scan": ("甲.ofd", lambda: ofd('<ofd:ImageObject Boundary="0 0 210 297"/>')),
    "an ofd named docx": ("甲.docx", lambda: ofd(_GOOD)),
    "an ofd cut off": ("甲.ofd", lambda: ofd(_GOOD)[:-40]),
    "an ofd with a part of zeros": ("甲.ofd", _replaced("Doc_0/Pages/Page_0/Content.xml", b"\0" * (100 * _MB))),
    "an ofd with a seal and a script": ("甲.ofd", _replaced("Doc_0/Signs/x.js", b"app.alert(1)")),
}  # fmt: skip
