"""The spec tables of clauses, read from the YAML beside this file, and the page made of them.

python -m tests.spec.clauses.table     writes docs/method/clauses.md anew
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from tests.spec.chapter import METHOD, Chapter, page_of, read_chapters, write_page

from gangyao.cli.promising import clause_lines
from gangyao.pipeline import compile_text

HERE = Path(__file__).parent
PAGE = METHOD / "clauses.md"
OPENING = "云州市青禾区国民经济和社会发展第十五个五年规划纲要\n\n第一章 {section}\n\n{text}\n"
SECTION = "完善公共服务"


@frozen
class Case:
    """One made-up sentence with the kinds of its clauses.

    Attributes:
        text: the sentence.
        section: the heading it stands under.
        expect: one line a clause: kind, words, and for a promise verb and head of its object, joined with " | ".
    """

    text: str
    section: str
    expect: tuple[str, ...]

    def read(self) -> list[str]:
        """The clauses that a compile finds in it, as such lines."""
        compiled = compile_text(OPENING.format(section=self.section, text=self.text).encode(), "made-up.txt")
        text = compiled.document.text
        begin = text.index(self.text)
        return [_line(line, text) for line in clause_lines(compiled) if line["start"] >= begin]


def chapters() -> Iterator[Chapter[Case]]:
    """The chapters in order of their file names."""
    return read_chapters(HERE, _cases)


def _cases(table: Mapping[str, Any]) -> Iterator[Case]:
    for case in table["cases"]:
        yield Case(case["text"], case.get("section", SECTION), tuple(case["expect"]))


def _line(line: dict[str, str], text: str) -> str:
    fields = [line["kind"], text[int(line["start"]) : int(line["end"])]]
    if line["kind"] == "promise":
        fields += [line["verb"], line["object_head"]]
    return " | ".join(field or "" for field in fields)


def page() -> str:
    """The page as it should stand in docs/method."""
    return page_of("分句类别的规则", _PREFACE, chapters(), lambda chapter: "".join(map(_table, chapter.cases)))


_PREFACE = """
本页由 tests/spec/clauses 中的表生成，例句都是编的；例句下面是各分句的类别，承诺另有动作和对象的中心词。改规则先改表，再运行
`python -m tests.spec.clauses.table`。人工标注时没有写明的地方怎么办，见[给分句标注类别](../how-to/label-clauses.md)。

类别：promise 承诺、target 目标、achievement 已有情况、principle 原则、purpose 目的、manner 方式条件时间、context 其他、heading 标题。
"""


def _table(case: Case) -> str:
    under = "" if case.section == SECTION else f"（标题“{case.section}”之下）"
    rows = "".join("| " + " | ".join([*line.split(" | "), "", ""][:4]) + " |\n" for line in case.expect)
    return f"\n> {case.text}{under}\n\n| 类别 | 分句 | 动作 | 对象 |\n|---|---|---|---|\n{rows}"


if __name__ == "__main__":
    write_page(PAGE, page())
