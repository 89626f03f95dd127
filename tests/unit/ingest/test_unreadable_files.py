"""Every way in which a file cannot be read has a code and a message that says what, where, why and what to do."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile

import pytest
from docx_parts import contained, docx, paragraph, zipped

from gangyao.ingest.errors import CODES, UnreadableFile
from gangyao.ingest.limits import Limits
from gangyao.ingest.readers import read_file

_DTD = b'<?xml version="1.0"?><!DOCTYPE w:document [%s]>'
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def refusal(data: bytes, name: str = "规划.docx", limits: Limits | None = None) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_file(data, name, limits=limits or Limits())
    error = caught.value
    assert f"“{name}”" in error.message and "请" in error.message and error.message.endswith("。")
    assert str(error) == error.message and error.code in CODES
    return error


def test_an_empty_file_is_named_as_empty() -> None:
    error = refusal(b"", "空.txt")
    assert error.code == "empty" and "0 字节" in error.message


@pytest.mark.parametrize("data", [b" \r\n\t", "\ufeff\u3000\n\u200b".encode(), docx(paragraph("") * 3)])
def test_a_file_of_white_space_only_holds_no_text(data: bytes) -> None:
    assert refusal(data).code == "blank"


def test_a_docx_of_pictures_only_is_said_to_be_a_scan() -> None:
    assert "OCR" in refusal(docx(paragraph("<w:r><w:drawing/></w:r>"))).message


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0", "零字节"),
        (bytes(range(1, 32)) * 20, "控制字符"),
        (b"\xff\x81\xff\xff\x80 abc", "GB18030"),
        ("造林面积二万亩".encode("gbk")[:-1], "GB18030"),
        ("縣鄉發展綱要，農業產值增長，學校醫療衛生體系建設".encode("big5"), "生僻字"),
        (("新增就业3000人\n".encode("utf-16-le") * 3)[:-1], "UTF-16"),
        (b"\xff\xfe" + "水利".encode("utf-16-le") + b"\x01", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, why: str) -> None:
    error = refusal(data, "规划.txt")
    assert error.code == "not-text" and why in error.message


def test_a_damaged_utf8_text_is_not_read_as_gbk_nonsense_but_named_with_the_line() -> None:
    words = "第一行写农业。\n第二行写工业。\n".encode()
    error = refusal(words[:-5] + b"\xff" + words[-5:] + "第三行写水利。".encode() * 9, "规划.txt")
    assert error.code == "damaged-text" and "第 2 行" in error.message


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b'<?xml version="1.0"?><pkg/>', "规划.doc", "XML"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "规划.txt", "图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "规划.jpg", "图片"),
        (b"Rar!\x1a\x07\0", "规划.rar", "压缩包"),
        (_OLE + "Workbook".encode("utf-16-le"), "规划.xls", "Excel"),
        (b"CAJ\0\0\0\0\x01", "规划.caj", "CAJ"),
    ],
)
def test_a_format_that_is_not_read_is_called_by_its_name_with_the_way_out(data: bytes, name: str, kind: str) -> None:
    error = refusal(data, name)
    assert error.code == "unknown-format" and kind in error.message
    assert any(way in error.message for way in ("另存为", "存为", "解压", "导入"))


def test_a_docx_behind_a_password_is_said_to_be_encrypted() -> None:
    error = refusal(_OLE + "EncryptedPackage".encode("utf-16-le"))
    assert error.code == "encrypted-docx" and "密码" in error.message


def test_a_text_that_begins_like_a_picture_is_still_a_text() -> None:
    assert read_file("BM项目建成3座泵站。".encode(), "规划.txt").text.startswith("BM")


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_cut_off_zip_is_broken(cut: float) -> None:
    data = docx(paragraph("甲。"))
    assert refusal(data[: int(len(data) * cut)]).code == "broken-zip"


def test_bytes_that_are_no_docx_under_a_docx_name_are_named_so() -> None:
    error = refusal(b"\0\1\2\3\xff\xfa" * 9)
    assert error.code == "broken-docx" and "扩展名" in error.message


@pytest.mark.parametrize(("part", "kind"), [("xl/workbook.xml", "xlsx"), ("content.xml", "odt"), ("a.txt", "压缩包")])
def test_a_zip_that_is_no_docx_is_called_what_it_is(part: str, kind: str) -> None:
    error = refusal(zipped({part: b"x"}))
    assert error.code == "not-docx" and kind in error.message


@pytest.mark.parametrize(
    "document", [b"<w:document>", contained("document", ""), b"no xml", contained("document", "<w:body><w:p></w:body>")]
)
def test_a_docx_whose_body_is_no_whole_xml_is_broken(document: bytes) -> None:
    error = refusal(docx("", document=document))
    assert error.code == "broken-docx" and "word/document.xml" in error.message


def test_a_docx_without_its_body_is_broken() -> None:
    assert refusal(zipped({"word/styles.xml": b"<a/>"})).code == "broken-docx"


def test_bytes_changed_inside_a_docx_are_found_by_its_checksums() -> None:
    data = bytearray(docx(paragraph("甲乙丙丁。" * 200)))
    place = data.index(b"word/document.xml") + len("word/document.xml") + 40
    data[place] ^= 0xFF
    assert refusal(bytes(data)).code == "broken-docx"


@pytest.mark.parametrize(
    "subset",
    [
        b'<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">',
        b'<!ENTITY x SYSTEM "file:///etc/passwd">',
        b'<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;',
        b"",
    ],
)
def test_a_part_with_a_dtd_is_refused_before_anything_of_it_is_used(subset: bytes) -> None:
    plain = contained("document", f"<w:body>{paragraph('甲。')}</w:body>").partition(b"?>")[2]
    assert refusal(docx("", document=_DTD % subset + plain)).code == "forbidden-xml"


def test_a_dtd_is_refused_in_another_encoding_and_in_a_side_part_too() -> None:
    plain = contained("document", f"<w:body>{paragraph('甲。')}</w:body>").partition(b"?>")[2]
    wide = ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a []>' + plain.decode()).encode("utf-16")
    assert refusal(docx("", document=wide)).code == "forbidden-xml"
    parts = {"_rels/.rels": b"<!DOCTYPE Relationships []><Relationships/>", "word/document.xml": plain}
    assert refusal(zipped(parts)).code == "forbidden-xml"


def test_a_file_over_the_limit_is_refused_with_its_size_and_the_limit() -> None:
    error = refusal("水利。".encode() * 100, "规划.txt", Limits(file=500))
    assert error.code == "too-large" and "MB" in error.message


def test_a_zip_that_would_expand_over_the_limit_is_refused() -> None:
    assert refusal(docx(paragraph("甲" * 9000)), limits=Limits(expanded=9000)).code == "zip-bomb"


def test_a_part_that_expands_too_many_times_is_refused_although_it_is_below_the_limit() -> None:
    parts = {"word/document.xml": contained("document", ""), "word/media/a.bmp": b"\0" * (20 * 1024 * 1024)}
    error = refusal(zipped(parts))
    assert error.code == "zip-bomb" and "a.bmp" in error.message


def test_a_part_that_lies_about_its_size_is_never_read_beyond_what_it_declares() -> None:
    """zipfile stops at the declared size; the checksum then gives the lie away."""
    data = bytearray(docx("", document=contained("document", " " * (60 * 1024 * 1024))))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            if struct.unpack_from("<I", data, place + offset)[0] > 50_000_000:
                struct.pack_into("<I", data, place + offset, 4000)
    tracemalloc.start()
    assert refusal(bytes(data)).code == "broken-docx"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_a_container_of_very_many_files_is_refused_before_it_is_listed() -> None:
    parts = {f"f{i}": b"" for i in range(60)}
    assert refusal(zipped(parts), limits=Limits(entries=50)).code == "zip-bomb"


def test_one_paragraph_of_endless_elements_is_refused_by_their_count() -> None:
    body = paragraph("<w:r><w:t>甲</w:t></w:r>" * 3000)
    assert refusal(docx(body), limits=Limits(elements=2000)).code == "zip-bomb"
    assert read_file(docx(paragraph("甲。") * 3000), "a.docx", limits=Limits(elements=2000)).text.count("甲") == 3000


def test_very_deep_nesting_is_refused_or_read_and_never_exhausts_the_stack() -> None:
    for depth in (60, 80, 100_000):
        body = "<w:tbl><w:tr><w:tc>" * depth + paragraph("甲。") + "</w:tc></w:tr></w:tbl>" * depth
        try:
            assert "甲" in read_file(docx(body), "a.docx").text
        except UnreadableFile as error:
            assert error.code == "broken-docx"
    wrapped = paragraph("<w:hyperlink>" * 230 + "<w:r><w:t>甲。</w:t></w:r>" + "</w:hyperlink>" * 230)
    assert read_file(docx(wrapped), "a.docx").text == "甲。\n"


def test_an_encrypted_zip_entry_is_said_to_be_behind_a_password() -> None:
    data = bytearray(docx(paragraph("甲。")))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    assert refusal(bytes(data)).code == "encrypted-docx"


def test_a_large_plan_is_read_in_seconds() -> None:
    """450,000 characters, fourteen times a district's plan."""
    words = "建设高标准农田3万亩，新建泵站12座，灌溉保证率达到85%以上。"
    data = docx(paragraph(words) * 15_000)
    begun = time.perf_counter()
    assert len(read_file(data, "a.docx").text) == (len(words) + 1) * 15_000
    assert time.perf_counter() - begun < 20


def test_a_code_outside_the_list_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="CODES"):
        UnreadableFile("unheard-of", what="", why="", do="")


def test_a_docx_compressed_in_an_unknown_way_is_broken() -> None:
    data = bytearray(docx(paragraph("甲。")))
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            struct.pack_into("<H", data, place + offset, 97)
    assert refusal(bytes(data)).code == "broken-docx"


def test_a_stored_zip_is_read_like_a_deflated_one() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx(paragraph("甲。")))) as packed,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as stored,
    ):
        for entry in packed.infolist():
            stored.writestr(entry.filename, packed.read(entry))
    assert read_file(buffer.getvalue(), "a.docx").text == "甲。\n"
