"""项目, 名词, 机构 as rows: what a plan names, in words, narrowed to what is asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from gangyao.core.document.document import Anchor
from gangyao.core.plan.entity import Entity
from gangyao.core.plan.plan import Item
from gangyao.core.plan.project import Project
from gangyao.core.plan.term import Term
from gangyao.ingest.vocabulary import load_project_types
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.cards import Link
from gangyao.workbench.presentation.figures import plain
from gangyao.workbench.presentation.outline import place_of
from gangyao.workbench.presentation.review_names import name_of
from gangyao.workbench.presentation.target_rows import Choice
from gangyao.workbench.presentation.words import ENTITY_KINDS, NOT_WRITTEN, doubt_words

EXISTING, PROMISED = "existing", "promised"
_STATES = {PROMISED: "规划要做的", EXISTING: "已有的"}
_LIST = "、"


@frozen
class DirectoryRow:
    """One named thing.

    Attributes:
        id: of the record.
        name: as the plan writes it.
        group: what it is listed under, e.g. "桥梁" or "地方".
        facts: further columns in words, in the order of the page's heads.
        chapter: heading of the part of the plan that names it first; empty where there is none.
        at: its first place, as an address has it.
        places: in how many places it is named.
        promises: the promises that it stands in.
        state: of a project "existing" or "promised"; empty otherwise.
        doubts: in words.
    """

    id: str
    name: str
    group: str
    facts: tuple[str, ...]
    chapter: str
    at: str
    places: int
    promises: tuple[Link, ...] = ()
    state: str = ""
    doubts: tuple[str, ...] = ()


@frozen
class Wanted:
    """What a directory is narrowed to; empty fields ask for nothing."""

    words: str = ""
    group: str = ""
    chapter: str = ""
    state: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.words or self.group or self.chapter or self.state)

    def admits(self, row: DirectoryRow) -> bool:
        """Whether a row is asked for."""
        said = f"{row.name} {row.group} {' '.join(row.facts)}".casefold()
        return (
            all(word in said for word in self.words.casefold().split())
            and self.group in ("", row.group)
            and self.chapter in ("", row.chapter)
            and self.state in ("", row.state)
        )


@frozen
class Directory:
    """A directory as a page prints it.

    Attributes:
        rows: all there are.
        groups: those that are asked for, under their groups, the largest group first.
        offers: name of a filter → what it offers.
    """

    rows: tuple[DirectoryRow, ...]
    groups: tuple[tuple[str, tuple[DirectoryRow, ...]], ...]
    offers: Mapping[str, tuple[Choice, ...]]

    @property
    def shown(self) -> int:
        """How many rows are asked for."""
        return sum(len(rows) for _, rows in self.groups)


def read_directory(rows: Iterable[DirectoryRow], wanted: Wanted) -> Directory:
    """Rows narrowed and grouped."""
    there = tuple(rows)
    groups: dict[str, list[DirectoryRow]] = defaultdict(list)
    for row in filter(wanted.admits, there):
        groups[row.group].append(row)
    ordered = sorted(groups.items(), key=lambda pair: -len(pair[1]))
    offers = {
        "group": _offers(there, lambda row: row.group, wanted.group, by_count=True),
        "chapter": _offers(there, lambda row: row.chapter, wanted.chapter),
        "state": _offers(there, lambda row: row.state, wanted.state, _STATES),
    }
    return Directory(there, tuple((group, tuple(some)) for group, some in ordered), offers)


def project_rows(stored: StoredPlan) -> tuple[DirectoryRow, ...]:
    """The projects: how many, and where."""
    labels = load_project_types().labels
    promises: dict[str, list[Link]] = defaultdict(list)
    for promise in stored.plan.commitments:
        for id_ in promise.projects:
            promises[id_].append(Link(promise.id, name_of(promise)))
    return tuple(
        _row(
            stored, project, project.anchors, labels.get(project.type, project.type) or "未归类",
            (count_words(project), project.place or NOT_WRITTEN), promises=tuple(promises[project.id]),
            state=EXISTING if project.existing else PROMISED,
        )
        for project in stored.plan.projects
    )  # fmt: skip


def count_words(project: Project) -> str:
    """How many a project says it is of; a plan that says 一批 leaves that open."""
    if project.count is not None:
        return f"{plain(project.count)}{project.unit}"
    return "数量未写明" if project.doubts else ""


def term_rows(stored: StoredPlan) -> tuple[DirectoryRow, ...]:
    """The terms: mark, explanation and members, as far as the text gives them."""
    return tuple(
        _row(stored, term, term.anchors, _sort_of(term), (term.mark, _explained(stored, term), _members(term)))
        for term in stored.plan.terms
    )


def entity_rows(stored: StoredPlan) -> tuple[DirectoryRow, ...]:
    """Bodies, places and higher plans, with their codes."""
    return tuple(
        _row(stored, entity, entity.anchors, ENTITY_KINDS[entity.kind], (entity.code,))
        for entity in stored.plan.entities
    )


def _row(
    stored: StoredPlan, record: Project | Term | Entity, anchors: Sequence[Anchor], group: str, facts: tuple[str, ...],
    **more: Any,
) -> DirectoryRow:  # fmt: skip
    first = anchors[0]
    return DirectoryRow(
        record.id, record.name, group, facts, _chapter(stored, record, first), f"{first.start}-{first.end}", len(anchors),
        doubts=tuple(map(doubt_words, record.doubts)), **more,
    )  # fmt: skip


def _chapter(stored: StoredPlan, record: Item, anchor: Anchor) -> str:
    path = place_of(stored.plan, anchor.start)
    entry = next((entry for entry in path if entry.kind == "chapter"), path[0] if path else None)
    return f"{entry.label} {entry.title}".strip() if entry else ""


def _sort_of(term: Term) -> str:
    return "有注释标号的名词" if term.mark else "并称"


def _explained(stored: StoredPlan, term: Term) -> str:
    if term.body:
        return stored.document.quote(term.body.start, term.body.end).strip()
    return "原文未解释" if term.mark else ""


def _members(term: Term) -> str:
    if term.cardinality is None and not term.members:
        return ""
    if not term.members:
        return f"名称说有{term.cardinality}项，原文未列出"
    listed = _LIST.join(term.members)
    if term.cardinality is None:
        return listed
    same = "与名称相符" if len(term.members) == term.cardinality else f"名称说有{term.cardinality}项"
    return f"{listed}（{len(term.members)}项，{same}）"


def _offers(
    rows: Sequence[DirectoryRow],
    value: Callable[[DirectoryRow], str],
    chosen: str,
    labels: Mapping[str, str] | None = None,
    *,
    by_count: bool = False,
) -> tuple[Choice, ...]:
    """The values that occur, in order of the text or the most frequent first; none where all rows have one."""
    counted = Counter(filter(None, map(value, rows)))
    if len(counted) < 2 and not chosen:
        return ()
    found = counted.most_common() if by_count else counted.items()
    return tuple(Choice(name, (labels or {}).get(name, name), count, name == chosen) for name, count in found)
