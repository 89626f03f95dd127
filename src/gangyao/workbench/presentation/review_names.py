"""What records are called where a decision names them: name, value and time, never the id alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from gangyao.core.period import PLAN_PERIOD_NAME
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.plan import Record, Target
from gangyao.core.plan.statement import Statement
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.figures import figure
from gangyao.workbench.presentation.words import horizon_words

_ID = re.compile(rf"(?P<name>.+?)(?:-[^-]+?)??-(?P<horizon>[0-9]{{4}}|{PLAN_PERIOD_NAME})(?:-[0-9]+)?")


def name_in_id(id_: str) -> str:
    """What an id says of a record that is not at hand: 茶园面积-云溪县-2025 → 茶园面积（2025年）."""
    found = _ID.fullmatch(id_)
    return f"{found['name']}（{horizon_words(found['horizon'])}）" if found else id_


def name_of(record: Record) -> str:
    """A record by its name, value and time, e.g. "茶园面积 3.4万亩（2025年）"; a promise by its verb and object."""
    if isinstance(record, Commitment):
        return record.words
    if not isinstance(record, Statement | Target):
        return record.name
    name = record.name if isinstance(record, Target) else record.indicator
    when = "" if record.horizon in ("", "other") else f"（{horizon_words(record.horizon)}）"
    return f"{name} {figure(record.quantity).text}".rstrip() + when


def names_in(stored: StoredPlan) -> Callable[[str], str]:
    """What the records of a plan are called, those that people withdrew among them; others by what their id says."""
    records = (*stored.read, *stored.records)
    known = {record.id: record for record in records}
    return lambda id_: name_of(known[id_]) if id_ in known else name_in_id(id_)
