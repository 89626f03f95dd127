"""Every made-up text of the spec tables holds exactly the projects beside it; the method page is up to date."""

from __future__ import annotations

import pytest
from tests.spec.projects.table import PAGE, Case, chapters, page

CASES = [pytest.param(case, id=case.text) for chapter in chapters() for case in chapter.cases]


@pytest.mark.parametrize("case", CASES)
def test_the_text_holds_these_projects(case: Case) -> None:
    assert case.read() == list(case.expect)


def test_every_chapter_has_cases() -> None:
    assert all(chapter.cases for chapter in chapters())


def test_the_method_page_says_what_the_tables_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "docs/method/projects.md 已过时：python -m tests.spec.projects.table"
    )
