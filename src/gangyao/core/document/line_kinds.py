"""What each line of a text is: contents, page furniture, footnote, heading, table row, title, or a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from gangyao.core.document.document import Hint, NodeKind
from gangyao.core.document.folding import Folded
from gangyao.core.document.lines import Line
from gangyao.core.document.numbering import Number
from gangyao.core.document.running_text import LONGEST_TITLE
from gangyao.core.document.wrapping import is_page_number, running_heads

UPPER = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION, NodeKind.BOX)
_CONTENTS_HEAD = re.compile(r"(?:目录|目次|CONTENTS):?")
_LEADER = re.compile(r"(?:…|[.·]{3})\s?\d{1,4}$")
_PAGE_AFTER = re.compile(r"(?:(?<!…)…+\s?|(?<![.·])[.·]{3,}\s?|\s)\d{1,3}$|(?<=[\u4e00-\u9fff])\d{1,3}$")
_LONGEST_ENTRY = 60
_DEEPEST = 8  # of headings; boxes lie below
_SITE_WORDS = re.compile(
    r"下载|打印|全屏|收藏|分享(?:到.*)?|关闭|返回(?:顶部|首页)?|首页|上一篇.*|下一篇.*|加大|还原|减小|大|中|小|>|\[|\]|\[?(?:字号|字体)[::].*|您的位置[::].*"
    r"|当前位置.*|(?:信息)?来源[::].*|(?:发布)?(?:时间|日期)[::].*|浏览(?:次数|量).*|责任编辑.*|附件下载|扫一扫.*|索引号.*|\d{4}-\d\d-\d\d(?:\s?\d\d:\d\d.*)?"
)
_TITLE_LINES = 40  # lines of a site stand above the title
_NOTE_HEAD = re.compile(r"(?:注释|附注|脚注|尾注|名词解释|有关名词解释|名词注释|名词术语解释):?")
_NOTE = re.compile(r"\[\d{1,3}\]|[①-⑳]|注\d{1,2}[:.、]")
_LISTED_NOTE = re.compile(r"\[?(\d{1,3})(?:\]|[.、:])")
_SALUTATION = re.compile(r"各位.{1,6}[:,]|同志们[:,]")


def mark_kinds(lines: list[Line], hints: Iterable[Hint], folded: Folded) -> None:
    """Says of every line what it is, by the file first and by its words then."""
    _mark_hints(lines, hints, folded)
    _mark_contents(lines)
    _mark_furniture(lines)
    _mark_headings(lines)
    _mark_notes(lines)
    _mark_boxed(lines, folded)


def _mark_hints(lines: list[Line], hints: Iterable[Hint], folded: Folded) -> None:
    """Takes over what the file format itself states."""
    ordered = sorted(hints, key=lambda hint: hint.start)
    position = 0
    for line in lines if ordered else ():
        start = folded.origins[line.start]
        while position < len(ordered) and ordered[position].end <= start:
            position += 1
        if position < len(ordered) and ordered[position].start <= start and line.text:
            hint = ordered[position]
            line.kind = NodeKind.ROW if hint.kind is NodeKind.TABLE else hint.kind
            line.level, line.reach = hint.level, hint.reach or line.reach


def _mark_contents(lines: list[Line]) -> None:
    """The table of contents runs from its head to prose, or to where its first entry comes again."""
    for line in lines:
        if line.kind is None and _LEADER.search(line.text):
            line.kind = NodeKind.CONTENTS
    index = next((i for i, line in enumerate(lines[:200]) if _is_contents_head(line)), None)
    if index is None:
        return
    entries = [line for line in lines[index + 1 :] if line.text]
    first = next((entry for entry in entries if entry.number), None)
    again = first and next((e for e in entries if e is not first and _same_entry(first, e)), None)
    if not entries or (first is None and not entries[0].kind):
        return
    lines[index].kind = NodeKind.CONTENTS
    for entry in lines[index + 1 :]:
        prose = entry.number is None and re.search("[。,]", entry.text)
        if entry is again or prose or len(entry.text) > _LONGEST_ENTRY:
            return
        if entry.text:
            entry.kind = NodeKind.CONTENTS


def _is_contents_head(line: Line) -> bool:
    return bool(_CONTENTS_HEAD.fullmatch(line.text.replace(" ", "")))


def _same_entry(first: Line, other: Line) -> bool:
    """The first entry's number again, without a page number: there the text begins."""
    if first.number is None or other.number is None or first.number.label != other.number.label:
        return False
    return not _LEADER.search(other.text) and _title(first)[:6] == _title(other)[:6]


def _title(line: Line) -> str:
    return _PAGE_AFTER.sub("", line.text[line.number.end if line.number else 0 :]).strip()


