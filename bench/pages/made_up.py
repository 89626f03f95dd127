"""Made-up plans as long as real ones, with as many targets as one asks for; the words between are the search's."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.search.made_up import make_plans

CHARACTERS = 60_000
STATEMENTS = 130  # a plan of a county states about so many figures
_SENTENCE = 40  # characters of a sentence, a little less than they have
_PARAGRAPHS = 240
_SECTION, _CHAPTER = 6, 5  # paragraphs of a section, sections of a chapter
_KINDS = (
    ("覆盖率", "%"), ("种植面积", "万亩"), ("产量", "万吨"), ("总里程", "公里"), ("床位数", "张"), ("产值", "亿元"),
)  # fmt: skip
_FIGURE = re.compile(r"\d+\.\d%")
_NUMERALS = "一二三四五六七八九十"


def make_plan(number: int, statements: int = STATEMENTS, characters: int = CHARACTERS) -> str:
    """The text of a plan that does not exist, and says so; the same for the same arguments.

    Args:
        number: of the county that does not exist either.
        statements: how many targets it sets, each in a sentence of its own; every tenth contradicts the one before.
        characters: how long it is, to within a sentence.
    """
    rng, sentences = random.Random(number), _sentences(number, characters)
    targets = [target for index in range(statements) for target in _targets(rng, index, statements)]
    title = f"云山第{number}县国民经济和社会发展第十四个五年规划纲要"
    lines, length = [title, "（测试用虚构文本，由程序随机生成，并无含义）"], 0
    for paragraph in range(_PARAGRAPHS):
        lines += _headings(rng, paragraph)
        first, last = (place * statements // _PARAGRAPHS for place in (paragraph, paragraph + 1))
        line = "".join(targets[first:last])
        length = sum(map(len, lines)) + len(lines)
        while length + len(line) < characters * (paragraph + 1) // _PARAGRAPHS:
            line += next(sentences)
        lines.append(line)
    return "\n".join(lines)


def _headings(rng: random.Random, paragraph: int) -> Iterator[str]:
    """The headings that a paragraph stands under and the one before does not."""
    section, within = divmod(paragraph, _SECTION)
    chapter, number = divmod(section, _CHAPTER)
    if not within and not number:
        yield f"第{_NUMERALS[chapter]}章 {_name(rng, 4)}"
    if not within:
        yield f"第{_NUMERALS[number]}节 {_name(rng, 6)}"


def _sentences(seed: int, characters: int) -> Iterator[str]:
    """Sentences without a figure, of so many characters together at least."""
    for plan in make_plans(characters // _SENTENCE, seed):
        for line in plan.text.splitlines()[2:]:
            if not line.startswith("第"):
                yield from (f"{sentence}。" for sentence in _FIGURE.sub("", line).split("。") if sentence)


def _targets(rng: random.Random, index: int, count: int) -> list[str]:
    """A target; where the next one is to contradict it, that one too, which is then not made on its own."""
    if index % 10 == 9:
        return []
    kind, unit = _KINDS[index % len(_KINDS)]
    name, contradicted = _name(rng, 3), index % 10 == 8 and index + 1 < count
    return [
        f"到2025年，{name}{kind}达到{rng.randint(10, 99)}.{rng.randint(1, 9)}{unit}。" for _ in range(1 + contradicted)
    ]


def _name(rng: random.Random, length: int) -> str:
    return "".join(rng.choices("松柏桃李杏梅兰竹菊荷莲茶桑麻稻粟", k=length))
