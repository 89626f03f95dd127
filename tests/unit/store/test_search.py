"""Searching the stored index gives what a plain look at every passage gives, in the promised order, on any database."""

from __future__ import annotations

import pytest
from attrs import evolve, frozen
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions.archiving import restore_plan
from gangyao.actions.indexing import index_what_is_behind
from gangyao.actions.plans import add_plan
from gangyao.actions.review import correct, reject, undo
from gangyao.actions.start import prepare_plans
from gangyao.core.document.document import Document, RawText, Source
from gangyao.core.document.parse import parse_document
from gangyao.core.indicator.indicator import Direction, Indicator
from gangyao.core.indicator.lexicon import Lexicon
from gangyao.core.plan.plan import Area, Plan, Target
from gangyao.core.plan.statement import Measure
from gangyao.core.quantity.quantity import Quantity
from gangyao.core.search.passages import Outline, Passage, Rank, passages_of_records, passages_of_text
from gangyao.core.search.query import parse_query
from gangyao.core.search.spelling import NAME
from gangyao.store import plans, search_index
from gangyao.store.models import PlanRow, SearchPassage, SearchPosting, SearchShelf
from gangyao.store.search import Kind, search

pytestmark = pytest.mark.django_db

EVERYTHING = dict.fromkeys(Kind, 1000)
LEXICON = Lexicon((Indicator("养老床位", "养老床位", aliases=("床位数",)),))
_NAMES = st.text(alphabet="养老床位数水", min_size=1, max_size=4)
_LINES = st.text(alphabet="养老床位水5.%，。 “”第一章节\t", max_size=30)
_QUERIES = st.text(alphabet='养老床位数水5.% -"', min_size=1, max_size=12)


@frozen
class Made:
    """A made-up plan as records."""

    plan: Plan
    document: Document


def _make(number: int, lines: list[str], names: list[str], *, digest: bool) -> Made:
    text = "\n".join(lines) or "空"
    source = Source(f"{number:016}", f"{number:064}", "甲.txt", "txt", "utf-8", len(text), digest)
    document = parse_document(RawText(source, text))
    plan = Plan(f"plan-{number}", f"第{number}县规划", "outline", Area("", ""), (2021, 2025), (source,))
    return Made(evolve(plan, targets=tuple(_target(place, name) for place, name in enumerate(names))), document)


def _target(place: int, name: str) -> Target:
    from gangyao.core.document.document import Anchor

    return Target(
        f"{name}-{place}", name, None, "", "全区", "2025", Measure.LEVEL, Quantity(words="提高"), Direction.NONE,
        ("gone",), (Anchor("0", place, place + 1),),
    )  # fmt: skip


def _store(made: Made) -> None:
    plan = made.plan
    PlanRow.objects.create(
        plan_id=plan.id, title=plan.title, kind=plan.kind, first_year=2021, last_year=2025, current_reading=1
    )
    search_index.index_plan(plan, made.document, LEXICON)


def _by_hand(asked: str, stored: list[Made]) -> list[tuple[str, str]]:
    """Plan and text of every passage that fits, in the promised order: the plain way to search."""
    query, found = parse_query(asked), []
    for place, made in enumerate(stored):
        outline = Outline.of(made.plan.outline)
        for shelf in (
            passages_of_records(made.plan, LEXICON, outline), passages_of_text(made.document, outline),
        ):  # fmt: skip
            for number, passage in enumerate(shelf):
                if query.words and _fits(passage, query.words, query.excluded):
                    later = made.document.source.digest
                    found.append((_order(passage, query.words, (later, place, number)), made.plan.id, passage.text))
    return [(plan, text) for _, plan, text in sorted(found)]


def _fits(passage: Passage, words: tuple[str, ...], excluded: tuple[str, ...]) -> bool:
    return all(w in passage.spelling for w in words) and not any(w in passage.spelling for w in excluded)


def _order(passage: Passage, words: tuple[str, ...], rest: tuple[bool, int, int]) -> tuple[object, ...]:
    places = [i for word in words for i in range(len(passage.spelling)) if passage.spelling.startswith(word, i)]
    part = not (len(words) == 1 and passage.spelling.startswith(f"{NAME}{words[0]}{NAME}"))
    later, place, number = rest
    return passage.rank, part, later, -len(places), min(places), place, number


