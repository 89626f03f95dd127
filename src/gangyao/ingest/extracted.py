"""What a reader of formatted files gives: the text and what the file itself states about it."""

from __future__ import annotations

from attrs import frozen

from gangyao.core.document.document import Hint


@frozen
class Extracted:
    """The text of a formatted file and what its layout, styles and tables state about it.

    Attributes:
        text: paragraphs and table rows, a line each, cells joined by a tab; notes as lines "[n] …" at the end.
        hints: stretches whose kind the file states: headings as ITEM with their level, TITLE, CONTENTS, TABLE, the
            first line of a 专栏 as BOX (level 9, the level of a box), FOOTNOTE.
    """

    text: str
    hints: tuple[Hint, ...]
