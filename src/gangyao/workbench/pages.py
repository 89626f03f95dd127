"""What every page of a plan has in common: its head, and the tab that it stands under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gangyao.pipeline import bundled_plans
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.words import KINDS, period_words, title_pieces


@frozen
class Head:
    """What every page of a plan shows above its content.

    Attributes:
        plan_id: of the plan.
        title: as printed on the document.
        pieces: the title in stretches that a line should not break.
        kind: e.g. "规划纲要".
        area: name of the area, or empty.
        period: e.g. "2021—2025年".
        digest: the text shown is a summary, not the official one.
        source: name of the file.
        example: the plan ships with the product, as a summary; nobody has given its text.
        characters: length of the text.
        reading: number of the compile.
        compiled_at: when it was compiled.
    """

    plan_id: str
    title: str
    pieces: tuple[str, ...]
    kind: str
    area: str
    period: str
    digest: bool
    source: str
    example: bool
    characters: int
    reading: int
    compiled_at: object


def is_example(plan_id: str, digest: bool) -> bool:
    """Whether what is shown of a plan is the summary that ships with the product."""
    return digest and any(plan.id == plan_id for plan in bundled_plans())


def page_head(stored: StoredPlan) -> Head:
    """The head of the pages of a plan."""
    plan, source = stored.plan, stored.source
    return Head(
        plan.id,
        plan.title,
        title_pieces(plan.title, plan.area.name),
        KINDS.get(plan.kind, "规划"),
        plan.area.name,
        period_words(plan),
        source.digest,
        source.name,
        is_example(plan.id, source.digest),
        len(stored.document.text),
        stored.reading,
        stored.compiled_at,
    )


def plan_page(
    request: HttpRequest, template: str, stored: StoredPlan, tab: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of a plan, under its head, with one of its tabs marked."""
    return render(request, f"workbench/{template}", {"head": page_head(stored), "tab": tab, **context}, status=status)
