"""Role and time: what a stretch of text is about, from the headings above it and the words in it."""

from __future__ import annotations

import re

from attrs import evolve, frozen

from gangyao.core.document.document import Document, NodeKind
from gangyao.core.period import PLAN_PERIOD_NAME, PlanPeriod
from gangyao.core.plan.profile import Profile
from gangyao.core.plan.statement import Measure, Role

OTHER = "other"
_REVIEW_HEADING = re.compile("回顾|成就|成效|成绩|进展|现状|形势|发展环境|发展基础|面临|问题|挑战|机遇|短板|过去[一五]年|完成情况|实施情况|执行情况|发展背景|历史性|来之不易|奠定.*基础")
_GOAL_HEADING = re.compile("目标|指标|安排|任务|总体要求|展望|远景|愿景|总体思路|重点工作|战略")
_VISION_HEADING = re.compile("远景目标|远景|展望二|展望20")
_MAIN_GOALS_HEADING = re.compile("主要目标|发展目标|主要指标|总体目标|目标任务|预期目标|规划目标|具体目标|工作目标|发展定位|阶段目标|奋斗目标")
_CHINESE_YEAR = str.maketrans("零〇一二三四五六七八九", "00123456789")
_TIME = re.compile(
    rf"(?P<compared>(?:较|比|自|相比|以|从|与|同)“?)?(?:(?P<until>到|至|截至|截止|截止到)?(?P<year>(?:19|20)\d\d|二[〇零][〇零一二三四五六七八九]{{2}}|[一二]九[〇零一二三四五六七八九]{{2}})年(?P<edge>年?[末底初])?(?P<before>前|以前|之前)?"
    rf"|“?(?P<period>{PLAN_PERIOD_NAME})”?(?P<tail>规划确?定?|纲要|时?期间?间?|以来|末|期末|收官|五年|期)?"
    r"|(?P<now>今年|年内|本年度?|明年)|(?P<last>去年|上年|上一年|过去的?一年|一年来)|(?P<five>过去的?五年|五年来|未来五年|今后五年|本届政府|近五年|5年来|过去5年|今后5年)|(?P<whole>全年))"
)
_DOCUMENT_NAME = re.compile("规划|纲要|确定")
_COMMITS = re.compile("力争|争取|确保|预期目标|目标是|到20\\d\\d年|将[达实]")


@frozen
class Moment:
    """The time a stretch of text speaks of.

    Attributes:
        year: e.g. 2025; None where a period or nothing is meant.
        period: e.g. 十三五; None where a year or nothing is meant.
        written: the text says so near by; False where a heading or the document says so.
    """

    year: int | None = None
    period: PlanPeriod | None = None
    written: bool = False


@frozen
class Context:
    """Role and default time of a stretch of text.

    Attributes:
        role: what numbers are unless their words say otherwise.
        moment: the time they belong to unless their words say otherwise.
        main_goals: the section sets the main targets, whose levels are for the end of the period.
    """

    role: Role
    moment: Moment = Moment()
    main_goals: bool = False


def section_context(document: Document, node: int, profile: Profile) -> Context:
    """The context that the headings above a node give; a goal under a review is a goal."""
    context = Context(Role.TARGET, _default_moment(profile, Role.TARGET))
    for index in document.path(node):
        heading = document.nodes[index]
        if heading.kind in (NodeKind.PARAGRAPH, NodeKind.TABLE):
            continue
        context = _refine(context, heading.title or document.text[heading.start : heading.end], profile)
    return context


def _refine(context: Context, title: str, profile: Profile) -> Context:
    if _VISION_HEADING.search(title) and "主要目标" not in title:
        return Context(Role.TARGET, Moment(year=2035))
    if _REVIEW_HEADING.search(title) and not ("目标" in title and "完成" not in title):
        return Context(Role.ACHIEVED, _default_moment(profile, Role.ACHIEVED))
    if _GOAL_HEADING.search(title) or (context.role is Role.ACHIEVED and _names_future(title, profile)):
        return Context(Role.TARGET, _default_moment(profile, Role.TARGET), bool(_MAIN_GOALS_HEADING.search(title)))
    return context


def _names_future(title: str, profile: Profile) -> bool:
    return profile.year is not None and f"{profile.year}年" in title and "回顾" not in title


def _default_moment(profile: Profile, role: Role) -> Moment:
    if profile.year is not None:
        return Moment(year=profile.year - 1 if role is Role.ACHIEVED else profile.year)
    if profile.period is not None:
        return Moment(period=profile.period.previous if role is Role.ACHIEVED else profile.period)
    return Moment()


