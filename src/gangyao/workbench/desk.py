"""规划列表: all plans with how far the work on each is, and the menu that switches between them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from gangyao.store import archive, desk
from gangyao.workbench.pages import is_example
from gangyao.workbench.presentation.words import KINDS, title_with_years, years_words


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """All plans of this installation."""
    listed = [(plan, _facts(plan), is_example(plan.id, plan.digest)) for plan in desk.on_desk()]
    only_examples = all(example for _, _, example in listed)
    context = {"plans": listed, "only_examples": only_examples, "archived": len(archive.archived()), "tab": "plans"}
    return render(request, "workbench/plans.html", context)


def _facts(plan: desk.PlanOnDesk) -> str:
    """Whose plan it is, of what kind, for when, and the file, e.g. "云溪县 · 规划纲要 · 2021—2025年 · 文本“云溪县.txt”"."""
    facts = (plan.area.name, KINDS.get(plan.kind, "规划"), years_words(*plan.period), f"文本“{plan.source}”")
    return " · ".join(fact for fact in facts if fact)


def other_plans(_: HttpRequest) -> dict[str, object]:
    """For templates: ids and titles with years of all plans, asked for where a page shows the menu."""
    return {"all_plans": SimpleLazyObject(titles_with_years)}


def titles_with_years() -> tuple[tuple[str, str], ...]:
    """Ids and titles of all plans, their years behind: reports of two years have one title."""
    return tuple((id_, title_with_years(title, first, last)) for id_, title, first, last in desk.menu())
