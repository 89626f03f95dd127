"""What a reading of a marked stretch proposes for a statement that the program missed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from attrs import evolve, frozen

from gangyao.core.document.document import Document, NodeKind
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.revision import leaf_at
from gangyao.core.plan.sentences.context import Context, follow_time, section_context
from gangyao.core.plan.sentences.horizon import horizon_of
from gangyao.core.plan.statement import Measure, Tier
from gangyao.core.quantity.grammar import QuantityGrammar
from gangyao.core.quantity.mention import Mention
from gangyao.workbench.presentation.figures import plain

_SCALE = re.compile("[一二两三四五六七八九十百千]+[万亿]+")
LONGEST = 500  # characters that one statement may span
MOST_FOUND = 30  # sentences listed by a search
_LEAVES = (NodeKind.SENTENCE, NodeKind.LEAD, NodeKind.ROW, NodeKind.TITLE, NodeKind.ITEM, NodeKind.FOOTNOTE)


@frozen
class Sentence:
    """A sentence that may be chosen: its place and its words."""

    start: int
    end: int
    words: str


def trim(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without white space at its ends; None where it is empty, too long, or not of this text."""
    if not 0 <= start < end <= len(document.text):
        return None
    words = document.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
    return (start, end) if start < end <= start + LONGEST else None


def narrow(document: Document, place: tuple[int, int], words: str) -> tuple[int, int] | None:
    """The place of some words within the leaf that a stretch lies in, nearest to the stretch; None where they are not there."""
    start, end = place
    said = "".join(words.split())
    if not said or said == "".join(document.text[start:end].split()):
        return place
    node = document.nodes[leaf_at(document, start)]
    first, last = min(node.start, start), max(node.end, end)
    kept = [position for position in range(first, last) if not document.text[position].isspace()]
    dense = "".join(document.text[position] for position in kept)
    found = [at for at in range(len(dense)) if dense.startswith(said, at)]
    if not found:
        return None
    at = min(found, key=lambda at: abs(kept[at] - start))
    return kept[at], kept[at + len(said) - 1] + 1


def propose(
    document: Document, start: int, end: int, *, grammar: QuantityGrammar, profile: Profile
) -> Mapping[str, str]:
    """Fields that a reading of a stretch proposes, as corrections write them; the name is left to the person.

    Args:
        document: the text.
        start: first character of the stretch.
        end: one past its last character.
        grammar: finds quantities.
        profile: what kind of text it is.
    """
    folded, leaf = document.folded, leaf_at(document, start)
    first, after = folded.from_source(start), folded.from_source(end)
    mention = _first(folded.text[first:after], grammar)
    opening = folded.from_source(document.nodes[leaf].start)
    context = section_context(document, leaf, profile)
    context = follow_time(context, folded.text[opening:after], profile)
    measure = _measure(mention)
    return {
        **_value(mention), "role": context.role.value, "measure": measure.value,
        "horizon": _horizon(context, measure, profile), "tier": (Tier.CORE if mention else Tier.LEVEL).value,
    }  # fmt: skip


def _first(words: str, grammar: QuantityGrammar) -> Mention | None:
    """The first quantity of some words; where there is none, a scale by itself: 千亿 is 1000 亿, as 千亿元 is 1000 亿元."""
    found = min(grammar.find(words), key=lambda one: one.start, default=None)
    scale = None if found else _SCALE.search(words)
    if scale is None:
        return found
    whole = next(iter(grammar.find(f"{scale[0]}元")), None)
    return whole and evolve(whole, unit=(whole.unit or "").removesuffix("元"))


def _horizon(context: Context, measure: Measure, profile: Profile) -> str:
    horizon, _ = horizon_of(context, measure, profile)
    return "" if horizon == "other" else horizon


def _value(mention: Mention | None) -> dict[str, str]:
    if mention is None:
        return {}
    high: Decimal | None = mention.value_high
    return {
        "quantity.value": plain(mention.value),
        "quantity.value_high": "" if high is None else plain(high),
        "quantity.unit": mention.unit or "",
        "quantity.comparator": mention.comparator.value,
    }


def _measure(mention: Mention | None) -> Measure:
    if mention is None:
        return Measure.LEVEL
    if mention.counts:
        return Measure.COUNT
    return Measure.SHARE if mention.unit == "%" else Measure.LEVEL


def find_sentences(document: Document, words: str) -> tuple[Sentence, ...]:
    """Sentences and rows that hold all of some words, in order."""
    wanted = words.casefold().split()
    found: list[Sentence] = []
    for _, node in document.of_kind(*_LEAVES) if wanted else ():
        text = document.text[node.start : node.end]
        if all(word in text.casefold() for word in wanted) and (place := trim(document, node.start, node.end)):
            found.append(Sentence(*place, document.text[slice(*place)]))
        if len(found) == MOST_FOUND:
            break
    return tuple(found)
