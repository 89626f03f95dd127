"""Role and time of one value, where its own words say other than the sentence it stands in."""

from __future__ import annotations

import re

from attrs import evolve

from gangyao.core.period import PLAN_PERIOD_NAME, PlanPeriod
from gangyao.core.plan.sentences.admission import is_age_limit
from gangyao.core.plan.sentences.amount import Amount, counts_right, governed
from gangyao.core.plan.sentences.context import Context, at_origin
from gangyao.core.plan.sentences.moment import Moment
from gangyao.core.plan.sentences.sentence_state import SentenceState
from gangyao.core.plan.statement import Role

_GAP = re.compile("高于|低于|高出|平均")


def context_of(amount: Amount, state: SentenceState) -> Context:
    """The context, but for the start of a change, for limits set by others and for how things stand."""
    mention, left, context = amount.mention, amount.left, state.context
    if left.origin:
        return at_origin(context, left.origin_year)
    if is_age_limit(mention, left, amount.right):
        return evolve(context, role=Role.STANDARD)
    base = state.base
    if "年均" in left.chain and context.role is base.role and base.speaks_of_years:
        context = evolve(context, moment=base.moment)
    if spans := _spans(amount, context, state):
        return spans
    gap = mention.dimension == "percentage-point" and bool(_GAP.search(left.raw))
    moved = left.rises or left.falls
    own_act = counts_right(amount) or governed(left, state.carried)
    stock = mention.counts and not moved and not own_act
    return evolve(context, standing=gap or stock)


def _spans(amount: Amount, context: Context, state: SentenceState) -> Context | None:
    """The context of a value of the whole reviewed period: a yearly mean, a change since its base, a share of its sum."""
    left = amount.left
    if context.role is not Role.ACHIEVED or state.profile.is_report:
        return None
    since = _period_since(left.compared) if left.compared and (left.rises or left.falls) else None
    if since and context.moment.year in (None, since.end) and context.moment.period in (None, since):
        return evolve(context, moment=Moment(period=since, written=context.moment.written), spans=True)
    mean = "年均" in left.raw and not left.rises and not left.falls
    share = left.subject.startswith("占") and state.carried.summed
    return evolve(context, spans=True) if (mean or share) and context.moment.period else None


def _period_since(compared: str) -> PlanPeriod | None:
    """The plan period that a base of comparison begins: 2020年, “十三五”末 → 十四五."""
    if name := re.match(PLAN_PERIOD_NAME, compared):
        return PlanPeriod.from_name(name[0]).next
    year = re.match("(?:19|20)[0-9][0-9]", compared)
    period = PlanPeriod.from_year(int(year[0]) + 1) if year else None
    return period if year and period and period.base == int(year[0]) else None
