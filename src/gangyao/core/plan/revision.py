"""From what the compiler read to the plan as people decided it: every decision is laid over, or listed.

statements as read ─▶ added ones ─▶ fields, acceptances, rejections ─▶ targets ─▶ regrouping ─▶ the same for targets
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from gangyao.core.document.document import Anchor, Document, NodeKind
from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.plan.correction import ADDED, Correction, apply_corrections, read_number, with_field
from gangyao.core.plan.identifier import IdRegister
from gangyao.core.plan.plan import Area, Found, Item, Record, Target
from gangyao.core.plan.statement import Measure, Role, Statement, Tier
from gangyao.core.plan.targets.build import build_targets
from gangyao.core.quantity.quantity import Quantity

WHOLE_AREA = "全区"
_LEAVES = (
    NodeKind.SENTENCE, NodeKind.LEAD, NodeKind.ROW, NodeKind.TITLE, NodeKind.ITEM, NodeKind.BOX, NodeKind.CONTENTS,
    NodeKind.FURNITURE, NodeKind.FOOTNOTE,
)  # fmt: skip


@frozen
class Revision:
    """A plan's records as people decided them.

    Attributes:
        statements: in order of place, added ones among them.
        targets: in order of their first place.
        rejected: records that were withdrawn, as they last were.
        decisions: id of a record → the decisions that hold for it, oldest first.
        unapplied: decisions that do not fit, in their order; with those that hold they are all there are.
        items: commitments, projects, entities and terms, in the order in which they were read.
    """

    statements: tuple[Statement, ...]
    targets: tuple[Target, ...]
    rejected: tuple[Record, ...]
    decisions: Mapping[str, tuple[Correction, ...]]
    unapplied: tuple[Correction, ...]
    items: tuple[Item, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """All that hold."""
        return (*self.statements, *self.targets, *self.items)


def revise(
    read: Sequence[Found],
    corrections: Sequence[Correction],
    *,
    document: Document,
    lexicon: Lexicon,
    area: Area,
    register: IdRegister,
) -> Revision:
    """Lays the decisions of people over what was read.

    Args:
        read: statements and items as the compiler read them, with their ids, each kind in order of place.
        corrections: decisions in the order in which they were taken.
        document: the text; added statements are looked for in it.
        lexicon: knows which names are one indicator.
        area: whose plan it is.
        register: gives ids that stay to the targets.
    """
    statements = [record for record in read if isinstance(record, Statement)]
    items: list[Item] = [record for record in read if not isinstance(record, Statement)]
    added = {id(c): made for c in corrections if c.field == ADDED and (made := _added(c, statements, document))}
    there = sorted([*statements, *added.values()], key=lambda one: one.anchor.start) if added else statements
    of_statements = apply_corrections(there, [c for c in corrections if id(c) not in added])
    built = build_targets(
        of_statements.kept, lexicon=lexicon, area=area, register=register, corrections=of_statements.left
    )
    of_targets = apply_corrections(built.targets, built.left)
    of_items = apply_corrections(items, of_targets.left)
    decisions: dict[str, list[Correction]] = defaultdict(list)
    held = [c for c in corrections if id(c) in added] + [
        *of_statements.applied, *of_targets.applied, *of_items.applied,
    ]  # fmt: skip
    for record, correction in (*((c.record, c) for c in held), *built.regrouped):
        decisions[record].append(correction)
    order = {id(correction): place for place, correction in enumerate(corrections)}
    return Revision(
        of_statements.kept, of_targets.kept, (*of_statements.rejected, *of_targets.rejected, *of_items.rejected),
        {record: tuple(sorted(some, key=lambda c: order[id(c)])) for record, some in decisions.items()},
        tuple(sorted(of_items.left, key=lambda c: order[id(c)])), of_items.kept,
    )  # fmt: skip


def addition(fields: Mapping[str, str], *, quote: str, start: int) -> str:
    """What a correction of the field "added" holds: the statement's fields as text, its words, and where they stood.

    Args:
        fields: as in core.plan.correction.correctable, e.g. {"indicator": "茶园面积", "quantity.value": "3.4"}.
        quote: the marked words; a later text is searched for them.
        start: where they began.
    """
    return json.dumps({"fields": dict(fields), "quote": quote, "start": start}, ensure_ascii=False, sort_keys=True)


def place_of_addition(correction: Correction, text: str) -> tuple[int, int] | None:
    """Where the words of an added statement stand in a text: where they stood, else nearest to it."""
    try:
        made = json.loads(correction.new)
        quote, start = str(made["quote"]), int(made["start"])
    except (ValueError, TypeError, KeyError):
        return None
    found = min(_places(quote, text), key=lambda place: abs(place - start), default=None)
    return None if found is None else (found, found + len(quote))


def _places(words: str, text: str) -> Iterator[int]:
    place = text.find(words) if words else -1
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def make_statement(id_: str, fields: Mapping[str, str], anchor: Anchor, document: Document) -> Statement:
    """A statement that a person gives; what is not given is marked as inferred where a rule fills it in.

    Raises:
        ValueError: a field is not known or cannot hold its text; a name or a value is missing.
    """
    blank = Statement(
        id=id_, indicator="", quantity=Quantity(Decimal(0)), measure=Measure.LEVEL, role=Role.TARGET, horizon="other",
        scope=WHOLE_AREA, tier=Tier.CORE, anchor=anchor, node=leaf_at(document, anchor.start),
        inferred=("scope",) if "scope" not in fields else (),
    )  # fmt: skip
    value = {name: text for name, text in fields.items() if name.startswith("quantity.")}
    try:
        words = value.get("quantity.words", "")
        number = value.pop("quantity.value", "")
        made = evolve(blank, quantity=Quantity(read_number(number) if number else None, words=words or None))
        for name, text in (*((n, t) for n, t in fields.items() if n not in _GIVEN), *value.items()):
            made = with_field(made, name, text)
    except (ArithmeticError, KeyError) as error:
        raise ValueError(str(error)) from None
    if not made.indicator:
        raise ValueError("a statement needs a name")
    return made


_GIVEN = ("quantity.words", "quantity.value", "quantity.value_high", "quantity.unit", "quantity.comparator")


def leaf_at(document: Document, position: int) -> int:
    """Index of the sentence, row or heading that a position lies in; 0 where there is none."""
    return next((i for i, node in document.of_kind(*_LEAVES) if node.start <= position < node.end), 0)


def _added(correction: Correction, read: Iterable[Statement], document: Document) -> Statement | None:
    """The statement that a person added; None where its words are gone or the compiler reads it itself by now."""
    place = place_of_addition(correction, document.text)
    if place is None or any(statement.id == correction.record for statement in read):
        return None
    try:
        fields = {str(name): str(text) for name, text in json.loads(correction.new)["fields"].items()}
        return make_statement(correction.record, fields, Anchor(document.source.id, *place), document)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
