"""Whether a text may stand in the place of a plan's present text, and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Protocol

from attrs import frozen

from gangyao.core.document.folding import fold
from gangyao.core.plan.identity.identity import ONE_A_PERIOD, Identified, Identity, same_area

_ASIDE = re.compile(r"\([^()]*\)|[《》“”\"\s]")


class Differs(StrEnum):
    """What a text does not share with a plan, or does not say."""

    AREA = "area"
    PERIOD = "period"
    KIND = "kind"
    TITLE = "title"


class Titled(Identified, Protocol):
    """A plan with its title."""

    @property
    def title(self) -> str:
        """As printed."""


@frozen
class Loss:
    """How the targets of a text compare with those that a plan shows.

    Attributes:
        found: targets of the text.
        shown: targets that the plan shows.
        gone: of these, how many the text does not have.
    """

    found: int
    shown: int
    gone: int

    @property
    def heavy(self) -> bool:
        """More than half of what is shown would be gone."""
        return 2 * self.gone > self.shown


def differences(identity: Identity, plan: Titled) -> tuple[Differs, ...]:
    """In what a text is not the plan; empty where it is another text of it.

    An area has one outline a period and one report a year: of these the title says no more than area, years and kind.
    Of all other kinds, and where neither text nor plan names area or years, it has to be the same; what stands in
    brackets (修订稿) is no part of it.
    """
    found = []
    nowhere = not any((identity.area.name, identity.area.code, plan.area.name, plan.area.code))
    if not nowhere and not same_area(identity.area, plan.area):
        found.append(Differs.AREA)
    if identity.period != plan.period:
        found.append(Differs.PERIOD)
    if identity.kind != plan.kind:
        found.append(Differs.KIND)
    told = plan.kind in ONE_A_PERIOD and not nowhere and plan.period != (0, 0)
    if (found or not told) and _plain(identity.profile.title) != _plain(plan.title):
        found.append(Differs.TITLE)
    return tuple(found)


def loss(found: Collection[str], shown: Collection[str]) -> Loss:
    """Compares the ids of a text's targets with those that a plan shows."""
    return Loss(len(found), len(shown), len(set(shown) - set(found)))


def _plain(title: str) -> str:
    return _ASIDE.sub("", fold(title).text)
