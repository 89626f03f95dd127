"""目标: the table shows every target, sorts, filters, and downloads as files that spreadsheets open."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from gangyao.core.indicator.indicator import Direction
from gangyao.core.plan.plan import Nature, Target
from gangyao.core.plan.statement import Measure
from gangyao.core.quantity.quantity import Quantity
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.target_rows import Filter, TargetRow, select, target_rows


def _names(page: str) -> list[str]:
    return re.findall(r'role="rowheader"><a href="[^"]*">([^<]+)</a>', page)


def _get(client: Client, query: str = "", **headers: Any) -> str:
    return client.get(f"/plans/yunxi-14/targets/{query}", headers=headers).content.decode()


def test_every_target_has_a_row_in_the_order_of_the_text(client: Client, sample: StoredPlan) -> None:
    assert _names(_get(client)) == [target.name for target in sample.plan.targets]


def test_a_value_stands_flush_right_with_its_unit_and_what_bounds_it(client: Client, sample: StoredPlan) -> None:
    page = _get(client, "?q=空气质量")
    row = page[page.index("空气质量优良天数比率</a>") :]
    assert re.search(
        r'class="number value"[^>]*>90<span class="unit-inline">%</span><span class="bound after">以上</span>', row
    )


def test_sorting_by_value_puts_targets_without_a_number_last_either_way(client: Client, sample: StoredPlan) -> None:
    numbers = {t.name: t.quantity.value for t in sample.plan.targets}
    for query in ("?sort=value", "?sort=-value"):
        values = [numbers[name] for name in _names(_get(client, query))]
        given = [value for value in values if value is not None]
        assert len(given) > 5
        assert given == sorted(given, reverse="-" in query)
        assert values == given + [None] * (len(values) - len(given))


def test_a_sorted_column_says_so_and_offers_the_other_way(client: Client, sample: StoredPlan) -> None:
    page = _get(client, "?sort=name")
    assert 'aria-sort="ascending"><a href="?sort=-name">指标' in page
    assert 'aria-sort="descending"><a href="?">指标' in _get(client, "?sort=-name")


def test_filters_narrow_and_say_how_many_of_how_many(client: Client, sample: StoredPlan) -> None:
    chosen = [t.name for t in sample.plan.targets if t.measure is Measure.ANNUAL_GROWTH]
    page = _get(client, "?measure=annual_growth")
    assert 0 < len(chosen) < len(sample.plan.targets)
    assert _names(page) == chosen
    assert f"<strong>{len(chosen)}</strong> 项目标，共 {len(sample.plan.targets)} 项" in page


def test_words_must_all_stand_in_a_row(client: Client, sample: StoredPlan) -> None:
    assert _names(_get(client, "?q=森林+覆盖")) == ["森林覆盖率"]


def test_filters_without_a_match_say_how_to_get_out(client: Client, sample: StoredPlan) -> None:
    page = _get(client, "?q=没有这样的指标")
    assert "没有符合条件的目标" in page
    assert "清除全部条件" in page


@pytest.mark.parametrize("query", ["?sort=nonsense", "?measure=nonsense", "?sort=-", "?q=%00", "?horizon=" + "9" * 500])
def test_what_cannot_be_understood_is_answered_all_the_same(query: str, client: Client, sample: StoredPlan) -> None:
    assert client.get(f"/plans/yunxi-14/targets/{query}").status_code == 200


def test_htmx_gets_the_table_alone_and_the_answer_says_what_it_varies_by(client: Client, sample: StoredPlan) -> None:
    response = client.get("/plans/yunxi-14/targets/", headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response.headers["Vary"]
    assert "<html" in _get(client, **{"HX-Request": "true", "HX-History-Restore-Request": "true"})


def test_an_inferred_field_is_grey_and_its_rule_stands_on_the_page(client: Client, sample: StoredPlan) -> None:
    page = _get(client)
    assert re.search(r'class="nowrap inferred" title="推定：[^"]+"', page)
    assert "原文未写明，按规则推定" in page


def test_a_doubt_stands_in_words_never_as_a_code(client: Client, digest: StoredPlan) -> None:
    page = client.get("/plans/ziliujing-14/targets/").content.decode()
    codes = {code for target in digest.plan.targets for code in target.doubts}
    shown = page[page.index('role="rowgroup"') :]
    assert not [code for code in codes if f">{code}" in shown or f"（{code}）" in shown]


def test_the_csv_opens_in_excel_and_holds_the_rows_of_the_page(client: Client, sample: StoredPlan) -> None:
    response = client.get("/plans/yunxi-14/targets.csv?measure=share")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "yunxi-14-targets.csv" in response.headers["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    shares = [t for t in sample.plan.targets if t.measure is Measure.SHARE]
    assert [row["指标"] for row in rows] == [t.name for t in shares]
    forest = next(row for row in rows if row["指标"] == "森林覆盖率")
    assert (forest["目标值"], forest["单位"], forest["完成时限"]) == ("43", "%", "2025年")


def test_the_workbook_holds_numbers_as_numbers_and_says_what_it_is(client: Client, sample: StoredPlan) -> None:
    response = client.get("/plans/yunxi-14/targets.xlsx")
    book = load_workbook(BytesIO(response.content))
    sheet = book["目标"]
    titles = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "C2"
    assert sheet.max_row == len(sample.plan.targets) + 1
    for row, target in zip(sheet.iter_rows(min_row=2), sample.plan.targets, strict=True):
        cells = dict(zip(titles, row, strict=True))
        assert cells["指标"].value == target.name
        if target.quantity.value is None:
            assert cells["目标值"].value is None
        else:
            assert cells["目标值"].data_type == "n"
            assert Decimal(str(cells["目标值"].value)) == target.quantity.value
    notes = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert notes["规划"] == sample.plan.title
    assert "不表示完成情况" in notes["监测数据"]


def test_a_download_of_a_digest_says_that_it_is_none(client: Client, digest: StoredPlan) -> None:
    book = load_workbook(BytesIO(client.get("/plans/ziliujing-14/targets.xlsx").content))
    notes = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert "摘要，非正式文本" in notes["文本"]


def _row(sample: StoredPlan, **fields: Any) -> TargetRow:
    target = Target(
        id="t", name="虚构指标", indicator=None, area="", scope="全区", horizon="2025", measure=Measure.LEVEL,
        quantity=Quantity(value=Decimal(1)), direction=Direction.UP, statements=("s",), anchors=sample.plan.targets[0].anchors,
    )  # fmt: skip
    from attrs import evolve

    return target_rows(evolve(sample.plan, targets=(evolve(target, **fields),)))[0]


@pytest.mark.parametrize(
    ("asked", "fields", "fits"),
    [
        (Filter(nature="binding"), {"nature": Nature.BINDING}, True),
        (Filter(nature="-"), {"nature": Nature.BINDING}, False),
        (Filter(nature="-"), {}, True),
        (Filter(field="-"), {}, True),
        (Filter(field="-"), {"field": "生态环境"}, False),
        (Filter(field="生态环境"), {"field": "生态环境"}, True),
        (Filter(doubts="any"), {}, False),
        (Filter(doubts="any"), {"doubts": ("value-differs",)}, True),
        (Filter(doubts="unit-differs"), {"doubts": ("value-differs",)}, False),
        (Filter(inferred="scope"), {"inferred": ("scope",)}, True),
        (Filter(baseline="yes"), {}, False),
        (Filter(baseline="no"), {}, True),
    ],
)
def test_each_filter_admits_what_it_names(
    asked: Filter, fields: dict[str, Any], fits: bool, sample: StoredPlan
) -> None:
    assert bool(select([_row(sample, **fields)], asked)) is fits


def test_names_sort_by_pinyin(sample: StoredPlan) -> None:
    rows = [_row(sample, name=name) for name in ("森林覆盖率", "城镇化率", "地区生产总值", "粮食产量")]
    assert [row.name for row in select(rows, Filter(sort="name"))] == [
        "城镇化率",
        "地区生产总值",
        "粮食产量",
        "森林覆盖率",
    ]
