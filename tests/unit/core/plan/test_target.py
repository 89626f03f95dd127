"""What is said twice is one target, what is different stays apart, and a target knows where it starts from."""

from __future__ import annotations

from decimal import Decimal

from gangyao.core.indicator.indicator import Direction
from gangyao.core.plan.plan import Nature, Plan, Target
from gangyao.core.plan.targets.conflict import EXPLANATIONS, Conflict
from gangyao.pipeline import compile_text

_HEAD = "云溪县国民经济和社会发展第十四个五年规划纲要\n\n"
_PAST = "第一章 发展基础\n第一节 “十三五”时期发展成就\n"
_GOALS = "第二章 总体要求\n第一节 主要目标\n"
_BODY = "第三章 重点任务\n第一节 城乡建设\n"


def _plan(*, past: str = "", goals: str = "", body: str = "") -> Plan:
    parts = [head + words + "\n" for head, words in ((_PAST, past), (_GOALS, goals), (_BODY, body)) if words]
    return compile_text((_HEAD + "\n".join(parts)).encode(), "纲要.txt").plan


def _targets(plan: Plan, indicator: str) -> list[Target]:
    return [target for target in plan.targets if target.indicator == indicator]


def _one(plan: Plan, indicator: str) -> Target:
    [target] = _targets(plan, indicator)
    return target


def test_a_target_starts_from_the_value_reported_under_another_name() -> None:
    plan = _plan(past="空气质量优良率达71.4%。", goals="到2025年，空气质量优良天数比例达到77%。")
    target = _one(plan, "空气质量优良天数比率")
    assert target.baseline is not None
    assert (target.baseline.quantity.value, target.quantity.value) == (Decimal("71.4"), Decimal(77))
    assert (target.baseline.horizon, target.horizon) == ("2020", "2025")
    assert target.baseline.statement in {statement.id for statement in plan.statements}


def test_what_is_stated_twice_under_two_names_is_one_target_with_both_places() -> None:
    plan = _plan(goals="到2025年，平均预期寿命达到77.2岁。", body="到2025年，人口平均期望寿命达到77.2岁。")
    target = _one(plan, "人均预期寿命")
    assert len(target.statements) == len(target.anchors) == 2
    assert target.doubts == ()


def test_a_name_that_the_vocabulary_does_not_know_is_merged_by_the_same_words_and_value() -> None:
    twice = "到2025年，竹编非遗工坊覆盖率达到64%。"
    (target,) = _plan(goals=twice, body=twice).targets
    assert len(target.statements) == 2
    assert target.doubts == ("merged-by-name",)  # two hospitals of 400 beds each would look the same


def test_a_plan_that_gives_one_indicator_two_near_values_says_so_in_one_target() -> None:
    plan = _plan(goals="到2025年，森林覆盖率达到46.5%。", body="到2025年，森林覆盖率达到47%。")
    target = _one(plan, "森林覆盖率")
    assert target.quantity.value == Decimal("46.5")
    assert target.doubts == (Conflict.VALUE_DIFFERS,)


def test_values_far_apart_under_one_name_are_two_targets_that_point_at_each_other() -> None:
    plan = _plan(goals="到2025年，建成区面积达到12平方公里。", body="到2025年，建成区面积达到4平方公里。")
    targets = _targets(plan, "建成区面积")
    assert [target.quantity.value for target in targets] == [Decimal(12), Decimal(4)]
    assert all(Conflict.SAME_NAME in target.doubts for target in targets)
    assert len({target.id for target in targets}) == 2


def test_a_word_that_counts_many_things_merges_nothing() -> None:
    body = "建设茶旅融合示范点3个。\n培育竹编传习示范点5个。\n改造乡村民宿示范点3个。"
    assert all(len(target.statements) == 1 for target in _plan(body=body).targets)


def test_two_things_fully_covered_are_two_targets() -> None:
    plan = _plan(body="村级服务站全覆盖。\n乡镇快递网点全覆盖。")
    assert len([target for target in plan.targets if target.quantity.words == "全覆盖"]) == 2


def test_city_and_countryside_are_two_targets() -> None:
    plan = _plan(goals="到2025年，城市污水处理率达到97%，乡镇污水处理率达到76%。")
    assert {target.indicator for target in plan.targets} == {"城市污水处理率", "乡镇污水处理率"}


def test_different_indicators_of_one_family_are_not_merged() -> None:
    plan = _plan(goals="城镇登记失业率控制在4.5%以内。", body="城镇调查失业率控制在4.5%以内。")
    assert len(plan.targets) == 2


def test_a_further_step_stands_beside_the_value() -> None:
    plan = _plan(goals="一般公共预算收入年均增长10%，力争增长11.5%。")
    target = _one(plan, "一般公共预算收入")
    assert target.stretch is not None
    assert (target.quantity.value, target.stretch.value) == (Decimal(10), Decimal("11.5"))
    assert len(target.statements) == 2


def test_what_is_less_far_is_no_further_step() -> None:
    plan = _plan(goals="五年淘汰落后造纸产能55万吨，力争淘汰落后造纸产能35万吨。")
    assert all(target.stretch is None for target in plan.targets)


