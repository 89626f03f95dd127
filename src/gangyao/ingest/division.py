"""A returned division of tasks 任务分工方案: xlsx or docx to rows of words, each with its place. Nothing is looked up yet."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from attrs import define, field
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from gangyao.core.plan.responsibility.returned import ReturnedDivision, ReturnedRow
from gangyao.ingest.apart import Refused
from gangyao.ingest.container import Container
from gangyao.ingest.division_document import read_division_document
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.limits import MB, Limits

# Which heading stands for which column; the first word is that of the exported sheet.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("编号", "任务编号", "记录编号"),
    "number": ("序号", "序"),
    "text": ("任务", "重点任务", "主要任务", "工作任务", "任务内容", "原文"),
    "lead": ("牵头单位", "牵头部门", "牵头责任单位", "牵头"),
    "cooperating": ("配合单位", "责任单位", "配合部门", "协同单位", "参与单位", "配合"),
    "deadline": ("完成时限", "时限", "完成时间", "时间节点"),
    "note": ("备注",),
}
_OURS = ("章节", "事项", "目标", "建议牵头单位", "建议配合单位", "建议依据")  # exported, and not read back
_LIMITS = Limits(file=10 * MB, expanded=48 * MB, entries=2000)
_ROWS, _FURTHER, _WIDTH, _HEAD_WITHIN, _SHEETS, _CELL = 6000, 100_000, 40, 30, 30, 4000
_WORKBOOK, _WORD = "xl/workbook.xml", "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0"  # xls, et, doc, wps, and everything behind a password
_MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"
_SAVE_AGAIN = "请用 WPS 或 Excel 打开它，“另存为”xlsx，再导入"
_READ_ERRORS = (
    zipfile.BadZipFile, zlib.error, ArithmeticError, KeyError, ValueError, TypeError, AttributeError, OSError, EOFError,
    IndexError, SyntaxError,
)  # fmt: skip


def read_division(data: bytes, name: str) -> ReturnedDivision:
    """Reads a returned file.

    Raises:
        UnreadableFile: "empty", "too-large", "unknown-format", "broken-zip", "zip-bomb", "not-division" where no line
            holds the headings or the form of tasks; for a docx also what its reader raises.
    """
    if not data:
        raise UnreadableFile(
            "empty", what=f"文件“{name}”是空的", why="里面没有内容", do="请选择填好的任务分工方案再导入"
        )
    if len(data) > _LIMITS.file:
        why = f"它有 {len(data) / MB:.1f} MB，超过 {_LIMITS.file // MB} MB 的上限"
        raise UnreadableFile("too-large", what=f"文件“{name}”太大", why=why, do="请只留任务分工表，另存为 xlsx 再导入")
    if data.startswith(_OLE):
        why = "它是旧版格式（xls、et、doc、wps），或者设了密码"
        raise UnreadableFile("unknown-format", what=f"文件“{name}”不能直接读", why=why, do=_SAVE_AGAIN)
    try:
        with Container.opened(data, _LIMITS) as container:
            if container.holds(_WORD):
                return read_division_document(data, name)
            if container.holds(_WORKBOOK):
                return _Workbook(data, name, container).read()
    except Refused as refused:
        raise _refusal(refused, name) from None
    why = "它既不是 xlsx 表格，也不是 docx 文档"
    raise UnreadableFile("unknown-format", what=f"文件“{name}”不能直接读", why=why, do=_SAVE_AGAIN)


@define
class _Workbook:
    """A workbook being read.

    Attributes:
        data: its bytes.
        name: of the file.
        container: the same, opened.
    """

    data: bytes
    name: str
    container: Container
    _rows: list[ReturnedRow] = field(factory=list)
    _ignored: list[str] = field(factory=list)

    def read(self) -> ReturnedDivision:
        others = []
        try:
            book = load_workbook(BytesIO(self.data), read_only=True, data_only=True)
            for page in book.worksheets[:_SHEETS]:
                page.reset_dimensions()  # what a file says of its own size is not believed
                cells = [list(map(_words, line)) for line in self._lines(page)]
                self._fill_down(page._worksheet_path, cells)  # a page that is read does not tell its merged cells
                if not self._read_sheet(page.title, cells) and any(map(any, cells)):
                    others.append(page.title)
        except _READ_ERRORS:
            why = "它的结构不完整，或者不是 xlsx 表格"
            raise UnreadableFile("broken-zip", what=f"文件“{self.name}”打不开", why=why, do=_SAVE_AGAIN) from None
        if not self._rows:
            raise UnreadableFile(
                "not-division", what=f"在文件“{self.name}”里没有找到任务分工", do="请用导出的任务分工方案填写，再导入",
                why=f"各表前 {_HEAD_WITHIN} 行里没有同时写着“牵头单位”和“编号”（或“序号、任务”）的表头，或者表头下面没有任务",
            )  # fmt: skip
        return ReturnedDivision(self._rows, tuple(dict.fromkeys(self._ignored)), tuple(others))

    def _lines(self, page: ReadOnlyWorksheet) -> Iterator[tuple[Any, ...]]:
        """The first lines; blank ones below them are left out, and anything else there is too much."""
        lines = page.iter_rows(max_row=_FURTHER, max_col=_WIDTH, values_only=True)
        for line, cells in enumerate(lines):
            if line < _ROWS:
                yield cells
            elif any(cell is not None for cell in cells):
                raise UnreadableFile(
                    "too-large", what=f"文件“{self.name}”太长", why=f"“{page.title}”表超过 {_ROWS} 行",
                    do="请删去表格下面多余的行，再导入",
                )  # fmt: skip

    def _fill_down(self, part: str, cells: list[list[str]]) -> None:
        """What stands in cells merged within one column holds for all of them."""
        for count, (_, element) in enumerate(self.container.events(part.lstrip("/"), ("end",))):
            self.container.refuse_count(count, part)
            if element.tag == _MERGED:
                left, top, right, bottom = range_boundaries(element.get("ref"))
                if left == right and top < bottom:
                    _fill(cells, left - 1, top - 1, min(bottom, len(cells)))
            element.clear()

    def _read_sheet(self, title: str, cells: Sequence[Sequence[str]]) -> bool:
        """Whether the sheet holds tasks."""
        head = next((i for i, line in enumerate(cells[:_HEAD_WITHIN]) if _letters(line)), None)
        if head is None:
            return False
        places = _letters(cells[head])
        letters = {column: get_column_letter(place + 1) for column, place in places.items()}
        others = (cell for place, cell in enumerate(cells[head]) if cell and place not in places.values())
        self._ignored += [cell for cell in others if _plain(cell) not in _OURS]
        for line, row in enumerate(cells[head + 1 :], head + 2):
            words = {column: row[place] if place < len(row) else "" for column, place in places.items()}
            if (words.get("id") or words.get("text")) and not _letters(row):
                self._rows.append(ReturnedRow(title, line, letters, words))
        return True


def _letters(line: Sequence[str]) -> dict[str, int]:
    """Places of the columns in a line of headings; nothing where it is none."""
    places: dict[str, int] = {}
    for place, cell in enumerate(line):
        column = next((column for column, words in HEADINGS.items() if _plain(cell) in words), None)
        if column and column not in places:
            places[column] = place
    told = "id" in places or {"number", "text"} <= set(places)
    return places if told and "lead" in places else {}


def _plain(heading: str) -> str:
    """A heading without blanks, marks and what stands in brackets."""
    return re.sub(r"[\s*＊:：]|（.*?）|\(.*?\)", "", heading)


def _fill(cells: list[list[str]], column: int, top: int, bottom: int) -> None:
    if top >= len(cells) or column >= len(cells[top]):
        return
    for row in cells[top + 1 : bottom]:
        if column < len(row) and not row[column]:
            row[column] = cells[top][column]


def _words(value: Any) -> str:
    """A cell in words: a day as 2026-03-12, a whole number without its decimal point, line ends kept."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    lines: Iterator[str] = (" ".join(line.split()) for line in str("" if value is None else value).splitlines())
    return "\n".join(line for line in lines if line)[:_CELL]


def _refusal(refused: Refused, name: str) -> UnreadableFile:
    """What is said of a container that is not opened."""
    if refused.code == "encrypted-zip":
        why = "它是加密的压缩格式，没有密码读不出内容"
        return UnreadableFile("broken-zip", what=f"文件“{name}”设了密码", why=why, do="请去掉密码后另存为 xlsx，再导入")
    if refused.code == "zip-bomb":
        why = f"{refused.detail}，正常的表格不会这样"
        return UnreadableFile("zip-bomb", what=f"文件“{name}”没有打开", why=why, do=_SAVE_AGAIN)
    why = refused.detail or "它的压缩结构不完整，可能没有下载完"
    return UnreadableFile("broken-zip", what=f"文件“{name}”打不开", why=why, do=_SAVE_AGAIN)
