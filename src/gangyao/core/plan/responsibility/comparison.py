"""What departments changed in a returned division of tasks; shown before anything is taken.

Nothing is taken away by silence: an empty cell or a missing row changes nothing. 待定 or 无 in a cell takes away.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from gangyao.core.plan.responsibility.division import Division, DivisionItem
from gangyao.core.plan.responsibility.naming import AgencyNames, join_names, split_names, squeeze
from gangyao.core.plan.responsibility.returned import (
    Comparison,
    Difference,
    Outcome,
    Refusal,
    ReturnedDivision,
    ReturnedRow,
    RowReport,
)

_YEAR = re.compile(r"^(20\d\d)$")
_BROKEN = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")
_HEADINGS = {"lead": "牵头单位", "cooperating": "配合单位", "deadline": "完成时限", "note": "备注"}
_LONGEST = {"lead": 60, "cooperating": 400, "deadline": 60, "note": 500}  # characters


def compare(division: Division, returned: ReturnedDivision, names: AgencyNames) -> Comparison:
    """What the file asks to change; items that it does not hold come last."""
    finder = _ItemFinder(division.items)
    seen: dict[str, ReturnedRow] = {}
    reports = []
    for row in returned.rows:
        item = finder.find(row)
        if item is None:
            refusal = Refusal(row.sheet, row.cell("id" if row.words.get("id") else "text"), finder.why_none(row))
            reports.append(RowReport(Outcome.UNKNOWN, "", row.sheet, row.line, refusals=(refusal,)))
        elif item.id in seen:
            reason = f"这项任务在“{seen[item.id].sheet}”表第 {seen[item.id].line} 行已经写过，这一行没有采用"
            refusal = Refusal(row.sheet, row.cell("id"), reason)
            reports.append(RowReport(Outcome.REFUSED, item.id, row.sheet, row.line, refusals=(refusal,)))
        else:
            seen[item.id] = row
            reports.append(_compare_row(item, row, names))
    missing = (RowReport(Outcome.MISSING, item.id) for item in division.items if item.id not in seen)
    return Comparison((*reports, *missing))


class _ItemFinder:
    """Which item a row is: by id, else by number and text, else by a text that no other item has."""

    def __init__(self, items: Sequence[DivisionItem]) -> None:
        self._ids = {item.id: item for item in items}
        self._numbers = {
            (str(item.number), squeeze(words)): item for item in items for words in (item.text, item.matter)
        }
        self._texts: dict[str, list[DivisionItem]] = defaultdict(list)
        for item in items:
            self._texts[squeeze(item.text)].append(item)

    def find(self, row: ReturnedRow) -> DivisionItem | None:
        given = squeeze(row.words.get("id", ""))
        if given:
            return self._ids.get(given)
        text = squeeze(row.words.get("text", ""))
        alike = self._texts.get(text, [])
        numbered = self._numbers.get((squeeze(row.words.get("number", "")).rstrip("."), text))
        return numbered or (alike[0] if len(alike) == 1 else None)

    def why_none(self, row: ReturnedRow) -> str:
        given = row.words.get("id", "").strip()
        if given:
            return f"编号“{given}”不在这份方案里，这一行没有采用；编号请保持导出时的样子"
        if self._texts.get(squeeze(row.words.get("text", ""))):
            return "这一行没有编号，几项任务的原文又相同，序号也对不上，不知道是哪一项"
        return "这一行没有编号，按序号和原文也找不到对应的任务；新增任务请在系统里补录"


def _compare_row(item: DivisionItem, row: ReturnedRow, names: AgencyNames) -> RowReport:
    differences: list[Difference] = []
    refusals: list[Refusal] = []
    for column in _HEADINGS:
        if column not in row.words:
            continue
        found = _compare_cell(item, row, column, names)
        if isinstance(found, Difference):
            differences.append(found)
        elif isinstance(found, Refusal):
            refusals.append(found)
    clash = _clash(item, differences, row)
    if clash is not None:
        refusals.append(clash)
        differences = [difference for difference in differences if difference.field not in ("lead", "cooperating")]
    outcome = Outcome.REFUSED if refusals else Outcome.CHANGED if differences else Outcome.UNCHANGED
    return RowReport(outcome, item.id, row.sheet, row.line, tuple(differences), tuple(refusals))


def _compare_cell(item: DivisionItem, row: ReturnedRow, column: str, names: AgencyNames) -> Difference | Refusal | None:
    words = row.words[column].strip()
    old = _old(item, column)
    if not words:
        reason = f"{_HEADINGS[column]}空着，保留原来的“{join_names(old)}”；要去掉请写“待定”或“无”"
        return Refusal(row.sheet, row.cell(column), reason) if any(old) else None
    if squeeze(words) == squeeze(join_names(old)):
        return None
    why_not = _why_not(words, column)
    if why_not:
        return Refusal(row.sheet, row.cell(column), why_not)
    typed = split_names(words) if column in ("lead", "cooperating") else _said(words)
    if column == "lead" and len(typed) > 1:
        reason = f"写了 {len(typed)} 个牵头单位“{join_names(typed)}”，一项任务只能有一个；请留一个，其余写到配合单位"
        return Refusal(row.sheet, row.cell(column), reason)
    known = dict(zip(typed, map(names.find, typed), strict=True)) if column in ("lead", "cooperating") else {}
    new = tuple(dict.fromkeys(known.get(name) or name for name in typed))
    if set(map(squeeze, new)) == set(map(squeeze, old)):
        return None  # those who cooperate may stand in another order
    strangers = tuple(name for name, used in known.items() if not used and name not in old)
    place = (row.sheet, row.cell(column))
    return Difference(item.id, column, join_names(old), join_names(new), *place, strangers)


def _old(item: DivisionItem, column: str) -> tuple[str, ...]:
    if column == "cooperating":
        return item.duty.cooperating
    said = {"lead": item.duty.lead, "deadline": item.deadline, "note": item.note}[column]
    return (said,) if said else ()


def _said(words: str) -> tuple[str, ...]:
    """Free words as they are, a year alone as a year; 待定 and 无 say nothing."""
    return (_YEAR.sub(r"\1年", words),) if split_names(words) else ()


def _why_not(words: str, column: str) -> str:
    if words in _BROKEN:
        return f"{_HEADINGS[column]}是表格的错误值“{words}”，没有采用；请改成文字"
    if len(words) > _LONGEST[column]:
        return f"{_HEADINGS[column]}有 {len(words)} 个字，超过 {_LONGEST[column]} 个字的上限，没有采用"
    return ""


def _clash(item: DivisionItem, differences: Sequence[Difference], row: ReturnedRow) -> Refusal | None:
    """An agency that would lead and cooperate at once."""
    new = {difference.field: difference.new for difference in differences}
    if not {"lead", "cooperating"} & set(new):
        return None
    lead = new.get("lead", item.duty.lead)
    cooperating = new["cooperating"].split("、") if "cooperating" in new else list(item.duty.cooperating)
    if not lead or lead not in cooperating:
        return None
    reason = f"“{lead}”既是牵头单位又是配合单位；请从配合单位里去掉它，再导入"
    return Refusal(row.sheet, row.cell("cooperating"), reason)
