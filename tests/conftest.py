"""What all tests share: the corpus of plan texts, and which tests run."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --soak."""
    parser.addoption("--soak", action="store_true", help="run the long tests at full count (make soak)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests are a target of their own; without --soak they are deselected, which the summary counts."""
    if config.getoption("--soak"):
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("soak")]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder with plans/, gold/ and vectors/, of GANGYAO_CORPUS or beside the checkout."""
    folder = Path(os.environ.get("GANGYAO_CORPUS") or ROOT.parent / "shared")
    if not (folder / "plans").is_dir():
        pytest.skip(f"规划文本语料不在 {folder}，依赖它的测试略过；用 GANGYAO_CORPUS 指明所在文件夹")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _flush_between_tests(django_db_setup: None) -> Iterator[None]:
    """Lets Django empty the tables after a test of a whole transaction; the history refuses it otherwise."""
    from django.db import connection

    from gangyao.store.append_only import HISTORY, purging

    operations = type(connection.ops)  # the class: a browser's loop makes Django open a connection of its own
    flush = operations.execute_sql_flush

    def flush_history_too(self: Any, statements: Sequence[str]) -> None:
        with purging(*HISTORY):
            flush(self, statements)

    operations.execute_sql_flush = flush_history_too
    yield
    operations.execute_sql_flush = flush
