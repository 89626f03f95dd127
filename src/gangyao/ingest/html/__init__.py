"""Web pages (html, htm, mht): the text of the page without what the site puts around it.

    bytes ──mhtml, decoding──▶ characters ──page──▶ tree ──main_content──▶ the part with the text
                                                              blocks, tables ──▶ lines ──writing──▶ Extracted

Nothing that a page refers to is fetched. What is left out: menus, breadcrumbs, share bars, related links, footers,
scripts, hidden elements, pictures.
"""

from __future__ import annotations

import re

from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.html.blocks import lines_of
from gangyao.ingest.html.decoding import decode_html
from gangyao.ingest.html.main_content import main_content
from gangyao.ingest.html.mhtml import is_mhtml, page_of
from gangyao.ingest.html.page import Page, parse_page
from gangyao.ingest.html.writing import write
from gangyao.ingest.limits import Limits

__all__ = ["looks_like_html", "read_html"]

_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|frameset|div|article|table|p|br|h[1-6]|span|font|center)\b", re.I
)
_START = re.compile(
    rb"(?:(?:<\?xml[^>]{0,200}>|<!--.{0,4000}?-->)\s*){0,9}<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S
)
_SHORTEST = 30  # characters; a page with less of a text is a shell


def looks_like_html(data: bytes, name: str) -> bool:
    """Whether the bytes are a web page: they begin as one, or are named so and hold its tags."""
    head = data[:8192].removeprefix(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\0" in head[:64]:
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    named = name.lower().endswith((".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"))
    return bool(_START.match(head.lstrip()) or (named and _TAG.search(head))) or is_mhtml(data)


def read_html(data: bytes, name: str, limits: Limits = Limits()) -> Extracted:  # noqa: B008 - frozen
    """Extracts the text of a web page; raises UnreadableFile where it is a shell, too complex, or no text."""
    charset = ""
    if is_mhtml(data):
        data, charset = page_of(data, name)
    page = parse_page(decode_html(data, charset, name), name, limits)
    extracted = write(lines_of(main_content(page.body)), page.title)
    _refuse_shell(page, extracted, name)
    if "\ufffd" in extracted.text:
        raise _damaged(name, extracted.text)
    return extracted


def _refuse_shell(page: Page, extracted: Extracted, name: str) -> None:
    visible = len(re.sub(r"\s", "", extracted.text)) - len(re.sub(r"\s", "", page.title))
    if not page.is_shell or visible >= _SHORTEST or "。" in extracted.text:
        return
    raise UnreadableFile(
        "web-shell",
        what=f"网页“{name}”里没有正文",
        why="它只是一个外壳，正文由脚本载入，或放在框架、别的页面里（如“阅读全文”）",
        do="请在浏览器中打开，等正文显示后“另存为”完整网页（html）或单个文件（mht），"
        "或复制正文粘贴到记事本存为 txt，再导入",
    )


def _damaged(name: str, text: str) -> UnreadableFile:
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return UnreadableFile(
        "damaged-text",
        what=f"网页“{name}”有损坏",
        why=f"正文第 {line} 行起有 {text.count(chr(0xFFFD))} 处不成字，可能没有保存完，或保存时编码弄错",
        do="请在浏览器中重新打开原网页，确认显示正常，“另存为”完整网页（html）再导入",
    )
