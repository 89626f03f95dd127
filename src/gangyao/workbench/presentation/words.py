"""The words officials use for the codes of the records."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gangyao.core.plan.commitments.doubt import EXPLANATIONS as COMMITMENT_WORDS
from gangyao.core.plan.doubt import EXPLANATIONS as DOUBT_WORDS
from gangyao.core.plan.entities.doubt import EXPLANATIONS as ENTITY_WORDS
from gangyao.core.plan.entity import EntityKind
from gangyao.core.plan.plan import Area, Nature, Plan
from gangyao.core.plan.projects.find import VAGUE_COUNT
from gangyao.core.plan.statement import Measure, Role, Tier
from gangyao.core.plan.targets.conflict import EXPLANATIONS as CONFLICT_WORDS
from gangyao.core.plan.terms.doubt import EXPLANATIONS as TERM_WORDS

ROLES: Mapping[Role, str] = {Role.TARGET: "规划目标", Role.ACHIEVED: "已有情况", Role.STANDARD: "外部标准"}
MEASURES: Mapping[Measure, str] = {
    Measure.LEVEL: "水平值",
    Measure.ANNUAL_GROWTH: "年均增长",
    Measure.CUMULATIVE: "累计数",
    Measure.SHARE: "比率",
    Measure.CHANGE: "变化幅度",
    Measure.COUNT: "个数",
    Measure.RANK: "位次",
}
TIERS: Mapping[Tier, str] = {
    Tier.CORE: "有数值",
    Tier.LEVEL: "无数值，但可核查",
    Tier.RANK: "位次",
    Tier.BORDERLINE: "仅供参考，难以核查",
}
NATURES: Mapping[Nature, str] = {Nature.BINDING: "约束性", Nature.ANTICIPATORY: "预期性"}
DIRECTIONS: Mapping[str, str] = {"up": "上升", "down": "下降", "none": "未指明"}
ENTITY_KINDS: Mapping[EntityKind, str] = {
    EntityKind.AGENCY: "机构",
    EntityKind.ENTERPRISE: "企业",
    EntityKind.INSTITUTION: "事业单位与学校、医院等",
    EntityKind.PLACE: "地方",
    EntityKind.HIGHER_PLAN: "上级规划与战略",
    EntityKind.AUTHORITY: "所依据的会议与上级",
}
KINDS: Mapping[str, str] = {"outline": "规划纲要", "special": "专项规划", "report": "政府工作报告"}

NOT_WRITTEN = "原文未写明"
_PERIODS = "一二三四五六七八九十"
_WHOLE_AREA = "全区"
_KIND_OF_AREA = re.compile("(?:自治区|地区|街道|[国省市县区州盟旗镇乡])$")

_TITLE_PIECE = re.compile(".*?(?:国民经济和社会发展|五年规划和|关于制定)|.+")

INFERRED: Mapping[str, tuple[str, str]] = {
    "indicator": ("指标", "原文承前省略主语，按上文补全"),
    "value": ("数值", "原文以文字表示，按通行说法换算"),
    "unit": ("单位", "原文省略单位，按指标名称补全"),
    "comparator": ("限定", "原文未写“以上、以内”等限定词，按表述推定"),
    "measure": ("口径", "原文未写明口径，按表述推定"),
    "role": ("性质", "原文未写明是目标还是现状，按所在章节推定"),
    "horizon": ("完成时限", "原文近处未写年份，按所在章节和规划期推定"),
    "scope": ("范围", "原文未写人群或地域，按规划全域推定"),
    "direction": ("方向", "原文未写升降，按指标性质推定"),
    "type": ("类型", "按名称里的词归类"),
}
DOUBTS: Mapping[str, str] = {
    **DOUBT_WORDS, **CONFLICT_WORDS, **COMMITMENT_WORDS, **TERM_WORDS, **ENTITY_WORDS, VAGUE_COUNT: "原文说“一批”之类，没有写明多少",
}  # fmt: skip


def inferred_label(code: str) -> str:
    """The name of an inferred field; the code itself where it is new."""
    return INFERRED.get(code, (code, ""))[0]


def inferred_rule(code: str) -> str:
    """The rule by which a field was inferred."""
    return INFERRED.get(code, ("", "原文未写明，按规则推定"))[1]


def doubt_words(code: str) -> str:
    """What a doubt means; a new code is shown as it is rather than hidden."""
    return DOUBTS.get(code, f"存疑（{code}）")


def horizon_words(horizon: str) -> str:
    """2025 → 2025年; 十四五 → 十四五期间; other → 原文未写明."""
    if horizon.isdigit():
        return f"{horizon}年"
    return NOT_WRITTEN if horizon in ("other", "") else f"“{horizon}”期间"


def horizon_order(horizon: str) -> tuple[float, str]:
    """Sorts years, and plan periods after their last year; what is not written comes last."""
    if horizon.isdigit():
        return (float(horizon), horizon)
    head = horizon.removesuffix("五")
    if horizon.endswith("五") and head in ("十", *(f"十{digit}" for digit in _PERIODS)):
        number = 10 + (_PERIODS.index(head[1]) + 1 if len(head) > 1 else 0)
        return (1955.5 + 5 * number, horizon)
    return (9999.0, horizon)


def scope_words(scope: str, area: Area, inferred: bool) -> str:
    """A written scope as written; an inferred one as the whole of the plan's own area."""
    if scope and not (inferred and scope == _WHOLE_AREA):
        return scope
    return whole_area(area)


def whole_area(area: Area) -> str:
    """全国, 全省, 全市, 全县, 全区 by the name of the area; 规划全域 where its name does not say what it is."""
    found = _KIND_OF_AREA.search(area.name)
    return f"全{found[0]}" if found else "规划全域"


def title_pieces(title: str, area: str) -> tuple[str, ...]:
    """A long title in the stretches that a line break should keep whole."""
    head = title[len(area) :] if area and title.startswith(area) else title
    pieces = _TITLE_PIECE.findall(head)
    return (area, *pieces) if head != title else tuple(pieces)


def period_words(plan: Plan) -> str:
    """2021—2025年; 2014年; empty where the text names no period."""
    return years_words(*plan.period)


def years_words(first: int, last: int) -> str:
    """2021—2025年; 2014年; empty for (0, 0)."""
    if not last:
        return ""
    return f"{last}年" if first == last else f"{first}—{last}年"


def title_with_years(title: str, first: int, last: int) -> str:
    """政府工作报告（2014年）; the title alone where it has the years, or the text names none."""
    years = years_words(first, last)
    written = re.sub("[-—~至]+", "—", title)
    return title if not years or years in written else f"{title}（{years}）"
