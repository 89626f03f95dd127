"""A statement's scope is the part of the area or of the people that its indicator begins with."""

from __future__ import annotations

import pytest

from gangyao.core.plan.sentences.scope import scope_of


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("农村自来水普及率", "农村"),
        ("北部片区绿地率", "北部片区"),
        ("东湖园区入驻企业数", "东湖园区"),
        ("随迁子女入读公办园比例", "随迁子女"),
        ("青禾河流域再生水利用率", "青禾河流域"),
    ],
)
def test_a_part_that_a_measure_follows_is_the_scope(name: str, scope: str) -> None:
    assert scope_of(name) == scope


@pytest.mark.parametrize("name", ["绿地率", "东湖园区数", "残疾人数", "城乡居民收入", "国家级开发区数", "工业园区产值"])
def test_what_is_counted_itself_or_is_everywhere_is_no_scope(name: str) -> None:
    assert scope_of(name) == ""
