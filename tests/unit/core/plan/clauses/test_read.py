"""Kinds of clauses from a whole text: places, headings that no line end parts, tables, times, what coverage says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gangyao.core.plan.clauses.coverage import ClauseCoverage
from gangyao.core.plan.commitment import ClauseKind
from gangyao.pipeline import Compilation, compile_text

TITLE = "云州市青禾区国民经济和社会发展第十五个五年规划纲要\n"


def compiled(text: str) -> Compilation:
    return compile_text((TITLE + text).encode("utf-8", "ignore"), "made-up.txt")


def kinds(text: str) -> list[tuple[str, str]]:
    read = compiled(text)
    source = read.document.text
    spans = [(one.clause.kind.value, one.clause.anchor) for one in read.clauses]
    return [(kind, source[anchor.start : anchor.end]) for kind, anchor in spans if anchor.start >= len(TITLE)]


def test_titles_numbered_heads_and_run_in_heads_are_headings() -> None:
    text = "第一章 兴业富民，再添活力\n第一节 壮大茶业\n（一）建强茶园。新建高标准茶园，培育良种茶树。推广机采。\n"
    assert [kind for kind, _ in kinds(text)] == ["heading"] * 4 + ["promise"] * 3


def test_a_report_tells_last_year_first_and_then_what_is_to_be_done() -> None:
    head = "政府工作报告\n——2027年1月9日在青禾区第六届人民代表大会第二次会议上\n区长 某某\n"
    text = f"{head}一、2026年工作回顾\n新建驿站六个。\n二、2027年工作安排\n新建书屋四间。\n"
    read = compile_text(text.encode(), "made-up.txt")
    last = [one for one in read.clauses if one.clause.kind is not ClauseKind.HEADING]
    assert [one.clause.kind.value for one in last] == ["achievement", "promise"]
    assert last[-1].horizon == "2027"


def test_a_year_holds_for_the_promises_behind_it_in_its_sentence() -> None:
    read = compiled("第一章 修桥补路\n到2028年，建成环湖绿道，改造渡口码头。增设公交站点。\n")
    promises = [one for one in read.clauses if one.clause.kind is ClauseKind.PROMISE]
    assert [(one.horizon, one.dated) for one in promises] == [("2028", True), ("2028", True), ("十五五", False)]


def test_footnotes_and_what_stands_before_the_first_chapter_promise_nothing() -> None:
    text = "建设山水青禾，编制本纲要。\n第一章 治水兴水\n推进“三渠”[1]修复。\n[1] 三渠：修建的东渠、西渠、中渠。\n"
    assert [kind for kind, _ in kinds(text)] == ["context", "context", "heading", "promise", "context"]


def test_a_table_holds_targets_base_values_and_furniture() -> None:
    text = "第一章 主要目标\n指标\t2025年\t2030年\t属性\n绿道里程（公里）\t42\t60\t预期性\n"
    assert [kind for kind, _ in kinds(text)] == ["heading", "heading", "target"]


def test_a_subject_that_seems_to_hold_a_verb_is_a_target_among_goals() -> None:
    text = "第一章 主要目标\n防范化解山洪风险机制不断健全，全域治水特别是中小河流治理水平明显提高。\n"
    assert [kind for kind, _ in kinds(text)] == ["heading", "target", "target"]


def test_who_acts_is_said_where_the_clause_says_it() -> None:
    read = compiled("第一章 治水兴水\n山区各镇划定禁牧区域，区级有关部门要加强河道巡查。\n")
    text = read.document.folded.text
    promises = [one for one in read.clauses if one.clause.kind is ClauseKind.PROMISE]
    assert [text[slice(*one.who)] if one.who else "" for one in promises] == ["山区各镇", "区级有关部门"]
    assert [one.act.verb if one.act else "" for one in promises] == ["划定", "加强"]


def test_a_line_behind_a_dash_that_names_what_follows_is_a_heading() -> None:
    text = "第一章 治水兴水\n——推进全域治水\n修复“三渠”，疏浚内河。\n"
    assert [kind for kind, _ in kinds(text)] == ["heading", "heading", "promise", "promise"]


def test_coverage_counts_every_clause_once() -> None:
    read = compiled("第一章 兴业富民\n发展林下经济，提升山区活力。到2030年，林下产值达到3亿元。\n")
    coverage = ClauseCoverage.of(read.clauses)
    assert sum(coverage.kinds.values()) == len(read.clauses) == sum(map(len, coverage.by_node.values()))
    assert [kind.value for kind in coverage.kinds] == ["heading", "promise", "purpose", "manner", "target"]
    assert len(coverage.of_kind(ClauseKind.TARGET)) == 1


WORDS = [
    *"，；。\n",
    "修建",
    "步道",
    "提升",
    "活力",
    "以",
    "为重点",
    "到2030年",
    "第一章 主要目标\n",
    "坚持",
    "（",
    "）",
    "使",
    "指标\t2030年\n",
    "率达到",
    "5%",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=50).map("".join))
def test_any_text_has_clauses_of_one_kind_each_that_do_not_overlap(text: str) -> None:
    read = compiled(text)
    position = 0
    for one in read.clauses:
        anchor, node = one.clause.anchor, read.document.nodes[one.clause.node]
        assert position <= anchor.start < anchor.end <= len(read.document.text)
        assert node.start < anchor.end
        position = anchor.end
        if one.act is not None:
            assert one.clause.kind is ClauseKind.PROMISE
            assert one.end - one.start >= max(end for _, end in (*one.act.verb_spans, *one.act.objects))
