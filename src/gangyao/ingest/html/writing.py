"""The text of a page from its lines, without what the site printed before and after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gangyao.core.document.document import Hint, NodeKind
from gangyao.core.document.numbering import read_number
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.html.blocks import Line
from gangyao.ingest.html.furniture import is_furniture, is_site_data

_SENTENCE = re.compile("[。；！？]")
_LONGEST_LOOKED = 40  # a longer line in bold type is emphasis
_NO_HEADING = re.compile(r"[，。；：,;:]|^[（(]|^[图表]\s*[\d一二三四五]|^\d{4}年|元$|^[\d.\s]+$|.*[人府委办会局]$")
_LOOKS = {"boldcentred": 7, "centred": 8, "bold": 9}
_TITLE_LINES = 12  # within which the title stands


def write(lines: Sequence[Line], title: str) -> Extracted:
    """Joins lines to a text with hints; the title is put before it where the lines lack it."""
    kept = _without_site(lines)
    _mark_looks(kept)
    kept = _titled(kept, title)
    starts = [0]
    for line in kept:
        starts.append(starts[-1] + len(line.words) + 1)
    hints = []
    ends = {id(line): _end(kept, lines, line) for line in kept if line.reach}
    for line, start in zip(kept, starts, strict=False):
        if line.kind is not None and line.words:
            reach = starts[ends[id(line)]] if line.reach else 0
            hints.append(Hint(line.kind, start, start + len(line.words), line.level, reach))
    return Extracted("".join(line.words + "\n" for line in kept), tuple(hints))


def _end(kept: Sequence[Line], lines: Sequence[Line], box: Line) -> int:
    """Where the frame of a box ends among the lines that are kept."""
    inside = {id(line) for line in lines[: box.reach]}
    return max((index + 1 for index, line in enumerate(kept) if id(line) in inside), default=0)


def _without_site(lines: Sequence[Line]) -> list[Line]:
    """Drops what stands before the first and after the last line of the text and is the site's."""
    body = [index for index, line in enumerate(lines) if _is_text(line)]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    return [line for index, line in enumerate(lines) if first <= index <= last or not _is_site(line)]


def _is_text(line: Line) -> bool:
    """A sentence, a numbered heading or a row: the text has begun, and is not over."""
    if _is_site(line):
        return False
    sentence = _SENTENCE.search(line.words) and len(line.words) > 15
    return bool(sentence or line.kind in (NodeKind.BOX, NodeKind.TABLE) or read_number(line.words))


def _is_site(line: Line) -> bool:
    if line.linked > 0.5 * len(line.words.replace(" ", "")) and not _SENTENCE.search(line.words):
        return True
    if line.kind is NodeKind.TABLE and is_site_data(line.words):
        return True
    return is_furniture(line.words)


def _mark_looks(lines: Sequence[Line]) -> None:
    """Short lines that are set as headings are headings, once the text has begun."""
    begun = False
    for line in lines:
        begun = begun or _is_text(line)
        looks = _LOOKS.get(line.looks)
        if not begun or not looks or line.kind is not None or len(line.words) > _LONGEST_LOOKED:
            continue
        if read_number(line.words) or not _NO_HEADING.search(line.words):
            line.kind, line.level = NodeKind.ITEM, looks


def _titled(lines: list[Line], title: str) -> list[Line]:
    """Marks the title among the first lines, or puts it before them."""
    heads = [line for line in lines[:_TITLE_LINES] if line.kind is NodeKind.ITEM and line.level == 1]
    wanted = _key(title)
    for line in lines[:_TITLE_LINES]:
        key = _key(line.words)
        if key and (key == wanted or (len(key) > 8 and key in wanted)) and not read_number(line.words):
            line.kind, line.level = NodeKind.TITLE, 0
            return lines
    if len(heads) == 1 and not read_number(heads[0].words) and lines[0] is heads[0]:
        heads[0].kind, heads[0].level = NodeKind.TITLE, 0
        return lines
    joined = _key("".join(line.words for line in lines[:_TITLE_LINES]))
    if not title or wanted in joined:
        return lines
    return [Line(title, NodeKind.TITLE), *lines]


def _key(words: str) -> str:
    return re.sub(r"[\W_]", "", words)
