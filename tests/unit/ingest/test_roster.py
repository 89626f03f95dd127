"""Lists of people from spreadsheets: what is read, where it stood, and what is said of files that are none."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.roster import read_roster

_HEAD = ["单位", "姓名", "用户名", "角色", "开始日期", "结束日期", "代理谁"]


def _book(*lines: list[object], title: str = "人员") -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for line in lines:
        page.append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_workbook_gives_words_with_the_cell_they_stood_in() -> None:
    last = datetime(2026, 12, 31, 8, 0)  # noqa: DTZ001 - spreadsheets know no zones
    data = _book(_HEAD, ["教体局", "周明澈", 1001, "部门人员", date(2026, 3, 12), last])
    (row,) = read_roster(data, "名单.xlsx").rows
    assert row.words == {
        "agency": "教体局", "name": "周明澈", "username": "1001", "role": "部门人员",
        "starts_on": "2026-03-12", "ends_on": "2026-12-31", "deputy_for": "",
    }  # fmt: skip
    assert row.place("role") == "“人员”表 D2"
    assert row.place() == "“人员”表第 2 行"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_csv_is_read_in_every_encoding_and_with_every_mark_that_offices_write(encoding: str, mark: str) -> None:
    text = "\r\n".join(mark.join(line) for line in (_HEAD, ["教体局", "周明澈", "", "部门人员", "2026-03-12", "", ""]))
    (row,) = read_roster(text.encode(encoding), "名单.csv").rows
    assert (row.words["name"], row.place("name")) == ("周明澈", "“名单.csv”表 B2")


def test_headings_may_stand_below_a_title_on_any_sheet_in_any_order_with_notes() -> None:
    data = _book(
        ["全县人员名单"],
        [],
        ["角色*", "姓名（必填）", "部门", "开始日期", "备注"],
        ["领导", "秦若水", "发改局", "2026-1-1", "x"],
    )
    found = read_roster(data, "名单.xlsx")
    assert found.rows[0].words == {"role": "领导", "name": "秦若水", "agency": "发改局", "starts_on": "2026-1-1"}
    assert (found.rows[0].number, found.ignored) == (4, ("备注",))


def test_blank_lines_are_left_out_and_do_not_shift_the_count() -> None:
    data = _book(
        _HEAD,
        [],
        ["教体局", "周明澈", "", "部门人员", "2026-03-12"],
        [None, "  "],
        ["教体局", "何予安", "", "领导", "2026-03-12"],
    )
    assert [row.number for row in read_roster(data, "名单.xlsx").rows] == [3, 5]


def _bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"x" * 2_200_000, "too-large"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "unknown-format"),
        (b"PK\x03\x04 broken", "broken-zip"),
        (_book(["姓名", "电话"], ["周明澈", "1"]), "not-roster"),
        ("姓名,电话\n周明澈,1\n".encode(), "not-roster"),
        (_bomb(), "zip-bomb"),
        (_book(_HEAD, *[["教体局", f"某{n}", "", "领导", "2026-01-01"] for n in range(501)]), "too-large"),
        (bytes(range(256)) * 20, "not-text"),
    ],
)
def test_what_is_no_list_of_people_is_named_with_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_roster(data, "名单")
    assert error.value.code == code
    assert "名单" in error.value.message and "请" in error.value.message


def test_a_workbook_with_a_broken_part_is_named_so() -> None:
    kept = io.BytesIO(_book(_HEAD))
    written = io.BytesIO()
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<broken" if "sheet1" in name else old.read(name))
    with pytest.raises(UnreadableFile) as error:
        read_roster(written.getvalue(), "名单.xlsx")
    assert error.value.code == "broken-zip"


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 4000), noise=st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_read_or_named_and_never_fails(place: int, noise: bytes) -> None:
    data = _DAMAGED[:place] + noise + _DAMAGED[place + len(noise) :]
    try:
        read_roster(data, "名单.xlsx")
    except UnreadableFile as error:
        assert error.message


_DAMAGED = _book(_HEAD, ["教体局", "周明澈", "", "部门人员", date(2026, 3, 12)])
