"""A made-up division of tasks, for the tests of its writers and readers."""

from __future__ import annotations

from gangyao.core.plan.responsibility.division import (
    Division,
    DivisionIndicator,
    DivisionItem,
    DivisionProject,
    Duty,
)

_EDUCATION = Duty("", (), "区教育局", ("区财政局",), "含“书院” → 教育")
_PAVING = Duty("区住建局", ("区财政局", "区文旅局"))
_ROADS = "改建石板巷，增设观景台。"

DIVISION = Division(
    title="云溪区“十四五”规划纲要任务分工方案",
    plan="《云溪区“十四五”规划纲要》",
    day="2026年3月12日",
    items=(
        DivisionItem(1, "改建-石板巷", "第一章 城乡", "第一节 街巷", _ROADS, "改建：石板巷", ("石板巷3条",), "2024年", _PAVING),
        DivisionItem(2, "增设-观景台", "第一章 城乡", "第一节 街巷", _ROADS, "增设：观景台", (), "", Duty("区文旅局"), "先易后难"),
        DivisionItem(3, "重开-书院", "第二章 民生", "", "重开云溪书院，招收塾师。", "重开：书院", (), "2025年", _EDUCATION),
        DivisionItem(4, "招收-塾师", "第二章 民生", "", "重开云溪书院，招收塾师。", "招收：塾师", (), "2025年", _EDUCATION),
        DivisionItem(5, "=1+1", "第二章 民生", "", "=HYPERLINK(\"x\")（含括号）", "办好：=2", (), "", Duty()),
    ),
    indicators=(DivisionIndicator("茶园面积", "万亩", "2.1", "3", "预期性", Duty(suggested_lead="区农业农村局")),),
    projects=(DivisionProject("云溪书院修缮", "文化设施", "1处", "老街", Duty("区文旅局", ("区财政局",))),),
    agencies=("区住建局", "区教育局", "区文旅局", "区财政局"),
    remarks=("合成数据，不是真实规划",),
)  # fmt: skip
