"""Coverage of the texts of the corpus: compiled and listed numerals are all there are, and few go unexplained."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from gangyao.core.plan.coverage.numerals import is_numeral
from gangyao.core.plan.outcome import Outcome
from gangyao.pipeline import compile_text

_CORPUS = Path(os.environ.get("GANGYAO_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
_TEXTS = sorted(str(path.relative_to(_CORPUS)) for path in _CORPUS.glob("plans/**/*.txt"))
_MOST_UNEXPLAINED = 0.1  # of a text's numerals; a broken table is explained by nothing


@pytest.mark.parametrize("name", _TEXTS)
def test_each_numeral_of_a_text_has_one_fate(name: str, corpus: Path) -> None:
    path = corpus / name
    compiled = compile_text(path.read_bytes(), path.name)
    coverage, text = compiled.coverage, compiled.document.text
    fates = [fate for sentence in coverage.sentences for fate in sentence.fates]
    seen = Counter(place for fate in fates for place in range(fate.start, fate.end) if is_numeral(text[place]))
    assert set(seen) == {place for place, char in enumerate(text) if is_numeral(char)}
    assert set(seen.values()) == {1}
    known = {statement.id for statement in compiled.plan.statements}
    for fate in fates:
        assert bool(fate.statements) == (fate.outcome is Outcome.COMPILED)
        assert known.issuperset(fate.statements)
    assert coverage.outcomes.get(Outcome.UNEXPLAINED, 0) <= _MOST_UNEXPLAINED * coverage.numerals


@pytest.mark.parametrize("name", _TEXTS)
def test_a_statement_with_a_value_has_its_numeral(name: str, corpus: Path) -> None:
    path = corpus / name
    compiled = compile_text(path.read_bytes(), path.name)
    covered = {id_ for sentence in compiled.coverage.sentences for fate in sentence.fates for id_ in fate.statements}
    with_value = [s for s in compiled.plan.statements if s.quantity.value is not None and s.quantity.words is None]
    missing = [s.id for s in with_value if s.id not in covered]
    assert missing == []
