"""What is known of names before a text is read: bodies, strategies, enterprises, regions, each from a vocabulary."""

from __future__ import annotations

from attrs import frozen

from gangyao.core.plan.identity.gazetteer import Gazetteer


@frozen
class FormerName:
    """What a body was called before.

    Attributes:
        name: e.g. "国土资源局".
        short: what it was called for short, e.g. "国土局".
        stems: words that meant it beside 部门, e.g. "国土".
        valid_from: year in which it began; None where unknown.
        valid_to: year in which it ended; None where unknown.
    """

    name: str
    short: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_to: int | None = None


@frozen
class Agency:
    """A body that every county has under a like name; an entry of vocabulary/agencies.yaml.

    Attributes:
        id: full name without territory and level, e.g. "发展和改革局".
        kind: "party", "department", "mass" …, as the vocabulary explains.
        names: other full names, e.g. "发展和改革委员会".
        short: short names that mean this body wherever they stand, e.g. "发改委".
        stems: words that mean it only beside 部门, in a list of bodies or after 上级, e.g. "发改".
        former: what it was called before.
        valid_from: year since when it is called so; None where unknown.
        valid_to: year in which it ended; None where it goes on.
        source: the document or usage that it rests on.
        as_of: date on which the entry was checked.
    """

    id: str
    kind: str
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()
    valid_from: int | None = None
    valid_to: int | None = None
    source: str = ""
    as_of: str = ""

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name that means this body wherever it stands, former ones too."""
        before = tuple(name for former in self.former for name in (former.name, *former.short))
        return (self.id, *self.names, *self.short, *before)

    @property
    def all_stems(self) -> tuple[str, ...]:
        """Every word that means this body beside 部门, former ones too."""
        return (*self.stems, *(stem for former in self.former for stem in former.stems))


@frozen
class Strategy:
    """A strategy, campaign or plan of a higher level that texts cite by name; an entry of vocabulary/strategies.yaml.

    Attributes:
        id: its usual name, e.g. "一带一路".
        names: other names.
        level: "national", "provincial" or "municipal".
        area: code of the territory whose strategy it is; empty for the nation's.
        valid_from: year since when it is spoken of; None where unknown.
        valid_to: year in which it ended; None where it goes on.
        source: the document that set it.
        as_of: date on which the entry was checked.
    """

    id: str
    names: tuple[str, ...] = ()
    level: str = "national"
    area: str = ""
    valid_from: int | None = None
    valid_to: int | None = None
    source: str = ""
    as_of: str = ""


@frozen
class Enterprise:
    """An enterprise that texts call by a short name; an entry of vocabulary/enterprises.yaml.

    Attributes:
        id: its full name.
        short: e.g. "中石化".
        source: the list that it rests on.
        as_of: date on which the entry was checked.
    """

    id: str
    short: tuple[str, ...] = ()
    source: str = ""
    as_of: str = ""


@frozen(eq=False)
class KnownNames:
    """All vocabularies that names are found by; one is read for a process, so it is told from others by itself.

    Attributes:
        gazetteer: the administrative divisions.
        agencies: bodies.
        strategies: higher strategies and plans.
        enterprises: enterprises with short names.
        regions: regions, rivers, countries without a code; of each its name, then others of the same.
    """

    gazetteer: Gazetteer
    agencies: tuple[Agency, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    regions: tuple[tuple[str, ...], ...] = ()
