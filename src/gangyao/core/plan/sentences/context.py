"""Role and time: what a stretch of text is about, from the headings above it and the words in it."""

from __future__ import annotations

import re

from attrs import evolve, field, frozen

from gangyao.core.document.document import Document, NodeKind
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.sentences.moment import Moment, read_moments
from gangyao.core.plan.statement import Role

_REVIEW_HEADING = re.compile(
    "回顾|成就|成效|成绩|进展|现状|形势|发展环境|发展基础|面临|问题|挑战|机遇|短板|过去[一五]年|完成情况"
    "|实施情况|执行情况|发展背景|历史性|来之不易|回眸|(?:发展|建设|工作|基本)情况|成绩单|奠定.*基础"
)
# What is wrong or ahead is told without dates; results are those of the period before.
# 进一步缓解停车难问题: a task, though it names what is wrong.
_SOLVES = re.compile(
    "^(?:进一步|着力|切实|努力|加快|逐步)?(?:解决|缓解|破解|化解|应对|防范|补齐|攻克|消除|整改|治理|整治|完善).*(?:问题|短板|挑战|难)"
)
_TROUBLES_HEADING = re.compile("问题|挑战|短板|面临|不容忽视|压力")
_RESULTS_HEADING = re.compile("成就|成效|成绩|进展|回顾|基础|解决|攻坚|补齐|应对|突出问题治理|整治")
_GOAL_HEADING = re.compile("目标|指标|安排|任务|总体要求|展望|远景|愿景|总体思路|重点工作|战略")
_GOAL_UNDER_REVIEW = re.compile(
    "目标(?!.*(?:完成|实现))|指标(?!.*(?:完成|实现))|安排|总体要求|展望|远景|愿景|总体思路|主要任务|重点工作"
)
_VISION_HEADING = re.compile("远景目标|远景|展望二|展望20")
_MAIN_GOALS_HEADING = re.compile(
    "主要目标|发展目标|主要指标|总体目标|目标任务|预期目标|规划目标|具体目标|工作目标|发展定位|阶段目标|奋斗目标"
)
# A chapter of goals whose heads go on to tasks (2.实施垃圾处置工程) is over; 服务能力显著增强 is a goal.
_TASK_HEADING = re.compile(
    "^(?:加强|加快|加大|推进|推动|实施|控制|整治|强化|保护|建设|促进|开展|防治|健全|完善|启动|编制|严格|重点|综合|大力|积极|全面)"
)
_STATE_TO_REACH = re.compile(
    "(?:显著|明显|更加?|不断|持续|全面|稳步|进一步|大幅|有效)[一-鿿]{2,6}$|(?:提升|提高|增强|进展|改善|突破|优化|成效|完善|升级|水平)$"
)
_GOALS_ARE = re.compile("(?:主要|预期|发展|总体|规划)(?:预期)?目标(?:是|为)")
# 预计全年实现: the year is not over, its results are told all the same.
_EXPECTED_RESULT = re.compile("预计全年|全年预计|预计(?:实现|完成|可达)")
_SCENE = re.compile("^(?:各位代表[,!:])?[^,。;]{0,20}(?:年|年来|年间|时期|期间|以来|一年里)(?:[,;]|是)")
_SCENE_LENGTH = 31
_LONGEST_HEADING = 24
_HOLDS_NUMBER = re.compile(r"[0-9](?![0-9]*年)(?<!20)(?<!19)")
_STOPS = "。;；!?,，:："
_COMMITS = re.compile("力争|争取|确保|预期目标|目标是|到20[0-9][0-9]年|将[达实]")


@frozen
class Context:
    """Role and default time of a stretch of text.

    Attributes:
        role: what numbers are unless their words say otherwise.
        moment: the time they belong to unless their words say otherwise.
        main_goals: the section sets the main targets, whose levels are for the end of the period.
        undated: the text gives no time for the value (由66%提高到70%: when was it 66%?).
        spans: the value is of all years of the period together or on average, whatever kind of number it is.
        standing: the value says how things stand at a time (a stock, a gap), whatever kind of number it is.
    """

    role: Role
    moment: Moment = field(factory=Moment)
    main_goals: bool = False
    standing: bool = False
    undated: bool = False
    spans: bool = False

    @property
    def speaks_of_years(self) -> bool:
        """The time is a run of years, a plan period or another."""
        return self.moment.period is not None or self.moment.unknown


def section_context(document: Document, node: int, profile: Profile) -> Context:
    """The context that the headings above a node give; a goal under a review is a goal."""
    role = Role.ACHIEVED if profile.looks_back else Role.TARGET
    context = Context(role, _default_moment(profile, role))
    if profile.part:
        context = under_heading(context, profile.part, profile)
    for index in document.path(node):
        heading = document.nodes[index]
        if heading.kind in (NodeKind.PARAGRAPH, NodeKind.TABLE):
            continue
        title = heading.title or document.text[heading.start : heading.end]
        context = under_heading(context, title, profile)
    return context


def under_heading(context: Context, title: str, profile: Profile) -> Context:
    """The context under a heading that stands in this context."""
    if _VISION_HEADING.search(title) and "主要目标" not in title:
        return Context(Role.TARGET, Moment(year=2035))
    if _TROUBLES_HEADING.search(title) and not _RESULTS_HEADING.search(title) and profile.year_now is None:
        return Context(Role.ACHIEVED, Moment(unknown=True))
    if context.role is Role.TARGET and _SOLVES.search(title):
        return context
    if _REVIEW_HEADING.search(title) and not ("目标" in title and "完成" not in title):
        return Context(Role.ACHIEVED, _period_reviewed(title, profile) or _default_moment(profile, Role.ACHIEVED))
    goal = _GOAL_HEADING if context.role is Role.TARGET else _GOAL_UNDER_REVIEW
    if goal.search(title) or (context.role is Role.ACHIEVED and _names_future(title, profile)):
        return Context(Role.TARGET, _default_moment(profile, Role.TARGET), bool(_MAIN_GOALS_HEADING.search(title)))
    if context.main_goals and _TASK_HEADING.search(title) and not _STATE_TO_REACH.search(title):
        return evolve(context, main_goals=False)
    return context


