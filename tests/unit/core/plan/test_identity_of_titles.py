"""Area, period, kind and title of plans, however their title is set."""

from __future__ import annotations

import pytest

from gangyao.core.document.parse import parse_document
from gangyao.core.plan.identity.identity import Identity, identify
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_vocabulary

GROWTH = "国民经济和社会发展"
OUTLINE = "国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"
BODY = "\n\n第一章 发展目标\n\n绿道里程达到120公里，书屋数量达到35个。\n"


def identity(head: str, body: str = BODY) -> Identity:
    return identify(parse_document(read_file((head + body).encode(), "upload.txt")), load_vocabulary().gazetteer)


def read(head: str) -> tuple[str, str, str, str]:
    found = identity(head)
    period = found.profile.period
    when = str(found.profile.year or (period.name if period else ""))
    return found.kind, found.area.code or found.area.name, when, found.profile.title


@pytest.mark.parametrize(
    ("lines", "area", "title"),
    [
        ("荣县{}", "510321", "荣县{}"),
        ("荣县\n国民经济和社会发展\n第十四个五年规划和二〇三五年远景目标纲要", "510321", "荣县{}"),
        ("荣县国民经济和社会发展第十四个五年规划\n和二〇三五年远景目标纲要\n2021年3月", "510321", "荣县{}"),
        ("四川省自贡市\n荣县国民经济和社会发展\n第十四个五年规划和\n二〇三五年远景目标纲要", "510321", "四川省自贡市荣县{}"),
        ("云溪县国民经济和社会发展第十四个\n五年规划和二〇三五年远景目标纲要", "云溪县", "云溪县{}"),
        ("荣县{}（草案）（征求意见稿）", "510321", "荣县{}(草案)(征求意见稿)"),
        ("荣县\n{}\n（草案）", "510321", "荣县{}(草案)"),
        ("（四川省）荣县{}（2022年更新）", "510321", "(四川省)荣县{}(2022年更新)"),
        ("科尔沁左翼中旗{}", "150521", "科尔沁左翼中旗{}"),
        ("凉山彝族自治州{}", "513400", "凉山彝族自治州{}"),
        ("政务公开\n荣县{}\n发布时间：2021-05-06", "510321", "荣县{}"),
    ],
)  # fmt: skip
def test_an_outline_is_known_by_a_title_on_any_number_of_lines(lines: str, area: str, title: str) -> None:
    assert read(lines.format(OUTLINE)) == ("outline", area, "十四五", title.format(OUTLINE))


@pytest.mark.parametrize("name", ["荣县", "云溪县"])
@pytest.mark.parametrize("issued", ["{0}人民政府关于印发", "{0}人民政府\n关于印发"])
def test_the_notice_that_issues_a_plan_is_not_its_title(name: str, issued: str) -> None:
    notice = (
        f"{issued.format(name)}《{name}{OUTLINE}》的通知\n\n各镇人民政府，县级各部门：\n\n"
        f"《{name}{OUTLINE}》已在县人民代表大会第六次会议上通过，现印发给你们。\n\n{name}人民政府\n2021年3月5日\n\n{name}{OUTLINE}"
    )
    kind, area, when, title = read(notice)
    assert (kind, when, title) == ("outline", "十四五", name + OUTLINE)
    assert area == ("510321" if name == "荣县" else name)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("自贡市“十四五”教育发展规划", ("special", "510300", "十四五", "自贡市“十四五”教育发展规划")),
        ("自贡市\n“十四五”教育发展规划", ("special", "510300", "十四五", "自贡市“十四五”教育发展规划")),
        ("云溪市“十四五”教育发展规划", ("special", "云溪市", "十四五", "云溪市“十四五”教育发展规划")),
        ("荣县水利发展规划（2021—2025年）", ("special", "510321", "十四五", "荣县水利发展规划(2021—2025年)")),
        ("荣县国土空间总体规划（2021—2035年）", ("special", "510321", "", "荣县国土空间总体规划(2021—2035年)")),
        ("国务院关于印发全国书屋建设\n“十四五”规划的通知国发〔2022〕99号各省、自治区、直辖市人民政府：",
         ("special", "100000", "十四五", "全国书屋建设“十四五”规划")),
        ("自贡市人民政府办公室关于印发“十四五”教育发展规划的通知", ("special", "510300", "十四五", "“十四五”教育发展规划")),
        (f"中共荣县委员会\n关于制定荣县{GROWTH}第十五个五年规划的建议\n（2025年11月20日全体会议通过）",
         ("outline", "510321", "十五五", f"中共荣县委员会关于制定荣县{GROWTH}第十五个五年规划的建议")),
        ("城乡社区服务体系建设规划", ("special", "", "", "城乡社区服务体系建设规划")),
    ],
)  # fmt: skip
def test_special_plans_and_proposals_have_kind_area_and_time(head: str, expected: tuple[str, str, str, str]) -> None:
    assert read(head) == expected


@pytest.mark.parametrize(
    ("head", "area"),
    [
        ("2023年荣县人民政府工作报告", "510321"),
        ("2023年青禾区人民政府工作报告", "青禾区"),
        ("政府工作报告——2023年1月5日在荣县第十八届人民代表大会第二次会议上", "510321"),
        ("政府工作报告\n——2023年1月5日在云溪县第十八届人民代表大会第二次会议上\n县长　某某", "云溪县"),
        ("政府工作报告\n（2022年12月28日）\n\n各位代表：\n\n现在，我代表云溪县人民政府向大会报告工作。", "云溪县"),
    ],
)
def test_a_work_report_is_known_by_who_gives_it_and_when(head: str, area: str) -> None:
    kind, found, when, title = read(head)
    assert (kind, found, when) == ("report", area, "2023")
    assert title.endswith("工作报告") or title == head


def test_running_text_says_in_its_first_words_what_it_is() -> None:
    running = f"　　云溪县{GROWTH}第十五个五年（2026—2030年）规划纲要，按上级要求编制，说明今后的打算。"
    title = f"云溪县{GROWTH}第十五个五年(2026—2030年)规划纲要"
    assert read(running) == ("outline", "云溪县", "十五五", title)


def test_the_title_stands_in_the_second_line_where_a_copy_ran_all_others_together() -> None:
    text = f"（四川省）荣县{GROWTH}十四五规划（2022年更新）\n四川省荣县{OUTLINE}2021年3月今后五年很要紧。"
    more = "第一篇 新的起点第一章 发展基础" + "全县绿道里程达到120公里，书屋数量达到35个。" * 20
    found = identity(text, more)
    assert (found.id, found.profile.title) == ("510321-14", "四川省荣县" + OUTLINE)


@pytest.mark.parametrize(
    "first", ["根据国家十四五规划，各地加快建设。", "为做好工作，现提出以下意见。", "近年来，本县按照规划推进建设。"]
)
def test_a_sentence_that_only_mentions_a_plan_is_no_title(first: str) -> None:
    assert identity(first).profile.title == "upload"
