"""What people decided about records, in words: what, from what to what, who, when and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation

from attrs import frozen

from gangyao.core.indicator.indicator import Direction
from gangyao.core.plan.correction import ACCEPTED, ADDED, MERGED, REJECTED, RESPONSIBILITY, SPLIT, Correction
from gangyao.core.plan.plan import Nature, Target
from gangyao.core.plan.statement import Measure, Role, Tier
from gangyao.core.quantity.quantity import Comparator
from gangyao.ingest.vocabulary import load_project_types
from gangyao.store.corrections import Decided
from gangyao.workbench.presentation.figures import BOUNDS, plain
from gangyao.workbench.presentation.review_names import name_in_id
from gangyao.workbench.presentation.words import (
    DIRECTIONS,
    ENTITY_KINDS,
    MEASURES,
    NATURES,
    ROLES,
    TIERS,
    horizon_words,
)

OPEN = "open"
STATES: Mapping[str, str] = {
    OPEN: "待核对",
    "accepted": "已接受",
    "corrected": "已更正",
    "merged": "已合并",
    "split": "已拆分",
    "rejected": "已驳回",
    "added": "补录",
}
# The quiet sign that a reviewed record carries wherever it is listed.
SIGNS: Mapping[str, str] = {
    "accepted": "已核对",
    "corrected": "已更正",
    "merged": "已合并",
    "split": "已拆分",
    "added": "补录",
}
Decisions = Mapping[str, Sequence[Correction]]
FIELDS: Mapping[str, str] = {
    "indicator": "指标", "name": "名称", "quantity.value": "数值", "quantity.value_high": "数值上限", "quantity.unit": "单位",
    "quantity.comparator": "限定", "quantity.words": "文字表述", "horizon": "完成时限", "role": "性质", "measure": "口径",
    "scope": "范围", "modality": "语气", "direction": "方向", "tier": "可核查程度", "relation": "比较", "field": "类别",
    "nature": "属性", "lead": "牵头单位", "cooperating": "配合单位", "verb": "动词", "object_head": "对象", "who": "主体",
    "type": "类型", "count": "数量", "unit": "量词", "place": "地点", "kind": "类别", "code": "代码",
}  # fmt: skip
NUMBERS = ("quantity.value", "quantity.value_high", "count")
ACTS: Mapping[str, str] = {
    ACCEPTED: "接受", REJECTED: "驳回", ADDED: "补录", MERGED: "合并", SPLIT: "拆分",
}  # fmt: skip
# The codes of each closed set with their words, in the order in which a form offers them.
CHOICES: Mapping[str, Mapping[str, str]] = {
    "role": {role.value: ROLES[role] for role in Role},
    "measure": {measure.value: MEASURES[measure] for measure in Measure},
    "tier": {tier.value: TIERS[tier] for tier in Tier},
    "direction": {direction.value: DIRECTIONS[direction.value] for direction in Direction},
    "kind": {kind.value: words for kind, words in ENTITY_KINDS.items()},
    "nature": {"": "原文未写明", **{nature.value: NATURES[nature] for nature in Nature}},
    "quantity.comparator": {comparator.value: BOUNDS[comparator] or "达到（没有限定词）" for comparator in Comparator},
}


@frozen
class Saying:
    """One decision in words.

    Attributes:
        act: what was done, e.g. "更正", "接受".
        label: the field, e.g. "完成时限"; empty for decisions about the whole record.
        old: what it said before; empty where that is not told.
        new: what holds instead.
        who: name of the person.
        when: when.
        reason: why, in the person's words; may be empty.
    """

    act: str
    label: str
    old: str
    new: str
    who: str
    when: datetime
    reason: str


def say(decided: Correction, names: Mapping[str, str], called: Callable[[str], str] = name_in_id) -> Saying:
    """A decision in words.

    Args:
        decided: the decision.
        names: actor's key → name; who is missing there is shown as someone no longer known.
        called: id of another record that the decision names → what it is called.
    """
    act, whole = ACTS.get(decided.field), decided.field in ACTS
    old = "" if whole else field_words(decided.field, decided.old)
    new = _whole_words(decided, called) if whole else field_words(decided.field, decided.new)
    label = "" if whole else FIELDS.get(decided.field, decided.field)
    return Saying(
        act or "更正", label, old, new, names.get(decided.by, "已注销的人员"), moment(decided), decided.reason
    )


def moment(decided: Correction) -> datetime:
    """When it was decided."""
    return datetime.fromisoformat(decided.at)


def field_words(field: str, text: str) -> str:
    """What a field says, in words, from the text that corrections store."""
    if field in CHOICES:
        return CHOICES[field].get(text, text)
    if field == "type":
        return load_project_types().labels.get(text, text)
    if field == "horizon":
        return horizon_words(text)
    return number_words(text) if field in NUMBERS else text


def number_words(text: str) -> str:
    """A number without exponent."""
    try:
        return plain(Decimal(text)) if text else ""
    except InvalidOperation:
        return text


def _whole_words(decided: Correction, called: Callable[[str], str]) -> str:
    if decided.field == ADDED:
        try:
            fields = json.loads(decided.new)["fields"]
            return f"{fields.get('indicator', '')} {_figure_of(fields)}".strip()
        except (ValueError, KeyError, AttributeError, TypeError):
            return ""
    verb = {MERGED: "并入", SPLIT: "拆出"}.get(decided.field)
    return f"{verb}“{called(decided.new)}”" if verb else ""


def _figure_of(fields: Mapping[str, str]) -> str:
    value, unit = number_words(fields.get("quantity.value", "")), fields.get("quantity.unit", "")
    return f"{value}{unit}" if value else fields.get("quantity.words", "")


def state_of(record_id: str, decisions: Decisions) -> str:
    """How far a record is: a code of STATES; a correction says more than a regrouping, and that more than an acceptance.

    Who does a promise is decided apart from whether it was read rightly.
    """
    held = decisions.get(record_id, ())
    fields = [decision.field for decision in held if decision.field not in RESPONSIBILITY]
    if not fields:
        return OPEN
    for field, state in ((REJECTED, "rejected"), (ADDED, "added")):
        if field in fields:
            return state
    if set(fields) - {ACCEPTED, MERGED, SPLIT}:
        return "corrected"
    regrouped = [field for field in fields if field != ACCEPTED]
    return {MERGED: "merged", SPLIT: "split"}[regrouped[-1]] if regrouped else "accepted"


def target_state(target: Target, decisions: Decisions) -> str:
    """How far a target is: its own state, else that of the statements it rests on once all of them were reviewed."""
    own = state_of(target.id, decisions)
    below = [state_of(id_, decisions) for id_ in target.statements]
    if own != OPEN or OPEN in below:
        return own
    return next((state for state in ("corrected", "added") if state in below), "accepted")


def describe(rows: Sequence[Decided], called: Callable[[str], str]) -> str:
    """What one act did, in a sentence, e.g. "已接受“森林覆盖率 43%（2025年）”", "已撤销：接受 47 条".

    Args:
        rows: the rows of its batch; empty where nothing was done.
        called: id of a record → what it is called.
    """
    if not rows:
        return ""
    records = {row.correction.record for row in rows}
    kinds = {row.correction.field for row in rows}
    act = next((words for field, words in ACTS.items() if field in kinds and field != ACCEPTED), "")
    act = act or (ACTS[ACCEPTED] if kinds == {ACCEPTED} else "更正")
    last = rows[0].correction
    what = f"“{called(last.record)}”" if len(records) == 1 else f" {len(records)} 条"
    what = f"到“{called(last.new)}”" if last.field == MERGED else what
    return f"已撤销：{act}{what}" if all(row.undone for row in rows) else f"已{act}{what}"