def follow_time(context: Context, words: str, profile: Profile) -> Context:
    """The context after a clause whose words may name a time; a time compared with (比2010年) changes nothing."""
    for match in _TIME.finditer(words):
        if match["compared"] and not (match["compared"].startswith("从") and match["period"]):
            if not match["compared"].startswith(("以", "自")) or not match["year"]:
                continue
            continue
        moment = _read_moment(match, words, profile)
        if moment is not None:
            context = evolve(context, moment=moment, role=_role_at(moment, context, profile))
    if context.role is Role.ACHIEVED and _COMMITS.search(words) and _no_past(context, profile):
        context = evolve(context, role=Role.TARGET, moment=_default_moment(profile, Role.TARGET))
    return context


def _no_past(context: Context, profile: Profile) -> bool:
    return not context.moment.written


def _read_moment(match: re.Match[str], words: str, profile: Profile) -> Moment | None:
    if match["year"]:
        following = words[match.end() : match.end() + 1]
        if following in ("—", "-", "~") or (match.start() and words[match.start() - 1] in "-—~至《"):
            return None
        digits = match["year"].translate(_CHINESE_YEAR)
        return Moment(year=int(digits), written=True)
    if match["period"]:
        if match["tail"] and _DOCUMENT_NAME.search(match["tail"]):
            return None
        period = PlanPeriod.from_name(match["period"])
        if match["tail"] in ("末", "期末"):
            return Moment(year=period.end, written=True)
        quoted = match[0].endswith("”") or match["tail"]
        return Moment(period=period, written=True) if quoted else None
    if match["five"]:
        return _five_years(match["five"], profile)
    if profile.year is None:
        return None
    if match["last"]:
        return Moment(year=profile.year - 1, written=True)
    return Moment(year=profile.year, written=True) if match["now"] and match["now"] != "明年" else None


def _five_years(words: str, profile: Profile) -> Moment | None:
    if profile.period is None:
        return None
    if words.startswith(("未来", "今后")):
        return Moment(period=profile.period, written=True)
    if profile.year is not None and profile.year != profile.period.start:
        return None
    return Moment(period=profile.period.previous, written=True)


def _role_at(moment: Moment, context: Context, profile: Profile) -> Role:
    """The past is reported, the future is committed to."""
    if profile.year is not None:
        if moment.year is not None:
            return Role.ACHIEVED if moment.year < profile.year else Role.TARGET
        return Role.ACHIEVED if moment.period and moment.period.end < profile.year else Role.TARGET if moment.period and moment.period.start >= profile.year else context.role
    if profile.period is not None:
        if moment.year is not None:
            return Role.ACHIEVED if moment.year <= profile.period.base else Role.TARGET
        return Role.ACHIEVED if moment.period and moment.period < profile.period else Role.TARGET
    return context.role


def horizon_of(context: Context, measure: Measure, profile: Profile) -> tuple[str, bool]:
    """The horizon of a statement and whether the text writes it."""
    moment = context.moment
    if profile.is_report:
        return _name(moment), moment.written
    if context.role is Role.TARGET:
        return _target_horizon(context, measure, profile)
    if moment.year is not None:
        return str(moment.year), moment.written
    if moment.period is not None and (moment.written or measure in _FLOWS):
        stock = not moment.written or measure in (Measure.LEVEL, Measure.SHARE, Measure.RANK)
        return (str(moment.period.end), False) if stock and measure not in _FLOWS else (moment.period.name, moment.written)
    return (str(profile.period.base) if profile.period else OTHER), False


_FLOWS = (Measure.ANNUAL_GROWTH, Measure.CUMULATIVE, Measure.CHANGE, Measure.COUNT)


def _target_horizon(context: Context, measure: Measure, profile: Profile) -> tuple[str, bool]:
    moment = context.moment
    if moment.year is not None:
        in_period = profile.period is not None and moment.year == profile.period.end
        if in_period and measure in (Measure.ANNUAL_GROWTH, Measure.CUMULATIVE) and profile.period:
            return profile.period.name, False
        return str(moment.year), moment.written
    if moment.period is not None:
        if context.main_goals and measure in (Measure.LEVEL, Measure.SHARE, Measure.RANK) and not moment.written:
            return str(moment.period.end), False
        return moment.period.name, moment.written
    return OTHER, False


def _name(moment: Moment) -> str:
    if moment.year is not None:
        return str(moment.year)
    return moment.period.name if moment.period else OTHER