def test_of_what_should_fall_the_further_step_is_the_lower_value() -> None:
    plan = _plan(goals="城镇登记失业率控制在4.5%以内，力争城镇登记失业率控制在4%以内。")
    target = _one(plan, "城镇登记失业率")
    assert target.stretch is not None
    assert (target.quantity.value, target.stretch.value) == (Decimal("4.5"), Decimal(4))


def test_the_growth_of_one_year_is_not_the_mean_growth_of_five() -> None:
    report = "云溪县2031年政府工作报告\n2031年工作目标\n地区生产总值增长6%左右。地区生产总值年均增速6%左右。\n"
    targets = _targets(compile_text(report.encode(), "报告.txt").plan, "地区生产总值")
    assert [len(target.statements) for target in targets] == [1, 1]


def test_a_relative_target_is_kept_as_what_it_is_compared_with() -> None:
    plan = _plan(goals="到2025年，九年义务教育巩固率高于全市平均水平。")
    target = _one(plan, "九年义务教育巩固率")
    assert target.quantity.value is None
    assert target.relation == "高于全市平均水平"


def test_a_rank_is_no_value_of_the_same_indicator() -> None:
    plan = _plan(goals="到2025年，常住人口城镇化率达到61%，常住人口城镇化率走在全市前列。")
    measures = sorted(target.measure.value for target in _targets(plan, "常住人口城镇化率"))
    assert measures == ["rank", "share"]


def test_a_level_and_the_growth_to_it_are_two_targets_of_one_indicator_with_one_start() -> None:
    plan = _plan(past="地区生产总值达到210亿元。", goals="到2025年，地区生产总值达到300亿元，年均增长7.4%。")
    level, growth = _targets(plan, "地区生产总值")
    assert {level.measure.value, growth.measure.value} == {"level", "annual_growth"}
    assert level.baseline == growth.baseline
    assert level.baseline is not None
    assert level.baseline.quantity.value == Decimal(210)


def test_a_sum_of_five_years_starts_nothing() -> None:
    plan = _plan(past="一般公共预算收入累计完成62.5亿元。", goals="到2025年，一般公共预算收入达到16亿元。")
    assert _one(plan, "一般公共预算收入").baseline is None


def test_what_was_built_before_starts_no_further_building() -> None:
    plan = _plan(past="新建竹编传习所12个。", goals="新建竹编传习所7个。")
    assert [(t.baseline, t.direction) for t in plan.targets] == [(None, Direction.NONE)]


def test_a_number_of_enterprises_starts_from_their_number() -> None:
    plan = _plan(past="高新技术企业达31家。", goals="到2025年，高新技术企业达到55家。")
    baseline = _one(plan, "高新技术企业数").baseline
    assert baseline is not None
    assert baseline.quantity.value == Decimal(31)


def test_a_floor_is_to_be_exceeded_also_where_the_start_lies_above_it() -> None:
    plan = _plan(past="竹编产品合格率达97%。", goals="到2025年，竹编产品合格率达到95%以上。")
    assert [target.direction for target in plan.targets] == [Direction.UP]


def test_the_unit_is_compared_without_its_magnitude() -> None:
    plan = _plan(past="人均地区生产总值达47000元。", goals="到2025年，人均GDP突破6.5万元。")
    baseline = _one(plan, "人均地区生产总值").baseline
    assert baseline is not None
    assert baseline.quantity.unit == "元"


def test_the_vocabulary_says_which_way_is_better() -> None:
    plan = _plan(goals="到2025年，城镇登记失业率达到4%。")
    target = _one(plan, "城镇登记失业率")
    assert (target.direction, target.field) == (Direction.DOWN, "民生福祉")


def test_an_indicator_table_gives_nature_start_and_one_target_a_row() -> None:
    table = (
        "专栏1 主要指标\n指标 2020年 2025年 〔累计〕 属性\n1.森林覆盖率（%）45.347〔1.7〕约束性\n"
        "2.常住人口城镇化率（%）51.257〔5.8〕预期性\n3.人均预期寿命（岁）76.177.2〔1.1〕预期性\n"
    )
    plan = _plan(goals=table)
    forest, town = _one(plan, "森林覆盖率"), _one(plan, "常住人口城镇化率")
    assert (forest.nature, town.nature) == (Nature.BINDING, Nature.ANTICIPATORY)
    assert forest.baseline is not None
    assert (forest.baseline.quantity.value, forest.quantity.value) == (Decimal("45.3"), Decimal(47))
    assert len(forest.statements) == 2


def test_nature_is_not_taken_from_another_plan() -> None:
    assert _one(_plan(goals="到2025年，森林覆盖率达到47%。"), "森林覆盖率").nature is None


def test_ids_name_indicator_area_and_time() -> None:
    plan = _plan(goals="到2025年，森林覆盖率达到47%。")
    assert [target.id for target in plan.targets] == ["森林覆盖率-云溪县-2025"]
    coded = compile_text(("荣县" + _HEAD[3:] + _GOALS + "到2025年，森林覆盖率达到47%。").encode(), "纲要.txt").plan
    assert [target.id for target in coded.targets] == ["森林覆盖率-510321-2025"]


def test_every_conflict_has_words_for_a_planner() -> None:
    assert set(EXPLANATIONS) == set(Conflict)
