"""PDF files: lines become paragraphs again, and what the page printed around them is left out."""

from __future__ import annotations

from pdf_making import Print

from gangyao.core.document.document import NodeKind
from gangyao.ingest.pdf.extract import extract

LONG = "全镇新修机耕道三十六点五公里，改造提灌站十二座，新增有效灌溉面积2400亩，农机总动力达到1.8万千瓦，粮食产量稳定在12.5%的增幅以内。"


def lines(data: bytes) -> list[str]:
    return extract(data, 500).text.splitlines()


def hinted(data: bytes) -> list[tuple[NodeKind, int, str]]:
    found = extract(data, 500)
    return [(hint.kind, hint.level, found.text[hint.start : hint.end]) for hint in found.hints]


def test_the_lines_of_a_paragraph_are_one_line_again_also_where_a_number_was_broken() -> None:
    made = Print()
    for start in range(8):
        made.prose("甲" * start + LONG)
    assert lines(made.data()) == ["甲" * start + LONG for start in range(8)]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    made = Print(head="青石镇国民经济和社会发展规划", numbered=True)
    for _ in range(30):
        made.prose(LONG)
    assert lines(made.data()) == [LONG] * 30


def test_running_heads_and_page_numbers_are_left_out_and_the_title_stays() -> None:
    made = Print(head="青石镇发展规划", numbered=True)
    made.centred("青石镇发展规划", 22)
    for _ in range(30):
        made.prose(LONG)
    data = made.data()
    assert hinted(data) == [(NodeKind.TITLE, 0, "青石镇发展规划")]
    assert lines(data) == ["青石镇发展规划", *[LONG] * 30]
