"""Whatever stands in a table: no crash, the same output twice, time in step with length."""

from __future__ import annotations

import time

import pytest

from gangyao.core.plan.plan import Plan
from gangyao.pipeline import compile_text
from gangyao.store.bundle_form import to_plain

TITLE = "青禾区国民经济和社会发展第十五个五年规划纲要"
HOSTILE_CELLS = (
    "9" * 21, "9" * 61, "9" * 400, "0" * 400, "0." + "3" * 400, "1," + ",".join(["000"] * 200), "1" * 40 + "." + "2" * 40,
    "1.2" * 200, "〔" + "7" * 90 + "〕", "-" + "8" * 70, "9" * 30 + "个百分点", "6" * 61 + "左右", "5" * 61 + "(2025年)",
    "4;" * 200, "٣٤", "๑๒", "²", "③", "𝟗", "〔〔〔", "1" * 61 + "-" + "2" * 61, "<" * 300 + "5",
)  # fmt: skip
LAYOUTS = {
    "tabs": "指标名称\t单位\t2025年\t2030年\t年均增速\t属性\n绿道里程\t公里\t{0}\t{0}\t{0}\t约束性\n",
    "sums": "指标名称\t单位\t2025年\t2030年\t累计\n绿道里程\t公里\t12\t{0}\t〔{0}〕\n",
    "pipes": "| 指标 | 单位 | 2025年 | 2030年 |\n| --- | --- | --- | --- |\n| 绿道里程 | 公里 | {0} | {0} |\n",
    "loose": "指标  单位  2025年  2030年  属性\n绿道里程  公里  {0}  {0}  预期性\n书屋数量  个  12  {0}  预期性\n",
    "cells": "指标\n单位\n2025年\n2030年\n绿道里程\n公里\n{0}\n{0}\n书屋数量\n个\n{0}\n15\n",
    "flat": "专栏1 主要指标 指标2025年2030年累计增减 绿道里程（公里）{0}{0}〔{0}〕约束性 书屋数量（个）12{0}预期性",
    "growth": "专栏1 主要指标 指标2025年2030年年均增长（%） 绿道里程（公里）{0}预期性 书屋数量（个）{0}{0}{0}预期性",
    "headless": "绿道里程 公里 {0} 约束性\n书屋数量 个 {0} 预期性\n驿站数量 个 {0} 预期性\n",
}
LONGEST = 20  # digits that a number of a plan has
MOST_SECONDS = 3.0
RUN = 40_000
RUNS = (
    "…", ".", "·", "1", "一", "(", "（", ")", "|", "\t", " ", "　", "\n", "第", "、", "—", "-", "注", "目录", "[1]", "〔", "[", "①", "“", "《", "》", "专栏",
    "第一章", "。", "1.", "%", "区", "市", "第1", "1 ", "…1", "|1", "\t1", "其中", "指标", "规划", "关于", "自流井区", "（四川省）", "人民政府",
)  # fmt: skip


def compiled(text: str, title: str = TITLE) -> Plan:
    return compile_text(f"{title}\n\n{text}\n".encode(), "any.txt").plan


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_no_cell_is_too_long_or_too_strange_to_compile(layout: str) -> None:
    for words in HOSTILE_CELLS:
        plan = compiled(layout.format(words))
        assert plan == compiled(layout.format(words))
        assert to_plain(plan, {})
        for statement in plan.statements:
            assert statement.quantity.value is not None
            assert len(statement.quantity.value.as_tuple().digits) <= LONGEST


@pytest.mark.parametrize("layout", ["tabs", "pipes", "loose", "headless"])
def test_only_digits_that_plans_are_printed_in_are_numbers_of_a_cell(layout: str) -> None:
    values = {statement.quantity.value for statement in compiled(LAYOUTS[layout].format("٣٤")).statements}
    assert values <= {12}


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_of_one_sign_costs_little(run: str) -> None:
    text = run * (RUN // len(run))
    assert seconds(text, title="青禾" + text) < MOST_SECONDS
    assert seconds(LAYOUTS["tabs"].format(12) + text) < MOST_SECONDS


def seconds(text: str, title: str = TITLE) -> float:
    """The processor time of a compile."""
    start = time.process_time()
    compiled(text, title)
    return time.process_time() - start
