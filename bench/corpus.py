"""The texts that are measured: of the corpus where it is at hand, of the bundled digest where it is not."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

from attrs import frozen

ROOT = Path(__file__).resolve().parents[1]
DIGEST = ROOT / "plans" / "ziliujing-14" / "digest.txt"


@frozen
class Text:
    """A text to measure.

    Attributes:
        name: as reports call it, e.g. "ziliujing-14".
        data: the file's bytes.
        digest: True where it is the bundled summary, because the official text is not at hand.
    """

    name: str
    data: bytes
    digest: bool = False

    @property
    def file_name(self) -> str:
        """The name that the reader is told."""
        return f"{self.name}.txt"


@frozen
class Gold:
    """A text with its annotated statements.

    Attributes:
        text: the text.
        objects: annotated statements, as read from the file.
    """

    text: Text
    objects: list[dict[str, Any]]


def corpus_folder() -> Path | None:
    """The folder of GANGYAO_CORPUS or beside the checkout; None where it is missing."""
    folder = Path(os.environ.get("GANGYAO_CORPUS") or ROOT.parent / "shared")
    return folder if (folder / "plans").is_dir() else None


def plan_text(folder: Path | None) -> Text:
    """The plan whose compile is timed."""
    path = folder / "plans" / "ziliujing-14.txt" if folder else None
    if path is None or not path.is_file():
        return Text("ziliujing-14", DIGEST.read_bytes(), digest=True)
    return Text("ziliujing-14", path.read_bytes())


def annotated(folder: Path | None) -> list[Gold]:
    """The annotated texts that are at hand."""
    if folder is None:
        return []
    places = {"ziliujing-14": "plans", "county-hailar-gwr-2014": "plans/work-reports"}
    found = []
    for name, place in places.items():
        text, gold = folder / place / f"{name}.txt", folder / "gold" / f"{name}.jsonl"
        if text.is_file() and gold.is_file():
            lines = gold.read_text(encoding="utf8").splitlines()
            found.append(Gold(Text(name, text.read_bytes()), [json.loads(line) for line in lines if line.strip()]))
    return found


def load_scorer(folder: Path | None) -> ModuleType | None:
    """The corpus's own score.py, so that both sides are judged by a program that is neither's."""
    path = folder / "score" / "score.py" if folder else None
    if path is None or not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("corpus_score", path)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
