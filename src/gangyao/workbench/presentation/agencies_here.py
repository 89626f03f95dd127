"""The agencies of a plan's area: as the area writes them, by all their spellings."""

from __future__ import annotations

import re
from functools import cache

from gangyao.core.plan.responsibility.naming import AgencyNames, local_name
from gangyao.ingest.vocabulary import load_agencies

_OWN_NAME = re.compile(r"(?:^|[省市州盟])([^省市州盟]+(?:自治)?[省市区县旗州盟])$")


@cache
def agencies_of(area: str) -> AgencyNames:
    """The agencies of an area, e.g. of 自贡市自流井区: 发改局 is 区发展和改革局."""
    own = _OWN_NAME.search(area)
    spellings: dict[str, str] = {}
    for agency in load_agencies():
        here = local_name(agency.id, agency.kind, area)
        for spelling in (here, *agency.all_names):
            spellings.setdefault(spelling, here)
    return AgencyNames(spellings, own[1] if own else area)


def agency_here(name: str, area: str) -> str:
    """An agency as the area writes it; the name itself where it is none that is known."""
    return agencies_of(area).find(name) or name
