"""The body of a Word document as lines: paragraphs, table rows, text boxes, and the notes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, evolve, field

from gangyao.core.document.document import Hint, NodeKind
from gangyao.ingest.docx.archive import Package, note_bodies
from gangyao.ingest.docx.inline import Inline, paragraph_level
from gangyao.ingest.docx.markup import Element, attribute, child, chosen, members, short, value, whole
from gangyao.ingest.docx.numbering import Numbering
from gangyao.ingest.docx.styles import Styles

_BLANK = " \t\n\r\u3000\u00a0"
_LONGEST_HEADING = 80  # what is longer is prose that someone gave a heading style for its looks
_BOX_TITLE = re.compile(r"专\s*栏\s*[\d０-９一二三四五六七八九十ⅰ]")
_BOX_LEVEL = 9
_WIDEST_SPAN = 63  # Word's own limit of columns


@define
class Body:
    """Collects the lines of a document, their hints, and the notes they refer to.

    Attributes:
        styles: of the document.
        numbering: its lists and how far they have counted.
        notes: bodies by kind ("w:footnote") and id.
        lines: the text so far, each with its line end.
        hints: what the file states about them, in order.
        position: length of the lines so far, in code points.
        text: the whole text, once finished.
        cited: numbers of the notes met so far.
        carried: words of a paragraph whose end a tracked change removed.
        opens_box: the next line is the first of a text box.
    """

    styles: Styles
    numbering: Numbering
    notes: dict[str, dict[str, Element]]
    lines: list[str] = field(factory=list)
    hints: list[Hint] = field(factory=list)
    position: int = 0
    text: str = ""
    cited: dict[tuple[str, str], int] = field(factory=dict)
    carried: str = ""
    opens_box: bool = False
    inline: Inline = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.inline = Inline(self.styles, self._number_note)

    @classmethod
    def of(cls, package: Package) -> Body:
        """A body that knows the document's styles, numbering and notes."""
        styles = Styles.of(package.related("styles"))
        numbering = Numbering.of(package.related("numbering"), styles)
        notes = {f"w:{kind}": note_bodies(package.related(kind + "s")) for kind in ("footnote", "endnote")}
        return cls(styles, numbering, notes)

    def add(self, block: Element) -> None:
        """Adds a paragraph, a table, or what a wrapper holds."""
        tag = short(block.tag)
        if tag == "w:p":
            self._paragraph(block)
        elif tag == "w:tbl":
            self._table(block)
        elif tag in ("w:sdt", "w:customXml", "w:ins", "w:moveTo", "mc:AlternateContent"):
            for inner in members(_enclosed(block), "w:p", "w:tbl"):
                self.add(inner)

    def finish(self) -> None:
        """Adds the notes as lines "[n] …" in the order of their marks and closes the text."""
        if self.carried:
            self._emit(self.carried)
        for (kind, key), number in list(self.cited.items()):
            words = " ".join(filter(None, (self._words(p) for p in members(self.notes[kind][key], "w:p"))))
            self._emit(f"[{number}] {words}", NodeKind.FOOTNOTE)
        self.text = "".join(self.lines)

    def _number_note(self, kind: str, key: str) -> int | None:
        """Footnotes and endnotes are numbered as one row, in the order of their first marks."""
        if key not in self.notes.get(kind, {}):
            return None
        return self.cited.setdefault((kind, key), len(self.cited) + 1)

    def _emit(self, words: str, kind: NodeKind | None = None, level: int = 0) -> None:
        """Adds a line; an empty one keeps two tables apart."""
        if self.opens_box and words:
            self.opens_box = False
            if kind is None and _BOX_TITLE.match(words):
                kind, level = NodeKind.BOX, _BOX_LEVEL
        if kind is not None and words:
            self.hints.append(Hint(kind, self.position, self.position + len(words), level))
        self.lines.append(words + "\n")
        self.position += len(words) + 1

    def _paragraph(self, paragraph: Element) -> None:
        self.inline.read(paragraph)
        words, boxes, contents = self.inline.take()
        words = self.carried + words
        self.carried = ""
        if _mark_is_deleted(paragraph):
            self.carried = words  # the end of this paragraph was deleted: its words belong to the next one
        else:
            words = words.strip(_BLANK)
            label = self._label(paragraph)
            self._emit_paragraph(label + words if words else "", paragraph, contents)
        self._boxes(boxes)

    def _emit_paragraph(self, words: str, paragraph: Element, contents: bool) -> None:
        style = value(paragraph, "w:pPr", "w:pStyle")
        level = paragraph_level(paragraph, self.styles)
        if contents or self.styles.is_contents(style):
            self._emit(words.replace("\n", " "), NodeKind.CONTENTS)
        elif self.styles.is_title(style):
            self._emit(words.replace("\n", " "), NodeKind.TITLE)
        elif level and _is_heading(words):
            self._emit(re.sub(r"[\n\t]+", " ", words), NodeKind.ITEM, level)
        else:
            self._emit(words)

    def _label(self, paragraph: Element) -> str:
        """The label that automatic numbering gives the paragraph, counted even where the paragraph is empty."""
        properties = child(paragraph, "w:pPr")
        style = value(properties, "w:pStyle")
        num_id = value(properties, "w:numPr", "w:numId")
        written = value(properties, "w:numPr", "w:ilvl")
        styled, styled_level = self.styles.numbering(style)
        if not num_id:
            num_id = styled
        if num_id in ("", "0"):
            return ""
        if written:
            return self.numbering.label(num_id, whole(written, 0))
        level = styled_level if styled_level is not None else self.numbering.level_of_style(num_id, style)
        return self.numbering.label(num_id, level)

    def _boxes(self, boxes: list[Element]) -> None:
        """Text boxes stand after the paragraph they hang on; the fields around them do not reach into them."""
        for box in boxes:
            fields, self.inline.fields = self.inline.fields, []
            carried, self.carried = self.carried, ""
            self.opens_box = True
            before = len(self.hints)
            for block in members(box, "w:p", "w:tbl"):
                self.add(block)
            self._frame(before)
            self.inline.fields, self.carried, self.opens_box = fields, carried, False

    def _frame(self, before: int) -> None:
        """The title of a box heads what its frame holds: the hints since then say up to where."""
        for index in range(before, len(self.hints)):
            if self.hints[index].kind is NodeKind.BOX:
                self.hints[index] = evolve(self.hints[index], reach=self.position)

    def _table(self, table: Element) -> None:
        """A row a line. A table of one column is a frame around prose, often a 专栏, and gives plain lines."""
        rows = [list(_cells(row)) for row in members(table, "w:tr") if child(row, "w:trPr", "w:del") is None]
        frame = all(len(cells) <= 1 for cells in rows)
        titled = False
        before = len(self.hints)
        for cells in rows:
            if len(cells) == 1:
                titled = self._wide_row(cells[0], frame, titled)
            elif cells:
                self._row(cells)
                titled = True
        self._frame(before)

    def _wide_row(self, cell: Element, frame: bool, titled: bool) -> bool:
        """A row of one cell: its paragraphs are lines of their own; says whether the table's first line has passed."""
        if _continues(cell):
            return titled
        for block in members(cell, "w:p", "w:tbl"):
            if short(block.tag) == "w:tbl":
                self._table(block)
                titled = True
                continue
            words, boxes = self._cell_words(block)
            if not titled and _BOX_TITLE.match(words):
                self._emit(words.replace("\t", " "), NodeKind.BOX, _BOX_LEVEL)
            elif words:
                self._emit(words, None if frame else NodeKind.TABLE)
            titled = titled or bool(words)
            self._boxes(boxes)
        return titled

    def _row(self, cells: list[Element]) -> None:
        """Cells joined by tabs; a cell over several columns or rows is written once, the rest stay empty."""
        written: list[str] = []
        boxes: list[Element] = []
        for cell in cells:
            words: list[str] = []
            for paragraph in () if _continues(cell) else _paragraphs(cell):
                inner, hung = self._cell_words(paragraph)
                words.append(re.sub(r"[\n\t]+", " ", inner))
                boxes.extend(hung)
            written.append(" ".join(filter(None, words)))
            span = whole(value(cell, "w:tcPr", "w:gridSpan"), 1)
            written.extend([""] * (min(span, _WIDEST_SPAN) - 1))
        line = "\t".join(written)
        if line.strip():
            self._emit(line, NodeKind.TABLE)
        self._boxes(boxes)

    def _cell_words(self, paragraph: Element) -> tuple[str, list[Element]]:
        self.inline.read(paragraph)
        words, boxes, _ = self.inline.take()
        words = words.strip(_BLANK)
        label = self._label(paragraph)
        return (label + words if words else label.strip()), boxes

    def _words(self, paragraph: Element) -> str:
        """The words of a note's paragraph on one line."""
        self.inline.read(paragraph)
        return re.sub(r"\s+", " ", self.inline.take()[0]).strip()


def _is_heading(words: str) -> bool:
    return len(words) <= _LONGEST_HEADING and not re.search("[。；;]", words[:-1])


def _mark_is_deleted(paragraph: Element) -> bool:
    """A tracked change that removes the end of the paragraph."""
    mark = child(paragraph, "w:pPr", "w:rPr")
    return child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None


def _enclosed(block: Element) -> Element:
    """The element whose children are the blocks that a wrapper holds."""
    if short(block.tag) == "mc:AlternateContent":
        return chosen(block)
    content = child(block, "w:sdtContent")
    return block if content is None else content


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in members(row, "w:tc") if child(cell, "w:tcPr", "w:cellDel") is None)


def _continues(cell: Element) -> bool:
    """A cell that is the lower part of a vertically merged one."""
    merge = child(cell, "w:tcPr", "w:vMerge")
    return merge is not None and attribute(merge, "val") in ("", "continue")


def _paragraphs(cell: Element) -> Iterator[Element]:
    """Paragraphs of a cell, those of tables inside it included."""
    for block in members(cell, "w:p", "w:tbl"):
        if short(block.tag) == "w:p":
            yield block
            continue
        for row in members(block, "w:tr"):
            for inner in _cells(row):
                yield from _paragraphs(inner)
