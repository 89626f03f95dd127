"""What is uncertain is said with a code that a planner can look up."""

from __future__ import annotations

import pytest

from gangyao.core.plan.doubt import EXPLANATIONS, Doubt
from gangyao.core.plan.statement import Statement
from gangyao.pipeline import compile_text


def statements(text: str, heading: str = "第一章 主要目标") -> list[Statement]:
    source = f"青禾区国民经济和社会发展第十五个五年规划纲要\n\n{heading}\n\n{text}\n"
    return list(compile_text(source.encode(), "made-up.txt").plan.statements)


def test_every_code_is_explained() -> None:
    assert set(EXPLANATIONS) == set(Doubt)
    assert all(len(words) >= 8 for words in EXPLANATIONS.values())


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("灌溉水利用系数达到0.62。", Doubt.UNIT_MISSING),
        ("灌溉水利用系数由0.52提高到0.62。", Doubt.HORIZON_OTHER),
        ("五年城镇新增就业3.7万以上。", Doubt.UNIT_INFERRED),
        ("竹艺馆、书院分别接待6万人次、8万人次、9万人次。", Doubt.SHARED_OUT),
        ("专栏1 主要指标 指标2025年2030年累计增减 绿道覆盖率（%）4552〔7〕约束性 社区书屋数（个）110140〔30〕预期性", Doubt.VALUE_GLUED),
    ],
)  # fmt: skip
def test_what_is_uncertain_carries_its_code(text: str, doubt: Doubt) -> None:
    assert any(doubt.value in statement.doubts for statement in statements(text))


def test_a_commitment_inside_a_review_is_doubtful() -> None:
    (statement,) = statements("绿道贯通率力争达到80%。", "第一章 发展成就（2025年回顾）")
    assert statement.role.value == "target" or Doubt.ROLE_UNCLEAR.value in statement.doubts


def test_what_is_written_whole_is_not_doubtful() -> None:
    (statement,) = statements("到2030年，绿道贯通率达到80%。")
    assert statement.doubts == ()


def test_fields_that_rules_fill_in_are_named() -> None:
    (statement,) = statements("五年城镇新增就业3.7万以上。")
    assert "unit" in statement.inferred
    assert "horizon" in statement.inferred
