"""Text files in every encoding that Chinese editors save."""

from __future__ import annotations

import hashlib

import pytest
from docx_parts import docx, paragraph
from hypothesis import given
from hypothesis import strategies as st

from gangyao.ingest.bundled import bundled
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.readers import read_file

_WORDS = "第一章 目标\r\n到2025年，茶园面积达到１２万亩“以上”。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (_WORDS.encode("utf-8"), "utf-8"),
        (_WORDS.encode("utf-8-sig"), "utf-8"),
        (_WORDS.encode("gbk"), "gb18030"),
        (_WORDS.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + _WORDS.encode("utf-16-be"), "utf-16"),
        (_WORDS.encode("utf-32"), "utf-32"),
    ],
)
def test_the_same_words_come_out_of_every_encoding_with_line_ends_unchanged(data: bytes, encoding: str) -> None:
    raw = read_file(data, "/tmp/规划.txt")
    assert raw.text == _WORDS
    assert (raw.source.encoding, raw.source.format, raw.source.name) == (encoding, "txt", "规划.txt")
    assert raw.source.characters == len(_WORDS) and not raw.source.digest and raw.hints == ()
    assert raw.source.sha256 == hashlib.sha256(data).hexdigest()


def test_rare_characters_of_names_are_read_from_gb18030() -> None:
    words = "村名有“㙟”和“𬒈”，建成水渠3条。"
    assert read_file(words.encode("gb18030"), "规划.txt").text == words


def test_a_few_control_characters_left_by_a_pdf_copy_are_borne() -> None:
    words = "建成泵站3座。\x0c" * 400 + "\x07"
    assert read_file(words.encode(), "规划.txt").text == words


def test_a_text_without_any_chinese_is_a_text() -> None:
    assert read_file(b"12 pumps by 2025\n", "a").text == "12 pumps by 2025\n"


@given(
    st.text(st.characters(codec="gb18030", categories=("L", "N", "P", "Zs")), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_any_words_in_utf8_come_out_as_they_went_in(words: str, encoding: str) -> None:
    try:
        assert read_file(words.encode(encoding), "a.txt").text == words.removeprefix("\ufeff")
    except UnreadableFile as error:
        assert error.code in ("blank", "unknown-format")


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.docx", "a", "a.pdf"]))
def test_any_bytes_give_a_text_or_a_reason(data: bytes, name: str) -> None:
    try:
        raw = read_file(data, name)
    except UnreadableFile as error:
        assert error.message and error.code
    else:
        assert raw.source.characters == len(raw.text)


@given(st.data())
def test_a_docx_with_any_bytes_changed_gives_a_text_or_a_reason(data: st.DataObject) -> None:
    whole = bytearray(docx(paragraph("建成泵站3座。") * 5, styles="", numbering=""))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=4)):
        whole[place] = data.draw(st.integers(0, 255))
    try:
        raw = read_file(bytes(whole), "a.docx")
    except UnreadableFile as error:
        assert error.message
    else:
        assert all(0 <= hint.start < hint.end <= len(raw.text) for hint in raw.hints)


def test_bundled_folders_are_found_and_other_names_refused() -> None:
    assert bundled("vocabulary").joinpath("units.yaml").is_file()
    with pytest.raises(ValueError, match="secrets"):
        bundled("secrets")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_where_only_one_byte_order_gives_chinese(encoding: str) -> None:
    words = "一、发展基础\r\n　　2020年，全县一般公共预算收入12亿元。\r\n"
    assert read_file(words.encode(encoding), "规划.txt").text == words