def under_lead(context: Context, words: str) -> Context:
    """The context behind a dash that names a state to reach (——服务能力显著增强。): its levels are for the end of the period."""
    state = words.startswith("—") and _STATE_TO_REACH.search(words.strip("—。:\n "))
    return evolve(context, main_goals=True) if state and context.role is Role.TARGET else context


def _period_reviewed(title: str, profile: Profile) -> Moment | None:
    """A report's review of a plan period that ended (“十四五”时期和2025年工作回顾) speaks of what it names first."""
    if profile.year_now is None:
        return None
    first = next(read_moments(title, profile), None)
    return evolve(first, written=False) if first and (first.period or first.unknown) else None


def sets_scene(words: str, base: Context, profile: Profile) -> Context | None:
    """The context that a report's sentence sets for what follows (过去一年, …; “十五五”时期, …), None where it sets none."""
    head = words[:_SCENE_LENGTH]
    if not profile.is_report and "目标" in words and _names_own_period(words, profile):
        return base
    if words.rstrip().endswith(":") and base.role is Role.TARGET and not profile.is_report:
        return _opens_list(words, base, profile)
    if not _SCENE.search(head):
        return None
    moments = list(read_moments(head, profile))
    if not moments:
        return None
    moment = moments[-1]
    years = moment.period is not None or moment.unknown
    if not years and not (base.role is Role.ACHIEVED and profile.is_report):
        return None
    role = base.role if base.role is Role.ACHIEVED else _role_at(moment, base, profile)
    if not profile.is_report and role is base.role:
        return base
    return evolve(base, role=role, moment=moment)


def _opens_list(words: str, base: Context, profile: Profile) -> Context | None:
    """到2030年实现以下目标: is said of all that follows under the heading."""
    moments = [moment for moment in read_moments(words, profile) if moment.year is not None]
    if not moments or _role_at(moments[-1], base, profile) is not Role.TARGET:
        return None
    return evolve(base, moment=moments[-1])


def _names_own_period(words: str, profile: Profile) -> bool:
    now = profile.period_now
    return now is not None and any(m.period is not None and m.period >= now for m in read_moments(words, profile))


def unmarked_heading(words: str, context: Context, profile: Profile) -> Context | None:
    """A short line without a stop (2015年的成就, 不平凡的“十二五”) heads what follows; None for other lines."""
    line = words.strip()
    if not 0 < len(line) <= _LONGEST_HEADING or line[-1] in _STOPS or line[0] in "—-·" or _HOLDS_NUMBER.search(line):
        return None
    headed = under_heading(context, line, profile)
    if headed != context or not profile.is_report:
        return headed if headed != context else None
    period = next((moment for moment in read_moments(line, profile) if moment.period), None)
    if period is None:
        return None
    return evolve(context, role=_role_at(period, context, profile), moment=period)


def _names_future(title: str, profile: Profile) -> bool:
    return profile.year_now is not None and f"{profile.year_now}年" in title and "回顾" not in title


def _default_moment(profile: Profile, role: Role) -> Moment:
    if profile.year_now is not None:
        return Moment(year=profile.year_now - 1 if role is Role.ACHIEVED else profile.year_now)
    if profile.period_now is not None:
        return Moment(period=profile.period_now.previous if role is Role.ACHIEVED else profile.period_now)
    return Moment()


def follow_time(context: Context, words: str, profile: Profile) -> Context:
    """The context after words that may name a time; words that commit end a review that gives no date."""
    for moment in read_moments(words, profile):
        context = evolve(context, moment=moment, role=_role_at(moment, context, profile))
    if context.role is Role.TARGET and _GOALS_ARE.search(words):
        context = evolve(context, main_goals=True)
    if (
        profile.is_report
        and context.role is Role.TARGET
        and _EXPECTED_RESULT.search(words)
        and not _COMMITS.search(words)
    ):
        context = evolve(
            context, role=Role.ACHIEVED, moment=evolve(_default_moment(profile, Role.ACHIEVED), written=True)
        )
    if context.role is Role.ACHIEVED and not context.moment.written and _COMMITS.search(words):
        context = evolve(context, role=Role.TARGET, moment=_default_moment(profile, Role.TARGET))
    return context


def at_origin(context: Context, year: int | None) -> Context:
    """The context of the first value of 由a到b: reported, in the year printed with it if any."""
    return evolve(context, role=Role.ACHIEVED, moment=Moment(year=year, written=year is not None), undated=year is None)


def _role_at(moment: Moment, context: Context, profile: Profile) -> Role:
    """The past is reported, the future is committed to."""
    if profile.year_now is not None:
        return _role_in_report(moment, context, profile.year_now)
    if profile.period_now is None:
        return context.role
    if moment.year is not None:
        return Role.ACHIEVED if moment.year <= profile.period_now.base else Role.TARGET
    return Role.ACHIEVED if moment.period and moment.period < profile.period_now else Role.TARGET


def _role_in_report(moment: Moment, context: Context, year: int) -> Role:
    if moment.year is not None:
        return Role.ACHIEVED if moment.year < year else Role.TARGET
    if moment.unknown:
        return Role.ACHIEVED
    if moment.period is None:
        return context.role
    if moment.period.end < year:
        return Role.ACHIEVED
    return Role.TARGET if moment.period.start >= year else context.role
