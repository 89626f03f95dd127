"""A returned division of tasks as a Word document: its numbered items with 牵头单位, 配合单位, 完成时限, 备注.

The form is that of report.division_document: "12. sentence（牵头单位：…；配合单位：…；完成时限：…）", where "12—14." stands for
three tasks of one sentence. A document holds no ids; a task is told by its number and its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gangyao.core.plan.responsibility.returned import ReturnedDivision, ReturnedRow
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.readers import read_file

_ITEM = re.compile(
    r"\s*(?P<first>\d{1,5})(?:\s*[—–\-~～至]+\s*(?P<last>\d{1,5}))?\s*[.．、]\s*(?P<text>.*?)\s*"
    r"[（(]\s*(?P<duties>牵头(?:单位|部门)\s*[：:].*)[）)]\s*。?\s*$"
)
_DUTY = re.compile(r"(牵头(?:单位|部门)|配合(?:单位|部门)|责任单位|完成时限|备注)\s*[：:]")
_COLUMNS = {"牵头": "lead", "配合": "cooperating", "责任": "cooperating", "完成": "deadline", "备注": "note"}
_SUGGESTED = re.compile(r"[〔\[［【]\s*建议[：:][^〕\]］】]*[〕\]］】]")
_TASKS = re.compile(r"\s*[一二三四五六七八九]、\s*(?:重点|主要|工作)任务")
_NEXT = re.compile(r"\s*[一二三四五六七八九]、")
_MOST = 200  # tasks that one sentence may hold


def read_division_document(data: bytes, name: str) -> ReturnedDivision:
    """Reads the tasks of a document; the parts on indicators and projects are left alone.

    Raises:
        UnreadableFile: what the reader of documents raises; "not-division" where no paragraph has the form of a task.
    """
    rows: list[ReturnedRow] = []
    within = False
    for line, words in enumerate(read_file(data, name).text.split("\n"), 1):
        if _NEXT.match(words):
            within = bool(_TASKS.match(words))
        elif within:
            rows.extend(_rows(words, line, name))
    if not rows:
        raise UnreadableFile(
            "not-division", what=f"在文件“{name}”里没有找到任务分工", do="请用导出的任务分工方案填写，再导入；表格（xlsx）更稳妥",
            why="“重点任务”下面没有“序号. 任务（牵头单位：……；配合单位：……）”这样的段落",
        )  # fmt: skip
    return ReturnedDivision(rows)


def _rows(words: str, line: int, name: str) -> Iterator[ReturnedRow]:
    match = _ITEM.match(words)
    if match is None:
        return
    first, last = int(match["first"]), int(match["last"] or match["first"])
    duties = _duties(match["duties"])
    for number in range(first, min(last, first + _MOST) + 1):
        yield ReturnedRow(name, line, {}, {"number": str(number), "text": match["text"], **duties})


def _duties(words: str) -> dict[str, str]:
    """What stands behind each of the labels, suggestions left out."""
    parts = _DUTY.split(_SUGGESTED.sub("", words))
    labelled = zip(parts[1::2], parts[2::2], strict=True)
    return {_COLUMNS[label[:2]]: said.strip(" ；;，,\u3000") for label, said in labelled}
