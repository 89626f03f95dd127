"""What is said of a PDF that gives no text."""

from __future__ import annotations

from gangyao.ingest.errors import UnreadableFile

_FROM_SOURCE = "请向制作单位要 docx 原文件导入"
_OCR = "请先做文字识别（OCR），核对数字后存为 docx 或 txt 再导入，或" + _FROM_SOURCE.removeprefix("请")
_SAVE_AGAIN = "请用 WPS 或浏览器打开确认，重新下载或另存为 docx 再导入"


def refusal(code: str, name: str, detail: str) -> UnreadableFile:
    """The message for the person who chose the file."""
    what, why, do = _WORDS[code]
    return UnreadableFile(code, what=what.format(name=name), why=why.format(detail=detail), do=do)


_WORDS = {
    "scanned-pdf": (
        "PDF 文件“{name}”是扫描件",
        "它有 {detail} 页只是图片，没有可以读取的文字",
        _OCR,
    ),
    "encrypted-pdf": (
        "PDF 文件“{name}”设了打开密码",
        "没有密码读不出内容",
        "请用 WPS 或 PDF 阅读器输入密码打开，去掉密码后另存，再导入",
    ),
    "broken-pdf": (
        "PDF 文件“{name}”打不开",
        "它不完整或已损坏，可能没有下载完",
        _SAVE_AGAIN,
    ),
    "empty-pdf": (
        "PDF 文件“{name}”里没有文字",
        "它的 {detail} 页都是空白或只有图形",
        "请打开原文件确认有文字；若文字是画成图形的，" + _OCR.removeprefix("请"),
    ),
    "too-many-pages": (
        "PDF 文件“{name}”页数太多",
        "有 {detail} 页，一份规划不会有这么多",
        "请只保留规划正文的页，另存后再导入",
    ),
    "unmapped-fonts": (
        "PDF 文件“{name}”的文字读不出来",
        "它的字体没有文字编码，只能看，不能复制出文字",
        _OCR,
    ),
    "too-complex": (
        "PDF 文件“{name}”读不下来",
        "它的内容过于庞大或异常，超过了时间或内存的上限",
        _SAVE_AGAIN,
    ),
}
