"""Whatever the words: no crash, spans inside them and in order, the same twice; the vocabulary is one of words."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from gangyao.core.document.folding import fold
from gangyao.core.plan.acts.act import Act, read_act
from gangyao.core.plan.acts.verbs import Role
from gangyao.ingest.vocabulary import load_verbs

FRAGMENTS = """
推进 推动 加快 建设 改造 建立健全 完善 将 把 对 由 向 与 以 为 通过 依托 围绕 到2030年 年内 力争 探索 鼓励 支持 一批 3所 12.5% 等 的
、 和 及 或 “ ” （ ） 《 》 ： — ①
（一） 一是 01 区政府 各镇 要 应
不得 码头 茶园 竹编 渔港 体系 机制 企业 项目 发展 升级 数字化 规范化 提升 实现 全覆盖 达到 压减至 作为 重点 目的地 [3] 1/日 之间 地 好
"""
VERBS = load_verbs()
any_words = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS.split()), max_size=14).map("".join),
    st.lists(st.sampled_from(sorted(VERBS.roles)), max_size=9).map("".join),
    st.text(max_size=60),
)


@settings(max_examples=600, deadline=None)
@given(any_words)
def test_any_words_give_an_act_with_spans_inside_them_or_none(text: str) -> None:
    words = fold(text).text
    act = read_act(words, VERBS)
    assert act == read_act(words, VERBS)
    if act is not None:
        spans = (*act.verb_spans, *act.objects, *filter(None, (act.who, act.horizon, act.manner)))
        assert all(0 <= start < end <= len(words) for start, end in spans), act
        assert act.verb


def test_a_clause_that_does_not_end_takes_time_in_step_with_its_length() -> None:
    def seconds(times: int) -> float:
        words = "依托渔港推进码头、栈桥和驿站的建设与改造并完善管理" * times
        start = time.perf_counter()
        read_act(words, VERBS)
        return time.perf_counter() - start

    seconds(10)
    assert seconds(2000) < 40 * seconds(200) + 0.2


def test_a_light_verb_has_two_spans_with_the_object_between() -> None:
    words = "推进滨江码头改造"
    act = read_act(words, VERBS)
    assert isinstance(act, Act)
    assert [words[slice(*span)] for span in act.verb_spans] == ["推进", "改造"]
    assert act.is_light and not act.is_aim and act.object_head == (2, 6) and act.start == 0


def test_what_may_only_be_an_aim_is_told_apart() -> None:
    aims = {words: read_act(words, VERBS) for words in ("提升渡口通行效率", "为渔业发展提供支撑", "修建渡口栈桥")}
    assert [act.is_aim for act in aims.values() if act] == [True, True, False]


def test_a_verb_taken_from_the_adverb_before_it_is_marked_as_unknown() -> None:
    act = read_act("积极夯筑渔港堤岸", VERBS)
    assert act is not None
    assert (act.verb, act.known) == ("夯筑", False)


def test_a_word_stands_once_in_a_role() -> None:
    assert all(word and not any(char.isspace() for char in word) for word in VERBS.roles)
    assert all(role < 2 * max(Role) for role in VERBS.roles.values())


def test_what_ends_a_light_verb_can_be_a_noun_or_is_made_of_such() -> None:
    alone = [word for word, role in VERBS.roles.items() if role == Role.TAIL and len(word) == 2]
    assert alone == []
