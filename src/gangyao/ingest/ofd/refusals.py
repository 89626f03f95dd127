"""What is said of an OFD file that gives no text."""

from __future__ import annotations

from gangyao.ingest.apart import Refused
from gangyao.ingest.errors import UnreadableFile

_FROM_SOURCE = "请向制作单位要 docx 原文件导入"
_OCR = "请先做文字识别（OCR），核对数字后存为 docx 或 txt 再导入，或" + _FROM_SOURCE.removeprefix("请")
_SAVE_AGAIN = "请用 OFD 阅读器或 WPS 打开确认，转为 docx 再导入；打不开就请重新取得原文件"


def refusal(refused: Refused, name: str) -> UnreadableFile:
    """The message for the person who chose the file."""
    code, what, why, do = _WORDS[refused.code]
    return UnreadableFile(code, what=what.format(name=name), why=why.format(detail=refused.detail), do=do)


_WORDS = {
    "scanned-pdf": ("scanned-ofd", "OFD 文件“{name}”是扫描件", "它有 {detail} 页只是图片，没有可以读取的文字", _OCR),
    "empty-pdf": (
        "empty-ofd",
        "OFD 文件“{name}”里没有文字",
        "它的 {detail} 页都是空白或只有图形",
        "请打开原文件确认有文字；若文字是画成图形的，" + _OCR.removeprefix("请"),
    ),
    "unmapped-fonts": (
        "unmapped-fonts",
        "OFD 文件“{name}”的文字读不出来",
        "它只存了字形，没有文字编码，只能看，不能复制出文字",
        _OCR,
    ),
    "encrypted-zip": (
        "encrypted-ofd",
        "OFD 文件“{name}”设了打开密码",
        "没有密码读不出内容",
        "请用 OFD 阅读器输入密码打开，去掉密码后另存，或转为 docx 再导入",
    ),
    "broken-zip": (
        "broken-zip",
        "OFD 文件“{name}”打不开",
        "它的压缩结构不完整，可能没有下载完或传输中损坏",
        _SAVE_AGAIN,
    ),
    "broken-part": ("broken-ofd", "OFD 文件“{name}”打不开", "{detail}，文件可能损坏", _SAVE_AGAIN),
    "zip-bomb": (
        "zip-bomb",
        "OFD 文件“{name}”没有打开",
        "{detail}，正常的规划文档不会这样，可能是恶意文件",
        "请核实文件来源；如确属正常，请用 OFD 阅读器打开，复制正文存为 txt 再导入",
    ),
    "forbidden-xml": (
        "forbidden-xml",
        "OFD 文件“{name}”没有打开",
        "{detail}，标准不允许这样写，可能是恶意文件",
        "请核实文件来源；如确属正常，请用 OFD 阅读器打开，转为 docx 再导入",
    ),
    "too-many-pages": (
        "too-many-pages",
        "OFD 文件“{name}”页数太多",
        "有 {detail} 页，一份规划不会有这么多",
        "请只保留规划正文的页，另存后再导入",
    ),
    "too-complex": (
        "too-complex",
        "OFD 文件“{name}”读不下来",
        "它的内容过于庞大或异常，超过了时间或内存的上限",
        _SAVE_AGAIN,
    ),
}
