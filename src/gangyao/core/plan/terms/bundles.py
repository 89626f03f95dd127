"""Named bundles: quoted (“三区一地”), or with their members right before (…和…三条红线)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gangyao.core.plan.terms.cardinality import cardinality_of, is_bundle
from gangyao.core.plan.terms.members import members_before

_QUOTED = re.compile(r"“([^“”,。;、\n]{2,14})”")
_PLAIN = re.compile(
    r"(?<=[\u4e00-\u9fff])([三四五六七八九])(?:大|条|类|支|张)[\u4e00-\u9fff]{2}(?:[\u4e00-\u9fff]{0,2}(?=[,。;、\n])|)"
)
_COUNTS_ONLY = re.compile("方面|[省市县区]|地区|城市|国家|环节|领域|阶段|层|维度|问题|部分|人员|群体|行业|产业链")


def find_bundles(text: str) -> Iterator[tuple[int, int]]:
    """Folded spans of the names of bundles, without quotation marks; the same name comes as often as it stands."""
    for match in _QUOTED.finditer(text):
        if is_bundle(match[1]):
            yield match.span(1)
    for match in _PLAIN.finditer(text):
        count = cardinality_of(match[0])
        if count and not _COUNTS_ONLY.search(match[0]) and members_before(text, match.start(), count):
            yield match.span()
