"""What kind of document a text is and which years it speaks of, read from its title and first lines."""

from __future__ import annotations

import re
from collections import Counter

from attrs import frozen

from gangyao.core.document.document import Document
from gangyao.core.document.folding import fold
from gangyao.core.period import PLAN_PERIOD_NAME, PlanPeriod
from gangyao.core.plan.identity.titles import read_title, title_lines

_ORDINAL_PERIOD = re.compile(r"第(十?[一二三四五六七八九十])个五年")
_NAMED_PERIOD = re.compile(rf"“?({PLAN_PERIOD_NAME})”?")
_YEARS_OF_PLAN = re.compile(r"((?:19|20)[0-9]{2})年?(?:[-—~至]{1,2})((?:19|20)[0-9]{2})年")
_REPORT = re.compile(r"政府工作报告|工作回顾|社会发展计划(?:执行情况|草案)|代表大会第[一二三四五六七八九十]+次会议上")
_PLAN = re.compile(r"规划|纲要|计划|方案|建议|意见")
_PLAN_TITLE = re.compile(r"(?:规划|纲要)(?:\([^()]*\)|草案|.{2,4}稿)*$")
_YEAR = re.compile(r"((?:19|20)[0-9][0-9])年")
# A document that tells what was done in the period or year it names, rather than setting goals for it.
_REVIEW_TITLE = re.compile(
    "成就|成效|成绩|回顾|回眸|巡礼|综述|总结|公报|(?:发展|建设|工作|完成|实施|执行|进展|落实)情况|评估报告"
)
_SETS_GOALS = re.compile("目标|草案|安排|打算|(?:规划|纲要|计划|方案)(?!.*(?:情况|评估|总结|成就|成效))")
_GOALS_TITLE = re.compile("(?:主要|发展|预期|总体|规划|工作)目标$")
_PART_MARK = "·"
_PLAN_REPORT = re.compile(
    r"((?:19|20)[0-9][0-9])年国民经济和社会发展计划草案|((?:19|20)[0-9][0-9])年国民经济和社会发展计划执行情况"
)
_LATE_IN_YEAR = 11
_LONGEST_TITLE = 60
_LONGEST_PART = 24
_YEAR_IN_NAME = re.compile(r"(?<![0-9])((?:19|20)[0-9][0-9])(?![0-9])")
_REVIEWED = re.compile(
    r"((?:19|20)[0-9][0-9])年(?:政府)?工作回顾|((?:19|20)[0-9][0-9])年(?:工作)?(?:安排|总体要求|重点工作|工作总体)"
)


@frozen
class Profile:
    """What rules need to know about the whole document.

    Attributes:
        kind: "outline" (规划纲要 and 建议), "special" (专项规划, 方案 and 意见 for one field), "report" (政府工作报告) or "other".
        title: the title as printed, white space removed.
        period: the five-year plan period it is for, or lies in for a report; None where the text names none.
        year: the year a report sets targets for; None for plans.
        part: what the title says the text is about, where that is a part of a plan (…规划·发展基础) or a review
            (“十三五”发展成就); it stands above all headings. Empty otherwise.
        looks_back: the whole document tells what was done in its period or year.
    """

    kind: str
    title: str
    period: PlanPeriod | None
    year: int | None
    part: str = ""
    looks_back: bool = False

    @property
    def period_now(self) -> PlanPeriod | None:
        """The period in which the text speaks; a review of a period speaks from the next."""
        return self.period.next if self.period and self.looks_back else self.period

    @property
    def year_now(self) -> int | None:
        """The year in which the text speaks; a review of a year speaks from the next."""
        return self.year + 1 if self.year and self.looks_back else self.year

    @property
    def is_report(self) -> bool:
        """A document of one year, such as a work report, rather than a plan."""
        return self.year is not None or self.kind == "report"


