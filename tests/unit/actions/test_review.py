"""What a person decides about records holds at once and at every later compile, is in the history, and can be taken back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from gangyao.accounts.actor import COMMAND_LINE, Actor, Refused
from gangyao.accounts.roles import Permission
from gangyao.actions import review
from gangyao.actions.deciding import DoesNotFit, NeedsConfirming
from gangyao.actions.plans import add_plan, read_again
from gangyao.core.plan.correction import ACCEPTED, REJECTED, seen
from gangyao.store import corrections, plans
from gangyao.store.bundle_yaml import read_yaml
from gangyao.store.history import verify_history
from gangyao.store.models import CorrectionRow, Event, StatementRow, TargetRow

pytestmark = pytest.mark.django_db
_PLAN = "yunxi-14"
_TEXT = (
    "云溪县国民经济和社会发展第十四个五年规划纲要\n第二章 总体要求\n第一节 主要目标\n"
    "到2025年，森林覆盖率达到46.5%，标准茶园面积达到3.4万亩，绿茶种植面积达到2.8万亩。\n"
    "第二节 农业\n到2025年，标准茶园面积达到3.4万亩，茶园机耕道若干条。\n"
)
_FOREST, _FOREST_TARGET = "森林覆盖率-2025", "森林覆盖率-云溪县-2025"
_TEA, _GREEN = "标准茶园面积-云溪县-2025", "绿茶种植面积-云溪县-2025"
PLANNER = Actor("5f0c3c3e-0000-4000-8000-000000000001", frozenset(Permission))


@pytest.fixture(autouse=True)
def plan() -> None:
    add_plan(by=COMMAND_LINE, data=_TEXT.encode(), name="云溪县.txt", plan_id=_PLAN)


def _stored() -> plans.StoredPlan:
    return plans.read(_PLAN)


def _record(id_: str):
    stored = _stored()
    return next(one for one in (*stored.plan.statements, *stored.plan.targets) if one.id == id_)


def _correct(changes: dict[str, str], record: str = _FOREST, expected: str = "", by: Actor = PLANNER):
    return review.correct(by=by, plan_id=_PLAN, record=record, changes=changes, reason="以公报为准", expected=expected)


def test_a_correction_holds_at_once_in_the_statement_and_its_target_and_in_their_columns() -> None:
    _correct({"quantity.value": "47.1"})
    assert _record(_FOREST).quantity.value == _record(_FOREST_TARGET).quantity.value == Decimal("47.1")
    assert StatementRow.objects.get(record_id=_FOREST).value == "47.1"
    assert TargetRow.objects.get(record_id=_FOREST_TARGET).value_number == pytest.approx(47.1)
    decision, acceptance = _stored().decisions[_FOREST]
    assert (acceptance.field, acceptance.old) == (ACCEPTED, seen(_record(_FOREST)))
    assert (decision.field, decision.old, decision.new, decision.by) == ("quantity.value", "46.5", "47.1", PLANNER.key)


def test_a_correction_outlives_every_later_compile_and_another_text_of_the_plan() -> None:
    _correct({"quantity.value": "47.1"})
    read_again(by=COMMAND_LINE, plan_id=_PLAN)
    assert _record(_FOREST).quantity.value == Decimal("47.1")
    other = _TEXT.replace("第二节 农业", "第二节 现代农业")
    add_plan(by=COMMAND_LINE, data=other.encode(), name="修改稿.txt", plan_id=_PLAN)
    assert _stored().reading == 3
    assert _record(_FOREST).quantity.value == Decimal("47.1")
    assert _stored().unapplied == ()


def test_a_correction_that_no_longer_fits_is_listed() -> None:
    _correct({"quantity.value": "47.1"})
    add_plan(by=COMMAND_LINE, data=_TEXT.replace("46.5", "48").encode(), name="新稿.txt", plan_id=_PLAN)
    assert [correction.field for correction in _stored().unapplied] == ["quantity.value", ACCEPTED]
    assert _record(_FOREST).quantity.value == Decimal(48)


def test_a_corrected_record_of_which_another_field_reads_otherwise_later_is_open_again() -> None:
    _correct({"scope": "山区"})
    add_plan(by=COMMAND_LINE, data=_TEXT.replace("46.5", "48").encode(), name="新稿.txt", plan_id=_PLAN)
    assert _record(_FOREST).scope == "山区"
    assert [correction.field for correction in _stored().unapplied] == [ACCEPTED]


def test_accepting_changes_no_record_and_says_who_and_when() -> None:
    before = _stored().plan
    review.accept(by=PLANNER, plan_id=_PLAN, records=[_FOREST, _FOREST_TARGET])
    assert _stored().plan == before
    assert {id_: [one.field for one in some] for id_, some in _stored().decisions.items()} == {
        _FOREST: [ACCEPTED],
        _FOREST_TARGET: [ACCEPTED],
    }


def test_what_was_accepted_already_is_not_accepted_twice() -> None:
    review.accept(by=PLANNER, plan_id=_PLAN, records=[_FOREST])
    with pytest.raises(DoesNotFit, match="已由"):
        review.accept(by=PLANNER, plan_id=_PLAN, records=[_FOREST])
    assert CorrectionRow.objects.count() == 1


def test_a_rejected_statement_takes_its_target_along_and_comes_back_by_undo() -> None:
    batch = review.reject(by=PLANNER, plan_id=_PLAN, records=[_FOREST], reason="重复")
    assert [record.id for record in _stored().rejected] == [_FOREST]
    assert _FOREST_TARGET not in {target.id for target in _stored().plan.targets}
    with pytest.raises(DoesNotFit, match="驳回"):
        review.accept(by=PLANNER, plan_id=_PLAN, records=[_FOREST])
    review.undo(by=PLANNER, plan_id=_PLAN, batch=batch)
    assert _record(_FOREST) and _record(_FOREST_TARGET)
    assert _stored().rejected == ()


def test_merging_and_splitting_keep_their_ids_at_the_next_compile() -> None:
    review.merge(by=PLANNER, plan_id=_PLAN, target=_GREEN, into=_TEA, reason="同一件事")
    second = _record(_TEA).statements[1]
    review.split(by=PLANNER, plan_id=_PLAN, target=_TEA, statement=second, reason="不是一回事")
    before = _stored().plan.targets
    read_again(by=COMMAND_LINE, plan_id=_PLAN)
    assert [(t.id, t.statements) for t in _stored().plan.targets] == [(t.id, t.statements) for t in before]
    assert {t.statements for t in before} >= {(second,)}


def test_of_merges_one_after_another_each_holds() -> None:
    review.merge(by=PLANNER, plan_id=_PLAN, target=_GREEN, into=_FOREST_TARGET, reason="一件事")
    review.merge(by=PLANNER, plan_id=_PLAN, target=_FOREST_TARGET, into=_TEA, reason="也是一件事")
    assert [correction.record for correction in _stored().decisions[_TEA]] == [_GREEN, _FOREST_TARGET]
    assert _stored().unapplied == ()


def test_a_decision_about_a_target_is_never_laid_over_another_that_comes_to_be_later() -> None:
    second = _record(_TEA).statements[1]
    _correct({"horizon": "2030"}, record=second)
    [separate] = (target for target in _stored().plan.targets if target.statements == (second,))
    _correct({"name": "第二处茶园"}, record=separate.id)
    start = _TEXT.index("绿茶种植面积")
    fields = {"indicator": "标准茶园面积", "quantity.value": "9", "quantity.unit": "公顷", "horizon": "2030"}
    review.add_statement(by=PLANNER, plan_id=_PLAN, start=start, end=start + 6, fields=fields, reason="附件中有")
    assert [t.statements for t in _stored().plan.targets if t.name == "第二处茶园"] == [(second,)]
    read_again(by=COMMAND_LINE, plan_id=_PLAN)
    assert [(t.id, t.statements) for t in _stored().plan.targets if t.name == "第二处茶园"] == [
        (separate.id, (second,))
    ]


def test_a_statement_that_comes_back_stands_in_its_place_again() -> None:
    before = _stored().plan
    first = _record(_TEA).statements[0]
    review.undo(
        by=PLANNER,
        plan_id=_PLAN,
        batch=review.reject(by=PLANNER, plan_id=_PLAN, records=[first], reason="重复"),
    )
    assert _stored().plan == before


def test_an_added_statement_is_a_record_like_others_and_outlives_a_compile() -> None:
    start = _TEXT.index("茶园机耕道若干条")
    fields = {"indicator": "茶园机耕道", "quantity.value": "12", "quantity.unit": "条", "horizon": "2025"}
    batch = review.add_statement(
        by=PLANNER, plan_id=_PLAN, start=start, end=start + 8, fields=fields, reason="附件中有"
    )
    read_again(by=COMMAND_LINE, plan_id=_PLAN)
    assert _record("茶园机耕道-2025").quantity.value == Decimal(12)
    with pytest.raises(DoesNotFit, match="这一句已有"):
        review.add_statement(by=PLANNER, plan_id=_PLAN, start=start, end=start + 8, fields=fields, reason="")
    review.undo(by=PLANNER, plan_id=_PLAN, batch=batch)
    assert "茶园机耕道-2025" not in {s.id for s in _stored().plan.statements}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "indicator"),
        ({"indicator": "机耕道"}, "quantity.value"),
        ({"indicator": "机耕道", "quantity.value": "若干"}, "quantity.value"),
    ],
)
def test_an_addition_says_what_is_missing(fields: dict[str, str], field: str) -> None:
    with pytest.raises(DoesNotFit) as refused:
        review.add_statement(by=PLANNER, plan_id=_PLAN, start=40, end=50, fields=fields, reason="")
    assert refused.value.field == field
    assert CorrectionRow.objects.count() == 0


def test_a_value_that_the_field_cannot_hold_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(DoesNotFit) as refused:
        _correct({"indicator": "林木绿化率", "quantity.value": "四十七"})
    assert refused.value.field == "quantity.value"
    assert _record(_FOREST).indicator == "森林覆盖率"
    assert Event.objects.filter(act="record.correct").count() == 0


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *(("quantity.value", text) for text in ("NaN", "Infinity", "1E+5000", "1E+2", "1" * 41, "0." + "1" * 16)),
        ("indicator", "林" * 201), ("indicator", "森林\x00覆盖率"), ("quantity.unit", "亩" * 41), ("scope", "区\n县"),
    ],
)  # fmt: skip
def test_what_no_plan_prints_and_no_table_holds_is_refused(field: str, text: str) -> None:
    with pytest.raises(DoesNotFit) as refused:
        _correct({field: text})
    assert refused.value.field == field
    start = _TEXT.index("茶园机耕道若干条")
    fields = {"indicator": "茶园机耕道", "quantity.value": "12", field: text}
    with pytest.raises(DoesNotFit):
        review.add_statement(by=PLANNER, plan_id=_PLAN, start=start, end=start + 8, fields=fields, reason="")


def test_a_range_is_set_whatever_the_order_of_its_ends() -> None:
    _correct({"quantity.value_high": "60", "quantity.value": "50"})
    assert (_record(_FOREST).quantity.value, _record(_FOREST).quantity.value_high) == (Decimal(50), Decimal(60))


def test_of_two_people_at_once_the_second_is_told_what_the_first_did() -> None:
    shown = seen(_record(_FOREST))
    _correct({"quantity.value": "47.1"}, expected=shown)
    with pytest.raises(DoesNotFit, match="有变动"):
        _correct({"horizon": "2030"}, expected=shown, by=COMMAND_LINE)
    assert _record(_FOREST).horizon == "2025"


def test_undoing_twice_is_refused_and_the_history_shows_both() -> None:
    batch = _correct({"quantity.value": "47.1"})
    review.undo(by=PLANNER, plan_id=_PLAN, batch=batch)
    with pytest.raises(DoesNotFit, match="已经撤销"):
        review.undo(by=PLANNER, plan_id=_PLAN, batch=batch)
    assert {(one.undone, one.undone_by) for one in corrections.history(_PLAN)} == {(True, PLANNER.key)}
    assert [event.act for event in Event.objects.order_by("number")][-2:] == ["record.correct", "record.undo"]
    verify_history()


def test_undoing_what_later_decisions_rest_on_asks_first_and_then_takes_the_whole_chain_back() -> None:
    first = _correct({"quantity.value": "47.1"})
    _correct({"quantity.value": "48", "scope": "山区"})
    review.accept(by=PLANNER, plan_id=_PLAN, records=[_FOREST_TARGET, _TEA])
    with pytest.raises(NeedsConfirming, match="之后还有 2 个决定建立在它之上") as asked:
        review.undo(by=PLANNER, plan_id=_PLAN, batch=first)
    assert {c.record for c in asked.value.later} == {_FOREST, _FOREST_TARGET}
    assert _record(_FOREST).quantity.value == Decimal(48)
    review.undo(by=PLANNER, plan_id=_PLAN, batch=first, with_later=True)
    assert _record(_FOREST).quantity.value == Decimal("46.5")
    assert set(_stored().decisions) == {_TEA}
    assert _stored().unapplied == ()


def test_undoing_asks_nothing_where_later_decisions_stand_on_their_own() -> None:
    first = _correct({"quantity.value": "47.1"})
    review.accept(by=PLANNER, plan_id=_PLAN, records=[_TEA])
    review.undo(by=PLANNER, plan_id=_PLAN, batch=first)
    assert set(_stored().decisions) == {_TEA}


def test_without_the_permission_nothing_is_decided() -> None:
    reader = Actor("reader", frozenset({Permission.READ_PLANS}))
    with pytest.raises(Refused):
        review.accept(by=reader, plan_id=_PLAN, records=[_FOREST])
    with pytest.raises(Refused):
        review.undo(by=reader, plan_id=_PLAN, batch=_correct({"scope": "山区"}))


def test_the_database_refuses_to_change_a_decision() -> None:
    _correct({"quantity.value": "47.1"})
    with pytest.raises(DatabaseError), transaction.atomic():
        CorrectionRow.objects.update(new="50")
    with pytest.raises(DatabaseError), transaction.atomic():
        CorrectionRow.objects.all()._raw_delete("default")


def test_what_holds_is_exported_as_a_bundle_has_it() -> None:
    review.reject(by=PLANNER, plan_id=_PLAN, records=[_FOREST], reason="重复")
    gone = _correct({"scope": "山区"}, record="绿茶种植面积-2025")
    review.undo(by=PLANNER, plan_id=_PLAN, batch=gone)
    [one] = read_yaml(corrections.as_yaml(_PLAN, lambda key: "李同志").decode())
    assert (one["record"], one["field"], one["by"]) == (_FOREST, REJECTED, "李同志")
