"""A Word document in the form of official documents: page, fonts and line spacing of GB/T 9704-2012.

A4 with margins 37, 35, 28 and 26 mm; title 2号小标宋; headings 黑体, 楷体; text 3号仿宋 at 28.95 points a line, which gives
22 lines of 28 characters; page numbers 4号宋体. The fonts are named, not embedded.
"""

from __future__ import annotations

from io import BytesIO

import docx
from attrs import define, field
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from gangyao.report.spreadsheet import writable

TITLE_FONT, HEAD_FONT, SECOND_FONT, BODY_FONT = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
_PAGE_FONT = "宋体"
_TITLE, _BODY, _PAGE_NUMBER = Pt(22), Pt(16), Pt(14)
_LINE, _TITLE_LINE = Pt(28.95), Pt(34)
_INDENT = Pt(32)  # two characters
_TIGHTER = "-5"  # twentieths of a point between characters, so that 28 stand in a line
_GREY = RGBColor(0x70, 0x70, 0x70)


def _word() -> Word:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    normal = document.styles["Normal"]
    normal.font.size = _BODY
    _set_font(normal.element.get_or_add_rPr(), BODY_FONT)
    _number_pages(section.footer.paragraphs[0])
    return document


@define
class OfficialDocument:
    """A document written from top to bottom."""

    word: Word = field(factory=_word)

    def title(self, words: str) -> None:
        """The title, centred."""
        paragraph = self._paragraph(indent=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = _TITLE_LINE
        paragraph.paragraph_format.space_after = Pt(16)
        _run(paragraph, words, TITLE_FONT, size=_TITLE)

    def heading(self, words: str, level: int) -> None:
        """一、 at level 1, （一） at level 2; the outline level shows in the navigation of Word and WPS."""
        paragraph = self._paragraph()
        paragraph.paragraph_format.keep_with_next = True
        level_mark = OxmlElement("w:outlineLvl")
        level_mark.set(qn("w:val"), str(level - 1))
        paragraph._p.get_or_add_pPr().append(level_mark)  # python-docx has no setter for it
        _run(paragraph, words, HEAD_FONT if level == 1 else SECOND_FONT)

    def paragraph(self, *parts: tuple[str, bool]) -> None:
        """A paragraph of parts: words, and whether they are set back in grey as not decided."""
        paragraph = self._paragraph()
        for words, quiet in parts:
            run = _run(paragraph, words, BODY_FONT)
            if quiet:
                run.font.color.rgb = _GREY

    def written(self) -> bytes:
        """The file."""
        data = BytesIO()
        self.word.save(data)
        return data.getvalue()

    def _paragraph(self, *, indent: bool = True) -> Paragraph:
        paragraph = self.word.add_paragraph()
        form = paragraph.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
        form.space_before = form.space_after = Pt(0)
        form.first_line_indent = _INDENT if indent else None
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        return paragraph


def _run(paragraph: Paragraph, words: str, font: str, *, size: Pt = _BODY) -> Run:
    run = paragraph.add_run(writable(words))
    run.font.size = size
    properties = run._r.get_or_add_rPr()
    _set_font(properties, font)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), _TIGHTER)
    properties.append(spacing)
    return run


def _set_font(properties: OxmlElement, font: str) -> None:
    """The font of Chinese characters is a property of its own."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), font)


def _number_pages(paragraph: Paragraph) -> None:
    """— 1 — in the middle of the foot."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", _PAGE_FONT, size=_PAGE_NUMBER)
    run = _run(paragraph, "", _PAGE_FONT, size=_PAGE_NUMBER)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._r.append(part)
    _run(paragraph, " —", _PAGE_FONT, size=_PAGE_NUMBER)
