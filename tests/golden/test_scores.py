"""The statements of three annotated texts reach the bars of the hand-annotated gold, with and without their tier."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gangyao.cli.compiling import statement_lines
from gangyao.pipeline import compile_text

ALLOWED_LOSS_WITHOUT_TIER = 0.02
# gold file → text, where its labels end (None: at the end), and the lowest figures.
DOCUMENTS: dict[str, tuple[str, int | None, Mapping[str, float]]] = {
    "ziliujing-14": (
        "plans/ziliujing-14.txt",
        None,
        {
            "f1": 0.98,
            "strict_f1": 0.93,
            "target_f1": 0.98,
            "comparator_accuracy": 0.95,
            "measure_accuracy": 0.93,
            "horizon_accuracy": 0.93,
            "indicator_likeness": 0.85,
            "level_recall": 0.85,
            "rank_recall": 0.65,
            "wordless_precision": 0.6,
        },
    ),
    "county-hailar-gwr-2014": (
        "plans/work-reports/county-hailar-gwr-2014.txt",
        None,
        {"f1": 0.95, "strict_f1": 0.88, "indicator_likeness": 0.75},
    ),
    "special-eco-env-13-part": ("plans/special-eco-env-13.txt", 14000, {"f1": 0.90}),
}

Objects = list[dict[str, Any]]


@pytest.fixture(scope="module", params=DOCUMENTS)
def compared(request: pytest.FixtureRequest, corpus: Path) -> tuple[Objects, Objects, Mapping[str, float]]:
    """Gold and system objects of one text, and its bars."""
    path, end, bars = DOCUMENTS[request.param]
    lines = (corpus / "gold" / f"{request.param}.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    source = corpus / path
    compilation = compile_text(source.read_bytes(), source.name)
    system = list(statement_lines(compilation))
    limit = end or len(compilation.document.text)
    return [g for g in gold if g["start"] < limit], [s for s in system if s["start"] < limit], bars


def test_every_figure_reaches_its_bar(
    compared: tuple[Objects, Objects, Mapping[str, float]], scorer: ModuleType
) -> None:
    gold, system, bars = compared
    figures = scorer.report(gold, system)
    below = {name: (figures[name], bar) for name, bar in bars.items() if figures[name] < bar}
    assert below == {}


def test_leaving_out_the_tier_costs_little(
    compared: tuple[Objects, Objects, Mapping[str, float]], scorer: ModuleType
) -> None:
    gold, system, _ = compared
    bare = [{name: value for name, value in item.items() if name != "tier"} for item in system]
    assert scorer.report(gold, bare)["f1"] >= scorer.report(gold, system)["f1"] - ALLOWED_LOSS_WITHOUT_TIER
