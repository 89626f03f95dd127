"""What is said of a docx that gives no text."""

from __future__ import annotations

from gangyao.ingest.apart import Refused
from gangyao.ingest.errors import UnreadableFile

_SAVE_AGAIN = "请用 WPS 或 Word 打开该文件，“另存为”docx 再导入；打不开就请重新取得原文件"
_UNPACK = "请先解压，再导入里面的文件"
_RESAVE = "请用原来的软件打开，另存为 docx 或 txt 再导入"


def refusal(refused: Refused, name: str) -> UnreadableFile:
    """The message for the person who chose the file."""
    code, what, why, do = _WORDS[refused.code]
    if code == "not-docx" and "zip" in refused.detail:
        do = _UNPACK
    return UnreadableFile(code, what=what.format(name=name), why=why.format(detail=refused.detail), do=do)


_WORDS = {
    "broken-zip": (
        "broken-zip",
        "文件“{name}”打不开",
        "它是 docx 一类的压缩格式，但压缩结构不完整，可能没有下载完或传输中损坏",
        _SAVE_AGAIN,
    ),
    "broken-part": ("broken-docx", "文件“{name}”打不开", "{detail}，文件可能损坏", _SAVE_AGAIN),
    "encrypted-zip": (
        "encrypted-docx",
        "文件“{name}”设了密码",
        "它是加密的压缩格式，没有密码读不出内容",
        "请用原来的软件输入密码打开，去掉密码后另存为 docx 再导入",
    ),
    "zip-bomb": (
        "zip-bomb",
        "文件“{name}”没有打开",
        "{detail}，正常的规划文档不会这样，可能是恶意文件",
        "请核实文件来源；如确属正常，请用 WPS 或 Word 打开，删去图片和附件，另存为纯文本 txt 再导入",
    ),
    "forbidden-xml": (
        "forbidden-xml",
        "文件“{name}”没有打开",
        "{detail}，Word 和 WPS 从不这样写，可能是恶意文件",
        "请核实文件来源；如确属正常，请用 WPS 或 Word 打开，另存为 docx 再导入",
    ),
    "not-docx": ("not-docx", "文件“{name}”不是 Word 文档", "它是{detail}", _RESAVE),
}
