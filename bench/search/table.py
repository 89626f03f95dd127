"""The figures as rows in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.table import Row

MB = 1024 * 1024
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_GROUPS = {
    "frequent": "常见词", "rare": "少见词", "absent": "没有的词", "several": "几个词", "very frequent": "极常见词",
}  # fmt: skip


def rows(result: dict[str, Any]) -> Iterator[Row]:
    """One row for each thing that was measured; those with a bar say whether it was reached."""
    yield Row("语料", f"{result['sentences']:,} 句，由程序随机生成，并无含义")
    for name, measured in result["databases"].items():
        database = _NAMES[name]
        if "missing" in measured:
            yield Row(database, f"没有运行：{measured['missing']}")
            continue
        bar, speed_up = result["at_least"], measured["speed_up"]
        yield Row(
            f"{database} 比 LIKE 扫描快", f"{speed_up:.1f} 倍（中位数）", f"至少 {bar} 倍", reached=speed_up >= bar
        )
        for group, figure in measured["speed_up_by_group"].items():
            of_group = [query for query in measured["queries"] if query["group"] == group]
            each = "，".join(f"{query['query']} {query['index_seconds'] * 1000:.1f}" for query in of_group)
            scan = min(query["scan_seconds"] for query in of_group) * 1000
            yield Row(f"  {_GROUPS[group]}", f"{figure:.1f} 倍；毫秒：{each}；扫描最快 {scan:.0f}")
        alike = measured["all_found_alike"]
        yield Row("  与扫描的条数", "全部相同" if alike else "有不同", "相同", reached=alike)
        yield Row("  建索引", f"每份规划 {measured['index_seconds_a_plan'] * 1000:.0f} 毫秒，共 {measured['plans']} 份")
        sizes = f"索引 {measured['packed_bytes'] / MB:.0f} MB，整个库 {measured['database_bytes'] / MB:.0f} MB"
        yield Row("  大小", f"文本 {measured['characters']:,} 字，{sizes}")
