"""The Word document has the parts and the form of a 任务分工方案."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.oxml.ns import qn
from docx.shared import Mm
from tests.unit.report.made_up_division import DIVISION

from gangyao.core.plan.responsibility.division import Division, DivisionItem
from gangyao.report.division_document import write_division_document


def _paragraphs(division: Division = DIVISION) -> list[str]:
    document = docx.Document(BytesIO(write_division_document(division)))
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_five_parts_stand_in_order_under_the_title() -> None:
    lines = _paragraphs()
    assert lines[0] == DIVISION.title
    parts = [line for line in lines if line[:2] in ("一、", "二、", "三、", "四、", "五、")]
    assert parts == ["一、总体要求", "二、主要指标", "三、重点任务", "四、重大工程", "五、工作要求"]


def test_it_says_how_far_the_work_is_and_leaves_the_drafter_what_no_record_holds() -> None:
    lines = _paragraphs()
    assert "截至2026年3月12日，共列任务5项，已确认牵头单位2项，待定3项" in lines[lines.index("一、总体要求") + 1]
    assert lines[-1] == "（此处由起草单位填写）"


def test_tasks_of_one_sentence_that_different_agencies_carry_stand_under_it_one_by_one() -> None:
    lines = _paragraphs()
    place = lines.index("改建石板巷，增设观景台。")
    assert lines[place + 1 : place + 3] == [
        "1. 改建：石板巷（牵头单位：区住建局；配合单位：区财政局、区文旅局；完成时限：2024年）",
        "2. 增设：观景台（牵头单位：区文旅局；配合单位：无；备注：先易后难）",
    ]


def test_tasks_of_one_sentence_that_the_same_carry_are_one_item_and_what_is_open_is_marked() -> None:
    assert (
        "3—4. 重开云溪书院，招收塾师。（牵头单位：待定〔建议：区教育局〕；配合单位：待定〔建议：区财政局〕；完成时限：2025年）"
        in _paragraphs()
    )


def test_chapters_are_numbered_in_the_document_and_keep_their_number_in_the_plan() -> None:
    lines = _paragraphs()
    assert "（一）城乡（第一章）" in lines
    assert "（二）民生（第二章）" in lines


def test_any_number_of_chapters_is_numbered() -> None:
    items = tuple(DivisionItem(n, f"事{n}", f"第{n}章 篇目{n}", "", f"办好第{n}件事。", "办好") for n in range(1, 111))
    lines = _paragraphs(Division("分工", "规划", "2026年3月12日", items))
    numbers = [line.split("）")[0] for line in lines if "篇目" in line]
    assert [numbers[place] for place in (0, 9, 10, 19, 98, 99, 109)] == [
        "（一", "（十", "（十一", "（二十", "（九十九", "（100", "（110",
    ]  # fmt: skip


def test_indicators_and_projects_name_who_carries_them() -> None:
    lines = _paragraphs()
    assert "1. 茶园面积：目标值3万亩（预期性指标；牵头单位：待定〔建议：区农业农村局〕；配合单位：待定）。" in lines
    assert "1. 云溪书院修缮（文化设施，1处，老街；牵头单位：区文旅局；配合单位：区财政局）。" in lines


def test_suggestions_are_grey_so_that_they_do_not_look_decided() -> None:
    document = docx.Document(BytesIO(write_division_document(DIVISION)))
    colours = {
        run.text: run.font.color.rgb
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if "建议：" in run.text
    }
    assert colours and all(colour is not None for colour in colours.values())


def test_the_page_is_that_of_official_documents() -> None:
    document = docx.Document(BytesIO(write_division_document(DIVISION)))
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size / Mm(1)) for size in sizes if size] == [210, 297, 37, 28]
    fonts = [
        paragraph.runs[0]._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for paragraph in document.paragraphs[:4]
    ]
    assert fonts == ["方正小标宋简体", "仿宋_GB2312", "黑体", "仿宋_GB2312"]


def test_a_plan_without_tasks_says_so_part_by_part() -> None:
    lines = _paragraphs(Division("分工", "规划", "2026年3月12日", ()))
    assert "规划没有列出主要指标。" in lines and "规划没有列出重大工程项目。" in lines
