"""The command coverage, and the few lines of it that a compile ends with."""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from gangyao.cli.parsing import command, read_bytes
from gangyao.core.plan.coverage.records import Coverage, CoveredSentence
from gangyao.core.plan.outcome import EXPLANATIONS, Outcome
from gangyao.core.plan.plan import Plan
from gangyao.pipeline import Compilation, compile_text

_MOST_LINES = 12  # numbers of lines named for one section
_EXCERPT = 60  # characters of a sentence


def add_commands(commands: Any) -> None:
    """Declares it."""
    coverage = command(
        commands, "coverage", _coverage, "列出一份规划文本中每个数字的去向：编入了哪条表述，或者为什么没有编入"
    )
    coverage.add_argument("file", metavar="文件", type=Path, help="规划文本")
    coverage.add_argument("--format", choices=("text", "json"), default="text", help="输出形式")


def _coverage(arguments: argparse.Namespace) -> int:
    compiled = compile_text(read_bytes(arguments.file), arguments.file.name)
    if arguments.format == "json":
        for line in coverage_records(compiled):
            print(json.dumps(line, ensure_ascii=False))
        return 0
    coverage = compiled.coverage
    for text in (*coverage_report(compiled, coverage), "", *_listing(compiled, coverage)):
        print(text)
    return 0


def coverage_report(compiled: Compilation, coverage: Coverage) -> Iterator[str]:
    """What became of the numerals of a text, in a line; then the sections that may hold something missed."""
    lines = _Lines(compiled.document.text)
    words = coverage.outcomes[Outcome.WORD]
    compiled_count, unexplained = coverage.outcomes[Outcome.COMPILED], coverage.outcomes[Outcome.UNEXPLAINED]
    left_out = coverage.numerals - words - compiled_count - unexplained
    yield (
        f"覆盖：{coverage.numerals - words} 处数字，{compiled_count} 处已编入，{left_out} 处有理由未编入，{unexplained} 处未识别"
    )
    for title, sentences in _by_section(compiled.plan, coverage):
        missed = [lines.at(fate.start) for s in sentences for fate in s.fates if fate.outcome is Outcome.UNEXPLAINED]
        if missed:
            places = list(dict.fromkeys(missed))
            named = "、".join(map(str, places[:_MOST_LINES])) + (" 等" if len(places) > _MOST_LINES else "")
            yield f"  {title}：{len(missed)} 处未识别，可能漏读（第 {named} 行）"


def coverage_records(compiled: Compilation) -> Iterator[dict[str, Any]]:
    """Every sentence with numerals as a JSON object, in order of place."""
    text, lines = compiled.document.text, _Lines(compiled.document.text)
    for title, sentences in _by_section(compiled.plan, compiled.coverage):
        for sentence in sentences:
            yield {
                "line": lines.at(sentence.fates[0].start), "start": sentence.start, "end": sentence.end,
                "section": title, "covered": sentence.is_covered,
                "numerals": [
                    {
                        "text": text[fate.start : fate.end], "start": fate.start, "end": fate.end,
                        "outcome": fate.outcome.value, "reason": EXPLANATIONS[fate.outcome][0],
                        "statements": list(fate.statements),
                    }
                    for fate in sentence.fates
                ],
            }  # fmt: skip


def _listing(compiled: Compilation, coverage: Coverage) -> Iterator[str]:
    text, lines = compiled.document.text, _Lines(compiled.document.text)
    for title, sentences in _by_section(compiled.plan, coverage):
        counts: Counter[Outcome] = Counter()
        for sentence in sentences:
            counts.update(sentence.outcomes)
        yield f"{title}（{'，'.join(f'{EXPLANATIONS[o][0]} {counts[o]}' for o in Outcome if counts[o])}）"
        for sentence in sorted(sentences, key=lambda s: (s.is_covered, s.start)):
            fates = "；".join(_words(text, sentence))
            if fates:
                excerpt = " ".join(text[sentence.start : sentence.end].split())[:_EXCERPT]
                yield f"  第 {lines.at(sentence.fates[0].start)} 行  {excerpt}\n    {fates}"


def _words(text: str, sentence: CoveredSentence) -> Iterator[str]:
    for fate in sentence.fates:
        if fate.outcome is not Outcome.WORD:
            ids = f"（{'、'.join(fate.statements)}）" if fate.statements else ""
            yield f"{text[fate.start : fate.end]} {EXPLANATIONS[fate.outcome][0]}{ids}"


def _by_section(plan: Plan, coverage: Coverage) -> Iterator[tuple[str, Sequence[CoveredSentence]]]:
    """The sentences under each outermost heading, those before the first one first; headings without any left out."""
    heads = [entry for entry in plan.outline if entry.level == 1 and entry.kind != "lead"]
    starts = [entry.anchor.start for entry in heads]
    titles = ["卷首" if heads else "全文", *(f"{entry.label} {entry.title}".strip() for entry in heads)]
    groups: list[list[CoveredSentence]] = [[] for _ in titles]
    for sentence in coverage.sentences:
        groups[bisect_right(starts, sentence.start)].append(sentence)
    return ((title, group) for title, group in zip(titles, groups, strict=True) if group)


class _Lines:
    """The numbers of the lines of a text, from 1."""

    def __init__(self, text: str) -> None:
        self._ends = [place for place, char in enumerate(text) if char == "\n"]

    def at(self, place: int) -> int:
        return bisect_right(self._ends, place - 1) + 1
