"""The characters of a web page: what its bytes are is believed before what it says of itself."""

from __future__ import annotations

import codecs
import re

from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.txt import is_everyday_chinese, utf16_without_mark

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE
)
_CHINESE = ("gb2312", "gbk", "gb18030", "gb_2312-80", "hz", "hz-gb-2312", "x-gbk", "cp936")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FAULTS_BORNE = 0.02  # of what is not ASCII; menus of some sites are cut in the middle of a character
_HEAD = 8192


def decode_html(data: bytes, charset: str, name: str) -> str:
    """Decodes a page; a few faults become U+FFFD, since they may stand where nothing is read.

    Args:
        data: the page.
        charset: what a container says of it; "" for nothing.
        name: of the file, for messages.

    Raises:
        UnreadableFile: "not-text".
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    if b"\0" in data[:_HEAD]:
        encoding = utf16_without_mark(data)
        if not encoding:
            raise _not_text(name, "里面有零字节，网页中不会出现")
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, charset, name)


def _legacy(data: bytes, charset: str, name: str) -> str:
    """A page that is not clean UTF-8: as it says, in GB18030, or in UTF-8 with faults, whatever fits best."""
    found = _DECLARED.search(data[:_HEAD])
    declared = _known(charset or (found[1].decode("ascii") if found else ""))
    best, fewest = "", _FAULTS_BORNE
    for encoding in filter(None, (declared, "gb18030", "utf-8")):
        text = data.decode(encoding, "replace")
        beyond = sum(not char.isascii() for char in text)
        faults = text.count("\ufffd") / max(beyond, 1)
        if encoding == "gb18030" and not is_everyday_chinese(text):
            continue
        if faults < fewest:
            best, fewest = text, faults
        if not faults:
            break
    if not best:
        raise _not_text(name, "按它自己写明的编码、UTF-8 和 GB18030（GBK）都解不开")
    return best


def _known(charset: str) -> str:
    """Python's name of a declared encoding of text; "" where it is none, or UTF-8, or one that fits anything."""
    if charset.lower() in _CHINESE:
        return "gb18030"
    try:
        known = codecs.lookup(charset)
    except (LookupError, ValueError):
        return ""
    single = known.name.startswith(("iso8859", "cp125", "ascii", "latin", "utf", "koi8", "mac"))
    return known.name if known._is_text_encoding and not single else ""


def _not_text(name: str, why: str) -> UnreadableFile:
    return UnreadableFile(
        "not-text",
        what=f"网页“{name}”的文字读不出来",
        why=why,
        do="请在浏览器中打开确认显示正常，“另存为”完整网页（html）或复制正文存为 txt，再导入",
    )
