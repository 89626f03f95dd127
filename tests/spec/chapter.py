"""What all spec tables share: chapters read from the YAML files of a folder, and the page of docs/method made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from attrs import frozen

METHOD = Path(__file__).parents[2] / "docs" / "method"
Case = TypeVar("Case")


@frozen
class Chapter(Generic[Case]):
    """The cases of one rule."""

    title: str
    rule: str
    cases: tuple[Case, ...]


def read_chapters(folder: Path, cases: Callable[[Mapping[str, Any]], Iterable[Case]]) -> Iterator[Chapter[Case]]:
    """The chapters of a folder in order of their file names; `cases` makes the cases of one file."""
    for path in sorted(folder.glob("*.yaml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield Chapter(table["chapter"], table["rule"].strip(), tuple(cases(table)))


def page_of(
    title: str, preface: str, chapters: Iterable[Chapter[Case]], body: Callable[[Chapter[Case]], str], behind: str = ""
) -> str:
    """The page: title, preface, each chapter with its rule and what `body` makes of it, and what stands behind all."""
    parts = [f"# {title}\n", preface]
    for number, chapter in enumerate(chapters, 1):
        parts.append(f"\n## {number}. {chapter.title}\n\n{chapter.rule}\n{body(chapter)}")
    return "".join([*parts, behind])


def write_page(path: Path, page: str) -> None:
    """Writes a page anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
