"""From characters to lines: by place, for the order of the content is only a hint."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from gangyao.ingest.pdf.geometry import Glyph, Line

RAISED, LEVEL = "\x0e", "\x0f"  # around what is set raised and small, until it is known to be a note's mark
_GAP = 1.1  # in sizes of the font: as far as columns and cells stand apart
_STRIP = 8.0  # points; rows are looked for in strips of this height
_LATIN = re.compile(r"[0-9A-Za-z]")
_LEAST_SPACE, _SET_SPACE, _WORD_SPACE, _WIDE_SPACE = 0.12, 0.22, 0.3, 0.8  # in sizes of the font
_WIDEST_SPACE = 4  # characters
_IN_NUMBERS = frozenset(".,%‰·/:-~+")
CLOSING = frozenset("，。、；：！？”’）》〉】〕」』％‰,.;:!?)]}%℃…—")
OPENING = frozenset("“‘（《〈【〔「『([{")


def pieces_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """Lines, parted where a gap is as wide as between columns or cells; from top to bottom, left to right."""
    rows: list[list[Glyph]] = []
    strips: dict[int, list[list[Glyph]]] = {}
    for run in sorted(_runs(glyphs), key=lambda run: (-run[0].size, run[0].baseline)):
        strip = int(run[0].baseline // _STRIP)
        reach = 1 + int(run[0].size // _STRIP)
        near = (row for number in range(strip - reach, strip + reach + 1) for row in strips.get(number, ()))
        row = _row_of(run, near)
        if row is None:
            rows.append(list(run))
            strips.setdefault(strip, []).append(rows[-1])
        else:
            row.extend(run)
    pieces = [piece for row in rows for piece in _parted(_once(sorted(row, key=_across)), page)]
    return sorted(pieces, key=lambda piece: (piece.baseline, piece.x0))


def _across(glyph: Glyph) -> tuple[float, int]:
    return glyph.x0, glyph.order


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters that follow one another in the content and on the page."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        before = runs[-1][-1] if runs else None
        if (
            before
            and before.size == glyph.size
            and abs(before.baseline - glyph.baseline) < 0.1 * glyph.size
            and -0.5 * glyph.size < glyph.x0 - before.x1 < _GAP * glyph.size
        ):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _row_of(run: Sequence[Glyph], rows: Iterable[list[Glyph]]) -> list[Glyph] | None:
    """The row of the page that a run stands in: on its baseline, or small and raised right beside its words."""
    glyph = run[0]
    for row in rows:
        size = min(glyph.size, row[0].size)
        if abs(glyph.baseline - row[0].baseline) < 0.3 * size:
            return row
        overlap = min(glyph.bottom, row[0].bottom) - max(glyph.top, row[0].top)
        if glyph.size < 0.85 * row[0].size and overlap > 0.5 * size and _touches(run, row):
            return row
    return None


def _touches(run: Sequence[Glyph], row: Iterable[Glyph]) -> bool:
    reach = 0.6 * run[0].size
    return any(abs(run[0].x0 - other.x1) < reach or abs(other.x0 - run[-1].x1) < reach for other in row)


def _once(row: list[Glyph]) -> list[Glyph]:
    """Characters drawn twice at one place, to look bold, are one."""
    kept: list[Glyph] = []
    for glyph in row:
        reach = min(0.6 * (glyph.x1 - glyph.x0), 0.5 * glyph.size)
        if not any(other.char == glyph.char and glyph.x0 - other.x0 < reach for other in kept[-2:]):
            kept.append(glyph)
    return kept


def _parted(row: list[Glyph], page: int) -> list[Line]:
    parts: list[list[Glyph]] = []
    for glyph in row:
        if parts and glyph.x0 - parts[-1][-1].x1 < _GAP * min(glyph.size, parts[-1][-1].size):
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return [Line(tuple(part), page) for part in parts]


def rows_of(pieces: Iterable[Line]) -> list[list[Line]]:
    """Pieces that stand on one line of the page, together, from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.baseline):
        if rows and piece.baseline - rows[-1][0].baseline < 0.4 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def whole(row: Sequence[Line]) -> Line:
    """The pieces of a row as one line."""
    return row[0] if len(row) == 1 else Line(tuple(glyph for piece in row for glyph in piece.glyphs), row[0].page)


