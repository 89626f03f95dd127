"""Made-up plans: characters and words drawn at random by a fixed seed, so that they mean nothing and are nobody's.

Words are as unevenly spread as those of a language. A few marked words are put in at rates that are known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from attrs import frozen

SENTENCES_A_PLAN = 1250  # a plan of some 60,000 characters
MARKED = {  # word → share of the sentences that hold it
    "促进发展": 0.3, "水": 0.1, "高质量": 0.05, "就业": 0.03, "养老": 0.02,
    "森林覆盖率": 0.004, "5G": 0.002, "普惠托育": 0.001, "水文站网": 0.0002,
}  # fmt: skip
QUERIES = {
    "frequent": ("水", "高质量", "就业", "养老"),
    "rare": ("森林覆盖率", "5G", "普惠托育", "水文站网"),
    "absent": ("龘靐", "潮汐电站", "PM2.5", "就老"),
    "several": ("就业 养老", "养老 -就业", "就业 高质量 水"),
    "very frequent": ("促进发展", "展"),
}
_CHARACTERS, _WORDS, _CHAPTER, _PARAGRAPH = 2800, 12_000, 250, 5
_NUMERALS = "一二三四五六七八九十"


@frozen
class MadeUpPlan:
    """A plan that does not exist.

    Attributes:
        id: e.g. "made-up-007".
        title: as a plan's.
        text: says at its head that it is made up.
    """

    id: str
    title: str
    text: str


def make_plans(sentences: int, seed: int = 14) -> Iterator[MadeUpPlan]:
    """Plans with so many sentences together."""
    rng = random.Random(seed)
    words = _make_words(rng)
    weights = [1 / (rank + 8) for rank in range(len(words))]
    for number in range(-(-sentences // SENTENCES_A_PLAN)):
        count = min(SENTENCES_A_PLAN, sentences - number * SENTENCES_A_PLAN)
        title = f"云山第{number + 1}县国民经济和社会发展第十四个五年规划纲要"
        lines = [title, "（测试用虚构文本，由程序随机生成，并无含义）"]
        for index in range(count):
            if index % _CHAPTER == 0:
                lines.append(f"第{_NUMERALS[index // _CHAPTER]}章 {''.join(rng.choices(words, k=2))}")
            if index % _PARAGRAPH == 0:
                lines.append("")
            lines[-1] += _sentence(rng, words, weights)
        yield MadeUpPlan(f"made-up-{number:03}", title, "\n".join(lines))


def _make_words(rng: random.Random) -> list[str]:
    """Words of two to four of the common characters of GB 2312, none of those that are asked for among them."""
    taken = frozenset("".join((*MARKED, *(query for group in QUERIES.values() for query in group))))
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF))
    characters = [char for char in (code.decode("gb2312") for code in rows) if char not in taken]
    rng.shuffle(characters)
    weights = [1 / (rank + 40) for rank in range(_CHARACTERS)]
    lengths = rng.choices((2, 3, 4), (8, 1, 1), k=_WORDS)
    return ["".join(rng.choices(characters[:_CHARACTERS], weights, k=length)) for length in lengths]


def _sentence(rng: random.Random, words: list[str], weights: list[float]) -> str:
    chosen = rng.choices(words, weights, k=rng.randint(8, 26))
    for word, share in MARKED.items():
        if rng.random() < share:
            chosen.insert(rng.randint(0, len(chosen)), word)
    if rng.random() < 0.4:
        chosen.append(f"{rng.randint(1, 99)}.{rng.randint(0, 9)}%")
    for comma in range(5, len(chosen), 6):
        chosen[comma] += "，"
    return "".join(chosen) + "。"
