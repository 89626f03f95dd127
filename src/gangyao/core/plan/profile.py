"""What kind of document a text is and which years it speaks of, read from its title and first lines."""

from __future__ import annotations

import re
from collections import Counter

from attrs import frozen

from gangyao.core.document.document import Document, NodeKind
from gangyao.core.document.folding import fold
from gangyao.core.period import PLAN_PERIOD_NAME, PlanPeriod

_ORDINAL_PERIOD = re.compile(r"第(十?[一二三四五六七八九十])个五年")
_NAMED_PERIOD = re.compile(rf"“?({PLAN_PERIOD_NAME})”?")
_REPORT = re.compile(r"政府工作报告|工作回顾|代表大会第[一二三四五六七八九十]+次会议上")
_PLAN = re.compile(r"规划|纲要|计划|方案|建议")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_REVIEWED = re.compile(
    r"((?:19|20)\d\d)年(?:政府)?工作回顾|((?:19|20)\d\d)年(?:工作)?(?:安排|总体要求|重点工作|工作总体)"
)


@frozen
class Profile:
    """What rules need to know about the whole document.

    Attributes:
        kind: "outline" (规划纲要 and 建议), "special" (专项规划), "report" (政府工作报告) or "other".
        title: the title as printed, white space removed.
        period: the five-year plan period it is for, or lies in for a report; None where the text names none.
        year: the year a report sets targets for; None for plans.
    """

    kind: str
    title: str
    period: PlanPeriod | None
    year: int | None

    @property
    def is_report(self) -> bool:
        """A yearly work report rather than a plan."""
        return self.kind == "report"


def read_profile(document: Document) -> Profile:
    """Reads the profile; what is not written stays None."""
    titles = [
        fold(document.text[node.start : node.end]).text.strip().replace("\n", "")
        for _, node in document.of_kind(NodeKind.TITLE)
    ]
    title = _choose_title(titles) or document.source.name.rpartition(".")[0]
    opening = fold(document.text[:1500]).text
    head = " ".join(titles) + " " + document.source.name
    if _REPORT.search(head) or _REPORT.search(opening):
        year = _report_year(head, document)
        return Profile("report", title, PlanPeriod.from_year(year) if year else None, year)
    period = _find_period(title) or _find_period(head) or _find_period(opening) or _commonest_period(document)
    return Profile(_plan_kind(title + head), title, period, None)


def _choose_title(titles: list[str]) -> str:
    candidates = [
        title for title in titles if re.search("规划|纲要|报告|计划|建议|意见|方案", title) and len(title) >= 6
    ]
    return max(candidates, key=lambda title: ("纲要" in title, "规划" in title, -abs(len(title) - 30)), default="")


def _plan_kind(title: str) -> str:
    if "国民经济和社会发展" in title:
        return "outline"
    return "special" if _PLAN.search(title) else "other"


def _find_period(text: str) -> PlanPeriod | None:
    ordinal = _ORDINAL_PERIOD.search(text)
    if ordinal:
        return PlanPeriod.from_name(ordinal[1] + "五")
    named = _NAMED_PERIOD.search(text)
    return PlanPeriod.from_name(named[1]) if named else None


def _commonest_period(document: Document) -> PlanPeriod | None:
    names = Counter(re.findall(rf"“({PLAN_PERIOD_NAME})”", document.text.replace(" ", "")))
    return PlanPeriod.from_name(names.most_common(1)[0][0]) if names else None


def _report_year(head: str, document: Document) -> int | None:
    """A report is given early in the year it sets targets for."""
    spoken = re.search(r"((?:19|20)\d\d)年\d{1,2}月\d{1,2}日", head) or re.search(
        r"((?:19|20)\d\d)年?.{0,12}政府工作报告", head
    )
    if spoken:
        return int(spoken[1])
    folded = fold(document.text).text
    reviewed = _REVIEWED.search(folded)
    if reviewed:
        return int(reviewed[1]) + 1 if reviewed[1] else int(reviewed[2])
    named = _YEAR_IN_NAME.search(document.source.name)
    if named:
        return int(named[1])
    years = Counter(_YEAR.findall(folded))
    return int(years.most_common(1)[0][0]) if years else None
