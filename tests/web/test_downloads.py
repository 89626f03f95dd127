"""What can be taken away from a plan: the table that governments print, targets for programs, the whole as a bundle."""

from __future__ import annotations

import hashlib
import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions import review
from gangyao.actions.plans import add_plan
from gangyao.cli import main
from gangyao.core.plan.plan import Target
from gangyao.store import plans
from gangyao.store.bundle import FILES, load_bundle
from gangyao.store.bundle_form import from_plain
from gangyao.store.plans import StoredPlan
from gangyao.workbench.signatures import names_of

_TEXT = """云州市青禾区国民经济和社会发展第十五个五年规划纲要

第一章 发展基础

2025年，地区生产总值达到310亿元，森林覆盖率达到45.10%，居民人均可支配收入达到3.2万元。

第二章 主要目标

到2030年，地区生产总值达到420亿元，年均增长6.5%；森林覆盖率不低于46.5%；居民人均可支配收入年均增长7%；五年累计新增城镇就业2.3万人；单位能耗下降15%；村级服务中心实现全覆盖；托位达到400个左右。

第三章 文化

到2030年，建成书屋30个。到2035年，建成场馆12个。
"""


@pytest.fixture
def made_up(db: None) -> StoredPlan:
    add_plan(by=COMMAND_LINE, data=_TEXT.encode(), name="青禾区.txt", plan_id="qinghe-15")
    return plans.read("qinghe-15")


_WHO = names_of([COMMAND_LINE.key])[COMMAND_LINE.key]
_BESIDE = ("review", "section", "quote")  # of a target in targets.json, beside the record


def _table(client: Client, query: str = "") -> Worksheet:
    answer = client.get(f"/plans/qinghe-15/indicators.xlsx{query}")
    assert answer.status_code == 200
    page = load_workbook(BytesIO(answer.content)).active
    assert isinstance(page, Worksheet)
    return page


def _lines(page: Worksheet) -> dict[str, tuple[object, ...]]:
    rows = page.iter_rows(min_row=3, values_only=True)
    return {str(row[1]): row[2:] for row in rows if row[1]}


def test_a_level_and_its_growth_stand_in_one_line_with_the_base_year(client: Client, made_up: StoredPlan) -> None:
    page = _table(client)
    assert [cell.value for cell in page[2]] == ["类别", "指标", "单位", "2025年", "2030年", "年均增长[累计]", "属性"]
    assert _lines(page)["地区生产总值"] == ("亿元", 310, 420, 6.5, None)


def test_bounds_sums_words_and_gaps_are_printed_as_plans_print_them(client: Client, made_up: StoredPlan) -> None:
    lines = _lines(_table(client))
    assert lines["森林覆盖率"][:3] == ("%", 45.1, "≥46.5")
    assert lines["居民人均可支配收入"][:4] == ("万元", 3.2, "—", 7)
    assert any(line[3] == "[2.3]" for line in lines.values())
    assert any(line[2] == "全覆盖" and line[1] == "缺" for line in lines.values())
    assert any(line[2] == "400左右" for line in lines.values())


def test_printed_digits_are_kept(client: Client, made_up: StoredPlan) -> None:
    [cell] = [row[3] for row in _table(client).iter_rows(min_row=3) if row[1].value == "森林覆盖率"]
    assert cell.number_format == "0.00"


def test_the_main_indicators_are_those_of_the_main_section_and_all_can_be_asked_for(
    client: Client, made_up: StoredPlan
) -> None:
    assert not any("书屋" in name for name in _lines(_table(client)))
    everything = _lines(_table(client, "?all=1"))
    assert any("书屋" in name for name in everything)
    assert not any("场馆" in name for name in everything)


def test_the_notes_say_what_brackets_and_gaps_mean_and_what_is_left_out(client: Client, made_up: StoredPlan) -> None:
    said = "\n".join(str(row[0]) for row in _table(client).iter_rows(min_row=3, values_only=True) if row[0])
    assert "[ ]内为五年累计数" in said
    assert "“缺”表示" in said
    assert "另有1项目标的完成时限不是2030年" in said


def test_the_sheet_is_ready_to_print(client: Client, made_up: StoredPlan) -> None:
    page = _table(client)
    assert page.page_setup.paperSize == 9
    assert page.page_setup.fitToWidth == 1
    assert page.print_title_rows == "$2:$2"
    assert page["A1"].font.name == "方正小标宋简体"
    assert page["A1"].value == f"{made_up.plan.title}主要指标"
    groups = [area for area in page.merged_cells.ranges if area.min_col == area.max_col == 1]
    assert groups


