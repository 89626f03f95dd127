"""What can be found: the sentences, rows, headings and notes of a text; the targets and statements of a plan."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum

from attrs import frozen

from gangyao.core.document.document import HEADINGS, Anchor, Document, Node, NodeKind
from gangyao.core.indicator.indicator import Indicator
from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.plan.plan import OutlineEntry, Plan, Target
from gangyao.core.plan.statement import Statement
from gangyao.core.quantity.quantity import Quantity
from gangyao.core.search.spelling import BREAK, NAME, spell

_LEAVES = (*HEADINGS, NodeKind.TITLE, NodeKind.SENTENCE, NodeKind.ROW, NodeKind.FOOTNOTE)
_NO_SPACE_AFTER = ("、", "）", ")", "．")
_MAIN_GOALS = re.compile("主要目标|发展目标|主要指标|总体目标|预期目标|规划目标")


class Rank(IntEnum):
    """Kinds of passages in the order in which they are listed."""

    TARGET = 1
    HEADING = 2
    MAIN_GOAL = 3  # text of a section that sets the main targets
    BODY = 4
    NOTE = 5
    STATEMENT = 6


@frozen
class Passage:
    """A stretch that is found as one: all words of a query must stand in it.

    Attributes:
        rank: what it is.
        start: first character in the source.
        end: one past the last.
        text: as it is shown, without stray blanks, line ends and footnote marks; of a record its name.
        spelling: as it is searched.
        path: headings above it, outermost first, e.g. ("第二章 目标与任务", "第一节 主要目标").
        record: id of the target or statement; empty for text.
        aliases: of a record: other names of its indicator.
        quantity: of a record: its value.
        horizon: of a record, e.g. "2025"; empty for text.
    """

    rank: Rank
    start: int
    end: int
    text: str
    spelling: str
    path: tuple[str, ...]
    record: str = ""
    aliases: tuple[str, ...] = ()
    quantity: Quantity | None = None
    horizon: str = ""


@frozen
class Outline:
    """Which headings stand above a place.

    Attributes:
        places: where headings begin and end, in order.
        paths: the headings above what follows each place, outermost first, run-in ones left out.
    """

    places: tuple[int, ...]
    paths: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, entries: Sequence[OutlineEntry]) -> Outline:
        """The outline of a plan."""
        heading = [entry for entry in entries if entry.kind != "lead"]
        places = sorted({place for entry in heading for place in (entry.anchor.start, entry.end)})
        paths, above, following = list[tuple[str, ...]](), list[OutlineEntry](), 0
        for place in places:
            while following < len(heading) and heading[following].anchor.start <= place:
                above = [entry for entry in above if entry.level < heading[following].level] + [heading[following]]
                following += 1
            above = [entry for entry in above if place < entry.end]
            paths.append(tuple(heading_words(entry.label, entry.title) for entry in above))
        return cls(tuple(places), tuple(paths))

    def above(self, place: int) -> tuple[str, ...]:
        """The headings above a place; a heading is above its own words too."""
        index = bisect_right(self.places, place)
        return self.paths[index - 1] if index else ()


def passages_of_text(document: Document, outline: Outline) -> Iterator[Passage]:
    """The passages of a text in order of place; the table of contents and running heads are left out."""
    marks = [(node.start, node.end) for _, node in document.of_kind(NodeKind.MARK)]
    hidden = frozenset(position for start, end in marks for position in range(start, end))
    for _, node in document.of_kind(*_LEAVES):
        path = outline.above(node.start)
        text = _text_of(document, node, hidden)
        if node.kind in HEADINGS and node.kind is not NodeKind.LEAD:
            path = path[:-1]
            if node.label and text.startswith(node.label):
                text = heading_words(node.label, text[len(node.label) :])
        spelling = spell(text).text
        if spelling:
            yield Passage(_rank(node, path), node.start, node.end, text, spelling, path)


def heading_words(label: str, title: str) -> str:
    """A heading as it is shown: 第三章 主要目标, 一、主要目标, （一）主要目标."""
    return f"{label}{'' if label.endswith(_NO_SPACE_AFTER) else ' '}{title.strip()}".strip()


def _text_of(document: Document, node: Node, hidden: frozenset[int]) -> str:
    """The characters of the source that the folded text keeps: no stray blanks, no line broken at a width."""
    folded = document.folded
    origins = folded.origins[folded.from_source(node.start) : folded.from_source(node.end)]
    return "".join(document.text[position] for position in origins if position not in hidden).strip()


def _rank(node: Node, path: Sequence[str]) -> Rank:
    if node.kind in HEADINGS or node.kind is NodeKind.TITLE:
        return Rank.HEADING
    if node.kind is NodeKind.FOOTNOTE:
        return Rank.NOTE
    return Rank.MAIN_GOAL if any(map(_MAIN_GOALS.search, path)) else Rank.BODY


def passages_of_records(plan: Plan, lexicon: Lexicon, outline: Outline) -> Iterator[Passage]:
    """The targets, then the statements of a plan, each found by every name that the vocabulary has for its indicator."""
    places = {statement.id: statement.anchor for statement in plan.statements}
    for target in plan.targets:
        indicator = lexicon.by_id.get(target.indicator or "") or lexicon.find(target.name)
        anchor = next((places[id_] for id_ in target.statements if id_ in places), target.anchors[0])
        yield _record(Rank.TARGET, target, target.name, indicator, anchor, outline, target.field)
    for statement in plan.statements:
        indicator = lexicon.find(statement.indicator)
        facts = statement.modality
        yield _record(Rank.STATEMENT, statement, statement.indicator, indicator, statement.anchor, outline, facts)


def _record(
    rank: Rank,
    record: Target | Statement,
    name: str,
    indicator: Indicator | None,
    anchor: Anchor,
    outline: Outline,
    fact: str,
) -> Passage:
    known = (indicator.name, *indicator.aliases) if indicator else ()
    aliases = tuple(dict.fromkeys(other for other in known if other != name))
    names = "".join(f"{NAME}{spell(words).text}" for words in (name, *aliases))
    facts = (record.scope, fact, _value_words(record.quantity), _time_words(record.horizon))
    spelling = f"{names}{NAME}{BREAK.join(spell(words).text for words in facts if words)}"
    return Passage(
        rank, anchor.start, anchor.end, name, spelling, outline.above(anchor.start), record.id, aliases,
        record.quantity, record.horizon,
    )  # fmt: skip


def _value_words(quantity: Quantity) -> str:
    values = (format(value, "f") for value in (quantity.value, quantity.value_high) if value is not None)
    return f"{quantity.words or ''} {'—'.join(values)}{quantity.unit or ''}"


def _time_words(horizon: str) -> str:
    return f"{horizon}年" if horizon.isdigit() else horizon.removesuffix("other")
