"""Plain text: bytes to characters, whatever editor saved it.

Windows editors save Chinese text as GBK (a part of GB18030-2022), UTF-8 with a byte order mark, or UTF-16 ("Unicode");
everything else saves UTF-8. No encoding is guessed by language statistics: UTF-8 either fits exactly or it does not,
and GB18030 is believed only where most of what it yields are everyday characters.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from attrs import frozen

from gangyao.ingest.errors import UnreadableFile

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"utf-8": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32", "gb18030": "GB18030（GBK）"}
_CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]")
_CONTROLS_BORNE = 0.002  # copies from PDF leave a few; programs and pictures have one in ten and more
_EVERYDAY_SHARE = 0.5  # GB 2312 holds over 95 % of a plan's characters, about 30 % of random GBK pairs
_DAMAGE_BORNE = 0.1  # fewer faults than this in UTF-8 are damage; GBK read as UTF-8 is nearly all faults
_ODD_BORNE = 0.01  # private and unassigned characters in a GB18030 text: names in a font of their own
_SAVE_AS = "请用记事本或 WPS 打开确认内容正常，再“另存为”，编码选 UTF-8，然后重新导入"


@frozen
class Decoded:
    """The characters of a text file.

    Attributes:
        text: the decoded text, byte order mark removed, line ends unchanged.
        encoding: how it was read, e.g. "utf-8", "gb18030", "utf-16".
    """

    text: str
    encoding: str


def read_txt(data: bytes, name: str) -> Decoded:
    """Decodes a text file; raises UnreadableFile ("not-text", "damaged-text") where it is none."""
    text, encoding = _decode(data, name)
    _refuse_controls(text, name)
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], data, encoding, name), encoding
    if b"\0" in data:
        encoding = utf16_without_mark(data)
        if encoding:
            return data.decode(encoding), "utf-16"
        raise _not_text(name, _why_zero(data))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error, name)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _not_text(name, f"按 UTF-8 和 GB18030（GBK）都解不开，后者在第 {error.start + 1} 个字节处出错") from None
    if not is_everyday_chinese(text):
        raise _not_text(name, "按 GB18030（GBK）解出的多半是生僻字或未定义的字符，可能是程序、图片或别的编码")
    return text, "gb18030"


def _decode_marked(rest: bytes, data: bytes, encoding: str, name: str) -> str:
    """Decodes a text whose first bytes name its encoding."""
    try:
        return rest.decode("utf-8") if encoding == "utf-8" else data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            _refuse_damaged_utf8(rest, error, name)
        why = f"开头的标记说它是 {_NAMES[encoding]}，但第 {error.start + 1} 个字节处不合该编码"
        raise _not_text(name, why) from None


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> None:
    """A UTF-8 text with a few faults would come out of GB18030 as nonsense; it is named instead."""
    lenient = data.decode("utf-8", errors="replace")
    beyond_ascii = len(lenient) - sum(map(str.isascii, lenient))
    faults = lenient.count("\ufffd")
    if beyond_ascii < 3 or faults > max(1, _DAMAGE_BORNE * beyond_ascii) or faults * 2 > beyond_ascii:
        return
    line = data.count(b"\n", 0, error.start) + 1
    raise UnreadableFile(
        "damaged-text",
        what=f"文件“{name}”有损坏",
        why=f"它是 UTF-8 文本，但第 {line} 行（第 {error.start + 1} 个字节）起有 {faults} 处不成字，可能没有下载完",
        do="请重新取得原文件再导入；若只有这一份，" + _SAVE_AS.removeprefix("请"),
    )


def is_everyday_chinese(text: str) -> bool:
    """Most characters beyond ASCII are in GB 2312, and hardly any is private or unassigned."""
    beyond = "".join(char for char in text if not char.isascii())
    everyday = len(beyond.encode("gb2312", errors="ignore")) // 2
    odd = sum(unicodedata.category(char) in ("Co", "Cn") for char in beyond)
    return everyday >= _EVERYDAY_SHARE * len(beyond) and odd <= _ODD_BORNE * len(beyond)


def utf16_without_mark(data: bytes) -> str:
    """The byte order of UTF-16 that lacks its mark; "" where it is not certain.

    Line ends, digits and spaces have a zero byte. Read in one order the text is everyday Chinese without control
    characters, in the other it is not.
    """
    fits = [encoding for encoding in ("utf-16-le", "utf-16-be") if _is_chinese_in(data, encoding)]
    return fits[0] if len(fits) == 1 and b"\0" in data else ""


def _is_chinese_in(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    plain = "\0" not in text and len(_CONTROL.findall(text)) <= _CONTROLS_BORNE * len(text)
    return plain and not text.isascii() and is_everyday_chinese(text)


def _refuse_controls(text: str, name: str) -> None:
    if "\0" in text:
        raise _not_text(name, "里面有零字节，文本文件中不会出现")
    controls = len(_CONTROL.findall(text))
    if controls > _CONTROLS_BORNE * len(text):
        raise _not_text(name, f"{len(text)} 个字符里有 {controls} 个控制字符，文本文件中不会这样")


def _why_zero(data: bytes) -> str:
    """Zero bytes at every second place are UTF-16 without its mark."""
    head = data[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) == 0 and max(even, odd) * 50 > len(head):
        return "里面有零字节，可能是不带标记（BOM）的 UTF-16 文本，但不能确定"
    return "里面有零字节，文本文件中不会出现，可能是程序、图片或压缩包"


def _not_text(name: str, why: str) -> UnreadableFile:
    return UnreadableFile("not-text", what=f"文件“{name}”不是文本", why=why, do=f"如果它确实是文本，{_SAVE_AS}")
