"""From a text to the things it names, each once, with every place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import count

from gangyao.core.document.document import Anchor, Document, NodeKind
from gangyao.core.plan.entities.agencies import AgencyNames
from gangyao.core.plan.entities.higher_plans import find_strategies, find_titles, find_zones
from gangyao.core.plan.entities.known_names import KnownNames
from gangyao.core.plan.entities.meetings import find_meetings
from gangyao.core.plan.entities.mention import Mention, longest
from gangyao.core.plan.entities.name_index import NameIndex
from gangyao.core.plan.entities.organisations import find_called_enterprises, find_organisations
from gangyao.core.plan.entities.persons import find_persons
from gangyao.core.plan.entities.place_forms import find_bare_names, find_place_forms
from gangyao.core.plan.entities.place_lists import find_listed_places, find_place_pairs
from gangyao.core.plan.entities.place_names import PlaceNames
from gangyao.core.plan.entity import Entity, EntityKind
from gangyao.core.plan.identifier import slug
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.plan import Area

_LEFT_OUT = (NodeKind.CONTENTS, NodeKind.FURNITURE)
_NOT_IN_NAMES = str.maketrans("", "", "《》“”\n")
_TERRITORY = re.compile("(?:特别行政区|自治区|自治[州县旗]|[省市州盟县区旗])$")


def find_entities(document: Document, profile: Profile, area: Area, known: KnownNames) -> tuple[Entity, ...]:
    """Everything that a text names, in order of first mention; persons are never listed.

    A name inside a longer one is not counted; a table of contents and running heads do not count.

    Args:
        document: the text.
        profile: what it is.
        area: whose plan it is; a name that several territories bear is read as the one near it.
        known: the vocabularies.
    """
    mentions = find_mentions(document, profile, area, known)
    groups: dict[tuple[EntityKind, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.kind, mention.key].append(mention)
    taken: set[str] = set()
    return tuple(_entity(document, group, taken) for group in groups.values())


@lru_cache(maxsize=64)
def _places(known: KnownNames, area_code: str) -> PlaceNames:
    """Built once for the plans of a territory: thousands of names."""
    return PlaceNames.of(known.gazetteer, known.regions, area_code)


@lru_cache(maxsize=4)
def _agencies(known: KnownNames) -> AgencyNames:
    return AgencyNames.of(known.agencies)


def find_mentions(document: Document, profile: Profile, area: Area, known: KnownNames) -> list[Mention]:
    """Every name of a text at its place, in positions of the folded text."""
    text = document.folded.text
    places = _places(known, area.code).find(text)
    own = _own_names(area)
    unlisted = NameIndex.of(dict.fromkeys(() if area.code else own, area.name)).find(text)
    places += [Mention(start, end, EntityKind.PLACE, name) for start, end, name in unlisted]
    places = longest(places)
    forms = longest([*places, *find_place_forms(text, places)])
    found = [
        *find_titles(text, profile.title),
        *_agencies(known).find(text, places),
        *find_meetings(text),
        *find_strategies(text, known.strategies, area.code),
        *find_zones(text, places, own),
        *find_called_enterprises(text, known.enterprises),
        *find_organisations(text, places),
        *forms,
        *find_listed_places(text, forms),
        *find_place_pairs(text),
        *find_bare_names(text, forms),
    ]
    persons = {place for start, end in find_persons(text) for place in range(start, end)}
    named = [mention for mention in longest(found) if not _may_be_person(mention, persons)]
    return list(_in_body(document, named))


def _may_be_person(mention: Mention, persons: set[int]) -> bool:
    """A place without code that lies among the names of persons."""
    return mention.kind is EntityKind.PLACE and not mention.code and mention.end - 1 in persons


def _own_names(area: Area) -> tuple[str, ...]:
    """What a plan calls its own territory: its name, without those above it, and without 市, 区, 县."""
    last = [name for name in re.split("(?<=[省市州盟])", area.name) if name][-1:]
    return tuple(dict.fromkeys(name for full in last for name in (full, _TERRITORY.sub("", full)) if len(name) > 1))


def _in_body(document: Document, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions outside the table of contents and what surrounds the text."""
    aside = [
        document.folded.from_source(place)
        for _, node in document.of_kind(*_LEFT_OUT)
        for place in (node.start, node.end)
    ]
    spans = iter(zip(aside[::2], aside[1::2], strict=True))
    span = next(spans, None)
    for mention in mentions:
        while span is not None and span[1] <= mention.start:
            span = next(spans, None)
        if span is None or mention.start < span[0]:
            yield mention


def _entity(document: Document, mentions: list[Mention], taken: set[str]) -> Entity:
    folded = document.folded
    first = mentions[0]
    names = Counter(folded.text[m.start : m.end].translate(_NOT_IN_NAMES) for m in mentions)
    name = names.most_common(1)[0][0]
    anchors = tuple(Anchor(document.source.id, *folded.to_source(m.start, m.end)) for m in mentions)
    return Entity(
        id=_free_id(slug(name) or first.kind.value, taken), name=name, kind=first.kind, anchors=anchors,
        code=first.code, doubts=first.doubts,
    )  # fmt: skip


def _free_id(wanted: str, taken: set[str]) -> str:
    numbered = (f"{wanted}-{number}" for number in count(2))
    free = wanted if wanted not in taken else next(id_ for id_ in numbered if id_ not in taken)
    taken.add(free)
    return free