def _mark_furniture(lines: list[Line]) -> None:
    """Blank lines, page numbers, running heads, and what a web page puts around a text."""
    heads = running_heads([line.text for line in lines])
    for line in lines:
        if line.kind is None and (not line.text or is_page_number(line.text) or line.text in heads):
            line.kind = NodeKind.FURNITURE
    for line in lines[:_TITLE_LINES]:
        if len(line.text) > 80:
            break
        if line.kind is None and _SITE_WORDS.fullmatch(line.text):
            line.kind = NodeKind.FURNITURE


def _styled_levels(lines: list[Line]) -> dict[int, int]:
    """The level among numbered headings of each heading level of the file: that of its numbered lines, else between."""
    numbers: dict[int, Counter[int]] = {}
    for line in lines:
        if line.kind is NodeKind.ITEM and line.level:
            found = numbers.setdefault(line.level, Counter())
            if line.number:
                found[line.number.level] += 1
    levels: dict[int, int] = {}
    before = 0
    for styled in sorted(numbers):
        known = numbers[styled].most_common(1)
        before = levels[styled] = known[0][0] if known else min(before + 1, _DEEPEST)
    return levels


def _mark_headings(lines: list[Line]) -> None:
    styled = _styled_levels(lines)
    titled = in_table = False
    for line in lines:
        number = line.number
        tabs = line.text.count("\t")
        in_table = tabs > 1 or (in_table and tabs > 0)
        if line.kind is NodeKind.ITEM or (line.kind in UPPER and number):
            line.kind, line.level = (number.kind, number.level) if number else (NodeKind.ITEM, styled[line.level])
        if line.kind is not None:
            continue
        if number and not in_table and _is_heading(line, number):
            line.kind, line.level = number.kind, number.level
            titled = True
        elif tabs:
            line.kind = NodeKind.ROW
        elif not titled and _is_title_line(line):
            line.kind = NodeKind.TITLE
        else:
            titled = titled or len(line.text) > 120 or bool(_SALUTATION.match(line.text))


def _is_title_line(line: Line) -> bool:
    return len(line.text) <= 80 and not re.search("[。;!:]$|,", line.text) and not _NOTE_HEAD.fullmatch(line.text)


def _is_heading(line: Line, number: Number) -> bool:
    """A numbered line is a heading when it is short and holds no sentence."""
    title = line.text[number.end :].strip()
    if number.kind is NodeKind.BOX:
        return len(title) <= 40
    if number.kind in UPPER:
        return len(title) <= LONGEST_TITLE and not title.startswith(("的", "规定", "至", "到"))
    return 0 < len(title) <= 40 and not re.search("[。;:]", title[:-1]) and title[-1] not in ";:,"


def _mark_notes(lines: list[Line]) -> None:
    """Bodies of footnotes: lines that begin with a mark, and what stands under a head such as 注释."""
    block, label = False, ""
    for line in lines:
        if _NOTE_HEAD.fullmatch(line.text):
            block, label = True, ""
        elif line.kind in UPPER or line.kind is NodeKind.CONTENTS:
            block = False
        elif line.kind is not NodeKind.FURNITURE:
            label = _note_label(line, label) if block else _written_label(line)
            if label:
                line.kind, line.label = NodeKind.FOOTNOTE, label


def _note_label(line: Line, before: str) -> str:
    """The label of a line in a block of notes; a line without number goes on with the note before."""
    listed = _LISTED_NOTE.match(line.text)
    return f"[{listed[1]}]" if listed else before


def _written_label(line: Line) -> str:
    """The mark that a line begins with, as the text would cite it; empty where it is no note."""
    written = _NOTE.match(line.text)
    if not written or line.kind not in (None, NodeKind.FOOTNOTE) or _is_listing(line, written[0]):
        return ""
    number = re.search(r"\d+", written[0])
    return f"[{number[0]}]" if number else written[0]


def _is_listing(line: Line, mark: str) -> bool:
    """①… ; lines that go on with a list, or that head a paragraph, are no notes."""
    return mark[0] not in "[注" and (line.text.endswith(";") or not re.match(r".{1,25}[:是指]", line.text[1:]))


def _mark_boxed(lines: list[Line], folded: Folded) -> None:
    """Numbered lines right under the title of a box count on inside it."""
    box: Line | None = None
    last: dict[int, int] = {}
    for line in lines:
        if line.kind in UPPER:
            box, last = (line if line.kind is NodeKind.BOX else None), {}
        elif box is not None and line.number and line.number.kind is NodeKind.ITEM:
            number = line.number
            line.inside = not 0 < box.reach <= folded.origins[line.start] and _counts_on(number, last)
            last = {level: value for level, value in last.items() if level < number.level}
            last[number.level] = number.value
            box = box if line.inside else None


def _counts_on(number: Number, last: dict[int, int]) -> bool:
    """The next number of its level, or the first below the levels so far."""
    return number.value == last.get(number.level, 0) + 1 and (number.value > 1 or not last or number.level > min(last))
