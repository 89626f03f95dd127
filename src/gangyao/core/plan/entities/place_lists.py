"""Places by the list they stand in: A、B等片区, A—B、C—D."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gangyao.core.plan.entities.edges import items_before
from gangyao.core.plan.entities.mention import Mention
from gangyao.core.plan.entity import EntityKind

_HEAD = re.compile(
    r"等(?:\d+个|几个|多个)?(?:重点|主要|周边)?(?:(?P<sure>片区|老城区|街区|道路|路段|乡镇|镇|村|河流|景区)|(?:[东中西]部发达|沿海)?(?:地区|城市|国家(?!级)|节点|区域))"
)
_PLACE_END = tuple("坨馆庙寺坝里河山镇村路街港站桥湾宫祠井洞关岭沟坪塘")
_STRETCH = re.compile(r"[^,。;\n“”]+")
_VERBAL = re.compile(
    "发展|推进|产业|服务|企业|项目|工程|管理|体系|技术|资源|经济|文化|教育|生活|环境|安全|人口|贫困|边远|民族|革命|重大|基础|设施|农业|工业"
)


def find_listed_places(text: str, places: Sequence[Mention]) -> Iterator[Mention]:
    """Names in a list that the text itself calls places.

    Args:
        text: folded.
        places: known places and those found by form, in order.
    """
    known = {place.end for place in places} | {place.start for place in places}
    for head in _HEAD.finditer(text):
        items = list(items_before(text, head.start(), ()))
        proper = [(a, b) for a, b in items if 2 <= b - a <= 6 and not _VERBAL.search(text, a, b)]
        evident = any(b in known or text[b - 1] in _PLACE_END for _, b in items)
        if len(proper) == len(items) and (head["sure"] or evident):
            for start, end in proper:
                yield Mention(start, end, EntityKind.PLACE, text[start:end])


def find_place_pairs(text: str) -> Iterator[Mention]:
    """Pairs A—B in a list, where the last character of one speaks of a place; three or more in a row are stages."""
    for sentence in _STRETCH.finditer(text):
        if "—" not in sentence[0]:
            continue
        pairs = [pair for part in _parts(text, *sentence.span()) if (pair := _pair(text, *part))]
        names = [name for pair in pairs for name in pair]
        if any(text[end - 1] in _PLACE_END for _, end in names):
            yield from (Mention(start, end, EntityKind.PLACE, text[start:end]) for start, end in names)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for part in re.finditer("[^、]+", text[start:end]):
        yield start + part.start(), start + part.end()


def _pair(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    part = text[start:end]
    if part.count("—") != 1 or not re.search(r"[\u4e00-\u9fff]—[\u4e00-\u9fff]", part):
        return None
    dash = start + part.index("—")
    left = next(items_before(text, dash, ()), None)
    right = re.match(r"[\u4e00-\u9fff]{2,4}?(?=城市|片区|沿线|一线|段|$)|[\u4e00-\u9fff]{2,3}", text[dash + 1 : end])
    if left is None or right is None or not 2 <= dash - left[0] <= 5:
        return None
    return (left[0], dash), (dash + 1, dash + 1 + right.end())
