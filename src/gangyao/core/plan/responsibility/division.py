"""A division of tasks 任务分工方案: what a plan sets, and who leads and cooperates, as far as a person confirmed it.

Form: 任务分工方案 that governments issue for their plans: 总体要求, 主要指标, 重点任务, 重大工程, 工作要求; one item is
a sentence of the plan with 牵头单位, 配合单位 and 完成时限. The caller hands in all words; nothing is looked up here.
"""

from __future__ import annotations

from attrs import frozen

from gangyao.core.plan.responsibility.naming import NONE, PENDING, join_names


@frozen
class Duty:
    """Who carries a thing.

    Attributes:
        lead: the one agency in charge 牵头单位, once confirmed; empty until then.
        cooperating: agencies that cooperate 配合单位, once confirmed.
        suggested_lead: what a rule suggests; counts for nothing.
        suggested_cooperating: the same for those who cooperate.
        rule: what decided the suggestion, e.g. "含“幼儿园” → 教育".
    """

    lead: str = ""
    cooperating: tuple[str, ...] = ()
    suggested_lead: str = ""
    suggested_cooperating: tuple[str, ...] = ()
    rule: str = ""

    @property
    def lead_words(self) -> str:
        """The lead as printed: 待定 until it is confirmed."""
        return self.lead or PENDING

    @property
    def cooperating_words(self) -> str:
        """Those who cooperate as printed: 待定 until the lead is confirmed, 无 where there are none."""
        return join_names(self.cooperating) or (NONE if self.lead else PENDING)


@frozen
class DivisionItem:
    """One promise to be carried.

    Attributes:
        number: in the division, from 1.
        id: of the promise.
        chapter: heading of its chapter, e.g. "第三章 畅通路网"; may be empty.
        section: heading of its section; may be empty.
        text: its sentence, or a line of the digest where the official text is not at hand.
        matter: verb and object, e.g. "新建：幼儿园".
        targets: the targets inside in words, e.g. ("幼儿园3所",).
        deadline: 完成时限 in words, e.g. "2025年"; empty where the plan sets none.
        duty: who carries it.
        note: 备注.
    """

    number: int
    id: str
    chapter: str
    section: str
    text: str
    matter: str
    targets: tuple[str, ...] = ()
    deadline: str = ""
    duty: Duty = Duty()
    note: str = ""


@frozen
class DivisionIndicator:
    """One main indicator 主要指标.

    Attributes:
        name: e.g. "森林覆盖率".
        unit: e.g. "%"; may be empty.
        base: value of the base year as printed; may be empty.
        target: value of the last year as printed.
        nature: "约束性", "预期性" or empty.
        duty: who carries it.
    """

    name: str
    unit: str
    base: str
    target: str
    nature: str
    duty: Duty = Duty()


@frozen
class DivisionProject:
    """One project 重大工程项目.

    Attributes:
        name: as the plan writes it.
        type: in words, e.g. "水利工程".
        count: e.g. "3所"; may be empty.
        place: may be empty.
        duty: who carries it.
    """

    name: str
    type: str
    count: str = ""
    place: str = ""
    duty: Duty = Duty()


@frozen
class Division:
    """A division of tasks to be printed.

    Attributes:
        title: e.g. "云溪区“十四五”规划纲要任务分工方案".
        plan: name of the plan, e.g. "云溪区国民经济和社会发展第十四个五年规划纲要".
        day: of the printout, e.g. "2026年3月12日".
        items: in the plan's order.
        indicators: in the order of the plan's table.
        projects: in the plan's order.
        agencies: names to choose from, as the area writes them.
        remarks: sentences that hold for the whole, e.g. "摘要，非正式文本"; printed under the title.
    """

    title: str
    plan: str
    day: str
    items: tuple[DivisionItem, ...]
    indicators: tuple[DivisionIndicator, ...] = ()
    projects: tuple[DivisionProject, ...] = ()
    agencies: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def confirmed(self) -> int:
        """How many items have a confirmed lead."""
        return sum(bool(item.duty.lead) for item in self.items)
