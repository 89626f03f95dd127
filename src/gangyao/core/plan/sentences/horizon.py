"""The horizon of a statement: from the time its text speaks of to the year or period it is for."""

from __future__ import annotations

from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.sentences.context import Context
from gangyao.core.plan.sentences.moment import Moment
from gangyao.core.plan.statement import Measure, Role

OTHER = "other"
_FLOWS = (Measure.ANNUAL_GROWTH, Measure.CUMULATIVE, Measure.CHANGE, Measure.COUNT)


def horizon_of(context: Context, measure: Measure, profile: Profile) -> tuple[str, bool]:
    """The horizon of a statement and whether the text writes it."""
    moment = context.moment
    if context.undated:
        return OTHER, False
    if context.spans and moment.period is not None:
        return moment.period.name, moment.written
    if moment.unknown:
        ended = (
            profile.year_now is not None
            and context.role is Role.ACHIEVED
            and (measure in (Measure.LEVEL, Measure.SHARE, Measure.RANK) or _stands(context, measure))
        )
        return (str(profile.year_now - 1), False) if ended and profile.year_now else (OTHER, False)
    stock = _stands(context, measure) or measure in (Measure.LEVEL, Measure.SHARE, Measure.RANK)
    if profile.is_report:
        if moment.period is not None and stock:
            return str(moment.period.end), False
        return _name(moment), moment.written
    if context.role is not Role.ACHIEVED:
        return _target_horizon(context, measure, profile)
    if moment.year is not None:
        return _year_reported(moment, context, measure, profile)
    if moment.period is not None and (moment.written or measure in _FLOWS):
        at_end = _stands(context, measure) or measure not in _FLOWS
        return (str(moment.period.end), False) if at_end else (moment.period.name, moment.written)
    return (str(profile.period_now.base) if profile.period_now else OTHER), False


def _stands(context: Context, measure: Measure) -> bool:
    """How things stand at a time; a sum belongs to the time it was summed over."""
    return context.standing and measure is not Measure.CUMULATIVE


def _year_reported(moment: Moment, context: Context, measure: Measure, profile: Profile) -> tuple[str, bool]:
    """2020年达到a,累计完成b: the last year of a reviewed period is that of its levels; sums belong to the period."""
    if (
        measure is Measure.CUMULATIVE
        and not context.standing
        and profile.period_now is not None
        and moment.year == profile.period_now.base
    ):
        return profile.period_now.previous.name, False
    return str(moment.year), moment.written


def _target_horizon(context: Context, measure: Measure, profile: Profile) -> tuple[str, bool]:
    moment = context.moment
    if moment.year is not None:
        in_period = profile.period_now is not None and moment.year == profile.period_now.end
        if in_period and measure in (Measure.ANNUAL_GROWTH, Measure.CUMULATIVE) and profile.period_now:
            return profile.period_now.name, False
        return str(moment.year), moment.written
    if moment.period is not None:
        if context.main_goals and (context.standing or measure in (Measure.LEVEL, Measure.SHARE, Measure.RANK)):
            return str(moment.period.end), False
        return moment.period.name, moment.written
    return OTHER, False


def _name(moment: Moment) -> str:
    if moment.year is not None:
        return str(moment.year)
    return moment.period.name if moment.period else OTHER
