"""Whatever the text: no crash, every span inside the text, the same output twice, time in step with length."""

from __future__ import annotations

import time

import pytest
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
1/0 5G 第3 0/0 0.0 000 00.7 1.2.3 ² ③ ๑๒ ٣٤ 零分之零 百分之零 1:2:3 三次产业结构 ‰
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


HOSTILE_NUMERALS = (
    "9" * 400, "0" * 400, "0." + "3" * 400, "1," + ",".join(["000"] * 200), "亿" * 90, "百分之" + "一" * 400,
    "1" * 40 + "/" + "2" * 40, "0/0", "000/000", "零分之零", "٣٤", "๑๒", "²", "③", "𝟗", "۰/۰", ":".join(["7" * 30] * 3),
)  # fmt: skip
# Python reads at most so many digits into a whole number.
BEYOND_INTEGERS = 4400
PLACES = ("绿地率达到{}%。", "旅游收入由{0}亿元增加到{0}亿元。", "新建驿站{0}-{0}家。", "居全省第{}位。", "三次产业结构为{}。", "到{}年建成。",
          "专栏1 主要指标 指标2025年2030年累计增减 绿道覆盖率（%）{0}〔{0}〕约束性", "{}")  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_no_run_of_digits_is_too_long_or_too_strange_to_compile(place: str) -> None:
    for numeral in HOSTILE_NUMERALS:
        assert compiled(place.format(numeral)) == compiled(place.format(numeral))


def test_a_numeral_of_more_digits_than_an_integer_takes_compiles() -> None:
    assert not compiled(f"绿地率达到百分之{'九' * BEYOND_INTEGERS}。").statements


def test_a_lone_surrogate_compiles_like_any_other_sign() -> None:
    text = "青禾区第十五个五年规划纲要\n\n绿地率达到\ud800 41%。\n".encode("utf-8", "surrogatepass").decode(
        "utf-8", "replace"
    )
    plan = compile_text(text.encode(), "any.txt").plan
    assert [str(statement.quantity.value) for statement in plan.statements] == ["41"]


def test_only_digits_that_plans_are_printed_in_are_numbers() -> None:
    assert not compiled("绿地率达到٤١%，驿站增加到๑๒家，书屋达到²个。").statements


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


@pytest.mark.parametrize("sign", "亿九一千")
def test_a_long_run_of_numerals_costs_little(sign: str) -> None:
    started = time.process_time()
    compile_text(f"云溪县规划纲要\n第一章 目标\n{sign * 40_000}\n".encode(), "纲要.txt")
    assert time.process_time() - started < 3


def test_one_clause_as_long_as_a_file_costs_little() -> None:
    started = time.process_time()
    compile_text("规划".encode() * 25_000, "纲要.txt")
    assert time.process_time() - started < 3
