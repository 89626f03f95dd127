"""Which reader a file is given to: its content decides first, its name only where the content says nothing."""

from __future__ import annotations

import hashlib
import re

from gangyao.core.document.document import Hint, RawText, Source
from gangyao.ingest.docx import read_docx
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.html import looks_like_html, read_html
from gangyao.ingest.limits import MB, Limits
from gangyao.ingest.ofd import looks_like_ofd, read_ofd
from gangyao.ingest.pdf import read_pdf
from gangyao.ingest.txt import read_txt

READABLE = "docx、pdf、ofd、html 和 txt"
_LONGEST_NAME = 200
_VISIBLE = re.compile(r"[^\s\u200b-\u200f\u2060\ufeff\ufffc\x00-\x1f]")
_SAVE_AS_DOCX = "请用 WPS 或 Word 打开，“另存为”docx 或纯文本 txt，再导入"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_CONVERT_PDF = "请用 WPS 或 Word 打开该 PDF，“另存为”docx 再导入；扫描件须先做文字识别（OCR）并核对数字"
_TYPE_OUT = "图片里没有文字，请先做文字识别（OCR），核对数字后存为 docx 或 txt 再导入"
_UNPACK = "请先解压，再导入里面的 docx 或 txt 文件"


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
    return re.sub(r"[\x00-\x1f\x7f]", "", name)[-_LONGEST_NAME:] or "未命名"


def _read(data: bytes, name: str, limits: Limits) -> tuple[str, str, str, tuple[Hint, ...]]:
    """Format, encoding, text and hints, by the reader that the content calls for."""
    if data.startswith(_ZIP) and looks_like_ofd(data):
        extracted = read_ofd(data, name, limits)
        return "ofd", "", extracted.text, extracted.hints
    if data.startswith(_ZIP):
        extracted = read_docx(data, name, limits)
        return "docx", "", extracted.text, extracted.hints
    if b"%PDF-" in data[:1024]:
        extracted = read_pdf(data, name, limits)
        return "pdf", "", extracted.text, extracted.hints
    if looks_like_html(data, name):
        extracted = read_html(data, name, limits)
        return "html", "", extracted.text, extracted.hints
    _refuse_known(data, name)
    try:
        decoded = read_txt(data, name)
    except UnreadableFile as error:
        raise _by_name(name, error) from None
    return "txt", decoded.encoding, decoded.text, ()


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
    scanned = "，可能是扫描的图片" if file_format == "docx" else ""
    return UnreadableFile(
        "blank",
        what=f"文件“{name}”里没有文字",
        why=f"读到的只有空格、换行之类的空白{scanned}",
        do="请打开原文件确认有文字；若是扫描件，先做文字识别（OCR）并核对数字，再导入",
    )


def _refuse_known(data: bytes, name: str) -> None:
    """Refuses by content what is a format of its own."""
    if data.startswith(_OLE):
        raise _ole(data, name)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = head[:600].lower()
    if head.startswith(b"{\\rtf"):
        raise _unknown(name, "RTF 文件", _SAVE_AS_DOCX)
    if lower.startswith(b"<?xml"):
        raise _unknown(name, "XML 文件", _SAVE_AS_DOCX)
    if data.startswith(_PICTURES) and not _looks_like_text(data):
        raise _unknown(name, "图片", _TYPE_OUT)
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise _unknown(name, "压缩包", _UNPACK)


def _looks_like_text(data: bytes) -> bool:
    """A text may well begin with the letters BM or RIFF; a picture has zero bytes soon after."""
    return b"\0" not in data[:64] and not data.startswith((b"\x89PNG", b"\xff\xd8\xff"))


def _ole(data: bytes, name: str) -> UnreadableFile:
    """The old Office container; the names in its directory are UTF-16."""
    if _holds(data, "EncryptedPackage"):
        return UnreadableFile(
            "encrypted-docx",
            what=f"文件“{name}”设了打开密码",
            why="它是加密的 Office 文档，没有密码读不出内容",
            do="请用 WPS 或 Word 输入密码打开，在“文件—文档加密”里去掉密码，另存为 docx 再导入",
        )
    if _holds(data, "Workbook"):
        return _unknown(name, "旧版 Excel 表格（xls）", "规划正文请用 docx 或 txt 文件导入")
    if _holds(data, "PowerPoint Document"):
        return _unknown(name, "旧版演示文稿（ppt）", "规划正文请用 docx 或 txt 文件导入")
    kind = "WPS 文字文件（wps）" if name.lower().endswith(".wps") else "旧版 Word 文档（doc）"
    return _unknown(name, kind, _SAVE_AS_DOCX)


def _holds(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


_BY_NAME = {
    "pdf": ("PDF 文件", _CONVERT_PDF),
    "ofd": ("OFD 版式文件", "请用 OFD 阅读器或 WPS 打开，转为 docx 或复制正文存为 txt，再导入"),
    "doc": ("旧版 Word 文档（doc）", _SAVE_AS_DOCX),
    "wps": ("WPS 文字文件（wps）", _SAVE_AS_DOCX),
    "rtf": ("RTF 文件", _SAVE_AS_DOCX),
    "caj": ("CAJ 文件", "请用 CAJ 阅读器打开，复制正文存为 txt，再导入"),
    "jpg": ("图片", _TYPE_OUT), "jpeg": ("图片", _TYPE_OUT), "png": ("图片", _TYPE_OUT), "bmp": ("图片", _TYPE_OUT),
    "tif": ("图片", _TYPE_OUT), "tiff": ("图片", _TYPE_OUT), "webp": ("图片", _TYPE_OUT), "heic": ("图片", _TYPE_OUT),
    "rar": ("压缩包", _UNPACK), "7z": ("压缩包", _UNPACK), "gz": ("压缩包", _UNPACK), "zip": ("压缩包", _UNPACK),
}  # fmt: skip


def _by_name(name: str, error: UnreadableFile) -> UnreadableFile:
    """Where the bytes are nothing known, the extension says what the file was meant to be."""
    extension = name.rpartition(".")[2].lower()
    if error.code == "not-text" and extension in ("docx", "docm", "dotx"):
        return UnreadableFile(
            "broken-docx",
            what=f"文件“{name}”打不开",
            why="名字是 Word 文档，内容却不是（docx 应以 PK 开头），可能损坏、未下载完，或只是改了扩展名",
            do="请用 WPS 或 Word 打开确认，另存为 docx 再导入；打不开就请重新取得原文件",
        )
    if error.code == "not-text" and extension in _BY_NAME:
        return _unknown(name, *_BY_NAME[extension])
    return error


def _unknown(name: str, kind: str, do: str) -> UnreadableFile:
    return UnreadableFile(
        "unknown-format", what=f"文件“{name}”的格式不能直接读", why=f"它是{kind}，目前能读 {READABLE}", do=do
    )
