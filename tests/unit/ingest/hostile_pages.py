"""Hostile PDFs, web pages and old Word documents. All of it is made up."""

from __future__ import annotations

import base64
import zlib

from tests.unit.ingest.hostile_texts import PLAN, Family, Made
from tests.unit.ingest.html_pages import page, paragraphs

_BODY = paragraphs("第一章　目标", "到2025年，建成水库3座，造林面积达到12万亩以上。")


def pdf(*objects: bytes, trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF of numbered objects, from 1."""
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    return data + b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        root,
        trailer,
        start,
    )


def stream(content: bytes, packed: bool = True) -> bytes:
    content = zlib.compress(content) if packed else content
    kind = b"/Filter/FlateDecode" if packed else b""
    return b"<</Length %d%s>>\nstream\n" % (len(content), kind) + content + b"\nendstream"


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_WORDS = b"BT /F 12 Tf 72 700 Td (By 2025 build 3 reservoirs.) Tj ET"


def one_page(
    content: bytes, *, box: bytes = b"0 0 595 842", more: bytes = b"", catalog: bytes = b"", resources: bytes = b""
) -> bytes:
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>%s>>" % (
        box,
        resources,
        more,
    )
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        leaf,
        stream(content),
        _FONT,
    )


def _tree(kids: bytes, count: int = 1) -> Made:
    return lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids))


def _many_pages() -> bytes:
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 100_003))
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 100000/Kids[%s]>>" % kids, *[leaf] * 100_000)


def _scan() -> bytes:
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n\0\nendstream"
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        leaf,
        stream(b"595 0 0 842 0 0 cm /I Do"),
        image,
    )


def _looped_form() -> bytes:
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>\nstream\n/X Do\nendstream"
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        leaf,
        stream(_WORDS + b" /X Do"),
        _FONT,
        form,
    )


def _bomb(times: int) -> bytes:
    content = b"\n" * 50_000_000
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode " * times
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    packed = b"<</Length %d/Filter[%s]>>\nstream\n" % (len(content), filters) + content + b"\nendstream"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", leaf, packed)


PDFS: Family = {
    "a pdf of words": ("甲.pdf", lambda: one_page(_WORDS)),
    "only the head of a pdf": ("甲.pdf", lambda: b"%PDF-1.7\n"),
    "a pdf behind other bytes": ("甲.pdf", lambda: b"x" * 1000 + one_page(_WORDS)),
    **{f"a pdf cut off at {share}": ("甲.pdf", lambda share=share: one_page(_WORDS)[: int(900 * share)]) for share in (0.2, 0.5, 0.8)},
    "a pdf whose pages hold themselves": ("甲.pdf", _tree(b"2 0 R")),
    "a pdf whose pages are missing": ("甲.pdf", _tree(b"9 0 R 8 0 R", 2)),
    "a pdf that counts a billion pages": ("甲.pdf", _tree(b"", 999_999_999)),
    "a pdf of fewer than no pages": ("甲.pdf", _tree(b"", -5)),
    "a pdf of 100,000 pages": ("甲.pdf", _many_pages),
    "a pdf of a huge page": ("甲.pdf", lambda: one_page(_WORDS, box=b"0 0 1e30 1e30")),
    "a pdf of a page of no size": ("甲.pdf", lambda: one_page(_WORDS, box=b"0 0 0 0")),
    "a pdf of a page turned inside out": ("甲.pdf", lambda: one_page(_WORDS, box=b"595 842 -595 -842", more=b"/Rotate 37")),
    "a pdf with a script": ("甲.pdf", lambda: one_page(_WORDS, catalog=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")),
    "a pdf that starts a program": ("甲.pdf", lambda: one_page(_WORDS, catalog=b"/OpenAction<</S/Launch/F(cmd.exe)>>")),
    "a pdf with a file inside": ("甲.pdf", lambda: one_page(_WORDS, catalog=b"/Names<</EmbeddedFiles<</Names[(a.exe)<</EF<</F 4 0 R>>>>]>>>>")),
    "a pdf that sends a form": ("甲.pdf", lambda: one_page(_WORDS, catalog=b"/AcroForm<</Fields[]/XFA 4 0 R>>")),
    "a pdf of a scan": ("甲.pdf", _scan),
    "a pdf of forms in forms": ("甲.pdf", _looped_form),
    "a pdf of a stream of newlines": ("甲.pdf", lambda: _bomb(1)),
    "a pdf of a stream packed twice": ("甲.pdf", lambda: _bomb(2)),
    "a pdf of states without end": ("甲.pdf", lambda: one_page(b"q " * 500_000 + _WORDS)),
    "a pdf of arrays in arrays": ("甲.pdf", lambda: one_page(_WORDS, more=b"/X" + b"[" * 100_000)),
    "a pdf of characters at one place": ("甲.pdf", lambda: one_page(b"BT /F 12 Tf 72 700 Td " + b"(aaaaaaaaaa) Tj -60 0 Td " * 5000 + b"ET")),
    "a pdf of rules without end": (
        "甲.pdf",
        lambda: one_page(b"".join(b"%d %d m 500 %d l S " % (n % 500, n % 800, n % 800) for n in range(40_000)) + _WORDS),
    ),
    "a pdf locked in an unknown way": (
        "甲.pdf",
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>", b"<</Filter/Nonsense>>", trailer=b"/Encrypt 3 0 R"),
    ),
    "a pdf whose index leads to itself": ("甲.pdf", lambda: one_page(_WORDS).replace(b"/Size", b"/Prev 9/Size")),
    "a pdf with an object of itself": ("甲.pdf", lambda: pdf(b"1 0 R")),
    "a pdf of another format inside": ("甲.pdf", lambda: one_page(_WORDS) + b"PK\x03\x04" + b"\0" * 99),
    "a pdf named docx": ("甲.docx", lambda: one_page(_WORDS)),
    "a pdf with a script in its title": (
        "甲.pdf",
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>", b"<</Title(<script>alert\\(1\\)</script>)>>", trailer=b"/Info 3 0 R"),
    ),
}  # fmt: skip


def _html(inner: str) -> Made:
    return lambda: f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{inner}</body></html>".encode()


def _parts(depth: int) -> bytes:
    head = "MIME-Version: 1.0\n"
    for number in range(depth):
        head += f'Content-Type: multipart/related; boundary="b{number}"\n\n--b{number}\n'
    return (head + "Content-Type: text/html\n\n<html><p>造林5万亩。").encode()


PAGES: Family = {
    "a page of a hundred thousand blocks in blocks": ("甲.html", _html("<div>" * 100_000 + _BODY)),
    "a page of tables in tables": ("甲.html", _html("<table><tr><td>" * 30_000 + _BODY)),
    "a page of tables in tables, 80 deep": ("甲.html", _html("<table><tr><td>" * 80 + _BODY)),
    "a page of blocks in blocks, 240 deep": ("甲.html", _html("<div>" * 240 + _BODY)),
    "a page of type in type": ("甲.html", _html("<b><i><font>" * 20_000 + _BODY)),
    "a page of a million cells": ("甲.html", _html("<table>" + ("<tr>" + "<td>1" * 100) * 10_000)),
    "a page of thousands of cells": ("甲.html", _html(_BODY + "<table>" + ("<tr>" + "<td>建成3座" * 20) * 200)),
    "a page of cells that span everything": (
        "甲.html",
        _html(_BODY + "<table>" + "<tr><td colspan=9999 rowspan=9999>3座<td colspan=-1>5<td rowspan=99999999999>7" * 1000),
    ),
    "a page of attributes without end": ("甲.html", _html("<p " + " ".join(f"a{n}" for n in range(300_000)) + ">造林5万亩。")),
    "a page of many tags with attributes": ("甲.html", _html(("<p " + " ".join(f"a{n}" for n in range(300)) + ">造林5万亩。") * 1500)),
    "a page of comments": ("甲.html", _html("<!--" * 200_000 + _BODY)),
    "a page of opening signs": ("甲.html", _html("<" * 1_000_000 + _BODY)),
    "a page of entities": ("甲.html", _html("&nbsp;&#x10ffff;&#0;&#55296;&nonsense;" * 20_000 + _BODY)),
    "a page of line breaks": ("甲.html", _html("<br>" * 100_000 + _BODY)),
    "a page of lines": ("甲.html", _html("<pre>" + "造林5万亩。\n" * 3000)),
    "a page of list entries": ("甲.html", _html("<ul>" + "<li>造林5万亩。" * 3000)),
    "a page of links": ("甲.html", _html("<a href=/x>造林5万亩</a>" * 50_000 + _BODY)),
    "a page of headings": ("甲.html", _html("<h1>第一章 总则</h1>" * 20_000)),
    "a page of scripts": ("甲.html", _html("<script>var a = '</div>造林5万亩';</script>" * 20_000 + _BODY)),
    "a page that is a script": ("甲.html", _html("<div id=app></div><script src=http://127.0.0.1:9/a.js></script>")),
    "a page of frames": ("甲.html", lambda: b"<html><frameset><frame src=http://127.0.0.1:9/></frameset></html>"),
    "a page that leads elsewhere": ("甲.html", _html("<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>")),
    "a page with an entity of a file": ("甲.html", lambda: b'<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><p>&e;' + PLAN.encode()),
    "a page in XML with entities of entities": (
        "甲.xhtml",
        lambda: b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><p>&b;' + PLAN.encode(),
    ),
    "a page with a script in its title": ("甲.html", lambda: page(_BODY, head="<title>&lt;img src=x onerror=alert(1)&gt;规划纲要</title>").encode()),
    "a page of a title of a megabyte": ("甲.html", lambda: page(_BODY, head=f"<title>{'规划' * 300_000}</title>").encode()),
    "a page with pictures inside": ("甲.html", lambda: page(f"<img src='data:image/png;base64,{'A' * 9_000_000}'>" + _BODY).encode()),
    "a page of a picture alone": ("甲.html", _html("<img src=http://127.0.0.1:9/a.png>")),
    "a page of zero bytes": ("甲.html", lambda: page(_BODY).encode().replace(b"<p>", b"<p>\0\0")),
    "a page in UTF-16 that says UTF-8": ("甲.html", lambda: page(_BODY).encode("utf-16")),
    "a page in Shift-JIS that says so": (
        "甲.html",
        lambda: page(paragraphs("計画の目標は三つ。"), around=False).replace("utf-8", "shift_jis").encode("shift_jis"),
    ),
    "a page in an encoding of files": ("甲.html", lambda: page(_BODY).replace("utf-8", "zlib_codec").encode("gb18030")),
    "a page that begins a text": ("甲.txt", lambda: page(_BODY).encode()),
    "a page named docx": ("甲.docx", lambda: page(_BODY).encode()),
    "a page cut off in a tag": ("甲.html", lambda: page(_BODY).encode()[:-900]),
    "a page of plain text to its end": ("甲.html", _html("<plaintext>" + _BODY)),
    "a page with hidden numbers": ("甲.html", _html(_BODY.replace("3座", "<i style='display:none'>9</i>3座"))),
    "a page of white space": ("甲.html", _html(" \t\n" * 500_000 + _BODY)),
    "an mht of nothing": ("甲.mht", lambda: b"MIME-Version: 1.0\r\n\r\n"),
    "an mht of parts in parts": ("甲.mht", lambda: _parts(3000)),
    "an mht of twenty parts in parts": ("甲.mht", lambda: _parts(20)),
    "an mht of broken base64": (
        "甲.mht",
        lambda: b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(page(_BODY).encode())[:-7] + b"%%%",
    ),
    "an mht of an unknown encoding": ("甲.mht", lambda: b"MIME-Version: 1.0\nContent-Type: text/html; charset=nonsense\n\n" + page(_BODY).encode()),
    "an mht of header lines": ("甲.mht", lambda: b"MIME-Version: 1.0\n" + b"X-A: b\n" * 200_000 + b"\n" + page(_BODY).encode()),
    "an mht of pictures": (
        "甲.mht",
        lambda: b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n' + b"--b\nContent-Type: image/png\n\nx\n" * 20_000,
    ),
}  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE: Family = {
    "an old workbook": ("甲.xls", lambda: _OLE + b"\0" * 600 + "Workbook".encode("utf-16-le")),
    "old slides": ("甲.ppt", lambda: _OLE + b"\0" * 600 + "PowerPoint Document".encode("utf-16-le")),
    "a locked docx": ("甲.docx", lambda: _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")),
    "a doc of nothing": ("甲.doc", lambda: _OLE),
    "an rtf of groups in groups": ("甲.rtf", lambda: b"{\\rtf1" + b"{" * 50_000 + b"x"),
    "a doc with a name and no text": ("甲.doc", lambda: _OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le")),
    "an rtf with a picture elsewhere": ("甲.rtf", lambda: rb'{\rtf1\ansi{\field{\*\fldinst INCLUDEPICTURE "http://127.0.0.1:9/a.png"}}\u26519?5}'),
    "a flat XML of Word": ("甲.doc", lambda: b'<?xml version="1.0"?><pkg:package xmlns:pkg="x"/>'),
}  # fmt: skip
