"""What a document's styles say about a paragraph: heading level, title, contents, hidden, numbered."""

from __future__ import annotations

import re

from attrs import field, frozen

from gangyao.ingest.docx.markup import Element, attribute, child, short, switch, value, whole

_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])(?:\s*char)?", re.IGNORECASE)
_TITLE_NAME = re.compile(r"title|subtitle|标题|副标题", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)", re.IGNORECASE)
_LONGEST_CHAIN = 20  # styles based on one another; a loop ends here
_NO_LEVEL = 9  # outlineLvl of body text


@frozen
class Style:
    """One style as written; None where it says nothing and its ancestor is asked.

    Attributes:
        name: e.g. "heading 1", "标题 2".
        based_on: id of the style it inherits from; "" for none.
        outline: 0 for the first heading level, 9 for body text.
        hidden: its runs are hidden text.
        num_id: the numbering it carries.
        num_level: level of that numbering, from 0.
    """

    name: str
    based_on: str
    outline: int | None
    hidden: bool | None
    num_id: str | None
    num_level: int | None


@frozen
class Styles:
    """The styles of a document by their ids."""

    by_id: dict[str, Style] = field(factory=dict)

    @classmethod
    def of(cls, part: Element | None) -> Styles:
        """Reads the styles part; a document may lack it."""
        if part is None:
            return cls()
        return cls({attribute(style, "styleId"): _read(style) for style in part if short(style.tag) == "w:style"})

    def heading_level(self, style_id: str) -> int:
        """1 to 9 for a heading style, else 0; the outline level counts before the name."""
        for style in self._chain(style_id):
            named = _HEADING_NAME.fullmatch(style.name.strip())
            if style.outline is not None:
                return 0 if style.outline >= _NO_LEVEL else style.outline + 1
            if named:
                return int(named[1])
        return 0

    def is_title(self, style_id: str) -> bool:
        """The style of a document's title or subtitle."""
        style = self.by_id.get(style_id)
        return style is not None and _TITLE_NAME.fullmatch(style.name.strip()) is not None

    def is_contents(self, style_id: str) -> bool:
        """A style of the table of contents."""
        style = self.by_id.get(style_id)
        return style is not None and _CONTENTS_NAME.fullmatch(style.name.strip()) is not None

    def is_hidden(self, style_id: str) -> bool:
        """The style makes its text hidden."""
        return next((style.hidden for style in self._chain(style_id) if style.hidden is not None), False)

    def numbering(self, style_id: str) -> tuple[str, int | None]:
        """Id of the numbering a style carries ("" for none) and its level where the style names it."""
        for style in self._chain(style_id):
            if style.num_id is not None:
                return style.num_id, style.num_level
        return "", None

    def _chain(self, style_id: str) -> list[Style]:
        """A style and those it is based on."""
        chain: list[Style] = []
        while style_id in self.by_id and len(chain) < _LONGEST_CHAIN:
            chain.append(self.by_id[style_id])
            style_id = chain[-1].based_on
        return chain


def _read(style: Element) -> Style:
    paragraph = child(style, "w:pPr")
    outline = value(paragraph, "w:outlineLvl")
    level = value(paragraph, "w:numPr", "w:ilvl")
    return Style(
        name=value(style, "w:name"),
        based_on=value(style, "w:basedOn"),
        outline=whole(outline, _NO_LEVEL) if outline else None,
        hidden=switch(style, "w:rPr", "w:vanish"),
        num_id=value(paragraph, "w:numPr", "w:numId") or None,
        num_level=whole(level, 0) if level else None,
    )
