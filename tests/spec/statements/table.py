"""The spec tables of statements, read from the YAML beside this file, and the page made of them.

python -m tests.spec.statements.table     writes docs/method/statements.md anew
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen
from tests.spec.chapter import METHOD, Chapter, page_of, read_chapters, write_page

from gangyao.core.plan.doubt import EXPLANATIONS
from gangyao.core.plan.statement import Statement
from gangyao.pipeline import compile_text

HERE = Path(__file__).parent
PAGE = METHOD / "statements.md"
NO_UNIT = "–"
OPENINGS = {
    "outline": "云州市青禾区国民经济和社会发展第十五个五年规划纲要\n\n第一章 {section}\n\n{text}\n",
    "report": "政府工作报告\n——2027年1月8日在青禾区第六届人民代表大会第二次会议上\n\n{section}\n\n{text}\n",
}
COLUMNS = ("指标", "数值", "单位", "限定", "口径", "性质", "时限")


@frozen
class Case:
    """One made-up sentence with the statements it holds.

    Attributes:
        text: the sentence.
        section: the heading it stands under.
        document: "outline" or "report".
        expect: one line a statement, its columns as COLUMNS, joined with " | ".
    """

    text: str
    section: str
    document: str
    expect: tuple[str, ...]

    def read(self) -> list[Statement]:
        """The statements that a compile finds in it."""
        source = OPENINGS[self.document].format(section=self.section, text=self.text)
        return list(compile_text(source.encode(), "made-up.txt").plan.statements)


def chapters() -> Iterator[Chapter[Case]]:
    """The chapters in order of their file names."""
    return read_chapters(HERE, _cases)


def _cases(table: Mapping[str, Any]) -> Iterator[Case]:
    document = table.get("document", "outline")
    for case in table["cases"]:
        yield Case(case["text"], case.get("section", "主要目标"), case.get("document", document), tuple(case["expect"]))


def line_of(statement: Statement) -> str:
    """A statement as one line of a table."""
    quantity = statement.quantity
    value = quantity.words if quantity.value is None else _number(quantity.value)
    if quantity.value_high is not None:
        value = f"{value}–{_number(quantity.value_high)}"
    fields = (
        statement.indicator,
        value or "",
        quantity.unit or NO_UNIT,
        quantity.comparator.value,
        statement.measure.value,
        statement.role.value,
        statement.horizon,
    )
    return " | ".join(fields)


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def page() -> str:
    """The page as it should stand in docs/method."""
    behind = "".join(f"| `{doubt.value}` | {words} |\n" for doubt, words in EXPLANATIONS.items())
    behind = f"\n## 存疑的代码\n\n| 代码 | 意思 |\n|---|---|\n{behind}"
    return page_of("量化表述的规则", _PREFACE, chapters(), lambda chapter: "".join(map(_table, chapter.cases)), behind)


_PREFACE = """
本页由 tests/spec/statements 中的表生成，例句都是编的；例句下面是从中读出的表述。改规则先改表，再运行
`python -m tests.spec.statements.table`。

口径：level 水平值、annual_growth 年均增长、cumulative 累计数、share 比率、change 变化幅度、count 个数、rank 位次。
性质：target 规划目标、achieved 已有情况、standard 外部标准。时限 other 表示原文没有写明。
"""


def _table(case: Case) -> str:
    under = "" if case.section == "主要目标" else f"（标题“{case.section}”之下）"
    text = case.text.strip()
    head = f"\n```text\n{text}\n```\n" if "\n" in text else f"\n> {text}{under}\n"
    if not case.expect:
        return head + "\n没有表述。\n"
    rows = "".join(f"| {line.replace('|', ' | ').replace('  ', ' ')} |\n" for line in case.expect)
    return head + "\n| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS) + "\n" + rows


if __name__ == "__main__":
    write_page(PAGE, page())
