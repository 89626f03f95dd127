"""Which doubts people overrule is counted by code."""

from __future__ import annotations

from gangyao.core.plan.correction import ACCEPTED, REJECTED, Correction
from gangyao.core.plan.overruling import NO_DOUBT, tally
from gangyao.pipeline import compile_text

_TEXT = (
    "云溪县国民经济和社会发展第十四个五年规划纲要\n第二章 主要目标\n"
    "到2025年，春茶、夏茶产量分别达到3万吨、4万吨、5万吨。"
    "到2025年，标准茶园面积达到3.4万亩，茶农人数达到2万人。\n"
)


def _decision(record: str, field: str) -> Correction:
    return Correction(record, field, "", "", "planner", "2026-03-12T09:30:00+08:00", "")


def test_corrected_and_rejected_records_count_as_overruled_under_each_of_their_doubts() -> None:
    statements = compile_text(_TEXT.encode(), "纲要.txt").plan.statements
    doubted = [s for s in statements if s.doubts]
    plain = [s for s in statements if not s.doubts]
    assert doubted and len(plain) >= 2
    decisions = {
        doubted[0].id: (_decision(doubted[0].id, "horizon"), _decision(doubted[0].id, ACCEPTED)),
        plain[0].id: (_decision(plain[0].id, ACCEPTED),),
        plain[1].id: (_decision(plain[1].id, REJECTED),),
    }
    counted = {one.doubt: one for one in tally([(statements, decisions)])}
    of_doubt, of_none = counted[doubted[0].doubts[0]], counted[NO_DOUBT]
    assert (of_doubt.corrected, of_doubt.share_overruled, of_doubt.fields) == (1, 1.0, (("horizon", 1),))
    assert (of_none.accepted, of_none.rejected, of_none.share_overruled) == (1, 1, 0.5)


def test_what_nobody_looked_at_has_no_share() -> None:
    statements = compile_text(_TEXT.encode(), "纲要.txt").plan.statements
    assert {one.share_overruled for one in tally([(statements, {})])} == {None}
    assert sum(one.records for one in tally([(statements, {})])) >= len(statements)
