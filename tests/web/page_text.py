"""What a browser would show of a page: its text, and the text of the plan alone."""

from __future__ import annotations

from html.parser import HTMLParser

_EMPTY = {"br", "hr", "img", "input", "link", "meta", "wbr", "rect"}


class _Reader(HTMLParser):
    """Collects text inside the element with the wanted id; what carries data-extra is ours, not the plan's."""

    def __init__(self, wanted: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wanted = wanted
        self.open: list[tuple[str, bool, bool]] = []
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            return
        names = dict(attrs)
        inside = bool(self.open and self.open[-1][1]) or names.get("id") == self.wanted
        extra = bool(self.open and self.open[-1][2]) or "data-extra" in names
        self.open.append((tag, inside, extra))

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] and not self.open[-1][2]:
            self.pieces.append(data)


def text_of(html: str, wanted: str) -> str:
    """The text inside the element with an id; fails where tags do not nest."""
    reader = _Reader(wanted)
    reader.feed(html)
    reader.close()
    assert not reader.open, f"never closed: {reader.open[:3]}"
    return "".join(reader.pieces)