def test_words_that_start_like_a_formula_stay_words(client: Client, db: None) -> None:
    text = _TEXT.replace("托位达到", "=HYPERLINK(1)托位达到")
    add_plan(by=COMMAND_LINE, data=text.encode(), name="青禾区.txt", plan_id="qinghe-15")
    for row in _table(client, "?all=1").iter_rows():
        assert all(cell.data_type != "f" for cell in row)


def test_json_targets_are_the_records_with_exact_decimals_and_places(client: Client, made_up: StoredPlan) -> None:
    document = json.loads(client.get("/plans/qinghe-15/targets.json").content)
    assert document["plan"]["id"] == "qinghe-15"
    assert document["source"]["sha256"] == hashlib.sha256(_TEXT.encode()).hexdigest()
    records = [{k: v for k, v in plain.items() if k not in _BESIDE} for plain in document["targets"]]
    assert tuple(from_plain(plain, Target, {}) for plain in records) == made_up.plan.targets


def test_json_follows_the_filters_of_the_page(client: Client, made_up: StoredPlan) -> None:
    document = json.loads(client.get("/plans/qinghe-15/targets.json?q=书屋").content)
    assert len(document["targets"]) == 1


def _correct(record: str, field: str, new: str, reason: str = "原文笔误") -> None:
    review.correct(by=COMMAND_LINE, plan_id="qinghe-15", record=record, changes={field: new}, reason=reason)


def _rows_of(client: Client) -> dict[str, dict[str, object]]:
    """Name → heading → cell of the sheet of targets."""
    book = load_workbook(BytesIO(client.get("/plans/qinghe-15/targets.xlsx").content))
    heads, *rows = book["目标"].iter_rows(values_only=True)
    return {str(row[1]): dict(zip(map(str, heads), row, strict=True)) for row in rows}


def test_every_row_says_how_far_its_review_is_and_where_it_stands(client: Client, made_up: StoredPlan) -> None:
    [books] = [target for target in made_up.plan.targets if "书屋" in target.name]
    review.accept(by=COMMAND_LINE, plan_id="qinghe-15", records=books.statements)
    _correct("森林覆盖率-2030", "quantity.value", "47")
    rows = _rows_of(client)
    assert rows["地区生产总值"]["核对状态"] == "未核对"
    assert rows[books.name]["核对状态"] == "已核对"
    assert rows[books.name]["更正说明"] is None
    assert rows[books.name]["章节"] == "第三章 文化"
    assert rows[books.name]["原文"] == "到2030年，建成书屋30个。"
    assert rows["森林覆盖率"]["核对状态"] == "已更正"
    assert re.fullmatch(
        "数值 46.5→47，系统后台，[0-9]+年[0-9]+月[0-9]+日，原文笔误", str(rows["森林覆盖率"]["更正说明"])
    )


def test_a_statement_that_a_person_added_is_said_to_be(client: Client, made_up: StoredPlan) -> None:
    fields = {"indicator": "茶室数", "quantity.value": "30", "quantity.unit": "个", "horizon": "2030"}
    start = made_up.document.text.index("书屋30个")
    review.add_statement(by=COMMAND_LINE, plan_id="qinghe-15", start=start, end=start + 5, fields=fields, reason="漏读")
    row = _rows_of(client)["茶室数"]
    assert row["核对状态"] == "补录"
    assert "补录 茶室数 30个，系统后台" in str(row["更正说明"])


def test_targets_that_people_merged_say_so(client: Client, made_up: StoredPlan) -> None:
    one, into = (t.id for t in made_up.plan.targets if "书屋" in t.name or "场馆" in t.name)
    review.merge(by=COMMAND_LINE, plan_id="qinghe-15", target=one, into=into, reason="同一指标")
    [row] = [row for row in _rows_of(client).values() if row["核对状态"] == "已合并"]
    assert "同一指标" in str(row["更正说明"])


def test_json_targets_carry_the_decisions_and_the_place(client: Client, made_up: StoredPlan) -> None:
    _correct("森林覆盖率-2030", "quantity.value", "47")
    document = json.loads(client.get("/plans/qinghe-15/targets.json?q=森林").content)
    [target] = document["targets"]
    decision = next(one for one in target["review"]["decisions"] if one["field"] == "quantity.value")
    assert target["review"]["state"] == "corrected"
    assert {k: decision[k] for k in ("record", "field", "old", "new", "by", "reason")} == {
        "record": "森林覆盖率-2030", "field": "quantity.value", "old": "46.5", "new": "47", "by": "系统后台",
        "reason": "原文笔误",
    }  # fmt: skip
    assert target["section"] == ["第二章 主要目标"]
    assert "森林覆盖率不低于46.5%" in target["quote"]


def test_the_notes_of_the_workbook_name_inferred_fields_in_words(client: Client, made_up: StoredPlan) -> None:
    book = load_workbook(BytesIO(client.get("/plans/qinghe-15/targets.xlsx").content))
    said = [str(row[0]) for row in book["说明"].iter_rows(values_only=True)]
    assert "推定：范围" in said
    assert not any(re.search("[a-z]", words) for words in said)


