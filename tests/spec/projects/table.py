"""The spec tables of projects, read from the YAML beside this file, and the page made of them.

python -m tests.spec.projects.table     writes docs/method/projects.md anew
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from tests.spec.chapter import METHOD, Chapter, page_of, read_chapters, write_page

from gangyao.core.document.parse import parse_document
from gangyao.core.plan.identity.profile import read_profile
from gangyao.core.plan.project import Project
from gangyao.core.plan.projects.find import find_projects
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_project_types

HERE = Path(__file__).parent
PAGE = METHOD / "projects.md"
OPENING = "云州市青禾区国民经济和社会发展第十五个五年规划纲要\n\n第一章 {section}\n\n"
SECTION = "完善基础设施"
COLUMNS = ("名称", "类型", "数量", "地点", "其他")


@frozen
class Case:
    """One made-up text with the projects in it.

    Attributes:
        text: the text.
        section: the heading it stands under.
        expect: one line a project: name, type, count, place, and what else is said of it, as far as there is any.
    """

    text: str
    section: str
    expect: tuple[str, ...]

    def read(self) -> list[str]:
        """The projects found in it, as such lines, in order of place."""
        text = OPENING.format(section=self.section) + self.text + "\n"
        document = parse_document(read_file(text.encode(), "made-up.txt"))
        begin = text.index(self.text)
        found = find_projects(document, read_profile(document), load_project_types())
        return [_line(project) for project in found if project.anchors[0].start >= begin]


def chapters() -> Iterator[Chapter[Case]]:
    """The chapters in order of their file names."""
    return read_chapters(HERE, _cases)


def _cases(table: Mapping[str, Any]) -> Iterator[Case]:
    for case in table["cases"]:
        yield Case(case["text"], case.get("section", SECTION), tuple(case["expect"]))


def _line(project: Project) -> str:
    count = f"{project.count.normalize():f}{project.unit}" if project.count is not None else "–"
    more = [
        *(["已有"] if project.existing else []),
        *(["类型从列举推出"] if "type" in project.inferred else []),
        *project.doubts,
        *([f"{len(project.anchors)}处"] if len(project.anchors) > 1 else []),
    ]
    fields = [project.name, project.type, count, project.place or "–", "、".join(more) or "–"]
    while fields[-1] == "–":
        fields.pop()
    return " | ".join(fields)


def page() -> str:
    """The page as it should stand in docs/method."""
    behind = "".join(f"| `{id_}` | {label} |\n" for id_, label in load_project_types().labels.items())
    behind = f"\n## 类型\n\n| 编号 | 类型 |\n|---|---|\n{behind}"
    return page_of("项目的规则", _PREFACE, chapters(), lambda chapter: "".join(map(_table, chapter.cases)), behind)


_PREFACE = """
本页由 tests/spec/projects 中的表生成，例句都是编的；例句下面是从中读出的项目。改规则先改表，再运行
`python -m tests.spec.projects.table`。什么算项目，见[标注规则](../how-to/label-clauses.md)第 18 条；词尾在 `vocabulary/project_types.yaml`。

`vague-count` 表示原文只说“一批”“若干”，数量要在分解时补上。同一名称在几处出现，是一个项目。
"""


def _table(case: Case) -> str:
    under = "" if case.section == SECTION else f"（标题“{case.section}”之下）"
    quoted = "\n> ".join(case.text.strip().split("\n"))
    if not case.expect:
        return f"\n> {quoted}{under}\n\n没有项目。\n"
    rows = "".join("| " + " | ".join([*line.split(" | "), "", "", "", ""][:5]) + " |\n" for line in case.expect)
    return f"\n> {quoted}{under}\n\n| " + " | ".join(COLUMNS) + f" |\n|{'---|' * len(COLUMNS)}\n{rows}"


if __name__ == "__main__":
    write_page(PAGE, page())
