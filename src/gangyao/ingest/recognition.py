"""What a file is by its content, and what is said of one that is recognised and not read."""

from __future__ import annotations

from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.office import find_office

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_READ = "docx、pdf、ofd、网页（html、mht）和 txt"
_OLD_WORD = {"doc": "旧版 Word 文档（doc）", "wps": "WPS 文字文件（wps）", "rtf": "RTF 文件"}
_SAVE_AS_DOCX = "请用 WPS 或 Word 打开，“另存为”docx 或纯文本 txt，再导入"
_TEXT_ONLY = "规划正文请用 docx 或 txt 文件导入"
_TYPE_OUT = "图片里没有文字，请先做文字识别（OCR），核对数字后存为 docx 或 txt 再导入"
_UNPACK = "请先解压，再导入里面的文件"
_BY_NAME = {
    "caj": ("CAJ 文件", "请用 CAJ 阅读器打开，复制正文存为 txt，再导入"),
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic"), ("图片", _TYPE_OUT)),
    **dict.fromkeys(("rar", "7z", "gz", "zip"), ("压缩包", _UNPACK)),
}
_CLAIMED = {
    "pdf": "PDF 文件", "ofd": "OFD 文件", "html": "网页", "htm": "网页", "mht": "网页", "doc": "Word 文档", "wps": "WPS 文档",
    "rtf": "RTF 文件",
}  # fmt: skip


def old_word(data: bytes, name: str) -> str:
    """Which of the old formats of Word a file has: "doc", "wps", "rtf"; "" for none."""
    if data[:64].lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_OLE):
        return "wps" if name.lower().endswith(".wps") else "doc"
    return ""


def no_office(name: str, extension: str) -> UnreadableFile:
    """An old Word document on a machine without LibreOffice."""
    do = f"{_SAVE_AS_DOCX}；服务器上装有 LibreOffice 时，doc、wps、rtf 可以直接导入"
    return _unknown(name, _OLD_WORD[extension], do)


def refuse_known(data: bytes, name: str) -> None:
    """Refuses by content what is a format of its own and not read."""
    if data.startswith(_OLE):
        _refuse_ole(data, name)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:5].lower() == b"<?xml":
        raise _unknown(name, "XML 文件", _SAVE_AS_DOCX)
    if data.startswith(_PICTURES) and not _looks_like_text(data):
        raise _unknown(name, "图片", _TYPE_OUT)
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise _unknown(name, "压缩包", _UNPACK)


def _looks_like_text(data: bytes) -> bool:
    """A text may well begin with the letters BM or RIFF; a picture has zero bytes soon after."""
    return b"\0" not in data[:64] and not data.startswith((b"\x89PNG", b"\xff\xd8\xff"))


def _refuse_ole(data: bytes, name: str) -> None:
    """The old Office container holds more than Word; the names in its directory are UTF-16."""
    if _holds(data, "EncryptedPackage"):
        raise UnreadableFile(
            "encrypted-docx",
            what=f"文件“{name}”设了打开密码",
            why="它是加密的 Office 文档，没有密码读不出内容",
            do="请用 WPS 或 Word 输入密码打开，在“文件—文档加密”里去掉密码，另存为 docx 再导入",
        )
    if _holds(data, "Workbook"):
        raise _unknown(name, "旧版 Excel 表格（xls）", _TEXT_ONLY)
    if _holds(data, "PowerPoint Document"):
        raise _unknown(name, "旧版演示文稿（ppt）", _TEXT_ONLY)
    if not _holds(data, "WordDocument"):
        raise UnreadableFile(
            "broken-doc",
            what=f"文件“{name}”打不开",
            why="它是旧版 Office 的文件格式，里面却找不到 Word 正文，文件可能损坏、未下载完，或是别的软件存的",
            do=_SAVE_AS_DOCX,
        )


def _holds(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def by_name(name: str, error: UnreadableFile) -> UnreadableFile:
    """Where the bytes are nothing known, the extension says what the file was meant to be."""
    extension = name.rpartition(".")[2].lower()
    if error.code != "not-text":
        return error
    if extension in ("docx", "docm", "dotx"):
        return UnreadableFile(
            "broken-docx",
            what=f"文件“{name}”打不开",
            why="名字是 Word 文档，内容却不是（docx 应以 PK 开头），可能损坏、未下载完，或只是改了扩展名",
            do="请用 WPS 或 Word 打开确认，另存为 docx 再导入；打不开就请重新取得原文件",
        )
    if extension in _BY_NAME:
        return _unknown(name, *_BY_NAME[extension])
    if extension in _CLAIMED:
        return UnreadableFile(
            "mislabelled",
            what=f"文件“{name}”打不开",
            why=f"名字是{_CLAIMED[extension]}，内容却不是，可能损坏、未下载完，或只是改了扩展名",
            do="请用原来的软件打开确认，重新取得原文件，或另存为 docx 再导入",
        )
    return error


def _unknown(name: str, kind: str, do: str) -> UnreadableFile:
    readable = _READ.replace("docx", "docx、doc、wps、rtf", 1) if find_office() else _READ
    return UnreadableFile(
        "unknown-format", what=f"文件“{name}”的格式不能直接读", why=f"它是{kind}，目前能读 {readable}", do=do
    )
