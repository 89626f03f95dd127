"""How well each side finds what two annotators marked: detection F1 on the same gold, by the corpus's own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.compile.peer_environment import run_peer
from bench.compile.peer_objects import as_objects, readings
from bench.compile.sentences import split_text, write_sentences
from bench.corpus import Gold, Text


def measure_agreement(gold: Gold, scorer: ModuleType, *, peer: bool) -> dict[str, Any]:
    """Detection of ours, and of the peer in each of its readings, on one text."""
    figures: dict[str, Any] = {"ours": _detection(scorer, gold, _our_objects(gold.text))}
    if peer:
        read = readings(_peer_objects(gold.text))
        figures["peer"] = {name: _detection(scorer, gold, objects) for name, objects in read.items()}
    return figures


def _detection(scorer: ModuleType, gold: Gold, objects: list[dict[str, Any]]) -> dict[str, float]:
    report = scorer.report(gold.objects, objects)
    return {name: round(report[name], 4) for name in ("precision", "recall", "f1")}


def _peer_objects(text: Text) -> list[dict[str, Any]]:
    """What the four models find in the text's sentences."""
    sentences = split_text(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sentences.jsonl"
        write_sentences(sentences, path)
        return as_objects(run_peer(path, 0)["found"], sentences)


def _our_objects(text: Text) -> list[dict[str, Any]]:
    """What `gangyao statements` prints."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / text.file_name
        file.write_bytes(text.data)
        command = [sys.executable, "-m", "gangyao.cli", "statements", str(file)]
        printed = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf8").stdout
    return [json.loads(line) for line in printed.splitlines()]
