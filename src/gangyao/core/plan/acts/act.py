"""From the words of one clause to its act: what is done, to what, by whom, how firmly."""

from __future__ import annotations

import re

from attrs import frozen

from gangyao.core.plan.acts.objects import is_nominal, is_vague, read_objects
from gangyao.core.plan.acts.opening import Opening, compound, has_object, joined_verb, read_label, read_opening
from gangyao.core.plan.acts.verbs import Role, Verbs

__all__ = ["Act", "Role", "Verbs", "read_act"]

Span = tuple[int, int]

_STRONG = Role.ACT | Role.AIM | Role.LIGHT | Role.PIVOT | Role.MODAL
_CAUSES = Role.AIM | Role.LIGHT | Role.PIVOT
_VERB = _STRONG | Role.NOMINAL
# 发展环境持续优化, 管理水平明显提升: what looks like the verb heads a subject.
_STANDS = re.compile(
    "(?:明显|显著|持续|不断|稳步|进一步|大幅|全面|更加|基本|有效|逐步|普遍|总体|保持|日益|趋于|得到|达到|实现|取得|迈上|迈出|增长|提高|提升|下降|增强|改善|优化|完善|健全)"
    "(?:明显|显著|有效|持续|稳步|大幅)?(?:提升|提高|增强|改善|优化|完善|健全|增长|下降|扩大|缩小|形成|成型|稳定|良好|协调|合理|凸显|显现|加快|壮大|突破|完成|到位|进展|成效|台阶|水平|新高|步伐|%|[0-9.]+)?[^,]{0,10}$"
)
# Nouns as well, but hardly in front of another noun: 制定完善…, 推进落实….
_VERBAL = frozenset(
    ("完善", "健全", "落实", "优化", "提升", "巩固", "扩大", "推广", "执行", "提高", "增强", "改善", "开展", "实施")
)
_TRYING = frozenset(("探索", "研究"))
_MILD = frozenset(("鼓励", "支持", "引导", "允许", "倡导", "提倡", "准许"))  # others are to act, or are only asked to
# 办理时间压缩至三天: so is the verb of a subject that comes to a value.
_COMES_TO = re.compile("(?:压减|压缩|缩短|缩减|降低|降|提高|提升|增加|扩大|控制|稳定|保持)[至到在]")
_SUPPORT = re.compile("支撑|保障|基础|动力|条件|助力|活力|空间|力量|贡献|示范|样板|经验")


@frozen
class Act:
    """What a clause says is to be done; spans count characters of the words it was read from.

    Attributes:
        verb: what is done, e.g. "建立健全"; a light verb with its nominalised verb, e.g. "推进…建设".
        verb_spans: where the verb stands; two spans for a light verb with its nominalised verb.
        objects: head noun phrases of the coordinated objects in order, e.g. of 老城排水管网; empty without an object.
        role: what the first word of the verb can do, a sum of Role.
        modality: how firm it is in the text's own words, e.g. "力争"; empty where it is plain.
        who: who acts, where the clause says so.
        horizon: the words of time inside the clause, e.g. 到2025年.
        manner: means, basis or scope in front of the act in the same clause, e.g. 依托园区.
        is_aim: the verb may only say what another act is for: 提升, 实现, 促进, 为…提供.
        known: the verb stands in the vocabulary; False where it was taken for one by the adverb before it.
        vague: how many is left open: 一批, 一些.
    """

    verb: str
    verb_spans: tuple[Span, ...]
    objects: tuple[Span, ...]
    role: int
    modality: str = ""
    who: Span | None = None
    horizon: Span | None = None
    manner: Span | None = None
    is_aim: bool = False
    known: bool = True
    vague: bool = False

    @property
    def object_head(self) -> Span | None:
        """The head noun phrase of the first object."""
        return self.objects[0] if self.objects else None

    @property
    def start(self) -> int:
        """Where the verb begins."""
        return self.verb_spans[0][0]

    @property
    def is_light(self) -> bool:
        """The verb is a light one with its nominalised verb: 推进…建设."""
        return len(self.verb_spans) > 1


