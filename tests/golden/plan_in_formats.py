"""One plan written in every format that is read: the digest, with a table, a box and footnotes of made-up words.

The txt is what the others are compared with. A format is added by a function from the lines of the plan to the bytes
of a file, and its name in FORMATS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape

from attrs import frozen
from tests.unit.ingest import docx_parts
from tests.unit.ingest.html_pages import page
from tests.unit.ingest.ofd_making import OfdPrint
from tests.unit.ingest.office_making import saved_as
from tests.unit.ingest.pdf_making import Print

from gangyao.ingest.bundled import bundled

_HEADING = re.compile(r"第[一二三四五六七八九十]+(篇|章|节) ?\S{2,40}")
_LEVELS = {"篇": 1, "章": 2, "节": 3}
_NOTE = re.compile(r"\[(\d)\] ?")
_ADDED = """第十篇 附录
第二十七章 指标与工程

第一节 指标
设施蔬菜良种覆盖率[1]到2025年达到91.5%，农机库棚[2]建成36座。
序号\t指标\t2020年\t2025年\t属性
1\t灌溉水有效利用系数\t0.51\t0.56\t约束性
2\t农作物耕种收综合机械化率（%）\t62\t68.5\t预期性
3\t畜禽粪污综合利用率（%）\t85\t90\t约束性
4\t农产品监测合格率（%）\t97.8\t98.5\t预期性

第二节 工程
围绕短板，列出重点工程。
专栏1 农田水利重点工程
提灌站。到2025年改造提灌站45座，新增蓄水能力320万立方米。
渠系。整治斗渠、农渠118公里，田间道路66公里。

第二十八章 实施
到2025年，群众对实施结果的满意度达到92%。
[1] 设施蔬菜良种覆盖率：良种面积占设施蔬菜面积的比重。
[2] 农机库棚：停放和维修农机的场所。"""


@frozen
class Piece:
    """A part of the plan.

    Attributes:
        kind: "title", "heading", "prose", "row", "box" or "note".
        words: its line.
        level: of a heading, 1 for 篇; the number of a note.
    """

    kind: str
    words: str
    level: int = 0


def lines_of_the_plan() -> list[str]:
    """The digest and what is added, a line a paragraph or a row."""
    digest = (bundled("plans") / "ziliujing-14" / "digest.txt").read_text(encoding="utf-8")
    return [line for line in (digest + "\n" + _ADDED).splitlines() if line]


def pieces(lines: Sequence[str]) -> Iterator[Piece]:
    """What each line is; a box runs up to the next heading."""
    boxed = False
    for index, line in enumerate(lines):
        heading, note = _HEADING.fullmatch(line), _NOTE.match(line)
        boxed = (boxed or line.startswith("专栏")) and not heading
        if index == 0:
            yield Piece("title", line)
        elif heading:
            yield Piece("heading", line, _LEVELS[heading[1]])
        elif note:
            yield Piece("note", line[note.end() :], int(note[1]))
        else:
            yield Piece("row" if "\t" in line else "box" if boxed else "prose", line)


def groups(lines: Sequence[str]) -> Iterator[list[Piece]]:
    """Pieces, those of one table or one box together."""
    held: list[Piece] = []
    for piece in pieces(lines):
        if held and (piece.kind != held[0].kind or piece.kind not in ("row", "box")):
            yield held
            held = []
        held.append(piece)
    yield held


def as_txt(lines: Sequence[str]) -> bytes:
    """Plain text, a line a paragraph."""
    return "\n".join(lines).encode()


def as_docx(lines: Sequence[str]) -> bytes:
    """A Word document with heading styles, a table, a frame, footnotes and a header."""
    notes = {piece.level: piece.words for piece in pieces(lines) if piece.kind == "note"}
    body = "".join(_docx_block(group) for group in groups(lines))
    styles = "".join(docx_parts.style(f"h{level}", f"heading {level}") for level in (1, 2, 3))
    footnotes = "".join(
        f'<w:footnote w:id="{number}">{docx_parts.paragraph(escape(words))}</w:footnote>'
        for number, words in notes.items()
    )
    header = docx_parts.paragraph("五年规划纲要汇编")
    return docx_parts.docx(body, styles=styles + docx_parts.style("t", "title"), footnotes=footnotes, header=header)


def _docx_block(group: list[Piece]) -> str:
    first = group[0]
    if first.kind == "row":
        rows = (docx_parts.row(*map(escape, piece.words.split("\t"))) for piece in group)
        return docx_parts.table(*rows)
    if first.kind == "box":
        return docx_parts.table(docx_parts.row(docx_parts.cell(*(escape(piece.words) for piece in group))))
    if first.kind == "note":
        return ""
    style = {"title": '<w:pStyle w:val="t"/>', "heading": f'<w:pStyle w:val="h{first.level}"/>'}.get(first.kind, "")
    return docx_parts.paragraph("".join(map(_docx_run, re.split(r"(\[\d\])", first.words))), style)


def _docx_run(words: str) -> str:
    mark = _NOTE.fullmatch(words)
    if mark:
        return f'<w:r><w:footnoteReference w:id="{mark[1]}"/></w:r>'
    return docx_parts.run(escape(words)) if words else ""


def as_pdf(lines: Sequence[str]) -> bytes:
    """A print with running heads, page numbers, a ruled table, a frame, and footnotes under their pages."""
    return _printed(Print(head="五年规划纲要汇编", numbered=True), lines)


def as_ofd(lines: Sequence[str]) -> bytes:
    """The same print in the state's own format."""
    return _printed(OfdPrint(head="五年规划纲要汇编", numbered=True), lines)


