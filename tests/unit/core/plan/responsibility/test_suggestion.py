"""A suggestion names the one word that decided; where nothing fits there is none."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from gangyao.core.plan.responsibility.suggestion import ResponsibilityRules, SubjectField, Suggestion, suggest
from gangyao.ingest.bundled import bundled
from gangyao.ingest.vocabulary import load_responsibility

_EDUCATION = SubjectField("教育", "教育局", ("财政局",), ("幼儿园", "学校"), ("教育",), "编造")
_SAFETY = SubjectField("食品安全", "市场监管局", ("公安局",), ("食品安全", "食堂"), (), "编造")
_ROADS = SubjectField("交通", "交通局", (), ("道路", "学校道路"), ("交通",), "编造")
_RULES = ResponsibilityRules((_EDUCATION, _SAFETY, _ROADS))


def _suggest(object_head: str = "", clause: str = "", sentence: str = "", headings: tuple[str, ...] = ()) -> Suggestion:
    return suggest(object_head=object_head, clause=clause, sentence=sentence, headings=headings, rules=_RULES)


def test_the_object_decides_before_anything_else() -> None:
    found = _suggest("幼儿园", "建设幼儿园门前道路", headings=("加强交通建设",))
    assert (found.field, found.lead, found.rule) == ("教育", "教育局", "含“幼儿园” → 教育")


def test_of_several_words_the_last_decides_as_the_head_of_a_chinese_phrase_stands_last() -> None:
    assert _suggest("学校食品安全").field == "食品安全"


def test_a_longer_word_covers_the_shorter_ones_inside_it() -> None:
    assert _suggest("学校道路").rule == "含“学校道路” → 交通"


def test_a_heading_decides_where_the_clause_says_nothing_the_nearest_first() -> None:
    found = _suggest("质量", "提高质量", headings=("改善交通", "办好教育"))
    assert found.rule == "标题“办好教育”含“教育” → 教育"


def test_the_rest_of_the_sentence_is_asked_after_the_headings() -> None:
    found = _suggest("条件", "改善条件", "改善条件，新建幼儿园", headings=("第一节",))
    assert found.rule == "同句含“幼儿园” → 教育"


def test_a_general_word_in_the_clause_is_the_last_thing_asked() -> None:
    assert _suggest("教育", "办好教育", "办好教育，建好道路").field == "交通"
    assert _suggest("教育", "办好教育", "办好教育").rule == "含“教育” → 教育"


def test_nothing_is_suggested_where_nothing_fits() -> None:
    assert _suggest("团结", "增进团结", "增进团结", ("凝聚力量",)) == Suggestion()


def test_those_whose_subject_the_clause_touches_cooperate_before_the_usual_ones() -> None:
    found = _suggest("幼儿园", "建好幼儿园食堂和道路")
    assert found.cooperating == ("市场监管局", "交通局", "财政局")


# Phrases made up in the form of plans of any county.
@pytest.mark.parametrize(
    ("object_head", "lead"),
    [
        ("城区小学", "教育和体育局"),
        ("乡镇卫生院医疗设备", "卫生健康局"),
        ("四好农村路", "交通运输局"),
        ("中型灌区", "水务局"),
        ("茶叶加工企业", "农业农村局"),
        ("社区日间照料中心", "民政局"),
        ("城乡居民养老保险", "人力资源和社会保障局"),
        ("医保基金监管", "医疗保障局"),
        ("老旧小区", "住房和城乡建设局"),
        ("农产品质量安全追溯", "农业农村局"),
        ("学校食堂食品安全", "市场监督管理局"),
        ("知识产权保护", "市场监督管理局"),
        ("全民国防教育", "人民武装部"),
        ("矛盾纠纷多元化解", "政法委员会"),
        ("国土空间规划", "自然资源局"),
        ("产业园区道路", "开发区管理委员会"),
        ("跨境电商产业园", "商务局"),
        ("社会信用体系", "发展和改革局"),
        ("非遗传承人工坊", "文化广播电视和旅游局"),
        ("应急避难场所", "应急管理局"),
    ],
)
def test_the_shipped_rules_know_what_counties_do(object_head: str, lead: str) -> None:
    found = suggest(
        object_head=object_head, clause=object_head, sentence=object_head, headings=(), rules=load_responsibility()
    )
    assert found.lead == lead, found.rule


def test_every_agency_of_the_shipped_rules_stands_in_the_vocabulary_of_agencies() -> None:
    text = (bundled("vocabulary") / "agencies.yaml").read_text(encoding="utf8")
    known = {row["id"] for row in yaml.safe_load(text)["agencies"]}
    named = {name for field in load_responsibility().fields for name in (field.lead, *field.cooperating)}
    assert named - known == set()


def test_a_word_of_the_shipped_rules_tells_one_field_and_an_agency_stands_once_in_it() -> None:
    fields = load_responsibility().fields
    words = Counter(word for field in fields for word in field.words)
    assert [word for word, count in words.items() if count > 1] == []
    assert [f.id for f in fields if len({f.lead, *f.cooperating}) != 1 + len(f.cooperating)] == []
    assert [f.id for f in fields if not f.source or not f.words] == []
    assert len({field.id for field in fields}) == len(fields)
