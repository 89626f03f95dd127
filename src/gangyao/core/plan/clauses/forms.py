"""What a clause looks like by its own words, whatever stands around it."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice

from attrs import frozen

from gangyao.core.plan.acts.act import Act, Role, Verbs, read_act
from gangyao.core.plan.clauses import words as w

_LONGEST = 2000  # characters of a clause that are looked at; no clause of a plan has as many, a broken file may
_MOST_SUBJECTS = 4  # places in a clause where its subject may end
_LAYS = int(Role.ACT | Role.LIGHT | Role.PIVOT)
_URGES = int(Role.LIGHT | Role.PIVOT | Role.MODAL)


class Form(StrEnum):
    """What the words of a clause say."""

    ACT = "act"  # somebody is to do something
    AIM = "aim"  # a change for the better: an act, or what another act is for
    LEANING = "leaning"  # 发挥…优势: an act where it stands alone, the manner of the act that follows it
    VALUE = "value"  # an indicator and its value or level
    STATE = "state"  # how something is or becomes: 产业体系基本成型
    PRINCIPLE = "principle"
    PURPOSE = "purpose"
    CALL = "call"  # 我们必须…, 让我们…
    TIME = "time"  # nothing but a time: 到2030年
    MANNER = "manner"
    LINK = "link"  # 同时, 其中, 各位代表
    REST = "rest"


@frozen
class Reading:
    """What the words of a clause say.

    Attributes:
        form: what they look like.
        words: without the number or run-in heading in front: 智慧水务：新建监测站点 → 新建监测站点.
        offset: where those words begin in the clause.
        act: what is to be done; spans count from `words`.
        subject: whom or what the act is laid on, in front of those words, as a span of the clause.
        concrete: the aim is a thing that could be looked at by itself: 实现行政村公交全覆盖.
    """

    form: Form
    words: str
    offset: int
    act: Act | None = None
    concrete: bool = False
    subject: tuple[int, int] | None = None

    @property
    def is_state(self) -> bool:
        """A subject that comes to something, whatever verb its name seems to hold: 节水型社会建设扎实推进."""
        if self.form in (Form.STATE, Form.VALUE):
            return True
        if self.act is None or self.act.role & _URGES:
            return False
        buried = self.act.manner is not None or self.act.who is not None or not self.act.known
        return bool(w.BECOMES.fullmatch(self.words) or (buried and w.STATE.search(self.words)))


def read_form(clause: str, verbs: Verbs) -> Reading:
    """The form of a clause of folded text."""
    clause = clause[:_LONGEST]
    head = w.HEAD.match(clause)
    offset = head.end() if head and head.end() < len(clause) else 0
    words = clause[offset:]
    plain = _plain(words)
    if plain is not None:
        return Reading(plain, words, offset)
    act = read_act(words, verbs)
    if w.CALL.match(words):
        rest = words[words.find("要") + 1 :] if words.startswith("要") else ""
        return Reading(Form.MANNER if rest and _plain(rest) is Form.MANNER else Form.CALL, words, offset, act)
    form = _of_act(words, act) if act is not None else _without_act(words)
    return Reading(form, words, offset, act, bool(w.CONCRETE.search(words)))


def behind_subject(reading: Reading, verbs: Verbs) -> Reading:
    """The reading of a clause whose act stands behind whom or what it is laid on: 沿江各市划定禁渔区; else as it is."""
    if reading.act is not None or reading.form not in (Form.REST, Form.STATE, Form.ACT):
        return reading
    for match in islice(w.SUBJECT.finditer(reading.words), _MOST_SUBJECTS):
        rest = reading.words[match.end() :]
        act = read_act(rest, verbs)
        if act is not None and act.known and act.objects and act.manner is None and act.role & _LAYS:
            ends = match.end() + act.who[1] if act.who else match.end(1)
            subject = (reading.offset, reading.offset + ends)
            return Reading(Form.ACT, rest, reading.offset + match.end(), act, subject=subject)
    return reading


def _plain(words: str) -> Form | None:
    """The form that the opening words alone tell."""
    if w.TIME.fullmatch(words):
        return Form.TIME
    if w.LINK.fullmatch(words) or w.ANNOUNCES.fullmatch(words):
        return Form.LINK
    if w.PRINCIPLE.match(words):
        return Form.PRINCIPLE
    if w.PURPOSE.match(words):
        return Form.PURPOSE
    return Form.MANNER if w.CLOSED_MANNER.fullmatch(words) else None


def _of_act(words: str, act: Act) -> Form:
    if w.ONLY_VALUE.match(words) or (w.VALUE.search(words) and w.MEASURED.match(words)):
        return Form.VALUE
    if w.AIM.match(words, act.start):
        return Form.AIM
    return Form.LEANING if act.manner is None and w.LEANING.match(words) else Form.ACT


def _without_act(words: str) -> Form:
    if w.MANNER.match(words):
        return Form.MANNER
    if w.VALUE.search(words):
        return Form.VALUE
    if w.MOVES.match(words):
        return Form.AIM
    if w.BARE_MANNER.match(words):
        return Form.MANNER
    if w.URGED.match(words):
        return Form.ACT
    return Form.STATE if w.STATE.search(words) and not w.IS.match(words) else Form.REST
