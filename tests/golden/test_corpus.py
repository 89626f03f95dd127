"""Every text of the corpus compiles, says what it is, and comes back from its bundle."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gangyao.pipeline import compile_text
from gangyao.store.bundle import load_bundle, save_bundle

_CORPUS = Path(os.environ.get("GANGYAO_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
_TEXTS = sorted(str(path.relative_to(_CORPUS)) for path in _CORPUS.glob("plans/**/*.txt"))
_WITHOUT_NUMBERS = 1  # a text of principles may hold hardly any


@pytest.mark.parametrize("name", _TEXTS)
def test_a_text_of_the_corpus_compiles(name: str, corpus: Path, tmp_path: Path) -> None:
    path = corpus / name
    compiled = compile_text(path.read_bytes(), path.name)
    plan, text = compiled.plan, compiled.document.text
    assert plan.title
    assert plan.area.code
    assert plan.kind != "other"
    assert len(plan.statements) >= _WITHOUT_NUMBERS
    for statement in plan.statements:
        assert 0 <= statement.anchor.start < statement.anchor.end <= len(text)
        assert statement.indicator
    known = {statement.id for statement in plan.statements}
    assert all(known.issuperset(target.statements) for target in plan.targets)
    save_bundle(tmp_path / "bundle", compiled)
    assert load_bundle(tmp_path / "bundle").plan == plan
