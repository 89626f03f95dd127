"""项目, 名词, 机构: what a plan names, by kind, narrowed, and never more than the text says."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.web.page_text import text_of

from gangyao.store.plans import StoredPlan

pytestmark = pytest.mark.django_db


def _page(client: Client, name: str, query: str = "", plan: str = "yunxi-14") -> str:
    return client.get(f"/plans/{plan}/{name}/{query}").content.decode()


@pytest.mark.parametrize(("name", "kind"), [("projects", "projects"), ("terms", "terms"), ("entities", "entities")])
def test_each_directory_names_all_records_of_its_kind_and_leads_to_them(
    client: Client, promising: StoredPlan, name: str, kind: str
) -> None:
    page = _page(client, name)
    records = getattr(promising.plan, kind)
    assert records
    assert all(record.name in text_of(page, "main") for record in records)
    assert len(re.findall(r'href="/plans/yunxi-14/records/', page)) >= len(records)


def test_a_project_stands_with_its_number_its_place_and_its_promise(client: Client, promising: StoredPlan) -> None:
    shown = text_of(_page(client, "projects"), "main")
    for words in ("农村公路建设工程", "120公里", "县域", "公路与城市道路", "新建农村公路", "要做"):
        assert words in shown


def test_a_directory_is_narrowed_by_words_and_says_when_nothing_is_left(client: Client, promising: StoredPlan) -> None:
    assert "农村公路建设工程" in _page(client, "projects", "?q=公路")
    nothing = text_of(_page(client, "projects", "?q=没有这样的"), "main")
    assert "没有符合条件的" in nothing and "农村公路建设工程" not in nothing


def test_a_term_without_explanation_is_said_to_have_none(client: Client, digest: StoredPlan) -> None:
    shown = text_of(_page(client, "terms", plan="ziliujing-14"), "main")
    assert all(term.body is None for term in digest.plan.terms)
    assert "原文未列出" in shown


def test_a_plan_that_names_nothing_says_what_to_do(client: Client, sample: StoredPlan) -> None:
    from tests.web.promises import with_items

    with_items(sample, ())
    for name in ("projects", "terms", "entities"):
        assert "没有读出" in _page(client, name) and "编译记录" in _page(client, name)