def words_of(line: Line) -> str:
    """The characters of a line, with the spaces that its gaps show, raised ones between RAISED and LEVEL."""
    written: list[str] = []
    raised = False
    before: Glyph | None = None
    tracking = _tracking(line)
    for glyph in line.glyphs:
        up = is_raised(glyph, line)
        if up != raised:
            written.append(RAISED if up else LEVEL)
            raised = up
        if before is not None:
            written.append(_space(before, glyph, tracking))
        written.append(glyph.char)
        before = glyph
    return "".join(written) + (LEVEL if raised else "")


def is_raised(glyph: Glyph, line: Line) -> bool:
    """Whether a character is set small above the line, as marks and powers are."""
    return glyph.size < 0.8 * line.size and line.baseline - glyph.baseline > 0.12 * line.size


def _tracking(line: Line) -> float:
    """By how much the characters of a line are spread, in sizes of the font."""
    gaps = sorted((b.x0 - a.x1) / line.size for a, b in pairwise(line.glyphs))
    return max(gaps[len(gaps) // 2], 0.0) if len(gaps) > 4 else 0.0


def _space(before: Glyph, glyph: Glyph, tracking: float) -> str:
    """What stands between two neighbours: nothing, a space between words, or a wide one."""
    size = max(before.size, glyph.size)
    gap = (glyph.x0 - before.x1) / size - tracking
    latin = bool(_LATIN.match(before.char[-1])), bool(_LATIN.match(glyph.char[0]))
    beside_mark = before.char in CLOSING or glyph.char in OPENING  # half of the cell of such a mark is blank
    if gap > _WIDE_SPACE + 0.5 * beside_mark:
        return " " if all(latin) else "\u3000" * min(max(round(gap), 1), _WIDEST_SPACE)
    in_number = before.char in _IN_NUMBERS or glyph.char in _IN_NUMBERS
    if in_number or beside_mark or latin[0] != latin[1]:  # print sets Latin letters and digits a little apart
        return ""
    written = glyph.spaced and gap > _LEAST_SPACE and before.size == glyph.size
    return " " if written or gap > (_WORD_SPACE if all(latin) else _SET_SPACE) else ""


def joined(first: str, second: str) -> str:
    """Two lines of one paragraph; a space only between two Latin words, a hyphen inside one taken out."""
    if not first or not second:
        return first + second
    if first.endswith("-") and re.search(r"[A-Za-z]-$", first) and second[0].islower():
        return first[:-1] + second
    letters = first[-1].isascii() and second[0].isascii() and (first[-1].isalpha() or second[0].isalpha())
    parted = first[-1] in ",.;:" and second[0].isascii() and second[0].isalpha()
    return first + (" " if (letters and first[-1].isalnum() and second[0].isalnum()) or parted else "") + second


def right_edge(lines: Iterable[Line]) -> float:
    """Where full lines end; punctuation that hangs over the edge does not count."""
    ends = [(line.glyphs[-1].char in CLOSING, line.x1) for line in lines]
    whole_ends = [end for closed, end in ends if not closed]
    return max(whole_ends if len(whole_ends) > 1 else [end for _, end in ends], default=0.0)


def first_token(line: Line) -> float:
    """Width of what cannot be parted at the start of a line: a Latin word, or a character with its punctuation."""
    glyphs = line.glyphs
    end = 1
    while (
        end < len(glyphs) and glyphs[end - 1].char.isascii() and glyphs[end].char.isascii() and not glyphs[end].spaced
    ):
        end += 1
    while end < len(glyphs) and (glyphs[end].char in CLOSING or glyphs[end - 1].char in OPENING):
        end += 1
    return glyphs[end - 1].x1 - glyphs[0].x0


def plain(words: str) -> str:
    """Words for comparison: one width, no spaces, digits alike."""
    return re.sub(r"\d", "#", re.sub(r"[\s\x0e\x0f]", "", unicodedata.normalize("NFKC", words)))
