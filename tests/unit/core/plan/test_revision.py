"""Decisions of people about whole records: accepting, adding, merging, splitting; none is ever lost."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gangyao.core.plan.correction import (
    ACCEPTED,
    ADDED,
    MERGED,
    REJECTED,
    SPLIT,
    Correction,
    Misfit,
    correctable,
    misfit,
    seen,
    written,
)
from gangyao.core.plan.revision import addition
from gangyao.pipeline import Compilation, compile_text

_TEXT = (
    "云溪县国民经济和社会发展第十四个五年规划纲要\n第二章 总体要求\n第一节 主要目标\n"
    "到2025年，森林覆盖率达到46.5%，标准茶园面积达到3.4万亩，绿茶种植面积达到2.8万亩。\n"
    "第二节 农业\n到2025年，标准茶园面积达到3.4万亩，茶园机耕道若干条，冷库容量充足。\n"
)
_FOREST, _TEA, _GREEN = "森林覆盖率-云溪县-2025", "标准茶园面积-云溪县-2025", "绿茶种植面积-云溪县-2025"


def _compile(*corrections: Correction, text: str = _TEXT, ids: dict[str, str] | None = None) -> Compilation:
    return compile_text(text.encode(), "纲要.txt", corrections=corrections, ids=ids)


def _decision(record: str, field: str, old: str = "", new: str = "") -> Correction:
    return Correction(record, field, old, new, "planner", "2026-03-12T09:30:00+08:00", "与公报一致")


def _target(compiled: Compilation, id_: str):
    return next(target for target in compiled.plan.targets if target.id == id_)


def test_an_accepted_record_stays_as_it_is_and_is_known_as_accepted() -> None:
    before = _compile()
    accepted = _decision(_FOREST, ACCEPTED, seen(_target(before, _FOREST)))
    after = _compile(accepted)
    assert after.plan == before.plan
    assert after.revision.decisions == {_FOREST: (accepted,)}


def test_an_acceptance_holds_only_for_what_was_seen() -> None:
    accepted = _decision(_FOREST, ACCEPTED, seen(_target(_compile(), _FOREST)))
    changed = _compile(accepted, text=_TEXT.replace("46.5", "47.5"), ids=_compile().ids)
    assert changed.revision.unapplied == (accepted,)
    assert misfit(accepted, changed.plan.targets) is Misfit.CHANGED


def test_a_rejected_record_is_kept_to_be_taken_back() -> None:
    compiled = _compile(_decision(_FOREST, REJECTED))
    assert [record.id for record in compiled.revision.rejected] == [_FOREST]


def test_an_added_statement_stands_in_its_place_and_becomes_a_target() -> None:
    words = "茶园机耕道若干条"
    fields = {
        "indicator": "茶园机耕道",
        "quantity.value": "12",
        "quantity.unit": "条",
        "horizon": "2025",
        "measure": "count",
    }
    new = addition(fields, quote=words, start=_TEXT.index(words))
    compiled = _compile(_decision("茶园机耕道-2025", ADDED, new=new))
    [made] = [s for s in compiled.plan.statements if s.id == "茶园机耕道-2025"]
    assert compiled.document.quote(made.anchor.start, made.anchor.end) == words
    assert (made.quantity.value, made.quantity.unit, made.horizon) == (Decimal(12), "条", "2025")
    assert made.inferred == ("scope",)
    assert any(target.statements == (made.id,) for target in compiled.plan.targets)
    assert list(compiled.plan.statements) == sorted(compiled.plan.statements, key=lambda s: s.anchor.start)


def test_an_added_statement_follows_its_words_and_is_listed_when_they_are_gone() -> None:
    words = "冷库容量充足"
    new = addition({"indicator": "冷库容量", "quantity.words": "充足"}, quote=words, start=_TEXT.index(words))
    added = _decision("冷库容量", ADDED, new=new)
    moved = _compile(added, text=_TEXT.replace("第二节 农业\n", "第二节 农业\n到2030年，另有安排。\n"))
    assert moved.revision.unapplied == ()
    gone = _compile(added, text=_TEXT.replace(words, "冷库另行安排"))
    assert gone.revision.unapplied == (added,)
    assert misfit(added, gone.plan.statements) is Misfit.NO_PLACE


@pytest.mark.parametrize(
    "new", ["", "[]", "{}", '{"fields": 3, "quote": "茶园", "start": 0}', '{"quote": "", "start": 0, "fields": {}}']
)
def test_an_addition_that_cannot_be_read_is_listed(new: str) -> None:
    added = _decision("茶园", ADDED, new=new)
    assert _compile(added).revision.unapplied == (added,)


def test_merged_targets_are_one_that_rests_on_all_their_statements() -> None:
    merged = _decision(_GREEN, MERGED, new=_TEA)
    compiled = _compile(merged)
    assert _GREEN not in {target.id for target in compiled.plan.targets}
    one = _target(compiled, _TEA)
    assert one.quantity.value == Decimal("3.4")
    assert "绿茶种植面积-2025" in one.statements
    assert "value-differs" in one.doubts
    assert compiled.revision.decisions[_TEA] == (merged,)


def test_a_statement_split_off_is_a_target_of_its_own_and_both_keep_their_ids() -> None:
    whole = _target(_compile(), _TEA)
    assert len(whole.statements) == 2
    split = _decision(_TEA, SPLIT, new=whole.statements[1])
    once = _compile(split)
    again = _compile(split, ids=dict(once.ids))
    assert _target(once, _TEA).statements == whole.statements[:1]
    [other] = [t for t in once.plan.targets if t.statements == whole.statements[1:]]
    assert {t.id for t in again.plan.targets} == {t.id for t in once.plan.targets}
    assert other.id != _TEA


@pytest.mark.parametrize(
    "decision",
    [
        _decision(_TEA, MERGED, new="没有这个"),
        _decision(_TEA, MERGED, new=_TEA),
        _decision(_FOREST, SPLIT, new="森林覆盖率-2025"),
        _decision(_TEA, SPLIT, new="没有这条"),
    ],
)
def test_a_regrouping_that_does_not_fit_changes_nothing_and_is_listed(decision: Correction) -> None:
    compiled = _compile(decision)
    assert compiled.plan == _compile().plan
    assert compiled.revision.unapplied == (decision,)
    assert misfit(decision, compiled.plan.targets) is Misfit.NO_OTHER


_BASE = _compile()
_RECORDS = (*_BASE.plan.statements, *_BASE.plan.targets)
_IDS = [record.id for record in _RECORDS]
_FIELD_VALUES = st.sampled_from(["", "2025", "十四五", "3.4", "50", "万亩", "%", "level", "target", ">=", "茶叶", "x"])


@st.composite
def _decisions(draw: st.DrawFn) -> Correction:
    record = draw(st.sampled_from(_RECORDS))
    field = draw(st.sampled_from([ACCEPTED, REJECTED, ADDED, MERGED, SPLIT, *correctable(record), "nonsense"]))
    old = draw(st.sampled_from(["", seen(record), written(record, field) if field in correctable(record) else "x"]))
    if field == ADDED:
        start = draw(st.integers(0, len(_TEXT) - 5))
        fields = {"indicator": draw(st.sampled_from(["", "冷库"])), "quantity.value": draw(_FIELD_VALUES)}
        return _decision(f"补录-{start}", field, new=addition(fields, quote=_TEXT[start : start + 4], start=start))
    return _decision(record.id, field, old, draw(st.one_of(_FIELD_VALUES, st.sampled_from(_IDS))))


@st.composite
def _edited(draw: st.DrawFn) -> str:
    """The text with a stretch cut out, doubled, or replaced."""
    start = draw(st.integers(0, len(_TEXT)))
    end = draw(st.integers(start, min(len(_TEXT), start + 60)))
    put = draw(st.sampled_from(["", _TEXT[start:end] * 2, "到2030年，森林覆盖率达到50%。", "\n", "12.5"]))
    return _TEXT[:start] + put + _TEXT[end:]


@settings(max_examples=60, deadline=None)
@given(text=_edited(), corrections=st.lists(_decisions(), max_size=8))
def test_after_any_edit_of_the_text_the_applied_and_the_listed_are_all_decisions(
    text: str, corrections: list[Correction]
) -> None:
    compiled = _compile(*corrections, text=text or "空", ids=dict(_BASE.ids))
    revision = compiled.revision
    held = [correction for decisions in revision.decisions.values() for correction in decisions]
    assert Counter(map(id, (*held, *revision.unapplied))) == Counter(map(id, corrections))
    records = (*compiled.plan.statements, *compiled.plan.targets)
    assert all(misfit(correction, records) for correction in revision.unapplied)
    ids = [record.id for record in (*records, *revision.rejected)]
    assert len(ids) == len(set(ids))


def test_decisions_survive_their_bundle(tmp_path: Path) -> None:
    from gangyao.store.bundle import load_bundle, save_bundle

    words = "冷库容量充足"
    new = addition({"indicator": "冷库容量", "quantity.words": "充足"}, quote=words, start=_TEXT.index(words))
    decisions = (_decision("冷库容量", ADDED, new=new), _decision(_GREEN, MERGED, new=_TEA))
    compiled = _compile(*decisions)
    save_bundle(tmp_path / "bundle", compiled, decisions)
    loaded = load_bundle(tmp_path / "bundle")
    assert loaded.corrections == decisions
    assert loaded.plan == compiled.plan
    assert json.loads(loaded.corrections[0].new)["quote"] == words
