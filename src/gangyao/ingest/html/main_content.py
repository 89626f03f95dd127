"""Which part of a page holds its text: the smallest one that holds nearly all of its sentences.

Names such as "TRS_Editor" differ from site to site and are only a hint; what counts is where the sentences stand.
"""

from __future__ import annotations

import re

from attrs import define, field

from gangyao.core.document.document import NodeKind
from gangyao.core.document.numbering import read_number
from gangyao.ingest.html.furniture import is_furniture, is_site_data
from gangyao.ingest.html.page import Element

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})  # fmt: skip
_NEARLY_ALL = 0.97
_NAMED_SHARE = 0.8  # of the sentences that a part must hold whose name says that it is the text
_NAMED = re.compile(
    r"^(?:zoom|zoomcon|ucap-content|trs_editor|trs_ueditor|pages_content|article|article[-_]?con(?:tent)?|content[-_]?text|main[-_]?text"
    r"|view|bt-content|conTxt|info[-_]?con(?:tent)?|news[-_]?con(?:tent)?|detail[-_]?con(?:tent)?)$",
    re.IGNORECASE,
)
_OUTER = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION, NodeKind.BOX)
_SENTENCE = re.compile("[。；！？]")


@define
class Weight:
    """What an element holds.

    Attributes:
        words: characters that are no links; those of sentences count in full, others by half.
        kept: headings with numbers and rows of figures, none of which may be lost.
        runs: stretches of text between two breaks.
        cells: of a row.
        figures: cells of a row with a digit.
        tables: inside it.
    """

    words: float = 0.0
    kept: int = 0
    runs: int = 0
    cells: int = 0
    figures: int = 0
    tables: int = 0

    def add(self, other: Weight) -> None:
        """Takes in what a child holds."""
        self.words += other.words
        self.kept += other.kept
        self.runs += other.runs
        self.tables += other.tables


@define
class _Scale:
    """Weighs a tree in one pass."""

    weights: dict[Element, Weight] = field(factory=dict)
    pieces: list[str] = field(factory=list)
    linked: int = 0

    def weigh(self, element: Element, link: bool = False) -> Weight:
        """The weight of an element; that of every element inside it is kept beside."""
        weight = self.weights[element] = Weight()
        breaks = element.tag in BLOCKS or element.tag == "br"
        if breaks:
            self._flush(self.weights.get(element.getparent(), weight))
        link = link or is_link(element)
        self._words(element.text, link)
        for child in element:
            inner = self.weigh(child, link)
            weight.add(inner)
            if child.tag in ("td", "th"):
                weight.cells += 1
                weight.figures += inner.figures
            self._words(child.tail, link)
        if breaks:
            self._flush(weight)
        if element.tag == "tr" and weight.cells > 2 and weight.figures > 1 and not weight.tables:
            weight.kept += 1
        weight.tables += element.tag == "table"
        return weight

    def _words(self, words: str | None, link: bool) -> None:
        if words:
            self.pieces.append(words)
            self.linked += len(words.strip()) if link else 0

    def _flush(self, weight: Weight) -> None:
        """Ends a run of text; menus and what else consists of links weighs nothing."""
        words = "".join("".join(self.pieces).split())
        linked, self.linked = self.linked, 0
        self.pieces.clear()
        if not words:
            return
        weight.runs += 1
        if linked > 0.5 * len(words) or is_furniture(words):
            return
        weight.words += len(words) if _SENTENCE.search(words) else 0.5 * len(words)
        number = read_number(words) if len(words) < 60 else None
        weight.kept += number is not None and number.kind in _OUTER
        weight.figures = int(bool(re.search(r"\d", words)) and not is_site_data(words))


def is_link(element: Element) -> bool:
    """A link to another page; one inside the page belongs to its contents or notes."""
    target = (element.get("href") or "").strip()
    return element.tag == "a" and bool(target) and "#" not in target[:1] and "#_" not in target


def main_content(body: Element) -> Element:
    """The part of a page that holds its text."""
    weights: dict[Element, Weight] = {}
    scale = _Scale(weights)
    scale.weigh(body)
    found = _descend(body, weights)
    whole = weights[found]
    for element in found.iter():
        if _is_named(element) and _holds(weights.get(element), whole, _NAMED_SHARE):
            return _descend(element, weights)
    return found


def _descend(element: Element, weights: dict[Element, Weight]) -> Element:
    while True:
        inner = max(element, key=lambda child: weights[child].words, default=None)
        if inner is None or not _holds(weights[inner], weights[element], _NEARLY_ALL):
            return element
        element = inner


def _holds(inner: Weight | None, outer: Weight, share: float) -> bool:
    """Whether a part holds nearly all of a whole, and is more than a single paragraph."""
    if inner is None or inner.runs < 2:
        return False
    return inner.words >= share * outer.words and inner.kept == outer.kept


def _is_named(element: Element) -> bool:
    if element.tag in ("article", "main") or element.get("role") == "main":
        return True
    names = [element.get("id") or "", *(element.get("class") or "").split()]
    return any(_NAMED.match(name) for name in names[:20])
