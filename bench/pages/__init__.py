"""Every page of the site with one plan and with ten: two sites side by side, asked in turn.

    made_up ──▶ process (one a site, each with its own home) ──▶ ratio of each page

Both sites answer each request one after the other, so that whatever else the machine does weighs on both alike.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from bench.pages.made_up import CHARACTERS

FEW, MANY = 1, 10  # plans
AT_MOST = 1.5  # times the CPU time with one plan
REPEATS = 21
_ROOT = Path(__file__).resolve().parents[2]
Figures = dict[str, Any]


def run() -> Figures:
    """Every page, with one plan and with ten."""
    return measure(FEW, MANY, REPEATS)


def measure(few: int, many: int, repeats: int, only: str = "", characters: int = CHARACTERS) -> Figures:
    """Every page on a site with few plans and on one with many.

    Args:
        few: plans.
        many: plans.
        repeats: how often each page is asked for on either side; the median counts.
        only: end of the names of the pages to measure; empty for all.
        characters: of each plan.
    """
    with ExitStack() as stack:
        sites = {plans: stack.enter_context(_site(plans, characters)) for plans in (few, many)}
        pages = {name: _page(name, sites, repeats) for name in sites[few].pages if name.endswith(only)}
    shown = {name: page for name, page in pages.items() if page}
    return {
        "made_up": True, "plans": [few, many], "characters": characters, "at_most": AT_MOST, "repeats": repeats,
        "highest_ratio": max(page["ratio"] for page in shown.values()), "pages": shown,
        "not_shown": sorted(set(pages) - set(shown)),
    }  # fmt: skip


def _page(name: str, sites: Mapping[int, Site], repeats: int) -> Figures:
    """The figures of a page; none where nothing is shown, as where something has to be posted."""
    cold = {plans: site.ask(name, cold=True) for plans, site in sites.items()}
    if any(answer["status"] != 200 for answer in cold.values()):
        return {}
    warm: dict[int, list[Figures]] = {plans: [] for plans in sites}
    for _ in range(repeats):
        for plans, site in sites.items():
            warm[plans].append(site.ask(name))
    figures = {
        str(plans): {
            "cpu_seconds": median(answer["cpu_seconds"] for answer in answers),
            "wall_seconds": median(answer["wall_seconds"] for answer in answers),
            "cold_cpu_seconds": cold[plans]["cpu_seconds"],
            "cold_wall_seconds": cold[plans]["wall_seconds"],
            "bytes": answers[0]["bytes"],
        }
        for plans, answers in warm.items()
    }
    few, many = figures.values()
    return {"ratio": many["cpu_seconds"] / few["cpu_seconds"], **figures}


class Site:
    """A site in a process of its own that times the pages it is asked for."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.pages: list[str] = self._read()

    def ask(self, page: str, *, cold: bool = False) -> Figures:
        """The figures of one answer (bench.pages.process.time_page)."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"page": page, "cold": cold}) + "\n")
        self._process.stdin.flush()
        return dict(self._read())

    def _read(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the measured site ended early; its message stands above")
        return json.loads(line)


@contextmanager
def _site(plans: int, characters: int) -> Iterator[Site]:
    """A site with so many made-up plans in a home that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="gangyao-bench-") as home:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GANGYAO_")}
        environment["GANGYAO_HOME"] = home
        command = [sys.executable, "-m", "bench.pages.process", str(plans), str(characters)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen(command, cwd=_ROOT, env=environment, text=True, encoding="utf8", **pipes) as process:
            try:
                yield Site(process)
            finally:
                if process.stdin:
                    process.stdin.close()
