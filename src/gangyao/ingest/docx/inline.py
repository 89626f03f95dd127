"""Inside a paragraph: runs, breaks, symbols, fields, tracked changes, note marks, text boxes."""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field

from gangyao.ingest.docx.markup import Element, attribute, child, chosen, short, switch, value, whole
from gangyao.ingest.docx.styles import Styles

_SKIPPED = frozenset(
    {"w:del", "w:moveFrom", "w:delText", "w:delInstrText", "w:pPr", "w:rPr", "w:rt", "w:sdtPr", "w:tbl", "w:p"}
)
_PLAIN = {"w:tab": "\t", "w:ptab": " ", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": ""}
_SYMBOLS = {
    "symbol": {
        0x25: "%", 0x6D: "μ", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBB: "≈",
    },
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x75: "◆", 0xA8: "□", 0xB2: "★", 0xD8: "➢", 0xFC: "✓", 0xFE: "☑"},
}  # fmt: skip
_UNKNOWN_SYMBOL = "\ufffd"
_PRIVATE = range(0xE000, 0xF900)


@define
class Field:
    """A field that is open: its instruction until the separator, its result after it."""

    instruction: str = ""
    in_result: bool = False

    @property
    def is_contents(self) -> bool:
        """A table of contents."""
        return self.instruction.strip().upper().startswith("TOC")


@define
class Inline:
    """Reads the inside of paragraphs; fields may run on over several of them.

    Attributes:
        styles: of the document, for hidden text.
        number_note: gives the number of a note by its kind ("w:footnote") and id, None where it has no body.
        pieces: the words read so far.
        boxes: text boxes met, to be read after the paragraph.
        contents: whether words of a table of contents were met.
    """

    styles: Styles
    number_note: Callable[[str, str], int | None]
    pieces: list[str] = field(factory=list)
    boxes: list[Element] = field(factory=list)
    contents: bool = False
    fields: list[Field] = field(factory=list)

    def read(self, paragraph: Element) -> None:
        """Adds the words of one paragraph to the pieces."""
        hidden = self.styles.is_hidden(value(paragraph, "w:pPr", "w:pStyle"))
        for inner in paragraph:
            self._visit(inner, hidden)

    def take(self) -> tuple[str, list[Element], bool]:
        """Hands over the words, text boxes and contents mark, and begins afresh."""
        taken = "".join(self.pieces), self.boxes, self.contents
        self.pieces, self.boxes, self.contents = [], [], False
        return taken

    def _visit(self, element: Element, hidden: bool) -> None:
        """Reads one element; unknown ones are looked into, since only few elements hold words."""
        tag = short(element.tag)
        if tag in _SKIPPED:
            return
        if tag == "w:r":
            self._run(element, hidden)
        elif tag == "w:txbxContent":
            self.boxes.append(element)
        elif tag in ("w:t", "m:t") or tag in _PLAIN or tag in ("w:br", "w:sym"):
            self._write("" if hidden else _characters(element, tag))
        elif tag == "w:instrText":
            if self.fields:
                self.fields[-1].instruction += element.text or ""
        elif tag == "w:fldChar":
            self._field(attribute(element, "fldCharType"))
        else:
            for inner in chosen(element) if tag == "mc:AlternateContent" else element:
                self._visit(inner, hidden)

    def _run(self, run: Element, hidden: bool) -> None:
        properties = child(run, "w:rPr")
        own = switch(properties, "w:vanish")
        style = value(properties, "w:rStyle")
        hidden = own if own is not None else hidden or self.styles.is_hidden(style)
        for inner in run:
            tag = short(inner.tag)
            if tag in ("w:footnoteReference", "w:endnoteReference"):
                if not hidden:
                    self._note(inner, tag)
                if attribute(inner, "customMarkFollows") in ("1", "true", "on"):
                    return  # the rest of the run is the mark in the author's own sign
            else:
                self._visit(inner, hidden)

    def _note(self, reference: Element, tag: str) -> None:
        number = self.number_note(tag.removesuffix("Reference"), attribute(reference, "id"))
        if number is not None:
            self._write(f"[{number}]")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _write(self, words: str) -> None:
        """Words inside a field's instruction are not shown."""
        if not words or not all(opened.in_result for opened in self.fields):
            return
        self.pieces.append(words)
        if words.strip() and any(opened.is_contents for opened in self.fields):
            self.contents = True


def _characters(element: Element, tag: str) -> str:
    if tag in ("w:t", "m:t"):
        return (element.text or "").replace("\n", " ").replace("\r", " ")
    if tag == "w:br":
        return "\n" if attribute(element, "type") in ("", "textWrapping") else ""
    if tag == "w:sym":
        return _symbol(attribute(element, "font"), attribute(element, "char"))
    return _PLAIN[tag]


def _symbol(font: str, code: str) -> str:
    """A character of a symbol font; fonts without a known table give U+FFFD rather than a wrong sign."""
    try:
        number = int(code[:6], 16)
    except ValueError:
        return ""
    table = _SYMBOLS.get(font.strip().lower())
    if table is not None:
        return table.get(number & 0xFF, _UNKNOWN_SYMBOL)
    if number < 0x20 or number in _PRIVATE or 0xD800 <= number < 0xE000 or number > 0x10FFFF:
        return _UNKNOWN_SYMBOL
    return chr(number)


def paragraph_level(paragraph: Element, styles: Styles) -> int:
    """Heading level 1 to 9 by the paragraph's own outline level, else by its style; 0 for body text."""
    own = value(paragraph, "w:pPr", "w:outlineLvl")
    if own:
        level = whole(own, 9)
        return level + 1 if 0 <= level < 9 else 0
    return styles.heading_level(value(paragraph, "w:pPr", "w:pStyle"))
