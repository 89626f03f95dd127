"""The grammar finds numbers with their units and bounds, and leaves names and dates alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gangyao.core.document.folding import fold
from gangyao.core.quantity.grammar import QuantityGrammar
from gangyao.core.quantity.mention import Mention
from gangyao.ingest.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def grammar() -> QuantityGrammar:
    return load_vocabulary().grammar


def found(grammar: QuantityGrammar, text: str) -> list[Mention]:
    folded = fold(text).text
    return list(grammar.find(folded))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3.7万人", "3.7", "万人"),
        ("１２．５％", "12.5", "%"),
        ("4.5‰", "4.5", "‰"),
        ("2个百分点", "2", "个百分点"),
        ("1.5倍", "1.5", "倍"),
        ("4成", "4", "成"),
        ("16万元/人", "16", "万元/人"),
        ("26微克/立方米", "26", "微克/立方米"),
        ("1万6千户", "1.6", "万户"),
        ("1亿3千多万人", "1.3", "亿人"),
        ("3万多亿元", "3", "万亿元"),
        ("22/10万", "22", "/10万"),
        ("百分之六", "6", "%"),
        ("两个百分点", "2", "个百分点"),
        ("百家", "100", "家"),
        ("900个工作日", "900", "个工作日"),
    ],
)
def test_a_quantity_has_its_printed_value_and_unit(grammar: QuantityGrammar, text: str, value: str, unit: str) -> None:
    (mention,) = found(grammar, text)
    assert (mention.value, mention.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("不低于85%", ">="),
        ("85%以上", ">="),
        ("突破800亿元", ">"),
        ("60余家", ">"),
        ("30多个", ">"),
        ("不超过5%", "<="),
        ("5%以内", "<="),
        ("28天以下", "<"),
        ("近12亿元", "~"),
        ("6%左右", "~"),
        ("200亿级", "~"),
        ("80%", "="),
        ("超过100人以上", ">="),
    ],
)
def test_words_bound_the_value(grammar: QuantityGrammar, text: str, comparator: str) -> None:
    (mention,) = found(grammar, text)
    assert mention.comparator.value == comparator


@pytest.mark.parametrize(("text", "low", "high"), [("3-5家", 3, 5), ("8%-10%", 8, 10), ("300～500亩", 300, 500)])
def test_a_range_is_one_quantity(grammar: QuantityGrammar, text: str, low: int, high: int) -> None:
    (mention,) = found(grammar, text)
    assert (mention.value, mention.value_high) == (low, high)


def test_from_one_value_to_another_is_two_quantities(grammar: QuantityGrammar) -> None:
    assert [mention.value for mention in found(grammar, "由66%到70%")] == [66, 70]


@pytest.mark.parametrize(("text", "value"), [("1/3", "0.3333"), ("三分之二", "0.6667")])
def test_a_fraction_is_a_ratio_to_four_digits(grammar: QuantityGrammar, text: str, value: str) -> None:
    (mention,) = found(grammar, text)
    assert (mention.value, mention.unit, mention.dimension) == (Decimal(value), None, "ratio")


@pytest.mark.parametrize(
    "text",
    ["5G网络", "4A级景区", "G247线", "2025年", "第3季度", "3+3模式", "500强企业", "〔2016〕65号", "6.4级地震", "10月1日", "12345热线", "90后"],
)  # fmt: skip
def test_names_and_dates_have_no_unit_to_be_found(grammar: QuantityGrammar, text: str) -> None:
    assert [mention for mention in found(grammar, text) if mention.unit] == []


@pytest.mark.parametrize("text", ["900多万个体工商户", "13亿多人口"])
def test_the_beginning_of_a_noun_is_no_unit(grammar: QuantityGrammar, text: str) -> None:
    (mention,) = found(grammar, text)
    assert mention.unit is None
    assert mention.magnitude in ("万", "亿")


def test_persons_and_person_times_stay_apart(grammar: QuantityGrammar) -> None:
    persons, times = found(grammar, "5万人、8万人次")
    assert persons.dimension != times.dimension
