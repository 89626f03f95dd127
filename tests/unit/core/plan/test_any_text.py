"""Whatever the text: no crash, every span inside the text, the same output twice, time in step with length."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from gangyao.core.plan.doubt import Doubt
from gangyao.core.plan.plan import Plan
from gangyao.pipeline import compile_text

FRAGMENTS = """
到2030年 “十五五”期间 较上年 由 从 提高到 增加到 达到 分别 均 累计 年均增长 下降 新建 引进 完成投资 占 比重 绿地率
城乡居民 产值 产量 旅游收入 12.5% 3-5家 3个 百分之六 三分之一 1万6千户 4.5万人次 2个百分点 80亿元以上 不超过 近 余
全覆盖 翻一番 Ⅲ类 居全省第一 前列 零增长 高于全市平均水平 岁 24小时 、 ， ； 。 ： “ ” （ ） 《 》 〔 〕 的 和 与 及 等
第一章 主要目标 一、 （一） 1. 专栏1 指标2025年2030年 约束性 注：1. 目录 １２３ ① [1] / - — 百家 千 万 亿 0 9999999999
1/0 5G 第3
"""
WORDS = [*FRAGMENTS.split(), "\n"]
# Control characters and surrogates are refused by the reader of files, with a message.
any_characters = st.characters(exclude_categories=("Cc", "Cs"))

planlike = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
mixed = st.lists(st.one_of(st.sampled_from(WORDS), st.text(any_characters, max_size=12)), max_size=40).map("".join)


def compiled(text: str) -> Plan:
    return compile_text(f"青禾区第十五个五年规划纲要\n\n{text}\n".encode("utf-8", "ignore"), "any.txt").plan


def length(text: str) -> int:
    return len(f"青禾区第十五个五年规划纲要\n\n{text}\n".encode("utf-8", "ignore").decode())


@settings(max_examples=150, deadline=None)
@given(st.one_of(planlike, mixed, st.text(any_characters, max_size=400)))
def test_any_text_compiles_with_spans_inside_it_and_the_same_twice(text: str) -> None:
    plan = compiled(text)
    codes = {doubt.value for doubt in Doubt}
    for statement in plan.statements:
        assert 0 <= statement.anchor.start < statement.anchor.end <= length(text)
        assert statement.indicator
        assert codes.issuperset(statement.doubts)
    assert compiled(text) == plan


def test_one_endless_sentence_costs_no_more_than_many() -> None:
    """A list of ten times as many values in one clause takes at most some fifteen times as long."""
    few, many = seconds("新建驿站12处、" * 300), seconds("新建驿站12处、" * 3000)
    assert many < 15 * few + 0.5


def seconds(text: str) -> float:
    """The processor time of a compile, the better of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        compiled(text)
        times.append(time.process_time() - start)
    return min(times)