_PLANS = st.lists(st.tuples(st.lists(_LINES, max_size=6), st.lists(_NAMES, max_size=3), st.booleans()), max_size=3)


@example([(["5老老", "老5老"], [], False)], ["老"])
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_PLANS, st.lists(_QUERIES, min_size=1, max_size=5))
def test_the_index_finds_what_a_plain_look_finds_in_the_same_order(
    drawn: list[tuple[list[str], list[str], bool]], asked: list[str]
) -> None:
    with transaction.atomic():
        stored = [_make(number, lines, names, digest=digest) for number, (lines, names, digest) in enumerate(drawn)]
        for made in stored:
            _store(made)
        for query in asked:
            found = search(parse_query(query), wanted=EVERYTHING)
            listed = [(one.plan_id, one.text) for kind in Kind for one in found.found[kind]]
            assert listed == _by_hand(query, stored)
            assert found.all == len(listed)
        transaction.set_rollback(True)


HOSTILE = [
    "", " ", "%", "_", "%%_", "' OR 1=1 --", '"', '"""', "“”", "*", "甲*", "甲 NEAR 乙", "甲 AND NOT 乙", "甲 & | !",
    "\x00", "养\x00老", "🌲🌲", "\u202e养老", "\ufffd", "\\", "(", "a" * 100_000, "养老 " * 30_000, "-养老", "- -", "養老",
]  # fmt: skip


@pytest.mark.parametrize("asked", HOSTILE)
def test_no_query_fails(asked: str) -> None:
    _store(_make(1, ["养老床位达到5%。🌲"], ["床位"], digest=False))
    found = search(parse_query(asked), wanted=EVERYTHING)
    assert found.all == sum(map(len, found.found.values()))


def test_results_come_in_stretches_without_gap_or_repetition() -> None:
    _store(_make(1, [f"养老院{number}家。" for number in range(50)], [], digest=False))
    query = parse_query("养老")
    stretches = [search(query, first=first, wanted={Kind.TEXT: 20}).found[Kind.TEXT] for first in (0, 20, 40, 60)]
    assert [len(stretch) for stretch in stretches] == [20, 20, 10, 0]
    assert len({one.start for stretch in stretches for one in stretch}) == 50


def test_one_plan_can_be_asked_alone_and_all_are_counted() -> None:
    for number in (1, 2):
        _store(_make(number, ["发展养老事业。"] * number, [], digest=False))
    found = search(parse_query("养老"), plan_id="plan-2", wanted=EVERYTHING)
    assert {one.plan_id for one in found.found[Kind.TEXT]} == {"plan-2"}
    assert found.counts[Kind.TEXT] == 2
    assert dict(found.by_plan) == {"plan-1": 1, "plan-2": 2}
    assert list(found.plans) == ["plan-1", "plan-2"]


def test_a_plan_that_is_archived_is_not_searched() -> None:
    _store(_make(1, ["发展养老事业。"], [], digest=False))
    PlanRow.objects.update(archived_at="2026-03-12T00:00:00Z")
    assert search(parse_query("养老"), wanted=EVERYTHING).all == 0
    PlanRow.objects.update(archived_at=None)
    assert search(parse_query("养老"), wanted=EVERYTHING).all == 1


TEXT = """青禾县国民经济和社会发展第十四个五年规划纲要
第一章 主要目标
到2025年，森林覆盖率提高到52.5%，人均预期寿命达到79岁。
第二章 民生
新建养老院6家[1]，改造“老旧小区”35个。
[1] 养老院含日间照料。
"""


@pytest.fixture
def qinghe() -> str:
    return add_plan(by=COMMAND_LINE, data=TEXT.encode(), name="青禾县.txt", plan_id="qinghe-14").plan_id


def _texts(asked: str, kind: Kind) -> list[str]:
    return [one.text for one in search(parse_query(asked), wanted=EVERYTHING).found[kind]]


