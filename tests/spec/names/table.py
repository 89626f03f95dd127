"""The spec tables of names and terms, read from the YAML beside this file, and the page made of them.

python -m tests.spec.names.table     writes docs/method/names.md anew
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from tests.spec.chapter import METHOD, Chapter, page_of, read_chapters, write_page

from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.entities.finding import find_entities
from gangyao.core.plan.entity import Entity
from gangyao.core.plan.identity.identity import identify
from gangyao.core.plan.term import Term
from gangyao.core.plan.terms.finding import find_terms
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_vocabulary

HERE = Path(__file__).parent
PAGE = METHOD / "names.md"
OPENING = "{area}国民经济和社会发展第十五个五年规划纲要\n\n第一章 加快建设\n\n"
AREA = "自贡市自流井区"


@frozen
class Case:
    """One made-up text with the names or terms in it.

    Attributes:
        text: the text.
        area: whose plan it stands in.
        terms: terms are asked for; else names.
        expect: one line a name (kind, name, code or doubt) or term (name, number announced, members, doubts).
    """

    text: str
    area: str
    terms: bool
    expect: tuple[str, ...]

    def read(self) -> list[str]:
        """What is found in it, as such lines, in order of place."""
        text = OPENING.format(area=self.area) + self.text + "\n"
        document = parse_document(read_file(text.encode(), "made-up.txt"))
        begin = text.index(self.text)
        if self.terms:
            return [_term_line(term) for term in find_terms(document)]
        return [_name_line(entity) for entity in _entities(document) if entity.anchors[-1].start >= begin]


def _entities(document: Document) -> tuple[Entity, ...]:
    vocabulary = load_vocabulary()
    identity = identify(document, vocabulary.gazetteer)
    return find_entities(document, identity.profile, identity.area, vocabulary.known_names)


def _name_line(entity: Entity) -> str:
    return " | ".join(filter(None, [entity.kind.value, entity.name, entity.code, *entity.doubts]))


def _term_line(term: Term) -> str:
    number = str(term.cardinality) if term.cardinality else "–"
    explained = ["explained"] if term.body else []
    fields = [term.mark + term.name, number, "、".join(term.members) or "–", *explained, *term.doubts]
    return " | ".join(fields)


def chapters() -> Iterator[Chapter[Case]]:
    """The chapters in order of their file names."""
    return read_chapters(HERE, _cases)


def _cases(table: Mapping[str, Any]) -> Iterator[Case]:
    terms = table.get("of") == "terms"
    for case in table["cases"]:
        yield Case(case["text"], case.get("area", AREA), terms, tuple(case["expect"]))


def page() -> str:
    """The page as it should stand in docs/method."""
    return page_of("名称与名词的规则", _PREFACE, chapters(), lambda chapter: "".join(map(_table, chapter.cases)))


_PREFACE = """
本页由 tests/spec/names 中的表生成，例句都是编的；例句下面是从中认出的名称或名词。改规则先改表，再运行
`python -m tests.spec.names.table`。词表在 `vocabulary/agencies.yaml`、`vocabulary/areas.yaml`、`vocabulary/strategies.yaml`
和 `vocabulary/enterprises.yaml`。

名称：agency 单位，enterprise 企业，institution 学校、医院、科研和文化机构，place 地方，higher-plan 上级规划和战略，authority 作为依据的会议；
后面是编号或代码。名词：名称（标号在前）、名称所说的项数、原文给出的各项、存疑。
"""


def _table(case: Case) -> str:
    under = "" if case.area == AREA else f"（{case.area}的规划）"
    quoted = "\n> ".join(line or "" for line in case.text.split("\n"))
    rows = "".join("| " + " | ".join([*line.split(" | "), "", "", ""][:5]) + " |\n" for line in case.expect)
    return f"\n> {quoted}{under}\n\n| | | | | |\n|---|---|---|---|---|\n{rows}"


if __name__ == "__main__":
    write_page(PAGE, page())
