"""The scorer of the corpus, which the golden tests share."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def scorer(corpus: Path) -> ModuleType:
    """score.py of the corpus."""
    spec = importlib.util.spec_from_file_location("score", corpus / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
