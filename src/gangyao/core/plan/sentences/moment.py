"""The times that a stretch of text names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from gangyao.core.period import PLAN_PERIOD_NAME, PlanPeriod
from gangyao.core.plan.identity.profile import Profile
from gangyao.core.plan.sentences.phrase import COMPARISON, ORIGIN, read_year

_TIME = re.compile(
    rf"(?P<compared>(?:较|比|自|相比|以|从|由|与|同)“?)?(?:(?P<until>到|至|截至|截止|截止到)?(?P<year>(?:19"
    rf"|20)[0-9][0-9]|二[〇零][〇零一二三四五六七八九]{{2}}"
    rf"|[一二]九[〇零一二三四五六七八九]{{2}})年(?P<edge>年?[末底初])?(?P<before>前|以前|之前)?(?P<since>以来"
    rf"|来)?"
    rf"|“?(?P<period>{PLAN_PERIOD_NAME})”?(?P<tail>规划确?定?|纲要|时?期间?间?|以来|末|期末|收官|五年|期)?"
    r"|(?P<now>今年|年内|本年度?|明年)|(?P<last>去年|上年|上一年|过去的?一年|一年来)|(?P<five>过去的?五年"
    r"|这五年|5年间|五年间|五年(?=[累共新建])|五年来|未来五年|今后五年|本届政府|近五年|5年来|过去5年|今后5年))"
)
# 2025年是“十四五”的收官之年: the period only says what year it is.
_WHAT_YEAR_IT_IS = re.compile("”?规?划?的?(?:收官|开局|起步|关键|冲刺|谋划|攻坚|决胜)")
_DOCUMENT_NAME = re.compile("规划|纲要|确定")


@frozen
class Moment:
    """The time a stretch of text speaks of.

    Attributes:
        year: e.g. 2025; None where a period or nothing is meant.
        period: e.g. 十三五; None where a year or nothing is meant.
        written: the text says so near by; False where a heading or the document says so.
        unknown: the text speaks of a time that it does not name (由66%提高到70%: when was it 66%?).
    """

    year: int | None = None
    period: PlanPeriod | None = None
    written: bool = False
    unknown: bool = False


def read_moments(words: str, profile: Profile) -> Iterator[Moment]:
    """The times that words name, left to right; the base of a comparison (比2010年) and a start (由2010年的) are none."""
    words = ORIGIN.sub("", COMPARISON.sub("", words))
    for match in _TIME.finditer(words):
        if match["compared"] and not (match["compared"].startswith("从") and match["period"]):
            continue
        moment = _moment(match, words, profile)
        if moment is not None and not _is_unfinished(moment, profile):
            yield moment


def _is_unfinished(moment: Moment, profile: Profile) -> bool:
    """A report's running plan period is the name of a plan (“十二五”节能方案), not the time of a result."""
    return (
        profile.year_now is not None
        and moment.period is not None
        and moment.period.start < profile.year_now <= moment.period.end
    )


def _moment(match: re.Match[str], words: str, profile: Profile) -> Moment | None:
    if match["year"]:
        if match["since"]:
            return None
        following = words[match.end() : match.end() + 1]
        if following in ("—", "-", "~") or (match.start() and words[match.start() - 1] in "-—~至《"):
            return None
        return Moment(year=read_year(match["year"]), written=True)
    if match["period"]:
        return _period(match, words)
    if match["five"]:
        return _five_years(match["five"], profile)
    if profile.year_now is None:
        return None
    if match["last"]:
        return Moment(year=profile.year_now - 1, written=True)
    return Moment(year=profile.year_now, written=True) if match["now"] and match["now"] != "明年" else None


def _period(match: re.Match[str], words: str) -> Moment | None:
    """A plan period, but not one inside the name of a plan (“十三五”规划确定的…)."""
    if (match["tail"] and _DOCUMENT_NAME.search(match["tail"])) or _WHAT_YEAR_IT_IS.match(words, match.end("period")):
        return None
    period = PlanPeriod.from_name(match["period"])
    if match["tail"] in ("末", "期末"):
        return Moment(year=period.end, written=True)
    named = match[0].endswith("”") or match["tail"]
    return Moment(period=period, written=True) if named else None


def _five_years(words: str, profile: Profile) -> Moment | None:
    if profile.period_now is None:
        return None
    if words == "五年" and profile.year_now is None:
        return None
    if words.startswith(("未来", "今后")):
        return Moment(period=profile.period_now, written=True)
    if profile.year_now is not None and profile.year_now != profile.period_now.start:
        return Moment(unknown=True, written=True)
    return Moment(period=profile.period_now.previous, written=True)
