"""Made-up promises, projects, names and terms on a stored plan, in place of those that a compile reads."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve
from django.db import transaction
from django.utils import timezone

from gangyao.core.document.document import Anchor
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.entity import Entity, EntityKind
from gangyao.core.plan.identifier import IdRegister
from gangyao.core.plan.plan import Item, sort_items
from gangyao.core.plan.project import Project
from gangyao.core.plan.revision import leaf_at, revise
from gangyao.core.plan.statement import Statement
from gangyao.core.plan.term import Term
from gangyao.ingest.fingerprint import compiler_state
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.pipeline import Compilation
from gangyao.store import plans, readings, search_index
from gangyao.store.plans import StoredPlan


def with_items(stored: StoredPlan, items: Sequence[Item]) -> StoredPlan:
    """The plan with a further reading that holds these items alone besides its statements and targets."""
    plan_id, lexicon, document = stored.plan.id, load_vocabulary().lexicon, stored.document
    read = (*(one for one in stored.read if isinstance(one, Statement)), *items)
    register = IdRegister(plans.register_of(plan_id), canonical=lexicon.key)
    revision = revise(read, (), document=document, lexicon=lexicon, area=stored.plan.area, register=register)
    plan = evolve(stored.plan, **sort_items(items))
    compiled = Compilation(document, plan, register.entries, read, revision)
    with transaction.atomic():
        plans.add_reading(
            compiled,
            readings.source_of(plan_id),
            {},
            compiler=compiler_state(),
            actor="command-line",
            at=timezone.now(),
        )
        search_index.index_plan(plan, document, lexicon)
    return plans.read(plan_id)


def anchor_of(stored: StoredPlan, words: str) -> Anchor:
    """Where words first stand in the text."""
    start = stored.document.text.index(words)
    return Anchor(stored.source.id, start, start + len(words))


def promise(stored: StoredPlan, words: str, verb: str, *objects: str, **fields: Any) -> Commitment:
    """A promise that stands in some words of the text."""
    anchor = anchor_of(stored, words)
    inside = tuple(s.id for s in stored.plan.statements if anchor.start <= s.anchor.start < anchor.end)
    given = {
        "id": f"{verb.replace('…', '')}-{objects[0]}", "modality": "", "who": "", "horizon": "2025", "statements": inside,
        "inferred": ("horizon",), **fields,
    }  # fmt: skip
    node = leaf_at(stored.document, anchor.start)
    return Commitment(verb=verb, object_head=objects[0], objects=objects, anchor=anchor, node=node, **given)


def made_up_items(stored: StoredPlan) -> list[Item]:
    """Five promises, a project, two names and two terms of the made-up plan of 云溪县."""
    return [
        promise(
            stored, "新建农村公路120公里", "新建", "农村公路", projects=("农村公路建设工程",), horizon="2024", inferred=()
        ),
        promise(stored, "改造老旧小区35个", "改造", "老旧小区", modality="力争"),
        promise(stored, "引进龙头企业3—5家", "引进", "龙头企业", modality="鼓励", doubts=("horizon-other",), horizon="other", inferred=()),
        promise(stored, "强化监测评估", "强化", "监测评估", who="县政府"),
        promise(stored, "建立“一季一调度”制度", "建立", "一季一调度制度"),
        Project("农村公路建设工程", "农村公路建设工程", "road", (anchor_of(stored, "农村公路120公里"),), Decimal(120), "公里", "县域"),
        Entity("云溪县", "云溪县", EntityKind.PLACE, (anchor_of(stored, "云溪县"),), "510999"),
        Entity("县人民政府", "县人民政府", EntityKind.AGENCY, (anchor_of(stored, "县域5G网络"),), "人民政府"),
        Term("城镇登记失业率", "城镇登记失业率", (anchor_of(stored, "城镇登记失业率"),), "[1]", anchor_of(stored, "[1] 城镇登记失业率为登记口径。")),
        Term("小散弱", "小、散、弱", (anchor_of(stored, "小、散、弱"),), cardinality=3, doubts=("unexplained",)),
    ]  # fmt: skip
