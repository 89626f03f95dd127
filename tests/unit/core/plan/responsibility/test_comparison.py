"""What departments changed is listed, one row after the other; silence takes nothing away."""

from __future__ import annotations

from gangyao.core.plan.responsibility.comparison import compare
from gangyao.core.plan.responsibility.division import Division, DivisionItem, Duty
from gangyao.core.plan.responsibility.naming import AgencyNames
from gangyao.core.plan.responsibility.returned import Comparison, Difference, Outcome, ReturnedDivision, ReturnedRow

_NAMES = AgencyNames({"民政局": "区民政局", "财政局": "区财政局", "教育局": "区教育局", "教委": "区教育局"}, "云溪区")
_LETTERS = {"id": "M", "number": "A", "text": "C", "deadline": "F", "lead": "G", "cooperating": "H", "note": "I"}
_DECIDED = DivisionItem(
    1, "新建-茶馆", "", "", "新建茶馆，修缮戏台。", "新建：茶馆", deadline="2027年", note="分两年",
    duty=Duty("区民政局", ("区财政局", "区教育局")),
)  # fmt: skip
_OPEN = DivisionItem(2, "修缮-戏台", "", "", "新建茶馆，修缮戏台。", "修缮：戏台", duty=Duty(suggested_lead="区教育局"))
_DIVISION = Division("分工", "规划", "2026年3月12日", (_DECIDED, _OPEN))


def _row(item: DivisionItem, line: int = 4, **changed: str) -> ReturnedRow:
    words = {
        "id": item.id, "number": str(item.number), "text": item.text, "lead": item.duty.lead_words,
        "cooperating": item.duty.cooperating_words, "deadline": item.deadline, "note": item.note,
    }  # fmt: skip
    return ReturnedRow("任务分工", line, _LETTERS, {**words, **changed})


def _compare(*rows: ReturnedRow) -> Comparison:
    return compare(_DIVISION, ReturnedDivision(rows), _NAMES)


def test_a_file_that_nobody_changed_changes_nothing() -> None:
    report = _compare(_row(_DECIDED), _row(_OPEN, 5))
    assert [row.outcome for row in report.rows] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_another_lead_is_a_difference_with_its_place_and_in_the_name_used_here() -> None:
    report = _compare(_row(_OPEN, 9, lead="教委"), _row(_DECIDED))
    assert report.differences == (Difference("修缮-戏台", "lead", "", "区教育局", "任务分工", "G9"),)


def test_cooperating_agencies_in_another_order_or_by_other_marks_are_no_difference() -> None:
    assert _compare(_row(_DECIDED, cooperating="教育局；财政局")).differences == ()


def test_an_agency_more_among_those_who_cooperate_is_a_difference() -> None:
    changed = _compare(_row(_DECIDED, cooperating="财政局/教育局/川江文旅公司")).differences
    assert [(d.field, d.old, d.new, d.unknown) for d in changed] == [
        ("cooperating", "区财政局、区教育局", "区财政局、区教育局、川江文旅公司", ("川江文旅公司",))
    ]


def test_an_unknown_agency_is_taken_as_typed_and_flagged() -> None:
    (changed,) = _compare(_row(_DECIDED, lead="陆港平台公司")).differences
    assert (changed.new, changed.unknown) == ("陆港平台公司", ("陆港平台公司",))


def test_two_leads_are_refused_with_sheet_cell_and_reason() -> None:
    report = _compare(_row(_DECIDED, 7, lead="民政局、财政局"))
    assert report.differences == ()
    assert report.refusals[0].message == (
        "“任务分工”表 G7：写了 2 个牵头单位“民政局、财政局”，一项任务只能有一个；请留一个，其余写到配合单位"
    )


def test_who_leads_may_not_cooperate_too() -> None:
    report = _compare(_row(_DECIDED, lead="财政局", note="改期"))
    assert [(d.field, d.new) for d in report.differences] == [("note", "改期")]
    assert "既是牵头单位又是配合单位" in report.refusals[0].reason


def test_an_empty_cell_takes_nothing_away_and_says_so() -> None:
    report = _compare(_row(_DECIDED, lead="", cooperating="", deadline="", note=""))
    assert report.differences == ()
    assert [refusal.cell for refusal in report.refusals] == ["G4", "H4", "F4", "I4"]
    assert all("空着，保留原来的" in refusal.reason for refusal in report.refusals)


def test_to_be_decided_and_none_written_out_take_away() -> None:
    report = _compare(_row(_DECIDED, lead="待定", cooperating="无", deadline="—"))
    assert [(d.field, d.new) for d in report.differences] == [("lead", ""), ("cooperating", ""), ("deadline", "")]


def test_a_year_alone_is_the_year_and_another_note_a_difference() -> None:
    report = _compare(_row(_DECIDED, deadline="2027", note="一次建成"))
    assert [(d.field, d.new) for d in report.differences] == [("note", "一次建成")]


def test_an_unknown_id_is_reported_and_not_guessed_from_the_text() -> None:
    (row, *_) = _compare(_row(_DECIDED, id="别的")).rows
    assert (row.outcome, row.refusals[0].cell) == (Outcome.UNKNOWN, "M4")
    assert "编号“别的”不在这份方案里" in row.refusals[0].reason


def test_without_ids_number_and_text_tell_the_task() -> None:
    report = _compare(_row(_OPEN, id="", lead="教育局", text="新建茶馆， 修缮戏台。"))
    assert report.differences[0].id == "修缮-戏台"


def test_without_id_and_number_a_text_of_two_tasks_tells_none() -> None:
    (row, *_) = _compare(_row(_OPEN, id="", number="")).rows
    assert row.outcome is Outcome.UNKNOWN
    assert "不知道是哪一项" in row.refusals[0].reason


def test_a_row_that_the_file_lacks_is_listed_and_stays() -> None:
    report = _compare(_row(_DECIDED))
    assert [row.id for row in report.of(Outcome.MISSING)] == ["修缮-戏台"]


def test_a_task_written_twice_is_taken_once() -> None:
    report = _compare(_row(_OPEN, 4, lead="教育局"), _row(_OPEN, 8, lead="财政局"))
    assert [d.new for d in report.differences] == ["区教育局"]
    assert "第 4 行已经写过" in report.refusals[0].reason


def test_a_column_that_the_file_lacks_is_not_compared() -> None:
    row = _row(_DECIDED)
    without = ReturnedRow(row.sheet, row.line, row.letters, {k: v for k, v in row.words.items() if k != "cooperating"})
    assert _compare(without).rows[0].outcome is Outcome.UNCHANGED


def test_error_values_of_spreadsheets_and_endless_words_are_refused() -> None:
    report = _compare(_row(_DECIDED, lead="#REF!", note="改" * 501))
    assert report.differences == ()
    assert ["错误值" in report.refusals[0].reason, "501 个字" in report.refusals[1].reason] == [True, True]
