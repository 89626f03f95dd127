"""What kind of document a text is, from when it speaks, and which part of a plan it is."""

from __future__ import annotations

import pytest

from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.identity.profile import Profile, read_profile
from gangyao.core.plan.statement import Statement
from gangyao.ingest.readers import read_file
from gangyao.pipeline import compile_text

BODY = "\n\n全区绿道里程达到120公里。\n"


def profile(title: str, name: str = "made-up.txt") -> Profile:
    document: Document = parse_document(read_file((title + BODY).encode(), name))
    return read_profile(document)


def statement(title: str, text: str = BODY) -> Statement:
    (found,) = compile_text((title + text).encode(), "made-up.txt").plan.statements
    return found


@pytest.mark.parametrize(
    ("title", "kind", "period", "year"),
    [
        ("青禾区国民经济和社会发展第十五个五年规划纲要", "outline", "十五五", None),
        ("青禾区“十四五”水利发展规划", "special", "十四五", None),
        ("青禾区2027年政府工作报告", "report", "十五五", 2027),
        (
            "青禾区2026年国民经济和社会发展计划执行情况与2027年国民经济和社会发展计划草案的报告",
            "report",
            "十五五",
            2027,
        ),
        ("青禾区2027年民生实事", "other", "十五五", 2027),
    ],
)
def test_the_title_says_kind_and_time(title: str, kind: str, period: str, year: int | None) -> None:
    read = profile(title)
    assert (read.kind, read.period.name if read.period else None, read.year) == (kind, period, year)


def test_a_report_given_late_in_the_year_is_for_the_next() -> None:
    assert profile("青禾区政府工作报告（2026年12月20日在青禾区第六届人民代表大会第一次会议上）").year == 2027


def test_a_report_without_a_date_takes_the_year_of_its_file() -> None:
    assert profile("政府工作报告", "青禾区-2027.txt").year == 2027


@pytest.mark.parametrize("title", ["青禾区“十四五”时期城乡建设成就", "青禾区“十四五”水利建设情况"])
def test_a_review_of_a_period_reports_what_was_done_in_it(title: str) -> None:
    found = statement(title)
    assert (found.role.value, found.horizon) == ("achieved", "2025")


def test_a_part_of_a_plan_stands_under_what_its_title_names() -> None:
    found = statement("青禾区“十五五”交通规划·“十四五”发展情况")
    assert (found.role.value, found.horizon) == ("achieved", "2025")


def test_the_goals_of_a_plan_are_for_the_end_of_its_period() -> None:
    found = statement("青禾区“十五五”交通规划·发展目标")
    assert (found.role.value, found.horizon) == ("target", "2030")


def test_a_short_line_without_a_stop_heads_what_follows() -> None:
    found = statement("青禾区2027年政府工作报告", "\n\n2026年的工作成绩\n\n全区绿道里程达到120公里。\n")
    assert (found.role.value, found.horizon) == ("achieved", "2026")


def test_a_sentence_that_lost_its_stop_inside_a_paragraph_heads_nothing() -> None:
    text = "\n\n第一章 主要目标\n\n结构调整取得重大进展！全区绿道里程达到120公里 \n"
    found = statement("青禾区“十五五”交通规划", text.replace("！", "!"))
    assert (found.role.value, found.horizon) == ("target", "2030")


def test_a_bulletin_of_a_year_reports_that_year() -> None:
    read = statement("青禾区2026年国民经济和社会发展统计公报\n\n一、综合", "\n\n绿道里程达到120公里。\n")
    assert (read.role.value, read.horizon) == ("achieved", "2026")


def test_what_a_heading_sets_out_to_solve_is_no_review() -> None:
    read = statement("青禾区2027年民生实事\n\n一、缓解停车难问题", "\n\n新增停车泊位7000个。\n")
    assert (read.role.value, read.horizon) == ("target", "2027")
