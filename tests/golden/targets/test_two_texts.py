"""A plan's digest and its official text: other words, the same records."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gangyao.ingest.bundled import bundled
from gangyao.pipeline import Compilation, compile_text

_SHARED = Decimal("0.95")


@pytest.fixture(scope="module")
def both(corpus: Path) -> tuple[Compilation, Compilation]:
    digest = (bundled("plans") / "ziliujing-14" / "digest.txt").read_bytes()
    official = (corpus / "plans" / "ziliujing-14.txt").read_bytes()
    short = compile_text(digest, "digest.txt", digest=True, plan_id="ziliujing-14", ids={})
    full = compile_text(official, "纲要.txt", plan_id="ziliujing-14", ids=short.ids)
    return short, full


def test_nearly_all_records_keep_their_ids(both: tuple[Compilation, Compilation]) -> None:
    short, full = both
    for one, two in ((short.plan.statements, full.plan.statements), (short.plan.targets, full.plan.targets)):
        shared = {record.id for record in one} & {record.id for record in two}
        assert len(shared) >= _SHARED * max(len(one), len(two))


def test_no_id_moves_to_a_record_of_another_number_or_role(both: tuple[Compilation, Compilation]) -> None:
    short, full = both
    before = {s.id: s for s in short.plan.statements}
    pairs = [(before[s.id], s) for s in full.plan.statements if s.id in before]
    assert pairs
    assert [(a.id, a.quantity, b.quantity) for a, b in pairs if a.quantity.value != b.quantity.value] == []
    assert [a.id for a, b in pairs if a.role is not b.role] == []


def test_going_back_to_the_digest_gives_the_same_plan(both: tuple[Compilation, Compilation]) -> None:
    short, full = both
    digest = (bundled("plans") / "ziliujing-14" / "digest.txt").read_bytes()
    again = compile_text(digest, "digest.txt", digest=True, plan_id="ziliujing-14", ids=full.ids)
    assert again.plan == short.plan
