"""Which plan a text is: its area, period and kind, and the id that follows from them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import Protocol

from attrs import frozen

from gangyao.core.document.document import Document
from gangyao.core.document.folding import fold
from gangyao.core.plan.identity.gazetteer import Gazetteer
from gangyao.core.plan.identity.profile import Profile, read_profile
from gangyao.core.plan.plan import Area

_OPENING = 600
_NOWHERE = Area("", "")
_WORDS = {"outline": "plan", "special": "special", "report": "report"}
ONE_A_PERIOD = ("outline", "report")  # an area has one outline a period and one report a year, but many special plans


class Identified(Protocol):
    """What has an area, a period and a kind: a plan, the head of a bundle, an identity."""

    @property
    def id(self) -> str:
        """Id of the plan."""

    @property
    def kind(self) -> str:
        """Kind of document."""

    @property
    def area(self) -> Area:
        """Whose plan it is."""

    @property
    def period(self) -> tuple[int, int]:
        """First and last year."""


@frozen
class Identity:
    """What a text says it is.

    Attributes:
        id: that follows from the rest, e.g. "510302-14".
        profile: title, kind and years.
        area: whose plan it is; with an empty code where unknown.
    """

    id: str
    profile: Profile
    area: Area

    @property
    def kind(self) -> str:
        """Kind of document, e.g. "outline"."""
        return self.profile.kind

    @property
    def period(self) -> tuple[int, int]:
        """First and last year; (0, 0) where the text names none."""
        if self.profile.year is not None:
            return (self.profile.year, self.profile.year)
        return (self.profile.period.start, self.profile.period.end) if self.profile.period else (0, 0)


def identify(document: Document, gazetteer: Gazetteer, area: Area | None = None) -> Identity:
    """Reads what a text is.

    Args:
        document: the parsed text.
        gazetteer: knows the codes of areas.
        area: whose plan it is where a person says so; by default what title, opening or file name say.
    """
    profile = read_profile(document)
    if area is None:
        opening = fold(document.text[:_OPENING]).text.replace(" ", "")
        area = gazetteer.find(profile.title, opening, document.source.name.rpartition(".")[0]) or _NOWHERE
    return Identity(default_plan_id(area, profile), profile, area)


def default_plan_id(area: Area, profile: Profile) -> str:
    """The ASCII id of a plan: `<area code>-<period>`, e.g. "510302-14", or "150702-2014" for a work report.

    Where the code is unknown, the kind stands for it; where area, period and kind can belong to several plans, eight
    hex digits of the title's sha256 follow: "plan-14-1f0a9c3e", "510302-special-14-1f0a9c3e".
    """
    kind = _WORDS.get(profile.kind, "text")
    tail = _years(profile)
    if area.code and tail and profile.kind in ONE_A_PERIOD:
        return f"{area.code}-{tail}"
    title = hashlib.sha256(profile.title.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(part for part in (area.code, kind, tail, title) if part)


def readable_id(identity: Identity, taken: Collection[str]) -> str:
    """An id to propose to a person for a new plan, that no plan has: "510302-14", "510302-special-14", else "plan-1"."""
    area, tail, kind = identity.area.code, _years(identity.profile), identity.kind
    known = bool(area and tail)
    word = () if kind in ONE_A_PERIOD else (_WORDS.get(kind, "text"),)
    stem = "-".join((area, *word, tail)) if known else "plan"
    numbers = (f"{stem}-{number}" for number in range(2 if known else 1, len(taken) + 3))
    return next(id_ for id_ in ((stem,) if known else ()) + tuple(numbers) if id_ not in taken)


def _years(profile: Profile) -> str:
    """A year, or the number of a period with two digits, as ids have them; empty where the text names none."""
    return str(profile.year) if profile.year else f"{profile.period.number:02d}" if profile.period else ""


def find_same(plan: Identified, known: Iterable[Identified]) -> str | None:
    """The id of the known plan that a text is another text of: of the same area, years and kind; else None.

    Plans without years, and kinds of which an area has many, are never taken for one another.
    """
    if plan.kind not in ONE_A_PERIOD or plan.period == (0, 0):
        return None
    what = (plan.period, plan.kind)
    return next(
        (other.id for other in known if same_area(plan.area, other.area) and what == (other.period, other.kind)), None
    )


def same_area(one: Area, two: Area) -> bool:
    """Whether two areas are one: by their codes, else by their names."""
    if one.code and two.code:
        return one.code == two.code
    return bool(one.name) and one.name == two.name
