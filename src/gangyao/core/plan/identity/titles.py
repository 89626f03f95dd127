"""The title of a document: put together from its lines, out of the notice that issued it, or from its first words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gangyao.core.document.document import Document, NodeKind
from gangyao.core.document.folding import fold

_KIND = r"(?:规划(?:纲要|大纲)?|纲要|报告|计划|建议|意见|方案|要点|草案)"
_AFTER_KIND = r"(?:\([^()]{1,20}\)|(?:征求意见|送审|审议|讨论|修订)稿|草案)*"
_CLOSED = re.compile(rf"{_KIND}》?{_AFTER_KIND}(?:全文)?(?:·.*)?$|的(?:通知|决定|决议|批复)$")
_GOES_ON = re.compile(r"[和与及暨(的]|二〇|远景")
_BEGUN = re.compile(
    r"[(《“]?(?:\([\u4e00-\u9fff]{2,9}\))?(?:中共|中华人民共和国|国家|国务院|全国|关于|政府工作报告|(?:19|20)\d\d年"
    r"|[\u4e00-\u9fff]{1,14}?(?:省|市|自治区|州|盟|县|区|旗|镇|乡|街道))"
)
_PLACES = re.compile(r"[(]?(?:[\u4e00-\u9fff]{1,11}?(?:省|市|自治区|州|盟|县|区|旗|镇|乡|街道|兵团)){1,4}[)]?")
_PART = re.compile(r"[省市县区州盟旗镇乡国]|关于|国民经济|社会|五”|五年|发展|二〇")
_BODY = re.compile(r"(?:政府|委员会|办公[室厅]|[^民]委|局|厅)$")
_APART = re.compile(
    r"[(]?(?:(?:19|20)\d\d(?:年(?:\d{1,2}月.*)?|[-.]\d.{0,12})|二[〇零].{2}年(?:.{1,3}月.*)?)[)]?|.*〔\d{4}〕.*号?|附件.{0,3}"
    "|——.*|.*文件|前言|序言"
)
_ISSUED = re.compile(
    rf"(?:印发|批转|转发|发布|下达|公布|实施)(?:了)?(?:《(?P<quoted>[^《》]{{4,80}})》|(?P<plain>[^《》,。:;]{{4,60}}?{_KIND}{_AFTER_KIND}))的通知"
)
_FIRST_WORDS = re.compile(
    r"[^,。;:《\n]{2,60}?(?:规划(?:纲要|和[^,。;:《\n]{2,10}远景目标(?:的)?(?:纲要|建议))?|纲要|计划|方案|的建议|的意见|工作报告)"
    r"(?:\([^()]{2,20}\))?"
)
_VERSION = re.compile(r"(?:\((?:[^()]{0,6}(?:草案|稿|修订|更新)[^()]{0,6}|(?:19|20)\d\d年?[-—~至](?:19|20)\d\d年?)\))+")
_SPREAD = 5  # lines that one title is set on at most
_LONGEST = 90
_SHORTEST = 6
_OPENING = 300
_NOTICE_BEGINS = 60


def title_lines(document: Document) -> list[str]:
    """The lines of a document that are title, date or number, folded."""
    lines = (document.text[node.start : node.end] for _, node in document.of_kind(NodeKind.TITLE))
    return [fold(line).text.strip().replace("\n", "") for line in lines]


def read_title(document: Document) -> str:
    """The title as printed, white space removed; empty where the text states none."""
    lines = title_lines(document)
    found = [title.strip("《》") if title.count("《") == 1 else title for title in map(_issued, _joined(lines))]
    whole = [title for title in found if len(title) >= _SHORTEST]
    return _best(whole) or _in_opening(document) or _best(_mentions(lines))


def _best(titles: Sequence[str]) -> str:
    return max(titles, key=lambda title: ("纲要" in title, "规划" in title, -abs(len(title) - 30)), default="")


def _mentions(lines: Sequence[str]) -> list[str]:
    kind = re.compile(_KIND)
    return [line for line in lines if len(line) >= _SHORTEST and kind.search(line) and "。" not in line]


def _issued(title: str) -> str:
    """The plan that a notice issues (关于印发《…》的通知); other titles as they are."""
    notice = _ISSUED.search(title)
    return (notice["quoted"] or notice["plain"]) if notice else title


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Every line that closes a title, with the lines before that it goes on from."""
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if not _closes(line, following) or _APART.fullmatch(line):
            continue
        title = line
        for before in reversed(lines[max(index - _SPREAD + 1, 0) : index]):
            if not _belongs_before(before, title) or len(before + title) > _LONGEST:
                break
            title = before + title
        yield title + (following if _VERSION.fullmatch(following) else "")


def _closes(line: str, following: str) -> bool:
    return bool(_CLOSED.search(line)) and not (_GOES_ON.match(following) and _CLOSED.search(following))


def _belongs_before(line: str, title: str) -> bool:
    """A line of the same title: the places above it, or the beginning that it lacks."""
    if title.startswith("关于"):
        return bool(_BODY.search(line))
    if _PLACES.fullmatch(line):
        return True
    if _GOES_ON.match(title):
        return not _APART.fullmatch(line)
    whole = _CLOSED.search(line) or _APART.fullmatch(line) or _BODY.search(line)
    return not whole and not _BEGUN.match(title) and bool(_PART.search(line))


def _in_opening(document: Document) -> str:
    """The title inside running text: a notice on broken lines, or the words that the first sentence begins with."""
    opening = fold(document.text[:_OPENING]).text.strip()
    notice = _ISSUED.search(opening.replace("\n", ""))
    if notice and notice.start() < _NOTICE_BEGINS:
        return notice["quoted"] or notice["plain"]
    first = _FIRST_WORDS.match(opening)
    return first[0] if first and len(first[0]) >= _SHORTEST and _BEGUN.match(opening) else ""
