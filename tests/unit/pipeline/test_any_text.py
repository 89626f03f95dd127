"""Any text gives a plan or none of its parts: unique ids, anchors inside the text, the same twice, saved and loaded."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gangyao.pipeline import compile_text
from gangyao.store.bundle import load_bundle, save_bundle

_PIECES = st.sampled_from(
    [
        "到2025年，", "森林覆盖率", "达到", "46.5%", "3-5家", "全覆盖", "茶园面积", "12万亩", "力争", "高于全市平均水平", "。", "，", "；", "\n", "\n\n",
        "第一章 发展基础", "第二节 主要目标", "“十三五”时期", "城乡居民人均可支配收入分别增长8%和9%", "指标 2020年 2025年 属性", "约束性", "（", "）", "〔14〕",
        "荣县国民经济和社会发展第十四个五年规划纲要", "政府工作报告", "Ⅲ类", "全省前列", "翻一番", "由", "提高到", "新建", "7个", "0", "#|:", "𬒈",
    ]
)  # fmt: skip
texts = st.lists(_PIECES | st.text(max_size=6), max_size=40).map("".join)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts)
def test_any_text_compiles_and_comes_back_from_its_bundle(tmp_path: Path, text: str) -> None:
    words = "到" + "".join(char for char in text if char.isprintable() or char == "\n")
    compiled = compile_text(words.encode("utf-8", "replace"), "纲要.txt")
    plan, length = compiled.plan, len(compiled.document.text)
    ids = [record.id for record in (*plan.statements, *plan.targets)]
    assert len(set(ids)) == len(ids)
    assert all(0 <= s.anchor.start <= s.anchor.end <= length for s in plan.statements)
    assert plan.id.isascii()
    again = compile_text(words.encode("utf-8", "replace"), "纲要.txt", ids=compiled.ids)
    assert (again.plan, dict(again.ids)) == (plan, dict(compiled.ids))
    save_bundle(tmp_path, compiled)
    assert load_bundle(tmp_path).plan == plan
