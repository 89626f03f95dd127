"""Which plan a text is: surely a known one, surely another one, or a person has to say."""

from __future__ import annotations

import pytest
from attrs import frozen

from gangyao.core.document.document import RawText, Source
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.identity.identity import Identity, identify
from gangyao.core.plan.identity.recognition import Unsure, recognise
from gangyao.core.plan.plan import Area
from gangyao.ingest.vocabulary import load_vocabulary


@frozen
class _Known:
    id: str
    kind: str
    area: Area
    period: tuple[int, int]


def _identity(title: str) -> Identity:
    text = f"{title}\n第一章 目标\n茶园面积达到12万亩。\n"
    source = Source("0" * 16, "0" * 64, "无名.txt", "txt", "utf-8", len(text), False)
    return identify(parse_document(RawText(source, text, ())), load_vocabulary().gazetteer)


_OUTLINE = "云溪县国民经济和社会发展第十四个五年规划纲要"
_KNOWN = [
    _Known("yunxi-14", "outline", Area("", "云溪县"), (2021, 2025)),
    _Known("qinghe-15", "outline", Area("", "清河乡"), (2026, 2030)),
]


def test_the_same_area_years_and_kind_is_the_known_plan() -> None:
    recognition = recognise(_identity(_OUTLINE), _KNOWN)
    assert (recognition.plan_id, recognition.unsure) == ("yunxi-14", None)


def test_other_years_are_another_plan() -> None:
    recognition = recognise(_identity(_OUTLINE.replace("十四", "十五")), _KNOWN)
    assert recognition.unsure is None
    assert recognition.plan_id not in ("yunxi-14", "qinghe-15")


@pytest.mark.parametrize(
    ("title", "unsure", "candidates"),
    [
        ("国民经济和社会发展第十四个五年规划纲要", Unsure.AREA, ("yunxi-14",)),
        ("云溪县国民经济和社会发展规划纲要", Unsure.PERIOD, ("yunxi-14",)),
        ("云溪县“十四五”茶产业发展规划", Unsure.KIND, ("yunxi-14",)),
    ],
)
def test_a_person_has_to_say_where_something_is_missing_or_differs_alone(
    title: str, unsure: Unsure, candidates: tuple[str, ...]
) -> None:
    recognition = recognise(_identity(title), _KNOWN)
    assert (recognition.unsure, recognition.candidates) == (unsure, candidates)


def test_nothing_is_asked_where_no_known_plan_can_be_meant() -> None:
    assert recognise(_identity("国民经济和社会发展第十三个五年规划纲要"), _KNOWN).unsure is None


def test_a_title_that_was_read_before_is_that_plan_again() -> None:
    identity = _identity("云溪县“十四五”茶产业发展规划")
    known = [*_KNOWN, _Known(identity.id, "special", Area("", "云溪县"), (2021, 2025))]
    assert recognise(identity, known).plan_id == identity.id
