"""Statements of further texts against labels made by hand; labels/README.md says how far they were kept apart."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gangyao.cli.compiling import statement_lines
from gangyao.pipeline import compile_text

_LABELS = Path(__file__).with_name("labels")
_APART = 10**7  # stretches of different texts are told apart by their offsets
_MIN_F1, _MIN_STRICT = 0.92, 0.80


def _index() -> list[dict[str, str]]:
    with (_LABELS / "index.tsv").open(encoding="utf8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def _labels(name: str, text: str) -> list[dict[str, Any]]:
    labels = [json.loads(line) for line in (_LABELS / f"{name}.jsonl").read_text(encoding="utf8").splitlines()]
    for label in labels:
        label["quote"] = text[label["start"] : label["end"]]
        label["indicator"] = _name(label["indicator"], text)
        assert hashlib.sha256(label["quote"].encode()).hexdigest()[:16] == label.pop("sha256"), f"{name}: another text"
    return labels


def _name(written: str | list[Any], text: str) -> str:
    """A name as it stands, or put together from places in the text and words of its own."""
    if isinstance(written, str):
        return written
    return "".join(piece if isinstance(piece, str) else text[piece[0] : piece[1]] for piece in written)


def _moved(item: dict[str, Any], by: int) -> dict[str, Any]:
    return {**item, "start": item["start"] + by, "end": item["end"] + by}


@pytest.mark.parametrize("chosen", ["development", "held-out"])
def test_further_texts_are_understood(chosen: str, corpus: Path, scorer: ModuleType) -> None:
    gold: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for number, row in enumerate(row for row in _index() if row["set"] == chosen):
        path = corpus / row["text"]
        compiled = compile_text(path.read_bytes(), path.name)
        stretch = range(int(row["from"]), int(row["to"]))
        gold += [_moved(label, number * _APART) for label in _labels(row["name"], compiled.document.text)]
        found += [_moved(line, number * _APART) for line in statement_lines(compiled) if line["start"] in stretch]
    figures = scorer.report(gold, found)
    print(chosen, {name: round(value, 3) for name, value in figures.items()})
    assert figures["f1"] >= _MIN_F1
    assert figures["strict_f1"] >= _MIN_STRICT
