"""Which reader a file is given to: its content decides first, its name only where the content says nothing."""

from __future__ import annotations

import hashlib
import re

from gangyao.core.document.document import Hint, RawText, Source
from gangyao.ingest.docx import read_docx
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.html import looks_like_html, read_html
from gangyao.ingest.limits import MB, Limits
from gangyao.ingest.ofd import looks_like_ofd, read_ofd
from gangyao.ingest.office import find_office, read_office
from gangyao.ingest.pdf import read_pdf
from gangyao.ingest.recognition import ZIP, by_name, no_office, old_word, refuse_known
from gangyao.ingest.txt import read_txt

_LONGEST_NAME = 200
_VISIBLE = re.compile(r"[^\s\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffc\x00-\x1f\x7f-\x9f]")
_UNSEEN_IN_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def read_file(data: bytes, name: str, *, digest: bool = False, limits: Limits = Limits()) -> RawText:  # noqa: B008 - frozen
    """Reads a file's text and the structure that the file itself states.

    Args:
        data: the file's bytes.
        name: its name, with or without folders; shown in messages, e.g. "纲要.docx".
        digest: the text is a summary in other words (摘要), not the official text.
        limits: how much is read at most.

    Raises:
        UnreadableFile: the file gives no text; message says what, where, why and what to do.
    """
    name = _readable(name)
    _refuse_size(data, name, limits)
    file_format, encoding, text, hints = _read(data, name, limits)
    if not _VISIBLE.search(text):
        raise _blank(name, file_format)
    if len(text) > limits.characters:
        raise _too_long(name, len(text), limits)
    sha256 = hashlib.sha256(data).hexdigest()
    source = Source(sha256[:16], sha256, name, file_format, encoding, len(text), digest)
    return RawText(source, text, hints)


def _readable(name: str) -> str:
    """A file's name without folders and control characters; GBK names, as old zip files give them, are read as such."""
    try:
        name.encode()
    except UnicodeEncodeError:
        escaped = re.sub("[\ud800-\udc7f\udd00-\udfff]", "?", name)  # U+DC80 to U+DCFF stand for bytes
        name = escaped.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    name = re.split(r"[/\\]", name)[-1]
    return _UNSEEN_IN_NAMES.sub("", name)[-_LONGEST_NAME:] or "未命名"


def _read(data: bytes, name: str, limits: Limits) -> tuple[str, str, str, tuple[Hint, ...]]:
    """Format, encoding, text and hints, by the reader that the content calls for."""
    formatted = _read_formatted(data, name, limits)
    if formatted is not None:
        file_format, extracted = formatted
        return file_format, "", extracted.text, extracted.hints
    try:
        decoded = read_txt(data, name)
    except UnreadableFile as error:
        raise by_name(name, error) from None
    return "txt", decoded.encoding, decoded.text, ()


def _read_formatted(data: bytes, name: str, limits: Limits) -> tuple[str, Extracted] | None:
    """Format and text of what is no plain text; None for what may be one."""
    if data.startswith(ZIP):
        ofd = looks_like_ofd(data)
        return ("ofd", read_ofd(data, name, limits)) if ofd else ("docx", read_docx(data, name, limits))
    if b"%PDF-" in data[:1024]:
        return "pdf", read_pdf(data, name, limits)
    if looks_like_html(data, name):
        return "html", read_html(data, name, limits)
    refuse_known(data, name)
    extension = old_word(data, name)
    if not extension:
        return None
    if not find_office():
        raise no_office(name, extension)
    return extension, read_office(data, name, extension, limits)


def _refuse_size(data: bytes, name: str, limits: Limits) -> None:
    if not data:
        raise UnreadableFile(
            "empty",
            what=f"文件“{name}”是空的",
            why="里面没有任何内容，大小为 0 字节，可能没有下载完或保存失败",
            do="请打开原文件确认有内容，重新保存或下载后再导入",
        )
    if len(data) > limits.file:
        raise UnreadableFile(
            "too-large",
            what=f"文件“{name}”太大",
            why=f"有 {len(data) / MB:.1f} MB，超过 {limits.file / MB:g} MB 的上限，多半是因为图片",
            do="请删去其中的图片后另存为 docx，或另存为纯文本 txt，再导入",
        )


def _too_long(name: str, length: int, limits: Limits) -> UnreadableFile:
    return UnreadableFile(
        "too-long",
        what=f"文件“{name}”的文字太多",
        why=f"有 {length / 10_000:.0f} 万个字符，超过 {limits.characters / 10_000:g} 万的上限，比任何一份规划都长得多",
        do="请确认选对了文件；若里面有几份规划，请分开存为几个文件，再导入",
    )


def _blank(name: str, file_format: str) -> UnreadableFile:
    scanned = "" if file_format in ("txt", "html") else "，可能是扫描的图片"
    return UnreadableFile(
        "blank",
        what=f"文件“{name}”里没有文字",
        why=f"读到的只有空格、换行之类的空白{scanned}",
        do="请打开原文件确认有文字；若是扫描件，先做文字识别（OCR）并核对数字，再导入",
    )
