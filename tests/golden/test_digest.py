"""The bundled digest says what the plan says: every measured target and baseline, under the plan's own numbering.

The digest stands in for the official text where that is not at hand. It is compared with the hand-annotated
statements of the plan (gold) and, for outline, names and numbers, with the official text; both come from the corpus.
"""

from __future__ import annotations

import json
import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from gangyao.core.document.document import Document, NodeKind
from gangyao.core.plan.statement import Statement
from gangyao.ingest.bundled import bundled
from gangyao.pipeline import Compilation, compile_text

SAME_UNIT = {"名": "人", "个工作日": "工作日"}
OUTLINE = (NodeKind.PART, NodeKind.CHAPTER, NodeKind.SECTION)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
QUOTED = re.compile(r"“([^”]{2,})”")

Gold = dict[str, Any]


@pytest.fixture(scope="module")
def digest() -> Compilation:
    return compile_text((bundled("plans") / "ziliujing-14" / "digest.txt").read_bytes(), "digest.txt", digest=True)


@pytest.fixture(scope="module")
def official(corpus: Path) -> Document:
    path = corpus / "plans" / "ziliujing-14.txt"
    return compile_text(path.read_bytes(), path.name).document


@pytest.fixture(scope="module")
def gold(corpus: Path) -> list[Gold]:
    lines = (corpus / "gold" / "ziliujing-14.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def likeness(gold: Gold, statement: Statement) -> float:
    return SequenceMatcher(None, gold["indicator"], statement.indicator).ratio()


def same_figure(gold: Gold, statement: Statement) -> bool:
    """Value, unit and role agree."""
    quantity = statement.quantity
    values = [None if v is None else float(v) for v in (quantity.value, quantity.value_high)]
    unit = re.sub(r"\s", "", gold["unit"] or "")
    return (
        values == [gold["value"], gold["value_high"]]
        and SAME_UNIT.get(unit, unit) == SAME_UNIT.get(quantity.unit or "", quantity.unit or "")
        and statement.role.value == gold["role"]
    )


def pair(gold: list[Gold], statements: list[Statement], least: float) -> list[tuple[Gold, Statement]]:
    """One to one, the most alike indicators first, where the figure is the same."""
    candidates = [
        (likeness(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(statements) if same_figure(g, s)
    ]
    pairs: dict[int, int] = {}
    for alike, i, j in sorted(candidates, reverse=True):
        if alike >= least and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], statements[j]) for i, j in sorted(pairs.items())]


def of_tier(statements: tuple[Statement, ...], *tiers: str) -> list[Statement]:
    return [statement for statement in statements if statement.tier.value in tiers]


def test_every_measured_target_and_baseline_of_the_plan_stands_in_the_digest(digest, gold):
    core = [g for g in gold if g["tier"] == "core"]

    pairs = pair(core, of_tier(digest.plan.statements, "core"), least=0.3)

    found = {g["id"] for g, _ in pairs}
    figures = {
        "coverage": len(pairs) / len(core),
        "comparator": share(g["comparator"] == s.quantity.comparator.value for g, s in pairs),
        "measure": share(g["measure"] == s.measure.value for g, s in pairs),
        "horizon": share(g["horizon"] == s.horizon for g, s in pairs),
        "likeness": share(likeness(g, s) for g, s in pairs),
    }
    print("digest against gold:", ", ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    assert figures["coverage"] >= 0.98, [g["id"] for g in core if g["id"] not in found]
    assert figures["comparator"] >= 0.98
    assert figures["measure"] >= 0.95
    assert figures["horizon"] >= 0.93
    assert figures["likeness"] >= 0.85


def test_levels_and_ranks_without_a_number_stand_in_the_digest_too(digest, gold):
    wordless = [g for g in gold if g["tier"] in ("level", "rank")]

    pairs = pair(wordless, of_tier(digest.plan.statements, "level", "rank"), least=0.3)

    found = {g["id"] for g, _ in pairs}
    assert len(pairs) / len(wordless) >= 0.85, [g["indicator"] for g in wordless if g["id"] not in found]


def test_the_digest_states_no_measured_figure_that_the_plan_does_not(digest, gold):
    core = [g for g in gold if g["tier"] == "core"]

    stray = [s for s in of_tier(digest.plan.statements, "core") if not any(same_figure(g, s) for g in core)]

    assert not stray, [digest.document.quote(s.anchor.start, s.anchor.end) for s in stray]


def test_the_digest_has_the_outline_of_the_plan(digest, official):
    ours, theirs = outline(digest.document), outline(official)

    assert [(kind, level, label) for kind, level, label, _ in ours] == [heading[:3] for heading in theirs]
    for (kind, *_, title), (*_, full) in zip(ours, theirs, strict=True):
        assert title == (full if kind is NodeKind.SECTION else full.partition(",")[0])


def test_every_number_and_every_quoted_name_of_the_digest_stands_in_the_plan(digest, official):
    ours, theirs = plain(digest.document.text), plain(official.text)

    assert set(NUMBER.findall(ours)) <= set(NUMBER.findall(theirs))
    known = letters(theirs)
    assert [name for name in QUOTED.findall(ours) if letters(name) not in known] == []


def test_the_digest_says_in_its_head_that_it_is_no_official_text(digest):
    head = digest.document.text.splitlines()[:2]

    assert head[0].endswith("十四个五年规划和二〇三五年远景目标纲要")
    assert "摘要，非正式文本" in head[1]
    assert digest.plan.period == (2021, 2025)
    assert digest.document.source.digest


def share(values) -> float:
    values = list(values)
    return sum(values) / len(values)


def outline(document: Document) -> list[tuple[NodeKind, int, str, str]]:
    return [(node.kind, node.level, node.label, node.title) for node in document.nodes if node.kind in OUTLINE]


def plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def letters(text: str) -> str:
    return re.sub(r"[^\w+]", "", text)
