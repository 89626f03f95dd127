"""Why a file should not take the place of a plan's text before a person has looked, in words and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from gangyao.core.plan.identity.mismatch import Titled
from gangyao.workbench.presentation.words import KINDS, years_words

_LABELS = {"title": "标题", "area": "地区", "period": "规划期", "kind": "种类"}
_UNREAD = "没有读出"


@frozen
class Difference:
    """What the file says of one thing, and what the plan says."""

    label: str
    file: str
    plan: str


@frozen
class DoubtedText:
    """What a person is told before a file becomes a plan's text.

    Attributes:
        unlike: the file is not the plan in something, or does not say that it is.
        differences: in what, after the titles of both.
        found: targets of the file.
        shown: targets that the plan shows now.
        gone: of these, how many the file does not have.
    """

    unlike: bool
    differences: tuple[Difference, ...]
    found: int
    shown: int
    gone: int


def read_doubt(question: Mapping[str, Any], plan: Titled) -> DoubtedText:
    """The words for a question that was asked because of a doubt.

    Args:
        question: as its job keeps it.
        plan: the plan that the file was named or recognised as.
    """
    doubt = question["doubt"]
    file = {
        "title": question["title"] or _UNREAD, "area": question["area"] or _UNREAD,
        "period": years_words(*question["period"]) or _UNREAD, "kind": KINDS.get(question["kind"], "不是规划或工作报告"),
    }  # fmt: skip
    its = {
        "title": plan.title, "area": plan.area.name or "未写明", "period": years_words(*plan.period) or "未写明",
        "kind": KINDS.get(plan.kind, "规划"),
    }  # fmt: skip
    differences = tuple(
        Difference(label, file[name], its[name])
        for name, label in _LABELS.items()
        if name == "title" or name in doubt["differs"]
    )
    return DoubtedText(bool(doubt["differs"]), differences, doubt["found"], doubt["shown"], doubt["gone"])