def _printed(made: Print, lines: Sequence[str]) -> bytes:
    notes = {piece.level: piece.words for piece in pieces(lines) if piece.kind == "note"}
    for group in groups(lines):
        first = group[0]
        if first.kind == "row":
            made.grid([piece.words.split("\t") for piece in group], (50, 180, 70, 70, 80))
            made.y -= 20
        elif first.kind == "box":
            with made.framed():
                for piece in group:
                    made.prose(piece.words, 12)
        elif first.kind == "title":
            made.centred(first.words[:17], 22)
            made.centred(first.words[17:], 22)
        elif first.kind == "heading":
            made.centred(first.words, (20, 18, 16.5)[first.level - 1])
        elif first.kind == "prose":
            for mark in _NOTE.finditer(first.words):
                made.note(f"{mark[0].strip()} {notes[int(mark[1])]}")
            made.prose(first.words)
    return made.data()


def as_html(lines: Sequence[str]) -> bytes:
    """A page of a government's site in the encoding it says, with menus, links, a foot, notes linked to their marks."""
    blocks = "".join(_html_block(group) for group in groups(lines))
    return page(blocks, title=lines[0]).replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030")


def _html_block(group: list[Piece]) -> str:
    first = group[0]
    if first.kind == "row":
        cells = ("".join(f"<td>{escape(cell)}</td>" for cell in piece.words.split("\t")) for piece in group)
        return f"<table><tr>{'</tr><tr>'.join(cells)}</tr></table>"
    if first.kind == "box":
        return f"<table><tr><td>{''.join(f'<p>{escape(piece.words)}</p>' for piece in group)}</td></tr></table>"
    if first.kind == "title":
        return ""
    if first.kind == "note":
        return f'<p><a href="#_ftnref{first.level}">[{first.level}]</a>{escape(first.words)}</p>'
    marked = _NOTE.sub(r'<a href="#_ftn\1"><sup>[\1]</sup></a>', escape(first.words))
    return f"<h{first.level + 1}>{marked}</h{first.level + 1}>" if first.kind == "heading" else f"<p>　　{marked}</p>\n"


def as_doc(lines: Sequence[str]) -> bytes:
    """The Word document as LibreOffice saves it in the old format; it has to be there."""
    return saved_as("doc", as_docx(lines))


FORMATS: dict[str, Callable[[Sequence[str]], bytes]] = {"docx": as_docx, "pdf": as_pdf, "ofd": as_ofd, "html": as_html}
