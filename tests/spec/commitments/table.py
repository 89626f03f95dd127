"""The spec tables of acts, read from the YAML beside this file, and the page made of them.

python -m tests.spec.commitments.table     writes docs/method/commitments.md anew
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from tests.spec.chapter import METHOD, Chapter, page_of, read_chapters, write_page

from gangyao.core.document.folding import fold
from gangyao.core.plan.acts.act import read_act
from gangyao.ingest.vocabulary import load_verbs

HERE = Path(__file__).parent
PAGE = METHOD / "commitments.md"
COLUMNS = ("动作", "对象", "力度", "谁来做")
NOTHING = "–"


@frozen
class Case:
    """One made-up clause with the act that it says.

    Attributes:
        text: the clause.
        expect: its act, columns as COLUMNS joined with " | ", objects with " / "; empty where it has none.
    """

    text: str
    expect: str

    def read(self) -> str:
        """The act that the grammar reads, as one line."""
        words = fold(self.text).text
        act = read_act(words, load_verbs())
        if act is None:
            return ""
        objects = " / ".join(words[slice(*span)] for span in act.objects)
        who = words[slice(*act.who)] if act.who else ""
        return " | ".join((act.verb, objects or NOTHING, act.modality or NOTHING, who or NOTHING))


def chapters() -> Iterator[Chapter[Case]]:
    """The chapters in order of their file names."""
    return read_chapters(HERE, _cases)


def _cases(table: Mapping[str, Any]) -> Iterator[Case]:
    return (Case(text, expect or "") for text, expect in table["cases"].items())


def page() -> str:
    """The page as it should stand in docs/method."""
    return page_of("任务的规则：做什么、对什么做", _PREFACE, chapters(), _table)


_PREFACE = """
本页由 tests/spec/commitments 中的表生成，例句都是编的。改规则先改表，再运行 `python -m tests.spec.commitments.table`。
词在 vocabulary/verbs.yaml。分句算不算任务，还要看它在哪一章、前后是什么，见[标注规则](../how-to/label-clauses.md)。

对象一栏中的“/”隔开并列的对象，第一个是对象的中心词；力度是原文的词，没有写时为“–”。
"""


def _table(chapter: Chapter[Case]) -> str:
    head = "| 分句 | " + " | ".join(COLUMNS) + " |\n|" + "---|" * (len(COLUMNS) + 1) + "\n"
    return "\n" + head + "".join(f"| {case.text} | {case.expect or '没有动作 | | |'} |\n" for case in chapter.cases)


if __name__ == "__main__":
    write_page(PAGE, page())
