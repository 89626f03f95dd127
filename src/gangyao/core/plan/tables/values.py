"""The values in one cell of an indicator table, and the words of its other cells."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import evolve

from gangyao.core.plan.tables.heads import Column
from gangyao.core.plan.tables.table import Cell
from gangyao.core.quantity.numerals import LONGEST_NUMERAL
from gangyao.core.quantity.quantity import Comparator

NATURE = re.compile(r"约束性|预期性|引导性|指导性")
NUMBERING = re.compile(
    r"^(?:\d{1,2}(?:[.、](?!\d)|(?=[\u4e00-\u9fff])(?![岁年个天项大种级类分小千万亿]))|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]+、|其中:?|[-—]+)+"
)
UNIT_IN_NAME = re.compile(r"\((?!含|不含|其中|按|以)([^()]{1,12})\)$")
NO_VALUE = re.compile(r"[-—–/一]+|\.{3,}|…+|无")
_NOTE_MARK = re.compile(r"\[\d{1,2}\]|[①-⑳*※]|(?<=[\u4e00-\u9fff)])\d{1,2}$")
_MEASURED = re.compile(
    r"(?:率|数|量|额|值|比|比[重例]|收入|面积|里程|人口|指数|水平|能力|浓度|强度|[增总]?产值|投资|消费)$"
)
_POLLUTING = re.compile(r"(?:主要)?(?:大气|水)?(?:主要)?污染物")
_VALUE = re.compile(
    r"(?P<open>[〔\[(](?=[^(]{1,16}[〕\])]))?(?P<minus>[-—–−](?=\d))?"
    r"(?P<before>[<>≥≤]=?|约|不低于|不少于|不小于|不高于|不超过|大于|高于|超过|小于|低于|力争|达到|累计|近)*"
    r"(?P<minus2>[-−](?=\d))?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"(?P<unit>%|‰|个?百分点|[万亿]?[\u4e00-\u9fff㎡³²/]{0,6}?)(?P<after>左右|以上|以下|以内|及以上)?(?P<close>[〕\])])?"
    r"(?:\((?P<year>(?:19|20)[0-9]{2})年?\))?(?=[〔\[(;/、]|$)"
)
_MARK_OF_VALUE = re.compile(r"[*※①-⑳]+$")
_COMPARATORS = {
    "<": "<", "小于": "<", "低于": "<", "以下": "<", ">": ">", "大于": ">", "高于": ">", "超过": ">", "≤": "<=", "<=": "<=",
    "不高于": "<=", "不超过": "<=", "以内": "<=", "≥": ">=", ">=": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=",
    "以上": ">=", "及以上": ">=", "约": "~", "近": "~", "左右": "~",
}  # fmt: skip


def read_values(words: str, column: Column, unit: str | None) -> list[Cell]:
    """The values of a cell, each with the year that it states itself; 6.5左右[38] is a growth and a sum.

    Args:
        words: of the cell, folded.
        column: that it stands in.
        unit: of the row; a growth rate is in % whatever the row counts.

    Returns:
        Nothing where the cell is no number (—, 达到国家要求), a range, or longer than a number of a plan.
    """
    words = _MARK_OF_VALUE.sub("", words)
    found: list[Cell] = []
    position = 0
    while (match := _VALUE.match(words, position)) and len(match["digits"]) <= LONGEST_NUMERAL:
        summed = bool(match["open"] and match["close"])
        own = match["unit"].removesuffix("及") or None
        role = "change" if column.role == "growth" or summed else column.role
        if own is None and column.role == "growth" and not summed:
            own = "%"
        comparator = _COMPARATORS.get(match["after"] or match["before"] or "", "=")
        falls = bool(match["minus"] or match["minus2"])
        value = Decimal(match["digits"].replace(",", ""))
        own = "个百分点" if own == "百分点" else own
        year = int(match["year"]) if match["year"] else column.year
        cell = Cell(role, value, Comparator(comparator), own or unit, summed, falls)
        found.append(evolve(cell, year=year if role != "change" else None))
        position = match.end()
        while words[position : position + 1] in (";", "/", "、", " ") and position < len(words):
            position += 1
    return found if position >= len(words) else []


def clean_name(words: str) -> str:
    """The name of an indicator without its number and the marks of notes."""
    return _NOTE_MARK.sub("", NUMBERING.sub("", words))


def name_of_part(whole: str, words: str) -> str:
    """The name of a row 其中: one that does not say what is measured (其中:高速公路) follows its whole."""
    part = clean_name(words)
    named = not whole or part.startswith(whole) or bool(_MEASURED.search(UNIT_IN_NAME.sub("", part)))
    return part if named else whole + part


def join_names(whole: str, part: str) -> str:
    """主要污染物排放减少 with 氨氮 is 氨氮排放减少; other parts follow their whole."""
    polluting = _POLLUTING.match(whole)
    return part + whole[polluting.end() :] if polluting else whole + part