def test_corrected_values_of_the_printed_table_are_marked_and_explained(client: Client, made_up: StoredPlan) -> None:
    _correct("森林覆盖率-2030", "quantity.value", "47")
    _correct("地区生产总值-2030", "quantity.value", "430")
    lines = _lines(_table(client))
    assert lines["森林覆盖率"][2] == "≥47*"
    [cell] = [row[4] for row in _table(client).iter_rows(min_row=3) if row[1].value == "地区生产总值"]
    assert (cell.value, cell.number_format) == (430, '0"*"')
    said = _said(client)
    assert "带*的数值经人工更正或补录，见“更正说明”" in said
    assert "除带*的外，数值照录规划文本" in said
    book = load_workbook(BytesIO(client.get("/plans/qinghe-15/indicators.xlsx").content))
    explained = [row[:5] for row in book["更正说明"].iter_rows(min_row=2, values_only=True)]
    assert ("森林覆盖率", "2030年", "数值", "46.5", "47") in explained
    assert ("地区生产总值", "2030年", "数值", "420", "430") in explained


def test_a_corrected_value_of_the_base_year_is_marked(client: Client, made_up: StoredPlan) -> None:
    _correct("森林覆盖率-2025", "quantity.value", "45.3")
    [cell] = [row[3] for row in _table(client).iter_rows(min_row=3) if row[1].value == "森林覆盖率"]
    assert cell.number_format == '0.0"*"'
    assert "基期值数值 45.10→45.3" in str(_rows_of(client)["森林覆盖率"]["更正说明"])


def test_a_value_of_the_base_year_that_people_withdrew_is_not_said_to_be_missing(
    client: Client, made_up: StoredPlan
) -> None:
    review.reject(by=COMMAND_LINE, plan_id="qinghe-15", records=["森林覆盖率-2025"], reason="口径不同")
    assert _lines(_table(client))["森林覆盖率"][1] == "已剔除"
    assert "“已剔除”表示" in _said(client)
    note = str(_rows_of(client)["森林覆盖率"]["更正说明"])
    assert "基期值（2025年） 45.10%→已剔除" in note
    assert "口径不同" in note


def test_a_table_that_nobody_corrected_has_no_sheet_of_corrections(client: Client, made_up: StoredPlan) -> None:
    book = load_workbook(BytesIO(client.get("/plans/qinghe-15/indicators.xlsx").content))
    assert book.sheetnames == ["主要指标"]
    assert "*" not in _said(client)


def _said(client: Client) -> str:
    return "\n".join(str(row[0]) for row in _table(client).iter_rows(min_row=3, values_only=True) if row[0])


def test_the_bundle_unpacks_to_what_the_command_line_reads(
    client: Client, made_up: StoredPlan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review.reject(by=COMMAND_LINE, plan_id="qinghe-15", records=["森林覆盖率-2030"], reason="重复")
    content = client.get("/plans/qinghe-15/bundle.zip").content
    ZipFile(BytesIO(content)).extractall(tmp_path)
    bundle = load_bundle(tmp_path / "qinghe-15")
    assert bundle.plan == plans.read("qinghe-15").plan
    assert [correction.record for correction in bundle.corrections] == ["森林覆盖率-2030"]
    assert bundle.ids == plans.register_of("qinghe-15")
    assert main(["show", str(tmp_path / "qinghe-15")]) == 0
    assert "地区生产总值" in capsys.readouterr().out


def test_the_same_plan_gives_the_same_bytes(client: Client, made_up: StoredPlan) -> None:
    first, second = (client.get("/plans/qinghe-15/bundle.zip").content for _ in range(2))
    assert first == second
    names = ZipFile(BytesIO(first)).namelist()
    assert names == sorted(names)
    assert [name.removeprefix("qinghe-15/") for name in names] == sorted(FILES)


def test_the_page_of_targets_offers_every_file(client: Client, made_up: StoredPlan) -> None:
    page = client.get("/plans/qinghe-15/targets/").content.decode()
    for name in (
        "indicators.xlsx",
        "indicators.xlsx?all=1",
        "targets.xlsx",
        "targets.csv",
        "targets.json",
        "bundle.zip",
    ):
        assert f'href="/plans/qinghe-15/{name}"' in page
        assert client.get(f"/plans/qinghe-15/{name}").status_code == 200


@pytest.mark.parametrize("name", ["indicators.xlsx", "targets.json", "bundle.zip"])
def test_a_file_of_no_plan_is_not_found(name: str, client: Client, db: None) -> None:
    assert client.get(f"/plans/none/{name}").status_code == 404
