"""Pages answer, say what they hold and what they do not, and lead back to the text."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import quote

import pytest
from attrs import evolve
from django.template.loader import render_to_string
from django.test import Client

from gangyao.core.plan.plan import Area, Baseline
from gangyao.core.plan.statement import Measure, Role
from gangyao.core.quantity.quantity import Comparator, Quantity
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.comparison import chart_rows, pairs
from gangyao.workbench.presentation.figures import figure
from gangyao.workbench.presentation.words import (
    horizon_order,
    horizon_words,
    scope_words,
    title_pieces,
    whole_area,
)

_PLAN_PAGES = ("", "text/", "targets/", "targets.csv", "targets.xlsx")


@pytest.mark.parametrize("page", _PLAN_PAGES)
def test_the_pages_of_a_plan_answer(page: str, client: Client, sample: StoredPlan) -> None:
    assert client.get(f"/plans/yunxi-14/{page}").status_code == 200


@pytest.mark.parametrize("page", ["", "text/", "targets/"])
def test_no_page_holds_inline_script_or_style(page: str, client: Client, sample: StoredPlan) -> None:
    html = client.get(f"/plans/yunxi-14/{page}").content.decode()
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    scripts = re.findall(r"<script([^>]*)>", html)
    assert scripts
    assert all("src=" in attributes or "application/json" in attributes for attributes in scripts)


def test_the_policy_allows_nothing_but_our_own_files(client: Client, sample: StoredPlan) -> None:
    policy = client.get("/plans/yunxi-14/").headers["Content-Security-Policy"]
    directives = {part.strip() for part in policy.split(";")}
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= directives
    assert "unsafe" not in policy


def test_the_only_plan_is_where_the_site_opens(client: Client, sample: StoredPlan) -> None:
    assert client.get("/").headers["Location"] == "/plans/yunxi-14/"


def test_several_plans_open_as_a_list(client: Client, sample: StoredPlan, digest: StoredPlan) -> None:
    page = client.get("/").content.decode()
    assert "/plans/yunxi-14/" in page
    assert "/plans/ziliujing-14/" in page
    assert "摘要，非正式文本" in page


def test_a_site_without_plans_says_how_to_load_one(client: Client, db: None) -> None:
    page = client.get("/").content.decode()
    assert "还没有规划" in page
    assert 'href="/open/"' in page


def test_the_overview_counts_what_the_plan_holds(client: Client, sample: StoredPlan) -> None:
    page = client.get("/plans/yunxi-14/").content.decode()
    assert f">{len(sample.plan.targets)}<span" in page
    assert f">{len(sample.plan.statements)}<span" in page


def test_the_overview_says_that_there_are_no_observations(client: Client, sample: StoredPlan) -> None:
    page = client.get("/plans/yunxi-14/").content.decode()
    assert "监测数据暂缺" in page
    assert "没有数据不等于按期推进" in page


def test_the_chart_has_a_table_that_says_the_same(client: Client, sample: StoredPlan) -> None:
    page = client.get("/plans/yunxi-14/").content.decode()
    compared = pairs(sample.plan.targets)
    table = page[page.index('<table class="ruled">') : page.index("</table>")]
    assert "地区生产总值" in {pair.name for pair in compared}
    assert all(pair.name in table and pair.change in table for pair in compared)


def test_a_record_shows_its_sentence_and_leads_to_its_place(client: Client, sample: StoredPlan) -> None:
    statement = next(s for s in sample.plan.statements if s.indicator == "森林覆盖率" and s.role is Role.TARGET)
    page = client.get(f"/plans/yunxi-14/records/{quote(statement.id)}/").content.decode()
    anchor = statement.anchor
    assert f"<mark>{sample.document.text[anchor.start : anchor.end]}</mark>" in page
    assert f'href="/plans/yunxi-14/text/?statement={quote(statement.id)}#{quote(statement.id)}"' in page
    assert "第一节 主要目标" in page


def test_a_target_shows_every_statement_it_rests_on(client: Client, sample: StoredPlan) -> None:
    target = max(sample.plan.targets, key=lambda t: len(t.statements))
    page = client.get(f"/plans/yunxi-14/records/{quote(target.id)}/").content.decode()
    assert len(target.statements) > 1
    assert page.count("<blockquote>") == len(target.statements)


def test_records_answer_as_a_page_and_as_a_fragment(client: Client, sample: StoredPlan) -> None:
    for record in (*sample.plan.statements, *sample.plan.targets):
        address = f"/plans/yunxi-14/records/{quote(record.id)}/"
        assert "<h1" in client.get(address).content.decode()
        fragment = client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in fragment
        assert "<h2" in fragment


def test_a_statement_names_the_others_at_its_place(client: Client, sample: StoredPlan) -> None:
    first, second = [s for s in sample.plan.statements if "可支配收入" in s.indicator and s.role is Role.ACHIEVED][:2]
    page = client.get(f"/plans/yunxi-14/records/{quote(first.id)}/").content.decode()
    assert "同一处文字里还有" in page
    assert f"/records/{quote(second.id)}/" in page


def test_an_inferred_field_carries_its_rule(client: Client, sample: StoredPlan) -> None:
    statement = next(s for s in sample.plan.statements if "scope" in s.inferred)
    page = client.get(f"/plans/yunxi-14/records/{quote(statement.id)}/").content.decode()
    assert re.search(r'<dd class="inferred" title="推定：[^"]+">全县</dd>', page)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/plans/nothing-14/", "没有编号为“nothing-14”的规划"),
        ("/plans/yunxi-14/records/没有这条/", "没有编号为“没有这条”的记录"),
        ("/nowhere/", '本站没有“<span class="code">/nowhere/</span>”这个地址'),
        ("/云溪/<b>", "/云溪/&lt;b&gt;"),
    ],
)
def test_a_wrong_address_says_what_is_wrong_and_where_to_go(
    address: str, words: str, client: Client, sample: StoredPlan
) -> None:
    response = client.get(quote(address))
    assert response.status_code == 404
    assert words in response.content.decode()
    assert "/plans/" in response.content.decode()
    assert "Resolver404" not in response.content.decode()


@pytest.mark.parametrize(
    ("template", "words"), [("403.html", "没有权限"), ("403_csrf.html", "没有任何内容被改动"), ("500.html", "没有丢失")]
)
def test_pages_of_failure_need_nothing_and_say_what_to_do(template: str, words: str) -> None:
    assert words in render_to_string(template)


def test_the_page_about_names_the_version_and_what_must_not_be_loaded(client: Client, db: None) -> None:
    page = client.get("/about/").content.decode()
    assert "不处理涉密信息" in page
    assert "版本" in page


def test_pages_only_answer_questions(client: Client, sample: StoredPlan) -> None:
    assert client.post("/plans/yunxi-14/targets.csv").status_code in (403, 405, 302)


_YEAR = Baseline(Quantity(value=Decimal(80), unit="%"), "2020", "s")


def _pairs(sample: StoredPlan, baseline: Baseline, **quantity: object) -> tuple[str, ...]:
    target = next(t for t in sample.plan.targets if t.measure is Measure.SHARE)
    changed = evolve(target, baseline=baseline, quantity=Quantity(**{"value": Decimal(85), "unit": "%", **quantity}))
    return tuple(pair.change for pair in pairs([changed]))


def test_a_rate_changes_by_percentage_points(sample: StoredPlan) -> None:
    assert _pairs(sample, _YEAR) == ("+5 个百分点",)


def test_an_amount_changes_by_per_cent_of_its_baseline(sample: StoredPlan) -> None:
    baseline = Baseline(Quantity(value=Decimal(200), unit="亿元"), "2020", "s")
    assert _pairs(sample, baseline, value=Decimal(250), unit="亿元") == ("+25.0%",)
    assert _pairs(sample, baseline, value=Decimal(150), unit="亿元") == ("−25.0%",)
    assert _pairs(sample, baseline, value=Decimal(200), unit="亿元") == ("持平",)


def test_a_bound_at_the_baseline_itself_says_what_it_asks_for(sample: StoredPlan) -> None:
    assert _pairs(sample, _YEAR, value=Decimal(80), comparator=Comparator.ABOVE) == ("超过基期值",)


@pytest.mark.parametrize(
    ("based", "comparator", "value", "change"),
    [
        ("=", ">=", 85, "至少 +5 个百分点"),
        ("=", ">", 85, "超过 +5 个百分点"),
        ("=", "<=", 85, "至多 +5 个百分点"),
        ("=", "<", 85, "不足 +5 个百分点"),
        ("=", "~", 85, "约 +5 个百分点"),
        ("=", "<=", 75, "至少 −5 个百分点"),
        ("=", "<", 75, "超过 −5 个百分点"),
        ("=", ">=", 75, "至多 −5 个百分点"),
        (">", "=", 85, "不足 +5 个百分点"),
        ("<=", "=", 85, "至少 +5 个百分点"),
        ("~", "=", 85, "约 +5 个百分点"),
        (">=", ">=", 85, "数字相差 +5 个百分点"),
        ("~", ">=", 85, "数字相差 +5 个百分点"),
    ],
)
def test_a_bound_bounds_the_change_and_only_about_is_about(
    based: str, comparator: str, value: int, change: str, sample: StoredPlan
) -> None:
    baseline = evolve(_YEAR, quantity=evolve(_YEAR.quantity, comparator=based))
    assert _pairs(sample, baseline, value=Decimal(value), comparator=comparator) == (change,)


@pytest.mark.parametrize(
    "baseline",
    [
        evolve(_YEAR, horizon="十三五"),
        evolve(_YEAR, quantity=Quantity(value=Decimal(80), unit="亿元")),
        evolve(_YEAR, quantity=Quantity(words="基本覆盖")),
    ],
)
def test_what_cannot_be_compared_is_not(baseline: Baseline, sample: StoredPlan) -> None:
    assert _pairs(sample, baseline) == ()


def test_a_baseline_of_zero_is_no_index(sample: StoredPlan) -> None:
    assert _pairs(sample, Baseline(Quantity(value=Decimal(0), unit="个"), "2020", "s"), unit="个") == ()


def test_the_chart_sets_rates_apart_from_indexes(sample: StoredPlan) -> None:
    compared = pairs(sample.plan.targets)
    rates, indexes = chart_rows(compared, True), chart_rows(compared, False)
    assert len(rates) + len(indexes) == len(compared)
    assert {row["start"] for row in indexes} == {100.0}


@pytest.mark.parametrize(
    ("quantity", "text", "spoken"),
    [
        (Quantity(value=Decimal("36.50"), unit="%"), "36.50%", "36.50%"),
        (Quantity(value=Decimal(3), value_high=Decimal(5), unit="家"), "3—5家", "3—5家"),
        (Quantity(value=Decimal(4), unit="%", comparator=Comparator.AT_MOST), "不超过4%", "不超过4%"),
        (Quantity(value=Decimal(18), unit="%", words="下降"), "下降 18%", "下降18%"),
        (Quantity(words="全覆盖", comparator=Comparator.ABOUT), "全覆盖", "全覆盖"),
        (Quantity(value=Decimal("1E+3"), unit="公里"), "1000公里", "1000公里"),
    ],
)
def test_a_quantity_is_printed_as_it_stands(quantity: Quantity, text: str, spoken: str) -> None:
    assert (figure(quantity).text, figure(quantity).spoken) == (text, spoken)


@pytest.mark.parametrize(
    ("comparator", "quote", "text"),
    [
        ("<", "粉尘浓度降至27微克/立方米以下", "27微克/立方米以下"),
        ("<", "粉尘浓度低于27微克/立方米", "低于27微克/立方米"),
        ("<", "粉尘浓度（微克/立方米）31<27", "低于27微克/立方米"),
        ("<", "噪声在55分贝以下，粉尘浓度不到27微克/立方米", "低于27微克/立方米"),
        (">=", "粉尘浓度达到２７微克/立方米以上", "27微克/立方米以上"),
        (">=", "粉尘浓度不低于27微克/立方米", "不低于27微克/立方米"),
        ("<=", "粉尘浓度在27微克/立方米及以下", "27微克/立方米以下"),
        ("<=", "粉尘浓度控制在27微克/立方米以内", "27微克/立方米以内"),
        ("~", "粉尘浓度27微克/立方米左右", "27微克/立方米左右"),
        ("~", "粉尘浓度约27微克/立方米", "约27微克/立方米"),
        (">", "粉尘浓度127微克/立方米以上", "超过27微克/立方米"),
        (">=", "粉尘浓度127微克/立方米以上", "不低于27微克/立方米"),
        (">=", "", "不低于27微克/立方米"),
    ],
)
def test_a_bound_is_printed_as_the_text_writes_it(comparator: str, quote: str, text: str) -> None:
    quantity = Quantity(value=Decimal(27), unit="微克/立方米", comparator=Comparator(comparator))
    assert figure(quantity, quote).text == text


def test_what_is_below_with_its_number_has_the_sign_that_includes_it() -> None:
    quantity = Quantity(value=Decimal(27), unit="%", comparator=Comparator.BELOW)
    assert (figure(quantity, "降至27%以下").sign, figure(quantity, "低于27%").sign) == ("≤", "<")


def test_words_without_a_number_have_no_bound() -> None:
    assert figure(Quantity(words="高于全市平均水平", comparator=Comparator.ABOVE)).bound == ""


def test_thousands_in_the_text_are_set_apart_and_still_the_number() -> None:
    quantity = Quantity(value=Decimal(1200), unit="人", comparator=Comparator.AT_LEAST)
    assert figure(quantity, "培训1,200人以上").text == "1200人以上"


@pytest.mark.parametrize(
    ("value", "words", "comparator", "spoken"),
    [
        (1, "全市各区县第一", "=", "全市各区县第1位"),
        (2, "全省第二位", "=", "全省第2位"),
        (1, "全省首位", "=", "全省第1位"),
        (5, "全市前五", "<=", "全市前5位"),
        (6, "全市第5、第6位", "=", "全市第6位"),
    ],
)
def test_a_rank_is_printed_once(value: int, words: str, comparator: str, spoken: str) -> None:
    quantity = Quantity(value=Decimal(value), unit="位", words=words, comparator=Comparator(comparator))
    assert figure(quantity).spoken == spoken


def test_horizons_are_in_words_and_in_order() -> None:
    given = ["other", "2035", "十四五", "2025", "十三五", "2020"]
    assert sorted(given, key=horizon_order) == ["2020", "十三五", "2025", "十四五", "2035", "other"]
    assert [horizon_words(h) for h in ("2025", "十四五", "other")] == ["2025年", "“十四五”期间", "原文未写明"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("云溪县", "全县"),
        ("云溪市", "全市"),
        ("云溪区", "全区"),
        ("云溪省", "全省"),
        ("云溪自治县", "全县"),
        ("某某自治区", "全自治区"),
        ("云溪地区", "全地区"),
        ("中华人民共和国", "全国"),
        ("全国", "全国"),
        ("", "规划全域"),
        ("云溪流域", "规划全域"),
    ],
)
def test_an_unwritten_scope_is_the_whole_of_the_plans_area(name: str, words: str) -> None:
    assert whole_area(Area("", name)) == words
    assert scope_words("城镇", Area("", name), inferred=True) == "城镇"


def test_a_long_title_breaks_where_a_reader_would_pause() -> None:
    title = "云溪县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"
    assert title_pieces(title, "云溪县")[:2] == ("云溪县", "国民经济和社会发展")
    assert "".join(title_pieces(title, "云溪县")) == title
