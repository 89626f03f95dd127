"""A promise, project, name or term with everything that is known of it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from attrs import frozen

from gangyao.core.document.document import Anchor
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.entity import Entity
from gangyao.core.plan.plan import Item
from gangyao.core.plan.project import Project
from gangyao.core.plan.revision import leaf_at
from gangyao.core.plan.term import Term
from gangyao.ingest.vocabulary import load_project_types
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.cards import Fact, Link
from gangyao.workbench.presentation.commitment_lines import LineWriter
from gangyao.workbench.presentation.commitment_rows import PLAIN, CommitmentRow, commitment_row
from gangyao.workbench.presentation.figures import plain
from gangyao.workbench.presentation.passages import Passage, read_passage
from gangyao.workbench.presentation.review_decisions import SIGNS, Saying, say, state_of
from gangyao.workbench.presentation.review_names import name_of
from gangyao.workbench.presentation.words import (
    ENTITY_KINDS,
    NOT_WRITTEN,
    doubt_words,
    horizon_words,
    inferred_label,
    inferred_rule,
)

ITEM_KINDS: Mapping[type, str] = {Commitment: "任务", Project: "项目", Entity: "机构与地方", Term: "名词"}
_PLACES_SHOWN = 12
_LIST = "、"


@frozen
class Place:
    """A place in the text; `what` says which, where there are several sorts."""

    passage: Passage
    what: str = ""


@frozen
class Links:
    """Neighbouring records under one title."""

    title: str
    links: tuple[Link, ...]


@frozen
class ItemCard:
    """A record as a page or a panel shows it.

    Attributes:
        id: of the record.
        kind: in words, e.g. "任务".
        title: what it is called, or what is to be done.
        facts: fields in words.
        inferred: inferred fields with their rules.
        doubts: in words.
        places: where it stands, the first ones.
        more: how many places are not shown.
        links: what stands inside, or what it stands in.
        duty: of a promise: who does it.
        previous: the record of its kind before it.
        following: the record of its kind after it.
        sign: that it was reviewed; empty where nobody has.
        decisions: what people decided about it, oldest first.
    """

    id: str
    kind: str
    title: str
    facts: tuple[Fact, ...]
    inferred: tuple[Fact, ...]
    doubts: tuple[str, ...]
    places: tuple[Place, ...]
    more: int
    links: tuple[Links, ...]
    duty: CommitmentRow | None
    previous: Link | None
    following: Link | None
    sign: str
    decisions: tuple[Saying, ...]


def read_item_card(stored: StoredPlan, record_id: str, names: Mapping[str, str]) -> ItemCard | None:
    """The card of a promise, project, name or term; None where the plan has none of this id.

    Args:
        stored: the plan.
        record_id: of the record.
        names: actor's key → name.
    """
    plan = stored.plan
    for siblings in (plan.commitments, plan.projects, plan.entities, plan.terms):
        for position, record in enumerate(siblings):
            if record.id == record_id:
                return _card(stored, siblings, position, names)
    return None


def _card(stored: StoredPlan, siblings: Sequence[Item], position: int, names: Mapping[str, str]) -> ItemCard:
    record = siblings[position]
    places = list(_places(record))
    return ItemCard(
        id=record.id,
        kind=ITEM_KINDS[type(record)],
        title=title_of(record, stored),
        facts=tuple(_facts(record)),
        inferred=tuple(Fact(inferred_label(code), "", inferred_rule(code)) for code in record.inferred),
        doubts=tuple(map(doubt_words, record.doubts)),
        places=tuple(_place(stored, record, anchor, what) for anchor, what in islice(places, _PLACES_SHOWN)),
        more=max(0, len(places) - _PLACES_SHOWN),
        links=tuple(links for links in _links(stored, record) if links.links),
        duty=commitment_row(stored, record) if isinstance(record, Commitment) else None,
        previous=_link(siblings[position - 1], stored) if position else None,
        following=_link(siblings[position + 1], stored) if position + 1 < len(siblings) else None,
        sign=SIGNS.get(state_of(record.id, stored.decisions), ""),
        decisions=tuple(say(correction, names) for correction in stored.decisions.get(record.id, ())),
    )


def title_of(record: Item, stored: StoredPlan) -> str:
    """What a record is called; a promise without verb and object by the words of its clause."""
    return name_of(record) or stored.document.quote(*_span(record)).strip()


def _span(record: Item) -> tuple[int, int]:
    anchor = record.anchor if isinstance(record, Commitment) else record.anchors[0]
    return anchor.start, anchor.end


def _facts(record: Item) -> Iterator[Fact]:
    if isinstance(record, Commitment):
        yield from _promise_facts(record)
    elif isinstance(record, Project):
        yield from _project_facts(record)
    elif isinstance(record, Entity):
        yield Fact("类别", ENTITY_KINDS[record.kind])
        yield Fact("代码", record.code or "词表里没有", unknown=not record.code)
    else:
        yield from _term_facts(record)


def _promise_facts(record: Commitment) -> Iterator[Fact]:
    rule = inferred_rule("horizon") if "horizon" in record.inferred else ""
    yield _or_unwritten("动词", record.verb)
    yield _or_unwritten("对象", _LIST.join(record.objects) or record.object_head)
    yield Fact("语气", record.modality or PLAIN, unknown=not record.modality)
    yield _or_unwritten("主体", record.who)
    yield Fact("完成时限", horizon_words(record.horizon), rule, unknown=record.horizon in ("", "other"))


def _project_facts(record: Project) -> Iterator[Fact]:
    rule = inferred_rule("type") if "type" in record.inferred else ""
    yield Fact("类型", load_project_types().labels.get(record.type, record.type) or "未归类", rule)
    yield _or_unwritten("数量", f"{plain(record.count)}{record.unit}" if record.count is not None else "")
    yield _or_unwritten("地点", record.place)
    yield Fact("状态", "规划写作已有的" if record.existing else "规划要做的")


def _term_facts(record: Term) -> Iterator[Fact]:
    yield Fact("注释标号", record.mark or "没有", unknown=not record.mark)
    if record.mark:
        yield Fact("注释", "见下面所引" if record.body else "原文没有附注释正文", unknown=record.body is None)
    if record.cardinality is not None:
        yield Fact("名称所说的项数", f"{record.cardinality}项")
    if record.cardinality is not None or record.members:
        yield Fact("各项", _LIST.join(record.members) or "原文没有逐项写出", unknown=not record.members)


def _or_unwritten(label: str, text: str) -> Fact:
    return Fact(label, text or NOT_WRITTEN, unknown=not text)


def _places(record: Item) -> Iterator[tuple[Anchor, str]]:
    """Where it stands, the explanation of a term first behind the term."""
    if isinstance(record, Commitment):
        yield record.anchor, ""
        return
    yield record.anchors[0], ""
    if isinstance(record, Term):
        if record.body:
            yield record.body, "注释"
        yield from ((anchor, "所列各项") for anchor in record.member_anchors[:1])
    yield from ((anchor, "") for anchor in record.anchors[1:])


def _place(stored: StoredPlan, record: Item, anchor: Anchor, what: str) -> Place:
    node = record.node if isinstance(record, Commitment) else leaf_at(stored.document, anchor.start)
    return Place(read_passage(stored.plan, stored.document, anchor, node), what)


def _links(stored: StoredPlan, record: Item) -> Iterator[Links]:
    if isinstance(record, Commitment):
        line = LineWriter(stored)
        yield Links("里面的目标", tuple(line.targets(record.statements)))
        yield Links("里面的项目", tuple(line.projects(record.projects)))
    elif isinstance(record, Project):
        yield Links("所在的任务", promises_with(stored, projects=(record.id,)))


def promises_with(
    stored: StoredPlan, *, statements: Sequence[str] = (), projects: Sequence[str] = ()
) -> tuple[Link, ...]:
    """The promises that hold any of some statements or projects."""
    wanted_statements, wanted_projects = set(statements), set(projects)
    return tuple(
        _link(one, stored)
        for one in stored.plan.commitments
        if wanted_statements.intersection(one.statements) or wanted_projects.intersection(one.projects)
    )


def _link(record: Item, stored: StoredPlan) -> Link:
    return Link(record.id, title_of(record, stored))
