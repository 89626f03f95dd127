"""任务分工方案 as a Word document: 总体要求, 主要指标, 重点任务, 重大工程, 工作要求.

One task is "12. sentence（牵头单位：…；配合单位：…；完成时限：…）"; the sentence of several promises is printed once, and each
promise under it with its own number where they are not all carried by the same. Unconfirmed leads are 待定, with the
suggestion set back in grey and marked 建议. ingest.division_document reads the same form back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from gangyao.core.plan.responsibility.division import Division, DivisionItem, DivisionProject, Duty
from gangyao.core.plan.responsibility.naming import join_names
from gangyao.report.official_document import OfficialDocument

_CHAPTER = re.compile(r"(第[^ 　]{1,5}[篇章编])[ 　]*(.+)")
_DIGITS = "零一二三四五六七八九十"
_TO_WRITE = "（此处由起草单位填写）"
_Part = tuple[str, bool]


def write_division_document(division: Division) -> bytes:
    """The document."""
    document = OfficialDocument()
    document.title(division.title)
    for remark in division.remarks:
        document.paragraph((remark, True))
    document.heading("一、总体要求", 1)
    document.paragraph((f"为落实{division.plan}，明确任务分工，制定本方案。{_standing(division)}", False))
    document.paragraph((_TO_WRITE, True))
    document.heading("二、主要指标", 1)
    _write_indicators(document, division)
    document.heading("三、重点任务", 1)
    _write_tasks(document, division)
    document.heading("四、重大工程", 1)
    _write_projects(document, division.projects)
    document.heading("五、工作要求", 1)
    document.paragraph((_TO_WRITE, True))
    return document.written()


def _write_indicators(document: OfficialDocument, division: Division) -> None:
    if not division.indicators:
        document.paragraph(("规划没有列出主要指标。", False))
    for number, row in enumerate(division.indicators, 1):
        value = f"目标值{row.target}{row.unit}" if row.target else "目标值见规划"
        kind = f"{row.nature}指标；" if row.nature else ""
        document.paragraph((f"{number}. {row.name}：{value}（{kind}", False), *_carried(row.duty), ("）。", False))


def _write_tasks(document: OfficialDocument, division: Division) -> None:
    chapters = groupby(division.items, key=lambda item: item.chapter)
    for position, (chapter, in_chapter) in enumerate(chapters, 1):
        if chapter:
            document.heading(f"（{_numeral(position)}）{_titled(chapter)}", 2)
        for section, in_section in groupby(in_chapter, key=lambda item: item.section):
            if section:
                document.heading(section, 2)
            for _, alike in groupby(in_section, key=lambda item: item.text):
                for parts in _task(list(alike)):
                    document.paragraph(*parts)


def _titled(chapter: str) -> str:
    """A heading that has a number of the plan's own, with that number behind it."""
    numbered = _CHAPTER.match(chapter)
    return f"{numbered[2]}（{numbered[1]}）" if numbered else chapter


def _task(items: list[DivisionItem]) -> Iterator[list[_Part]]:
    """The paragraphs of the promises of one sentence."""
    first, last = items[0], items[-1]
    if len({(item.duty, item.deadline, item.note) for item in items}) == 1:
        number = str(first.number) if first is last else f"{first.number}—{last.number}"
        yield [(f"{number}. {first.text}", False), *_bracket(first)]
        return
    yield [(first.text, False)]
    for item in items:
        yield [(f"{item.number}. {item.matter}", False), *_bracket(item)]


def _bracket(item: DivisionItem) -> list[_Part]:
    parts: list[_Part] = [("（", False), *_carried(item.duty)]
    if item.deadline:
        parts.append((f"；完成时限：{item.deadline}", False))
    if item.note:
        parts.append((f"；备注：{item.note}", False))
    return [*parts, ("）", False)]


def _carried(duty: Duty) -> list[_Part]:
    return [
        (f"牵头单位：{duty.lead_words}", False), *_suggested(duty, duty.suggested_lead),
        (f"；配合单位：{duty.cooperating_words}", False), *_suggested(duty, join_names(duty.suggested_cooperating)),
    ]  # fmt: skip


def _suggested(duty: Duty, names: str) -> list[_Part]:
    """Only while nothing is confirmed."""
    return [(f"〔建议：{names}〕", True)] if names and not duty.lead else []


def _write_projects(document: OfficialDocument, projects: Iterable[DivisionProject]) -> None:
    rows = tuple(projects)
    if not rows:
        document.paragraph(("规划没有列出重大工程项目。", False))
    for number, row in enumerate(rows, 1):
        about = "，".join(words for words in (row.type, row.count, row.place) if words)
        named = f"{row.name}（{about}；" if about else f"{row.name}（"
        document.paragraph((f"{number}. {named}", False), *_carried(row.duty), ("）。", False))


def _standing(division: Division) -> str:
    """How far the division is."""
    open_ = len(division.items) - division.confirmed
    said = f"截至{division.day}，共列任务{len(division.items)}项，已确认牵头单位{division.confirmed}项"
    return said + (f"，待定{open_}项；标“建议”的内容未经确认，不作依据。" if open_ else "。")


def _numeral(number: int) -> str:
    """1 to 99 in Chinese characters; what is more as digits."""
    tens, ones = divmod(number, 10)
    if tens >= len(_DIGITS) - 1:
        return str(number)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
