"""The spec tables of statements, read from the YAML beside this file, and the page made of them.

python -m tests.spec.statements.table     writes docs/method/statements.md anew
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import yaml
from attrs import frozen

from gangyao.core.plan.doubt import EXPLANATIONS
from gangyao.core.plan.statement import Statement
from gangyao.pipeline import compile_text

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "method" / "statements.md"
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


@frozen
class Chapter:
    """The cases of one rule."""

    title: str
    rule: str
    cases: tuple[Case, ...]


def chapters() -> Iterator[Chapter]:
    """The chapters in order of their file names."""
    for path in sorted(HERE.glob("*.yaml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        document = table.get("document", "outline")
        cases = tuple(
            Case(case["text"], case.get("section", "主要目标"), case.get("document", document), tuple(case["expect"]))
            for case in table["cases"]
        )
        yield Chapter(table["chapter"], table["rule"].strip(), cases)


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
    parts = ["# 量化表述的规则\n", _PREFACE]
    for number, chapter in enumerate(chapters(), 1):
        parts.append(f"\n## {number}. {chapter.title}\n\n{chapter.rule}\n")
        parts += [_table(case) for case in chapter.cases]
    parts.append("\n## 存疑的代码\n\n| 代码 | 意思 |\n|---|---|\n")
    parts += [f"| `{doubt.value}` | {words} |\n" for doubt, words in EXPLANATIONS.items()]
    return "".join(parts)


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
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
