"""The members of a bundle, only where the text itself gives as many as the name announces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gangyao.core.document.document import Document, NodeKind
from gangyao.core.plan.entities.edges import is_verb, trim_left
from gangyao.core.plan.terms.cardinality import Part

Span = tuple[int, int]
_BOUNDARY = re.compile(r"[,。;:!?\n“”()《》]")
_JOINT = re.compile("和|与|及|以及")
_LONGEST = 120
_AFTER = re.compile(
    r"”?(?:[\u4e00-\u9fff]{0,6})?(?:\((?:即|指|包括)?|,?(?:即|分别是|包括|就是)[:,]?|[:]|——)(?P<list>[^。;()\n:]{4,120})"
)
_BODY_LIST = re.compile(r"^(?:“[^“”]*”)?(?:是指|即|指|包括|分别为|分别是|主要指)?[:,]?(?P<list>[^。;\n:]{4,200})")
_SHORTEST, _LONGEST_MEMBER = 2, 16
_LONGEST_OF_TWO, _UNLIKE_OF_TWO = 8, 2  # two phrases are taken for a list of two where they are alike
_TAIL = re.compile("(?:为|实现|达到|等)$|等?[一二两三四五六七八九十]个[\u4e00-\u9fff]{1,4}$")
_MADE = re.compile(r"(?:打造|建设|建成|培育|形成|构建|发展)([^,。;:\n]{3,30})(?=[,。;])")


def members_before(text: str, start: int, count: int) -> tuple[Span, ...]:
    """The list right before a name: 减排、抑尘、压煤、治车、控秸“五大工程”.

    Args:
        text: folded.
        start: of the name, or of the quotation mark before it.
        count: how many there must be.
    """
    begin = max(
        [max(0, start - _LONGEST), *(m.end() for m in _BOUNDARY.finditer(text, max(0, start - _LONGEST), start))]
    )
    found = _split(text, begin, start)
    if len(found) == count:
        return _trimmed(text, found)
    return _pair(text, max(begin, text.rfind("、", begin, start) + 1), start) if count == 2 else ()


def members_after(text: str, end: int, count: int) -> tuple[Span, ...]:
    """The list right after a name, in brackets or behind 即 or a colon."""
    match = _AFTER.match(text, end)
    return _counted(text, *match.span("list"), count) if match else ()


def members_in(text: str, start: int, end: int, count: int) -> tuple[Span, ...]:
    """The list that an explanation begins with."""
    match = _BODY_LIST.match(text[start:end])
    return _counted(text, start + match.start("list"), start + match.end("list"), count) if match else ()


def members_by_kind(names: Sequence[tuple[str, Span]], parts: Sequence[Part]) -> tuple[Span, ...]:
    """Those of the names that end like the kinds that a bundle announces, if there are just as many, in order."""
    if not all(part.of for part in parts):
        return ()
    wanted = [part.of[-2:] for part in parts for _ in range(part.count)]
    kinds = {part.of[-2:] for part in parts}
    fitting = [(name, span) for name, span in names if any(_is_of(name, kind) for kind in kinds)]
    if len(fitting) != len(wanted) or not all(_is_of(name, of) for (name, _), of in zip(fitting, wanted, strict=True)):
        return ()
    return tuple(span for _, span in fitting)


def names_made(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """What the sentences of a stretch build: 打造…带, 建设…区."""
    for match in _MADE.finditer(text, start, end):
        begin = max(match.start(1), text.rfind("的", match.start(1), match.end(1)) + 1)
        yield text[begin : match.end(1)], (begin, match.end(1))


def names_of_leads(document: Document, paragraph: int, count: int) -> Iterator[tuple[str, Span]]:
    """The run-in headings of the paragraphs that follow one, as many as there are members, without their verbs."""
    folded = document.folded
    follows = [(i, node) for i, node in document.of_kind(NodeKind.PARAGRAPH) if i > paragraph][:count]
    heads = {node.parent: node for _, node in document.of_kind(NodeKind.LEAD)}
    for index, node in follows:
        lead = heads.get(index)
        if lead is None or node.parent != document.nodes[paragraph].parent:
            return
        start, end = folded.from_source(lead.start), folded.from_source(lead.end)
        stop = start + len(folded.text[start:end].rstrip("。 \n"))
        begin = max(start, folded.text.rfind(",", start, stop) + 1)
        begin = trim_left(folded.text, begin, stop)
        yield folded.text[begin:stop], (begin, stop)


def _is_of(name: str, kind: str) -> bool:
    return kind in name[-3:] if len(kind) == 1 else name.endswith(kind)


def _counted(text: str, start: int, end: int, count: int) -> tuple[Span, ...]:
    found = _split(text, start, end)
    return _trimmed(text, found) if len(found) == count else ()


def _split(text: str, start: int, end: int) -> list[Span]:
    """The items of a list; its last two are parted by 和, 与 or 及."""
    items = [(start + part.start(), start + part.end()) for part in re.finditer("[^、]+", text[start:end])]
    if not items:
        return []
    *firsts, (begin, stop) = items
    lasts: list[Span] = []
    for joint in _JOINT.finditer(text, begin + 1, stop - 1):
        lasts.append((begin, joint.start()))
        begin = joint.end()
    return [*firsts, *lasts, (begin, stop)]


def _trimmed(text: str, items: Sequence[Span]) -> tuple[Span, ...]:
    """The items without the verb before the first and behind the last; none where they make no list of names."""
    start, last = trim_left(text, *items[0]), items[-1]
    end = last[0] + len(_TAIL.sub("", text[last[0] : last[1]]))
    found = ((start, items[0][1]), *items[1:-1], (last[0], end))
    lengths = [b - a for a, b in found]
    if any(is_verb(text[a:b]) for a, b in found) or not _SHORTEST <= min(lengths) <= max(lengths) <= _LONGEST_MEMBER:
        return ()
    alike = len(found) > 2 or (max(lengths) <= _LONGEST_OF_TWO and max(lengths) - min(lengths) <= _UNLIKE_OF_TWO)
    return found if alike else ()


def _pair(text: str, start: int, end: int) -> tuple[Span, ...]:
    """A and B at the end of a longer phrase, where both are equally long: …总量与强度“双控”."""
    joint = list(_JOINT.finditer(text, start, end))[-1:]
    if not joint:
        return ()
    length = end - joint[0].end()
    if not _SHORTEST <= length <= 4 or joint[0].start() - length < start:
        return ()
    return ((joint[0].start() - length, joint[0].start()), (joint[0].end(), end))
