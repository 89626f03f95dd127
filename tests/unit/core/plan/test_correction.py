"""Corrections of persons lie over every compile, and what no longer fits is listed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gangyao.core.plan.correction import Correction, correctable, written
from gangyao.core.plan.plan import Nature
from gangyao.pipeline import Compilation, compile_text

_TEXT = "云溪县国民经济和社会发展第十四个五年规划纲要\n第二章 总体要求\n第一节 主要目标\n到2025年，森林覆盖率达到46.5%，茶园面积达到3.4万亩。\n"
_STATEMENT = "森林覆盖率-2025"
_TARGET = "森林覆盖率-云溪县-2025"


def _compile(*corrections: Correction, text: str = _TEXT) -> Compilation:
    return compile_text(text.encode(), "纲要.txt", corrections=corrections)


def _correction(record: str, field: str, old: str, new: str) -> Correction:
    return Correction(record, field, old, new, "李同志", "2026-03-12T09:30:00+08:00", "与公报一致")


def test_a_corrected_statement_changes_its_target_and_keeps_both_ids() -> None:
    compiled = _compile(_correction(_STATEMENT, "quantity.value", "46.5", "47.1"))
    [target] = [t for t in compiled.plan.targets if t.id == _TARGET]
    assert target.quantity.value == Decimal("47.1")
    assert compiled.revision.unapplied == ()


def test_a_corrected_horizon_or_name_moves_no_id() -> None:
    compiled = _compile(
        _correction(_STATEMENT, "horizon", "2025", "2035"),
        _correction(_STATEMENT, "indicator", "森林覆盖率", "林木绿化率"),
    )
    again = compile_text(_TEXT.encode(), "纲要.txt", ids=compiled.ids)
    moved = next(s for s in compiled.plan.statements if s.id == _STATEMENT)
    assert (moved.horizon, moved.indicator) == ("2035", "林木绿化率")
    assert {t.id for t in again.plan.targets} == {t.id for t in compiled.plan.targets}


def test_a_target_is_corrected_in_its_own_fields() -> None:
    compiled = _compile(
        _correction(_TARGET, "nature", "", "binding"), _correction(_TARGET, "field", "绿色低碳", "生态")
    )
    [target] = [t for t in compiled.plan.targets if t.id == _TARGET]
    assert (target.nature, target.field) == (Nature.BINDING, "生态")
    assert compiled.revision.unapplied == ()


def test_a_corrected_field_is_no_longer_inferred() -> None:
    [before] = [s for s in _compile().plan.statements if s.id == _STATEMENT]
    assert "scope" in before.inferred
    [after] = [
        s for s in _compile(_correction(_STATEMENT, "scope", "全区", "山区")).plan.statements if s.id == _STATEMENT
    ]
    assert "scope" not in after.inferred


def test_a_rejected_statement_takes_its_target_along_and_a_rejected_target_leaves_its_statement() -> None:
    without = _compile(_correction(_STATEMENT, "rejected", "", "true")).plan
    assert _STATEMENT not in {s.id for s in without.statements}
    assert _TARGET not in {t.id for t in without.targets}
    kept = _compile(_correction(_TARGET, "rejected", "", "true")).plan
    assert _STATEMENT in {s.id for s in kept.statements}
    assert _TARGET not in {t.id for t in kept.targets}


@pytest.mark.parametrize(
    "correction",
    [
        _correction("没有这条-2025", "horizon", "2025", "2035"),
        _correction(_STATEMENT, "quantity.value", "40", "47"),
        _correction(_STATEMENT, "quantity.value", "46.5", "四十七"),
        _correction(_STATEMENT, "horizon_", "2025", "2035"),
        _correction(_STATEMENT, "measure", "share", "水平"),
        _correction(_TARGET, "modality", "", "力争"),
    ],
)
def test_a_correction_that_no_longer_fits_changes_nothing_and_is_listed(correction: Correction) -> None:
    compiled = _compile(correction)
    assert compiled.revision.unapplied == (correction,)
    assert compiled.plan == _compile().plan


def test_corrections_of_one_field_follow_one_another() -> None:
    first, second = (
        _correction(_STATEMENT, "quantity.value", "46.5", "47"),
        _correction(_STATEMENT, "quantity.value", "47", "48"),
    )
    compiled = _compile(first, second)
    assert next(s for s in compiled.plan.statements if s.id == _STATEMENT).quantity.value == Decimal(48)
    assert compiled.revision.unapplied == ()


def test_every_correctable_field_can_be_read_as_text() -> None:
    plan = _compile().plan
    for record in (*plan.statements, *plan.targets):
        assert all(isinstance(written(record, field), str) for field in correctable(record))
