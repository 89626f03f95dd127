"""Web pages saved as a single file (mht, RFC 2557): the page is one part of a mail message."""

from __future__ import annotations

import email
import re
from email.errors import InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect
from email.message import Message

from gangyao.ingest.errors import UnreadableFile

_START = re.compile(rb"\s*(?:(?:[\w-]{2,40}:|[ \t])[^\n]{0,400}\n){0,20}?mime-version\s*:", re.IGNORECASE)
_MOST_PARTS = 5000
_DAMAGE = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect)


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes begin with the head of such a message."""
    return bool(_START.match(data[:4096]))


def page_of(data: bytes, name: str) -> tuple[bytes, str]:
    """The first page of the message and the encoding its head states ("" for none)."""
    try:
        message = email.message_from_bytes(data) if data.count(b"\nContent-Type:") <= _MOST_PARTS else None
        for part in message.walk() if message else ():
            page = _page(part)
            if page:
                return page, str(part.get_content_charset() or "")
    except (RecursionError, ValueError, LookupError, AttributeError):
        pass  # a message that is built to confuse gives no page
    raise UnreadableFile(
        "blank",
        what=f"文件“{name}”里没有网页正文",
        why="它是单个文件网页（mht），里面却找不到可读的网页，可能没有保存完",
        do="请在浏览器中重新打开原网页，“另存为”完整网页（html），再导入",
    )


def _page(part: Message) -> bytes:
    if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return b""
    payload = part.get_payload(decode=True)
    damaged = any(isinstance(defect, _DAMAGE) for defect in part.defects)
    return payload if isinstance(payload, bytes) and not damaged else b""
