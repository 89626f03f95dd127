"""The fields of a record as a form, and what was typed into it as corrections."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from attrs import frozen

from gangyao.core.plan.correction import RESPONSIBILITY, correctable, written
from gangyao.core.plan.plan import Area, Record
from gangyao.core.plan.statement import Statement
from gangyao.ingest.vocabulary import load_project_types
from gangyao.workbench.presentation.review_decisions import CHOICES, FIELDS, NUMBERS, number_words
from gangyao.workbench.presentation.words import inferred_rule, scope_words

OTHER = "other"
_ORDER = tuple(FIELDS)
_WIDE = ("indicator", "name", "quantity.words", "relation", "object_head")
_ADDED = (
    "indicator", "quantity.value", "quantity.value_high", "quantity.unit", "quantity.comparator", "quantity.words",
    "horizon", "role", "measure", "scope", "modality", "direction", "tier",
)  # fmt: skip
_TIME = re.compile(r"^“?(.+?)”?(?:年|时期|期间)?$")
_NOT_WRITTEN = ("", "原文未写明", "未写明")
_YEAR_IN_WORDS = re.compile("[〇○零一二三四五六七八九]{4}(?=年|$)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# What a field can hold, for whoever typed something else.
_HOLDS: Mapping[str, str] = {
    "horizon": "写“2025年”或“十四五”，未写明则留空",
    "quantity.value": "写数字，例如 43 或 3.5；没有数值的写在“文字表述”里",
    "quantity.value_high": "写数字，例如 43 或 3.5；没有上限则留空",
    "indicator": "要有名称，不超过 200 字", "name": "要有名称，不超过 200 字",
    "verb": "写做什么，例如 新建、推进…建设", "object_head": "写对什么做，不超过 200 字", "count": "写数字，没有写明则留空",
}  # fmt: skip
_AHEAD, _BACK = 15, 10  # years around the plan's own that a time is offered from


@frozen
class FormField:
    """One field of a record in a form.

    Attributes:
        name: as corrections call it, e.g. "quantity.value".
        label: e.g. "数值".
        text: what it says now, as typed or as shown.
        shown: what it said when the form was made; what differs from it is a correction.
        options: code and words of a closed set; empty where anything may be typed.
        rule: how it was inferred; empty where the text writes it.
        wide: it needs the whole line.
        number: it holds a number.
        offers: values to choose from where others may be typed too.
    """

    name: str
    label: str
    text: str
    shown: str
    options: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    wide: bool = False
    number: bool = False
    offers: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What it says, for reading."""
        return dict(self.options).get(self.text, self.text)


def read_fields(
    record: Record, area: Area, period: tuple[int, int], typed: Mapping[str, str] | None = None
) -> tuple[FormField, ...]:
    """The fields of a record that a person may correct.

    Args:
        record: any; who does a promise is not told here.
        area: of the plan, in whose words a whole area is shown.
        period: first and last year of the plan.
        typed: what a person typed and could not be stored; shown instead.
    """
    own = (name for name in correctable(record) if name not in RESPONSIBILITY)
    names = sorted(own, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    return tuple(_field(record, name, area, period, typed or {}) for name in names)


def _field(record: Record, name: str, area: Area, period: tuple[int, int], typed: Mapping[str, str]) -> FormField:
    shown, code = show(record, name, area), name.rpartition(".")[2]
    return FormField(
        name, label_of(name, of_statement=isinstance(record, Statement)),
        typed.get(name, shown), shown, _options(name),
        inferred_rule(code) if code in record.inferred else "", name in _WIDE, name in NUMBERS,
        _times(period, shown) if name == "horizon" else (),
    )  # fmt: skip


def _options(name: str) -> tuple[tuple[str, str], ...]:
    """Code and words of a closed set; empty where anything may be typed."""
    if name == "type":
        return tuple(load_project_types().labels.items())
    return tuple(CHOICES.get(name, {}).items())


def new_fields(
    proposed: Mapping[str, str], period: tuple[int, int], typed: Mapping[str, str] | None = None
) -> tuple[FormField, ...]:
    """The fields of a statement that is to be added, filled with what a reading of its words proposes."""
    values = {**dict.fromkeys(_ADDED, ""), "quantity.comparator": "=", "direction": "none", **proposed, **(typed or {})}
    return tuple(
        FormField(
            name, label_of(name, of_statement=True), values[name], "", tuple(CHOICES.get(name, {}).items()),
            "", name in _WIDE, name in NUMBERS, _times(period, values[name]) if name == "horizon" else (),
        )
        for name in _ADDED
    )  # fmt: skip


def show(record: Record, name: str, area: Area) -> str:
    """What a field says, as a form shows it."""
    text = written(record, name)
    if name == "scope":
        return scope_words(text, area, "scope" in record.inferred)
    if name == "horizon":
        return "" if text == OTHER else text
    return number_words(text) if name in NUMBERS else text


def _times(period: tuple[int, int], now: str) -> tuple[str, ...]:
    first, last = period
    years = [str(year) for year in (last, first - 1, *range(first, last), last + 5, last + 10)] if last else []
    return tuple(dict.fromkeys(time for time in (now, *years) if time and time != OTHER))


def read_typed(name: str, text: str) -> str:
    """What a person typed into a field, as corrections store it: 2025年 → 2025, 1，200 → 1200, no time → other."""
    text = " ".join(text.split())
    if name in NUMBERS:
        return unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    if name == "horizon":
        if text in _NOT_WRITTEN:
            return OTHER
        text = _YEAR_IN_WORDS.sub(lambda year: year[0].translate(_DIGITS), text)
        found = _TIME.match(unicodedata.normalize("NFKC", text))
        return found[1] if found else text
    return text


def field_fault(name: str, label: str, text: str) -> str:
    """What is wrong with a text typed into a field that cannot hold it, and what to write instead."""
    wanted = "从列表里选一项" if _options(name) else _HOLDS.get(name, "写短一些，写在一行里")
    return f"“{text.strip()}”不是“{label}”可以写的值：{wanted}"


def label_of(name: str, *, of_statement: bool) -> str:
    """What a field is called in the form of a statement or of a target."""
    return "时间" if name == "horizon" and of_statement else FIELDS.get(name, name)


def changes(record: Record, area: Area, typed: Mapping[str, str]) -> dict[str, str]:
    """The fields that a person changed, with the text to store; what was not sent was not changed."""
    found: dict[str, str] = {}
    for name in correctable(record):
        if name not in typed:
            continue
        now, before = typed[name].strip(), show(record, name, area)
        if now != before and read_typed(name, now) != written(record, name):
            found[name] = read_typed(name, now)
    return found
