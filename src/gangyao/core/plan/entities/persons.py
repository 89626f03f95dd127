"""Where a text speaks of persons, so that no part of their names is taken for a place: nobody is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gangyao.core.plan.entities.edges import items_before

_WHO = (
    "革命家|先辈|前辈|先烈|烈士|英烈|英雄|先贤|名人|名家|人物|同志|模范|劳模|标兵|专家|院士|教授|学者|艺人|大师|诗人|作家|画家"
    "|将军|元帅|总书记|书记|主席|总理|部长|省长|市长|县长|区长|先生|女士"
)
_LISTED = re.compile(rf"等(?:\d+[名位])?[\u4e00-\u9fff]{{0,8}}?(?:{_WHO})")
_TITLED = re.compile(rf"(?<=[\u4e00-\u9fff])(?:{_WHO})")
_LONGEST_NAME = 4


def find_persons(text: str) -> Iterator[tuple[int, int]]:
    """Folded spans that may hold the names of persons: lists of them, and what stands before 同志, 烈士 …."""
    for match in _LISTED.finditer(text):
        yield from items_before(text, match.start(), ())
    for match in _TITLED.finditer(text):
        yield max(0, match.start() - _LONGEST_NAME), match.start()