def read_act(words: str, verbs: Verbs) -> Act | None:
    """The act of a clause.

    Args:
        words: of one clause of folded text, without the mark that ends it.
        verbs: the vocabulary.

    Returns:
        None where the clause says nothing that is to be done.
    """
    start, end = read_label(words), len(words)
    colon = _colon(words, start)
    opening = read_opening(words, colon + 1, end, verbs) if colon >= 0 else None
    if opening is None:
        opening = read_opening(words, start, end, verbs)
    if opening is None or _heads_subject(words, opening, end):
        return None
    return _act(words, opening, end, verbs)


def _colon(words: str, start: int) -> int:
    """The first colon outside quotation marks; -1 without one."""
    colon = words.find(":", start)
    while colon >= 0 and words.count("“", 0, colon) != words.count("”", 0, colon):
        colon = words.find(":", colon + 1)
    return colon


def _heads_subject(words: str, opening: Opening, end: int) -> bool:
    """The verb is a noun here, the subject of what is said behind it."""
    if opening.moved is None and not opening.role & _CAUSES and _COMES_TO.search(words, opening.end, end):
        return True
    if opening.role & _STRONG and not _compound_ahead(words, opening, end):
        return False
    return bool(_STANDS.search(words, opening.end, end)) and not opening.manner


def _compound_ahead(words: str, opening: Opening, end: int) -> bool:
    """A noun made of the verb and what follows: 管理水平."""
    return bool(opening.role & Role.NOMINAL) and compound(words, opening.end, end)


def _act(words: str, opening: Opening, end: int, verbs: Verbs) -> Act:
    start, verb_end, role = opening.start, opening.end, opening.role
    if words[start - 2 : start] in _TRYING:  # 探索构建
        start -= 2
    verb_end, behind = _whole_verb(words, opening, end, verbs)
    verb = words[start:verb_end]
    if verb_end - start > 2 and verb[-1] == "好":  # 解决好
        verb_end -= 1
        verb = verb[:-1]
    spans: tuple[Span, ...] = ((start, verb_end),)
    objects, tail = _moved_objects(words, opening, behind, end, verbs)
    objects = tuple(span for span in objects if span[0] < span[1])
    if tail:
        verb, spans = f"{verb}…{words[slice(*tail)]}", (*spans, tail)
    modality = opening.modality or (
        words[start : opening.end] if role & Role.MODAL or words[start : start + 2] in _MILD else ""
    )
    serves = opening.manner is not None and words[opening.manner[0]] == "为"
    supports = serves and _SUPPORT.search(words, behind) is not None
    return Act(
        verb, spans, objects, role, modality, opening.who, opening.horizon, opening.manner,
        is_aim=bool(role & Role.AIM) or supports, known=opening.known, vague=is_vague(words[behind:end]),
    )  # fmt: skip


def _moved_objects(
    words: str, opening: Opening, start: int, end: int, verbs: Verbs
) -> tuple[tuple[Span, ...], Span | None]:
    """The objects behind the verb, or in front of it: 将甲压减至乙, 对甲进行改造."""
    if opening.moved is None:
        return read_objects(words, start, end, verbs, opening.role)
    if opening.manner is None:
        return read_objects(words, *opening.moved, verbs, 0)
    if opening.role & Role.LIGHT and is_nominal(words, start, end, verbs):
        return read_objects(words, *opening.moved, verbs, 0)[0], (start, end)
    return read_objects(words, start, end, verbs, opening.role)


def _whole_verb(words: str, opening: Opening, end: int, verbs: Verbs) -> tuple[int, int]:
    """Where the verb ends with what is glued to it, and where its object begins behind coordinated verbs."""
    verb_end, role = opening.end, opening.role
    length, next_role = verbs.at(words, verb_end)
    after = verb_end + length
    if length > 1 and not opening.moved and _glues(words, role, next_role, after, end, verbs):
        verb_end = after
    behind = verb_end
    while joined := joined_verb(words, behind, end, verbs):
        behind = joined
    return verb_end, behind


def _glues(words: str, role: int, next_role: int, after: int, end: int, verbs: Verbs) -> bool:
    """The next word is a verb too and has the object: 修建改造, 推进落实."""
    if not next_role & _VERB or next_role & Role.NOUN or not has_object(words, after, end):
        return False
    if not next_role & Role.NOMINAL:
        return not role & Role.PIVOT
    return (words[after - 2 : after] in _VERBAL or words.startswith("一批", after)) and not compound(words, after, end)
