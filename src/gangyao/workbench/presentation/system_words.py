"""The words officials use for the codes of declared systems."""

from __future__ import annotations

from collections.abc import Mapping

from gangyao.core.plan.system import Engine, ServiceClass, ServiceState, Subject

STATES: Mapping[ServiceState, str] = {
    ServiceState.RUNNING: "已运行",
    ServiceState.PARTLY: "部分运行",
    ServiceState.PLANNED: "计划中",
    ServiceState.TRACKED: "仅跟踪",
}
CLASSES: Mapping[ServiceClass, str] = {
    ServiceClass.CORE: "规划实施",
    ServiceClass.SECTOR: "行业领域",
    ServiceClass.NOT_SUITABLE: "不宜由系统承担",
}
SUBJECTS: Mapping[Subject, str] = {
    Subject.ORGANISATION: "单位",
    Subject.THING: "物品和事项",
    Subject.PLACE: "地方及其汇总数",
    Subject.OWN_CASE: "申请人自己的事项",
}
ENGINES: Mapping[Engine, tuple[str, str]] = {
    Engine.PLAN: ("规划编译", "读取规划文本，列出任务和目标，分年度、分部门，比较不同文本和版本"),
    Engine.METRIC: ("指标监测", "汇集各期数值，核对口径，测算走势，到阈值时预警"),
    Engine.CASES: ("办件时限", "按声明的程序受理、流转、办结，计算工作日期限，提示到期和逾期"),
    Engine.PORTFOLIO: ("项目组合", "登记项目的投资、用地、节点和先后关系，安排次序，推算延误"),
    Engine.REGISTER: ("名录台账", "按声明的格式登记、改版、查询和公布"),
    Engine.SPACE: ("空间可达", "依据点位、路网和人口，测算多少人多久能到，列出缺口和选址"),
    Engine.TRACE: ("全程追溯", "记录物品在各环节的流转，向前查去向，向后查来源"),
    Engine.FLOW: ("物流线路", "依据订单、时刻和运力，编排线路和班次，核算时间与费用"),
}
PAGES: Mapping[str, str] = {
    "workbench:targets": "目标",
    "workbench:commitments": "任务",
    "workbench:projects": "项目",
    "workbench:duties": "分工",
}
_FULL_WIDTH = str.maketrans("()", "（）")
_DIGITS = "零一二三四五六七八九"


def engine_label(engine: Engine) -> str:
    """E.g. "办件时限"."""
    return ENGINES[engine][0]


def shown_name(name: str) -> str:
    """A name with the brackets of Chinese print."""
    return name.translate(_FULL_WIDTH)


def chapter_label(number: int) -> str:
    """16 → 第十六章, as outlines number their chapters; numbers of no plan stay figures."""
    if not 0 < number < 100:
        return f"第{number}章"
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return f"第{head}{_DIGITS[ones] if ones else ''}章"
