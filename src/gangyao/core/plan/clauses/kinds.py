"""The kind of each clause of a sentence: by where the sentence stands, then by its words and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from gangyao.core.plan.clauses import words as w
from gangyao.core.plan.clauses.forms import Form, Reading
from gangyao.core.plan.clauses.place import Zone
from gangyao.core.plan.commitment import ClauseKind as Kind

_OUTSIDE = {
    Form.TIME: Kind.MANNER,
    Form.MANNER: Kind.MANNER,
    Form.CALL: Kind.PRINCIPLE,
    Form.LINK: Kind.CONTEXT,
}
_ACTS = (Form.ACT, Form.AIM, Form.LEANING)
_MANNER = (Form.TIME, Form.MANNER)


def kinds_of(readings: Sequence[Reading], zone: Zone) -> list[Kind]:
    """The kinds of the clauses of one sentence, or of the part of it before a semicolon, that stands in a zone."""
    if zone is Zone.BODY:
        return _in_body(readings)
    if zone is Zone.REVIEW:
        return _in_review(readings)
    return [_ELSEWHERE[zone](reading) for reading in readings]


def _in_review(readings: Sequence[Reading]) -> list[Kind]:
    """What was and is; what is called for from a call on is a principle: 我们必须增强忧患意识,把握发展规律."""
    kinds: list[Kind] = []
    called = False
    for reading in readings:
        called = called or reading.form is Form.CALL
        kinds.append(_OUTSIDE.get(reading.form, Kind.PRINCIPLE if called else Kind.ACHIEVEMENT))
    return kinds


def _in_names(_: Reading) -> Kind:
    return Kind.HEADING


def _in_notes(_: Reading) -> Kind:
    return Kind.CONTEXT


def _in_thought(reading: Reading) -> Kind:
    return Kind.MANNER if reading.form is Form.TIME else Kind.PRINCIPLE


def _in_standing(reading: Reading) -> Kind:
    return Kind.TARGET if reading.is_state else _in_thought(reading)


def _in_goals(reading: Reading) -> Kind:
    if reading.form in _MANNER:
        return Kind.MANNER
    if reading.form is Form.PRINCIPLE:
        return Kind.PRINCIPLE
    if reading.form is Form.LINK or w.IS.match(reading.words):
        return Kind.CONTEXT
    return Kind.PROMISE if reading.form in (Form.ACT, Form.LEANING) and not reading.is_state else Kind.TARGET


def _in_basis(reading: Reading) -> Kind:
    return Kind.MANNER if reading.form in _MANNER else Kind.CONTEXT


_ELSEWHERE = {
    Zone.NAMES: _in_names,
    Zone.NOTES: _in_notes,
    Zone.THOUGHT: _in_thought,
    Zone.STANDING: _in_standing,
    Zone.GOALS: _in_goals,
    Zone.BASIS: _in_basis,
}
_BY_FORM = {
    Form.ACT: Kind.PROMISE,
    Form.VALUE: Kind.TARGET,
    Form.PRINCIPLE: Kind.PRINCIPLE,
    Form.TIME: Kind.MANNER,
    Form.MANNER: Kind.MANNER,
}


def _in_body(readings: Sequence[Reading]) -> list[Kind]:
    kinds: list[Kind] = []
    for place, reading in enumerate(readings):
        acted = Kind.PROMISE in kinds
        kinds.append(
            _BY_FORM.get(reading.form) or _by_neighbours(reading, readings[place + 1 :], acted=acted, began=place > 0)
        )
    return kinds


def _by_neighbours(reading: Reading, following: Sequence[Reading], *, acted: bool, began: bool) -> Kind:
    """The kind of a clause that its own words leave open."""
    goes_on = any(after.form is Form.ACT for after in following)
    if reading.form is Form.AIM:
        return Kind.PURPOSE if acted and not reading.concrete and not goes_on else Kind.PROMISE
    if reading.form is Form.CALL:
        return Kind.PRINCIPLE if w.APPEAL.match(reading.words) and not began else Kind.PROMISE
    if reading.form is Form.LEANING:
        return Kind.MANNER if following and following[0].form in _ACTS else Kind.PROMISE
    if reading.form is Form.PURPOSE:
        return Kind.MANNER if not acted and goes_on else Kind.PURPOSE
    if reading.form is Form.STATE:
        return Kind.PURPOSE if acted else Kind.TARGET
    return Kind.CONTEXT
