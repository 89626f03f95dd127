"""A plan that is edited, or comes as another text, keeps the ids of what did not change."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from gangyao.pipeline import Compilation, compile_text

_TITLE = "云溪县国民经济和社会发展第十四个五年规划纲要\n\n第二章 总体要求\n\n第一节 主要目标\n\n"
_PARAGRAPHS = (
    "到2025年，森林覆盖率达到46.5%。",
    "到2025年，常住人口城镇化率达到58%以上。",
    "到2025年，茶园面积达到3.4万亩，茶叶综合产值突破12亿元。",
    "城镇登记失业率控制在4.5%以内。",
    "新建竹编传习所7个。",
    "新建竹编传习所9个。",
    "村级综合服务站全覆盖。",
    "地区生产总值年均增长7.2%。",
    "到2025年，空气质量优良天数比例达到88%。",
    "改造乡村道路210公里。",
)


def _compile(paragraphs: Sequence[str], ids: dict[str, str] | None = None) -> Compilation:
    return compile_text((_TITLE + "\n\n".join(paragraphs) + "\n").encode(), "纲要.txt", ids=ids)


def _ids_by_words(compiled: Compilation) -> dict[str, str]:
    """The id of each statement and target by the words it stands on and its name."""
    document, plan = compiled.document, compiled.plan
    found = {f"{s.indicator}|{document.quote(s.anchor.start, s.anchor.end)}": s.id for s in plan.statements}
    found |= {f"目标{t.name}|{document.quote(t.anchors[0].start, t.anchors[0].end)}": t.id for t in plan.targets}
    return found


paragraph_lists = st.lists(st.sampled_from(_PARAGRAPHS), unique=True, min_size=1)


@settings(deadline=None, max_examples=60)
@given(paragraph_lists, paragraph_lists)
def test_inserting_and_deleting_paragraphs_moves_no_id_of_the_others(before: list[str], after: list[str]) -> None:
    first = _compile(before)
    second = _compile(after, dict(first.ids))
    old, new = _ids_by_words(first), _ids_by_words(second)
    assert {words: new[words] for words in old.keys() & new.keys()} == {
        words: old[words] for words in old.keys() & new.keys()
    }
    assert len(set(new.values())) == len(new)


@settings(deadline=None, max_examples=30)
@given(paragraph_lists, paragraph_lists)
def test_what_was_deleted_comes_back_under_its_old_id(before: list[str], between: list[str]) -> None:
    first = _compile(before)
    second = _compile(between, dict(first.ids))
    third = _compile(before, dict(second.ids))
    assert _ids_by_words(third) == _ids_by_words(first)


@settings(deadline=None, max_examples=20)
@given(st.integers(10, 99), st.integers(10, 99))
def test_a_changed_number_changes_no_id(old: int, new: int) -> None:
    first = _compile([*_PARAGRAPHS[:3], f"到2025年，竹林覆盖率达到{old}.5%。"])
    second = _compile([*_PARAGRAPHS[:3], f"到2025年，竹林覆盖率达到{new}.5%。"], dict(first.ids))
    assert [s.id for s in second.plan.statements] == [s.id for s in first.plan.statements]
    assert [t.id for t in second.plan.targets] == [t.id for t in first.plan.targets]


def test_ids_are_readable() -> None:
    ids = {s.id for s in _compile(_PARAGRAPHS).plan.statements}
    assert {"森林覆盖率-2025", "城镇登记失业率-2025", "新建竹编传习所数-十四五", "新建竹编传习所数-十四五-2"} <= ids


def test_a_digest_in_other_words_and_the_full_text_share_their_ids() -> None:
    digest = (
        "生态。森林覆盖率46.5%，空气质量优良率88%。",
        "就业。登记失业率控制在4.5%以内。",
        "文化。竹编传习所新建7个。",
    )
    short = _compile(digest)
    full = _compile(_PARAGRAPHS, dict(short.ids))
    assert {s.id for s in short.plan.statements} <= {s.id for s in full.plan.statements}
    assert {t.id for t in short.plan.targets} <= {t.id for t in full.plan.targets}
    again = _compile(digest, dict(full.ids))
    assert again.plan == short.plan


def test_compiling_the_same_text_again_changes_nothing() -> None:
    first = _compile(_PARAGRAPHS)
    second = _compile(_PARAGRAPHS, dict(first.ids))
    assert (second.plan, dict(second.ids)) == (first.plan, dict(first.ids))
