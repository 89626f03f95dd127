"""What stands on a page, as places in points: x to the right, y downwards, as the text of the page is read."""

from __future__ import annotations

from functools import cached_property

from attrs import define, field, frozen


@define
class Glyph:
    """One visible character; not frozen, for a document has a hundred thousand and freezing costs a second.

    Attributes:
        char: as the font's encoding says.
        x0: where it begins.
        x1: where the next one would begin.
        baseline: the line it stands on.
        size: height of the font in points, scaled as on the page.
        spaced: white space was written before it, or the library guessed so.
        order: place in the page's content.
    """

    char: str
    x0: float
    x1: float
    baseline: float
    size: float
    spaced: bool
    order: int

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.baseline - 0.85 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.baseline + 0.15 * self.size


@frozen
class Rule:
    """A drawn line, horizontal or vertical.

    Attributes:
        start: where it begins along its direction.
        end: where it ends.
        place: its y if horizontal, its x if vertical.
    """

    start: float
    end: float
    place: float


@frozen
class Box:
    """A rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@define
class Page:
    """One page, or what of it is written in one direction.

    Attributes:
        number: from 1.
        box: what is seen of it.
        glyphs: its characters in the order of the content.
        across: horizontal rules.
        down: vertical rules.
        turn: quarter turns (counter-clockwise) of its text against the page.
        pictured: share of the page that pictures cover, at most 1.
        unmapped: characters whose font does not say what they are.
    """

    number: int
    box: Box
    glyphs: list[Glyph] = field(factory=list)
    across: list[Rule] = field(factory=list)
    down: list[Rule] = field(factory=list)
    turn: int = 0
    pictured: float = 0.0
    unmapped: int = 0


@frozen(slots=False)
class Line:
    """Characters that stand side by side.

    Attributes:
        glyphs: from left to right.
        page: number of its page.
    """

    glyphs: tuple[Glyph, ...]
    page: int

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return min(glyph.x0 for glyph in self.glyphs)

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max(glyph.x1 for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The size that most of it is set in."""
        sizes: dict[float, int] = {}
        for glyph in self.glyphs:
            sizes[glyph.size] = sizes.get(glyph.size, 0) + 1
        return max(sizes, key=lambda size: (sizes[size], size))

    @cached_property
    def baseline(self) -> float:
        """That of the characters in its size."""
        return next(glyph.baseline for glyph in self.glyphs if glyph.size == self.size)

    @cached_property
    def top(self) -> float:
        """Upper edge."""
        return min(glyph.top for glyph in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        """Lower edge."""
        return max(glyph.bottom for glyph in self.glyphs)