def read_profile(document: Document) -> Profile:
    """Reads the profile; what is not written stays None."""
    titles = title_lines(document)
    printed = read_title(document)
    title = printed or document.source.name.rpartition(".")[0]
    opening = fold(document.text[:1500]).text
    head = " ".join((printed, *titles, document.source.name))
    first_line = opening.strip().partition("\n")[0]
    part, looks_back = _read_part(printed if printed.startswith(first_line) else first_line)
    part = part or next((line for line in titles[1:] if len(line) <= _LONGEST_PART and _is_review(line)), "")
    if not _PLAN_TITLE.search(printed) and (_REPORT.search(head) or _REPORT.search(opening)):
        year = _report_year(head, document)
        return Profile("report", title, PlanPeriod.from_year(year) if year else None, year, part, looks_back)
    period = _find_period(title) or _find_period(head) or _find_period(opening) or _commonest_period(document)
    year = _year_of_its_own(first_line) if period is None or not _find_period(head) else None
    if year is not None:
        return Profile("other", title, period or PlanPeriod.from_year(year), year, part, looks_back)
    return Profile(_plan_kind(printed or head), title, period, None, part, looks_back)


def _read_part(first_line: str) -> tuple[str, bool]:
    """The part of a plan that a first line names, or the review that it is; and whether all of it looks back."""
    whole, mark, part = first_line.partition(_PART_MARK)
    if mark:
        return part, False
    if len(whole) <= _LONGEST_TITLE and _is_review(whole):
        return whole, not re.search("政府工作报告$", whole)
    return (whole, False) if len(whole) <= _LONGEST_TITLE and _GOALS_TITLE.search(whole) else ("", False)


def _year_of_its_own(first_line: str) -> int | None:
    """The one year that a yearly programme (2020年民生实事) is for."""
    years = set(_YEAR.findall(first_line))
    return int(years.pop()) if len(years) == 1 and not re.search("规划|纲要|建议|意见", first_line) else None


def _is_review(title: str) -> bool:
    return bool(_REVIEW_TITLE.search(title)) and not _SETS_GOALS.search(title)


def _plan_kind(title: str) -> str:
    if "国民经济和社会发展" in title:
        return "outline"
    return "special" if _PLAN.search(title) else "other"


def _find_period(text: str) -> PlanPeriod | None:
    ordinal = _ORDINAL_PERIOD.search(text)
    if ordinal:
        return PlanPeriod.from_name(ordinal[1] + "五")
    named = _NAMED_PERIOD.search(text)
    if named:
        return PlanPeriod.from_name(named[1])
    years = _YEARS_OF_PLAN.search(text)
    period = PlanPeriod.from_year(int(years[1])) if years else None
    return period if period and years and (period.start, period.end) == (int(years[1]), int(years[2])) else None


def _commonest_period(document: Document) -> PlanPeriod | None:
    names = Counter(re.findall(rf"“({PLAN_PERIOD_NAME})”", document.text.replace(" ", "")))
    return PlanPeriod.from_name(names.most_common(1)[0][0]) if names else None


def _report_year(head: str, document: Document) -> int | None:
    """A report is given early in the year it sets targets for."""
    planned = _PLAN_REPORT.search(head)
    if planned:
        return int(planned[1]) if planned[1] else int(planned[2]) + 1
    spoken = re.search(r"((?:19|20)[0-9][0-9])年([0-9]{1,2})月[0-9]{1,2}日", head)
    if spoken:
        return int(spoken[1]) + (int(spoken[2]) >= _LATE_IN_YEAR)
    titled = re.search(r"((?:19|20)[0-9][0-9])年?.{0,24}政府工作报告", head)
    if titled:
        return int(titled[1])
    folded = fold(document.text).text
    reviewed = _REVIEWED.search(folded)
    if reviewed:
        return int(reviewed[1]) + 1 if reviewed[1] else int(reviewed[2])
    named = _YEAR_IN_NAME.search(document.source.name)
    if named:
        return int(named[1])
    years = Counter(_YEAR.findall(folded))
    return int(years.most_common(1)[0][0]) if years else None
