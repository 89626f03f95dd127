"""A returned division of tasks is read however departments rearranged it, and refused in words where it cannot be."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.unit.report.made_up_division import DIVISION

from gangyao.core.plan.responsibility.comparison import compare
from gangyao.core.plan.responsibility.division import Division, DivisionItem, Duty
from gangyao.core.plan.responsibility.naming import AgencyNames
from gangyao.core.plan.responsibility.returned import Comparison, Outcome
from gangyao.ingest.division import read_division
from gangyao.ingest.errors import UnreadableFile
from gangyao.report.division_document import write_division_document
from gangyao.report.division_sheet import write_division_sheet

_NAMES = AgencyNames({name[1:]: name for name in DIVISION.agencies}, "云溪区")


def _changed(change: Callable[[Worksheet], object], division: Division = DIVISION) -> bytes:
    book = load_workbook(BytesIO(write_division_sheet(division)))
    change(book["任务分工"])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _report(data: bytes, division: Division = DIVISION) -> Comparison:
    return compare(division, read_division(data, "退回.xlsx"), _NAMES)


def _outcomes(report: Comparison) -> set[Outcome]:
    return {row.outcome for row in report.rows}


def test_the_exported_workbook_comes_back_without_a_difference() -> None:
    returned = read_division(write_division_sheet(DIVISION), "分工.xlsx")
    assert len(returned.rows) == len(DIVISION.items)
    assert returned.ignored_headings == ()
    assert returned.ignored_sheets == ("主要指标", "重大项目", "说明")
    assert _outcomes(compare(DIVISION, returned, _NAMES)) == {Outcome.UNCHANGED}


def test_a_departments_change_is_found_at_its_cell() -> None:
    def fill(page: Worksheet) -> None:
        page["G6"] = "教育局"
        page["H6"] = "区财政局，云溪商会"

    changed = _report(_changed(fill)).differences
    assert [(d.id, d.field, d.new, d.cell, d.unknown) for d in changed] == [
        ("重开-书院", "lead", "区教育局", "G6", ()),
        ("重开-书院", "cooperating", "区财政局、云溪商会", "H6", ("云溪商会",)),
    ]


def test_rows_on_top_and_columns_between_change_nothing() -> None:
    def rearrange(page: Worksheet) -> None:
        page.insert_rows(1, 4)
        page["A2"] = "请于月底前反馈"
        page.insert_cols(3)
        page["C7"] = "分管领导"

    data = _changed(rearrange)
    assert read_division(data, "退回.xlsx").ignored_headings == ("分管领导",)
    assert _outcomes(_report(data)) == {Outcome.UNCHANGED}


def test_sorted_rows_and_columns_in_another_order_change_nothing() -> None:
    book = load_workbook(BytesIO(write_division_sheet(DIVISION)))
    rows = [list(row) for row in book["任务分工"].iter_rows(min_row=3, values_only=True)]
    other = Workbook()
    for row in [rows[0], *reversed(rows[1:])]:
        other.active.append([str(cell or "") for cell in reversed(row)])
        for cell in other.active[other.active.max_row]:
            cell.data_type = "s"
    written = BytesIO()
    other.save(written)
    assert _outcomes(_report(written.getvalue())) == {Outcome.UNCHANGED}


def test_without_the_column_of_ids_number_and_text_tell_the_tasks() -> None:
    assert _outcomes(_report(_changed(lambda page: page.delete_cols(13)))) == {Outcome.UNCHANGED}


def test_a_lead_in_cells_merged_downwards_holds_for_all_their_rows() -> None:
    def merge(page: Worksheet) -> None:
        page["G6"] = "区教育局"
        page.merge_cells("G6:G8")

    changed = _report(_changed(merge)).differences
    assert [(d.id, d.new) for d in changed] == [
        ("重开-书院", "区教育局"),
        ("招收-塾师", "区教育局"),
        ("=1+1", "区教育局"),
    ]


def test_a_line_across_the_table_is_no_task_and_a_deleted_row_is_listed() -> None:
    def edit(page: Worksheet) -> None:
        page.delete_rows(5)
        page["A9"] = "填表人：某处室"
        page.merge_cells("A9:M9")

    report = _report(_changed(edit))
    assert [row.id for row in report.of(Outcome.MISSING)] == ["增设-观景台"]
    assert report.of(Outcome.UNKNOWN) == ()


def _with_part(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as other:
        for name in archive.namelist():
            content = archive.read(name)
            assert name != part or old in content
            other.writestr(name, content.replace(old, new, 1) if name == part else content)
    return written.getvalue()


def test_a_merged_cell_over_the_whole_sheet_costs_nothing() -> None:
    merged = b'<mergeCell ref="Z1:Z1048576"/><mergeCell ref="A1:M1"'
    part = "xl/worksheets/sheet1.xml"
    data = _with_part(write_division_sheet(DIVISION), part, b'<mergeCell ref="A1:M1"', merged)
    assert _outcomes(_report(data)) == {Outcome.UNCHANGED}


def test_blank_lines_below_the_table_are_nothing_and_words_far_below_it_are_too_much() -> None:
    assert _outcomes(_report(_changed(lambda page: page.cell(9000, 1, None)))) == {Outcome.UNCHANGED}
    with pytest.raises(UnreadableFile, match="超过 6000 行"):
        _report(_changed(lambda page: page.cell(9000, 1, "附注")))


def test_the_exported_document_comes_back_without_a_difference() -> None:
    returned = read_division(write_division_document(DIVISION), "分工.docx")
    assert [row.words["number"] for row in returned.rows] == ["1", "2", "3", "4", "5"]
    assert _outcomes(compare(DIVISION, returned, _NAMES)) == {Outcome.UNCHANGED}


def test_a_change_in_the_document_is_found_at_its_paragraph() -> None:
    document = docx.Document(BytesIO(write_division_document(DIVISION)))
    paragraph = next(p for p in document.paragraphs if p.text.startswith("1. 改建"))
    paragraph.runs[-1].text = ""
    paragraph.runs[0].text = "1. 改建：石板巷（牵头单位：住建局；配合单位：区文旅局、区财政局；完成时限：2026年）"
    for run in paragraph.runs[1:]:
        run.text = ""
    written = BytesIO()
    document.save(written)
    (changed,) = compare(DIVISION, read_division(written.getvalue(), "分工.docx"), _NAMES).differences
    assert (changed.field, changed.old, changed.new, changed.sheet) == ("deadline", "2024年", "2026年", "分工.docx")
    assert changed.cell.startswith("第 ") and changed.cell.endswith(" 段")


def _zip(**parts: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return written.getvalue()


def _book(*rows: list[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"x" * (11 * 1024 * 1024), "too-large"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "unknown-format"),
        (b"PK\x03\x04 not a zip", "broken-zip"),
        (_zip(xl__workbook_xml=b"<workbook"), "broken-zip"),
        (_zip(readme_xml=b"<a/>"), "unknown-format"),
        ("序号,任务,牵头单位\n".encode(), "broken-zip"),
        (_book(["单位", "姓名"], ["区财政局", "周明澈"]), "not-division"),
        (_book(["编号", "牵头单位"]), "not-division"),
        (_book(["序号", "指标", "牵头单位"], ["1", "茶园面积", "区农业农村局"]), "not-division"),
    ],
)
def test_a_file_that_is_no_division_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_division(data, "退回.et")
    assert refused.value.code == code
    assert "退回.et" in refused.value.message


def test_a_document_without_tasks_is_refused_in_words() -> None:
    document = docx.Document()
    document.add_paragraph("三、重点任务")
    document.add_paragraph("以上请遵照执行。")
    written = BytesIO()
    document.save(written)
    with pytest.raises(UnreadableFile) as refused:
        read_division(written.getvalue(), "分工.docx")
    assert refused.value.code == "not-division"


_AGENCIES = st.sampled_from(("区民政局", "区财政局", "区教育局", "川江文旅公司", "镇街"))
_WORDS = st.text(st.sampled_from("茶馆戏台石桥书院渡口 ，。（）“”123=+-\n"), min_size=1, max_size=40).filter(str.strip)


@st.composite
def _items(draw: st.DrawFn) -> tuple[DivisionItem, ...]:
    items = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        lead = draw(st.one_of(st.just(""), _AGENCIES))
        others = draw(st.lists(_AGENCIES.filter(lambda name, lead=lead: name != lead), unique=True, max_size=3))
        duty = Duty(lead, tuple(others) if lead else (), draw(_AGENCIES), tuple(others), draw(_WORDS))
        deadline, note = draw(st.sampled_from(("", "2025年", "“十四五”期间"))), draw(st.one_of(st.just(""), _WORDS))
        text = draw(_WORDS)
        items.append(DivisionItem(number, f"事-{number}", draw(_WORDS), "", text, text, (), deadline, duty, note))
    return tuple(items)


@settings(max_examples=40, deadline=None)
@given(_items())
def test_whatever_is_exported_to_a_workbook_comes_back_without_a_difference(items: tuple[DivisionItem, ...]) -> None:
    division = Division("分工", "规划", "2026年3月12日", items, agencies=("区民政局",))
    report = _report(write_division_sheet(division), division)
    assert [(row.outcome, row.differences, row.refusals) for row in report.rows] == [(Outcome.UNCHANGED, (), ())] * len(
        items
    )
