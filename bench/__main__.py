"""Runs benchmarks, prints their figures in plain words and keeps them as JSON under bench/results.

    python -m bench [NAME…]

The exit code is 1 where a bar was not reached.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from attrs import frozen

import bench.compile
import bench.compile.table
import bench.pages
import bench.pages.table
import bench.search
import bench.search.table
from bench.machine import describe_machine
from bench.table import Row, format_table

RESULTS = Path(__file__).parent / "results"


@frozen
class Benchmark:
    """A benchmark.

    Attributes:
        title: as it is printed.
        run: does the work and gives the figures.
        rows: the figures in words.
    """

    title: str
    run: Callable[[], dict[str, Any]]
    rows: Callable[[dict[str, Any]], Iterable[Row]]


BENCHMARKS = {
    "compile": Benchmark(
        "编译：从文本到表述，对照 recognizers-text-suite", bench.compile.run, bench.compile.table.rows
    ),
    "search": Benchmark("搜索：十万句里找词，对照 LIKE 扫描", bench.search.run, bench.search.table.rows),
    "pages": Benchmark("页面：十份规划对照一份", bench.pages.run, bench.pages.table.rows),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the named benchmarks, all by default; 1 where a bar was not reached."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="性能测试，每项都与同类软件并排测量")
    parser.add_argument("names", metavar="名称", nargs="*", help=f"{'、'.join(BENCHMARKS)}；默认全部")
    names = parser.parse_args(arguments).names or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"没有叫“{'、'.join(unknown)}”的性能测试，可选：{'、'.join(BENCHMARKS)}")
    return max(report(name, BENCHMARKS[name], RESULTS) for name in names)


def report(name: str, benchmark: Benchmark, folder: Path) -> int:
    """Runs one benchmark, prints and keeps its figures; 1 where a bar was not reached."""
    today = datetime.now(UTC).astimezone(timezone(timedelta(hours=8))).date().isoformat()
    head = {"benchmark": name, "date": today, "machine": describe_machine()}
    print(f"正在测量 {name}，请稍候 ……", file=sys.stderr)
    result = {**head, **benchmark.run()}
    folder.mkdir(exist_ok=True)
    words = json.dumps(rounded(result), ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(words + "\n", encoding="utf8")
    rows = list(benchmark.rows(result))
    machine = head["machine"]
    print(
        f"{benchmark.title}\n{today}，{machine['cpu']}，{machine['cores']} 核，{machine['python']}，开始时负载 {machine['load_before']}"
    )
    print(format_table(rows))
    if (machine["load_before"] or 0) > machine["cores"] / 2:
        print("  开始时机器上有别的程序在忙，挂钟时间会偏大；请空闲时再测一次")
    return int(any(row.reached is False for row in rows))


def rounded(value: Any) -> Any:
    """The same with fractions to six decimals, so that results can be read."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return value


if __name__ == "__main__":
    raise SystemExit(main())
