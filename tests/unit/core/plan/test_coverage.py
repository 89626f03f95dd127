"""Every numeral of a text is compiled, or listed with the reason why not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gangyao.core.plan.correction import REJECTED, Correction
from gangyao.core.plan.coverage.numerals import is_numeral
from gangyao.core.plan.outcome import EXPLANATIONS, Outcome
from gangyao.pipeline import Compilation, compile_text, cover_plan

_HEAD = "云州市青禾区国民经济和社会发展第十五个五年规划纲要\n\n第一章 主要目标\n\n"


def _compile(text: str, *corrections: Correction) -> Compilation:
    return compile_text((_HEAD + text + "\n").encode(), "made-up.txt", corrections=corrections)


def _fates(text: str) -> list[tuple[str, str]]:
    """Numeral and outcome of each in the sentence."""
    compiled = _compile(text)
    return [
        (compiled.document.text[fate.start : fate.end], fate.outcome.value)
        for sentence in compiled.coverage.sentences
        for fate in sentence.fates
        if fate.start >= len(_HEAD)
    ]


def test_a_value_names_the_statements_it_was_compiled_to() -> None:
    compiled = _compile("到2030年，森林覆盖率达到46.5%。")
    fates = [fate for sentence in compiled.coverage.sentences for fate in sentence.fates]
    [value] = [fate for fate in fates if fate.outcome is Outcome.COMPILED]
    assert compiled.document.text[value.start : value.end] == "46.5"
    assert value.statements == ("森林覆盖率-2030",)


@pytest.mark.parametrize(
    ("text", "numeral", "outcome"),
    [
        ("推进5G网络覆盖，升级G318沿线驿站。", "5", "name"),
        ("推进5G网络覆盖，升级G318沿线驿站。", "318", "name"),
        ("加强PM2.5与臭氧协同治理。", "2.5", "name"),
        ("按照青政发〔2026〕18号文件执行。", "18", "document-number"),
        ("项目于2027年6月启动。", "6", "date"),
        ("巩固“十四五”成果。", "十四五", "date"),
        ("做优“103050”梯队。", "103050", "quoted"),
        ("构建一核两翼三带格局。", "一", "slogan"),
        ("开展三年攻坚。", "三", "duration"),
        ("完善三个方面的制度安排。", "三", "small-set"),
        ("培育一批骨干企业。", "一", "indefinite"),
        ("带动数十家企业入驻。", "数十", "approximate"),
        ("一是健全机制。", "一", "ordinal"),
        ("进一步完善制度。", "一", "word"),
        ("每千名老人拥有床位增加。", "千", "unit"),
        ("为70岁以上老人提供补贴，补贴面达到90%。", "90", "compiled"),
    ],
)
def test_a_numeral_that_is_no_quantity_says_why(text: str, numeral: str, outcome: str) -> None:
    found = [(words, what) for words, what in _fates(text) if words in numeral or numeral in words]
    assert outcome in {what for _, what in found}, found


@pytest.mark.parametrize("text", ["打造千亿新港。", "每年巡查两次。", "表内数为31092900911。"])
def test_what_nobody_can_explain_is_said_to_be_perhaps_missed(text: str) -> None:
    assert "unexplained" in {what for _, what in _fates(text)}


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("到2030年，绿道覆盖率提高4.5个百分点。", "百"),
        ("到2030年，托位数达到5.5个/千人。", "千"),
        ("到2030年，伤害死亡率降到32例/10万。", "10万"),
    ],
)
def test_a_numeral_within_a_unit_is_no_second_value(text: str, numeral: str) -> None:
    fates = _fates(text)
    assert [outcome for words, outcome in fates if words == numeral] == ["unit"]
    assert [outcome for _, outcome in fates].count("compiled") == 1


def test_a_numeral_of_a_unit_is_not_rejected_with_its_value() -> None:
    text = "到2030年，绿道覆盖率提高4.5个百分点。"
    [read] = _compile(text).plan.statements
    rejected = Correction(read.id, REJECTED, "", "", "李同志", "2026-03-12T09:30:00+08:00", "重复")
    outcomes = _compile(text, rejected).coverage.outcomes
    assert (outcomes[Outcome.REJECTED], outcomes[Outcome.UNIT]) == (1, 1)


def test_a_heading_number_is_told_from_the_words_of_the_heading() -> None:
    compiled = _compile("第二章 做强三大产业\n\n壮大龙头企业。")
    by_place = {
        compiled.document.text[fate.start : fate.end]: fate.outcome
        for sentence in compiled.coverage.sentences
        for fate in sentence.fates
    }
    assert by_place["二"] is Outcome.HEADING
    assert by_place["三"] is Outcome.SMALL_SET


def test_a_statement_that_a_person_rejected_leaves_its_numeral_as_rejected() -> None:
    text = "到2030年，森林覆盖率达到46.5%。"
    rejected = Correction("森林覆盖率-2030", REJECTED, "", "", "李同志", "2026-03-12T09:30:00+08:00", "重复")
    outcomes = _compile(text, rejected).coverage.outcomes
    assert (outcomes[Outcome.REJECTED], outcomes[Outcome.COMPILED]) == (1, 0)


def test_a_plan_that_was_compiled_before_has_the_same_coverage() -> None:
    compiled = _compile("到2030年，森林覆盖率达到46.5%，新建超市20家，推进5G网络覆盖。")
    assert cover_plan(compiled.document, compiled.plan) == compiled.coverage


def test_a_number_broken_over_two_lines_is_counted_once() -> None:
    text = _HEAD + "到2030年，森林覆盖率达到４６．５％，建成超市20\n家。\n"
    compiled = compile_text(text.encode(), "made-up.txt")
    _assert_partition(compiled)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text("0123456789０９一二两三十百千万亿〇.,、%年个家第〔〕“”()\n 到达增长率①Ⅲ₂²m每", max_size=40), max_size=6
    )
)
def test_any_text_is_partitioned(lines: list[str]) -> None:
    _assert_partition(_compile("\n".join(lines)))


def _assert_partition(compiled: Compilation) -> None:
    text = compiled.document.text
    fates = [fate for sentence in compiled.coverage.sentences for fate in sentence.fates]
    seen = Counter(place for fate in fates for place in range(fate.start, fate.end) if is_numeral(text[place]))
    assert set(seen) == {place for place, char in enumerate(text) if is_numeral(char)}
    assert all(count == 1 for count in seen.values())
    for sentence in compiled.coverage.sentences:
        assert all(sentence.start <= fate.start < sentence.end for fate in sentence.fates)


def test_every_outcome_has_its_explanation() -> None:
    assert set(EXPLANATIONS) == set(Outcome)
