"""A list of people in a spreadsheet (人员名单): xlsx or csv to rows of words, each with its cell."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from attrs import field, frozen
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.limits import MB
from gangyao.ingest.txt import read_txt

# Which heading stands for which column; the first word is that of the template.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "agency": ("单位", "单位名称", "部门"),
    "name": ("姓名",),
    "username": ("用户名", "账号", "登录名"),
    "role": ("角色",),
    "starts_on": ("开始日期", "任职开始", "起始日期"),
    "ends_on": ("结束日期", "任职结束", "截止日期"),
    "deputy_for": ("代理谁", "代理"),
}
_NEEDED = ("agency", "name", "role", "starts_on")
_LARGEST, _EXPANDED = 2 * MB, 32 * MB
_ROWS, _WIDTH, _HEAD_WITHIN, _SHEETS = 500, 30, 10, 10
_CELL = 100  # characters; more is no name
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    IndexError,
    SyntaxError,
)
_SAVE_AGAIN = "请用 WPS 或 Excel 打开它，另存为 xlsx，再上传"


@frozen
class RosterRow:
    """One line of the list.

    Attributes:
        sheet: name of the sheet, or of the csv file.
        number: of the line, from 1, as a spreadsheet counts.
        letters: the column letter of each column that the list has.
        words: what stands in each of them; dates as 2026-03-12.
    """

    sheet: str
    number: int
    letters: Mapping[str, str]
    words: Mapping[str, str]

    def place(self, column: str = "") -> str:
        """Where to look, e.g. "“人员”表 D3"; the whole line where the list has no such column."""
        letter = self.letters.get(column)
        return f"“{self.sheet}”表 {letter}{self.number}" if letter else f"“{self.sheet}”表第 {self.number} 行"


@frozen
class Roster:
    """A list of people as it was given.

    Attributes:
        rows: its lines, blank ones left out.
        ignored: headings of columns that mean nothing here.
    """

    rows: tuple[RosterRow, ...] = field(converter=tuple)
    ignored: tuple[str, ...] = ()


def read_roster(data: bytes, name: str) -> Roster:
    """Reads a list of people; nothing is looked up yet.

    Raises:
        UnreadableFile: "empty", "too-large", "unknown-format", "broken-zip", "zip-bomb", "not-text", "damaged-text",
            or "not-roster" where no line holds the headings that are needed.
    """
    if not data:
        raise UnreadableFile("empty", what=f"文件“{name}”是空的", why="里面没有内容", do="请选择填好的名单再上传")
    if len(data) > _LARGEST:
        raise _too_large(name, f"它有 {len(data) / MB:.1f} MB，超过 {_LARGEST // MB} MB 的上限")
    if data.startswith(_OLD_EXCEL):
        why = "它是旧版 Excel 文件（xls）或设了密码"
        raise UnreadableFile("unknown-format", what=f"文件“{name}”不能直接读", why=why, do=_SAVE_AGAIN)
    sheets = _sheets_of_xlsx(data, name) if data.startswith(b"PK") else [(name, _lines_of_csv(data, name))]
    for sheet, lines in sheets:
        found = _read_sheet(sheet, lines, name)
        if found is not None:
            return found
    needed = "、".join(COLUMNS[column][0] for column in _NEEDED)
    raise UnreadableFile(
        "not-roster",
        what=f"在文件“{name}”里没有找到人员名单",
        why=f"前 {_HEAD_WITHIN} 行里没有同时写着“{needed}”的表头",
        do="请下载模板，把名单填进去再上传",
    )


def _read_sheet(sheet: str, lines: Iterable[Sequence[str]], name: str) -> Roster | None:
    letters: dict[str, str] = {}
    ignored: tuple[str, ...] = ()
    rows = []
    for number, cells in enumerate(lines, 1):
        if not letters:
            letters, ignored = _headings(cells)
            if not letters and number >= _HEAD_WITHIN:
                return None
        elif any(cells):
            found = {column: cells[_index(letter)] for column, letter in letters.items() if _index(letter) < len(cells)}
            rows.append(RosterRow(sheet, number, letters, found))
            if len(rows) > _ROWS:
                raise _too_large(name, f"名单超过 {_ROWS} 行")
    return Roster(rows, ignored) if letters else None


def _headings(cells: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Letters of the columns, and headings that are none; nothing where a needed one is missing."""
    letters: dict[str, str] = {}
    ignored = []
    for position, cell in enumerate(cells, 1):
        plain = re.sub(r"[\s*＊]|（.*?）|\(.*?\)", "", cell)
        column = next((column for column, words in COLUMNS.items() if plain in words), None)
        if column and column not in letters:
            letters[column] = get_column_letter(position)
        elif cell:
            ignored.append(cell)
    return (letters, tuple(ignored)) if all(column in letters for column in _NEEDED) else ({}, ())


def _index(letter: str) -> int:
    """Column letters up to _WIDTH: A → 0, AA → 26."""
    index = 0
    for sign in letter:
        index = index * 26 + ord(sign) - ord("A") + 1
    return index - 1


def _sheets_of_xlsx(data: bytes, name: str) -> Iterator[tuple[str, list[list[str]]]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            expanded = sum(entry.file_size for entry in archive.infolist())
        if expanded > _EXPANDED:
            raise _bomb(name, expanded)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        for page in book.worksheets[:_SHEETS]:
            page.reset_dimensions()  # what a file says of its own size is not believed
            lines = page.iter_rows(max_row=_ROWS * 4, max_col=_WIDTH, values_only=True)
            yield page.title, [[_words(cell) for cell in line] for line in lines]  # here, where its errors are caught
    except _READ_ERRORS:
        raise UnreadableFile(
            "broken-zip", what=f"文件“{name}”打不开", why="它的结构不完整，或者不是 xlsx 表格", do=_SAVE_AGAIN
        ) from None


def _lines_of_csv(data: bytes, name: str) -> Iterator[list[str]]:
    text = read_txt(data, name).text
    first = text[:2000]
    mark = max(",\t;，", key=first.count)
    try:
        for line in csv.reader(StringIO(text, newline=""), delimiter=mark):
            yield [_words(cell) for cell in line[:_WIDTH]]
    except csv.Error:
        raise UnreadableFile(
            "not-roster", what=f"文件“{name}”读不成表格", why="里面有没有配对的引号", do=_SAVE_AGAIN
        ) from None


def _words(value: Any) -> str:
    """A cell in words: a day as 2026-03-12, a whole number without its decimal point."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())[:_CELL] if value is not None else ""


def _too_large(name: str, why: str) -> UnreadableFile:
    return UnreadableFile("too-large", what=f"文件“{name}”太大", why=why, do="请分成几个文件，一个一个上传")


def _bomb(name: str, expanded: int) -> UnreadableFile:
    why = f"解开后有 {expanded / MB:.0f} MB，超过 {_EXPANDED // MB} MB 的上限"
    return UnreadableFile("zip-bomb", what=f"文件“{name}”没有打开", why=why, do="请只留名单一张表，另存为 xlsx 再上传")
