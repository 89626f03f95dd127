"""The projects that one clause names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from gangyao.core.plan.projects.admission import is_built, is_project, shares
from gangyao.core.plan.projects.lists import ProjectList, can_be_member, find_list
from gangyao.core.plan.projects.mention import Mention
from gangyao.core.plan.projects.naming import Name, announces, is_field_list, names_in
from gangyao.core.plan.projects.phrases import Frame, Group, Phrase, groups, shield
from gangyao.core.plan.projects.places import place_of
from gangyao.core.plan.projects.types import ProjectTypes
from gangyao.core.quantity.numerals import LONGEST_NUMERAL, parse_arabic, parse_chinese

_COLON = re.compile(r"(?<!\d):|:(?!\d)")
_BEFORE = 40  # characters of a clause that may tell the place of what follows
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}


def read_clause(words: str, types: ProjectTypes, *, boxed: bool = False) -> Iterator[Mention]:
    """The projects that a clause names, in order of place; spans count its characters.

    Args:
        words: folded text of a clause, without the mark that ends it.
        types: the vocabulary.
        boxed: it stands in a box 专栏, whose lists of works need no verb.
    """
    masked = shield(words)
    start = 0
    for end in (*(match.start() for match in _COLON.finditer(masked)), len(masked)):
        for mention in _read_part(words[start:end], masked[start:end], types, boxed=boxed):
            yield evolve(mention, start=mention.start + start, end=mention.end + start)
        start = end + 1


def _read_part(words: str, masked: str, types: ProjectTypes, *, boxed: bool) -> Iterator[Mention]:
    if not announces(masked, types):
        return
    for group in groups(masked, types):
        if boxed and group.frame is Frame.NONE:
            group.frame = Frame.BUILD
        listed = find_list(masked, group, types)
        if listed is None:
            yield from _read_phrases(words, masked, group, types)
        elif not listed.excluded and (not listed.proud or group.frame is Frame.BUILD):
            yield from _read_list(words, masked, group, listed, types)


def _read_phrases(words: str, masked: str, group: Group, types: ProjectTypes) -> Iterator[Mention]:
    names = [names_in(masked[p.start : p.end], types) for p in group.phrases]
    last = names[-1]
    acts = last.nominal + ("改造" if last.works else "") if last else ""
    shared = last.type if last and shares(_modifier(masked, group.phrases[-1], last), last, group.frame, acts) else ""
    for phrase, name in zip(group.phrases, names, strict=True):
        if name and is_project(_modifier(masked, phrase, name), name, group.frame, acts, listed=False):
            yield _mention(words, phrase, name)
        elif shared and not name and can_be_member(masked[phrase.start : phrase.end], longest=8):
            yield _member(words, phrase, shared)


def _read_list(words: str, masked: str, group: Group, listed: ProjectList, types: ProjectTypes) -> Iterator[Mention]:
    acts = _acts_behind(masked, group, listed)
    of_projects = listed.is_set or listed.name is not None
    lends = listed.lends and (group.frame in (Frame.BUILD, Frame.LIGHT) or is_built(acts))
    found = False
    for phrase in listed.members:
        name = names_in(masked[phrase.start : phrase.end], types)
        frame = Frame.BACK if listed.proud else group.frame  # 打造云岭步行街等品牌: only what has a name of its own
        if name and is_project(_modifier(masked, phrase, name), name, frame, acts, listed=of_projects):
            found = True
            yield _mention(words, phrase, name)
        elif lends and listed.name and not name and can_be_member(masked[phrase.start : phrase.end]):
            found = True
            yield _member(words, phrase, listed.name.type)
    if not found and listed.name:
        phrase = Phrase(listed.behind, group.phrases[-1].end)
        modifier = _modifier(masked, phrase, listed.name)
        if (
            modifier
            and not is_field_list(modifier)
            and is_project(modifier, listed.name, group.frame, acts, listed=False)
        ):
            yield _mention(words, phrase, listed.name)


def _acts_behind(masked: str, group: Group, listed: ProjectList) -> str:
    if listed.name:
        return listed.name.nominal + ("改造" if listed.name.works else "")
    return masked[listed.behind : group.phrases[-1].end] if listed.is_set else ""


def _modifier(masked: str, phrase: Phrase, name: Name) -> str:
    return masked[phrase.start : phrase.start + name.tail.start]


def _mention(words: str, phrase: Phrase, name: Name) -> Mention:
    start, end = phrase.start, phrase.start + name.end
    number, unit = (name.number, name.unit) if name.number else (phrase.number, phrase.unit)
    place = place_of(words[start:end], words[max(0, start - _BEFORE) : start])
    return Mention(start, end, name.type, words[start:end], _count(number), unit, vague=phrase.vague, place=place)


def _member(words: str, phrase: Phrase, type_: str) -> Mention:
    """A member of a list that takes its type from the list."""
    name = words[phrase.start : phrase.end]
    place = place_of(name, words[max(0, phrase.start - _BEFORE) : phrase.start])
    return Mention(phrase.start, phrase.end, type_, name, vague=phrase.vague, place=place, type_inferred=True)


def _count(number: str) -> Decimal | None:
    """A numeral as it stands before its classifier: 12, 1.2万, 三十; None where it is none that a plan counts with."""
    digits = number.rstrip("万亿") if number[:1].isdigit() else ""
    if not number or len(number) > LONGEST_NUMERAL:
        return None
    try:
        count = parse_arabic(digits) * _SCALES[number[len(digits) :]] if digits else parse_chinese(number)
    except (KeyError, ValueError, ArithmeticError):
        return None
    return count.to_integral_value() if count == count.to_integral_value() else count