def test_a_new_reading_is_found_at_once_and_the_earlier_one_no_more(qinghe: str) -> None:
    assert _texts("老旧小区", Kind.TEXT) == ["新建养老院6家，改造“老旧小区”35个。"]
    add_plan(by=COMMAND_LINE, data=TEXT.replace("老旧小区", "背街小巷").encode(), name="青禾县.txt", plan_id=qinghe)
    assert _texts("老旧小区", Kind.TEXT) == []
    assert len(_texts("背街小巷", Kind.TEXT)) == 1
    assert SearchShelf.objects.filter(plan_id=qinghe).count() == 2


def test_a_target_is_found_by_every_name_of_its_indicator_and_by_its_value(qinghe: str) -> None:
    (found,) = search(parse_query("平均期望寿命 79岁"), wanted=EVERYTHING).found[Kind.TARGET]
    assert found.text == "人均预期寿命"
    assert found.path == ("第一章 主要目标",)
    assert found.horizon == "2025"
    assert TEXT[found.start : found.end] in TEXT
    assert _texts("52.5%", Kind.TARGET) == ["森林覆盖率"]


def test_a_decision_of_a_person_is_found_at_once(qinghe: str) -> None:
    target = plans.read(qinghe).plan.targets[0]
    before = SearchShelf.objects.get(plan_id=qinghe, kind=search_index.TEXT).pk
    correct(by=COMMAND_LINE, plan_id=qinghe, record=target.id, changes={"name": "林木绿化率"}, reason="")
    assert _texts("林木绿化率", Kind.TARGET) == ["林木绿化率"]
    batch = reject(by=COMMAND_LINE, plan_id=qinghe, records=[target.id], reason="不是目标")
    assert _texts("林木绿化率", Kind.TARGET) == []
    undo(by=COMMAND_LINE, plan_id=qinghe, batch=batch)
    assert _texts("林木绿化率", Kind.TARGET) == ["林木绿化率"]
    assert SearchShelf.objects.get(plan_id=qinghe, kind=search_index.TEXT).pk == before


def test_what_is_indexed_already_is_not_made_again(qinghe: str) -> None:
    before = set(SearchShelf.objects.values_list("pk", flat=True))
    stored = plans.read(qinghe)
    search_index.index_records(stored.plan, _lexicon())
    search_index.index_plan(stored.plan, stored.document, _lexicon())
    assert set(SearchShelf.objects.values_list("pk", flat=True)) == before


def _lexicon() -> Lexicon:
    from gangyao.ingest.vocabulary import load_vocabulary

    return load_vocabulary().lexicon


def test_the_start_indexes_plans_that_an_earlier_version_read(qinghe: str) -> None:
    SearchShelf.objects.all().delete()
    assert not SearchPassage.objects.exists()
    assert not SearchPosting.objects.exists()
    assert search_index.behind() == (qinghe,)
    list(prepare_plans(by=COMMAND_LINE))
    assert search_index.behind() == ()
    assert _texts("养老院6家", Kind.TEXT) == ["新建养老院6家，改造“老旧小区”35个。"]


def test_an_index_of_another_version_is_made_again_of_an_archived_plan_when_it_is_restored(qinghe: str) -> None:
    archived = PlanRow.objects.filter(plan_id=qinghe)
    archived.update(archived_at="2026-03-12T00:00:00Z")
    SearchShelf.objects.update(form=0)
    SearchPosting.objects.update(packed=b"another form")
    index_what_is_behind()
    assert _texts("养老院6家", Kind.TEXT) == []
    restore_plan(by=COMMAND_LINE, plan_id=qinghe)
    assert _texts("养老院6家", Kind.TEXT) == ["新建养老院6家，改造“老旧小区”35个。"]


def test_passages_are_shown_with_their_place_in_the_outline_and_without_marks_of_notes(qinghe: str) -> None:
    found = search(parse_query("养老院"), wanted=EVERYTHING).found[Kind.TEXT]
    assert [(one.rank, one.text, one.path) for one in found] == [
        (Rank.BODY, "新建养老院6家，改造“老旧小区”35个。", ("第二章 民生",)),
        (Rank.NOTE, "[1]养老院含日间照料。", ("第二章 民生",)),
    ]
    assert _texts("家改造", Kind.TEXT) == []
